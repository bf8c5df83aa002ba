/*
 * Point-to-point links: PPP, PPPoE, Cisco HDLC, Frame Relay.
 */
#ifndef DECODE_PPP_H
#define DECODE_PPP_H

#include "decode/walk.h"

/* PPP with or without its address and control bytes (RFC 1661, RFC 1662). */
decode_layer decode_ppp;

/* A PPPoE session packet (RFC 2516 §4). */
decode_layer decode_pppoe;

/* PPP behind one byte that tells the direction. */
decode_layer decode_ppp_direction;

decode_layer decode_cisco_hdlc;

/* Frame Relay (RFC 2427). */
decode_layer decode_frame_relay;

/* From an ISO network layer protocol identifier on. */
decode_layer decode_nlpid;

#endif
