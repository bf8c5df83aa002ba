/* What AE, CWR and ECE say where accurate ECN was asked for (RFC 9768 §3.1, §3.2). */
#include "explain/ecn.h"

enum { ACCURATE = TCP_AE | TCP_CWR | TCP_ECE };

/* Each value that tells how a SYN or a SYN+ACK arrived: Tables 2 and 3. */
enum { SAW_NOT_ECT = 2, SAW_ECT_1 = 3, SAW_ECT_0 = 4, SAW_CE = 6 };

/* The other values of a SYN+ACK. */
enum { ANSWER_NONE = 0, ANSWER_CLASSIC = 1, ANSWER_BROKEN = 7 };

unsigned ecn_value(const struct event *event)
{
	return (event->flags & TCP_AE ? 4u : 0) | (event->flags & TCP_CWR ? 2u : 0) |
	       (event->flags & TCP_ECE ? 1u : 0);
}

enum message ecn_codepoint(const struct event *event)
{
	switch (ecn_value(event)) {
	case SAW_NOT_ECT: return MSG_ECN_NOT_ECT;
	case SAW_ECT_1: return MSG_ECN_ECT_1;
	case SAW_ECT_0: return MSG_ECN_ECT_0;
	case SAW_CE: return MSG_ECN_CE;
	default: return MSG_COUNT;
	}
}

/* The SYN that the SYN+ACK answers, the last of those before it. */
static const struct event *syn_before(const struct subject *subject)
{
	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != subject->event->side && before->role == ROLE_HS_SYN)
			return before;
	}
	return NULL;
}

static bool asks(const struct event *event)
{
	return (event->flags & ACCURATE) == ACCURATE;
}

static enum message answer(const struct subject *subject)
{
	const struct event *syn = syn_before(subject);

	if (!syn || !asks(syn))
		return MSG_COUNT;
	switch (ecn_value(subject->event)) {
	case ANSWER_NONE: return MSG_ACCECN_REFUSED;
	case ANSWER_CLASSIC: return MSG_ACCECN_CLASSIC;
	case ANSWER_BROKEN: return MSG_ACCECN_BROKEN;
	default: break;
	}
	return ecn_codepoint(subject->event) == MSG_COUNT ? MSG_ACCECN_RESERVED : MSG_ACCECN_AGREED;
}

enum message ecn_offer(const struct subject *subject)
{
	if (subject->event->role == ROLE_HS_SYN)
		return asks(subject->event) ? MSG_ACCECN_ASKED : MSG_COUNT;
	return subject->event->role == ROLE_HS_SYN_ACK ? answer(subject) : MSG_COUNT;
}

/* The ACK of the SYN+ACK tells how that arrived; the others count (RFC 9768 §3.2.2). */
enum message ecn_count(const struct subject *subject)
{
	if (subject->event->role != ROLE_HS_ACK)
		return ecn_marked(subject->event) == 0 ? MSG_WHY_ACE_NONE : MSG_WHY_ACE;
	if (ecn_value(subject->event) == 0)
		return MSG_WHY_ACE_DISABLED;
	return ecn_codepoint(subject->event) == MSG_COUNT ? MSG_WHY_ACE_UNUSED
							  : MSG_WHY_ACE_HANDSHAKE;
}

unsigned ecn_marked(const struct event *event)
{
	enum { FIRST = 5, MODULUS = 8 }; /* RFC 9768 §3.2.1 */

	return (ecn_value(event) + MODULUS - FIRST) % MODULUS;
}
