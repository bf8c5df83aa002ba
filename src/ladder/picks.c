/* Which segments of a flow a ladder shows: all, or those that were picked. */
#include "tcpladder/ladder.h"

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

	if (!ladder->picks)
		return event < count ? event : count;
	at = find(ladder->picks, event);
	if (at == ladder->picks->count || ladder->picks->event[at] >= count)
		return count;
	return ladder->picks->event[at];
}

size_t ladder_before(const struct ladder *ladder, size_t event)
{
	size_t at;

	if (!ladder->picks)
		return event > 0 ? event - 1 : SIZE_MAX;
	at = find(ladder->picks, event);
	return at > 0 ? ladder->picks->event[at - 1] : SIZE_MAX;
}

bool ladder_picked(const struct ladder *ladder, size_t event)
{
	return ladder_next(ladder, event) == event && event < ladder_events(ladder);
}

size_t ladder_picks_count(const struct ladder *ladder)
{
	return ladder->picks ? find(ladder->picks, ladder_events(ladder)) : ladder_events(ladder);
}

size_t ladder_pick_at(const struct ladder *ladder, size_t place)
{
	return ladder->picks ? ladder->picks->event[place] : place;
}

size_t ladder_pick_place(const struct ladder *ladder, size_t event)
{
	return ladder->picks ? find(ladder->picks, event) : event;
}
