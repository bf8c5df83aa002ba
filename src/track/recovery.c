/* Recoveries: from the first resend until all that was sent before it is acknowledged. */
#include "track/private.h"

static void begin(struct scoreboard *board, enum episode episode, int64_t recovery)
{
	board->episode = episode;
	board->recovery = recovery;
	board->ended = EVENT_NONE;
}

/* A recovery lasts until all that was sent before it is acknowledged (RFC 6582 §3.2). */
void recovery_open(struct step *s)
{
	struct scoreboard *board = half_board(s->me, s->flow->arena);
	enum cause cause = s->event->cause;
	bool timer = cause == CAUSE_RTO || cause == CAUSE_TIMER;

	if (step_has(s, TCP_SYN) || (!timer && cause != CAUSE_FAST))
		return;
	board->unseen = s->event->confidence == GUESS;
	if (!timer && s->me->board->una < board->recovery)
		return;
	begin(board, timer ? EPISODE_RTO : EPISODE_FAST, s->me->board->nxt);
}

/*
 * A timer expired over packets that did not come here: how far they reached shows at the first gap
 * after it, where what is new goes on. What comes in order instead tells nothing of it.
 */
void recovery_open_unseen(struct step *s)
{
	struct scoreboard *board = half_board(s->me, s->flow->arena);

	if (event_has(s->event, NOTE_GAP))
		begin(board, EPISODE_RTO, s->from);
	board->unseen = false;
}

void recovery_close(struct step *s)
{
	const struct scoreboard *board = s->peer->board;

	if (board->episode != EPISODE_NONE && board->ended == EVENT_NONE &&
	    s->peer->board->una >= board->recovery)
		half_board(s->peer, s->flow->arena)->ended = s->index;
}

/*
 * Whether the sender was in a recovery when it sent this: in one that lasts, or in one that an ACK
 * has ended here which cannot have reached the sender yet.
 */
bool recovery_lasts(const struct step *s, int64_t una)
{
	const struct scoreboard *board = s->me->board;

	if (board->episode == EPISODE_NONE)
		return false;
	if (board->ended == EVENT_NONE)
		return una < board->recovery;
	return s->to <= board->recovery &&
	       step_too_soon_to_answer(s, event_at(s->flow, board->ended));
}

bool recovery_outran(const struct step *s)
{
	const struct scoreboard *board = s->me->board;
	uint32_t copy = s->event->about, arrived = s->me->progress;
	uint32_t oldest = s->index > COPY_SEARCH ? s->index - COPY_SEARCH : 0;

	if (board->episode != EPISODE_FAST || arrived == EVENT_NONE || copy == EVENT_NONE ||
	    s->from != board->una)
		return false;
	for (uint32_t i = arrived; i-- > oldest && i > copy;) {
		const struct event *event = event_at(s->flow, i);

		if (event->side == s->event->side && event_has(event, NOTE_RETRANSMISSION) &&
		    half_offset(s->me, event->seq) + event_span(event) <= s->from)
			return true;
	}
	return false;
}
