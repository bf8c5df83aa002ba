/* Writes packets as Ethernet, IP and TCP bytes. */
#include "script/wire.h"

#include <string.h>

enum { IPV4_HEADER = 20, IPV6_HEADER = 40, TCP_HEADER = 20, TCP_HEADER_MAX = 60, PROTO_TCP = 6 };

/* A place to write to that moves on. */
struct pen {
	uint8_t *at;
};

static void put8(struct pen *pen, unsigned value)
{
	*pen->at++ = (uint8_t)value;
}

static void put16(struct pen *pen, unsigned value)
{
	put8(pen, value >> 8);
	put8(pen, value);
}

static void put32(struct pen *pen, uint32_t value)
{
	put16(pen, value >> 16);
	put16(pen, value);
}

static void put_bytes(struct pen *pen, const void *bytes, size_t size)
{
	memcpy(pen->at, bytes, size);
	pen->at += size;
}

/* RFC 1071: the sum of 16-bit words, without the last complement. */
static uint32_t sum_words(uint32_t sum, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		sum += i % 2 ? bytes[i] : (uint32_t)bytes[i] << 8;
	return (sum & 0xffff) + (sum >> 16);
}

static unsigned checksum_of(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum & 0xffff;
}

static void put_sack(struct pen *pen, const struct tcp_options *o)
{
	put8(pen, 5);
	put8(pen, 2 + 8 * (unsigned)o->sack_count);
	for (int i = 0; i < o->sack_count; i++) {
		put32(pen, o->sack[i].left);
		put32(pen, o->sack[i].right);
	}
}

static void put_timestamps(struct pen *pen, const struct tcp_options *o)
{
	put16(pen, 8 << 8 | 10);
	put32(pen, o->tsval);
	put32(pen, o->tsecr);
}

static void put_fast_open(struct pen *pen, const struct tcp_options *o)
{
	put8(pen, 34);
	put8(pen, 2 + (unsigned)o->fast_open_length);
	put_bytes(pen, o->fast_open_cookie, o->fast_open_length);
}

static void put_rare_options(struct pen *pen, const struct tcp_options *o)
{
	if (o->present & OPT_USER_TIMEOUT) {
		put16(pen, 28 << 8 | 4);
		put16(pen, o->user_timeout_s);
	}
	if (o->present & OPT_FAST_OPEN)
		put_fast_open(pen, o);
	if (o->present & OPT_MPTCP) {
		put16(pen, 30 << 8 | 4);
		put16(pen, (unsigned)o->mptcp_subtype << 12 | o->mptcp_bits);
	}
	for (int i = 0; i < o->unknown_count; i++) {
		put8(pen, o->unknown_kind[i]);
		put8(pen, 2);
	}
}

/* In the order of their kinds, then NOPs up to a whole word. */
static size_t put_options(uint8_t *out, const struct tcp_options *o)
{
	struct pen pen = {out};

	if (o->present & OPT_MSS) {
		put16(&pen, 2 << 8 | 4);
		put16(&pen, o->mss);
	}
	if (o->present & OPT_WSCALE) {
		put16(&pen, 3 << 8 | 3);
		put8(&pen, o->wscale);
	}
	if (o->present & OPT_SACK_PERMITTED)
		put16(&pen, 4 << 8 | 2);
	if (o->present & OPT_SACK)
		put_sack(&pen, o);
	if (o->present & OPT_TIMESTAMPS)
		put_timestamps(&pen, o);
	put_rare_options(&pen, o);
	while ((pen.at - out) % 4 != 0)
		put8(&pen, 1);
	return (size_t)(pen.at - out);
}

/* Both addresses, the protocol and the length are part of TCP's sum (RFC 9293 §3.1). */
static uint32_t pseudo_header_sum(const struct packet *packet, size_t tcp_length)
{
	size_t size = packet->from.address.version == IP_VERSION_6 ? 16 : 4;
	uint32_t sum = PROTO_TCP + (uint32_t)tcp_length;

	sum = sum_words(sum, packet->from.address.bytes, size);
	return sum_words(sum, packet->to.address.bytes, size);
}

uint8_t wire_filling(uint32_t seq)
{
	return (uint8_t)('a' + seq % 26);
}

static void put_data(struct pen *pen, const struct segment *segment, const char *data)
{
	uint32_t seq = segment->seq + ((segment->flags & TCP_SYN) != 0);

	for (uint32_t i = 0; i < segment->len; i++)
		put8(pen, data ? (uint8_t)data[i] : wire_filling(seq + i));
}

static size_t put_tcp(const struct packet *packet, const char *data, uint8_t *out)
{
	const struct segment *segment = &packet->segment;
	uint8_t options[TCP_HEADER_MAX + 80];
	size_t options_size = put_options(options, &segment->options), size;
	struct pen pen = {out};
	unsigned checksum;

	if (options_size > TCP_HEADER_MAX - TCP_HEADER)
		options_size = TCP_HEADER_MAX - TCP_HEADER;
	put16(&pen, packet->from.port);
	put16(&pen, packet->to.port);
	put32(&pen, segment->seq);
	put32(&pen, segment->ack);
	put16(&pen, (unsigned)(TCP_HEADER + options_size) / 4 << 12 | (segment->flags & 0x1ffu));
	put16(&pen, segment->window);
	put16(&pen, 0);
	put16(&pen, segment->urgent);
	put_bytes(&pen, options, options_size);
	put_data(&pen, segment, data);
	size = (size_t)(pen.at - out);
	checksum = checksum_of(sum_words(pseudo_header_sum(packet, size), out, size));
	if (segment->capture & SEGMENT_CHECKSUM_WRONG)
		checksum ^= 0x5555;
	put16(&(struct pen){out + 16}, checksum);
	return size;
}

static void put_ipv4(const struct packet *packet, uint8_t *out, size_t tcp_length)
{
	struct pen pen = {out};

	put16(&pen, 0x4500u | packet->segment.ip_ecn);
	put16(&pen, (unsigned)(IPV4_HEADER + tcp_length));
	put16(&pen, packet->segment.ip_id);
	put16(&pen, 0x4000); /* do not fragment */
	put8(&pen, packet->segment.ttl);
	put8(&pen, PROTO_TCP);
	put16(&pen, 0);
	put_bytes(&pen, packet->from.address.bytes, 4);
	put_bytes(&pen, packet->to.address.bytes, 4);
	put16(&(struct pen){out + 10}, checksum_of(sum_words(0, out, IPV4_HEADER)));
}

static void put_ipv6(const struct packet *packet, uint8_t *out, size_t tcp_length)
{
	struct pen pen = {out};

	put32(&pen, 0x60000000u | (uint32_t)packet->segment.ip_ecn << 20);
	put16(&pen, (unsigned)tcp_length);
	put8(&pen, PROTO_TCP);
	put8(&pen, packet->segment.ttl);
	put_bytes(&pen, packet->from.address.bytes, 16);
	put_bytes(&pen, packet->to.address.bytes, 16);
}

size_t wire_datagram(const struct packet *packet, const char *data, uint8_t *out)
{
	bool v6 = packet->from.address.version == IP_VERSION_6;
	size_t header = v6 ? IPV6_HEADER : IPV4_HEADER;
	size_t tcp_length = put_tcp(packet, data, out + header);

	if (v6)
		put_ipv6(packet, out, tcp_length);
	else
		put_ipv4(packet, out, tcp_length);
	return header + tcp_length;
}

/* A locally administered address that shows the end of the IP address. */
static void put_mac(struct pen *pen, const struct address *address)
{
	size_t size = address->version == IP_VERSION_6 ? 16 : 4;

	put16(pen, 0x0200);
	put_bytes(pen, address->bytes + size - 4, 4);
}

size_t wire_frame(const struct packet *packet, const char *data, uint8_t *out)
{
	struct pen pen = {out};

	put_mac(&pen, &packet->to.address);
	put_mac(&pen, &packet->from.address);
	put16(&pen, packet->from.address.version == IP_VERSION_6 ? 0x86dd : 0x0800);
	return WIRE_ETHERNET + wire_datagram(packet, data, pen.at);
}

/* FNV-1a. */
uint32_t wire_header_hash(const struct packet *packet)
{
	static const uint32_t basis = 2166136261u, prime = 16777619u;
	uint8_t tcp[TCP_HEADER_MAX + 65000];
	size_t header;
	uint32_t hash = basis;

	put_tcp(packet, NULL, tcp);
	header = (size_t)(tcp[12] >> 4) * 4;
	for (size_t i = 0; i < header; i++)
		hash = (hash ^ tcp[i]) * prime;
	return hash;
}
