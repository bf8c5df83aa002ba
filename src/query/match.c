/* Asks flows and segments whether they match. */
#include "query/program.h"

#include <string.h>

static bool compares(const struct term *term, int64_t value)
{
	if (value == NUMBER_UNKNOWN)
		return false;
	return (term->comparison & (value < term->value   ? LESS
				    : value > term->value ? GREATER
							  : EQUAL)) != 0;
}

static bool in_net(const struct term *term, const struct address *address)
{
	int whole = term->bits / 8;
	int rest = term->bits % 8;
	int mask = 0xff00 >> rest;

	return address->version == term->address.version &&
	       memcmp(address->bytes, term->address.bytes, (size_t)whole) == 0 &&
	       (rest == 0 ||
		((address->bytes[whole] ^ term->address.bytes[whole]) & mask & 0xff) == 0);
}

static bool is_end(const struct term *term, const struct endpoint *endpoint)
{
	if (term->kind == TERM_NET)
		return in_net(term, &endpoint->address);
	return endpoint->port >= term->port[0] && endpoint->port <= term->port[1];
}

static bool has_label(const struct labels *labels, const struct event *event)
{
	return note_sets_meet(event_notes(event), labels->notes) ||
	       (labels->roles >> event->role & 1) || (labels->phases >> event->phase & 1) ||
	       (labels->causes >> event->cause & 1) || (labels->data && event->len > 0);
}

static bool in_state(const struct term *term, uint8_t a, uint8_t b)
{
	return (term->states >> (a & STATE_MASK) & 1) || (term->states >> (b & STATE_MASK) & 1);
}

/* A term about the flow alone, or what a term about segments can be told by the flow. */
static bool flow_holds(const struct term *term, const struct flow_summary *flow)
{
	switch (term->kind) {
	case TERM_NUMBER: return compares(term, term->number->of_flow(flow));
	case TERM_PORT:
	case TERM_NET:
		return is_end(term, &flow->half[SIDE_A].endpoint) ||
		       is_end(term, &flow->half[SIDE_B].endpoint);
	case TERM_STATE: return in_state(term, flow->half[SIDE_A].state, flow->half[SIDE_B].state);
	default: return false;
	}
}

static bool event_holds(const struct term *term, const struct flow_summary *flow,
			const struct event *event)
{
	unsigned side = event->side;

	switch (term->kind) {
	case TERM_NUMBER:
		return compares(term, term->number->of_event(flow, event)) ||
		       (term->number->also && compares(term, term->number->also(event)));
	case TERM_PORT:
	case TERM_NET:
		side = term->end == END_SOURCE ? side : !side;
		return is_end(term, &flow->half[side].endpoint);
	case TERM_FLAGS: return (event->flags & term->flags) == term->flags;
	case TERM_LABEL: return has_label(&term->labels, event);
	case TERM_STATE: return in_state(term, event->state[SIDE_A], event->state[SIDE_B]);
	case TERM_SIDE: return term->side == side;
	}
	return false;
}

/* What is certain, and what is still possible: the same where all terms are known. */
struct verdict {
	uint64_t sure, may; /* stacks of truths, the topmost in the lowest bit */
};

static void join(struct verdict *verdict, uint8_t code)
{
	uint64_t sure = verdict->sure & 1, may = verdict->may & 1;

	if (code == CODE_NOT) {
		verdict->sure = (verdict->sure & ~UINT64_C(1)) | !may;
		verdict->may = (verdict->may & ~UINT64_C(1)) | !sure;
		return;
	}
	verdict->sure >>= 1;
	verdict->may >>= 1;
	if (code == CODE_OR) {
		verdict->sure |= sure;
		verdict->may |= may;
	} else {
		verdict->sure &= sure | ~UINT64_C(1);
		verdict->may &= may | ~UINT64_C(1);
	}
}

static struct verdict run(const struct query *query, uint64_t holds, uint64_t unknown)
{
	struct verdict verdict = {0, 0};

	for (size_t i = 0; i < query->codes; i++) {
		uint8_t code = query->code[i];

		if (code >= TERMS_MAX) {
			join(&verdict, code);
			continue;
		}
		verdict.sure = verdict.sure << 1 | (holds >> code & 1);
		verdict.may = verdict.may << 1 | ((holds | unknown) >> code & 1);
	}
	return verdict;
}

static bool decided(struct verdict verdict)
{
	return ((verdict.sure ^ verdict.may) & 1) == 0;
}

static uint64_t facts_of(const struct query *query, const struct flow_summary *flow)
{
	uint64_t facts = 0;

	for (size_t i = 0; i < query->terms; i++)
		if (!(query->of_events >> i & 1) && flow_holds(&query->term[i], flow))
			facts |= UINT64_C(1) << i;
	return facts;
}

static uint64_t findings_of(const struct query *query, uint64_t wanted,
			    const struct flow_summary *flow, const struct event *event)
{
	uint64_t found = 0;

	for (size_t i = 0; i < query->terms; i++)
		if ((wanted >> i & 1) && event_holds(&query->term[i], flow, event))
			found |= UINT64_C(1) << i;
	return found;
}

struct query_look query_look_at(const struct query *query, const struct flow *flow)
{
	struct query_look look = {
		.query = query,
		.flow = flow,
		.summary = flow_summary(flow),
		.unknown = query->of_events,
		.seen = flow_first(flow),
	};

	look.holds = facts_of(query, &look.summary);
	return look;
}

/* Ends as soon as the terms found so far decide: most flows need no look at their segments. */
enum query_answer query_look_on(struct query_look *look, size_t most)
{
	const struct query *query = look->query;
	struct verdict verdict = run(query, look->holds, look->unknown);
	size_t count = flow_events(look->flow);

	/* Some may have been forgotten since it began. */
	if (look->seen < flow_first(look->flow))
		look->seen = flow_first(look->flow);
	for (; look->seen < count && !decided(verdict); look->seen++) {
		const struct event *event = flow_event(look->flow, look->seen);
		uint64_t found;

		if (most-- == 0)
			return QUERY_LOOKS_ON;
		found = findings_of(query, look->unknown, &look->summary, event);
		if (found == 0)
			continue;
		look->holds |= found;
		look->unknown &= ~found;
		verdict = run(query, look->holds, look->unknown);
	}
	return run(query, look->holds, 0).sure & 1 ? QUERY_YES : QUERY_NO;
}

bool query_matches(const struct query *query, const struct flow *flow)
{
	struct query_look look = query_look_at(query, flow);

	return query_look_on(&look, SIZE_MAX) == QUERY_YES;
}

/* A state is the flow's now, and each segment's after it. */
static uint64_t asked_of_events(const struct query *query)
{
	uint64_t wanted = query->of_events;

	for (size_t i = 0; i < query->terms; i++)
		if (query->term[i].kind == TERM_STATE)
			wanted |= UINT64_C(1) << i;
	return wanted;
}

struct query_scan query_scan_of(const struct query *query, const struct flow *flow)
{
	struct query_scan scan = {.query = query, .flow = flow_summary(flow)};

	scan.facts = facts_of(query, &scan.flow) & ~asked_of_events(query);
	return scan;
}

bool query_scan_matches(const struct query_scan *scan, const struct event *event)
{
	uint64_t wanted = asked_of_events(scan->query);

	uint64_t found = findings_of(scan->query, wanted, &scan->flow, event);

	return run(scan->query, scan->facts | found, 0).sure & 1;
}
