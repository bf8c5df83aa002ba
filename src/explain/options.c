/* What a segment's options say. */
#include "explain/subject.h"

#include <inttypes.h>
#include <stdio.h>

/* On which segments an option means what its sentence says. */
enum where { ON_SYN, ON_SYN_ACK, WITH_REASON, WITH_REASON_THAT_PASSES, ANYWHERE };

static const struct row {
	uint16_t option;
	enum where where;
	enum message sentence;
	const char *reference;
} rows[] = {
	{OPT_MSS, ON_SYN, MSG_OFFERS_MSS, "RFC 9293 §3.7.1"},
	{OPT_WSCALE, ON_SYN, MSG_OFFERS_WSCALE, "RFC 7323 §2"},
	{OPT_SACK_PERMITTED, ON_SYN, MSG_OFFERS_SACK, "RFC 2018 §2"},
	{OPT_TIMESTAMPS, ON_SYN, MSG_OFFERS_TIMESTAMPS, "RFC 7323 §3"},
	{OPT_FAST_OPEN, ON_SYN_ACK, MSG_OPTION_FAST_OPEN, "RFC 7413 §4.1.2"},
	{OPT_USER_TIMEOUT, ANYWHERE, MSG_OPTION_USER_TIMEOUT, "RFC 5482 §3"},
	{OPT_ACCECN, ANYWHERE, MSG_OPTION_ACCECN, "RFC 9768 §3.2.3"},
	{OPT_MPTCP, WITH_REASON, MSG_OPTION_MPTCP_RESET, "RFC 8684 §3.6"},
	{OPT_MPTCP, WITH_REASON_THAT_PASSES, MSG_OPTION_MPTCP_TRANSIENT, "RFC 8684 §3.6"},
	{OPT_UNKNOWN, ANYWHERE, MSG_OPTION_UNKNOWN, "RFC 9293 §3.1"},
	{OPT_MALFORMED, ANYWHERE, MSG_OPTION_MALFORMED, "RFC 9293 §3.1"},
};

size_t option_places(void)
{
	return sizeof(rows) / sizeof(*rows);
}

static bool is_there(const struct subject *subject, const struct row *row)
{
	uint16_t flags = subject->event->flags;

	if (!subject->options || !(subject->options->present & row->option))
		return false;
	switch (row->where) {
	case ON_SYN: return flags & TCP_SYN;
	case ON_SYN_ACK: return (flags & TCP_SYN) && (flags & TCP_ACK);
	case WITH_REASON: return mptcp_gives_reason(subject->options);
	case WITH_REASON_THAT_PASSES:
		return mptcp_gives_reason(subject->options) && mptcp_is_transient(subject->options);
	default: return true;
	}
}

enum message option_sentence(const struct subject *subject, size_t place, const char **reference)
{
	const struct row *row = &rows[place];

	*reference = row->reference;
	return is_there(subject, row) ? row->sentence : MSG_COUNT;
}

/* The names of RFC 8684 §3.6. */
void option_path_reason(const struct subject *subject, char *out, size_t room)
{
	static const enum message names[] = {
		MSG_MPTCP_REASON_0, MSG_MPTCP_REASON_1, MSG_MPTCP_REASON_2, MSG_MPTCP_REASON_3,
		MSG_MPTCP_REASON_4, MSG_MPTCP_REASON_5, MSG_MPTCP_REASON_6};
	const struct lang *lang = subject->ladder->lang;
	unsigned reason = mptcp_reason(subject->options);

	if (reason < sizeof(names) / sizeof(*names))
		snprintf(out, room, "%s", lang_text(lang, names[reason]));
	else
		snprintf(out, room, lang_text(lang, MSG_MPTCP_REASON_OTHER), reason);
}

void option_kinds(const struct subject *subject, char *out, size_t room)
{
	enum { MD5 = 19, AUTHENTICATION = 29 };
	const struct tcp_options *options = subject->options;
	size_t used = 0;

	*out = '\0';
	for (int i = 0; i < options->unknown_count && used < room; i++) {
		uint8_t kind = options->unknown_kind[i];
		const char *name = kind == MD5              ? " (MD5)"
				   : kind == AUTHENTICATION ? " (TCP-AO)"
							    : "";

		used += (size_t)snprintf(out + used, room - used, "%s%u%s", used > 0 ? ", " : "",
					 kind, name);
	}
}
