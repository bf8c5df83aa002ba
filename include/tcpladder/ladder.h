/*
 * The ladder of a flow: which rows it has and how they are drawn, for any window of them.
 *
 * Rows are worked out for the window being shown, from a place (an event and a row within it), so
 * that ten million segments scroll like ten. A segment's rows may begin with a phase band, the
 * states before the first segment, what the capture says of it, a wait or something not captured;
 * its arrow comes last.
 *
 * To scale, a row is a stretch of time. The rows since the segment before belong to a segment, and
 * one that shares the row of the segment before has none. Where nothing is on its way for long,
 * one row stands for many. The times of an end where the capture was not taken are estimated: the
 * heading says how, and that part of an arrow is dotted.
 */
#ifndef TCPLADDER_LADDER_H
#define TCPLADDER_LADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/canvas.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"

enum ladder_style {
	LADDER_SLOPED,  /* two rows a segment; the slope is drawn, not measured */
	LADDER_COMPACT, /* one row a segment, straight arrows */
	LADDER_SCALE,   /* rows are time: arrows leave and land at their own times */
	LADDER_STYLES
};

/* tshark's words: since the first segment, since the previous one, time of day (UTC), epoch. */
enum ladder_time { TIME_RELATIVE, TIME_DELTA, TIME_ABSOLUTE, TIME_EPOCH, TIME_MODES };

enum { LADDER_MIN_WIDTH = 60, LADDER_WAY = 8 };

/* What a row may stand for, to scale. */
#define LADDER_ROW_LEAST_NS INT64_C(100)
#define LADDER_ROW_MOST_NS  INT64_C(1000000000000)

/* The segments that are shown where not all are: indices of events, which ascend. */
struct ladder_picks {
	const uint32_t *event;
	size_t count; /* at least 1 */
};

enum { REMARK_TEXT = 4096 };

/* What the capture says of its records (event.commented). */
struct ladder_remarks {
	void *context;
	/* In UTF-8, shorter than REMARK_TEXT; "" for nothing. Lent until the next call. */
	const char *(*get)(void *context, const struct event *event);
};

/* What somebody is to fill in, of one segment: left blank where the ladder would tell it. */
enum ladder_blank_part {
	BLANK_FLAGS = 1 << 0, /* and the numbers, which tell them */
	BLANK_SEQ = 1 << 1,
	BLANK_ACK = 1 << 2,
	BLANK_CAUSE = 1 << 3, /* why it was sent again */
	BLANK_STATE_A = 1 << 4,
	BLANK_STATE_B = 1 << 5
};

struct ladder_blank {
	size_t event;
	unsigned parts; /* 0 for none */
};

/* A flow and how to show it: a plain value, everything borrowed. */
struct ladder {
	const struct flow *flow;
	const struct lang *lang;
	int width; /* cells, at least LADDER_MIN_WIDTH */
	enum ladder_style style;
	enum ladder_time time;
	bool absolute;   /* sequence numbers as sent, else relative to the base */
	size_t selected; /* event under the cursor, SIZE_MAX for none */
	size_t end;      /* show only so many events; 0 for all */
	int64_t row_ns;  /* to scale: the time of a row; 0 for one that suits the flow */
	/* NULL for all. A row says how many are left out; to scale, time stays as it is. */
	const struct ladder_picks *picks;
	/* The flow is a beginning: what it lacks is to come, and not said to be missing. */
	bool goes_on;
	/* How far the last of end arrows has come, in LADDER_WAY parts; 0: it is there. */
	int way;
	const struct ladder_remarks *remarks; /* NULL: they are not shown */
	struct ladder_blank blank;            /* each segment in rows of its own: not to scale */
};

/* Columns that a title may take: from x to before end. */
struct title_room {
	int x, end;
};

struct ladder_place {
	size_t event;
	int row; /* from 0, below ladder_rows() of the event */
};

/* Is that part of the event left blank? */
bool ladder_is_blank(const struct ladder *ladder, size_t event, enum ladder_blank_part part);

/* How many events it shows. */
size_t ladder_events(const struct ladder *ladder);

/* The first event at or after that one that is shown; ladder_events() where there is none. */
size_t ladder_next(const struct ladder *ladder, size_t event);

/* The last one before it that is shown; SIZE_MAX where there is none. */
size_t ladder_before(const struct ladder *ladder, size_t event);

/* Is it shown? */
bool ladder_picked(const struct ladder *ladder, size_t event);

/* How many are shown, the event of one of them, and which an event is, or would come before. */
size_t ladder_picks_count(const struct ladder *ladder);
size_t ladder_pick_at(const struct ladder *ladder, size_t place);
size_t ladder_pick_place(const struct ladder *ladder, size_t event);

/*
 * How many rows the event takes with all that precedes its arrow; 0 beyond the last event, and to
 * scale where its arrow begins in the row of the one before.
 */
int ladder_rows(const struct ladder *ladder, size_t event);

/* Where its arrow begins; to scale, where it was captured. The first row for no event. */
struct ladder_place ladder_place(const struct ladder *ladder, size_t event);

/* The first and the last row with anything of the event. */
void ladder_span(const struct ladder *ladder, size_t event, struct ladder_place span[2]);

/* The time of a row as it is drawn, to scale. */
int64_t ladder_row_ns(const struct ladder *ladder);

/* "2 ms", "500 µs": a round time, without decimals where it has none; 16 bytes hold the longest. */
void ladder_time_text(int64_t ns, char *text, size_t size);

/* The next shorter time of a row, or the next longer: 1, 2 or 5 of a unit, within bounds. */
int64_t ladder_zoom(const struct ladder *ladder, bool in);

/* Moves one row; false and unmoved at the end (or the beginning). */
bool ladder_down(const struct ladder *ladder, struct ladder_place *place);
bool ladder_up(const struct ladder *ladder, struct ladder_place *place);

/*
 * The segment whose end this one's ACK names, looked for among those shortly before, copies left
 * out; the flow's number of events where there is none.
 */
size_t ladder_answered(const struct ladder *ladder, size_t event);

/* Whether a phase band stands before the event, or its start was not captured; MSG_COUNT: no. */
enum message ladder_band(const struct ladder *ladder, size_t event);

/* The number as the ladder shows it, relative to the half's base or as sent, in LADDER_NUMBER. */
enum { LADDER_NUMBER = 16, LADDER_WAIT = 32 };
void ladder_number(const struct ladder *ladder, const struct half_summary *half, uint32_t seq,
		   char *out);

/* "1.020 s", "3.4 ms": a measured wait, in LADDER_WAIT bytes. */
void ladder_wait(int64_t ns, char *out);

/* The event's time as the ladder shows it, as a whole: "0.120200", in LADDER_WAIT bytes. */
void ladder_time(const struct ladder *ladder, size_t event, char *out);

/* The same, but a relative time counts from start_ns. */
void ladder_time_since(const struct ladder *ladder, size_t event, int64_t start_ns, char *out);

/* Draws height rows of the ladder from place at the canvas rows y, y+1, … */
void ladder_draw(const struct ladder *ladder, struct canvas *canvas, int y, int height,
		 struct ladder_place place);

/*
 * Draws the heading from row y on: time, A and its endpoint, B and its endpoint; below it, to
 * scale, the time of a row and how well the times of both ends are known.
 */
int ladder_heading_rows(const struct ladder *ladder);
void ladder_heading(const struct ladder *ladder, struct canvas *canvas, int y);

/*
 * Writes over the rule in row y, each at its lifeline, in which states the ends are after the
 * selected segment; what is not known is left out. Returns the columns between the two.
 */
struct title_room ladder_foot(const struct ladder *ladder, struct canvas *canvas, int y);

/*
 * Writes the title "flow 1 of 3   10.0.0.1:40000 ⇄ 10.0.0.2:80   captured at A" in the first row
 * from column x, shortened to end before column end. Returns where it ends.
 */
int ladder_title(const struct ladder *ladder, struct canvas *canvas, struct title_room room,
		 size_t flows);

/* The same above a heading: where there is no room, the ends go first, which the heading has. */
int ladder_title_over_heading(const struct ladder *ladder, struct canvas *canvas,
			      struct title_room room, size_t flows);

/*
 * The same as wide as the ladder, and on a second row what the first has no room for. Returns how
 * many rows it takes.
 */
int ladder_title_rows(const struct ladder *ladder, struct canvas *canvas, size_t flows);

#endif
