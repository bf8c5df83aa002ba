/*
 * The TCP header (RFC 9293 §3.1): the end of the walk.
 */
#ifndef DECODE_TCP_H
#define DECODE_TCP_H

#include "decode/walk.h"

/* Adds the packet to walk->packets; of more than PACKETS_MAX the first count. */
enum decoded decode_tcp(struct walk *walk);

/*
 * Reads the options that header holds. cut says that the header goes on beyond what was captured.
 * *options is written whole.
 */
void decode_options(struct bytes header, bool cut, struct tcp_options *options);

#endif
