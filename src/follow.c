/* A queue of segments that wait until what they say is decided. */
#include "follow.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"

static const int64_t patience_ns = 1000000000;

struct entry {
	size_t flow;
	uint32_t event;
	uint32_t frame;
	int64_t came_ns; /* on this machine's clock */
	bool revised;
	bool moved; /* from another flow, under which it may have been written */
};

/* What is known of a flow. */
struct known {
	uint32_t taken;     /* events that were put into the queue */
	uint32_t written;   /* and out of it */
	uint32_t said_from; /* those before are forgotten */
	uint32_t said_room;
	size_t changes; /* of flow_changes() */
	uint32_t *said; /* of each event written, what it said */
	bool unwanted;
};

enum { PAGE = 64 }; /* flows that stand together, until all are forgotten */

struct follow {
	const struct render *render;
	const struct renderer *renderer;
	struct follow_pick pick;
	struct known **page; /* NULL where none of its flows is known */
	size_t pages;
	struct entry *queue;
	size_t first, end, room;
	size_t looked; /* events of the first entry's flow that do not decide it */
	int64_t now_ns;
	int64_t latest_ns; /* of the capture's clock */
	uint32_t written;  /* the last frame */
	bool failed;       /* failure is not reported yet */
	struct error failure;
};

struct follow *follow_new(const struct render *render, const struct renderer *renderer,
			  struct follow_pick pick)
{
	struct follow *follow = memory_zero(1, sizeof(*follow));

	follow->render = render;
	follow->renderer = renderer;
	follow->pick = pick;
	follow->latest_ns = INT64_MIN;
	return follow;
}

static void free_page(struct follow *follow, size_t index)
{
	struct known *page = follow->page[index];

	for (size_t i = 0; page && i < PAGE; i++)
		free(page[i].said);
	free(page);
	follow->page[index] = NULL;
}

void follow_free(struct follow *follow)
{
	if (!follow)
		return;
	for (size_t i = 0; i < follow->pages; i++)
		free_page(follow, i);
	free(follow->page);
	free(follow->queue);
	free(follow);
}

static const struct flow *flow_at(const struct follow *follow, size_t index)
{
	return tracker_flow(follow->render->tracker, index);
}

/* --- what comes in --- */

static struct known *known_of(struct follow *follow, size_t index)
{
	size_t page = index / PAGE;

	if (page >= follow->pages) {
		size_t pages = page * 2 + 1;

		follow->page = memory_grow(follow->page, pages, sizeof(*follow->page));
		for (; follow->pages < pages; follow->pages++)
			follow->page[follow->pages] = NULL;
	}
	if (!follow->page[page])
		follow->page[page] = memory_zero(PAGE, sizeof(struct known));
	return &follow->page[page][index % PAGE];
}

static void push(struct follow *follow, struct entry entry)
{
	if (follow->end == follow->room && follow->first > follow->room / 2) {
		follow->end -= follow->first;
		memmove(follow->queue, follow->queue + follow->first,
			follow->end * sizeof(*follow->queue));
		follow->first = 0;
	}
	if (follow->end == follow->room) {
		follow->room = follow->room * 2 + 64;
		follow->queue = memory_grow(follow->queue, follow->room, sizeof(*follow->queue));
	}
	follow->queue[follow->end++] = entry;
}

static void push_segment(struct follow *follow, size_t index, bool moved)
{
	struct known *known = known_of(follow, index);
	const struct event *event = flow_event(flow_at(follow, index), known->taken);

	if (event->time_ns > follow->latest_ns)
		follow->latest_ns = event->time_ns;
	push(follow,
	     (struct entry){index, known->taken, event->frame, follow->now_ns, false, moved});
	known->taken++;
}

static void push_revisions(struct follow *follow, size_t index)
{
	const struct flow *flow = flow_at(follow, index);
	struct known *known = known_of(follow, index);

	for (; known->changes < flow_changes(flow); known->changes++) {
		uint32_t event = (uint32_t)flow_change(flow, known->changes);

		if (!flow_has(flow, event))
			continue;
		push(follow, (struct entry){index, event, flow_event(flow, event)->frame,
					    follow->now_ns, true, false});
	}
}

/* A SYN that was taken for one of another flow comes with the answer that tells, before it. */
static size_t moved_events(const struct follow *follow, const size_t *flows, size_t count)
{
	size_t events = flow_events(flow_at(follow, flows[0]));
	size_t own = 0;

	for (size_t i = 0; i < count; i++)
		own += flows[i] == flows[0];
	return events > own ? events - own : 0;
}

static void take(struct follow *follow, const size_t *flows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct known *known = known_of(follow, flows[i]);
		size_t events = flow_events(flow_at(follow, flows[i]));
		size_t moved;

		if (known->taken == 0 && follow->pick.wants)
			known->unwanted = !follow->pick.wants(follow->pick.context,
							      flow_at(follow, flows[i]));
		if (known->unwanted)
			continue;
		/* Some may have gone to another flow. */
		known->taken = known->taken < events ? known->taken : (uint32_t)events - 1;
		known->written = known->written < known->taken ? known->written : known->taken;
		moved = known->taken == 0 ? moved_events(follow, flows + i, count - i) : 0;
		for (size_t j = 0; j < moved; j++)
			push_segment(follow, flows[i], true);
		push_segment(follow, flows[i], false);
	}
	for (size_t i = 0; i < count; i++)
		if (!known_of(follow, flows[i])->unwanted)
			push_revisions(follow, flows[i]);
}

/* --- what is decided --- */

static uint32_t end_of(const struct event *event)
{
	return event->seq + event_span(event);
}

/* What a later segment of the flow tells of one before it: all that there is to know, soon. */
static bool decides(const struct event *later, const struct event *event, uint32_t index)
{
	if (later->side == event->side)
		return later->about == index;
	if (end_of(event) == event->seq || (later->flags & TCP_RST))
		return true;
	return (later->flags & TCP_ACK) && (int32_t)(later->ack - end_of(event)) >= 0;
}

static bool is_decided(struct follow *follow, const struct entry *entry)
{
	const struct flow *flow = flow_at(follow, entry->flow);
	const struct event *event = flow_event(flow, entry->event);
	size_t events = flow_events(flow);

	if (event->flags & TCP_RST)
		return true;
	if (follow->looked <= entry->event)
		follow->looked = entry->event + 1;
	for (; follow->looked < events; follow->looked++)
		if (decides(flow_event(flow, follow->looked), event, entry->event))
			return true;
	return false;
}

/* It is still where it was. */
static bool is_there(const struct follow *follow, const struct entry *entry)
{
	const struct flow *flow = flow_at(follow, entry->flow);

	return flow_has(flow, entry->event) &&
	       flow_event(flow, entry->event)->frame == entry->frame;
}

static bool is_due(struct follow *follow, const struct entry *entry)
{
	if (entry->revised || !is_there(follow, entry) ||
	    follow->now_ns - entry->came_ns >= patience_ns)
		return true;
	return follow->latest_ns -
			       flow_event(flow_at(follow, entry->flow), entry->event)->time_ns >=
		       patience_ns ||
	       is_decided(follow, entry);
}

/* --- what goes out --- */

/* The low half is the states, the high half stands for the notes and what they rest on. */
static uint32_t said_by(const struct event *event)
{
	const uint8_t shown = STATE_MASK | STATE_GUESSED;
	uint64_t sum = (event->notes ^ (uint64_t)event->rare << 56) * 0x9e3779b97f4a7c15u;

	sum ^= (uint64_t)event->about * 0xc2b2ae3d27d4eb4fu;
	sum ^= (uint64_t)(event->cause | event->role << 4 | event->phase << 8) *
	       0x165667b19e3779f9u;
	return (uint32_t)(sum >> 48) << 16 | (uint32_t)(event->state[SIDE_A] & shown) << 8 |
	       (event->state[SIDE_B] & shown);
}

static void remember(struct known *known, uint32_t event, uint32_t said)
{
	uint32_t place = event - known->said_from;

	if (place >= known->said_room) {
		known->said_room = 2 * place + 1;
		known->said = memory_grow(known->said, known->said_room, sizeof(*known->said));
	}
	known->said[place] = said;
	if (event >= known->written)
		known->written = event + 1;
}

static int write_entry(struct follow *follow, const struct entry *entry, struct error *error)
{
	struct known *known = known_of(follow, entry->flow);
	struct render_line line = {.flow = entry->flow,
				   .event = entry->event,
				   .revised = entry->revised,
				   .claims = true,
				   .moved = entry->moved && entry->frame <= follow->written};
	uint32_t said, before;

	if (!is_there(follow, entry) || (entry->revised && entry->event >= known->written))
		return 0;
	said = said_by(flow_event(flow_at(follow, entry->flow), entry->event));
	if (entry->revised) {
		before = known->said[entry->event - known->said_from];
		line.claims = said >> 16 != before >> 16;
		line.states = (said & UINT16_MAX) != (before & UINT16_MAX);
		known->said[entry->event - known->said_from] = said;
		if (said == before)
			return 0;
	} else {
		remember(known, entry->event, said);
		follow->written = entry->frame > follow->written ? entry->frame : follow->written;
	}
	return follow->renderer->line(follow->render, &line, error);
}

static int write_while(struct follow *follow, bool all, struct error *error)
{
	while (follow->first < follow->end &&
	       (all || is_due(follow, &follow->queue[follow->first]))) {
		follow->looked = 0;
		if (write_entry(follow, &follow->queue[follow->first++], error) < 0)
			return -1;
	}
	if (follow->first == follow->end)
		follow->first = follow->end = 0;
	return 0;
}

void follow_news(struct follow *follow, const size_t *flows, size_t count)
{
	take(follow, flows, count);
	if (!follow->failed && write_while(follow, false, &follow->failure) < 0)
		follow->failed = true;
}

int follow_write(struct follow *follow, int64_t now_ns, struct error *error)
{
	follow->now_ns = now_ns;
	if (!follow->failed)
		return write_while(follow, false, error);
	*error = follow->failure;
	return -1;
}

int64_t follow_wait_ns(const struct follow *follow, int64_t now_ns)
{
	int64_t left;

	if (follow->first == follow->end)
		return patience_ns;
	left = follow->queue[follow->first].came_ns + patience_ns - now_ns;
	return left > 0 ? left : 0;
}

int follow_end(struct follow *follow, struct error *error)
{
	if (!follow->failed)
		return write_while(follow, true, error);
	*error = follow->failure;
	return -1;
}

/* --- what is forgotten --- */

/* Room is given back where most of it is not needed any more. */
static void forget_beginning(struct known *known, const struct flow *flow)
{
	uint32_t first = (uint32_t)flow_first(flow), left;

	if (!known->said || first <= known->said_from)
		return;
	left = known->written > first ? known->written - first : 0;
	memmove(known->said, known->said + (first - known->said_from), left * sizeof(*known->said));
	known->said_from = first;
	if (left < known->said_room / 4) {
		known->said_room = left + 1;
		known->said = memory_grow(known->said, known->said_room, sizeof(*known->said));
	}
}

void follow_forget(struct follow *follow)
{
	const struct tracker *tracker = follow->render->tracker;

	for (size_t i = 0; i < follow->pages; i++) {
		bool kept = tracker_next(tracker, i * PAGE) < (i + 1) * PAGE;

		if (!kept && (i + 1) * PAGE <= tracker_flows(tracker))
			free_page(follow, i);
		for (size_t k = 0; follow->page[i] && k < PAGE; k++)
			if (tracker_has(tracker, i * PAGE + k))
				forget_beginning(&follow->page[i][k],
						 flow_at(follow, i * PAGE + k));
	}
}
