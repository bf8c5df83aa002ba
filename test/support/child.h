/*
 * Something tried in a process of its own, because it cannot be undone.
 */
#ifndef SUPPORT_CHILD_H
#define SUPPORT_CHILD_H

#include <stdio.h>
#include <unistd.h>

enum { CHILD_SKIPPED = 77 };

/* Runs body in a child; returns what waitpid() has of how it ended. 0 where all was as wanted. */
int child_run(void (*body)(void));

/* Ends the child where the condition does not hold, and says which. */
#define CHILD_WANTS(condition)                                                                     \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			dprintf(STDERR_FILENO, "%s:%d: %s\n", __FILE__, __LINE__, #condition);     \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

#endif
