/* Byte ranges in a ring, or as a treap in one array of nodes. */
#include "track/ranges.h"

#include <assert.h>
#include <stdlib.h>

#include "tcpladder/error.h"

struct range_node {
	struct range range;
	uint32_t priority;
	uint32_t left, right; /* indices; 0 for none */
};

enum { FIRST_QUEUE = 2, FIRST_ROOM = 4 };

struct pair {
	uint32_t left, right;
};

struct ranges ranges_of(uint32_t seed)
{
	return (struct ranges){.random = seed | 1};
}

void ranges_free(struct ranges *ranges)
{
	free(ranges->queue);
	free(ranges->node);
	*ranges = ranges_of(ranges->random);
}

/* --- the queue --- */

static struct range *queued(const struct ranges *r, uint32_t index)
{
	return &r->queue[(r->head + index) & (r->queue_room - 1)];
}

static void grow_queue(struct ranges *r)
{
	uint32_t room = r->queue_room ? r->queue_room * 2 : FIRST_QUEUE;
	struct range *larger = memory_alloc(room * sizeof(*larger));

	for (uint32_t i = 0; i < r->count; i++)
		larger[i] = *queued(r, i);
	free(r->queue);
	r->queue = larger;
	r->queue_room = room;
	r->head = 0;
}

static void enqueue(struct ranges *r, struct range range)
{
	if (r->count == r->queue_room)
		grow_queue(r);
	*queued(r, r->count++) = range;
}

/*
 * The first range in the queue that ends after the offset; NULL for none. Most questions are about
 * the newest: so it looks back in doubling steps, and then between the last two.
 */
static const struct range *find_queued(const struct ranges *r, int64_t offset)
{
	uint32_t low, high = r->count, step = 1;

	while (step <= high && queued(r, high - step)->to > offset) {
		high -= step;
		step *= 2;
	}
	low = step <= high ? high - step + 1 : 0;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (queued(r, middle)->to > offset)
			high = middle;
		else
			low = middle + 1;
	}
	return high < r->count ? queued(r, high) : NULL;
}

/* --- the treap --- */

/* xorshift: unguessable enough to whoever wrote the capture before the seed was drawn. */
static uint32_t next_random(struct ranges *r)
{
	r->random ^= r->random << 13;
	r->random ^= r->random >> 17;
	r->random ^= r->random << 5;
	return r->random;
}

static uint32_t take_node(struct ranges *r)
{
	uint32_t n = r->unused;

	if (n != 0) {
		r->unused = r->node[n].left;
		return n;
	}
	if (r->used == r->room) {
		r->room = r->room ? r->room * 2 : FIRST_ROOM;
		r->node = memory_grow(r->node, r->room, sizeof(*r->node));
		if (r->used == 0)
			r->node[r->used++] = (struct range_node){.priority = 0};
	}
	return r->used++;
}

static uint32_t new_node(struct ranges *r, struct range range)
{
	uint32_t n = take_node(r);

	r->node[n] = (struct range_node){.range = range, .priority = next_random(r)};
	r->count++;
	return n;
}

static void give_back(struct ranges *r, uint32_t n)
{
	r->node[n].left = r->unused;
	r->unused = n;
	r->count--;
}

/* Everything that begins before the offset goes left, the rest right. */
static struct pair split(struct ranges *r, uint32_t n, int64_t offset)
{
	struct pair parts;

	if (n == 0)
		return (struct pair){0, 0};
	if (r->node[n].range.from < offset) {
		parts = split(r, r->node[n].right, offset);
		r->node[n].right = parts.left;
		return (struct pair){n, parts.right};
	}
	parts = split(r, r->node[n].left, offset);
	r->node[n].left = parts.right;
	return (struct pair){parts.left, n};
}

/* Joins two trees, all of left before all of right. */
static uint32_t join(struct ranges *r, uint32_t left, uint32_t right)
{
	if (left == 0 || right == 0)
		return left + right;
	if (r->node[left].priority > r->node[right].priority) {
		r->node[left].right = join(r, r->node[left].right, right);
		return left;
	}
	r->node[right].left = join(r, left, r->node[right].left);
	return right;
}

static void forget_tree(struct ranges *r, uint32_t n)
{
	if (n == 0)
		return;
	forget_tree(r, r->node[n].left);
	forget_tree(r, r->node[n].right);
	give_back(r, n);
}

/* The node of the first range that ends after the offset, 0 for none. */
static uint32_t find_after(const struct ranges *r, int64_t offset)
{
	uint32_t best = 0;

	/* Most questions are about the newest: the tree is not asked. */
	if (r->last == 0 || r->node[r->last].range.to <= offset)
		return 0;
	if (r->node[r->last].range.from <= offset)
		return r->last;
	for (uint32_t n = r->root; n != 0;) {
		if (r->node[n].range.to > offset) {
			best = n;
			n = r->node[n].left;
		} else {
			n = r->node[n].right;
		}
	}
	return best;
}

/* Makes the offset a border: a range that lies across it becomes two. */
static void cut(struct ranges *r, int64_t offset)
{
	uint32_t n = find_after(r, offset);
	struct range upper;
	struct pair parts;

	if (n == 0 || r->node[n].range.from >= offset)
		return;
	upper = r->node[n].range;
	upper.from = offset;
	r->node[n].range.to = offset;
	parts = split(r, r->root, offset);
	n = new_node(r, upper);
	if (parts.right == 0)
		r->last = n;
	r->root = join(r, join(r, parts.left, n), parts.right);
}

/* Joins one range that lies behind all others. */
static void append(struct ranges *r, struct range range)
{
	uint32_t n = new_node(r, range);
	uint32_t *link = &r->root;

	while (*link != 0 && r->node[*link].priority > r->node[n].priority)
		link = &r->node[*link].right;
	r->node[n].left = *link;
	*link = n;
	r->last = n;
	if (r->first == 0)
		r->first = n;
}

static void make_tree(struct ranges *r)
{
	uint32_t count = r->count;

	r->count = 0;
	for (uint32_t i = 0; i < count; i++)
		append(r, *queued(r, i));
	r->head = 0;
}

void ranges_put(struct ranges *r, struct range range)
{
	struct pair low, high;
	uint32_t n;

	assert(range.from < range.to);
	if (r->root == 0 && (r->count == 0 || queued(r, r->count - 1)->to <= range.from)) {
		enqueue(r, range);
		return;
	}
	if (r->root == 0)
		make_tree(r);
	if (r->last == 0 || r->node[r->last].range.to <= range.from) {
		append(r, range);
		return;
	}
	cut(r, range.from);
	cut(r, range.to);
	low = split(r, r->root, range.from);
	high = split(r, low.right, range.to);
	forget_tree(r, high.left);
	n = new_node(r, range);
	if (low.left == 0)
		r->first = n;
	if (high.right == 0)
		r->last = n;
	r->root = join(r, join(r, low.left, n), high.right);
}

static const struct range *range_at(const struct ranges *r, uint32_t n)
{
	return n ? &r->node[n].range : NULL;
}

const struct range *ranges_after(const struct ranges *r, int64_t offset)
{
	return r->root == 0 ? find_queued(r, offset) : range_at(r, find_after(r, offset));
}

const struct range *ranges_first(const struct ranges *r)
{
	if (r->root == 0)
		return r->count > 0 ? queued(r, 0) : NULL;
	return range_at(r, r->first);
}

const struct range *ranges_last(const struct ranges *r)
{
	if (r->root == 0)
		return r->count > 0 ? queued(r, r->count - 1) : NULL;
	return range_at(r, r->last);
}

void ranges_fetch(const struct ranges *r)
{
	if (r->root != 0 || r->count == 0)
		return;
	__builtin_prefetch(&queued(r, 0)->to);
	__builtin_prefetch(&queued(r, r->count - 3)->to);
	__builtin_prefetch(&queued(r, r->count - 1)->to);
	__builtin_prefetch(&queued(r, r->count)->event, 1);
}

int64_t ranges_covered(const struct ranges *r, int64_t from, int64_t to)
{
	const struct range *range = ranges_after(r, from);
	int64_t covered = 0;

	for (; range && range->from < to; range = ranges_after(r, range->to)) {
		int64_t low = range->from > from ? range->from : from;
		int64_t high = range->to < to ? range->to : to;

		covered += high - low;
	}
	return covered;
}

size_t ranges_size(const struct ranges *r)
{
	return r->queue_room * sizeof(*r->queue) + r->room * sizeof(*r->node);
}

static void drop_first_queued(struct ranges *r)
{
	assert(r->count > 0);
	r->head = (r->head + 1) & (r->queue_room - 1);
	r->count--;
}

void ranges_drop_first(struct ranges *r)
{
	uint32_t n = r->first;
	uint32_t *link = &r->root;
	uint32_t above = 0;

	if (r->root == 0) {
		drop_first_queued(r);
		return;
	}
	while (*link != n) {
		above = *link;
		link = &r->node[above].left;
	}
	*link = r->node[n].right;
	for (r->first = *link ? *link : above; r->node[r->first].left != 0;)
		r->first = r->node[r->first].left;
	if (n == r->last)
		r->last = 0;
	give_back(r, n);
}
