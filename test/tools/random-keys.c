/*
 * Runs the program in a terminal of its own and types at random, on one capture after another,
 * until the time is over: random-keys PROGRAM SECONDS SEED CAPTURE... The same seed types the same.
 *
 * It must answer as long as it runs, end with 0 or by the signal it was sent, write nothing to
 * standard error, and leave the terminal as it was.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "support/babble.h"
#include "support/job.h"

enum {
	BURST_MOST = 16,
	ROUND_MOST = 2000, /* keys of one run */
	LOOK_EVERY = 300,  /* keys between two looks whether it answers */
	TYPED_ROOM = 1 << 16,
	PATIENCE_MS = 60000, /* for an answer; a sanitizer on a busy machine is slow */
	LEAKS_MS = 5000,     /* enough to look for leaks, mostly */
	ENDS_MOST = 64,      /* keys that must lead out of any screen */
	NOBODY = 65534,
	PATH = 4096
};

struct totals {
	uint64_t runs, keys, sizes, stops;
	unsigned findings;
};

struct typist {
	char program[PATH];
	char *const *captures;
	size_t capture_count;
	char folder[64]; /* where it may write */
	uint64_t seed;
	time_t end;
	struct totals totals;
	/* of this run */
	const char *capture, *option;
	int terminal; /* the master side */
	int leader;   /* who started the program */
	int width;
	struct termios before;
	unsigned char typed[TYPED_ROOM];
	size_t typed_size;
};

static uint64_t draw(struct typist *typist, uint64_t below)
{
	return babble_draw(&typist->seed, below);
}

static void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static void report(struct typist *typist, const char *what, int number)
{
	size_t from = typist->typed_size > 400 ? typist->typed_size - 400 : 0;

	typist->totals.findings++;
	printf("not ok run %" PRIu64 ", %s %s: %s %d; typed last: ", typist->totals.runs,
	       typist->option, typist->capture, what, number);
	for (size_t i = from; i < typist->typed_size; i++)
		printf(typist->typed[i] > 0x20 && typist->typed[i] < 0x7f ? "%c" : "\\x%02x",
		       typist->typed[i]);
	printf("\n");
	fflush(stdout);
}

/* --- the program in its terminal --- */

/* Root could write anywhere by a name that is typed at random. */
static void become_harmless(const struct typist *typist)
{
	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		_exit(EXIT_FAILURE);
	if (chdir(typist->folder) != 0)
		_exit(EXIT_FAILURE);
}

static void run_program(const struct typist *typist)
{
	static const int usual[] = {SIGTTOU, SIGHUP, SIGINT, SIGQUIT};
	int error = open("stderr", O_WRONLY | O_CREAT | O_APPEND, 0600);

	setpgid(0, 0);
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		signal(usual[i], SIG_DFL);
	dup2(error, STDERR_FILENO);
	if (*typist->option)
		execl(typist->program, typist->program, typist->option, typist->capture, NULL);
	else
		execl(typist->program, typist->program, typist->capture, NULL);
	_exit(127);
}

static void lead(const struct typist *typist, const char *name)
{
	pid_t program;
	int terminal;

	setsid();
	terminal = open(name, O_RDWR);
	ioctl(terminal, TIOCSCTTY, 0);
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		dup2(terminal, fd);
	become_harmless(typist);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	program = fork();
	if (program == 0)
		run_program(typist);
	setpgid(program, program);
	_exit(job_wait(program));
}

static void resize(struct typist *typist, int width, int height)
{
	struct winsize size = {(unsigned short)height, (unsigned short)width, 0, 0};

	typist->width = width;
	ioctl(typist->terminal, TIOCSWINSZ, &size);
	typist->totals.sizes++;
}

static void start(struct typist *typist)
{
	const char *name;

	typist->terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (typist->terminal < 0 || grantpt(typist->terminal) != 0 ||
	    unlockpt(typist->terminal) != 0)
		fail("a terminal");
	name = ptsname(typist->terminal);
	if (geteuid() == 0 && chown(name, NOBODY, NOBODY) != 0)
		fail(name);
	tcgetattr(typist->terminal, &typist->before);
	resize(typist, 80, 24);
	typist->typed_size = 0;
	typist->leader = fork();
	if (typist->leader < 0)
		fail("fork");
	if (typist->leader == 0)
		lead(typist, name);
	typist->totals.runs++;
}

/* Takes what it draws for so long at most; how many bytes came, -1 where it is over. */
static int drain(struct typist *typist, int ms)
{
	struct pollfd what = {.fd = typist->terminal, .events = POLLIN};
	char buffer[16384];
	ssize_t got;

	if (poll(&what, 1, ms) <= 0)
		return 0;
	got = read(typist->terminal, buffer, sizeof(buffer));
	if (got <= 0)
		poll(NULL, 0, ms > 0 ? 10 : 0);
	return got > 0 ? (int)got : -1;
}

/* It has the terminal as it wants it. Before and after, what is sent would tell nothing of it. */
static bool is_up(const struct typist *typist)
{
	struct termios now;

	return tcgetattr(typist->terminal, &now) == 0 && !(now.c_lflag & ICANON);
}

/* A size that changes is drawn anew, whatever is on the screen. */
static bool answers(struct typist *typist)
{
	int got;

	while ((got = drain(typist, 0)) > 0)
		continue;
	if (got < 0 || !is_up(typist))
		return true;
	resize(typist, typist->width == 90 ? 110 : 90, 30);
	return drain(typist, PATIENCE_MS) != 0;
}

/* --- what is typed --- */

static void type(struct typist *typist, const char *keys, size_t size)
{
	while (size > 0) {
		ssize_t put = write(typist->terminal, keys, size);

		if (put < 0 && errno != EAGAIN && errno != EINTR)
			return;
		for (ssize_t i = 0; i < put && typist->typed_size < TYPED_ROOM; i++)
			typist->typed[typist->typed_size++] = (unsigned char)keys[i];
		keys += put > 0 ? put : 0;
		size -= put > 0 ? (size_t)put : 0;
		if (put < 0 && drain(typist, 10) < 0)
			return;
	}
	typist->totals.keys++;
}

static void type_one(struct typist *typist)
{
	char keys[BABBLE_ROOM];
	size_t size;

	switch (babble(&typist->seed, keys, &size)) {
	case BABBLE_KEYS: type(typist, keys, size); break;
	case BABBLE_SIZE:
		resize(typist, 1 + (int)draw(typist, 220), 1 + (int)draw(typist, 60));
		break;
	case BABBLE_STOP:
		type(typist, "\x1a", 1);
		typist->totals.stops++;
		break;
	}
}

/* --- one run --- */

static bool is_over(const struct typist *typist)
{
	siginfo_t how = {0};

	return waitid(P_PID, (id_t)typist->leader, &how, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       how.si_pid == typist->leader;
}

static bool is_stuck(struct typist *typist)
{
	if (answers(typist))
		return false;
	report(typist, "no answer within ms", PATIENCE_MS);
	kill(typist->leader, SIGKILL);
	return true;
}

/* Types until it ends, or enough was typed. */
static void type_on(struct typist *typist)
{
	uint64_t keys = 20 + draw(typist, ROUND_MOST), looked = 0;

	for (uint64_t i = 0; i < keys && !is_over(typist) && time(NULL) < typist->end; i++) {
		if (!is_up(typist)) {
			if (drain(typist, 10) < 0)
				return;
			continue;
		}
		type_one(typist);
		if (i % (1 + draw(typist, BURST_MOST)) == 0 &&
		    drain(typist, (int)draw(typist, 8)) < 0)
			return;
		while (drain(typist, 0) > 0)
			continue;
		if (i - looked < LOOK_EVERY)
			continue;
		looked = i;
		if (is_stuck(typist))
			return;
	}
}

/* Escape and q lead out of every screen. */
static void leave(struct typist *typist)
{
	for (int i = 0; i < ENDS_MOST && !is_over(typist); i++) {
		type(typist, i % 2 ? "q" : "\033", 1);
		while (drain(typist, 100) > 0)
			continue;
	}
	for (int waited = 0; !is_over(typist) && waited < PATIENCE_MS; waited += 100) {
		drain(typist, 100);
		if (waited % LEAKS_MS == LEAKS_MS - 100)
			job_give_stop_back(typist->terminal);
	}
	if (is_over(typist))
		return;
	report(typist, "does not end; keys that lead out", ENDS_MOST);
	close(typist->terminal); /* it gets SIGHUP */
	typist->terminal = open("/dev/null", O_RDWR);
}

static void check_terminal(struct typist *typist)
{
	const tcflag_t modes = ICANON | ECHO | ISIG;
	struct termios after;

	if (tcgetattr(typist->terminal, &after) == 0 &&
	    (after.c_lflag & modes) != (typist->before.c_lflag & modes))
		report(typist, "the terminal is left in another mode", (int)after.c_lflag);
}

static void check_words(struct typist *typist)
{
	char path[PATH], line[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/stderr", typist->folder);
	file = fopen(path, "r");
	if (!file)
		return;
	while (fgets(line, sizeof(line), file)) {
		if (ftell(file) == (long)strlen(line))
			report(typist, "standard error", 0);
		printf("  ! %s", line);
	}
	fclose(file);
	unlink(path);
}

static void run(struct typist *typist)
{
	static const char *const options[] = {"",         "",         "--lang=ko", "--ascii",
					      "--step",   "--play",   "--predict", "--style=scale",
					      "--flow=1", "--lang=ko"};
	int status;

	typist->capture = typist->captures[draw(typist, typist->capture_count)];
	typist->option = options[draw(typist, sizeof(options) / sizeof(*options))];
	start(typist);
	type_on(typist);
	leave(typist);
	waitpid(typist->leader, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		report(typist, "ended with", WIFEXITED(status) ? WEXITSTATUS(status) : -status);
	check_terminal(typist);
	check_words(typist);
	close(typist->terminal);
}

int main(int argc, char **argv)
{
	static struct typist typist;
	char command[PATH];

	if (argc < 5 || !realpath(argv[1], typist.program)) {
		fprintf(stderr, "usage: random-keys PROGRAM SECONDS SEED CAPTURE...\n");
		return 2;
	}
	typist.captures = argv + 4;
	typist.capture_count = (size_t)argc - 4;
	typist.seed = strtoull(argv[3], NULL, 10);
	typist.end = time(NULL) + strtol(argv[2], NULL, 10);
	if (!mkdtemp(strcpy(typist.folder, "/tmp/tcpladder-keys-XXXXXX")))
		fail("/tmp");
	if (geteuid() == 0 && chown(typist.folder, NOBODY, NOBODY) != 0)
		fail(typist.folder);
	setenv("TERM", "xterm-256color", 1);
	setenv("XDG_CONFIG_HOME", typist.folder, 1);
	while (time(NULL) < typist.end)
		run(&typist);
	printf("%" PRIu64 " keys, %" PRIu64 " sizes, %" PRIu64 " stops, %" PRIu64
	       " runs: %u findings\n",
	       typist.totals.keys, typist.totals.sizes, typist.totals.stops, typist.totals.runs,
	       typist.totals.findings);
	snprintf(command, sizeof(command), "rm -rf '%s'", typist.folder);
	return system(command) != 0 || typist.totals.findings > 0;
}
