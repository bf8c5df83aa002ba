/*
 * The screen with the list of flows: what its keys and its drawing share.
 */
#ifndef TUI_FLOWS_FLOWS_H
#define TUI_FLOWS_FLOWS_H

#include "tcpladder/flow_list.h"
#include "tui/app.h"
#include "tui/filter_line.h"
#include "tui/flows/lives.h"
#include "tui/flows/order.h"
#include "tui/seek.h"

enum { LIST_Y = 2, ROWS_AROUND = 3 }; /* title and heading above, key line below */

/* Where the cursor was put: it goes back there when what a filter finds brings it back. */
struct wish {
	size_t flow;
	size_t place;
};

/* The cursor is app->flow: who comes back from a ladder stands on its flow. */
struct flows {
	size_t top;
	size_t place; /* of the cursor in the order */
	size_t stood; /* app->flow, as this screen left it */
	struct wish wish;
	bool chosen; /* the cursor was put on that flow: it stays there, not at the top */
	bool to_top; /* of the order that is being made */
	struct flow_order order;
	struct flow_list list;
	struct filter_line filter;
	struct seek seek;
	size_t fitted; /* flows whose ends the columns are wide enough for */
	struct lives *lives;
};

/* How many flows the screen has room for. */
static inline size_t flows_height(const struct app *app)
{
	return (size_t)(canvas_height(app->canvas) - ROWS_AROUND);
}

void flows_draw_title(struct app *app, struct flows *flows);
void flows_draw_list(struct app *app, struct flows *flows);

/* Nothing has come yet: what is waited for. */
void flows_draw_waiting(struct app *app);

#endif
