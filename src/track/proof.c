/* What was proved by hindsight, and by which segments. */
#include "track/private.h"

/* One number for a note of an event, in the order of events. */
static int64_t key_of(size_t event, enum note note)
{
	return (int64_t)event * NOTE_COUNT + note;
}

struct hindsight *flow_hindsight(struct flow *flow)
{
	if (flow->hindsight)
		return flow->hindsight;
	flow->hindsight = arena_alloc(flow->arena, sizeof(*flow->hindsight));
	*flow->hindsight = (struct hindsight){
		.notes = ranges_of((uint32_t)(uintptr_t)flow),
		.proofs = stable_array_of(sizeof(struct proof)),
		.changed = stable_array_of(sizeof(uint32_t)),
		.doubtful = EVENT_NONE,
		.crossing = EVENT_NONE,
	};
	return flow->hindsight;
}

void change(struct flow *flow, uint32_t event)
{
	*(uint32_t *)stable_array_push(&flow_hindsight(flow)->changed, flow->arena) = event;
}

size_t flow_changes(const struct flow *flow)
{
	return flow->hindsight ? flow->hindsight->changed.count : 0;
}

size_t flow_change(const struct flow *flow, size_t index)
{
	return *(const uint32_t *)stable_array_at(&flow->hindsight->changed, index);
}

void prove(struct flow *flow, uint32_t event, enum note note, struct proof proof)
{
	struct hindsight *hindsight = flow_hindsight(flow);
	int64_t key = key_of(event, note);
	uint32_t index = hindsight->proofs.count;

	event_note(event_at(flow, event), note);
	change(flow, event);
	*(struct proof *)stable_array_push(&hindsight->proofs, flow->arena) = proof;
	ranges_put(&hindsight->notes, (struct range){key, key + 1, index});
}

bool flow_proof(const struct flow *flow, size_t event, enum note note, struct proof *proof)
{
	int64_t key = key_of(event, note);
	const struct range *range;

	if (!flow->hindsight)
		return false;
	range = ranges_after(&flow->hindsight->notes, key);
	if (!range || range->from != key || !event_has(flow_event(flow, event), note))
		return false;
	*proof = *(struct proof *)stable_array_at(&flow->hindsight->proofs, range->event);
	return true;
}

void note_fragments(struct flow *flow, uint32_t event, uint16_t count)
{
	struct hindsight *hindsight = flow_hindsight(flow);

	if (!hindsight->fragments) {
		hindsight->fragments = arena_alloc(flow->arena, sizeof(*hindsight->fragments));
		*hindsight->fragments = ranges_of((uint32_t)(uintptr_t)hindsight);
	}
	ranges_put(hindsight->fragments, (struct range){event, (int64_t)event + 1, count});
}

unsigned flow_fragments(const struct flow *flow, size_t event)
{
	const struct ranges *fragments = flow->hindsight ? flow->hindsight->fragments : NULL;
	const struct range *range = fragments ? ranges_after(fragments, (int64_t)event) : NULL;

	return range && range->from <= (int64_t)event ? range->event : 0;
}

size_t hindsight_outside(const struct flow *flow)
{
	const struct hindsight *hindsight = flow->hindsight;

	if (!hindsight)
		return 0;
	return ranges_size(&hindsight->notes) +
	       (hindsight->fragments ? ranges_size(hindsight->fragments) : 0);
}

/* Forgets ranges that lie before the key. */
static void cut_ranges(struct ranges *ranges, int64_t before)
{
	const struct range *first;

	while ((first = ranges_first(ranges)) && first->to <= before)
		ranges_drop_first(ranges);
	if (ranges->count == 0)
		ranges_free(ranges);
}

/* Proofs are numbered as they came: those before the oldest that is still asked for are not. */
static size_t oldest_proof(const struct hindsight *hindsight)
{
	size_t oldest = hindsight->proofs.count - 1u;
	const struct range *range = ranges_first(&hindsight->notes);

	for (; range; range = ranges_after(&hindsight->notes, range->to))
		oldest = range->event < oldest ? range->event : oldest;
	return oldest;
}

void hindsight_cut(struct flow *flow, size_t before)
{
	struct hindsight *hindsight = flow->hindsight;
	size_t outside = hindsight_outside(flow);

	cut_ranges(&hindsight->notes, key_of(before, 0));
	if (hindsight->fragments)
		cut_ranges(hindsight->fragments, (int64_t)before);
	flow->arena->in_use -= outside - hindsight_outside(flow);
	if (hindsight->proofs.count > 0)
		stable_array_cut(&hindsight->proofs, flow->arena, oldest_proof(hindsight));
	if (hindsight->changed.count > 0)
		stable_array_cut(&hindsight->changed, flow->arena, hindsight->changed.count - 1u);
}

void hindsight_free(struct flow *flow)
{
	struct hindsight *hindsight = flow->hindsight;

	if (!hindsight)
		return;
	forgone_free(flow);
	ranges_free(&hindsight->notes);
	if (hindsight->fragments)
		ranges_free(hindsight->fragments);
	arena_give(flow->arena, hindsight->fragments, sizeof(*hindsight->fragments));
	stable_array_free(&hindsight->proofs, flow->arena);
	stable_array_free(&hindsight->changed, flow->arena);
	arena_give(flow->arena, hindsight, sizeof(*hindsight));
	flow->hindsight = NULL;
}
