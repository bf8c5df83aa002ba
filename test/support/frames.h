/*
 * Frames for events of flows that no capture holds: what the viewer reads again in a test.
 */
#ifndef TEST_SUPPORT_FRAMES_H
#define TEST_SUPPORT_FRAMES_H

#include <stdbool.h>

#include "tcpladder/dissect.h"
#include "tcpladder/error.h"
#include "tcpladder/flow.h"

/*
 * Makes the frame of an event of one of the tracker's flows, and takes it apart. Its bytes are
 * good until the next call. As tui_source.reread.
 */
bool frames_reread(const struct tracker *tracker, const struct event *event,
		   struct dissection *dissection, struct error *error);

/* The same where the flow is known. */
bool frames_reread_of(const struct flow *flow, const struct event *event,
		      struct dissection *dissection, struct error *error);

#endif
