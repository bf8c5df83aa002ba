/*
 * What decoding hands on: the TCP segment in a frame and between which endpoints it went.
 *
 * Everything is a plain value in host byte order; nothing points into the frame. A packet lives
 * on the stack between decode and track and is never stored.
 */
#ifndef TCPLADDER_SEGMENT_H
#define TCPLADDER_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tcpladder/frame.h"

enum { IP_VERSION_4 = 4, IP_VERSION_6 = 6 };

struct address {
	uint8_t version;   /* IP_VERSION_4 or IP_VERSION_6 */
	uint8_t bytes[16]; /* network order; the first 4 for IPv4, the rest zero */
};

struct endpoint {
	struct address address;
	uint16_t port;
};

/* Longest text of an endpoint, with its end: "[" 45 characters "]:65535". */
enum { ENDPOINT_TEXT = 56, ADDRESS_TEXT = 46 };

/* Writes "10.0.0.1:80" or "[2001:db8::1]:80" (RFC 5952). text has room for ENDPOINT_TEXT. */
void endpoint_text(const struct endpoint *endpoint, char *text);

/* Writes the address alone. text has room for ADDRESS_TEXT. */
void address_text(const struct address *address, char *text);

/* Reads what endpoint_text() writes. false where it is no endpoint. */
bool endpoint_parse(const char *text, struct endpoint *endpoint);

/* Whether they are the same, of the same version. */
static inline bool address_same(const struct address *a, const struct address *b)
{
	return a->version == b->version && memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

/* Whether they have the same address and port. */
static inline bool endpoint_same(const struct endpoint *a, const struct endpoint *b)
{
	return a->port == b->port && address_same(&a->address, &b->address);
}

/* <0, 0, >0: by version, address, port. */
int endpoint_compare(const struct endpoint *a, const struct endpoint *b);

/* Control bits as they lie in the header (RFC 9293 §3.1, RFC 3168, RFC 9768). */
enum tcp_flag {
	TCP_FIN = 0x001,
	TCP_SYN = 0x002,
	TCP_RST = 0x004,
	TCP_PSH = 0x008,
	TCP_ACK = 0x010,
	TCP_URG = 0x020,
	TCP_ECE = 0x040,
	TCP_CWR = 0x080,
	TCP_AE = 0x100
};

/* Which options a segment carries: bits of tcp_options.present. */
enum tcp_option {
	OPT_MSS = 1 << 0,            /* kind 2, RFC 9293 §3.7.1 */
	OPT_WSCALE = 1 << 1,         /* kind 3, RFC 7323 §2 */
	OPT_SACK_PERMITTED = 1 << 2, /* kind 4, RFC 2018 §2 */
	OPT_SACK = 1 << 3,           /* kind 5, RFC 2018 §3 */
	OPT_TIMESTAMPS = 1 << 4,     /* kind 8, RFC 7323 §3 */
	OPT_USER_TIMEOUT = 1 << 5,   /* kind 28, RFC 5482 */
	OPT_MPTCP = 1 << 6,          /* kind 30, RFC 8684 */
	OPT_FAST_OPEN = 1 << 7,      /* kind 34, RFC 7413; the experimental form of 254 too */
	OPT_ACCECN = 1 << 8,         /* kinds 172 and 174, RFC 9768 §3.2.3 */
	OPT_UNKNOWN = 1 << 9,        /* any other kind */
	OPT_CUT = 1 << 10,      /* the header was not captured to its end: these are the first */
	OPT_MALFORMED = 1 << 11 /* a length that cannot be; what came before it is kept */
};

struct sack_block {
	uint32_t left;
	uint32_t right; /* one past the last byte (RFC 2018 §3) */
};

enum { SACK_MAX = 4, UNKNOWN_OPTION_MAX = 8, FAST_OPEN_COOKIE_MAX = 16 };

struct tcp_options {
	uint16_t present; /* OPT_… */
	uint16_t mss;
	uint8_t wscale; /* shift as sent; above 14 counts as 14 */
	uint8_t sack_count;
	struct sack_block sack[SACK_MAX];
	uint32_t tsval;
	uint32_t tsecr;
	uint16_t user_timeout_s; /* seconds, RFC 5482 §3.1 granularity applied */
	uint16_t mptcp_bits;     /* the twelve behind the subtype: mptcp_ends_data() and the like */
	uint8_t mptcp_subtype;
	uint8_t fast_open_length; /* of the cookie; 0 asks for one */
	uint8_t fast_open_cookie[FAST_OPEN_COOKIE_MAX];
	uint8_t accecn_length;
	uint8_t unknown_count;
	uint8_t unknown_kind[UNKNOWN_OPTION_MAX];
};

enum { MPTCP_DSS = 2, MPTCP_FASTCLOSE = 7, MPTCP_RESET = 8 };

/* Whether its DSS option has the DATA_FIN flag: no path brings data after it (RFC 8684 §3.3.3). */
static inline bool mptcp_ends_data(const struct tcp_options *options)
{
	return (options->present & OPT_MPTCP) && options->mptcp_subtype == MPTCP_DSS &&
	       (options->mptcp_bits & 0x010);
}

/* Whether it says why its path was reset, how, and whether that may pass (RFC 8684 §3.6). */
static inline bool mptcp_gives_reason(const struct tcp_options *options)
{
	return (options->present & OPT_MPTCP) && options->mptcp_subtype == MPTCP_RESET;
}

static inline unsigned mptcp_reason(const struct tcp_options *options)
{
	return options->mptcp_bits & 0x0ff;
}

static inline bool mptcp_is_transient(const struct tcp_options *options)
{
	return (options->mptcp_bits & 0x100) != 0;
}

/* What is known about the capture of this segment, not about TCP: bits of segment.capture. */
enum segment_capture {
	SEGMENT_TRUNCATED = 1 << 0,         /* payload cut by the snapshot length */
	SEGMENT_LENGTH_FROM_FRAME = 1 << 1, /* IP length was 0: offload */
	SEGMENT_FRAGMENTED = 1 << 2,        /* put together from IP fragments */
	SEGMENT_CHECKSUM_WRONG = 1 << 3,    /* whole segment captured, checksum wrong */
	SEGMENT_CHECKSUM_RIGHT = 1 << 4,    /* whole segment captured, checksum right */
	SEGMENT_HEADER_ONLY = 1 << 5,       /* first fragment, the rest did not come: len is
				       * what it has of the data, and the least */
	SEGMENT_COMMENTED = 1 << 6,         /* the record has a comment */
	SEGMENT_COMPRESSED = 1 << 7, /* its bytes are not the frame's: decompressed (RFC 3173) */
	SEGMENT_SAMPLED = 1 << 8     /* sampled elsewhere and reported later (RFC 3176) */
};

enum { MACS = 12, VLAN_NONE = 0 };

/* The innermost Ethernet header before the segment; told of frames that are read again alone. */
struct segment_link {
	bool ethernet;      /* there is one; else zeros */
	uint8_t macs[MACS]; /* destination and source */
	uint16_t vlan;      /* of the outermost tag behind it; VLAN_NONE for none */
};

struct segment {
	uint32_t seq;         /* SEG.SEQ */
	uint32_t ack;         /* SEG.ACK, meaningful with TCP_ACK */
	uint32_t len;         /* octets of data, by the IP header; SYN and FIN not counted */
	uint16_t window;      /* SEG.WND as sent, unscaled */
	uint16_t urgent;      /* SEG.UP */
	uint16_t flags;       /* TCP_… */
	uint16_t capture;     /* SEGMENT_… */
	uint16_t ip_id;       /* IPv4 identification */
	bool have_ip_id;      /* false for IPv6 */
	uint8_t ip_ecn;       /* the two ECN bits of the innermost IP header */
	uint8_t ttl;          /* or hop limit */
	uint16_t fragments;   /* of which it was put together; 0 for none */
	uint32_t header_hash; /* of the TCP header's bytes, with the checksum that is right where
			       * that can be told: equal for copies of one packet */
	struct segment_link link;
	struct tcp_options options;
};

struct packet {
	struct endpoint from;
	struct endpoint to;
	struct segment segment;
	uint64_t frame;  /* frame.number */
	int64_t time_ns; /* frame.time_ns */
	uint64_t offset; /* frame.offset */
};

/* How many sequence numbers it uses: data, and one each for SYN and FIN (RFC 9293 §3.4). */
static inline uint32_t segment_span(const struct segment *s)
{
	return s->len + ((s->flags & TCP_SYN) != 0) + ((s->flags & TCP_FIN) != 0);
}

/* --- decoding --- */

/* What became of a frame. Each is counted; DECODED_TCP alone yields packets. */
enum decoded {
	DECODED_TCP,
	DECODED_OTHER,        /* whole and well, but no TCP in it */
	DECODED_FRAGMENT,     /* part of an IP datagram whose last part has not come */
	DECODED_HEADER_CUT,   /* TCP, but its header was not captured */
	DECODED_CUT,          /* ends before the transport header */
	DECODED_MALFORMED,    /* lengths that contradict each other */
	DECODED_ENCRYPTED,    /* 802.11 protected, ESP */
	DECODED_COMPRESSED,   /* IPComp by an algorithm that is not known */
	DECODED_UNKNOWN_LINK, /* no row in the link table */
	DECODED_COUNT
};

enum { PACKETS_MAX = 16 };

/* The segments of one frame: one, but for datagrams that carry samples of several (sFlow). */
struct packets {
	size_t count;
	struct packet packet[PACKETS_MAX];
};

struct decoder;

/* Holds the IP fragments that wait for the rest. The caller frees it. Never NULL. */
struct decoder *decoder_new(void);
void decoder_free(struct decoder *decoder);

/*
 * From now on each frame is decoded as if it were the only one: a first fragment is a segment as
 * far as it goes (SEGMENT_HEADER_ONLY). For frames that are read again.
 */
void decoder_take_alone(struct decoder *decoder);

/*
 * Finds the innermost TCP segment of the frame, through VLANs, MPLS, tunnels and fragments.
 * Returns what became of this frame. Before its packets may stand others: first fragments of
 * earlier frames, once something shows that the rest of their datagram does not come; so there may
 * be packets whatever is returned. Reads no byte beyond caplen; bounded in depth.
 */
enum decoded decode_frame(struct decoder *decoder, const struct frame *frame,
			  struct packets *packets);

/* The same to where there is room for PACKETS_MAX; how many they are is in *count. */
enum decoded decode_frame_to(struct decoder *decoder, const struct frame *frame,
			     struct packet *packets, size_t *count);

/*
 * No frame comes any more: gives the first fragments that still wait, up to PACKETS_MAX at a time,
 * to where there is room for so many. Returns how many: 0 where there is none left.
 */
size_t decoder_rest(struct decoder *decoder, struct packet *packets);

#endif
