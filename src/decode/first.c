/* The first fragments that wait for the rest of their datagrams. */
#include "decode/first.h"

#include "decode/fragment.h"
#include "decode/tcp.h"

#include "tcpladder/seq.h"

#include <string.h>

/* --- which one it is --- */

static bool is_of(const struct first *first, const struct walk *walk, uint32_t id)
{
	return first->id == id && address_same(&first->packet.from.address, &walk->ip.from) &&
	       address_same(&first->packet.to.address, &walk->ip.to);
}

static size_t find(const struct firsts *firsts, const struct walk *walk, uint32_t id)
{
	size_t i = 0;

	while (i < firsts->count && !is_of(&firsts->first[i], walk, id))
		i++;
	return i;
}

static void remove_first(struct firsts *firsts, size_t at)
{
	firsts->count--;
	memmove(&firsts->first[at], &firsts->first[at + 1],
		(firsts->count - at) * sizeof(*firsts->first));
}

/* --- coming and going --- */

void firsts_add(struct firsts *firsts, const struct walk *walk, uint32_t id)
{
	struct packet packet[PACKETS_MAX];
	struct walk alone = *walk;

	if (firsts->count == FIRSTS_MAX || find(firsts, walk, id) < firsts->count)
		return;
	alone.packets = packet;
	alone.count = 0;
	alone.trace = NULL;
	alone.ip.capture |= SEGMENT_HEADER_ONLY;
	if (decode_tcp(&alone) != DECODED_TCP)
		return;
	firsts->first[firsts->count++] = (struct first){packet[0], id};
}

void firsts_drop(struct firsts *firsts, const struct walk *walk, uint32_t id)
{
	size_t at = find(firsts, walk, id);

	if (at < firsts->count)
		remove_first(firsts, at);
}

/* --- when the rest does not come --- */

enum { DATAGRAMS_BETWEEN = 2 }; /* one more may have begun before the rest comes */

static bool same_way(const struct packet *x, const struct packet *y)
{
	return endpoint_same(&x->from, &y->from) && endpoint_same(&x->to, &y->to);
}

/* The fragments of a datagram are sent one after the other; what came in some may be as old. */
static bool is_sent_after(const struct packet *later, const struct packet *first)
{
	return same_way(later, first) && !(later->segment.capture & SEGMENT_FRAGMENTED);
}

static bool is_sent_again(const struct packet *later, const struct packet *first)
{
	return is_sent_after(later, first) && later->segment.seq == first->segment.seq &&
	       later->time_ns > first->time_ns;
}

static bool answers(const struct packet *ack, const struct packet *first)
{
	return (ack->segment.flags & TCP_ACK) && endpoint_same(&ack->from, &first->to) &&
	       endpoint_same(&ack->to, &first->from) &&
	       seq_diff(first->segment.seq, ack->segment.ack) > 0;
}

static bool is_stale(const struct first *first, int64_t now_ns)
{
	uint64_t age = (uint64_t)now_ns - (uint64_t)first->packet.time_ns;

	return now_ns > first->packet.time_ns &&
	       age > (uint64_t)FRAGMENT_SECONDS * UINT64_C(1000000000);
}

/* What the frame brought: whole segments, or first fragments that wait now, too. */
struct news {
	int64_t now_ns;
	const struct packet *packets;
	size_t count;
};

/* An ACK of one shows that its rest passed unseen: so will those of the others that way. */
static bool is_answered(const struct firsts *firsts, const struct packet *packet,
			const struct packet *ack)
{
	const struct packet *last = &firsts->last.packet;

	for (size_t i = 0; i < firsts->count; i++)
		if (same_way(packet, &firsts->first[i].packet) &&
		    answers(ack, &firsts->first[i].packet))
			return true;
	return same_way(packet, last) && answers(ack, last);
}

static bool is_overtaken(const struct firsts *firsts, size_t at)
{
	const struct packet *packet = &firsts->first[at].packet;
	int later = 0;

	for (size_t i = at + 1; i < firsts->count; i++) {
		if (is_sent_again(&firsts->first[i].packet, packet))
			return true;
		later += is_sent_after(&firsts->first[i].packet, packet);
	}
	return later >= DATAGRAMS_BETWEEN;
}

static bool is_given_up(const struct firsts *firsts, size_t at, const struct news *news)
{
	const struct packet *packet = &firsts->first[at].packet;

	if (is_stale(&firsts->first[at], news->now_ns) || firsts->count - at > FIRSTS_KEPT)
		return true;
	for (size_t i = 0; i < news->count; i++)
		if (is_sent_after(&news->packets[i], packet) ||
		    is_answered(firsts, packet, &news->packets[i]))
			return true;
	return is_overtaken(firsts, at);
}

size_t firsts_release(struct firsts *firsts, int64_t now_ns, struct packet *packets, size_t count)
{
	const struct news news = {now_ns, packets, count};
	bool given_up[FIRSTS_MAX];
	size_t ready = 0, all = firsts->count, at = 0;

	for (size_t i = 0; i < all; i++) {
		given_up[i] = ready + count < PACKETS_MAX && is_given_up(firsts, i, &news);
		ready += given_up[i];
	}
	memmove(packets + ready, packets, count * sizeof(*packets));
	for (size_t i = 0, out = 0; i < all; i++) {
		if (given_up[i]) {
			firsts->last = firsts->first[at];
			packets[out++] = firsts->last.packet;
			remove_first(firsts, at);
		} else {
			at++;
		}
	}
	return ready + count;
}

size_t firsts_rest(struct firsts *firsts, struct packet *packets)
{
	size_t count = firsts->count < PACKETS_MAX ? firsts->count : PACKETS_MAX;

	for (size_t i = 0; i < count; i++) {
		packets[i] = firsts->first[0].packet;
		remove_first(firsts, 0);
	}
	return count;
}
