/* A flag for the signals that end reading, and an alarm where nobody looks at it. */
#include "load/stop.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATIENCE_S = 1 };

/* Set by the handler, so it is global. */
static volatile sig_atomic_t wanted;

static const int numbers[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP};

enum { COUNT = sizeof(numbers) / sizeof(*numbers) };

void stop_end(int number)
{
	sigset_t set;

	signal(number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(number);
	_exit(EXIT_FAILURE);
}

static void on_signal(int number)
{
	if (number == SIGPIPE) {
		/* Whoever is asked to end has an end already. */
		if (!wanted)
			wanted = number;
		return;
	}
	if (number == SIGALRM || (wanted && wanted != SIGPIPE))
		stop_end(wanted ? wanted : number);
	wanted = number;
	alarm(PATIENCE_S);
}

void stop_take(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, old;

	wanted = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, NULL);
	for (int i = 0; i < COUNT; i++)
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    (old.sa_handler != SIG_IGN || numbers[i] == SIGPIPE))
			sigaction(numbers[i], &action, NULL);
}

int stop_wanted(void)
{
	return wanted;
}

void stop_hold(sigset_t *open)
{
	sigset_t held;

	sigemptyset(&held);
	for (int i = 0; i < COUNT; i++)
		sigaddset(&held, numbers[i]);
	sigprocmask(SIG_BLOCK, &held, open);
	for (int i = 0; i < COUNT; i++)
		sigdelset(open, numbers[i]);
}

void stop_release(void)
{
	sigset_t open;

	stop_hold(&open);
	sigprocmask(SIG_SETMASK, &open, NULL);
}

void stop_give_back(void)
{
	struct sigaction old;

	alarm(0);
	wanted = 0;
	for (int i = 0; i < COUNT; i++)
		if (numbers[i] != SIGPIPE && sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler == on_signal)
			signal(numbers[i], SIG_DFL);
}
