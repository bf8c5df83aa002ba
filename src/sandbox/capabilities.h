/*
 * Linux's pieces of root's power. Elsewhere there is nothing to give up, and all succeeds.
 */
#ifndef SANDBOX_CAPABILITIES_H
#define SANDBOX_CAPABILITIES_H

#include <stdbool.h>

/* Whether the process has any that it may use. */
bool capabilities_held(void);

/* As far as it may: no program that is run from here ever gets one. Before they are dropped. */
void capabilities_bound(void);

/* Gives up all, and every way that a program run from here could gain some. false, errno set. */
bool capabilities_drop(void);

#endif
