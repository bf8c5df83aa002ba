/* The slots of the sentences for what is measured. */
#include "explain/ecn.h"
#include "explain/slots.h"

#include <inttypes.h>
#include <stdio.h>

static void put_bytes(const struct subject *subject, uint32_t bytes, char *out)
{
	snprintf(out, SLOT_TEXT,
		 lang_text(subject->ladder->lang, bytes == 1 ? MSG_BYTES_ONE : MSG_BYTES), bytes);
}

/* --- waits --- */

static void put_ratio(const struct subject *subject, char *out)
{
	struct waits waits = subject_waits(subject);

	snprintf(out, SLOT_TEXT, "%.1f", (double)waits.now_ns / (double)waits.before_ns);
}

static void put_wait_now(const struct subject *subject, char *out)
{
	ladder_wait(subject_waits(subject).now_ns, out);
}

static void put_wait_before(const struct subject *subject, char *out)
{
	ladder_wait(subject_waits(subject).before_ns, out);
}

/* Beside a wait for an answer: how long one took before, " (last RTT 20.1 ms)". */
static void put_round_trip(const struct subject *subject, char *out)
{
	struct round_trip last = subject_round_trip(subject);
	enum side near;
	bool whole = explain_near(subject->flow.vantage, &near);
	const char *words = lang_text(subject->ladder->lang, whole ? MSG_SAY_RTT : MSG_SAY_RTT_TO);
	char wait[LADDER_WAIT];

	*out = '\0';
	if (!last.event)
		return;
	ladder_wait(last.ns, wait);
	snprintf(out, SLOT_TEXT, words, wait, subject->event->side == SIDE_A ? 'B' : 'A');
}

static void put_closing(const struct subject *subject, char *out)
{
	slot_frame(subject_closing(subject), out);
}

static void put_closed(const struct subject *subject, char *out)
{
	slot_wait(subject, subject_closing(subject), out);
}

/* --- urgent data, and what the network card cuts or joins --- */

static void put_urgent(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->reread->urgent);
}

/* RFC 9293 §3.1: the number of the octet behind it. */
static void put_urgent_end(const struct subject *subject, char *out)
{
	ladder_number(subject->ladder, &subject->flow.half[subject->event->side],
		      subject->event->seq + subject->reread->urgent, out);
}

static void put_pieces(const struct subject *subject, char *out)
{
	uint32_t most = subject->flow.half[!subject->event->side].mss;

	snprintf(out, SLOT_TEXT, "%" PRIu32, most ? (subject->event->len + most - 1) / most : 1);
}

/* --- where two copies were captured --- */

static void put_ttl(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->reread->ttl);
}

static void put_original_ttl(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->reread->original_ttl);
}

static void put_hops(const struct subject *subject, char *out)
{
	int hops = subject->reread->original_ttl - subject->reread->ttl;

	snprintf(out, SLOT_TEXT, "%d", hops < 0 ? -hops : hops);
}

static void put_vlan(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->reread->link.vlan);
}

static void put_original_vlan(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->reread->original_link.vlan);
}

/* --- accurate ECN --- */

static void put_ace(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", ecn_value(subject->event));
}

static void put_codepoint(const struct subject *subject, char *out)
{
	enum message words = ecn_codepoint(subject->event);

	snprintf(out, SLOT_TEXT, "%s",
		 words == MSG_COUNT ? "?" : lang_text(subject->ladder->lang, words));
}

static void put_marked(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", ecn_marked(subject->event));
}

/* --- bytes in flight --- */

static void put_flight(const struct subject *subject, char *out)
{
	struct in_flight flight = subject_in_flight(subject, subject->who);

	put_bytes(subject, flight.bytes, out);
}

static void put_room(const struct subject *subject, char *out)
{
	struct in_flight flight = subject_in_flight(subject, subject->who);

	snprintf(out, SLOT_TEXT, "%" PRIu32, flight.room);
}

/* --- bytes that come again, and new ones --- */

static void put_range(const struct subject *subject, uint32_t from, uint32_t bytes, char *out)
{
	const struct half_summary *half = &subject->flow.half[subject->event->side];
	const struct lang *lang = subject->ladder->lang;
	char first[LADDER_NUMBER], last[LADDER_NUMBER];

	ladder_number(subject->ladder, half, from, first);
	ladder_number(subject->ladder, half, from + bytes - 1, last);
	if (bytes == 1)
		snprintf(out, SLOT_TEXT, lang_text(lang, MSG_SAY_BLOCK_ONE), first);
	else
		snprintf(out, SLOT_TEXT, lang_text(lang, MSG_SAY_BLOCK), first, last);
}

static void put_old(const struct subject *subject, char *out)
{
	put_bytes(subject, subject_parts(subject).old_bytes, out);
}

static void put_new(const struct subject *subject, char *out)
{
	put_bytes(subject, subject_parts(subject).new_bytes, out);
}

static void put_old_range(const struct subject *subject, char *out)
{
	put_range(subject, subject->event->seq, subject_parts(subject).old_bytes, out);
}

static void put_new_range(const struct subject *subject, char *out)
{
	struct parts parts = subject_parts(subject);

	put_range(subject, parts.first_new, parts.new_bytes, out);
}

const struct slot measured_slots[] = {
	{"ratio", put_ratio},
	{"this", put_wait_now},
	{"before", put_wait_before},
	{"rtt", put_round_trip},
	{"closed", put_closed},
	{"closing", put_closing},
	{"urgent", put_urgent},
	{"urgentend", put_urgent_end},
	{"pieces", put_pieces},
	{"ttl", put_ttl},
	{"originalttl", put_original_ttl},
	{"hops", put_hops},
	{"vlan", put_vlan},
	{"originalvlan", put_original_vlan},
	{"ace", put_ace},
	{"codepoint", put_codepoint},
	{"marked", put_marked},
	{"flight", put_flight},
	{"room", put_room},
	{"old", put_old},
	{"new", put_new},
	{"oldrange", put_old_range},
	{"newrange", put_new_range},
	{NULL, NULL},
};
