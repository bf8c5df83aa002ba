/*
 * Point-to-point links: PPP, PPPoE, Cisco HDLC, Frame Relay.
 */
#ifndef DECODE_PPP_H
#define DECODE_PPP_H

#include "decode/walk.h"

/* PPP with or without its address and control bytes (RFC 1661, RFC 1662). */
enum decoded decode_ppp(struct walk *walk);

/* A PPPoE session packet (RFC 2516 §4). */
enum decoded decode_pppoe(struct walk *walk);

/* PPP behind one byte that tells the direction. */
enum decoded decode_ppp_direction(struct walk *walk);

enum decoded decode_cisco_hdlc(struct walk *walk);

/* Frame Relay (RFC 2427). */
enum decoded decode_frame_relay(struct walk *walk);

/* From an ISO network layer protocol identifier on. */
enum decoded decode_nlpid(struct walk *walk);

#endif
