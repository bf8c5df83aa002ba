/* The datagrams that wait for their missing fragments. */
#include "decode/fragment.h"

#include "decode/decoder.h"

#include "tcpladder/error.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 8, BLOCKS = (FRAGMENT_DATAGRAM_MAX + BLOCK) / BLOCK, WORD = 64 };

struct key {
	struct address from;
	struct address to;
	uint32_t id;
	uint32_t protocol; /* not part of IPv6's key: 0 there */
};

/* One datagram: its bytes at their places, and which blocks of eight have come. */
struct datagram {
	struct key key;
	uint64_t order; /* of arrival; 0 where the slot is free */
	int64_t time_ns;
	uint64_t have[BLOCKS / WORD];
	size_t blocks;  /* how many have come */
	size_t total;   /* bytes, 0 until the last fragment has come */
	uint16_t count; /* of fragments that brought a block */
	size_t known;   /* bytes from here on were cut by the snapshot length */
	uint8_t *data;
	size_t room;
	bool overlapped; /* IPv6: is swallowed until it times out */
	uint8_t protocol;
};

struct fragments {
	struct datagram *slots[FRAGMENT_DATAGRAMS];
	uint64_t order;
	size_t held;
	uint8_t whole[FRAGMENT_DATAGRAM_MAX + 1];
};

struct fragments *fragments_new(void)
{
	return memory_zero(1, sizeof(struct fragments));
}

static void drop(struct fragments *fragments, size_t slot)
{
	struct datagram *datagram = fragments->slots[slot];

	fragments->slots[slot] = NULL;
	fragments->held -= datagram->room + sizeof(*datagram);
	free(datagram->data);
	free(datagram);
}

void fragments_free(struct fragments *fragments)
{
	if (!fragments)
		return;
	for (size_t i = 0; i < FRAGMENT_DATAGRAMS; i++)
		if (fragments->slots[i])
			drop(fragments, i);
	free(fragments);
}

static bool same_key(const struct key *a, const struct key *b)
{
	return a->id == b->id && a->protocol == b->protocol && address_same(&a->from, &b->from) &&
	       address_same(&a->to, &b->to);
}

/* A file may state any time, and in any order. */
static bool is_stale(const struct datagram *datagram, int64_t now)
{
	uint64_t then = (uint64_t)datagram->time_ns;
	uint64_t age = now > datagram->time_ns ? (uint64_t)now - then : then - (uint64_t)now;

	return age > (uint64_t)FRAGMENT_SECONDS * 1000000000;
}

/* The slot with the key, or a free one, or the oldest made free. */
static size_t find_slot(struct fragments *fragments, const struct key *key, int64_t now)
{
	size_t best = 0;
	uint64_t best_order = UINT64_MAX;

	for (size_t i = 0; i < FRAGMENT_DATAGRAMS; i++) {
		struct datagram *datagram = fragments->slots[i];
		uint64_t order = datagram ? datagram->order : 0;

		if (datagram && same_key(&datagram->key, key)) {
			best = i;
			if (is_stale(datagram, now))
				drop(fragments, i);
			return best;
		}
		if (order < best_order) {
			best = i;
			best_order = order;
		}
	}
	if (fragments->slots[best])
		drop(fragments, best);
	return best;
}

static struct datagram *start(struct fragments *fragments, const struct key *key, int64_t now)
{
	struct datagram *datagram = memory_zero(1, sizeof(*datagram));

	datagram->key = *key;
	datagram->order = ++fragments->order;
	datagram->time_ns = now;
	datagram->known = SIZE_MAX;
	fragments->held += sizeof(*datagram);
	return datagram;
}

/* Drops the oldest others until the bytes held are few enough. */
static void make_room(struct fragments *fragments, size_t keep)
{
	while (fragments->held > FRAGMENT_HELD_MAX) {
		size_t oldest = keep;
		uint64_t order = UINT64_MAX;

		for (size_t i = 0; i < FRAGMENT_DATAGRAMS; i++) {
			const struct datagram *datagram = fragments->slots[i];

			if (i == keep || !datagram || datagram->order >= order)
				continue;
			oldest = i;
			order = datagram->order;
		}
		if (oldest == keep)
			return;
		drop(fragments, oldest);
	}
}

static void grow(struct fragments *fragments, size_t slot, size_t end)
{
	struct datagram *datagram = fragments->slots[slot];

	if (end <= datagram->room)
		return;
	fragments->held += end - datagram->room;
	datagram->data = memory_grow(datagram->data, end, 1);
	memset(datagram->data + datagram->room, 0, end - datagram->room);
	datagram->room = end;
	make_room(fragments, slot);
}

/* Marks the blocks and copies those that had not come. Returns how many had. */
static size_t place(struct datagram *datagram, size_t offset, size_t wire, struct bytes bytes)
{
	size_t seen = 0;

	for (size_t at = offset; at < offset + wire; at += BLOCK) {
		uint64_t *word = &datagram->have[at / BLOCK / WORD];
		uint64_t bit = UINT64_C(1) << at / BLOCK % WORD;
		struct bytes block = bytes;

		bytes_clip(&block, BLOCK);
		bytes_skip(&bytes, block.left);
		if (*word & bit) {
			seen++;
			continue;
		}
		*word |= bit;
		datagram->blocks++;
		bytes_copy(&block, datagram->data + at, block.left);
	}
	return seen;
}

static bool is_whole(const struct datagram *datagram)
{
	return datagram->total && datagram->blocks == (datagram->total + BLOCK - 1) / BLOCK;
}

/* Hands the datagram to the walk and frees its slot. */
static void finish(struct walk *walk, struct fragments *fragments, size_t slot)
{
	struct datagram *datagram = fragments->slots[slot];
	size_t known = datagram->known < datagram->total ? datagram->known : datagram->total;

	memcpy(fragments->whole, datagram->data, known);
	walk->bytes = bytes_of(fragments->whole, known);
	walk->wire = datagram->total;
	walk->ip.capture |= SEGMENT_FRAGMENTED;
	walk->ip.fragments = datagram->count;
	walk->ip.capture &= (uint16_t)~SEGMENT_LENGTH_FROM_FRAME;
	drop(fragments, slot);
}

/* Lengths that no sender can mean: RFC 791 §3.2, RFC 8200 §4.5. */
static bool is_absurd(const struct walk *walk, const struct fragment *fragment)
{
	return walk->wire == 0 || walk->wire > FRAGMENT_DATAGRAM_MAX - fragment->offset ||
	       (fragment->more && walk->wire % BLOCK != 0);
}

/* Whether the fragment contradicts where the datagram is known to end. */
static bool beyond_end(const struct datagram *datagram, const struct fragment *fragment, size_t end)
{
	if (!fragment->more && datagram->room > end)
		return true;
	if (!datagram->total)
		return false;
	return fragment->more ? end > datagram->total : end != datagram->total;
}

static struct key key_of(const struct walk *walk, const struct fragment *fragment)
{
	bool v4 = walk->ip.from.version == IP_VERSION_4;

	return (struct key){walk->ip.from, walk->ip.to, fragment->id, v4 ? fragment->protocol : 0};
}

/* Adds the content; false where the datagram had to be given up. */
static bool put(struct walk *walk, const struct fragment *fragment, size_t slot)
{
	struct datagram *datagram = walk->decoder->fragments->slots[slot];
	size_t end = fragment->offset + walk->wire;
	size_t blocks = (walk->wire + BLOCK - 1) / BLOCK;
	size_t seen;

	if (beyond_end(datagram, fragment, end))
		return false;
	grow(walk->decoder->fragments, slot, end);
	if (!fragment->more)
		datagram->total = end;
	if (walk->bytes.left < walk->wire && fragment->offset + walk->bytes.left < datagram->known)
		datagram->known = fragment->offset + walk->bytes.left;
	seen = place(datagram, fragment->offset, walk->wire, walk->bytes);
	if (seen < blocks)
		datagram->count++;
	/* Seen whole before: the same fragment again, which is no overlap. */
	if (seen > 0 && seen < blocks && datagram->key.from.version == IP_VERSION_6)
		datagram->overlapped = true;
	return true;
}

static bool begins_tcp(const struct fragment *fragment)
{
	enum { TCP = 6 };

	return fragment->offset == 0 && fragment->protocol == TCP;
}

/* Where nobody waits for the rest, a first fragment is a segment as far as it goes. */
static enum decoded take_alone(struct walk *walk, const struct fragment *fragment)
{
	if (!begins_tcp(fragment))
		return DECODED_FRAGMENT;
	walk->ip.capture |= SEGMENT_HEADER_ONLY;
	return DECODED_TCP;
}

enum decoded fragment_add(struct walk *walk, const struct fragment *fragment)
{
	struct fragments *fragments = walk->decoder->fragments;
	struct key key = key_of(walk, fragment);
	int64_t now = walk->frame->time_ns;
	size_t slot;

	if (is_absurd(walk, fragment))
		return DECODED_MALFORMED;
	if (walk->decoder->alone)
		return take_alone(walk, fragment);
	slot = find_slot(fragments, &key, now);
	if (!fragments->slots[slot])
		fragments->slots[slot] = start(fragments, &key, now);
	if (!put(walk, fragment, slot)) {
		drop(fragments, slot);
		return DECODED_MALFORMED;
	}
	if (begins_tcp(fragment))
		firsts_add(walk->decoder->firsts, walk, fragment->id);
	if (fragments->slots[slot]->overlapped || !is_whole(fragments->slots[slot]))
		return DECODED_FRAGMENT;
	firsts_drop(walk->decoder->firsts, walk, fragment->id);
	finish(walk, fragments, slot);
	return DECODED_TCP;
}
