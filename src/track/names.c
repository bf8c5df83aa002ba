/* The machine names of states, roles, phases, causes and notes. */
#include "tcpladder/flow.h"

static const char *const states[STATE_COUNT] = {
	[STATE_UNKNOWN] = "",
	[STATE_CLOSED] = "CLOSED",
	[STATE_LISTEN] = "LISTEN",
	[STATE_SYN_SENT] = "SYN-SENT",
	[STATE_SYN_RECEIVED] = "SYN-RECEIVED",
	[STATE_ESTABLISHED] = "ESTABLISHED",
	[STATE_FIN_WAIT_1] = "FIN-WAIT-1",
	[STATE_FIN_WAIT_2] = "FIN-WAIT-2",
	[STATE_CLOSE_WAIT] = "CLOSE-WAIT",
	[STATE_CLOSING] = "CLOSING",
	[STATE_LAST_ACK] = "LAST-ACK",
	[STATE_TIME_WAIT] = "TIME-WAIT",
};

static const char *const roles[ROLE_COUNT] = {
	[ROLE_HS_SYN] = "hs.syn",
	[ROLE_HS_SYN_ACK] = "hs.syn-ack",
	[ROLE_HS_ACK] = "hs.ack",
	[ROLE_DATA] = "data",
	[ROLE_ACK] = "ack",
	[ROLE_CLOSE_FIN] = "close.fin",
	[ROLE_CLOSE_ACK] = "close.ack",
	[ROLE_CLOSE_RST] = "close.rst",
};

static const char *const phases[PHASE_COUNT] = {
	[PHASE_OPEN] = "phase.open",
	[PHASE_DATA] = "phase.data",
	[PHASE_CLOSE] = "phase.close",
	[PHASE_RESET] = "phase.reset",
};

static const char *const causes[CAUSE_COUNT] = {
	[CAUSE_NONE] = "",
	[CAUSE_UNKNOWN] = "unknown",
	[CAUSE_FAST] = "fast",
	[CAUSE_TLP] = "tlp",
	[CAUSE_RTO] = "rto",
	[CAUSE_TIMER] = "timer",
	[CAUSE_SLOWSTART] = "slowstart",
	[CAUSE_REPLY] = "reply",
	[CAUSE_TFO] = "tfo",
};

static const struct {
	const char *name, *reference;
	int weight;
} notes[NOTE_COUNT] = {
#define NOTE(identifier, machine, heavy, section)                                                  \
	[NOTE_##identifier] = {.name = machine, .reference = section, .weight = heavy},
#include "tcpladder/notes.def"
#undef NOTE
};

const char *state_name(enum tcp_state state)
{
	return states[state];
}

const char *role_name(enum role role)
{
	return roles[role];
}

const char *phase_name(enum phase phase)
{
	return phases[phase];
}

const char *cause_name(enum cause cause)
{
	return causes[cause];
}

static const char *const cause_labels[CAUSE_COUNT] = {
	[CAUSE_FAST] = "retransmission.fast",
	[CAUSE_TLP] = "retransmission.tlp",
	[CAUSE_RTO] = "retransmission.rto",
	[CAUSE_TIMER] = "retransmission.timer",
	[CAUSE_SLOWSTART] = "retransmission.slowstart",
	[CAUSE_REPLY] = "retransmission.reply",
	[CAUSE_TFO] = "retransmission.tfo",
};

/* The subtypes of RFC 8684 §3, by 1 + their number. */
static const char *const mptcp_labels[16] = {
	[1] = "mptcp.capable",  [2] = "mptcp.join",        [3] = "mptcp.dss",
	[4] = "mptcp.add-addr", [5] = "mptcp.remove-addr", [6] = "mptcp.prio",
	[7] = "mptcp.fail",     [8] = "mptcp.fastclose",   [9] = "mptcp.tcprst",
};

size_t event_labels(const struct event *event, const char *labels[EVENT_LABELS])
{
	size_t count = 0;

	labels[count++] = phases[event->phase];
	if (event->role != ROLE_CLOSE_ACK)
		labels[count++] = roles[event->role];
	if (event->len > 0 && event->role == ROLE_CLOSE_FIN)
		labels[count++] = roles[ROLE_DATA];
	for (int n = 0; n < NOTE_COUNT; n++)
		if (event_has(event, (enum note)n))
			labels[count++] = notes[n].name;
	if (mptcp_labels[event->mptcp])
		labels[count++] = mptcp_labels[event->mptcp];
	if (cause_labels[event->cause])
		labels[count++] = cause_labels[event->cause];
	return count;
}

const char *note_name(enum note note)
{
	return notes[note].name;
}

int note_weight(enum note note)
{
	return notes[note].weight;
}

const char *note_reference(enum note note)
{
	return notes[note].reference;
}
