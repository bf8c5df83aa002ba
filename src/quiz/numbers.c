/* Questions about numbers: what a segment acknowledges, and where it goes on. */
#include "quiz/matter.h"

#include <stdio.h>

/* --- ACK --- */

/* Where the peer's segments end that are not acknowledged yet. */
struct ends {
	size_t count; /* different ones, 2 for more */
	uint32_t last;
};

static bool is_after(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) > 0;
}

static void add_end(struct ends *ends, uint32_t end)
{
	if (ends->count == 0 || end != ends->last)
		ends->count += ends->count < 2;
	if (ends->count == 1 || is_after(end, ends->last))
		ends->last = end;
}

static struct ends open_ends(const struct matter *matter, const struct event *acked)
{
	size_t stop = look_from(matter);
	struct ends ends = {0, 0};

	for (size_t i = matter->index; i-- > stop;) {
		const struct event *event = flow_event(matter->ladder->flow, i);
		uint32_t end = event->seq + event_span(event);

		if (event->side != matter->event->side && event_span(event) > 0 &&
		    (!acked || is_after(end, acked->ack)))
			add_end(&ends, end);
	}
	return ends;
}

/* Behind a gap the receiver says again what it lacks. */
static bool ask_dup_ack(const struct matter *matter, struct quiz *quiz)
{
	if (matter->event->count == 0)
		return false;
	ask(quiz, MSG_QUIZ_ACK_DUP, BLANK_ACK, text_of(matter, MSG_QUIZ_ACK_DUP),
	    side_name(matter->event->side));
	return true;
}

/* Where several numbers would do, the question says which of them is acknowledged. */
static bool ask_news(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;
	const struct event *acked = before_of(matter, event->side, TCP_ACK);
	size_t answered = ladder_answered(matter->ladder, matter->index);
	const char *me = side_name(event->side), *peer = side_name(!event->side);
	struct ends ends = open_ends(matter, acked);
	char seq[LADDER_NUMBER];

	if (answered >= matter->index || (acked && !is_after(event->ack, acked->ack)))
		return false;
	ladder_number(matter->ladder, matter->peer, flow_event(matter->ladder->flow, answered)->seq,
		      seq);
	if (ends.count == 1)
		ask(quiz, MSG_QUIZ_ACK, BLANK_ACK, text_of(matter, MSG_QUIZ_ACK), me);
	else if (event->ack == ends.last)
		ask(quiz, MSG_QUIZ_ACK_ALL, BLANK_ACK, text_of(matter, MSG_QUIZ_ACK_ALL), me, peer);
	else
		ask(quiz, MSG_QUIZ_ACK_UP_TO, BLANK_ACK, text_of(matter, MSG_QUIZ_ACK_UP_TO), me,
		    seq);
	return true;
}

bool ask_ack(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;

	if (!(event->flags & TCP_ACK) || (event->flags & (TCP_RST | TCP_FIN)) || event->len > 0 ||
	    is_resend(event))
		return false;
	set_number(matter, matter->peer, event->ack, quiz);
	return event_has(event, NOTE_DUP_ACK) ? ask_dup_ack(matter, quiz) : ask_news(matter, quiz);
}

/* --- SEQ: it goes on where what this side had sent ended --- */

/* Does it? *spent is the segment that ended there, NULL where that used up no number. */
static bool goes_on(const struct matter *matter, const struct event **spent)
{
	size_t stop = look_from(matter);
	bool found = false;

	*spent = NULL;
	for (size_t i = matter->index; i-- > stop;) {
		const struct event *event = flow_event(matter->ladder->flow, i);
		uint32_t end = event->seq + event_span(event);

		if (event->side != matter->event->side)
			continue;
		if (is_after(end, matter->event->seq))
			return false;
		found |= end == matter->event->seq;
		if (end == matter->event->seq && event_span(event) > 0 && !*spent)
			*spent = event;
	}
	return found;
}

static void tell_seq(const struct matter *matter, const struct event *spent, struct quiz *quiz)
{
	const char *me = side_name(matter->event->side);
	enum message message = MSG_QUIZ_WHY_SEQ;
	char sum[QUIZ_TEXT / 2];

	if (!spent) {
		snprintf(quiz->why, QUIZ_TEXT, text_of(matter, MSG_QUIZ_WHY_SEQ_SAME), me,
			 quiz->answer);
		return;
	}
	if (spent->flags & TCP_SYN)
		message = MSG_QUIZ_WHY_SEQ_FIRST;
	sum_of(matter, spent, sum);
	snprintf(quiz->why, QUIZ_TEXT, text_of(matter, message), me, sum);
}

bool ask_seq(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event, *spent;
	const char *me = side_name(event->side);

	if (event->len == 0 || (event->flags & TCP_SYN) || is_resend(event) ||
	    !goes_on(matter, &spent))
		return false;
	set_number(matter, matter->me, event->seq, quiz);
	if (event->len == 1)
		ask(quiz, MSG_QUIZ_SEQ, BLANK_SEQ, text_of(matter, MSG_QUIZ_SEQ_ONE), me);
	else
		ask(quiz, MSG_QUIZ_SEQ, BLANK_SEQ, text_of(matter, MSG_QUIZ_SEQ), me, event->len);
	tell_seq(matter, spent, quiz);
	return true;
}
