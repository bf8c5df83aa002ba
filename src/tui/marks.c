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

void marks_clear(struct marks *marks)
{
	free(marks->bits);
	*marks = (struct marks){0};
}
