/*
 * A radix sort that can stop anywhere: for each key from the last to the first, the keys are
 * looked up, then the flows are laid out byte by byte from the lowest, each pass stable.
 */
#include "tui/flows/sort.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"

enum {
	KEY_BYTES = 8,
	VALUES = 256,
	PIECE = 4096 /* flows whose memory is given back at once */
};

struct item {
	uint64_t key;
	uint32_t flow;
};

enum stage { LOOK_UP, LAY_OUT, WRITE, GIVE_BACK, DONE };

struct flow_sort {
	struct flow_sort_job job;
	enum stage stage;
	int key;   /* which of the flow's */
	int byte;  /* of it, from the lowest */
	size_t at; /* flows that the stage has seen */
	bool began, is_long;
	struct item *items, *spare; /* halves of one block */
	struct item *block;
	size_t room;                     /* flows that the block and flow[] have room for */
	size_t begin[KEY_BYTES][VALUES]; /* how many have the value; then where they go */
	uint32_t *flow;
};

/* Takes the old one's memory, unless it is too little or some was given back. */
static void get_memory(struct flow_sort *sort, struct flow_sort *old)
{
	size_t count = sort->job.count;

	if (old && old->stage < GIVE_BACK && old->room >= count) {
		sort->room = old->room;
		sort->block = old->block;
		sort->flow = old->flow;
		old->block = NULL;
		old->flow = NULL;
	} else {
		sort->room = count;
		sort->block = memory_alloc((2 * count + 1) * sizeof(*sort->block));
		sort->flow = memory_alloc((count + 1) * sizeof(*sort->flow));
	}
}

struct flow_sort *flow_sort_new(const struct flow_sort_job *job, struct flow_sort *old)
{
	struct flow_sort *sort = memory_zero(1, sizeof(*sort));

	sort->job = *job;
	get_memory(sort, old);
	flow_sort_free(old);
	sort->items = sort->block;
	sort->spare = sort->block + job->count;
	return sort;
}

void flow_sort_free(struct flow_sort *sort)
{
	if (!sort)
		return;
	free(sort->block);
	free(sort->flow);
	free(sort);
}

/* --- the keys --- */

static void look_up(struct flow_sort *sort)
{
	const struct flow_sort_job *job = &sort->job;
	struct item *item = &sort->items[sort->at];
	struct flow_summary flow;
	uint64_t key;

	if (!sort->began)
		item->flow = job->flow ? job->flow[sort->at] : (uint32_t)sort->at;
	flow = flow_summary(tracker_flow(job->tracker, item->flow));
	key = flow_list_key(job->column, &flow, sort->key);
	if (sort->key == 0)
		sort->is_long |= flow_list_key_is_long(job->column, key);
	item->key = job->descending ? ~key : key;
	for (int byte = 0; byte < KEY_BYTES; byte++)
		sort->begin[byte][item->key >> 8 * byte & 0xff]++;
	sort->at++;
}

static void look_up_next(struct flow_sort *sort, int key)
{
	memset(sort->begin, 0, sizeof(sort->begin));
	sort->stage = LOOK_UP;
	sort->key = key;
	sort->at = 0;
}

/* From how many flows have a value to where the first of them goes. */
static void add_up(size_t begin[VALUES])
{
	size_t sum = 0;

	for (int value = 0; value < VALUES; value++) {
		size_t count = begin[value];

		begin[value] = sum;
		sum += count;
	}
}

/* A byte that all keys share changes nothing. */
static bool is_shared(const struct flow_sort *sort, int byte)
{
	return sort->begin[byte][sort->items[0].key >> 8 * byte & 0xff] == sort->job.count;
}

static void next_byte(struct flow_sort *sort)
{
	while (sort->byte < KEY_BYTES && is_shared(sort, sort->byte))
		sort->byte++;
	sort->at = 0;
	if (sort->byte < KEY_BYTES)
		add_up(sort->begin[sort->byte]);
	else if (sort->key > 0)
		look_up_next(sort, sort->key - 1);
	else
		sort->stage = WRITE;
}

/* Long keys are known by the first: only then the sorting begins at the last. */
static void end_look_up(struct flow_sort *sort)
{
	bool first = !sort->began;

	sort->began = true;
	if (first && sort->is_long) {
		look_up_next(sort, FLOW_KEYS - 1);
		return;
	}
	sort->stage = LAY_OUT;
	sort->byte = 0;
	next_byte(sort);
}

/* --- the order --- */

static void lay_out(struct flow_sort *sort)
{
	const struct item *item = &sort->items[sort->at++];

	sort->spare[sort->begin[sort->byte][item->key >> 8 * sort->byte & 0xff]++] = *item;
}

static void end_lay_out(struct flow_sort *sort)
{
	struct item *swap = sort->spare;

	sort->spare = sort->items;
	sort->items = swap;
	sort->byte++;
	next_byte(sort);
}

static void write_out(struct flow_sort *sort)
{
	sort->flow[sort->at] = sort->items[sort->at].flow;
	sort->at++;
}

static void end_write(struct flow_sort *sort)
{
	sort->stage = GIVE_BACK;
	sort->at = 0;
}

/* --- the end --- */

/* To free much memory takes the system milliseconds: it gets it back from the end, in pieces. */
static void give_back(struct flow_sort *sort)
{
	size_t left = sort->job.count - ++sort->at;

	if (left % PIECE == 0)
		sort->block = memory_grow(sort->block, 2 * left + 1, sizeof(*sort->block));
}

static void end_give_back(struct flow_sort *sort)
{
	sort->stage = DONE;
}

static const struct {
	void (*one)(struct flow_sort *sort);
	void (*end)(struct flow_sort *sort);
} stages[] = {
	[LOOK_UP] = {look_up, end_look_up},
	[LAY_OUT] = {lay_out, end_lay_out},
	[WRITE] = {write_out, end_write},
	[GIVE_BACK] = {give_back, end_give_back},
};

bool flow_sort_step(struct flow_sort *sort, size_t most)
{
	if (sort->job.count == 0)
		sort->stage = DONE;
	while (sort->stage != DONE && most > 0) {
		enum stage stage = sort->stage;
		size_t left = sort->job.count - sort->at;
		size_t now = left < most ? left : most;

		most -= now;
		for (size_t i = 0; i < now; i++)
			stages[stage].one(sort);
		if (now == left)
			stages[stage].end(sort);
	}
	return sort->stage != DONE;
}

uint32_t *flow_sort_take(struct flow_sort *sort)
{
	uint32_t *flow = sort->flow;

	sort->flow = NULL;
	return flow;
}
