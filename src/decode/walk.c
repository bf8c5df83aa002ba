/* Frames that hold several packets. */
#include "decode/walk.h"

enum decoded walk_part(struct walk *walk, struct bytes part, size_t wire,
		       enum decoded (*layer)(struct walk *walk))
{
	struct walk beside = *walk;
	size_t marks = walk->trace ? walk->trace->count : 0;
	bool sought = walk->trace && !walk->trace->found;
	enum decoded result;

	beside.bytes = part;
	beside.wire = wire > part.left ? wire : part.left;
	result = layer(&beside);
	walk->count = beside.count;
	/* The layers of this part are none of the next one's. */
	if (sought && !walk->trace->found)
		walk->trace->count = marks;
	else if (sought)
		walk->trace->split = true;
	return result;
}

enum decoded walk_merge(enum decoded a, enum decoded b)
{
	if (a == DECODED_TCP || b == DECODED_TCP)
		return DECODED_TCP;
	return a == DECODED_OTHER ? b : a;
}
