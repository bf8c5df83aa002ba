/* Reads the words of a script's line. */
#include "script/scan.h"

#include <ctype.h>
#include <string.h>

bool scan_fail(struct scan *scan, const char *expected)
{
	error_set(scan->error, "line %d: expected %s at '%.20s'", scan->line, expected, scan->at);
	return false;
}

static void skip_spaces(struct scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\t')
		scan->at++;
}

bool scan_line_end(struct scan *scan)
{
	skip_spaces(scan);
	return *scan->at == '\0' || *scan->at == '\n' || *scan->at == '#';
}

bool scan_word(struct scan *scan, const char *text)
{
	size_t length = strlen(text);

	skip_spaces(scan);
	if (strncmp(scan->at, text, length) != 0)
		return false;
	if (isalnum((unsigned char)text[length - 1]) && isalnum((unsigned char)scan->at[length]))
		return false;
	scan->at += length;
	return true;
}

bool scan_number(struct scan *scan, uint32_t max, uint32_t *value)
{
	uint64_t number = 0;
	const char *at;

	skip_spaces(scan);
	for (at = scan->at; isdigit((unsigned char)*at) && number <= max; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	if (at == scan->at || number > max)
		return scan_fail(scan, "a number that fits");
	scan->at = at;
	*value = (uint32_t)number;
	return true;
}

bool scan_time(struct scan *scan, int64_t *ns)
{
	uint32_t seconds;
	int64_t unit = 1000000000;

	if (!scan_number(scan, UINT32_MAX, &seconds))
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

bool scan_text(struct scan *scan, char *text, size_t room)
{
	size_t length;

	skip_spaces(scan);
	length = strcspn(scan->at, " \t\n#");
	if (length == 0 || length >= room)
		return scan_fail(scan, "a word");
	memcpy(text, scan->at, length);
	text[length] = '\0';
	scan->at += length;
	return true;
}
