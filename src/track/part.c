/* First fragments that stand alone, for the rest of the datagram did not come (annotations N3). */
#include "track/private.h"

/*
 * Its first fragment stood alone so far, for the rest came late: that is no copy of its bytes.
 * Behind the first fragment nothing may have been captured; then all of it is in order.
 */
void part_join(struct step *s)
{
	uint32_t oldest = s->index > COPY_LOOK_BACK ? s->index - COPY_LOOK_BACK : 0;

	for (uint32_t i = s->index; i-- > oldest && !s->joined;) {
		const struct event *event = event_at(s->flow, i);

		s->joined = event_has(event, NOTE_FIRST_FRAGMENT) &&
			    event->side == s->event->side && event->seq == s->event->seq &&
			    event->ip_id == s->event->ip_id && event->flags == s->event->flags;
		if (s->joined)
			prove(s->flow, i, NOTE_FIRST_FRAGMENT,
			      (struct proof){s->index, EVENT_NONE});
	}
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
