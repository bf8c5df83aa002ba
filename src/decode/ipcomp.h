/* What IP carries compressed: RFC 3173. */
#ifndef DECODE_IPCOMP_H
#define DECODE_IPCOMP_H

#include "decode/walk.h"

enum decoded decode_ipcomp(struct walk *walk);

#endif
