/*
 * Tunnels directly over IP: GRE and what it carries.
 */
#ifndef DECODE_TUNNEL_H
#define DECODE_TUNNEL_H

#include "decode/walk.h"

/* GRE (RFC 2784, RFC 2890), PPTP's (RFC 2637), ERSPAN, EoIP. */
enum decoded decode_gre(struct walk *walk);

/* Ethernet in IP (RFC 3378). */
enum decoded decode_etherip(struct walk *walk);

#endif
