/* The JSON objects of a flow and of the whole capture. */
#include "render/objects.h"

static json_t *state_of(uint8_t state)
{
	const char *name = state_name((enum tcp_state)(state & STATE_MASK));
	json_t *object = json_object();

	member_word(object, "state", *name ? name : "UNKNOWN");
	member_add(object, "certain", json_boolean(!(state & (STATE_ASSUMED | STATE_GUESSED))));
	return object;
}

json_t *object_of_states(uint8_t a, uint8_t b)
{
	json_t *object = json_object();

	member_add(object, "a", state_of(a));
	member_add(object, "b", state_of(b));
	return object;
}

/* --- a flow --- */

static bool is_syn(const struct event *event)
{
	return event->role == ROLE_HS_SYN || event->role == ROLE_HS_SYN_ACK;
}

void offers_take(struct offers *offers, const struct event *event,
		 const struct tcp_options *options)
{
	int32_t *mss = &offers->mss[event->side];

	if (is_syn(event) && *mss == MSS_UNKNOWN && options->present & OPT_MSS)
		*mss = options->mss;
}

struct offers offers_of(const struct render *render, const struct flow *flow)
{
	const struct render_source *source = render->source;
	struct offers offers = {{MSS_UNKNOWN, MSS_UNKNOWN}};
	bool read[2] = {false, false};
	struct packet packet;

	size_t first = flow_first(flow), end = first > 0 ? 0 : flow_events(flow);

	for (size_t i = first; i < end && is_syn(flow_event(flow, i)); i++) {
		const struct event *event = flow_event(flow, i);

		if (!read[event->side] && source->reread(source->context, event, &packet))
			offers_take(&offers, event, &packet.segment.options);
		read[event->side] = true;
	}
	return offers;
}

static json_t *side_of(const struct half_summary *half, int32_t mss)
{
	json_t *object = json_object();
	char address[ADDRESS_TEXT];

	address_text(&half->endpoint.address, address);
	member_word(object, "address", address);
	member_integer(object, "port", half->endpoint.port);
	member_integer(object, "base", half->base);
	if (half->have_isn)
		member_integer(object, "isn", half->base);
	if (mss != MSS_UNKNOWN)
		member_integer(object, "mss_bytes", mss);
	if (half->shift_known)
		member_integer(object, "window_shift", half->shift);
	else if (half->shift > 0)
		member_integer(object, "window_shift_at_least", half->shift);
	member_integer(object, "segments", (json_int_t)half->segments);
	member_integer(object, "data_bytes", (json_int_t)half->bytes);
	member_integer(object, "retransmissions", (json_int_t)half->retransmissions);
	member_integer(object, "data_bytes_again", (json_int_t)half->bytes_again);
	if (half->response_ns > 0)
		member_integer(object, "response_ns", half->response_ns);
	if (half->fastest_ns > 0)
		member_integer(object, "response_fastest_ns", half->fastest_ns);
	member_integer(object, "rto_ns", half->rto_ns);
	member_integer(object, "in_flight_bytes", (json_int_t)half->in_flight);
	member_integer(object, "in_flight_peak_bytes", (json_int_t)half->peak_in_flight);
	return object;
}

static void add_time(json_t *object, const struct flow *flow, const struct flow_summary *summary)
{
	size_t first = flow_first(flow);
	const struct event *last = flow_event(flow, flow_events(flow) - 1);

	member_integer(object, "first_frame", summary->first_frame);
	member_integer(object, "last_frame", last->frame);
	member_integer(object, "first_time_ns", summary->first_ns);
	member_integer(object, "last_time_ns", summary->last_ns);
	member_integer(object, "duration_ns", summary->last_ns - summary->first_ns);
	if (first > 0)
		member_integer(object, "segments_forgotten", (json_int_t)first);
	if (summary->handshake_ns[0] >= 0)
		member_integer(object, "syn_to_syn_ack_ns", summary->handshake_ns[0]);
	if (summary->handshake_ns[1] >= 0)
		member_integer(object, "syn_ack_to_ack_ns", summary->handshake_ns[1]);
}

static void add_course(json_t *object, const struct flow_summary *summary)
{
	static const char *const openings[] = {
		[OPENING_NOT_CAPTURED] = "not-captured", [OPENING_THREE_WAY] = "three-way",
		[OPENING_SIMULTANEOUS] = "simultaneous", [OPENING_REFUSED] = "refused",
		[OPENING_NO_ANSWER] = "no-answer",
	};
	static const char *const closings[] = {
		[CLOSING_NONE] = "none",
		[CLOSING_FOUR_WAY] = "four-way",
		[CLOSING_THREE_WAY] = "three-way",
		[CLOSING_SIMULTANEOUS] = "simultaneous",
	};
	static const char *const vantages[] = {
		[VANTAGE_UNKNOWN] = "unknown",
		[VANTAGE_AT_A] = "A",
		[VANTAGE_AT_B] = "B",
		[VANTAGE_ON_PATH] = "path",
	};

	member_word(object, "captured_at", vantages[summary->vantage]);
	member_word(object, "opening", openings[summary->opening]);
	member_word(object, "closing", closings[summary->closing]);
	member_add(object, "states",
		   object_of_states(summary->half[SIDE_A].state, summary->half[SIDE_B].state));
	member_integer(object, "segments", (json_int_t)summary->segments);
	member_integer(object, "retransmissions",
		       (json_int_t)(summary->half[SIDE_A].retransmissions +
				    summary->half[SIDE_B].retransmissions));
	member_integer(object, "lost", (json_int_t)summary->lost);
	member_integer(object, "resets", (json_int_t)summary->resets);
	member_integer(object, "zero_windows", (json_int_t)summary->zero_windows);
}

json_t *object_of_flow(const struct flow *flow, const struct offers *offers)
{
	struct flow_summary summary = flow_summary(flow);
	json_t *object = json_object();

	member_word(object, "type", "flow");
	member_integer(object, "flow", summary.number);
	add_time(object, flow, &summary);
	add_course(object, &summary);
	member_add(object, "a", side_of(&summary.half[SIDE_A], offers->mss[SIDE_A]));
	member_add(object, "b", side_of(&summary.half[SIDE_B], offers->mss[SIDE_B]));
	return object;
}

/* --- the whole --- */

static json_t *not_decoded(const struct render_source *source)
{
	static const char *const reasons[DECODED_COUNT] = {
		[DECODED_OTHER] = "no_tcp",          [DECODED_FRAGMENT] = "fragment",
		[DECODED_HEADER_CUT] = "header_cut", [DECODED_CUT] = "cut",
		[DECODED_MALFORMED] = "malformed",   [DECODED_ENCRYPTED] = "encrypted",
		[DECODED_COMPRESSED] = "compressed", [DECODED_UNKNOWN_LINK] = "unknown_link",
	};
	json_t *object = json_object();

	for (size_t i = 0; i < DECODED_COUNT; i++)
		if (i != DECODED_TCP)
			member_integer(object, reasons[i], (json_int_t)source->counts[i]);
	return object;
}

static json_t *file_names(const struct render_source *source)
{
	json_t *list = json_array();

	for (size_t i = 0; i < source->file_count; i++)
		json_array_append_new(list, value_of_text(source->files[i]));
	return list;
}

static json_t *damages(const struct render_source *source)
{
	json_t *list = json_array();
	const char *sentence;

	for (size_t i = 0; (sentence = source->error(source->context, i)); i++)
		json_array_append_new(list, value_of_text(sentence));
	return list;
}

/* What only a capture that is taken as it happens suffers from. */
static json_t *live_of(const struct render *render)
{
	const struct render_source *source = render->source;
	struct forgotten forgotten = tracker_forgotten(render->tracker);
	json_t *object = json_object();

	member_integer(object, "kernel_drops", (json_int_t)source->kernel_drops);
	member_integer(object, "interface_drops", (json_int_t)source->interface_drops);
	member_integer(object, "frames_not_kept", (json_int_t)source->not_kept);
	member_integer(object, "segments_forgotten", (json_int_t)forgotten.segments);
	member_integer(object, "flows_forgotten", (json_int_t)forgotten.flows);
	member_integer(object, "clock_jumps", (json_int_t)source->clock_jumps);
	return object;
}

json_t *object_of_summary(const struct render *render)
{
	const struct render_source *source = render->source;
	size_t flows = tracker_flows(render->tracker);
	json_t *object = json_object();
	member_word(object, "type", "summary");
	member_add(object, "files", file_names(source));
	member_integer(object, "frames", (json_int_t)source->frames);
	member_integer(object, "tcp_frames", (json_int_t)source->counts[DECODED_TCP]);
	member_integer(object, "segments", (json_int_t)tracker_segments(render->tracker));
	member_integer(object, "flows", (json_int_t)flows);
	member_add(object, "not_decoded", not_decoded(source));
	member_add(object, "damaged", damages(source));
	if (source->live)
		member_add(object, "live", live_of(render));
	return object;
}
