/*
 * Signals, while the viewer runs: flags for those that the loop answers, and the terminal made
 * whole before those that kill.
 *
 * The loop holds the signals that it answers from looking at the flags until it waits, so that
 * none comes in between. One that asks to end the program and is not answered within a second,
 * because the source does not return, ends it without the loop.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum { ANSWERED_COUNT = 6, DEADLY_COUNT = 16 };

struct signals {
	sigset_t before; /* the mask to give back */
	sigset_t held;   /* what signals_hold() blocks */
	struct sigaction answered[ANSWERED_COUNT];
	struct sigaction deadly[DEADLY_COUNT];
	stack_t old_stack;
	void *stack;
};

/* Takes the signals over, until signals_give_back(). A SIGHUP or SIGINT ignored stays ignored. */
void signals_take(struct signals *signals);
void signals_give_back(struct signals *signals);

/* Lets no answered signal come until signals_release(); waiting with signals_open() lets it. */
void signals_hold(const struct signals *signals);
void signals_release(const struct signals *signals);
sigset_t signals_open(const struct signals *signals);

/* True where a flag waits to be looked at. */
bool signals_waiting(void);

/* The number of the signal that asks to end the program, 0 for none. */
int signals_ending(void);

/* Each is true once after its signal: the window's size, Ctrl-Z, and running on after a stop. */
bool signals_resized(void);
bool signals_stop_wanted(void);
bool signals_continued(void);

/* Stops this process as Ctrl-Z does; returns when it is continued. */
void signals_stop(void);

/* What makes the terminal whole, by write() and tcsetattr() alone. */
enum { RESCUE_TEXT = 256 };

struct rescue {
	int descriptor;
	bool have_modes;
	struct termios modes;
	size_t size;
	char text[RESCUE_TEXT];
};

/* The rescue to use when something deadly comes; NULL for none. Borrowed until the next call. */
void rescue_set(const struct rescue *rescue);

/* Makes the terminal whole, at most once. Safe in a signal handler. */
void rescue_run(void);

#endif
