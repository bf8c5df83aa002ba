/* Walks over the rows of a ladder. */
#include "tui/rows.h"

int rows_down(const struct ladder *ladder, struct ladder_place *place, int rows)
{
	int moved = 0;

	while (moved < rows && ladder_down(ladder, place))
		moved++;
	return moved;
}

int rows_up(const struct ladder *ladder, struct ladder_place *place, int rows)
{
	int moved = 0;

	while (moved < rows && ladder_up(ladder, place))
		moved++;
	return moved;
}

bool place_before(struct ladder_place a, struct ladder_place b)
{
	return a.event < b.event || (a.event == b.event && a.row < b.row);
}

int rows_between(const struct ladder *ladder, struct ladder_place from, struct ladder_place to,
		 int limit)
{
	int rows = 0;

	while (rows < limit && place_before(from, to) && ladder_down(ladder, &from))
		rows++;
	return rows;
}
