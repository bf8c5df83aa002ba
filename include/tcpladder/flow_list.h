/*
 * The list of flows: its columns, what stands in them for any width, and by what they are sorted.
 */
#ifndef TCPLADDER_FLOW_LIST_H
#define TCPLADDER_FLOW_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/canvas.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"

/* In the order in which they are read. */
enum flow_column {
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
	COLUMN_LIFE,
	COLUMN_AGAIN,
	COLUMN_BYTES_AGAIN,
	COLUMN_TROUBLE,
	COLUMN_STATE,
	COLUMN_COUNT
};

/* How the list is laid out: a plain value, everything borrowed. */
struct flow_list {
	const struct lang *lang;
	int64_t start_ns;        /* of the capture */
	size_t flows;            /* in the capture: how wide their numbers are */
	int ends[2];             /* cells that the longest endpoints need; 0: any may come */
	bool troubled;           /* a flow has trouble: its column comes before whole ends */
	enum flow_column sorted; /* its heading is marked, it is always shown; COLUMN_COUNT: none */
	bool descending;
};

/* Widens list->ends so that the flow's endpoints fit, and sets list->troubled if it has trouble. */
void flow_list_fit(struct flow_list *list, const struct flow_summary *flow);

/* Draws the column headings in row y. */
void flow_list_heading(const struct flow_list *list, struct canvas *canvas, int y);

/* The column at cell x of that canvas; COLUMN_COUNT where there is none. */
enum flow_column flow_list_column(const struct flow_list *list, const struct canvas *canvas, int x);

/* "99999", "123k", "1.2M": at most five characters. */
void flow_list_count(uint64_t count, char *out, size_t size);

/* Nothing more is expected of the flow: it was closed, reset or refused. */
bool flow_is_over(const struct flow_summary *flow);

/* --- the picture of a flow's life --- */

enum { LIFE_SLOTS = 48 };

/* What happened in each part of a flow's time. */
struct flow_life {
	int64_t first_ns, last_ns;
	int64_t span_ns; /* of all slots together; at most twice the flow's */
	size_t seen;     /* events looked at */
	uint32_t segments[LIFE_SLOTS];
	uint8_t marks[LIFE_SLOTS]; /* bits of what is drawn instead of their number */
};

/*
 * Looks at up to most more of the flow's events; false once all are seen. *life is zeroed at first.
 * What later segments tell of those seen already is not taken in.
 */
bool flow_life_look(struct flow_life *life, const struct flow *flow, size_t most);

/*
 * Draws one flow in row y: what fits of ends, times, counts, phases, life, trouble and state. life
 * may be NULL where that column has no room.
 */
void flow_list_row(const struct flow_list *list, struct canvas *canvas, int y,
		   const struct flow_summary *flow, const struct flow_life *life);

/* The cell between a flow's number and its ends, for a mark. */
int flow_list_mark_x(const struct flow_list *list);

/* Is the canvas wide enough for the flows' lives? */
bool flow_list_has_life(const struct flow_list *list, const struct canvas *canvas);

/* --- sorting --- */

/* Can it be sorted by the column? */
bool flow_list_sorts(enum flow_column column);

/* Is the largest the most interesting? */
bool flow_list_falls(enum flow_column column);

/*
 * Numbers that rise as the column does, compared one after another: an address is longer than one.
 * Where the first says of none that it is long, it is the whole.
 */
enum { FLOW_KEYS = 3 };

uint64_t flow_list_key(enum flow_column column, const struct flow_summary *flow, int which);

/* Do the keys after this first one count? */
bool flow_list_key_is_long(enum flow_column column, uint64_t first);

/* The name of the column, as its heading has it or in words where that is a sign. */
enum message flow_list_name(enum flow_column column);

#endif
