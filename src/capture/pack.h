/*
 * Records as they lie in a file that is written: pcap with nanoseconds, or pcapng.
 */
#ifndef CAPTURE_PACK_H
#define CAPTURE_PACK_H

#include "capture/format.h"

/* Bytes that wait to be written. */
struct packed {
	uint8_t *bytes;
	size_t used;
	size_t room;
};

/* A format: a plain table. */
struct packing {
	size_t head; /* bytes of a record before those of its packet */
	/* Appends what a file begins with. */
	void (*start)(struct packed *to, int link_type, const char *comments);
	/* Appends a record; of an interface by that number, where there are several. */
	void (*record)(struct packed *to, const struct record *record, uint32_t interface);
	/* Appends what comes before the first record of a further interface; NULL for nothing. */
	void (*interface)(struct packed *to, int link_type);
	/* How long the piece at the beginning is, the file's first one or not; 0: not whole. */
	size_t (*piece)(const uint8_t *bytes, size_t left, bool first);
	/* Takes time and lengths from a record's head. false where it is none. */
	bool (*parse)(const uint8_t *head, struct record *record, uint32_t *interface);
};

extern const struct packing packing_pcap, packing_pcapng;

/* Room for size more bytes; they count as used. Lent until the next call. */
uint8_t *packed_more(struct packed *to, size_t size);

/* The number that stands in files for a link type of libpcap's. */
uint32_t packed_link_type(int link_type);

#endif
