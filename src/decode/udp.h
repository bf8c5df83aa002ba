/*
 * UDP, as far as it carries tunnels, which its port tells.
 */
#ifndef DECODE_UDP_H
#define DECODE_UDP_H

#include "decode/walk.h"

enum decoded decode_udp(struct walk *walk);

#endif
