/* Which segments of a flow a ladder shows: all, or those that were picked. */
#include "tcpladder/ladder.h"

/* The first that there is; before it are those that the flow has forgotten. */
static size_t first_of(const struct ladder *ladder)
{
	size_t first = flow_first(ladder->flow), count = ladder_events(ladder);

	return first < count ? first : count;
}

static size_t later(size_t x, size_t y)
{
	return x > y ? x : y;
}

/* The index of the first pick at or after the event. */
static size_t find(const struct ladder_picks *picks, size_t event)
{
	size_t low = 0, high = picks->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (picks->event[middle] < event)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t ladder_next(const struct ladder *ladder, size_t event)
{
	size_t count = ladder_events(ladder);
	size_t at;

	event = later(event, first_of(ladder));
	if (!ladder->picks)
		return event < count ? event : count;
	at = find(ladder->picks, event);
	if (at == ladder->picks->count || ladder->picks->event[at] >= count)
		return count;
	return ladder->picks->event[at];
}

size_t ladder_before(const struct ladder *ladder, size_t event)
{
	size_t first = first_of(ladder), at;

	if (!ladder->picks)
		return event > first ? event - 1 : SIZE_MAX;
	at = find(ladder->picks, event);
	return at > 0 && ladder->picks->event[at - 1] >= first ? ladder->picks->event[at - 1]
							       : SIZE_MAX;
}

bool ladder_picked(const struct ladder *ladder, size_t event)
{
	return ladder_next(ladder, event) == event && event < ladder_events(ladder);
}

size_t ladder_picks_count(const struct ladder *ladder)
{
	size_t first = first_of(ladder), count = ladder_events(ladder);

	if (!ladder->picks)
		return count - first;
	return find(ladder->picks, count) - find(ladder->picks, first);
}

size_t ladder_pick_at(const struct ladder *ladder, size_t place)
{
	size_t first = first_of(ladder);

	return ladder->picks ? ladder->picks->event[find(ladder->picks, first) + place]
			     : first + place;
}

size_t ladder_pick_place(const struct ladder *ladder, size_t event)
{
	size_t first = first_of(ladder);

	event = later(event, first);
	return ladder->picks ? find(ladder->picks, event) - find(ladder->picks, first)
			     : event - first;
}
