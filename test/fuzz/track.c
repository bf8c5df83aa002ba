/*
 * Fuzzes the tracker: bytes become packets of a few endpoints, near where their sequence numbers
 * stand. Nothing that is found out may depend on where sequence numbers or the time begin, how fast
 * it passes, or which address is whose; and a capture that has every packet twice says of the first
 * ones what it says without the second ones, which are duplicates.
 */
#include "support/copies.h"
#include "support/fuzzer.h"
#include "tcpladder/flow.h"

enum { PAIRS = 3, PACKETS = 400 };

/* How time passes, in steps of the same length, of which a run takes no more than so many. */
struct pace {
	int64_t step_ns; /* 0: however the input says */
	int64_t most;
};

/* Where a run begins: what is added to the sequence numbers of each side, and to the time. */
struct origin {
	uint32_t seq[2];
	int64_t time_ns;
	bool mirrored; /* the sides have each other's addresses */
	bool numbered; /* each packet has an IP ID of its own */
	bool doubled;  /* each packet was captured twice, at the same time */
	struct pace pace;
};

/* How far the two sides of a pair have come, counted from their origins. */
struct pair {
	uint32_t next[2];
	uint32_t seen[2]; /* of the other side's numbers */
};

struct run {
	struct origin origin;
	struct pair pairs[PAIRS];
	int64_t time_ns;
	int64_t steps;
	uint32_t frame;
	uint8_t swaps; /* which packets exchange their IP IDs, where these are numbered */
	struct tracker *tracker;
};

static struct endpoint endpoint_of(const struct origin *origin, int pair, int side)
{
	struct endpoint e = {.address = {.version = IP_VERSION_4, .bytes = {10, 0, 0}}};

	e.address.bytes[3] = (uint8_t)(1 + (side ^ origin->mirrored));
	e.port = (uint16_t)(side == 0 ? 40000 + pair : 80);
	return e;
}

/* Small steps are frequent, large ones possible. */
static uint32_t step_of(uint8_t byte)
{
	static const uint32_t steps[] = {0, 1, 100, 1000, 1460, 65535, 1u << 30, 1u << 31};

	return steps[byte & 7] * (byte >> 3 & 3);
}

static uint16_t flags_of(uint8_t byte)
{
	static const uint16_t usual[] = {
		TCP_SYN,           TCP_SYN | TCP_ACK, TCP_ACK,           TCP_ACK | TCP_PSH,
		TCP_ACK | TCP_FIN, TCP_RST,           TCP_RST | TCP_ACK, TCP_ACK};

	return byte & 0x80 ? (uint16_t)(byte & 0x7f) : usual[byte & 7];
}

/* The options, with their sequence numbers counted from the other side's origin. */
static void add_options(struct segment *s, struct bytes *input, uint32_t acked)
{
	uint8_t which = next_byte(input);
	struct tcp_options *o = &s->options;

	if (which & 1) {
		o->present |= OPT_SACK;
		o->sack_count = (uint8_t)(1 + (which >> 6));
		for (int i = 0; i < o->sack_count; i++) {
			o->sack[i].left = acked + step_of(next_byte(input));
			o->sack[i].right = o->sack[i].left + step_of(next_byte(input));
		}
	}
	if (which & 2) {
		o->present |= OPT_TIMESTAMPS;
		o->tsval = next_byte(input);
		o->tsecr = next_byte(input);
	}
	if (which & 4 && s->flags & TCP_SYN) {
		o->present |= OPT_WSCALE | OPT_SACK_PERMITTED;
		o->wscale = next_byte(input);
	}
}

/* Numbers counted from the origins; absolute() adds these. */
static void make_segment(struct segment *s, struct pair *pair, int side, struct bytes *input)
{
	uint8_t length = next_byte(input), seq = next_byte(input), ack = next_byte(input);

	s->flags = flags_of(next_byte(input));
	s->len = step_of(length) & 0xffff;
	s->seq = pair->next[side] + (seq & 0x80 ? step_of(seq) : (uint32_t)-step_of(seq));
	s->ack = pair->seen[side] + (ack & 0x80 ? step_of(ack) : (uint32_t)-step_of(ack));
	s->window = (uint16_t)(next_byte(input) << 8);
	s->ip_id = next_byte(input);
	s->have_ip_id = s->ip_id & 1;
	s->capture = next_byte(input) & 0x3f;
	add_options(s, input, s->ack);
	s->header_hash = s->seq * 31 + s->ack * 17 + s->flags + s->window;
}

/* The pair moves on as real endpoints would, so that most packets mean something. */
static void move_on(struct pair *pair, int side, const struct segment *s)
{
	pair->next[side] = s->seq + segment_span(s);
	if (s->flags & TCP_ACK)
		pair->seen[side] = s->ack;
	pair->seen[1 - side] = pair->next[side];
}

static void absolute(struct segment *s, const struct origin *origin, int side)
{
	s->seq += origin->seq[side];
	if (s->flags & TCP_ACK)
		s->ack += origin->seq[1 - side];
	for (int i = 0; i < s->options.sack_count; i++) {
		s->options.sack[i].left += origin->seq[1 - side];
		s->options.sack[i].right += origin->seq[1 - side];
	}
}

static int64_t passed_ns(struct run *run, uint8_t when)
{
	const struct pace *pace = &run->origin.pace;
	int64_t steps = when & 3;

	if (pace->step_ns == 0)
		return (int64_t)when * when * 100000;
	if (run->steps + steps > pace->most)
		return 0;
	run->steps += steps;
	return steps * pace->step_ns;
}

/* As hosts do that number their packets, some of which were overtaken. */
static void number(struct segment *s, const struct run *run)
{
	s->have_ip_id = true;
	s->ip_id = (uint16_t)(8 + (run->frame ^ (run->swaps & 7)));
}

static void add_packet(struct run *run, struct bytes *input)
{
	uint8_t who = next_byte(input), when = next_byte(input);
	int side = who & 1, pair = (who >> 1) % PAIRS;
	struct packet packet = {.from = endpoint_of(&run->origin, pair, side),
				.to = endpoint_of(&run->origin, pair, 1 - side)};

	make_segment(&packet.segment, &run->pairs[pair], side, input);
	move_on(&run->pairs[pair], side, &packet.segment);
	absolute(&packet.segment, &run->origin, side);
	run->time_ns += passed_ns(run, when);
	packet.time_ns = run->origin.time_ns + run->time_ns;
	packet.frame = ++run->frame;
	packet.offset = packet.frame;
	if (run->origin.numbered)
		number(&packet.segment, run);
	tracker_add(run->tracker, &packet);
	if (run->origin.doubled)
		tracker_add(run->tracker, &packet);
}

static struct tracker *track(struct origin origin, const uint8_t *data, size_t size)
{
	struct run run = {.origin = origin, .swaps = (uint8_t)(size / 3), .tracker = tracker_new()};
	struct bytes input = bytes_of(data, size);

	while (input.left > 0 && run.frame < PACKETS)
		add_packet(&run, &input);
	return run.tracker;
}

static void check_event(const struct flow *flow, size_t index)
{
	const struct event *e = flow_event(flow, index);

	require(e->about == EVENT_NONE || e->about < flow_events(flow), "about is an event");
	require(e->about != index, "an event is not about itself");
	require((e->state[0] & STATE_MASK) < STATE_COUNT, "A's state has a name");
	require((e->state[1] & STATE_MASK) < STATE_COUNT, "B's state has a name");
	require(e->phase < PHASE_COUNT, "the phase has a name");
	require(e->role < ROLE_COUNT, "the role has a name");
	require(e->cause < CAUSE_COUNT, "the cause has a name");
	require(e->rare >> (NOTE_COUNT - NOTE_RARE) == 0, "every note has a name");
	require(!(e->cause != CAUSE_NONE && !event_has(e, NOTE_RETRANSMISSION)),
		"what has a cause is a retransmission");
}

/* An original that comes after its resend is older, by its stamp or its number. */
static void check_overtaken(const struct flow *flow, size_t index)
{
	const struct event *e = flow_event(flow, index), *copy;
	bool older;

	if (!event_has(e, NOTE_OUT_OF_ORDER) || e->about >= index)
		return;
	copy = flow_event(flow, e->about);
	older = e->have_tsval && copy->have_tsval && (int32_t)(e->tsval - copy->tsval) < 0;
	require(older || (int16_t)(e->ip_id - copy->ip_id) < 0, "what is out of order is older");
}

/* What it carries is data that its receiver may take: not so of an RST, a probe, a doubtful SYN. */
static bool sends_bytes(const struct event *e)
{
	return e->len > 0 && !(e->flags & TCP_RST) && !event_has(e, NOTE_KEEP_ALIVE) &&
	       !event_has(e, NOTE_ZERO_WINDOW_PROBE) && !event_has(e, NOTE_SYN_IN_CONNECTION);
}

/* Whether bytes of the event were captured before it. */
static bool came_before(const struct flow *flow, size_t index)
{
	const struct event *e = flow_event(flow, index);

	for (size_t i = 0; i < index; i++) {
		const struct event *other = flow_event(flow, i);
		int32_t from = (int32_t)(e->seq - other->seq);

		if (other->side == e->side && sends_bytes(other) && from < (int32_t)other->len &&
		    from + (int32_t)e->len > 0)
			return true;
	}
	return false;
}

/* A resend names the copy that it repeats, unless none was captured or the first comes later. */
static void check_resend(const struct flow *flow, size_t index)
{
	const struct event *e = flow_event(flow, index);
	struct proof proof;

	if (!event_has(e, NOTE_RETRANSMISSION))
		return;
	require(e->about < index || flow_proof(flow, index, NOTE_SPURIOUS, &proof) || e->len == 0 ||
			e->confidence != SURE || !came_before(flow, index),
		"a resend names what it repeats");
}

static void check_flow(const struct tracker *tracker, size_t index)
{
	const struct flow *flow = tracker_flow(tracker, index);
	struct flow_summary s = flow_summary(flow);
	uint64_t bytes = 0;

	for (size_t i = 0; i < flow_events(flow); i++) {
		check_event(flow, i);
		check_overtaken(flow, i);
		check_resend(flow, i);
		bytes += flow_event(flow, i)->len;
	}
	require(s.number == index + 1, "flows are numbered in order");
	require(s.segments == flow_events(flow), "every segment is an event");
	require(s.half[0].segments + s.half[1].segments == s.segments, "A and B sent them");
	require(s.half[0].bytes + s.half[1].bytes <= bytes, "no more bytes than were sent");
	require(tracker_find(tracker, index, &s.half[1].endpoint, &s.half[0].endpoint) == index,
		"a flow is found by its endpoints");
}

/* With flip, b's sides are exchanged: of two ACKs A's completes the handshake then. */
static void check_same_event(const struct event *a, const struct event *b, bool flip)
{
	require(a->notes == b->notes && a->rare == b->rare, "the notes depend on the origin");
	require(a->cause == b->cause, "the cause depends on the origin");
	require(a->about == b->about, "about depends on the origin");
	require(a->count == b->count, "the count depends on the origin");
	require(flip || (a->role == b->role && a->phase == b->phase),
		"the role depends on the origin");
	require(a->state[0] == b->state[flip] && a->state[1] == b->state[!flip],
		"the states depend on the origin");
	require(a->copies == b->copies && a->side == (b->side ^ flip),
		"the copies depend on the origin");
	require(a->confidence == b->confidence, "the confidence depends on the origin");
}

static void check_same(const struct tracker *a, const struct tracker *b)
{
	require(tracker_flows(a) == tracker_flows(b), "the flows depend on the origin");
	for (size_t i = 0; i < tracker_flows(a); i++) {
		const struct flow *x = tracker_flow(a, i), *y = tracker_flow(b, i);

		/* Where both begin with a SYN the addresses decide who is A. */
		bool flip = flow_event(x, 0)->side != flow_event(y, 0)->side;

		require(!flip || (flow_event(x, 0)->flags & TCP_SYN),
			"who is A depends on the origin");
		require(flow_events(x) == flow_events(y), "the events depend on the origin");
		for (size_t j = 0; j < flow_events(x); j++)
			check_same_event(flow_event(x, j), flow_event(y, j), flip);
	}
}

static void check_tracked(struct origin x, struct origin y, const uint8_t *data, size_t size)
{
	struct tracker *a = track(x, data, size), *b = track(y, data, size);

	check_same(a, b);
	tracker_free(a);
	tracker_free(b);
}

/*
 * Twice as slow. Some rules rest on times in seconds (the numbers in src/track/constants.h): here
 * all times are shorter than any of these, or between those of a second and of two minutes, or
 * longer than all.
 */
static void check_slowed(const uint8_t *data, size_t size)
{
	static const struct pace paces[] = {
		{4096, 6}, {INT64_C(1) << 30, 55}, {INT64_C(1000000000000), INT64_MAX}};
	struct origin plain = {.seq = {1000, 2000}, .pace = paces[size % 3]};
	struct origin slow = plain;

	slow.pace.step_ns *= 2;
	check_tracked(plain, slow, data, size);
}

/* Numbered packets: what is sent again is told from a copy. */
static void check_doubled(const uint8_t *data, size_t size)
{
	static const struct origin once = {.seq = {1000, 2000}, .numbered = true};
	static const struct origin twice = {.seq = {1000, 2000}, .numbered = true, .doubled = true};
	struct tracker *a = track(once, data, size), *b = track(twice, data, size);
	struct copies_difference found = copies_compare(a, b);

	require(!found.what, found.what);
	tracker_free(a);
	tracker_free(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct origin first = {.seq = {1000, 2000}};
	static const struct origin second = {.seq = {UINT32_MAX - 1500, 1u << 31},
					     .time_ns = 1700000000000000000};
	static const struct origin third = {.seq = {1000, 2000}, .mirrored = true};
	struct tracker *a = track(first, data, size);
	struct tracker *b = track(second, data, size);
	struct tracker *c = track(third, data, size);

	for (size_t i = 0; i < tracker_flows(a); i++)
		check_flow(a, i);
	check_same(a, b);
	check_same(a, c);
	tracker_free(a);
	tracker_free(b);
	tracker_free(c);
	check_slowed(data, size);
	check_doubled(data, size);
	return 0;
}
