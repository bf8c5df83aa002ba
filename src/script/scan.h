/* The words of a script's line; for the parser alone. */
#ifndef SCRIPT_SCAN_H
#define SCRIPT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpladder/error.h"
#include "tcpladder/segment.h"

/* Where reading stands. Every function below passes over spaces first. */
struct scan {
	const char *at;
	const char *start; /* of the line */
	int line;          /* from 1 */
	struct error *error;
};

/*
 * Notes what was expected at this place, and shows the line with a caret before it. Returns false,
 * so that a reader can return it.
 */
bool scan_fail(struct scan *scan, const char *expected);

/* Nothing but a comment is left of this line. */
bool scan_line_end(struct scan *scan);

/* Passes over the text (a whole word, or a sign) where it comes next. */
bool scan_word(struct scan *scan, const char *text);

/* A digit comes next. */
bool scan_digit(struct scan *scan);

/* A decimal number up to max. */
bool scan_number(struct scan *scan, uint32_t max, uint32_t *value);

/* Seconds with up to nine decimals. */
bool scan_time(struct scan *scan, int64_t *ns);

/* The same, or "20ms", "50us", "1.5s". */
bool scan_span(struct scan *scan, int64_t *ns);

/* The characters up to the next space, at most room - 1. */
bool scan_text(struct scan *scan, char *text, size_t room);

/*
 * Text in double quotes, in which \r \n \t \" and \\ stand for what they do in C, at most max
 * bytes. The caller frees *text.
 */
bool scan_quoted(struct scan *scan, uint32_t max, char **text, uint32_t *size);

/* The list behind a '<' up to its '>'. */
bool script_options(struct scan *scan, struct tcp_options *options);

#endif
