/* Reads the words of a script's line. */
#include "script/scan.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line on both sides of the caret, as much as a reader needs to find the place. */
enum { SHOWN = 60 };

bool scan_fail(struct scan *scan, const char *expected)
{
	int before = (int)(scan->at - scan->start);
	int after = (int)strcspn(scan->at, "\n");
	const char *from = before > SHOWN ? scan->at - SHOWN : scan->start;

	error_set(scan->error, "line %d, character %d: expected %s at the caret: %.*s^%.*s",
		  scan->line, before + 1, expected, (int)(scan->at - from), from,
		  after > SHOWN ? SHOWN : after, scan->at);
	return false;
}

static void skip_spaces(struct scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r')
		scan->at++;
}

bool scan_line_end(struct scan *scan)
{
	skip_spaces(scan);
	return *scan->at == '\0' || *scan->at == '\n' || *scan->at == '#';
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '-';
}

bool scan_word(struct scan *scan, const char *text)
{
	size_t length = strlen(text);

	skip_spaces(scan);
	if (strncmp(scan->at, text, length) != 0)
		return false;
	if (isalnum((unsigned char)text[length - 1]) && in_word(scan->at[length]))
		return false;
	scan->at += length;
	return true;
}

bool scan_digit(struct scan *scan)
{
	skip_spaces(scan);
	return isdigit((unsigned char)*scan->at);
}

static bool fail_number(struct scan *scan, uint32_t max)
{
	char expected[48];

	snprintf(expected, sizeof(expected), "a number from 0 to %" PRIu32, max);
	return scan_fail(scan, expected);
}

bool scan_number(struct scan *scan, uint32_t max, uint32_t *value)
{
	uint64_t number = 0;
	const char *at;

	skip_spaces(scan);
	for (at = scan->at; isdigit((unsigned char)*at) && number <= max; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	if (at == scan->at || number > max)
		return fail_number(scan, max);
	scan->at = at;
	*value = (uint32_t)number;
	return true;
}

bool scan_time(struct scan *scan, int64_t *ns)
{
	uint32_t seconds = 0;
	int64_t unit = 1000000000;

	if (!scan_digit(scan) && !(scan->at[0] == '.' && isdigit((unsigned char)scan->at[1])))
		return scan_fail(scan, "a time, such as 0.3, 20ms or 2s,");
	if (*scan->at != '.' && !scan_number(scan, UINT32_MAX, &seconds))
		return false;
	*ns = seconds * unit;
	if (*scan->at != '.')
		return true;
	for (scan->at++; isdigit((unsigned char)*scan->at); scan->at++) {
		unit /= 10;
		*ns += (*scan->at - '0') * unit;
	}
	return true;
}

bool scan_span(struct scan *scan, int64_t *ns)
{
	static const struct {
		const char *name;
		int64_t parts; /* of a second */
	} units[] = {{"ms", 1000}, {"us", 1000000}, {"s", 1}};

	if (!scan_time(scan, ns))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (!scan_word(scan, units[i].name))
			continue;
		*ns /= units[i].parts;
		return true;
	}
	return true;
}

bool scan_text(struct scan *scan, char *text, size_t room)
{
	size_t length;

	skip_spaces(scan);
	length = strcspn(scan->at, " \t\r\n#");
	if (length == 0 || length >= room)
		return scan_fail(scan, "a word");
	memcpy(text, scan->at, length);
	text[length] = '\0';
	scan->at += length;
	return true;
}

/* One character of a quoted text, its escape undone. */
static bool read_quoted(struct scan *scan, char *c)
{
	static const char names[] = "rnt\"\\", meant[] = "\r\n\t\"\\";
	const char *found;

	*c = *scan->at;
	if (*c != '\\') {
		scan->at++;
		return true;
	}
	found = scan->at[1] ? strchr(names, scan->at[1]) : NULL;
	if (!found)
		return scan_fail(scan, "\\r, \\n, \\t, \\\" or \\\\");
	*c = meant[found - names];
	scan->at += 2;
	return true;
}

bool scan_quoted(struct scan *scan, uint32_t max, char **text, uint32_t *size)
{
	size_t room;

	skip_spaces(scan);
	room = strcspn(scan->at, "\n");
	if (*scan->at != '"')
		return scan_fail(scan, "a text in double quotes");
	scan->at++;
	*text = memory_zero(room + 1, 1);
	*size = 0;
	while (*scan->at != '"') {
		if (*scan->at == '\0' || *scan->at == '\n')
			goto no_end;
		if (!read_quoted(scan, *text + *size))
			goto fail;
		(*size)++;
	}
	if (*size > 0 && *size <= max) {
		scan->at++;
		return true;
	}
no_end:
	scan_fail(scan, *size > max ? "a shorter text" : "some text and a closing '\"'");
fail:
	free(*text);
	*text = NULL;
	return false;
}
