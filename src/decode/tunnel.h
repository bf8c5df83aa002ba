/*
 * Tunnels directly over IP: GRE and what it carries.
 */
#ifndef DECODE_TUNNEL_H
#define DECODE_TUNNEL_H

#include "decode/walk.h"

/* GRE (RFC 2784, RFC 2890), PPTP's (RFC 2637), ERSPAN, EoIP. */
decode_layer decode_gre;

/* Ethernet in IP (RFC 3378). */
decode_layer decode_etherip;

#endif
