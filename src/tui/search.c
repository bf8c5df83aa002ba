/* A text as sets of what it can mean, so that a segment is asked with a few comparisons. */
#include "tui/search.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum message note_words[NOTE_COUNT] = {
#define NOTE(identifier, name, weight, reference) [NOTE_##identifier] = MSG_NOTE_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
};

static bool has(const char *whole, const char *part)
{
	return strcasestr(whole, part) != NULL;
}

/* --- flags --- */

/* In the order in which the ladder joins them. */
static const struct {
	uint16_t flag;
	const char *name;
} written[] = {
	{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_URG, "URG"}, {TCP_ACK, "ACK"},
};

static const struct {
	uint16_t flag;
	const char *name;
} unwritten[] = {{TCP_PSH, "PSH"}, {TCP_ECE, "ECE"}, {TCP_CWR, "CWR"}, {TCP_AE, "AE"}};

enum { WRITTEN = sizeof(written) / sizeof(*written), ACK_BIT = 1 << (WRITTEN - 1) };

static void read_flags(struct search *search)
{
	for (unsigned set = 1; set < 1u << WRITTEN; set++) {
		char text[32] = "";

		for (int i = 0; i < WRITTEN; i++)
			if (set >> i & 1)
				strcat(strcat(text, *text ? "+" : ""), written[i].name);
		if (has(text, search->text))
			search->flags |= UINT32_C(1) << set;
	}
	for (size_t i = 0; i < sizeof(unwritten) / sizeof(*unwritten); i++)
		if (strcasecmp(search->text, unwritten[i].name) == 0)
			search->flag = unwritten[i].flag;
}

/* An ACK that goes with data is not written. */
static bool shows_flags(const struct search *search, const struct event *event)
{
	unsigned set = 0;

	if (event->flags & search->flag)
		return true;
	for (int i = 0; i < WRITTEN; i++)
		set |= (unsigned)((event->flags & written[i].flag) != 0) << i;
	if (set == ACK_BIT && event->len > 0)
		return false;
	return (search->flags >> set & 1) != 0;
}

/* --- numbers --- */

static const struct {
	const char *before;
	unsigned numbers;
} prefixes[] = {
	{"seq=", NUMBER_SEQ}, {"ack=", NUMBER_ACK},
	{"len=", NUMBER_LEN}, {"win=", NUMBER_WINDOW},
	{"#", NUMBER_FRAME},  {"", NUMBER_SEQ | NUMBER_ACK | NUMBER_LEN | NUMBER_FRAME},
};

static void read_number(struct search *search)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes) && !search->numbers; i++) {
		size_t length = strlen(prefixes[i].before);
		const char *digits = search->text + length;
		char *end;
		unsigned long long number;

		if (strncasecmp(search->text, prefixes[i].before, length) != 0 ||
		    !isdigit((unsigned char)*digits))
			continue;
		number = strtoull(digits, &end, 10);
		if (*end != '\0' || number > UINT32_MAX)
			return;
		search->numbers = prefixes[i].numbers;
		search->number = (uint32_t)number;
	}
}

static bool shows_number(const struct search *search, const struct flow_summary *flow,
			 const struct event *event)
{
	uint32_t number = search->number;
	const struct half_summary *me = &flow->half[event->side], *peer = &flow->half[!event->side];
	bool is_ack = (event->flags & TCP_ACK) != 0;

	return ((search->numbers & NUMBER_SEQ) &&
		(event->seq == number || event->seq - me->base == number)) ||
	       ((search->numbers & NUMBER_ACK) && is_ack &&
		(event->ack == number || event->ack - peer->base == number)) ||
	       ((search->numbers & NUMBER_LEN) && event->len == number && number > 0) ||
	       ((search->numbers & NUMBER_WINDOW) &&
		(event->window == number || (uint64_t)event->window << me->shift == number)) ||
	       ((search->numbers & NUMBER_FRAME) && event->frame == number);
}

/* --- labels and states --- */

static void read_notes(struct search *search)
{
	for (enum note note = 0; note < NOTE_COUNT; note++) {
		const char *word = lang_text(search->lang, note_words[note]);
		const char *hole = strchr(word, '%');
		char text[128];

		/* What counts is asked again with its number. */
		snprintf(text, sizeof(text), "%.*s", hole ? (int)(hole - word) : 127, word);
		if ((note_weight(note) > 0 && has(text, search->text)) ||
		    has(note_name(note), search->text))
			note_set_add(&search->notes, note);
	}
	search->counted = strpbrk(search->text, "0123456789") != NULL;
}

/* As it stands on the arrow, and as a machine names it. */
static void read_cause(struct search *search, enum cause cause, enum message message)
{
	const char *word = lang_text(search->lang, message);
	char text[128];

	snprintf(text, sizeof(text), lang_text(search->lang, MSG_SENT_AGAIN), word);
	if (has(text, search->text))
		search->causes |= (uint16_t)(1u << cause);
	snprintf(text, sizeof(text), "retransmission.%s", cause_name(cause));
	if (has(text, search->text))
		search->causes |= (uint16_t)(1u << cause);
}

static void read_causes(struct search *search)
{
	read_cause(search, CAUSE_FAST, MSG_CAUSE_FAST);
	read_cause(search, CAUSE_TLP, MSG_CAUSE_TLP);
	read_cause(search, CAUSE_RTO, MSG_CAUSE_RTO);
	read_cause(search, CAUSE_TIMER, MSG_CAUSE_TIMER);
	read_cause(search, CAUSE_SLOWSTART, MSG_CAUSE_SLOWSTART);
	read_cause(search, CAUSE_REPLY, MSG_CAUSE_REPLY);
	read_cause(search, CAUSE_TFO, MSG_CAUSE_TFO);
}

static void read_names(struct search *search)
{
	/* "data" and "ack" are what all segments are about: they are no news. */
	for (int role = 0; role < ROLE_COUNT; role++)
		if (strchr(role_name((enum role)role), '.') &&
		    has(role_name((enum role)role), search->text))
			search->roles |= (uint16_t)(1u << role);
	for (int phase = 0; phase < PHASE_COUNT; phase++)
		if (strcasecmp(phase_name((enum phase)phase), search->text) == 0)
			search->phases |= (uint16_t)(1u << phase);
	for (int state = STATE_CLOSED; state < STATE_COUNT; state++)
		if (has(state_name((enum tcp_state)state), search->text))
			search->states |= (uint16_t)(1u << state);
}

void search_read(struct search *search, const char *text, const struct lang *lang)
{
	*search = (struct search){.lang = lang};
	snprintf(search->text, sizeof(search->text), "%s", text);
	if (!*text)
		return;
	read_number(search);
	read_flags(search);
	read_notes(search);
	read_causes(search);
	read_names(search);
}

static bool shows_count(const struct search *search, const struct event *event)
{
	char text[64];

	if (!search->counted || !event_has(event, NOTE_DUP_ACK))
		return false;
	snprintf(text, sizeof(text), lang_text(search->lang, MSG_NOTE_DUP_ACK), event->count);
	return has(text, search->text);
}

/* A state is written where it becomes another. */
static bool shows_state(const struct search *search, const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);

	for (int side = 0; side < 2; side++) {
		unsigned now = event->state[side] & STATE_MASK;
		unsigned before = STATE_UNKNOWN;

		if (flow_has(flow, index - 1))
			before = flow_event(flow, index - 1)->state[side] & STATE_MASK;
		if (now != before && (search->states >> now & 1))
			return true;
	}
	return false;
}

/* An address, or a part of one with a point or a colon in it: numbers are sought as numbers. */
static bool shows_sender(const struct search *search, const struct flow_summary *flow,
			 const struct event *event)
{
	char text[ENDPOINT_TEXT];

	if (!strpbrk(search->text, ".:"))
		return false;
	endpoint_text(&flow->half[event->side].endpoint, text);
	return has(text, search->text);
}

bool search_event(const struct search *search, const struct flow_summary *summary,
		  const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);

	return note_sets_meet(event_notes(event), search->notes) || shows_flags(search, event) ||
	       (search->numbers && shows_number(search, summary, event)) ||
	       (search->roles >> event->role & 1) || (search->phases >> event->phase & 1) ||
	       (search->causes >> event->cause & 1) || shows_count(search, event) ||
	       (search->states && shows_state(search, flow, index)) ||
	       shows_sender(search, summary, event);
}

bool search_reads_data(const struct search *search)
{
	return search->numbers != NUMBER_FRAME;
}

bool search_bytes(const struct search *search, const uint8_t *bytes, size_t size)
{
	const char *text = search->text;
	size_t length = strlen(text);
	int small = tolower((unsigned char)*text), large = toupper((unsigned char)*text);

	for (size_t i = 0; length > 0 && i + length <= size; i++)
		if ((bytes[i] == small || bytes[i] == large) &&
		    strncasecmp((const char *)bytes + i, text, length) == 0)
			return true;
	return false;
}

bool search_flow(const struct search *search, const struct flow_summary *flow)
{
	char text[ENDPOINT_TEXT];

	/* A number is one as a whole: 80 is no part of 8080, or of an address. */
	if (search->numbers)
		return flow->number == search->number ||
		       flow->half[SIDE_A].endpoint.port == search->number ||
		       flow->half[SIDE_B].endpoint.port == search->number;
	for (int side = 0; side < 2; side++) {
		if (search->states >> (flow->half[side].state & STATE_MASK) & 1)
			return true;
		endpoint_text(&flow->half[side].endpoint, text);
		if (has(text, search->text))
			return true;
	}
	return false;
}
