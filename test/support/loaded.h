/*
 * A capture read to its end: what goes wrong on the way fails the test.
 */
#ifndef TEST_SUPPORT_LOADED_H
#define TEST_SUPPORT_LOADED_H

#include "load/load.h"

/* Opened, and nothing read yet. The path is borrowed; the caller closes the load. */
struct load *loaded_none(const char *const *path);

/* The same, read to its end. */
struct load *loaded(const char *const *path);

/* Reads what is left. */
void loaded_rest(struct load *load);

#endif
