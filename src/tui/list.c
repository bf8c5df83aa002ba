/* Moving and scrolling in a list whose lines are all one row high. */
#include "tui/app.h"

static size_t forward(size_t at, size_t count, size_t step)
{
	return count - at > step ? at + step : count - 1;
}

static size_t backward(size_t at, size_t step)
{
	return at > step ? at - step : 0;
}

size_t list_move(enum action action, size_t at, size_t count, size_t page)
{
	size_t half = page / 2 > 0 ? page / 2 : 1;

	if (count == 0)
		return 0;
	switch (action) {
	case ACTION_DOWN: return forward(at, count, 1);
	case ACTION_UP: return backward(at, 1);
	case ACTION_PAGE_DOWN: return forward(at, count, page);
	case ACTION_PAGE_UP: return backward(at, page);
	case ACTION_HALF_DOWN: return forward(at, count, half);
	case ACTION_HALF_UP: return backward(at, half);
	case ACTION_FIRST: return 0;
	case ACTION_LAST: return count - 1;
	default: return at;
	}
}

size_t list_turn(enum action action, size_t top, size_t count, size_t page)
{
	switch (action) {
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_HALF_DOWN:
	case ACTION_HALF_UP: return list_move(action, top, count, page);
	default: return top;
	}
}

size_t list_scroll(size_t top, size_t at, size_t count, size_t page)
{
	if (at < top)
		top = at;
	else if (at - top >= page)
		top = at - page + 1;
	/* No empty lines at the end while there are lines above. */
	if (count - top < page)
		top = count > page ? count - page : 0;
	return top;
}
