/* Options about interfaces, and what is kept of their packets. */
#include "options_live.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPLEN_MOST = 262144, BUFFER_MOST = INT_MAX / 1024 };

bool read_number(const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	*number = strtoull(text, &end, 10);
	return *end == '\0' && *number >= least && *number <= most;
}

/* "500M": a number with a letter for 2^10, 2^20 or 2^30 behind it. */
static bool read_size(const char *text, uint64_t *size)
{
	static const char letters[] = "KMG";
	char digits[32];
	size_t length = strlen(text);
	const char *letter =
		length > 0 ? strchr(letters, toupper((unsigned char)text[length - 1])) : NULL;
	unsigned shift = letter && *letter ? 10 * (unsigned)(letter - letters + 1) : 0;

	if (length == 0 || length >= sizeof(digits))
		return false;
	memcpy(digits, text, length + 1);
	if (shift > 0)
		digits[length - 1] = '\0';
	if (!read_number(digits, 1, UINT64_C(1) << (47 - shift), size))
		return false;
	*size <<= shift;
	return true;
}

bool take_interface(struct options *options, const char *argument, struct error *error)
{
	if (*argument) {
		options->live.interface = argument;
		return true;
	}
	error_set(error, "--interface: no name; tcpladder -D lists the interfaces");
	return false;
}

bool take_snaplen(struct options *options, const char *argument, struct error *error)
{
	uint64_t number;

	/* tcpdump's 0 is all of a packet as well */
	if (read_number(argument, 0, SNAPLEN_MOST, &number)) {
		options->live.snaplen = (int)number;
		return true;
	}
	error_set(error, "--snapshot-length: '%s' is not from 0 to %d", argument, SNAPLEN_MOST);
	return false;
}

bool take_buffer(struct options *options, const char *argument, struct error *error)
{
	uint64_t number;

	if (read_number(argument, 1, BUFFER_MOST, &number)) {
		options->live.buffer_kib = (int)number;
		return true;
	}
	error_set(error, "--buffer-size: '%s' is not from 1 to %d KiB", argument, BUFFER_MOST);
	return false;
}

bool take_keep(struct options *options, const char *argument, struct error *error)
{
	if (read_size(argument, &options->keep))
		return true;
	error_set(error, "--keep: '%s' is no size, such as 500M", argument);
	return false;
}

bool take_filter_words(struct options *options, char *const *words, struct error *error)
{
	size_t size = 1;

	if (!*words)
		return true;
	if (options->filter) {
		error_set(error, "'%s': the filter is given already, with -f", *words);
		return false;
	}
	for (size_t i = 0; words[i]; i++)
		size += strlen(words[i]) + 1;
	options->words = memory_zero(size, 1);
	for (size_t i = 0; words[i]; i++)
		strcat(strcat(options->words, i == 0 ? "" : " "), words[i]);
	options->filter = options->words;
	return true;
}
