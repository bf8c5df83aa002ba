/* The viewer and signals: those that end it, stop it and kill it leave the terminal whole. */
#include "support/screen.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

	/* nohup has one of them ignored, which the viewer leaves so */
	signal(numbers[_i], SIG_DFL);
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

Suite *tui_signals_suite(void)
{
	Suite *suite = suite_create("tui signals");
	TCase *tcase = tcase_create("signals");

	tcase_add_loop_test(tcase, signals_that_end_are_returned, 0, 3);
	tcase_add_loop_test(tcase, whoever_dies_leaves_the_terminal_whole, 0, DEATHS);
	tcase_add_test(tcase, a_stop_gives_the_terminal_back_and_takes_it_again);
	suite_add_tcase(suite, tcase);
	return suite;
}
