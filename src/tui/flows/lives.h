/*
 * The pictures of the flows' lives that a screen shows: looked at piece by piece, and kept.
 */
#ifndef TUI_FLOWS_LIVES_H
#define TUI_FLOWS_LIVES_H

#include "tcpladder/flow_list.h"
#include "tui/app.h"

struct lives;

/* The caller frees it with free(). Never NULL. */
struct lives *lives_new(void);

/* What is known of the flow's life. Lent until another flow is asked for. */
const struct flow_life *lives_of(struct lives *lives, const struct app *app, size_t flow);

/* Looks at a piece of it that costs much less than a frame's time; true while more is left. */
bool lives_look(struct lives *lives, const struct app *app, size_t flow);

#endif
