/* Reads the TCP options of a script's line: one row a name. */
#include "script/scan.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool read_mss(struct scan *scan, struct tcp_options *options)
{
	uint32_t mss;

	if (!scan_number(scan, UINT16_MAX, &mss))
		return false;
	options->mss = (uint16_t)mss;
	return true;
}

static bool read_wscale(struct scan *scan, struct tcp_options *options)
{
	uint32_t shift;

	if (!scan_number(scan, UINT8_MAX, &shift))
		return false;
	options->wscale = (uint8_t)shift;
	return true;
}

static bool read_sack(struct scan *scan, struct tcp_options *options)
{
	do {
		struct sack_block *block = &options->sack[options->sack_count];

		if (options->sack_count == SACK_MAX)
			return scan_fail(scan, "no more than four blocks");
		if (!scan_number(scan, UINT32_MAX, &block->left))
			return false;
		if (!scan_word(scan, ":"))
			return scan_fail(scan, "LEFT:RIGHT");
		if (!scan_number(scan, UINT32_MAX, &block->right))
			return false;
		options->sack_count++;
	} while (!scan_line_end(scan) && isdigit((unsigned char)*scan->at));
	return true;
}

static bool read_timestamps(struct scan *scan, struct tcp_options *options)
{
	if (!scan_word(scan, "val"))
		return scan_fail(scan, "TS val N ecr N");
	if (!scan_number(scan, UINT32_MAX, &options->tsval))
		return false;
	if (!scan_word(scan, "ecr"))
		return scan_fail(scan, "TS val N ecr N");
	return scan_number(scan, UINT32_MAX, &options->tsecr);
}

static bool read_user_timeout(struct scan *scan, struct tcp_options *options)
{
	uint32_t seconds;

	if (!scan_number(scan, 0x7fff, &seconds))
		return false;
	options->user_timeout_s = (uint16_t)seconds;
	return true;
}

static bool read_fast_open(struct scan *scan, struct tcp_options *options)
{
	if (!scan_line_end(scan) && !isxdigit((unsigned char)*scan->at))
		return true; /* asks for a cookie */
	while (isxdigit((unsigned char)scan->at[0]) && isxdigit((unsigned char)scan->at[1])) {
		const char digits[] = {scan->at[0], scan->at[1], '\0'};

		if (options->fast_open_length == FAST_OPEN_COOKIE_MAX)
			return scan_fail(scan, "at most sixteen bytes of cookie");
		options->fast_open_cookie[options->fast_open_length++] =
			(uint8_t)strtoul(digits, NULL, 16);
		scan->at += 2;
	}
	return true;
}

/* RFC 8684 §3.6: the reason, and whether it may pass. */
static bool read_reason(struct scan *scan, struct tcp_options *options)
{
	uint32_t reason;

	if (!scan_number(scan, UINT8_MAX, &reason))
		return false;
	options->mptcp_bits = (uint16_t)(reason | (scan_word(scan, "transient") ? 0x100 : 0));
	return true;
}

static bool read_mptcp(struct scan *scan, struct tcp_options *options)
{
	uint32_t subtype;

	if (!scan_number(scan, 15, &subtype))
		return false;
	options->mptcp_subtype = (uint8_t)subtype;
	if (subtype == MPTCP_DSS && scan_word(scan, "fin"))
		options->mptcp_bits = 0x010;
	else if (subtype == MPTCP_RESET && scan_word(scan, "reason"))
		return read_reason(scan, options);
	return true;
}

static bool read_unknown(struct scan *scan, struct tcp_options *options)
{
	uint32_t kind;

	if (!scan_number(scan, UINT8_MAX, &kind))
		return false;
	if (options->unknown_count < UNKNOWN_OPTION_MAX)
		options->unknown_kind[options->unknown_count++] = (uint8_t)kind;
	return true;
}

static const struct option {
	const char *name;
	unsigned bit;
	bool (*read)(struct scan *scan, struct tcp_options *options); /* NULL: no argument */
} table[] = {
	{"mss", OPT_MSS, read_mss},
	{"wscale", OPT_WSCALE, read_wscale},
	{"sackOK", OPT_SACK_PERMITTED, NULL},
	{"sack", OPT_SACK, read_sack},
	{"TS", OPT_TIMESTAMPS, read_timestamps},
	{"nop", 0, NULL},
	{"uto", OPT_USER_TIMEOUT, read_user_timeout},
	{"tfo", OPT_FAST_OPEN, read_fast_open},
	{"mptcp", OPT_MPTCP, read_mptcp},
	{"kind", OPT_UNKNOWN, read_unknown},
};

static bool read_option(struct scan *scan, struct tcp_options *options)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (!scan_word(scan, table[i].name))
			continue;
		options->present |= (uint16_t)table[i].bit;
		return !table[i].read || table[i].read(scan, options);
	}
	return scan_fail(scan, "the name of an option");
}

bool script_options(struct scan *scan, struct tcp_options *options)
{
	do {
		if (!read_option(scan, options))
			return false;
	} while (scan_word(scan, ","));
	return scan_word(scan, ">") || scan_fail(scan, "',' or '>'");
}
