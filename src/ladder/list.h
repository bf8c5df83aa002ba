/*
 * What stands in each column of the flow list.
 */
#ifndef LADDER_LIST_H
#define LADDER_LIST_H

#include "tcpladder/flow_list.h"

struct list_row {
	const struct flow_list *list;
	const struct canvas *canvas;
	const struct flow_summary *flow;
};

enum { LIST_CELL_TEXT = 256 };

struct list_cell {
	char text[LIST_CELL_TEXT];
	enum ink ink;
	bool right; /* flush right */
};

/* Writes what the column shows of the flow in so many cells; nothing for COLUMN_LIFE. */
void list_cell_fill(const struct list_row *row, enum flow_column column, int width,
		    struct list_cell *cell);

/* The handshake's round trip through the capture in ns, -1 where it was not captured. */
int64_t list_rtt_ns(const struct flow_summary *flow);

/* MSG_STATE_…: where the connection stands, in a word. */
enum message list_state_message(const struct flow_summary *flow);

#endif
