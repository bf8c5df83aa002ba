/* The help screen: every key, from the key table, and how to read a ladder. */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tui/prompt.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct help_line {
	enum ink ink;
	char keys[KEY_NAMES]; /* left column */
	const char *what;     /* right column, or the heading */
};

enum { LINES_MAX = 160, TOP_Y = 1, KEYS_NARROW = 10, KEYS_WIDE = 13, WIDE = APP_MIN_WIDTH + 4 };

struct help {
	struct help_line lines[LINES_MAX];
	size_t count;
	size_t top;
	size_t found; /* by the last search; count for none */
	bool typing;  /* a search */
	struct prompt query;
};

static struct help_line *add_line(struct help *help, enum ink ink, const char *what)
{
	struct help_line *line = &help->lines[help->count++];

	assert(help->count < LINES_MAX);
	line->ink = ink;
	line->what = what;
	return line;
}

static void add_screen(struct help *help, const struct app *app, enum screen_kind screen)
{
	const struct key_row *row;

	add_line(help, INK_HEADING, app_text(app, key_screen_name(screen)));
	for (size_t i = 0; (row = keymap_row(app->keymap, i)) != NULL; i++)
		if ((row->screens >> screen & 1) && row->codes[0])
			key_texts(row, app->tui->glyphs,
				  add_line(help, INK_PLAIN, app_text(app, row->what))->keys);
}

/* No key, but whoever wants to copy from the screen has to know of it. */
static void add_mouse(struct help *help, const struct app *app)
{
	snprintf(add_line(help, INK_PLAIN, app_text(app, MSG_KEY_MOUSE_WHAT))->keys, KEY_NAMES,
		 "%s", app_text(app, MSG_KEY_MOUSE));
	add_line(help, INK_PLAIN, "");
}

/* What the ladder draws; the canvas has the ASCII form of it. Or what it writes, in words. */
struct sign {
	const char *sign; /* NULL for words */
	enum ink ink;
	enum message what, words;
};

static const struct sign legend[] = {
	{"│", INK_DIM, MSG_LEGEND_TIME, 0},
	{"✗", INK_LOST, MSG_LEGEND_LOST, 0},
	{"↻", INK_RESENT, MSG_LEGEND_AGAIN, 0},
	{"· · ·", INK_DIM, MSG_LEGEND_NOT_CAPTURED, 0},
	{"┌ └", INK_NOTICE, MSG_LEGEND_WAIT, 0},
	{"LISTEN?", INK_STATE, MSG_LEGEND_STATE, 0},
	{"- - -", INK_DIM, MSG_LEGEND_ESTIMATED, 0},
	{"⋮", INK_DIM, MSG_LEGEND_FOLD, 0},
	{"+3", INK_DIM, MSG_LEGEND_REST, 0},
	{"A LISTEN", INK_STATE, MSG_LEGEND_FOOT, 0},
	{NULL, INK_NOTICE, MSG_LEGEND_RTT, MSG_COLUMN_RTT},
	{NULL, INK_RESENT, MSG_LEGEND_AGAIN_FOOT, MSG_LEGEND_AGAIN_SIGN},
};

/* And what the list of flows draws. */
static const struct sign list_legend[] = {
	{"✗", INK_LOST, MSG_LEGEND_LOST, 0},
	{"↻", INK_RESENT, MSG_LEGEND_AGAIN, 0},
	{NULL, INK_NOTICE, MSG_LEGEND_TROUBLE, MSG_COLUMN_TROUBLE},
	{NULL, INK_RESENT, MSG_LEGEND_AGAIN_COUNT, MSG_COLUMN_AGAIN},
	{NULL, INK_RESENT, MSG_LEGEND_AGAIN_BYTES, MSG_COLUMN_BYTES_AGAIN},
	{"< >", INK_NOTICE, MSG_LEGEND_HIDDEN, 0},
	{NULL, INK_DIM, MSG_LEGEND_LIFE, MSG_COLUMN_LIFE},
	{"⣀ ⣤ ⣶ ⣿", INK_DIM, MSG_LEGEND_COUNT, 0},
	{"S F R 0", INK_STATE, MSG_LEGEND_LETTERS, 0},
};

static void add_legend(struct help *help, const struct app *app, const struct sign *signs,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		snprintf(add_line(help, signs[i].ink, app_text(app, signs[i].what))->keys,
			 KEY_NAMES, "%s",
			 signs[i].sign ? signs[i].sign : app_text(app, signs[i].words));
	add_line(help, INK_PLAIN, "");
}

/* The keys of the screen that the help was asked on come first. */
static void *help_open(struct app *app)
{
	struct help *help = memory_zero(1, sizeof(*help));
	enum screen_kind asked = app->stack[app->depth - 1].view->screen;

	add_screen(help, app, asked);
	add_mouse(help, app);
	if (asked == SCREEN_LADDER) {
		add_line(help, INK_HEADING, app_text(app, MSG_LEGEND));
		add_legend(help, app, legend, sizeof(legend) / sizeof(*legend));
	} else if (asked == SCREEN_FLOWS) {
		add_line(help, INK_HEADING, app_text(app, MSG_LEGEND_LIST));
		add_legend(help, app, list_legend, sizeof(list_legend) / sizeof(*list_legend));
	}
	add_screen(help, app, SCREEN_HELP);
	add_screen(help, app, SCREEN_PROMPT);
	help->found = help->count;
	return help;
}

static size_t help_height(const struct app *app)
{
	return (size_t)(canvas_height(app->canvas) - TOP_Y - 1);
}

static bool line_matches(const struct help *help, size_t index)
{
	const char *query = help->query.text;

	return query[0] && (strcasestr(help->lines[index].what, query) ||
			    strcasestr(help->lines[index].keys, query));
}

/* Goes to the next line that matches, round the end; step is 1, or count - 1 for backwards. */
static void find(struct app *app, struct help *help, size_t start, size_t step)
{
	size_t at = start % help->count;

	for (size_t i = 0; i < help->count; i++) {
		if (line_matches(help, at)) {
			help->found = at;
			help->top = list_scroll(help->top, at, help->count, help_height(app));
			return;
		}
		at = (at + step) % help->count;
	}
	help->found = help->count;
	app_note(app, "%s", app_text(app, MSG_NOT_FOUND));
}

/* How many lines may be the first one, so that no empty lines are shown below the last. */
static size_t tops(const struct app *app, const struct help *help)
{
	size_t height = help_height(app);

	return help->count > height ? help->count - height + 1 : 1;
}

static void help_act(struct app *app, void *state, enum action action)
{
	struct help *help = state;
	size_t back = help->count - 1;

	switch (action) {
	case ACTION_SEARCH:
		help->typing = true;
		prompt_begin(&help->query, "");
		break;
	case ACTION_SEARCH_NEXT: find(app, help, help->found + 1, 1); break;
	case ACTION_SEARCH_PREVIOUS: find(app, help, help->found + back, back); break;
	default: help->top = list_move(action, help->top, tops(app, help), help_height(app)); break;
	}
}

static bool help_typed(struct app *app, void *state, int key)
{
	struct help *help = state;

	if (!help->typing)
		return false;
	switch (prompt_key(&help->query, key)) {
	case PROMPT_DONE:
		help->typing = false;
		find(app, help, help->top, 1);
		break;
	case PROMPT_CANCELLED: help->typing = false; break;
	default: break;
	}
	return true;
}

/* Names too long for their column push to the right what the key does. */
static void draw_line(struct app *app, const struct help_line *line, int y)
{
	bool heading = line->ink == INK_HEADING;
	int room = canvas_width(app->canvas) < WIDE ? KEYS_NARROW : KEYS_WIDE;
	int x = 1, used;

	if (!heading) {
		used = canvas_text(app->canvas, x + 2, y, -1,
				   line->ink == INK_PLAIN ? INK_HEADING : line->ink, line->keys);
		x += 2 + (used < room ? room : used + 1);
	}
	canvas_text(app->canvas, x, y, -1, heading ? INK_BAND : INK_PLAIN, line->what);
}

static void help_draw(struct app *app, void *state)
{
	struct help *help = state;
	size_t height = help_height(app);

	canvas_text(app->canvas, app_title(app).x, 0, -1, INK_TITLE,
		    app_text(app, MSG_SCREEN_HELP));
	if (help->top >= tops(app, help))
		help->top = tops(app, help) - 1;
	for (size_t i = 0; i < height && help->top + i < help->count; i++) {
		draw_line(app, &help->lines[help->top + i], TOP_Y + (int)i);
		if (help->top + i == help->found)
			canvas_select(app->canvas, 0, TOP_Y + (int)i, canvas_width(app->canvas), 1);
	}
	if (help->typing)
		prompt_draw(app, &help->query, app_text(app, MSG_SEARCH_PROMPT));
}

const struct view view_help = {
	.screen = SCREEN_HELP,
	.open = help_open,
	.close = free,
	.draw = help_draw,
	.act = help_act,
	.typed = help_typed,
};
