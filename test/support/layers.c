/* Frames from words, built from the last one back to the first. */
#include "support/layers.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "tcpladder/dissect.h"
#include "tcpladder/error.h"

enum { WORDS_MAX = 64, TEXT_MAX = 1024 };

/* Grows downwards: what is added comes before what is there. */
struct pile {
	uint8_t data[LAYERS_ROOM];
	size_t size;
};

static void add(struct pile *pile, const void *bytes, size_t size)
{
	ck_assert_uint_le(pile->size + size, sizeof(pile->data));
	pile->size += size;
	memcpy(pile->data + sizeof(pile->data) - pile->size, bytes, size);
}

static void add16(struct pile *pile, size_t value)
{
	uint8_t bytes[] = {(uint8_t)(value >> 8), (uint8_t)value};

	add(pile, bytes, sizeof(bytes));
}

static void add_hex(struct pile *pile, const char *hex)
{
	uint8_t bytes[TEXT_MAX];
	size_t size = strlen(hex) / 2;

	ck_assert_msg(strlen(hex) % 2 == 0 && strspn(hex, "0123456789abcdef") == strlen(hex),
		      "not hex: %s", hex);
	for (size_t i = 0; i < size; i++) {
		char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};

		bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
	}
	add(pile, bytes, size);
}

static void add_ether(struct pile *pile, const char *type)
{
	add_hex(pile, type);
	add_hex(pile, "020000000002020000000001");
}

static void add_ip4(struct pile *pile, const char *protocol)
{
	uint8_t ttl_protocol[] = {64, (uint8_t)atoi(protocol)};
	size_t total = pile->size + 20;

	add_hex(pile, "0000c0000201c0000202");
	add(pile, ttl_protocol, 2);
	add_hex(pile, "00010000");
	add16(pile, total);
	add_hex(pile, "4500");
}

static void add_ip6(struct pile *pile, const char *protocol)
{
	uint8_t next_limit[] = {(uint8_t)atoi(protocol), 64};
	size_t payload = pile->size;

	add_hex(pile, "20010db800000000000000000000000a20010db800000000000000000000000b");
	add(pile, next_limit, 2);
	add16(pile, payload);
	add_hex(pile, "60000000");
}

static void add_udp(struct pile *pile, const char *port)
{
	size_t length = pile->size + 8;

	add16(pile, 0);
	add16(pile, length);
	add16(pile, (size_t)atoi(port));
	add16(pile, 55555);
}

struct packet layers_packet(uint8_t version)
{
	struct packet packet = {.from.port = 40000, .to.port = 80};

	packet.from.address = (struct address){version, {10, 0, 0, 1}};
	packet.to.address = (struct address){version, {10, 0, 0, 2}};
	packet.segment.seq = 0xfffffff8u;
	packet.segment.ack = 2000;
	packet.segment.len = 10;
	packet.segment.window = 64240;
	packet.segment.flags = TCP_PSH | TCP_ACK;
	packet.segment.ip_id = version == IP_VERSION_4 ? 7 : 0;
	packet.segment.have_ip_id = version == IP_VERSION_4;
	packet.segment.ttl = 64;
	return packet;
}

static void add_segment(struct pile *pile, uint8_t version, bool with_ip)
{
	static uint8_t bytes[WIRE_FRAME_MAX];
	struct packet packet = layers_packet(version);
	size_t size = wire_datagram(&packet, NULL, bytes);
	size_t skip = with_ip ? 0 : version == IP_VERSION_4 ? 20 : 40;

	add(pile, bytes + skip, size - skip);
}

static void add_length(struct pile *pile, const char *word)
{
	size_t value = pile->size + (size_t)atoi(word + 1);

	if (*word == '<')
		value = (value & 0xff) << 8 | value >> 8;
	add16(pile, value);
}

static const struct word_row {
	const char *start;
	void (*add)(struct pile *pile, const char *rest);
} word_rows[] = {{"ether:", add_ether}, {"ip4:", add_ip4}, {"ip6:", add_ip6}, {"udp:", add_udp}};

static void add_word(struct pile *pile, const char *word)
{
	for (size_t i = 0; i < sizeof(word_rows) / sizeof(*word_rows); i++) {
		size_t size = strlen(word_rows[i].start);

		if (strncmp(word, word_rows[i].start, size) == 0) {
			word_rows[i].add(pile, word + size);
			return;
		}
	}
	if (*word == '@' || *word == '<')
		add_length(pile, word);
	else if (strncmp(word, "tcp", 3) == 0)
		add_segment(pile, word[3] == '4' ? IP_VERSION_4 : IP_VERSION_6, true);
	else if (strncmp(word, "seg", 3) == 0)
		add_segment(pile, word[3] == '4' ? IP_VERSION_4 : IP_VERSION_6, false);
	else
		add_hex(pile, word);
}

size_t layers_build(const char *words, uint8_t *out)
{
	struct pile *pile = memory_zero(1, sizeof(*pile));
	char text[TEXT_MAX], *word[WORDS_MAX], *rest = text;
	size_t count = 0, size;

	ck_assert_uint_lt(strlen(words), sizeof(text));
	strcpy(text, words);
	while (count < WORDS_MAX && (word[count] = strtok_r(rest, " ", &rest)))
		count++;
	while (count > 0)
		add_word(pile, word[--count]);
	size = pile->size;
	memcpy(out, pile->data + sizeof(pile->data) - size, size);
	free(pile);
	return size;
}

enum decoded layers_decode(const uint8_t *data, size_t size, int link_type, struct packets *packets)
{
	uint8_t *exact = memory_alloc(size);
	struct decoder *decoder = decoder_new();
	struct frame frame = {.number = 1, .link_type = link_type, .data = exact};
	enum decoded result;

	memcpy(exact, data, size);
	frame.caplen = frame.len = (uint32_t)size;
	result = decode_frame(decoder, &frame, packets);
	decoder_free(decoder);
	free(exact);
	return result;
}

enum decoded layers_run(const char *words, int link_type, struct packets *packets)
{
	uint8_t data[LAYERS_ROOM];

	return layers_decode(data, layers_build(words, data), link_type, packets);
}

void layers_expect(const struct packets *packets, uint8_t version, const char *words)
{
	const struct packet want = layers_packet(version);
	const struct packet *got = &packets->packet[0];

	ck_assert_msg(packets->count == 1, "%s: %zu packets", words, packets->count);
	ck_assert_msg(endpoint_compare(&got->from, &want.from) == 0, "%s: from", words);
	ck_assert_msg(endpoint_compare(&got->to, &want.to) == 0, "%s: to", words);
	ck_assert_msg(got->segment.seq == want.segment.seq, "%s: seq", words);
	ck_assert_msg(got->segment.ack == want.segment.ack, "%s: ack", words);
	ck_assert_msg(got->segment.len == want.segment.len, "%s: len %u", words, got->segment.len);
	ck_assert_msg(got->segment.flags == want.segment.flags, "%s: flags", words);
	ck_assert_msg(got->segment.window == want.segment.window, "%s: window", words);
	ck_assert_msg(got->segment.capture == SEGMENT_CHECKSUM_RIGHT, "%s: capture %x", words,
		      got->segment.capture);
}

/* Every byte of the frame is in a field, in order and none beyond; every layer has fields. */
static void check_fields(const struct dissection *parts, const char *words)
{
	uint32_t end = 0;

	for (size_t i = 0; i < parts->count; i++) {
		const struct field *field = &parts->field[i];

		ck_assert_msg(field->name != FIELD_HEADER, "%s: no fields of %s", words,
			      field->layer);
		ck_assert_msg(field->size > 0 && field->offset <= end, "%s: a hole at %u", words,
			      end);
		if (field->offset + field->size > end)
			end = field->offset + field->size;
	}
	ck_assert_msg(end == parts->frame.caplen, "%s: %u of %u bytes in fields", words, end,
		      parts->frame.caplen);
}

static void check_dissections(const struct frame *frame, size_t count, const char *words)
{
	struct dissection *parts = memory_alloc(sizeof(*parts));

	for (size_t i = 0; i < count; i++) {
		struct decoder *decoder = decoder_new();

		ck_assert_msg(dissect(decoder, frame, i, parts), "%s: not taken apart", words);
		check_fields(parts, words);
		decoder_free(decoder);
	}
	free(parts);
}

void layers_cut(const char *words, int link_type)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	uint8_t data[LAYERS_ROOM], *exact;
	size_t size = layers_build(words, data);
	bool last = strstr(words, "tcp") || strstr(words, "seg"); /* nothing lies behind it */

	for (size_t cut = 0; cut <= size; cut++) {
		struct decoder *decoder = decoder_new();
		struct frame frame = {.number = 1, .link_type = link_type, .caplen = (uint32_t)cut};

		exact = memory_alloc(cut);
		memcpy(exact, data, cut);
		frame.data = exact;
		frame.len = (uint32_t)size;
		if (decode_frame(decoder, &frame, packets) == DECODED_TCP) {
			ck_assert_uint_eq(packets->packet[0].segment.len, 10);
			ck_assert(!last || cut == size ||
				  packets->packet[0].segment.capture & SEGMENT_TRUNCATED);
			check_dissections(&frame, packets->count, words);
		}
		decoder_free(decoder);
		free(exact);
	}
	free(packets);
}
