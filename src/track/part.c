/* First fragments that stand alone, for the rest of the datagram did not come. */
#include "track/private.h"

/* A first fragment of the very packet: what both hold of its headers is the same. */
static bool begins(const struct event *part, const struct event *whole)
{
	return event_has(part, NOTE_FIRST_FRAGMENT) && part->side == whole->side &&
	       part->seq == whole->seq && part->ack == whole->ack && part->flags == whole->flags &&
	       part->ip_id == whole->ip_id &&
	       (!part->have_tsval || (whole->have_tsval && part->tsval == whole->tsval));
}

static uint32_t find_part(const struct step *s)
{
	uint32_t oldest = s->index > COPY_LOOK_BACK ? s->index - COPY_LOOK_BACK : 0;

	for (uint32_t i = s->index; i-- > oldest;)
		if (begins(event_at(s->flow, i), s->event))
			return i;
	return EVENT_NONE;
}

/*
 * Its first fragment stood alone so far, for the rest came late: that is no copy of its bytes,
 * but what repeated other bytes does so as a whole, too. Behind the first fragment nothing may
 * have been captured; then all of it is in order.
 */
void part_join(struct step *s)
{
	s->part = find_part(s);
	if (s->part == EVENT_NONE)
		return;
	prove(s->flow, s->part, NOTE_FIRST_FRAGMENT, (struct proof){s->index, EVENT_NONE});
	s->joined = !event_has(event_at(s->flow, s->part), NOTE_RETRANSMISSION);
	if (s->joined && s->to > s->me->board->nxt)
		s->new_data = true;
}

/* Where in the numbers the FIN of a first fragment lies is not known: only that it is there. */
void part_leave_out_fin(struct step *s, struct segment *segment)
{
	*segment = *s->segment;
	segment->flags &= (uint16_t)~TCP_FIN;
	s->segment = segment;
}
