/*
 * sFlow version 5: a datagram of samples, each of which may hold a frame's first bytes.
 */
#ifndef DECODE_SFLOW_H
#define DECODE_SFLOW_H

#include "decode/walk.h"

enum decoded decode_sflow(struct walk *walk);

#endif
