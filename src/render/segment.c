/* The JSON object of a segment. */
#include "render/objects.h"

#include <string.h>

/* In the order of the bits: "SYN", "ACK". */
static json_t *flags_of(const struct event *event)
{
	/* Of a counter the bits are no flags: RFC 9768 §3.2.2. */
	const unsigned counter = event_has(event, NOTE_ACE) ? TCP_AE | TCP_CWR | TCP_ECE : 0;
	static const char *const names[] = {"FIN", "SYN", "RST", "PSH", "ACK",
					    "URG", "ECE", "CWR", "AE"};
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if ((event->flags & ~counter) >> i & 1)
			json_array_append_new(list, json_string_nocheck(names[i]));
	return list;
}

static json_t *labels_of(const struct event *event)
{
	const char *labels[EVENT_LABELS];
	size_t count = event_labels(event, labels);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string_nocheck(labels[i]));
	return list;
}

/* --- options --- */

static json_t *blocks_of(const struct tcp_options *options, uint32_t base)
{
	json_t *list = json_array();

	for (size_t i = 0; i < options->sack_count; i++) {
		json_t *block = json_object();

		member_integer(block, "left", options->sack[i].left);
		member_integer(block, "right", options->sack[i].right);
		member_integer(block, "left_relative", options->sack[i].left - base);
		member_integer(block, "right_relative", options->sack[i].right - base);
		json_array_append_new(list, block);
	}
	return list;
}

static json_t *cookie_of(const struct tcp_options *options)
{
	char hex[2 * FAST_OPEN_COOKIE_MAX + 1] = "";
	size_t size = options->fast_open_length;

	for (size_t i = 0; i < size && i < FAST_OPEN_COOKIE_MAX; i++)
		snprintf(hex + 2 * i, 3, "%02x", options->fast_open_cookie[i]);
	return json_string_nocheck(hex);
}

static json_t *kinds_of(const struct tcp_options *options)
{
	json_t *list = json_array();

	for (size_t i = 0; i < options->unknown_count; i++)
		json_array_append_new(list, json_integer(options->unknown_kind[i]));
	return list;
}

/* The rarer ones. */
static void add_extensions(json_t *object, const struct tcp_options *options)
{
	if (options->present & OPT_USER_TIMEOUT)
		member_integer(object, "user_timeout_s", options->user_timeout_s);
	if (options->present & OPT_MPTCP)
		member_integer(object, "mptcp_subtype", options->mptcp_subtype);
	if (mptcp_gives_reason(options)) {
		member_integer(object, "mptcp_reset_reason", mptcp_reason(options));
		member_add(object, "mptcp_reset_transient",
			   json_boolean(mptcp_is_transient(options)));
	}
	if (options->present & OPT_FAST_OPEN)
		member_add(object, "fast_open_cookie", cookie_of(options));
	if (options->present & OPT_ACCECN)
		member_integer(object, "accecn_len_bytes", options->accecn_length);
	if (options->present & OPT_UNKNOWN)
		member_add(object, "unknown_kinds", kinds_of(options));
	if (options->present & OPT_CUT)
		member_add(object, "cut", json_true());
	if (options->present & OPT_MALFORMED)
		member_add(object, "malformed", json_true());
}

/* SACK blocks count from where the peer's numbers begin. */
static json_t *options_of(const struct tcp_options *options, uint32_t peer_base)
{
	json_t *object = json_object();

	if (options->present & OPT_MSS)
		member_integer(object, "mss_bytes", options->mss);
	if (options->present & OPT_WSCALE)
		member_integer(object, "window_shift", options->wscale);
	if (options->present & OPT_SACK_PERMITTED)
		member_add(object, "sack_permitted", json_true());
	if (options->present & OPT_SACK)
		member_add(object, "sack", blocks_of(options, peer_base));
	if (options->present & OPT_TIMESTAMPS) {
		member_integer(object, "tsval", options->tsval);
		member_integer(object, "tsecr", options->tsecr);
	}
	add_extensions(object, options);
	return object;
}

/* --- why --- */

enum { WHY_MAX = 2 * NOTE_COUNT + 1 };

struct why {
	const struct flow *flow;
	json_int_t frames[WHY_MAX];
	size_t count;
};

static void why_add(struct why *why, uint32_t index)
{
	json_int_t frame;

	if (!flow_has(why->flow, index))
		return;
	frame = flow_event(why->flow, index)->frame;
	for (size_t i = 0; i < why->count; i++)
		if (why->frames[i] == frame)
			return;
	why->frames[why->count++] = frame;
}

/* The frames that its labels rest on, besides its own. */
static json_t *why_of(const struct subject *subject, const struct event *event)
{
	struct why why = {.flow = subject->flow};
	json_t *list = json_array();
	struct proof proof;

	why_add(&why, event->about);
	for (int note = 0; note < NOTE_COUNT; note++) {
		if (!event_has(event, (enum note)note) ||
		    !flow_proof(subject->flow, subject->index, (enum note)note, &proof))
			continue;
		why_add(&why, proof.by);
		why_add(&why, proof.also);
	}
	for (size_t i = 0; i < why.count; i++)
		json_array_append_new(list, json_integer(why.frames[i]));
	return list;
}

/* --- the segment --- */

static void add_place(json_t *object, const struct subject *subject, const struct event *event)
{
	member_word(object, "type", "segment");
	member_integer(object, "frame", event->frame);
	member_integer(object, "flow", subject->summary->number);
	member_integer(object, "time_ns", event->time_ns);
	member_add(object, "time_s", json_real((double)event->time_ns / 1e9));
	member_word(object, "from", event->side == SIDE_A ? "A" : "B");
}

/* RFC 7323 §2.2: the window of a SYN is never shifted. That of an RST offers nothing. */
static void add_window(json_t *object, const struct half_summary *me, const struct event *event)
{
	bool scaled = !(event->flags & TCP_SYN);
	int64_t bytes = (int64_t)event->window << (scaled ? me->shift : 0);

	member_integer(object, "window", event->window);
	if (!scaled || me->shift_known)
		member_integer(object, "window_bytes", bytes);
	else if (!(event->flags & TCP_RST))
		member_integer(object, "window_at_least_bytes", bytes);
}

static void add_header(json_t *object, const struct subject *subject, const struct event *event)
{
	const struct half_summary *me = &subject->summary->half[event->side];
	const struct half_summary *peer = &subject->summary->half[!event->side];
	const struct render_source *source = subject->render->source;
	bool ack = (event->flags & TCP_ACK) != 0;
	struct packet packet;

	member_add(object, "flags", flags_of(event));
	member_integer(object, "seq", event->seq);
	if (ack)
		member_integer(object, "ack", event->ack);
	member_integer(object, "seq_relative", event->seq - me->base);
	if (ack)
		member_integer(object, "ack_relative", event->ack - peer->base);
	member_integer(object, "len_bytes", event->len);
	add_window(object, me, event);
	if (!source->reread(source->context, event, &packet))
		return;
	offers_take(subject->offers, event, &packet.segment.options);
	member_add(object, "options", options_of(&packet.segment.options, peer->base));
}

/* "open" of "phase.open". */
static const char *short_phase(const struct event *event)
{
	return strchr(phase_name((enum phase)event->phase), '.') + 1;
}

static void add_claims(json_t *object, const struct subject *subject, const struct event *event)
{
	static const char *const confidences[] = {
		[SURE] = "sure", [LIKELY] = "likely", [GUESS] = "guess"};

	member_word(object, "role", role_name((enum role)event->role));
	member_word(object, "phase", short_phase(event));
	member_add(object, "labels", labels_of(event));
	member_word(object, "confidence", confidences[event->confidence]);
	if (flow_has(subject->flow, event->about))
		member_integer(object, "about", flow_event(subject->flow, event->about)->frame);
	member_add(object, "why", why_of(subject, event));
	if (event_has(event, NOTE_DUP_ACK) && event->count > 0)
		member_integer(object, "dup_ack", event->count);
	if (event_has(event, NOTE_ACE))
		member_integer(object, "ace",
			       (event->flags & TCP_AE ? 4 : 0) | (event->flags & TCP_CWR ? 2 : 0) |
				       (event->flags & TCP_ECE ? 1 : 0));
	if (event_has(event, NOTE_GAP))
		member_integer(object, "gap_bytes", event->count);
	if (flow_fragments(subject->flow, subject->index) > 0)
		member_integer(object, "fragments", flow_fragments(subject->flow, subject->index));
	if (event_has(event, NOTE_RETRANSMISSION) && event->confidence == GUESS)
		member_integer(object, "missing_packets", event->count);
	member_add(object, "states", object_of_states(event->state[SIDE_A], event->state[SIDE_B]));
}

json_t *object_of_segment(const struct subject *subject)
{
	const struct event *event = flow_event(subject->flow, subject->index);
	json_t *object = json_object();

	add_place(object, subject, event);
	add_header(object, subject, event);
	add_claims(object, subject, event);
	return object;
}
