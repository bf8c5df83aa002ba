/* What differs between two copies of a packet, and tells where they were captured. */
#include "explain/subject.h"

#include <string.h>

bool explain_wants_original(const struct event *event)
{
	return event_has(event, NOTE_DUPLICATE);
}

struct explain_reread explain_reread_of(const struct event *event, const struct segment *segment,
					const struct segment *original)
{
	struct explain_reread reread = {.options = &segment->options};

	if (explain_wants_urgent(event))
		reread.urgent = segment->urgent;
	if (!original)
		return reread;
	reread.have_original = true;
	reread.ttl = segment->ttl;
	reread.original_ttl = original->ttl;
	reread.link = segment->link;
	reread.original_link = original->link;
	return reread;
}

/* What was read of both; NULL where that is not at hand. */
static const struct explain_reread *both(const struct subject *subject)
{
	return subject->reread && subject->reread->have_original ? subject->reread : NULL;
}

/* A router takes one off: what has more was captured before it. */
enum message hops_sentence(const struct subject *subject)
{
	const struct explain_reread *reread = both(subject);
	int hops = reread ? reread->original_ttl - reread->ttl : 0;

	if (hops == 0)
		return MSG_COUNT;
	return hops == 1 || hops == -1 ? MSG_SAY_HOP : MSG_SAY_HOPS;
}

/* Whether both came in Ethernet frames: only these are compared. */
static bool framed_alike(const struct explain_reread *reread)
{
	return reread && reread->link.ethernet && reread->original_link.ethernet;
}

enum message vlans_sentence(const struct subject *subject)
{
	const struct explain_reread *reread = both(subject);

	if (!framed_alike(reread) || reread->link.vlan == reread->original_link.vlan)
		return MSG_COUNT;
	if (reread->link.vlan == VLAN_NONE)
		return MSG_SAY_VLAN_LEFT;
	return reread->original_link.vlan == VLAN_NONE ? MSG_SAY_VLAN_ENTERED : MSG_SAY_VLANS;
}

/* A router changes them: where the TTLs tell of one that is said already. */
enum message macs_sentence(const struct subject *subject)
{
	const struct explain_reread *reread = both(subject);

	if (!framed_alike(reread) || reread->ttl != reread->original_ttl ||
	    memcmp(reread->link.macs, reread->original_link.macs, MACS) == 0)
		return MSG_COUNT;
	return MSG_SAY_MACS;
}
