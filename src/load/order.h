/*
 * The frames of several flows, in the order in which they were captured: found one by one, so that
 * a flow of ten million segments takes no time before the first.
 */
#ifndef LOAD_ORDER_H
#define LOAD_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"

struct frame_order;

/* Of the flows with these indices. The tracker is borrowed; the caller frees it. Never NULL. */
struct frame_order *frame_order_new(const struct tracker *tracker, const size_t *flows,
				    size_t count);
void frame_order_free(struct frame_order *order);

/* The event with the next frame; NULL at the end. A frame of several events comes several times. */
const struct event *frame_order_next(struct frame_order *order);

#endif
