/* The options of a TCP header, by name. */
#include "decode/tcp.h"

#include <string.h>

enum { KIND_END = 0, KIND_NOP = 1 };

enum { EXPERIMENT_FAST_OPEN = 0xf989 }; /* RFC 7413 appendix A.2's number, RFC 6994's form */

static bool read_mss(struct bytes content, struct tcp_options *options)
{
	return content.left == 2 && bytes_be16(&content, &options->mss);
}

static bool read_wscale(struct bytes content, struct tcp_options *options)
{
	return content.left == 1 && bytes_u8(&content, &options->wscale);
}

static bool read_sack_permitted(struct bytes content, struct tcp_options *options)
{
	(void)options;
	return content.left == 0;
}

static bool read_sack(struct bytes content, struct tcp_options *options)
{
	if (content.left == 0 || content.left % 8 != 0 || content.left > 8 * SACK_MAX)
		return false;
	for (options->sack_count = 0; content.left > 0; options->sack_count++) {
		struct sack_block *block = &options->sack[options->sack_count];

		bytes_be32(&content, &block->left);
		bytes_be32(&content, &block->right);
	}
	return true;
}

static bool read_timestamps(struct bytes content, struct tcp_options *options)
{
	return content.left == 8 && bytes_be32(&content, &options->tsval) &&
	       bytes_be32(&content, &options->tsecr);
}

/* RFC 5482 §3.1: the first bit tells minutes from seconds. */
static bool read_user_timeout(struct bytes content, struct tcp_options *options)
{
	uint32_t seconds;
	uint16_t value;

	if (content.left != 2 || !bytes_be16(&content, &value))
		return false;
	seconds = value & 0x8000 ? (value & 0x7fffu) * 60 : value;
	options->user_timeout_s = seconds > UINT16_MAX ? UINT16_MAX : (uint16_t)seconds;
	return true;
}

static bool read_mptcp(struct bytes content, struct tcp_options *options)
{
	uint8_t first, second = 0;

	if (!bytes_u8(&content, &first))
		return false;
	bytes_u8(&content, &second);
	options->mptcp_subtype = first >> 4;
	options->mptcp_bits = (uint16_t)((first & 0x0fu) << 8 | second);
	return true;
}

static bool read_fast_open(struct bytes content, struct tcp_options *options)
{
	if (content.left > FAST_OPEN_COOKIE_MAX)
		return false;
	options->fast_open_length = (uint8_t)content.left;
	return bytes_copy(&content, options->fast_open_cookie, content.left);
}

/* RFC 9768 §3.2.3: up to three counters of three bytes. */
static bool read_accecn(struct bytes content, struct tcp_options *options)
{
	options->accecn_length = (uint8_t)content.left;
	return content.left % 3 == 0 && content.left <= 9;
}

static const struct option_row {
	uint8_t kind;
	enum tcp_option bit;
	bool (*read)(struct bytes content, struct tcp_options *options); /* false: wrong length */
} option_rows[] = {
	{2, OPT_MSS, read_mss},
	{3, OPT_WSCALE, read_wscale},
	{4, OPT_SACK_PERMITTED, read_sack_permitted},
	{5, OPT_SACK, read_sack},
	{8, OPT_TIMESTAMPS, read_timestamps},
	{28, OPT_USER_TIMEOUT, read_user_timeout},
	{30, OPT_MPTCP, read_mptcp},
	{34, OPT_FAST_OPEN, read_fast_open},
	{172, OPT_ACCECN, read_accecn},
	{174, OPT_ACCECN, read_accecn},
};

static void read_unknown(uint8_t kind, struct tcp_options *options)
{
	options->present |= OPT_UNKNOWN;
	if (options->unknown_count < UNKNOWN_OPTION_MAX)
		options->unknown_kind[options->unknown_count++] = kind;
}

/* The shared experimental kinds say in their first two bytes what they are (RFC 6994). */
static bool is_fast_open_experiment(uint8_t kind, struct bytes *content)
{
	struct bytes look = *content;
	uint16_t experiment;

	if (kind != 254 || !bytes_be16(&look, &experiment) || experiment != EXPERIMENT_FAST_OPEN)
		return false;
	*content = look;
	return true;
}

static void read_one(uint8_t kind, struct bytes content, struct tcp_options *options)
{
	size_t i = 0;

	if (is_fast_open_experiment(kind, &content))
		kind = 34;
	while (i < sizeof(option_rows) / sizeof(*option_rows) && option_rows[i].kind != kind)
		i++;
	if (i == sizeof(option_rows) / sizeof(*option_rows))
		read_unknown(kind, options);
	else if (option_rows[i].read(content, options))
		options->present |= (uint16_t)option_rows[i].bit;
	else
		options->present |= OPT_MALFORMED;
}

void decode_options(struct bytes header, bool cut, struct tcp_options *options)
{
	struct bytes content;
	uint8_t kind, length;
	uint16_t trouble = cut ? OPT_CUT : OPT_MALFORMED;

	memset(options, 0, sizeof(*options));
	if (cut)
		options->present = OPT_CUT;
	while (bytes_u8(&header, &kind) && kind != KIND_END) {
		if (kind == KIND_NOP)
			continue;
		if (!bytes_u8(&header, &length)) {
			options->present |= trouble;
			return;
		}
		if (length < 2 || !bytes_take(&header, length - 2u, &content)) {
			options->present |= length < 2 ? OPT_MALFORMED : trouble;
			return;
		}
		read_one(kind, content, options);
	}
}
