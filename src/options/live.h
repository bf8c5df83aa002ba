/*
 * What the options for capturing take; rows of the table in options.c.
 */
#ifndef OPTIONS_LIVE_H
#define OPTIONS_LIVE_H

#include "options/options.h"

bool take_interface(struct options *options, const char *argument, struct error *error);
bool take_snaplen(struct options *options, const char *argument, struct error *error);
bool take_buffer(struct options *options, const char *argument, struct error *error);
bool take_keep(struct options *options, const char *argument, struct error *error);
bool take_memory(struct options *options, const char *argument, struct error *error);
bool take_write(struct options *options, const char *argument, struct error *error);
bool take_rotation(struct options *options, const char *argument, struct error *error);
bool take_file_count(struct options *options, const char *argument, struct error *error);
bool take_user(struct options *options, const char *argument, struct error *error);
bool take_stop(struct options *options, const char *argument, struct error *error);

/* Options that make sense only beside others. false and *error where those are missing. */
bool check_write(const struct options *options, struct error *error);

/* The words behind the options are a filter: joins them. false where there is one already. */
bool take_filter_words(struct options *options, char *const *words, struct error *error);

/* A whole decimal number from least to most. */
bool read_number(const char *text, uint64_t least, uint64_t most, uint64_t *number);

#endif
