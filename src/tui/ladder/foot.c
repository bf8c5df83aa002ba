/* The rule below the ladder, and what is written upon it. */
#include "tui/ladder/foot.h"

#include "tcpladder/explain.h"
#include "tcpladder/flow_list.h"

#include <stdio.h>

/* From the fullest to none; where nothing is known, all are empty. */
enum form { FORM_FULL, FORM_SHORT, FORM_LEAST, FORM_NONE, FORMS };

enum { PART_TEXT = 96 };

struct part {
	char text[FORMS][PART_TEXT];
};

static char side_letter(enum side side)
{
	return side == SIDE_A ? 'A' : 'B';
}

/* --- the round trip --- */

/* At the end where it was captured; that it is known where tells the title. */
static void say_near(const struct app *app, enum side side, struct round_trip trip,
		     struct part *part)
{
	unsigned long frame = trip.event->frame;
	char wait[LADDER_WAIT];

	ladder_wait(trip.ns, wait);
	snprintf(part->text[FORM_FULL], PART_TEXT, app_text(app, MSG_FOOT_RTT_AT),
		 side_letter(side), wait, frame);
	snprintf(part->text[FORM_SHORT], PART_TEXT, app_text(app, MSG_FOOT_RTT_AT_SHORT),
		 side_letter(side), wait);
	snprintf(part->text[FORM_LEAST], PART_TEXT, app_text(app, MSG_FOOT_RTT_LEAST), wait);
}

/* From the capture to that end and back. */
static void say_way(const struct app *app, enum side to, struct round_trip trip, struct part *part)
{
	unsigned long frame = trip.event->frame;
	char wait[LADDER_WAIT];

	ladder_wait(trip.ns, wait);
	snprintf(part->text[FORM_FULL], PART_TEXT, app_text(app, MSG_FOOT_RTT_TO), side_letter(to),
		 wait, frame);
	snprintf(part->text[FORM_SHORT], PART_TEXT, app_text(app, MSG_FOOT_RTT_TO_SHORT),
		 side_letter(to), wait);
	snprintf(part->text[FORM_LEAST], PART_TEXT, "%s", part->text[FORM_SHORT]);
}

/* Two parts of one round trip; where there is no room for both, the longer one. */
static void say_ways(const struct app *app, const struct round_trip to[2], struct part *part)
{
	enum side longer = to[SIDE_A].ns > to[SIDE_B].ns ? SIDE_A : SIDE_B;
	char a[LADDER_WAIT], b[LADDER_WAIT];

	if (!to[longer].event)
		return;
	say_way(app, longer, to[longer], part);
	if (!to[!longer].event)
		return;
	ladder_wait(to[SIDE_A].ns, a);
	ladder_wait(to[SIDE_B].ns, b);
	snprintf(part->text[FORM_FULL], PART_TEXT, app_text(app, MSG_FOOT_RTT_BOTH), a, b);
}

static struct round_trip trip_of(const struct ladder *ladder, enum side sender)
{
	return explain_round_trip(ladder->flow, ladder->selected, sender);
}

/* Nothing is missed before there was time for an answer. */
static void say_none(const struct app *app, const struct ladder *ladder, struct part *part)
{
	const struct event *event = flow_event(ladder->flow, ladder->selected);

	if (event->phase == PHASE_OPEN)
		return;
	snprintf(part->text[FORM_FULL], PART_TEXT, "%s", app_text(app, MSG_FOOT_RTT_NONE));
	snprintf(part->text[FORM_SHORT], PART_TEXT, "%s", app_text(app, MSG_FOOT_RTT_NONE));
}

/* What A sends comes back from B. */
static void say_round_trip(const struct app *app, const struct ladder *ladder, struct part *part)
{
	struct round_trip trip;
	enum side near;

	if (!flow_has(ladder->flow, ladder->selected))
		return;
	if (explain_near(flow_summary(ladder->flow).vantage, &near)) {
		trip = trip_of(ladder, near);
		if (trip.event)
			say_near(app, near, trip, part);
	} else {
		say_ways(app,
			 (struct round_trip[]){trip_of(ladder, SIDE_B), trip_of(ladder, SIDE_A)},
			 part);
	}
	if (!*part->text[FORM_FULL])
		say_none(app, ladder, part);
}

/* --- bytes sent again --- */

static void say_again(const struct app *app, const struct ladder *ladder, struct part *part)
{
	enum { COUNT_TEXT = 24 };
	struct flow_summary flow = flow_summary(ladder->flow);
	uint64_t again[2] = {flow.half[SIDE_A].bytes_again, flow.half[SIDE_B].bytes_again};
	enum side more = again[SIDE_A] > again[SIDE_B] ? SIDE_A : SIDE_B;
	char a[COUNT_TEXT], b[COUNT_TEXT], both[COUNT_TEXT];

	if (again[more] == 0)
		return;
	flow_list_count(again[SIDE_A], a, sizeof(a));
	flow_list_count(again[SIDE_B], b, sizeof(b));
	flow_list_count(again[SIDE_A] + again[SIDE_B], both, sizeof(both));
	snprintf(part->text[FORM_FULL], PART_TEXT, app_text(app, MSG_FOOT_AGAIN),
		 (unsigned long long)again[SIDE_A], (unsigned long long)again[SIDE_B]);
	snprintf(part->text[FORM_SHORT], PART_TEXT, app_text(app, MSG_FOOT_AGAIN_SHORT), a, b);
	snprintf(part->text[FORM_LEAST], PART_TEXT, app_text(app, MSG_FOOT_AGAIN_LEAST), both);
	if (again[!more] > 0)
		return;
	for (int form = FORM_SHORT; form <= FORM_LEAST; form++)
		snprintf(part->text[form], PART_TEXT, app_text(app, MSG_FOOT_AGAIN_ONE),
			 side_letter(more), both);
}

/* --- both in a row --- */

/* Which forms, from the fullest: a number sent again gives way before what it counts does. */
static const struct {
	enum form round_trip, again;
} choices[] = {
	{FORM_FULL, FORM_FULL},   {FORM_SHORT, FORM_FULL},  {FORM_FULL, FORM_SHORT},
	{FORM_SHORT, FORM_SHORT}, {FORM_SHORT, FORM_LEAST}, {FORM_LEAST, FORM_SHORT},
	{FORM_LEAST, FORM_LEAST}, {FORM_NONE, FORM_SHORT},  {FORM_NONE, FORM_LEAST},
	{FORM_LEAST, FORM_NONE},
};

enum { BRIEFEST = 6, CHOICES = sizeof(choices) / sizeof(*choices) };

/* What of the rule remains, in cells, and in how many pieces. */
struct rest {
	int cells, pieces;
};

static struct rest rest_of(const struct app *app, int room, const struct part part[2], size_t i)
{
	const char *first = part[0].text[choices[i].round_trip];
	const char *second = part[1].text[choices[i].again];
	int width = canvas_text_width(app->canvas, first) + canvas_text_width(app->canvas, second);

	return (struct rest){room - width, 1 + (*first != '\0') + (*second != '\0')};
}

/* The fullest that leaves some of the rule beside each; the briefest of both may take all. */
static size_t choose(const struct app *app, int room, const struct part part[2])
{
	size_t i = 0;

	for (; i < CHOICES; i++) {
		struct rest rest = rest_of(app, room, part, i);

		if (rest.cells >= (i < BRIEFEST ? rest.pieces : 0))
			break;
	}
	return i;
}

/* With the same of the rule between and beside them. */
static void write_both(struct app *app, struct title_room room, int y, const struct part part[2])
{
	size_t choice = choose(app, room.end - room.x, part);
	struct rest rest;
	const char *first;
	int gap, x;

	if (choice == CHOICES)
		return;
	rest = rest_of(app, room.end - room.x, part, choice);
	first = part[0].text[choices[choice].round_trip];
	gap = rest.cells / rest.pieces;
	x = room.x + (*first ? gap : 0);
	x += canvas_text(app->canvas, x, y, -1, INK_NOTICE, first) + gap;
	canvas_text(app->canvas, x, y, -1, INK_RESENT, part[1].text[choices[choice].again]);
}

void foot_draw(struct app *app, const struct ladder *ladder, const struct ladder_filter *filter,
	       int y)
{
	struct part part[2] = {{{""}}};
	struct title_room between;

	app_rule_between(app, (struct title_room){0, ladder->width}, y);
	between = ladder_foot(ladder, app->canvas, y);
	if (ladder->picks) {
		ladder_filter_draw(app, filter, ladder,
				   (struct pane){between.x, y, between.end - between.x, 1});
		return;
	}
	say_round_trip(app, ladder, &part[0]);
	say_again(app, ladder, &part[1]);
	write_both(app, between, y, part);
}
