/* What a run of plain segments has moved, in a few sentences. */
#include "render/narration_run.h"

#include <inttypes.h>
#include <stdio.h>

#include "tcpladder/words.h"

static bool changes_state(const struct event *event, const struct event *before)
{
	for (int side = 0; side < 2; side++)
		if ((event->state[side] ^ before->state[side]) & STATE_MASK)
			return true;
	return false;
}

/* Labels of no weight, such as a cut by the capture, do not stop a run. */
static bool is_labelled(const struct event *event)
{
	for (enum note note = 0; note < NOTE_COUNT; note++)
		if (event_has(event, note) && note_weight(note) > 0)
			return true;
	return false;
}

static bool is_plain(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);

	if (index == 0 || (event->role != ROLE_DATA && event->role != ROLE_ACK))
		return false;
	return !event->commented && !is_labelled(event) &&
	       !changes_state(event, flow_event(ladder->flow, index - 1));
}

size_t narration_run_end(const struct ladder *ladder, size_t index)
{
	size_t end = index;

	if (flow_events(ladder->flow) <= RUN_FLOW)
		return index;
	while (end < flow_events(ladder->flow) && is_plain(ladder, end) &&
	       (end == index || ladder_band(ladder, end) == MSG_COUNT))
		end++;
	return end - index < RUN_LEAST ? index : end;
}

/* What one side does in a run. */
struct part {
	size_t segments; /* with data */
	uint32_t first, end;
	bool acks;
	uint32_t ack; /* its last */
};

static void take(struct part *part, const struct event *event)
{
	if (event->len > 0) {
		if (part->segments == 0)
			part->first = part->end = event->seq;
		if ((int32_t)(event->seq + event->len - part->end) > 0)
			part->end = event->seq + event->len;
		part->segments++;
	}
	part->acks |= (event->flags & TCP_ACK) != 0;
	if (event->flags & TCP_ACK)
		part->ack = event->ack;
}

/* What the side sends, and how far the other side has it. */
static void say_part(struct words *line, const struct ladder *ladder, enum side side,
		     const struct part parts[2])
{
	const struct half_summary half = flow_summary(ladder->flow).half[side];
	const struct part *part = &parts[side];
	char first[LADDER_NUMBER], last[LADDER_NUMBER], ack[LADDER_NUMBER];

	if (part->segments == 0)
		return;
	ladder_number(ladder, &half, part->first, first);
	ladder_number(ladder, &half, part->end - 1, last);
	words_add(line, lang_text(ladder->lang, MSG_NARRATION_RUN_DATA), side == SIDE_A ? "A" : "B",
		  first, last, part->segments);
	if (!parts[!side].acks)
		return;
	ladder_number(ladder, &half, parts[!side].ack, ack);
	words_add(line, lang_text(ladder->lang, MSG_NARRATION_RUN_ACK), side == SIDE_A ? "B" : "A",
		  ack);
}

void narration_run_text(const struct ladder *ladder, size_t from, size_t end, char *text,
			size_t room)
{
	struct words line = {text, room, 0};
	struct part parts[2] = {{0}};
	char begin[LADDER_WAIT], until[LADDER_WAIT];

	for (size_t i = from; i < end; i++)
		take(&parts[flow_event(ladder->flow, i)->side], flow_event(ladder->flow, i));
	ladder_time(ladder, from, begin);
	ladder_time(ladder, end - 1, until);
	words_add(&line, lang_text(ladder->lang, MSG_NARRATION_RUN),
		  flow_event(ladder->flow, from)->frame, flow_event(ladder->flow, end - 1)->frame,
		  begin, until, end - from);
	say_part(&line, ladder, SIDE_A, parts);
	say_part(&line, ladder, SIDE_B, parts);
}
