/*
 * Reordered or sent again? Decided by evidence, in the order of its worth: IP ID, timestamp,
 * acknowledgment number, the receiver's reports; time only against measured responses.
 */
#include "track/rules.h"

enum { CHAIN = 16 }; /* copies of one range that are followed back */

/* -1: this was numbered before the other event of the same sender, 1: after, 0: cannot tell. */
static int ids_in_order(const struct step *s, const struct event *other)
{
	int16_t step = (int16_t)(s->event->ip_id - other->ip_id);

	if (s->event->ip_id == 0 || other->ip_id == 0 || step == 0)
		return 0;
	if (step > ID_STEP_MAX || step < -ID_STEP_MAX)
		return 0;
	return step < 0 ? -1 : 1;
}

/* -1: this was sent before the other event of the same sender, 1: after, 0: cannot tell. */
static int by_ip_id(const struct step *s, const struct event *other)
{
	return half_ids_tell(s->me) ? ids_in_order(s, other) : 0;
}

/* Whether its IP IDs went forward so far, were it but once: from its SYN to the other event. */
static bool ids_went_forward(const struct step *s, const struct event *other)
{
	const struct scoreboard *board = s->me->board;
	const struct event *syn;

	if (board->id_steps > 0)
		return board->id_forward == board->id_steps;
	if (half_syn(s->me) == EVENT_NONE)
		return false;
	syn = event_at(s->flow, half_syn(s->me));
	return syn->ip_id != 0 && half_id_goes_on((uint16_t)(other->ip_id - syn->ip_id),
						  other->time_ns - syn->time_ns);
}

/* The same where too few IDs are known to be sure. */
static int by_few_ids(const struct step *s, const struct event *other)
{
	return ids_went_forward(s, other) ? ids_in_order(s, other) : 0;
}

/* RFC 7323 §3: TSval never goes back at its sender. */
static int by_timestamp(const struct step *s, const struct event *other)
{
	int32_t step = (int32_t)(s->event->tsval - other->tsval);

	if (!s->event->have_tsval || !other->have_tsval || step == 0)
		return 0;
	return step < 0 ? -1 : 1;
}

bool order_is_before(const struct step *s, const struct event *other)
{
	int order = by_ip_id(s, other);

	return (order != 0 ? order : by_timestamp(s, other)) < 0;
}

/* The copy holds every byte of the segment. */
static bool covered_by(const struct step *s, const struct event *copy)
{
	return seq_diff(copy->seq, s->event->seq) >= 0 &&
	       seq_diff(s->event->seq + s->event->len, copy->seq + copy->len) >= 0;
}

/* The timestamp decides where it can; an IP ID must also lie below the newest one seen. */
bool order_is_original(const struct step *s, const struct event *copy)
{
	int time = by_timestamp(s, copy);

	if ((s->event->flags & TCP_SYN) || captured_at(s->flow, s->me) || !covered_by(s, copy))
		return false;
	if (time != 0)
		return time < 0;
	return (int16_t)(s->event->ip_id - s->me->board->last_id) <= 0 && by_ip_id(s, copy) < 0;
}

uint32_t order_above_hole(const struct step *s)
{
	const struct range *range = ranges_after(half_sent(s->me), s->to - 1);
	uint32_t index;

	if (!range)
		return s->me->board->beyond;
	index = range->event;
	for (int i = 0; i < CHAIN; i++) {
		const struct event *event = event_at(s->flow, index);

		if (event->about == EVENT_NONE || event->copies == 0)
			break;
		index = event->about;
	}
	return index;
}

static struct verdict verdict(enum order order, enum confidence confidence)
{
	return (struct verdict){order, confidence};
}

/* An ACK number below one that this sender had sent before: this was built earlier. */
static bool acks_less(const struct step *s, const struct event *above)
{
	return step_has(s, TCP_ACK) && (above->flags & TCP_ACK) &&
	       seq_diff(s->event->ack, above->ack) > 0;
}

/* The receiver has told the sender that it misses something here (RFC 5681 §2, RFC 2018 §3). */
static bool receiver_complained(const struct step *s)
{
	const struct range *last = ranges_last(half_sacked(s->me));

	return s->me->board->dup_acks >= DUP_THRESHOLD || (last && last->to > s->to);
}

static bool acknowledged(const struct step *s)
{
	return s->me->have_una && s->to <= s->me->board->una;
}

/* Only a segment that was sent after these bytes dates the hole; a pure ACK may have come late. */
static bool too_soon_for_reaction(const struct step *s, const struct event *above)
{
	int64_t age = s->event->time_ns - above->time_ns;

	return above->len > 0 && age >= 0 &&
	       age < s->peer->board->fastest_ns / 100 * REORDER_PERCENT;
}

struct verdict order_of_filler(const struct step *s)
{
	uint32_t index = order_above_hole(s);
	const struct event *above = index == EVENT_NONE ? NULL : event_at(s->flow, index);
	int order;

	if (!above)
		return acknowledged(s) ? verdict(ORDER_CAPTURE, LIKELY)
				       : verdict(ORDER_UNKNOWN, GUESS);
	order = by_ip_id(s, above);
	if (order == 0)
		order = by_timestamp(s, above);
	if (order > 0)
		return verdict(ORDER_RESENT, SURE);
	if (acknowledged(s)) /* it had come to the receiver: here alone it came late */
		return verdict(ORDER_CAPTURE, LIKELY);
	if (order < 0)
		return verdict(ORDER_OVERTAKEN, SURE);
	if (acks_less(s, above))
		return verdict(ORDER_OVERTAKEN, LIKELY);
	if (too_soon_for_reaction(s, above))
		return verdict(ORDER_OVERTAKEN, LIKELY);
	if (receiver_complained(s) || s->event->time_ns - above->time_ns >= half_rto_ns(s->me))
		return verdict(ORDER_RESENT, LIKELY);
	order = by_few_ids(s, above);
	if (order != 0)
		return verdict(order < 0 ? ORDER_OVERTAKEN : ORDER_RESENT, LIKELY);
	return verdict(ORDER_UNKNOWN, GUESS);
}
