/* The viewer in curses, on pipes: what is on the screen, its sizes, its signals, its end. */
#include "support/screen.h"
#include "unit/suites.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(struct tracker *tracker, bool (*step)(struct screen *))
{
	struct screen screen;
	struct error error = {""};
	int result;

	screen_open(&screen, tracker, "xterm-256color");
	screen.step = step;
	result = screen_run(&screen, &error);
	ck_assert_str_eq(error.text, "");
	screen_close(&screen);
	tracker_free(tracker);
	return result;
}

/* --- screens --- */

static bool walk_through(struct screen *screen)
{
	switch (screen->steps) {
	case 0: screen->percent = 37; return true;
	case 1:
		ck_assert(screen_shows("3 flows"));
		ck_assert(screen_shows("37 %"));
		screen_keys(screen, "j\n");
		return true;
	case 2:
		ck_assert(screen_shows("flow 2 of 3"));
		ck_assert(screen_shows("SYN-SENT"));
		ck_assert(screen_shows(" #"));
		screen_keys(screen, "\033OB?");
		return true;
	case 3:
		ck_assert(screen_shows("a screenful down"));
		screen_keys(screen, "q");
		return true;
	case 4: ck_assert(screen_shows("SYN+ACK")); return true;
	default: return false;
	}
}

START_TEST(keys_lead_through_the_screens)
{
	ck_assert_int_eq(run(sample_flows(3, 20), walk_through), 0);
}
END_TEST

static bool leave_at_once(struct screen *screen)
{
	ck_assert_int_lt(screen->steps, 3);
	screen_keys(screen, "q");
	return true;
}

START_TEST(q_at_the_top_leaves)
{
	ck_assert_int_eq(run(sample_flows(2, 1), leave_at_once), 0);
}
END_TEST

static bool show_one_flow(struct screen *screen)
{
	if (screen->steps == 1)
		ck_assert(screen_shows("flow 1 of 1"));
	return screen->steps < 1;
}

START_TEST(one_flow_opens_as_a_ladder_and_the_end_of_keys_leaves)
{
	ck_assert_int_eq(run(sample_flows(1, 1), show_one_flow), 0);
}
END_TEST

/* --- sizes --- */

static bool grow_and_shrink(struct screen *screen)
{
	switch (screen->steps) {
	case 1: screen_resize(59, 24); return true;
	case 2:
		ck_assert(screen_shows("needs 60 x 12"));
		ck_assert(!screen_shows("SYN"));
		screen_resize(60, 12);
		return true;
	case 3:
		ck_assert(screen_shows("SYN-SENT"));
		screen_resize(200, 50);
		return true;
	case 4:
		ck_assert(screen_shows("SYN-SENT"));
		screen_resize(1, 1);
		return true;
	case 5: screen_resize(80, 24); return true;
	case 6: ck_assert(screen_shows("SYN-SENT")); return true;
	default: return screen->steps < 6;
	}
}

START_TEST(any_size_is_drawn_and_too_small_is_said)
{
	ck_assert_int_eq(run(sample_flows(1, 20), grow_and_shrink), 0);
}
END_TEST

/* --- signals --- */

static bool ask_to_end(struct screen *screen)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};

	if (screen->steps == 1)
		raise(numbers[*(int *)screen->context]);
	ck_assert_int_lt(screen->steps, 3);
	return true;
}

START_TEST(signals_that_end_are_returned)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	struct sigaction before, after;
	struct screen screen;
	struct error error;

	sigaction(numbers[_i], NULL, &before);
	screen_open(&screen, sample_flows(1, 1), "vt100");
	screen.step = ask_to_end;
	screen.context = &_i;
	ck_assert_int_eq(screen_run(&screen, &error), numbers[_i]);
	sigaction(numbers[_i], NULL, &after);
	ck_assert(before.sa_handler == after.sa_handler);
	tracker_free((struct tracker *)screen.tui.tracker);
	screen_close(&screen);
}
END_TEST

/* A child whose viewer writes to the pipe, and what it did to the terminal until it ended. */
static int run_child(bool (*step)(struct screen *), char *output, size_t size)
{
	int ends[2], status = 0;
	size_t used = 0;
	ssize_t got;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct screen screen;
		struct error error;

		/* libcheck has plans of its own with it. */
		signal(SIGTERM, SIG_DFL);
		/* What a sanitizer has to say of these deaths is known. */
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		/* A group of its own in this session: a stop is not taken for a loss of control. */
		setpgid(0, 0);
		screen_open(&screen, sample_flows(1, 5), "xterm-256color");
		fclose(screen.tui.out);
		screen.tui.out = fdopen(ends[1], "w");
		screen.step = step;
		_exit(screen_run(&screen, &error));
	}
	close(ends[1]);
	waitpid(child, &status, WUNTRACED);
	while (WIFSTOPPED(status)) {
		kill(child, SIGCONT);
		waitpid(child, &status, WUNTRACED);
	}
	while (used + 1 < size && (got = read(ends[0], output + used, size - used - 1)) > 0)
		used += (size_t)got;
	output[used] = '\0';
	close(ends[0]);
	return status;
}

/* The terminal as it was: the other screen left, the cursor seen, at the end of what is written. */
static void check_whole(const char *output)
{
	const char *left = NULL;

	for (const char *at = output; (at = strstr(at, "\033[?1049l")) != NULL; at++)
		left = at;
	ck_assert_ptr_nonnull(left);
	ck_assert_ptr_null(strstr(left, "\033[?1049h"));
	ck_assert_ptr_null(strstr(left, "\033[?25l"));
	ck_assert_ptr_nonnull(strstr(output, "\033[?12l\033[?25h"));
}

static bool crash(struct screen *screen)
{
	if (screen->steps == 1)
		raise(SIGSEGV);
	return true;
}

static bool abort_itself(struct screen *screen)
{
	if (screen->steps == 1)
		abort();
	return true;
}

static bool be_killed(struct screen *screen)
{
	if (screen->steps == 1)
		raise(SIGUSR1);
	return true;
}

/* A source that never returns, as one that reads a pipe might. */
static bool hang(struct screen *screen)
{
	if (screen->steps == 1)
		raise(SIGTERM);
	while (screen->steps == 1)
		pause();
	return true;
}

static bool run_out_of_memory(struct screen *screen)
{
	if (screen->steps == 1)
		memory_grow(NULL, SIZE_MAX / 2, 4);
	return true;
}

static const struct {
	bool (*step)(struct screen *);
	int signal; /* 0: an exit with status 1 */
} deaths[] = {{crash, SIGSEGV},
	      {abort_itself, SIGABRT},
	      {be_killed, SIGUSR1},
	      {hang, SIGTERM},
	      {run_out_of_memory, 0}};

enum { OUTPUT_MAX = 1 << 16, DEATHS = sizeof(deaths) / sizeof(*deaths) };

START_TEST(whoever_dies_leaves_the_terminal_whole)
{
	char *output = malloc(OUTPUT_MAX);
	int status = run_child(deaths[_i].step, output, OUTPUT_MAX);

	if (deaths[_i].signal == 0 || WIFEXITED(status))
		/* A sanitizer makes an exit with an error of a crash. */
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) != 0);
	else
		ck_assert_int_eq(WTERMSIG(status), deaths[_i].signal);
	check_whole(output);
	free(output);
}
END_TEST

static bool stop_and_go_on(struct screen *screen)
{
	switch (screen->steps) {
	case 1: raise(SIGTSTP); return true;
	case 2:
		ck_assert(screen_shows("SYN-SENT"));
		screen_keys(screen, "q");
		return true;
	default: return true;
	}
}

START_TEST(a_stop_gives_the_terminal_back_and_takes_it_again)
{
	char *output = malloc(OUTPUT_MAX);
	const char *left, *again;

	ck_assert_int_eq(run_child(stop_and_go_on, output, OUTPUT_MAX), 0);
	left = strstr(output, "\033[?1049l");
	ck_assert_ptr_nonnull(left);
	again = strstr(left, "SYN-SENT");
	ck_assert_ptr_nonnull(again);
	check_whole(again);
	free(output);
}
END_TEST

/* --- terminals that cannot --- */

START_TEST(a_terminal_that_cannot_is_refused_in_one_sentence)
{
	static const char *const names[] = {"dumb", "no-such-terminal", ""};
	struct screen screen;
	struct error error = {""};

	screen_open(&screen, sample_flows(1, 1), names[_i]);
	screen.step = leave_at_once;
	ck_assert_int_eq(screen_run(&screen, &error), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "terminal"));
	ck_assert_ptr_nonnull(strstr(error.text, names[_i]));
	tracker_free((struct tracker *)screen.tui.tracker);
	screen_close(&screen);
}
END_TEST

/* --- anything at all --- */

static unsigned next_random(unsigned *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

enum { SESSION_STEPS = 400, KEYS_A_STEP = 12 };

static const char *const session_keys[] = {
	"j",
	"k",
	"g",
	"G",
	"e",
	"E",
	"v",
	"t",
	"s",
	"?",
	"/",
	"n",
	"N",
	"\n",
	"q",
	"\033",
	"\033OB",
	"\033OA",
	"\033[6~",
	"\033[5~",
	"\033[H",
	"\033OF",
	"\006",
	"\002",
	"\004",
	"\025",
	"\014",
	"\177",
	"x",
	"\033[<64;5;5M",
	"\033[<65;5;5M",
	"\033[<0;9;9M",
	"\303\251",
};

static bool wander(struct screen *screen)
{
	unsigned *state = screen->context;
	struct tracker *tracker = (struct tracker *)screen->tui.tracker;

	screen->percent = screen->steps * 100 / SESSION_STEPS;
	for (int i = 0; i < KEYS_A_STEP; i++)
		screen_keys(screen, session_keys[next_random(state) %
						 (sizeof(session_keys) / sizeof(*session_keys))]);
	/* Leaving is for the other tests; here there is always a level to go back from. */
	screen_keys(screen, "?");
	if (next_random(state) % 4 == 0)
		screen_resize((int)(next_random(state) % 180) + 1,
			      (int)(next_random(state) % 60) + 1);
	if (next_random(state) % 8 == 0)
		sample_add(tracker, next_random(state) % 30);
	return screen->steps < SESSION_STEPS;
}

START_TEST(thousands_of_keys_and_resizes_do_no_harm)
{
	unsigned seed = (unsigned)_i + 1;
	struct screen screen;
	struct error error;

	screen_open(&screen, sample_flows(1, 3), _i % 2 ? "vt100" : "xterm-256color");
	screen.step = wander;
	screen.context = &seed;
	screen.tui.glyphs = GLYPHS_ASCII;
	ck_assert_int_eq(screen_run(&screen, &error), 0);
	tracker_free((struct tracker *)screen.tui.tracker);
	screen_close(&screen);
}
END_TEST

Suite *tui_screen_suite(void)
{
	Suite *suite = suite_create("tui screen");
	TCase *tcase = tcase_create("pipes");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, keys_lead_through_the_screens);
	tcase_add_test(tcase, q_at_the_top_leaves);
	tcase_add_test(tcase, one_flow_opens_as_a_ladder_and_the_end_of_keys_leaves);
	tcase_add_test(tcase, any_size_is_drawn_and_too_small_is_said);
	tcase_add_loop_test(tcase, signals_that_end_are_returned, 0, 3);
	tcase_add_loop_test(tcase, whoever_dies_leaves_the_terminal_whole, 0, DEATHS);
	tcase_add_test(tcase, a_stop_gives_the_terminal_back_and_takes_it_again);
	tcase_add_loop_test(tcase, a_terminal_that_cannot_is_refused_in_one_sentence, 0, 3);
	tcase_add_loop_test(tcase, thousands_of_keys_and_resizes_do_no_harm, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
