/* What the words for labels, flags and states mean. */
#include "query/program.h"

#include <string.h>

/* --- labels --- */

/* Other words that people have for them. */
static const struct {
	const char *word, *name;
} others[] = {
	{"loss", "lost"},
	{"resend", "retransmission"},
	{"resent", "retransmission"},
	{"retransmit", "retransmission"},
	{"retransmitted", "retransmission"},
	{"dupack", "dup-ack"},
	{"zerowindow", "zero-window"},
	{"keepalive", "keep-alive"},
	{"reordered", "out-of-order"},
	{"fast-open", "tfo"},
};

/* All labels in one row of numbers: notes, roles, phases, causes. */
enum {
	ROLE_FIRST = NOTE_COUNT,
	PHASE_FIRST = ROLE_FIRST + ROLE_COUNT,
	CAUSE_FIRST = PHASE_FIRST + PHASE_COUNT,
	LABELS = CAUSE_FIRST + CAUSE_COUNT
};

/* As event_labels() has it, behind the name of its phase and its role. */
static const char *cause_label(enum cause cause)
{
	const struct event event = {.cause = cause & 15u};
	const char *labels[EVENT_LABELS];
	size_t count = event_labels(&event, labels);

	return count > 2 ? labels[count - 1] : "";
}

const char *label_name(size_t index)
{
	if (index >= LABELS)
		return NULL;
	if (index >= CAUSE_FIRST)
		return cause_label((enum cause)(index - CAUSE_FIRST));
	if (index >= PHASE_FIRST)
		return phase_name((enum phase)(index - PHASE_FIRST));
	if (index >= ROLE_FIRST)
		return role_name((enum role)(index - ROLE_FIRST));
	return note_name((enum note)index);
}

/* "rto" names "retransmission.rto" and "lost" "lost.ack": whole parts between dots. */
static bool names(const char *word, const char *label)
{
	size_t length = strlen(word);

	for (const char *at = label; at; at = strchr(at, '.')) {
		at += *at == '.';
		if (strncmp(at, word, length) == 0 && (at[length] == '\0' || at[length] == '.'))
			return true;
	}
	return false;
}

static void add_label(struct labels *labels, size_t index)
{
	if (index >= CAUSE_FIRST)
		labels->causes |= (uint16_t)(1u << (index - CAUSE_FIRST));
	else if (index >= PHASE_FIRST)
		labels->phases |= (uint16_t)(1u << (index - PHASE_FIRST));
	else if (index >= ROLE_FIRST)
		labels->roles |= (uint16_t)(1u << (index - ROLE_FIRST));
	else
		note_set_add(&labels->notes, (enum note)index);
}

bool word_labels(const char *word, struct labels *labels)
{
	bool phase = strncmp(word, "phase.", 6) == 0;
	bool found = false;

	*labels = (struct labels){0};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(word, others[i].word) == 0)
			word = others[i].name;
	for (size_t i = 0; i < LABELS; i++) {
		/* "data" and "close" are not meant for all that falls into the phase. */
		if ((i >= PHASE_FIRST && i < CAUSE_FIRST) != phase || !names(word, label_name(i)))
			continue;
		add_label(labels, i);
		found = true;
	}
	labels->data = (labels->roles >> ROLE_DATA & 1) != 0;
	return found;
}

/* --- flags --- */

static const struct {
	const char *name;
	uint16_t flag;
} flags[] = {
	{"syn", TCP_SYN}, {"fin", TCP_FIN}, {"rst", TCP_RST}, {"psh", TCP_PSH}, {"ack", TCP_ACK},
	{"urg", TCP_URG}, {"ece", TCP_ECE}, {"cwr", TCP_CWR}, {"ae", TCP_AE},   {"reset", TCP_RST},
};

enum { FLAGS = sizeof(flags) / sizeof(*flags) };

const char *flag_name(size_t index)
{
	return index < FLAGS ? flags[index].name : NULL;
}

static uint16_t one_flag(const char *word, size_t length)
{
	for (size_t i = 0; i < FLAGS; i++)
		if (strlen(flags[i].name) == length && strncmp(word, flags[i].name, length) == 0)
			return flags[i].flag;
	return 0;
}

uint16_t word_flags(const char *word)
{
	uint16_t all = 0;

	while (true) {
		size_t length = strcspn(word, "+");
		uint16_t flag = one_flag(word, length);

		if (flag == 0)
			return 0;
		all |= flag;
		if (word[length] == '\0')
			return all;
		word += length + 1;
	}
}

/* --- states --- */

/* Is the word the name, or its beginning? Case and hyphens do not matter. */
static bool begins(const char *word, const char *name, bool *whole)
{
	while (*word) {
		if (*word == '-') {
			word++;
		} else if (*name == '-') {
			name++;
		} else if (*word == (*name >= 'A' && *name <= 'Z' ? *name + 'a' - 'A' : *name)) {
			word++;
			name++;
		} else {
			return false;
		}
	}
	*whole = *name == '\0';
	return true;
}

uint16_t word_states(const char *word)
{
	uint16_t states = 0;
	bool whole = false;

	if (!word[strspn(word, "-")])
		return 0;
	if (strcmp(word, "syn-rcvd") == 0)
		return 1u << STATE_SYN_RECEIVED;
	for (unsigned i = STATE_CLOSED; i < STATE_COUNT && !whole; i++)
		if (begins(word, state_name((enum tcp_state)i), &whole))
			states = (uint16_t)(whole ? 1u << i : states | 1u << i);
	return states;
}
