/*
 * MPLS label stacks (RFC 3032) and what lies below them.
 */
#ifndef DECODE_MPLS_H
#define DECODE_MPLS_H

#include "decode/walk.h"

enum decoded decode_mpls(struct walk *walk);

#endif
