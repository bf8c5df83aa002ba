/*
 * A frame: one record of a capture, before anything is known about its bytes.
 */
#ifndef TCPLADDER_FRAME_H
#define TCPLADDER_FRAME_H

#include <stdint.h>

struct frame {
	uint64_t number;     /* from 1, in the order read */
	int64_t time_ns;     /* since 1970-01-01 UTC; from 1824 to 2116: a difference always fits */
	const uint8_t *data; /* caplen bytes, borrowed until the next read of the capture */
	uint32_t caplen;     /* bytes captured */
	uint32_t len;        /* bytes that were on the wire */
	int link_type;       /* LINKTYPE_ or DLT_ value, as libpcap gives it */
	/*
	 * What the capture says of this record, in UTF-8 or not: one text after another, each
	 * ended by NUL, the list by another; NULL for nothing. Borrowed as data is.
	 */
	const char *comments;
	uint64_t offset; /* where the record can be read again: capture_reread() */
};

#endif
