/* Questions about losses: what makes the sender send again, and what it sends then. */
#include "quiz/matter.h"

#include <stdio.h>

/* The two things that tell a sender of a loss; 0 where it is neither, or not known well. */
enum { BY_NOTHING, BY_TIMER, BY_DUPLICATES };

static unsigned told_by(const struct matter *matter)
{
	const struct event *event = matter->event;

	if (!is_resend(event) || event->len == 0 || event->about >= matter->index ||
	    !flow_has(matter->ladder->flow, event->about) || event->confidence == GUESS ||
	    event->time_ns <= flow_event(matter->ladder->flow, event->about)->time_ns)
		return BY_NOTHING;
	switch (event->cause) {
	case CAUSE_RTO:
	case CAUSE_TLP:
	case CAUSE_TIMER: return BY_TIMER;
	case CAUSE_FAST: return BY_DUPLICATES;
	default: return BY_NOTHING;
	}
}

/* Whose timer is known to have run out sends what the peer asks for; so do duplicate ACKs. */
static bool ask_seq_again(const struct matter *matter, unsigned by, struct quiz *quiz)
{
	const struct event *event = matter->event;
	const struct event *acked = before_of(matter, (enum side) !event->side, TCP_ACK);
	enum message kind = by == BY_TIMER ? MSG_QUIZ_LOSS_TIMER : MSG_QUIZ_LOSS_DUPLICATES;

	if (!acked || acked->ack != event->seq || event->cause == CAUSE_TLP)
		return false;
	set_number(matter, matter->me, event->seq, quiz);
	ask(quiz, kind, BLANK_SEQ, text_of(matter, kind), side_name((enum side)event->side));
	snprintf(quiz->why, QUIZ_TEXT, text_of(matter, MSG_QUIZ_WHY_LOSS),
		 side_name((enum side) !event->side), quiz->answer);
	return true;
}

/* Which duplicate ACK of these bytes came last before they were sent again; 0 for none. */
static unsigned duplicates(const struct matter *matter)
{
	size_t stop = look_from(matter);

	for (size_t i = matter->index; i-- > stop;) {
		const struct event *event = flow_event(matter->ladder->flow, i);

		if (event->side != matter->event->side && event_has(event, NOTE_DUP_ACK) &&
		    event->ack == matter->event->seq && event->count > 0)
			return event->count;
	}
	return 0;
}

/* What is likely is not told as if it were certain. */
static void tell_cause(const struct matter *matter, unsigned by, const char *seq, struct quiz *quiz)
{
	const struct event *event = matter->event;
	const struct event *first = flow_event(matter->ladder->flow, event->about);
	const char *me = side_name((enum side)event->side);
	bool likely = event->confidence == LIKELY;
	char wait[LADDER_WAIT], why[QUIZ_TEXT / 2];

	ladder_wait(event->time_ns - first->time_ns, wait);
	if (by == BY_TIMER)
		snprintf(why, sizeof(why), text_of(matter, MSG_QUIZ_WHY_TIMER), seq, wait, me);
	else if (duplicates(matter) > 0)
		snprintf(why, sizeof(why), text_of(matter, MSG_QUIZ_WHY_DUPLICATES),
			 duplicates(matter), seq, wait, me);
	else
		snprintf(why, sizeof(why), text_of(matter, MSG_QUIZ_WHY_SACK), seq, wait, me);
	snprintf(quiz->why, QUIZ_TEXT, "%s%s%s", why, likely ? " " : "",
		 likely ? text_of(matter, MSG_LIKELY) : "");
}

static bool ask_cause(const struct matter *matter, unsigned by, struct quiz *quiz)
{
	enum message name = by == BY_TIMER ? MSG_QUIZ_TIMER : MSG_QUIZ_DUPLICATES;
	char seq[LADDER_NUMBER];

	ladder_number(matter->ladder, matter->me, matter->event->seq, seq);
	quiz->form = QUIZ_CAUSE;
	quiz->number[0] = quiz->number[1] = by;
	snprintf(quiz->answer, QUIZ_ANSWER, "%u, %.48s", by, text_of(matter, name));
	ask(quiz, MSG_QUIZ_LOSS, BLANK_CAUSE, text_of(matter, MSG_QUIZ_LOSS),
	    side_name((enum side)matter->event->side), seq);
	tell_cause(matter, by, seq, quiz);
	return true;
}

bool ask_loss(const struct matter *matter, struct quiz *quiz)
{
	unsigned by = told_by(matter);

	if (by == BY_NOTHING)
		return false;
	return (matter->luck % 2 == 0 && ask_seq_again(matter, by, quiz)) ||
	       ask_cause(matter, by, quiz);
}
