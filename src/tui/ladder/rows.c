/* Walks over the rows of a ladder. */
#include "tui/ladder/rows.h"

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

void rows_page_down(const struct ladder *ladder, size_t *cursor, struct ladder_place *top, int rows)
{
	size_t count = ladder_events(ladder);
	size_t next = ladder_next(ladder, *cursor + 1);
	int moved = 0;

	for (; next < count && moved < rows; next = ladder_next(ladder, next + 1)) {
		*cursor = next;
		moved += ladder_rows(ladder, next);
	}
	rows_down(ladder, top, moved);
}

void rows_page_up(const struct ladder *ladder, size_t *cursor, struct ladder_place *top, int rows)
{
	size_t before = ladder_before(ladder, *cursor);
	int moved = 0;

	for (; before != SIZE_MAX && moved < rows; before = ladder_before(ladder, before)) {
		moved += ladder_rows(ladder, *cursor);
		*cursor = before;
	}
	rows_up(ladder, top, moved);
}
