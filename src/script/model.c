/* An endpoint that receives, as RFC 9293 §3.10.7.4 and RFC 2018 have it, and no more of it. */
#include "script/model.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/seq.h"

static bool before(uint32_t a, uint32_t b)
{
	return seq_diff(a, b) > 0;
}

void half_expect(struct half *half, int64_t time_ns, const struct segment *segment)
{
	size_t at = half->queued;

	half->queue = memory_grow(half->queue, half->queued + 1, sizeof(*half->queue));
	for (; at > 0 && half->queue[at - 1].time_ns > time_ns; at--)
		half->queue[at] = half->queue[at - 1];
	half->queue[at] = (struct arrival){time_ns, *segment};
	half->queued++;
}

static void drop_held(struct half *half, size_t index)
{
	half->held_count--;
	memmove(&half->held[index], &half->held[index + 1],
		(half->held_count - index) * sizeof(*half->held));
}

/* Keeps what lies beyond a hole, joined with what it touches, before what came earlier. */
static void hold(struct half *half, struct range range)
{
	for (size_t i = half->held_count; i-- > 0;) {
		struct range *held = &half->held[i];

		if (before(held->right, range.left) || before(range.right, held->left))
			continue;
		if (before(held->left, range.left))
			range.left = held->left;
		if (before(range.right, held->right))
			range.right = held->right;
		drop_held(half, i);
	}
	if (half->held_count == HELD_MAX)
		half->held_count--;
	memmove(&half->held[1], &half->held[0], half->held_count * sizeof(*half->held));
	half->held[0] = range;
	half->held_count++;
}

/* What was held and follows now. True where there was any. */
static bool join_held(struct half *half)
{
	bool joined = false;

	for (size_t i = 0; i < half->held_count;) {
		struct range held = half->held[i];

		if (before(half->expected, held.left)) {
			i++;
			continue;
		}
		if (before(half->expected, held.right))
			half->expected = held.right;
		drop_held(half, i);
		joined = true;
		i = 0;
	}
	return joined;
}

static bool is_held(const struct half *half, struct range range)
{
	for (size_t i = 0; i < half->held_count; i++)
		if (!before(range.left, half->held[i].left) &&
		    !before(half->held[i].right, range.right))
			return true;
	return false;
}

/* Takes in sequence space; true where it asks for an ACK at once. */
static bool take_range(struct half *half, struct range range)
{
	if (!before(half->expected, range.right) || is_held(half, range)) {
		half->twice = range;
		return true;
	}
	if (before(half->expected, range.left)) {
		hold(half, range);
		return true;
	}
	half->expected = range.right;
	return join_held(half);
}

static bool take(struct half *half, const struct segment *segment)
{
	struct range range = {segment->seq, segment->seq + segment_span(segment)};

	bool first_ack = segment->flags & TCP_ACK && !half->was_acked;

	if (segment->options.present & OPT_TIMESTAMPS)
		half->tsval = segment->options.tsval;
	if (segment->flags & TCP_ACK && (!half->was_acked || before(half->acked, segment->ack))) {
		half->was_acked = true;
		half->acked = segment->ack;
	}
	half->reset |= segment->flags & TCP_RST && (!half->heard || segment->seq == half->expected);
	if (segment->flags & TCP_RST || range.left == range.right)
		return false;
	if (!half->heard || (segment->flags & TCP_SYN && range.right != half->expected)) {
		half->heard = true;
		half->expected = range.right;
		half->held_count = 0;
		return false;
	}
	/* Opened from both sides: the SYN again, but with the ACK that was waited for. */
	if (segment->flags & TCP_SYN && first_ack)
		return false;
	return take_range(half, range);
}

static bool take_first(struct half *half)
{
	struct arrival first = half->queue[0];

	half->queued--;
	memmove(&half->queue[0], &half->queue[1], half->queued * sizeof(*half->queue));
	half->arrived_ns = first.time_ns;
	return take(half, &first.segment);
}

void half_take(struct half *half, int64_t until_ns)
{
	while (half->queued > 0 && half->queue[0].time_ns <= until_ns)
		take_first(half);
}

void half_take_answered(struct half *half, bool only_some)
{
	bool asked = false;

	while (half->queued > 0 && !(asked && only_some))
		asked = take_first(half);
}

void half_report(struct half *half, struct tcp_options *options)
{
	enum { BLOCKS = 3 }; /* what fits beside timestamps (RFC 2018 §3) */

	options->sack_count = 0;
	if (half->twice.left != half->twice.right)
		options->sack[options->sack_count++] =
			(struct sack_block){half->twice.left, half->twice.right};
	for (size_t i = 0; i < half->held_count && options->sack_count < BLOCKS; i++)
		options->sack[options->sack_count++] =
			(struct sack_block){half->held[i].left, half->held[i].right};
	half->twice = (struct range){0, 0};
	if (options->sack_count > 0)
		options->present |= OPT_SACK;
}

void half_free(struct half *half)
{
	free(half->queue);
}
