/*
 * A BPF capture filter, compiled once for each link type that turns up.
 */
#ifndef CAPTURE_FILTER_H
#define CAPTURE_FILTER_H

#include "capture/source.h"

struct filter;

/* Compiles text for a first link type. NULL and *error where it is wrong, and where in it. */
struct filter *filter_new(const char *text, int link_type, struct error *error);

/* Whether the record passes. Where the filter makes no sense for its link type it does not. */
bool filter_passes(struct filter *filter, const struct record *record);

/* NULL is allowed. */
void filter_free(struct filter *filter);

#endif
