/*
 * Segments read and decoded a second time, when somebody looks at them.
 */
#ifndef LOAD_AGAIN_H
#define LOAD_AGAIN_H

#include "tcpladder/capture.h"
#include "tcpladder/dissect.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"

struct again {
	struct capture *capture; /* borrowed */
	struct decoder *decoder; /* its own: fragments that wait are not disturbed */
	const struct lang *lang; /* of the sentences */
};

void again_open(struct again *again, struct capture *capture, const struct lang *lang);
void again_close(struct again *again);

/* As load_reread() and load_dissect(). */
bool again_packet(struct again *again, const struct event *event, struct packet *packet);
bool again_dissect(struct again *again, const struct event *event, struct dissection *dissection,
		   struct error *error);

#endif
