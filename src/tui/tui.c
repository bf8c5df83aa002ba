/* The viewer's loop: one wait for keyboard, signals and source. */
#include "tcpladder/tui.h"

#include "tui/app.h"
#include "tui/clock.h"
#include "tui/signals.h"
#include "tui/terminal.h"

#include <locale.h>
#include <stdlib.h>
#include <sys/select.h>

enum {
	KEYS_AT_ONCE = 64, /* then the source has its turn */
	WHEEL_STEPS = 3,
	UTF8_MIN_MAX = 4,     /* bytes of a character, where the locale has all of them */
	FRAME_NS = 100000000, /* between two drawings that no key asked for */
	SECOND_NS = 1000000000,
	DOUBLE_CLICK_NS = SECOND_NS / 10 * 4,
	PATIENCE_NS = SECOND_NS /* what a source is waited for before it is asked how it is */
};

struct click {
	int x, y;
	int64_t time_ns;
};

struct loop {
	const struct tui *tui;
	struct app app;
	struct terminal terminal;
	struct signals signals;
	int64_t drawn_ns;
	int64_t wake_ns; /* when the screen wants to be woken; INT64_MAX for never */
	struct click clicked;
	bool keyed;     /* the screen is to be drawn at once */
	bool stale;     /* the screen is to be drawn when a frame's time has passed */
	bool more_keys; /* some may be left from the last look */
	bool working;   /* the screen has more to do */
	bool ended;     /* the keyboard is gone */
};

static void measure(struct loop *loop)
{
	int width, height;

	terminal_measure(&loop->terminal, &width, &height);
	app_resize(&loop->app, width, height);
	loop->keyed = true;
}

static void serve_signals(struct loop *loop)
{
	bool back = false;

	if (signals_stop_wanted()) {
		terminal_leave(&loop->terminal);
		signals_stop();
		back = true;
	}
	/* After a stop that gave no warning the modes may be another program's as well. */
	if (signals_continued() || back) {
		terminal_return(&loop->terminal);
		loop->app.cleared = true;
		measure(loop);
	}
	if (signals_resized()) {
		loop->app.cleared = true;
		measure(loop);
	}
}

static void draw_if_due(struct loop *loop)
{
	int64_t now = clock_ns();

	if (!loop->keyed && !(loop->stale && now - loop->drawn_ns >= FRAME_NS))
		return;
	app_draw(&loop->app);
	if (loop->app.theme != loop->terminal.theme)
		terminal_theme(&loop->terminal, loop->app.theme);
	terminal_show(&loop->terminal, loop->app.canvas, loop->app.cleared);
	loop->app.cleared = false;
	loop->keyed = loop->stale = false;
	loop->drawn_ns = now;
}

/* The descriptor to wait on for the source, or -1 where it never waits or has ended. */
static int source_descriptor(const struct loop *loop)
{
	const struct tui_source *source = loop->tui->source;

	return loop->app.loading ? source->descriptor(source->context) : -1;
}

/* Until when nothing is to be done that the wait itself would not end; INT64_MAX: for ever. */
static int64_t wait_until(const struct loop *loop, int source, int64_t now)
{
	int64_t until = INT64_MAX;

	if (loop->keyed || loop->more_keys || loop->working || signals_waiting() ||
	    (loop->app.loading && source < 0))
		return now;
	if (loop->stale)
		until = loop->drawn_ns + FRAME_NS;
	else if (source >= 0)
		until = now + PATIENCE_NS;
	return loop->wake_ns < until ? loop->wake_ns : until;
}

/* NULL waits for ever; else how long. */
static struct timespec *choose_timeout(const struct loop *loop, int source,
				       struct timespec *timeout)
{
	int64_t now = clock_ns();
	int64_t until = wait_until(loop, source, now);
	int64_t left = until > now ? until - now : 0;

	*timeout = (struct timespec){left / SECOND_NS, left % SECOND_NS};
	return until == INT64_MAX ? NULL : timeout;
}

/* Waits until there is something to do; says whether the keyboard and the source are ready. */
static void wait_for(struct loop *loop, bool *keyboard, bool *source)
{
	int in = fileno(loop->tui->in);
	int from = source_descriptor(loop);
	sigset_t open = signals_open(&loop->signals);
	struct timespec timeout;
	fd_set set;
	int ready;

	FD_ZERO(&set);
	FD_SET(in, &set);
	if (from >= 0)
		FD_SET(from, &set);
	signals_hold(&loop->signals);
	ready = pselect((in > from ? in : from) + 1, &set, NULL, NULL,
			choose_timeout(loop, from, &timeout), &open);
	if (ready < 0)
		FD_ZERO(&set);
	signals_release(&loop->signals);
	*keyboard = FD_ISSET(in, &set) || loop->more_keys;
	*source = loop->app.loading && (from < 0 || FD_ISSET(from, &set) || ready == 0);
}

static void turn_wheel(struct loop *loop, int key)
{
	for (int i = 0; i < WHEEL_STEPS; i++)
		app_key(&loop->app, key);
}

/* The second of two clicks, at the same cell and soon enough, opens what is there. */
static void click(struct loop *loop, struct click at)
{
	const struct click *last = &loop->clicked;
	bool twice =
		at.x == last->x && at.y == last->y && at.time_ns - last->time_ns <= DOUBLE_CLICK_NS;

	if (twice)
		app_point_twice(&loop->app, at.x, at.y);
	else
		app_point(&loop->app, at.x, at.y);
	loop->clicked = twice ? (struct click){.x = -1} : at;
}

static void serve_keys(struct loop *loop)
{
	struct terminal_input input;

	loop->more_keys = false;
	loop->app.now_ns = clock_ns();
	for (int i = 0; i < KEYS_AT_ONCE && !loop->app.leaving; i++) {
		switch (terminal_read(&loop->terminal, &input)) {
		case INPUT_KEY: app_key(&loop->app, input.key); break;
		case INPUT_WHEEL: turn_wheel(loop, input.key); break;
		case INPUT_CLICK:
			click(loop, (struct click){input.x, input.y, loop->app.now_ns});
			break;
		case INPUT_ENDED: loop->ended = true; return;
		case INPUT_NONE: return;
		}
		loop->keyed = true;
	}
	/* Curses may have taken them from the descriptor already. */
	loop->more_keys = true;
}

/* The source and the screen share it where both have something to do. */
static int64_t slice_ns(const struct loop *loop)
{
	return loop->app.loading && loop->working ? APP_SLICE_NS / 2 : APP_SLICE_NS;
}

static void load_slice(struct loop *loop)
{
	const struct tui_source *source = loop->tui->source;

	if (app_loaded(&loop->app, source->pump(source->context, slice_ns(loop))))
		loop->stale = true;
	/* The last figures stay for good: they are not left for later. */
	if (!loop->app.loading)
		loop->keyed = true;
}

/* What a screen has left to do is done between two looks at the keyboard. */
static void work_slice(struct loop *loop)
{
	bool more = app_work(&loop->app, slice_ns(loop));

	loop->stale |= more;
	/* What is there in the end is shown at once. */
	loop->keyed |= loop->working && !more;
	loop->working = more;
}

/* A screen that moves by itself is drawn as it moves. */
static void wake(struct loop *loop)
{
	bool drawing;

	loop->wake_ns = app_wake(&loop->app, clock_ns(), &drawing);
	loop->keyed |= drawing;
}

/* Something is on the screen after the first slice, or at once where the source makes us wait. */
static void load_first_slice(struct loop *loop)
{
	measure(loop);
	if (source_descriptor(loop) < 0)
		load_slice(loop);
	loop->keyed = true;
}

static bool is_over(const struct loop *loop)
{
	return signals_ending() != 0 || loop->app.leaving || loop->ended;
}

/* One who waits for what takes long is shown how far it is, and stops it with any key. */
static bool pause_for_key(void *context)
{
	struct loop *loop = context;
	struct terminal_input input;
	int64_t now = clock_ns();

	/* What is soon done needs neither. */
	if (now - loop->app.now_ns < FRAME_NS)
		return true;
	if (now - loop->drawn_ns >= FRAME_NS) {
		loop->keyed = true;
		draw_if_due(loop);
	}
	if (signals_ending() != 0)
		return false;
	return terminal_read(&loop->terminal, &input) == INPUT_NONE;
}

static int run(struct loop *loop)
{
	bool keyboard, source;

	load_first_slice(loop);
	while (!is_over(loop)) {
		wake(loop);
		wait_for(loop, &keyboard, &source);
		serve_signals(loop);
		if (keyboard)
			serve_keys(loop);
		draw_if_due(loop);
		if (source && !is_over(loop))
			load_slice(loop);
		if (!is_over(loop))
			work_slice(loop);
	}
	return signals_ending();
}

/*
 * Curses writes what the locale can say: UTF-8 asked for in another locale needs one that has it,
 * and where there is none, ASCII is better than nothing, and English the language that has it.
 */
static void choose_glyphs(struct tui *tui)
{
	if (tui->glyphs == GLYPHS_ASCII || MB_CUR_MAX >= UTF8_MIN_MAX ||
	    setlocale(LC_CTYPE, "C.UTF-8"))
		return;
	tui->glyphs = GLYPHS_ASCII;
	tui->ladder.lang = lang_default();
}

int tui_run(const struct tui *given, struct error *error)
{
	struct tui tui = *given;
	struct loop loop = {.tui = &tui};
	int signal;

	choose_glyphs(&tui);
	signals_take(&loop.signals);
	if (terminal_open(&loop.terminal, &tui, error) < 0) {
		signals_give_back(&loop.signals);
		return -1;
	}
	app_open(&loop.app, &tui, 1, 1);
	loop.app.pause = pause_for_key;
	loop.app.pause_context = &loop;
	signal = run(&loop);
	app_close(&loop.app);
	terminal_close(&loop.terminal);
	signals_give_back(&loop.signals);
	return signal;
}
