/*
 * Measures a command: run-command COMMAND... prints its processor time in ns, the time that
 * passed in ns, and its peak memory in KiB.
 *
 * With -s TEXT the command gets a terminal of 80 by 24, and the time is the one until it has
 * written the text there; then it is sent a q.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SCREEN_MAX = 1 << 20, PATIENCE_MS = 20000, LEAVE_MS = 200 };

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void become(char **command, int input, int output)
{
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static pid_t start_quietly(char **command)
{
	pid_t child = fork();
	int nothing;

	if (child != 0)
		return child;
	nothing = open("/dev/null", O_RDWR);
	dup2(nothing, STDERR_FILENO);
	become(command, nothing, nothing);
	return -1;
}

static pid_t start_on_terminal(char **command, int terminal)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	pid_t child;
	int end;

	if (grantpt(terminal) < 0 || unlockpt(terminal) < 0)
		return -1;
	child = fork();
	if (child != 0)
		return child;
	setsid();
	end = open(ptsname(terminal), O_RDWR);
	ioctl(end, TIOCSWINSZ, &size);
	setenv("TERM", "xterm", 1);
	become(command, end, end);
	return -1;
}

/* When the text has been written there; -1 where it never is. */
static long long wait_for(int terminal, const char *text)
{
	static char screen[SCREEN_MAX];
	struct pollfd poller = {terminal, POLLIN, 0};
	size_t used = 0;

	while (used < sizeof(screen) - 1 && poll(&poller, 1, PATIENCE_MS) > 0) {
		ssize_t got = read(terminal, screen + used, sizeof(screen) - 1 - used);

		if (got <= 0)
			break;
		used += (size_t)got;
		if (memmem(screen, used, text, strlen(text)))
			return now_ns();
	}
	return -1;
}

/* Leaves every screen, and keeps reading what the command writes, so that it can end. */
static void leave(int terminal)
{
	struct pollfd poller = {terminal, POLLIN, 0};
	char rest[4096];

	for (int i = 0; i < 3 && write(terminal, "q", 1) == 1; i++)
		while (poll(&poller, 1, LEAVE_MS) > 0)
			if (read(terminal, rest, sizeof(rest)) <= 0)
				return;
}

static int print_usage(pid_t child, long long start, long long end)
{
	struct rusage usage;
	int status;

	wait4(child, &status, 0, &usage);
	if (end == 0)
		end = now_ns();
	printf("%lld %lld %ld\n",
	       (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL +
		       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL,
	       end - start, usage.ru_maxrss);
	return end > 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
	long long start = now_ns(), end = 0;
	int terminal;
	pid_t child;

	if (argc > 3 && strcmp(argv[1], "-s") == 0) {
		terminal = posix_openpt(O_RDWR | O_NOCTTY);
		child = start_on_terminal(argv + 3, terminal);
		end = wait_for(terminal, argv[2]);
		leave(terminal);
		kill(child, SIGTERM);
	} else if (argc > 1) {
		child = start_quietly(argv + 1);
	} else {
		fprintf(stderr, "usage: run-command [-s TEXT] COMMAND...\n");
		return 2;
	}
	return print_usage(child, start, end);
}
