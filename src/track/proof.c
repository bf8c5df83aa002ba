/* What was proved by hindsight, and by which segments. */
#include "track/private.h"

/* One number for a note of an event, in the order of events. */
static int64_t key_of(size_t event, enum note note)
{
	return (int64_t)event * NOTE_COUNT + note;
}

void prove(struct flow *flow, uint32_t event, enum note note, struct proof proof)
{
	int64_t key = key_of(event, note);
	uint32_t index = (uint32_t)flow->proofs.count;

	event_note(event_at(flow, event), note);
	*(struct proof *)stable_array_push(&flow->proofs, flow->arena) = proof;
	ranges_put(&flow->proved, (struct range){key, key + 1, index});
}

bool flow_proof(const struct flow *flow, size_t event, enum note note, struct proof *proof)
{
	int64_t key = key_of(event, note);
	const struct range *range = ranges_after(&flow->proved, key);

	if (!range || range->from != key || !event_has(flow_event(flow, event), note))
		return false;
	*proof = *(struct proof *)stable_array_at(&flow->proofs, range->event);
	return true;
}
