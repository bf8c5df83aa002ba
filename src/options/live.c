/* Options about interfaces, and what is kept of their packets. */
#include "options/live.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPLEN_MOST = 262144, BUFFER_MOST = INT_MAX / 1024, MEMORY_LEAST = 1 << 20 };

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

bool take_memory(struct options *options, const char *argument, struct error *error)
{
	if (read_size(argument, &options->memory) && options->memory >= MEMORY_LEAST)
		return true;
	error_set(error, "--memory: '%s' is no size of at least 1M, such as 256M", argument);
	return false;
}

bool take_write(struct options *options, const char *argument, struct error *error)
{
	options->write.path = argument;
	if (*argument && strcmp(argument, "-") != 0)
		return true;
	error_set(error, "-w: needs a file's name; standard output is drawn on");
	return false;
}

/* tcpdump's unit. */
bool take_rotation(struct options *options, const char *argument, struct error *error)
{
	const uint64_t million = 1000000;

	if (read_number(argument, 1, million * million, &options->write.rotate_bytes)) {
		options->write.rotate_bytes *= million;
		return true;
	}
	error_set(error, "-C: '%s' is no number of millions of bytes", argument);
	return false;
}

bool take_file_count(struct options *options, const char *argument, struct error *error)
{
	uint64_t number;

	if (read_number(argument, 1, 100000, &number)) {
		options->write.files = (unsigned)number;
		return true;
	}
	error_set(error, "-W: '%s' is not from 1 to 100000 files", argument);
	return false;
}

/* tshark's words and units. */
bool take_stop(struct options *options, const char *argument, struct error *error)
{
	const uint64_t most = 1000000000;
	uint64_t number;
	const char *colon = strchr(argument, ':');
	size_t length = colon ? (size_t)(colon - argument) : 0;

	if (!colon || !read_number(colon + 1, 1, most, &number))
		length = 0;
	if (length == strlen("duration") && strncmp(argument, "duration", length) == 0) {
		options->max_ns = (int64_t)number * 1000000000;
		return true;
	}
	if (length == strlen("filesize") && strncmp(argument, "filesize", length) == 0) {
		options->max_bytes = number * 1000;
		return true;
	}
	error_set(error, "-a: '%s' is neither duration:SECONDS nor filesize:KILOBYTES", argument);
	return false;
}

bool take_user(struct options *options, const char *argument, struct error *error)
{
	(void)error;
	options->user = argument;
	return true;
}

bool check_write(const struct options *options, struct error *error)
{
	if (options->write.rotate_bytes && !options->write.path)
		error_set(error, "-C: needs -w, the file to write");
	else if (options->write.files && !options->write.rotate_bytes)
		error_set(error, "-W: needs -C, the size of each file");
	else
		return true;
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
