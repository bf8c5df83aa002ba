/* A bit a flow. */
#include "tui/marks.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"

enum { BITS = 64 };

void marks_free(struct marks *marks)
{
	free(marks->bits);
}

bool marks_has(const struct marks *marks, size_t flow)
{
	return flow / BITS < marks->words && (marks->bits[flow / BITS] >> flow % BITS & 1);
}

static void make_room(struct marks *marks, size_t words)
{
	if (words <= marks->words)
		return;
	words += words / 2;
	marks->bits = memory_grow(marks->bits, words, sizeof(*marks->bits));
	memset(marks->bits + marks->words, 0, (words - marks->words) * sizeof(*marks->bits));
	marks->words = words;
}

void marks_toggle(struct marks *marks, size_t flow)
{
	make_room(marks, flow / BITS + 1);
	marks->count += marks_has(marks, flow) ? (size_t)-1 : 1;
	marks->bits[flow / BITS] ^= UINT64_C(1) << flow % BITS;
}

void marks_keep(struct marks *marks, const struct tracker *tracker)
{
	for (size_t at = 0; marks_next(marks, &at); at++)
		if (!tracker_has(tracker, at))
			marks_toggle(marks, at);
}

bool marks_next(const struct marks *marks, size_t *flow)
{
	size_t word = *flow / BITS;
	uint64_t bits;

	if (marks->count == 0 || word >= marks->words)
		return false;
	bits = marks->bits[word] >> *flow % BITS << *flow % BITS;
	while (bits == 0 && ++word < marks->words)
		bits = marks->bits[word];
	*flow = word * BITS + (bits ? (size_t)__builtin_ctzll(bits) : 0);
	return bits != 0;
}

void marks_clear(struct marks *marks)
{
	free(marks->bits);
	*marks = (struct marks){0};
}
