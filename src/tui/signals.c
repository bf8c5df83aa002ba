/* Flags for the signals that the loop answers, and a rescue for those that kill. */
#include "tui/signals.h"

#include "tcpladder/error.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set by handlers, so they are global. */
static volatile sig_atomic_t ending;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t stop_wanted;
static volatile sig_atomic_t continued;
static const struct rescue *volatile rescue_now;
static const struct signals *volatile taken;

static const int answered[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};

/* Everything else whose default is to end the process. */
static const int deadly[] = {
	SIGSEGV, SIGBUS,  SIGILL,  SIGFPE,  SIGABRT, SIGQUIT, SIGTRAP, SIGSYS,
	SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU, SIGXFSZ, SIGPROF, SIGVTALRM,
};

#define ANSWERED ((int)(sizeof(answered) / sizeof(*answered)))
#define DEADLY   ((int)(sizeof(deadly) / sizeof(*deadly)))

_Static_assert(sizeof(answered) / sizeof(*answered) == ANSWERED_COUNT &&
		       sizeof(deadly) / sizeof(*deadly) == DEADLY_COUNT,
	       "room for what was before");

void rescue_set(const struct rescue *rescue)
{
	rescue_now = rescue;
}

void rescue_run(void)
{
	const struct rescue *rescue = rescue_now;
	ssize_t written;

	rescue_now = NULL;
	if (!rescue)
		return;
	written = write(rescue->descriptor, rescue->text, rescue->size);
	(void)written; /* nobody is left to be told */
	if (rescue->have_modes)
		tcsetattr(rescue->descriptor, TCSANOW, &rescue->modes);
}

enum { PATIENCE_S = 1 };

static void answer(int number)
{
	switch (number) {
	case SIGWINCH: resized = 1; break;
	case SIGTSTP: stop_wanted = 1; break;
	case SIGCONT: continued = 1; break;
	default:
		ending = number;
		alarm(PATIENCE_S);
		break;
	}
}

static bool is_fault(int number)
{
	return number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
}

static void give_back(int number)
{
	const struct signals *signals = taken;

	for (int i = 0; signals && i < DEADLY; i++)
		if (deadly[i] == number)
			sigaction(number, &signals->deadly[i], NULL);
	for (int i = 0; signals && i < ANSWERED; i++)
		if (answered[i] == number)
			sigaction(number, &signals->answered[i], NULL);
}

/* Lets the signal do what it would have done without us, on a whole terminal. */
static void die_well(int number, siginfo_t *info, void *context)
{
	(void)context;
	rescue_run();
	/* The alarm is ours: the loop had its time to answer this one. */
	if (number == SIGALRM && ending)
		number = ending;
	give_back(number);
	/* A fault comes again by itself, with its address, when the instruction is tried again. */
	if (!is_fault(number) || info->si_code <= 0)
		raise(number);
}

static bool is_ignored(int number)
{
	struct sigaction now;

	return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void take_answered(struct signals *signals)
{
	struct sigaction action = {.sa_handler = answer, .sa_flags = SA_RESTART};

	sigemptyset(&signals->held);
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < ANSWERED; i++) {
		sigaction(answered[i], NULL, &signals->answered[i]);
		if (is_ignored(answered[i]))
			continue;
		sigaddset(&signals->held, answered[i]);
		sigaction(answered[i], &action, NULL);
	}
	/* Whoever started us may have blocked them. */
	sigprocmask(SIG_UNBLOCK, &signals->held, &signals->before);
}

void signals_hold(const struct signals *signals)
{
	sigprocmask(SIG_BLOCK, &signals->held, NULL);
}

void signals_release(const struct signals *signals)
{
	sigprocmask(SIG_UNBLOCK, &signals->held, NULL);
}

sigset_t signals_open(const struct signals *signals)
{
	sigset_t set = signals->before;

	for (int i = 0; i < ANSWERED; i++)
		sigdelset(&set, answered[i]);
	return set;
}

/* A stack of its own, so that the end of the other one can be survived long enough. */
static void take_stack(struct signals *signals)
{
	stack_t stack = {.ss_size = (size_t)SIGSTKSZ + RESCUE_TEXT};

	signals->stack = NULL;
	if (sigaltstack(NULL, &signals->old_stack) < 0 ||
	    !(signals->old_stack.ss_flags & SS_DISABLE))
		return;
	signals->stack = memory_alloc(stack.ss_size);
	stack.ss_sp = signals->stack;
	sigaltstack(&stack, NULL);
}

static void take_deadly(struct signals *signals)
{
	struct sigaction action = {.sa_sigaction = die_well, .sa_flags = SA_SIGINFO | SA_ONSTACK};

	sigemptyset(&action.sa_mask);
	for (int i = 0; i < DEADLY; i++) {
		sigaction(deadly[i], NULL, &signals->deadly[i]);
		if (!is_ignored(deadly[i]))
			sigaction(deadly[i], &action, NULL);
	}
}

void signals_take(struct signals *signals)
{
	ending = resized = stop_wanted = continued = 0;
	taken = signals;
	take_stack(signals);
	take_deadly(signals);
	take_answered(signals);
}

void signals_give_back(struct signals *signals)
{
	if (ending)
		alarm(0);
	for (int i = 0; i < ANSWERED; i++)
		sigaction(answered[i], &signals->answered[i], NULL);
	for (int i = 0; i < DEADLY; i++)
		sigaction(deadly[i], &signals->deadly[i], NULL);
	if (signals->stack)
		sigaltstack(&signals->old_stack, NULL);
	free(signals->stack);
	taken = NULL;
	sigprocmask(SIG_SETMASK, &signals->before, NULL);
}

int signals_ending(void)
{
	return ending;
}

bool signals_waiting(void)
{
	return ending || resized || stop_wanted || continued;
}

static bool take_flag(volatile sig_atomic_t *flag)
{
	bool was = *flag != 0;

	*flag = 0;
	return was;
}

bool signals_resized(void)
{
	return take_flag(&resized);
}

bool signals_stop_wanted(void)
{
	return take_flag(&stop_wanted);
}

bool signals_continued(void)
{
	return take_flag(&continued);
}

void signals_stop(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, ours;

	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}
