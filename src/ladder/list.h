/*
 * What stands in each column of the flow list.
 */
#ifndef LADDER_LIST_H
#define LADDER_LIST_H

#include "tcpladder/canvas.h"
#include "tcpladder/flow.h"
#include "tcpladder/ladder.h"

enum column {
	COLUMN_NUMBER,
	COLUMN_A,
	COLUMN_B,
	COLUMN_START,
	COLUMN_DURATION,
	COLUMN_RTT,
	COLUMN_SEGMENTS,
	COLUMN_BYTES_A,
	COLUMN_BYTES_B,
	COLUMN_PHASES,
	COLUMN_TROUBLE,
	COLUMN_STATE,
	COLUMN_COUNT
};

struct list_row {
	const struct lang *lang;
	const struct canvas *canvas;
	const struct flow_summary *flow;
	int64_t start_ns; /* of the capture */
};

enum { LIST_CELL_TEXT = 256 };

struct list_cell {
	char text[LIST_CELL_TEXT];
	enum ink ink;
	bool right; /* flush right */
};

/* Writes what the column shows of the flow in so many cells. */
void list_cell_fill(const struct list_row *row, enum column column, int width,
		    struct list_cell *cell);

#endif
