/*
 * Traffic as large as one likes, made straight for the tracker: no capture holds it.
 */
#ifndef TEST_SUPPORT_LARGE_H
#define TEST_SUPPORT_LARGE_H

#include <stdint.h>

#include "tcpladder/flow.h"

/* One flow of so many segments: data one way, an ACK for each two, each thousandth sent again. */
struct tracker *large_flow(uint64_t segments);

/* So many flows from different ends over IPv4 and IPv6, no two neighbours alike. */
struct tracker *large_crowd(uint64_t flows);

#endif
