/*
 * Signals that end the reading of a capture, so that what was read before is whole on the disk.
 *
 * The viewer has its own, in tui/signals.h, which it takes after these and gives back to them.
 */
#ifndef LOAD_STOP_H
#define LOAD_STOP_H

#include <signal.h>

/*
 * From now on SIGINT, SIGTERM, SIGHUP (except where they are ignored) and SIGPIPE raise a flag that
 * whoever reads looks at. A second signal, or a second of nobody looking, ends the process.
 */
void stop_take(void);

/* The signal that came, or 0. */
int stop_wanted(void);

/* Blocks the signals until stop_release(); *open is the mask with which to wait for one. */
void stop_hold(sigset_t *open);
void stop_release(void);

/* Reading is over, the flag down: the signals kill again, but a closed pipe still raises it. */
void stop_give_back(void);

/* Ends the process as that signal would have. */
_Noreturn void stop_end(int signal);

#endif
