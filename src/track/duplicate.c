/* The same packet a second time: a copy made by the capture or the network, no TCP event. */
#include "track/private.h"

static bool same_header(const struct event *x, const struct event *y)
{
	return x->side == y->side && x->seq == y->seq && x->ack == y->ack && x->len == y->len &&
	       x->flags == y->flags && x->window == y->window && x->header == y->header &&
	       x->tsval == y->tsval && x->ip_id == y->ip_id;
}

/* The packet before it: what did not move the numbers, a damaged one say, can have a copy too. */
static bool repeats_last(const struct step *s)
{
	return s->index > 0 && same_header(event_at(s->flow, s->index - 1), s->event);
}

/* Only what repeats old numbers can be a copy: new data and new ACKs are not looked up. */
static bool may_be_copy(const struct step *s)
{
	if (repeats_last(s))
		return true;
	if (s->to > s->from)
		return s->to <= s->me->board->nxt || s->to <= s->me->board->probe;
	if (step_has(s, TCP_RST) || !s->has_ack)
		return true;
	return s->peer->have_una && s->ack <= s->peer->board->una;
}

/*
 * Whether the IP ID tells the copy from what else its sender sent of late: a sender that gives all
 * of its packets one number gives it to a retransmission, too.
 */
static bool id_tells(const struct step *s, uint32_t index)
{
	uint16_t id = event_at(s->flow, index)->ip_id;
	int looked = 0;

	for (uint32_t i = s->index; id != 0 && i-- > 0 && looked < COPY_LOOK_BACK;) {
		const struct event *event = event_at(s->flow, i);

		if (event->side != s->event->side)
			continue;
		looked++;
		if (same_header(event, s->event))
			continue;
		if (event->ip_id == id)
			return false;
		if (i < index)
			break;
	}
	return id != 0;
}

/* Young enough: see constants.h. A time that goes back is no age. */
static bool young(const struct step *s, uint32_t index)
{
	const struct event *copy = event_at(s->flow, index);
	int64_t age = s->event->time_ns - copy->time_ns;
	int64_t fastest = s->me->board->fastest_ns > 0 ? s->me->board->fastest_ns : INT64_MAX;

	if (age < 0)
		return false;
	if (id_tells(s, index))
		return age < COPY_AGE_NS;
	return age < COPY_AGE_NO_ID_NS && age < fastest / 2;
}

/* A SYN+ACK after one more SYN is an answer to it, however soon and alike. */
static bool answers_syn(const struct step *s, const struct event *event)
{
	return step_has(s, TCP_SYN) && step_has(s, TCP_ACK) &&
	       (event->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN;
}

/*
 * What the peer sent again, or above a hole, has the same ACK sent once more at once, with nothing
 * new in it (RFC 5681 §4.2): then only an IP ID tells a copy.
 */
static bool provokes_ack(const struct step *s, const struct event *event)
{
	bool uses_space = event->len > 0 || (event->flags & (TCP_SYN | TCP_FIN));

	return step_pure_ack(s) && uses_space && !event_has(event, NOTE_DUPLICATE) &&
	       !(event->flags & TCP_RST) && event->seq != s->event->ack;
}

/* Whether it is a copy of the event, though the peer may have provoked it meanwhile. */
static bool is_copy(const struct step *s, uint32_t index, bool provoked)
{
	return young(s, index) && (!provoked || id_tells(s, index));
}

bool duplicate_is(const struct step *s, uint32_t index)
{
	return same_header(event_at(s->flow, index), s->event) && young(s, index);
}

/* What carried its first byte last: found however much its sender has sent since. */
static uint32_t last_carrier(const struct step *s)
{
	const struct range *range =
		s->to > s->from ? ranges_after(half_sent(s->me), s->from) : NULL;
	bool same = range && range->from <= s->from &&
		    same_header(event_at(s->flow, range->event), s->event);

	return same ? range->event : EVENT_NONE;
}

/* A copy of data from long ago: an IP ID that its sender has used once since tells it. */
static uint32_t copy_of_carrier(const struct step *s)
{
	uint32_t carrier = last_carrier(s);

	return carrier != EVENT_NONE && id_tells(s, carrier) && young(s, carrier) ? carrier
										  : EVENT_NONE;
}

uint32_t duplicate_of(const struct step *s)
{
	bool provoked = false;
	int looked = 0;

	if (!may_be_copy(s))
		return EVENT_NONE;
	for (uint32_t i = s->index; i-- > 0 && looked < COPY_LOOK_BACK;) {
		const struct event *event = event_at(s->flow, i);

		if (s->index - i > 4 * COPY_LOOK_BACK)
			break;
		if (event->side != s->event->side) {
			if (answers_syn(s, event))
				return EVENT_NONE;
			provoked |= provokes_ack(s, event);
			continue;
		}
		looked++;
		if (same_header(event, s->event))
			return is_copy(s, i, provoked) ? i : EVENT_NONE;
	}
	return copy_of_carrier(s);
}

static int64_t least(int64_t x, int64_t y)
{
	return x < y ? x : y;
}

static int64_t most(int64_t x, int64_t y)
{
	return x > y ? x : y;
}

/* Copies both ways, each at once and after the same while: packets pass the capture twice. */
static bool made_by_capture(const struct flow *flow)
{
	const struct scoreboard *a = flow->half[SIDE_A].board, *b = flow->half[SIDE_B].board;
	int64_t min, max;

	if (a->copies == 0 || b->copies == 0 || a->copies + b->copies < COPIES_BOTH_WAYS)
		return false;
	min = least(a->copy_min_ns, b->copy_min_ns);
	max = most(a->copy_max_ns, b->copy_max_ns);
	return max < COPY_OFFSET_NS && max - min <= most(min, COPY_JITTER_NS);
}

/* Once it shows, it holds of the copies before, too. */
static void note_all(struct step *s)
{
	for (uint32_t i = (uint32_t)flow_first(s->flow); i < s->index; i++)
		if (event_has(event_at(s->flow, i), NOTE_DUPLICATE))
			prove(s->flow, i, NOTE_DUPLICATE_CAPTURE,
			      (struct proof){s->index, EVENT_NONE});
	s->flow->captured_twice = true;
}

void duplicate_count(struct step *s, uint32_t of)
{
	struct scoreboard *board = half_board(s->me, s->flow->arena);
	int64_t age = s->event->time_ns - event_at(s->flow, of)->time_ns;

	board->copy = s->index;
	board->copy_min_ns = board->copies > 0 ? least(age, board->copy_min_ns) : age;
	board->copy_max_ns = most(age, board->copy_max_ns);
	board->copies++;
	if (!made_by_capture(s->flow))
		return;
	if (!s->flow->captured_twice)
		note_all(s);
	event_note(s->event, NOTE_DUPLICATE_CAPTURE);
}
