/*
 * Grading: whether flows are what somebody asserts of them.
 *
 *	handshake=complete retransmission>=1 close=fin rtt<100ms
 *
 * Assertions stand side by side; each is a fact, a comparison (= != >= <= > <) and a value. A
 * fact is a word that holds of each flow (handshake, opening, close, closing, captured, state-a,
 * state-b), a time of each flow (rtt, duration), or a number that is summed over all flows: flows,
 * segments, bytes, bytes-a, bytes-b, lost, retransmissions, resets, and any label of
 * event_labels(), which counts the segments that carry it.
 */
#ifndef TCPLADDER_GRADE_H
#define TCPLADDER_GRADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/flow.h"

struct grade;

/* The caller frees it. NULL and *error where the text cannot be understood. */
struct grade *grade_parse(const char *text, struct error *error);
void grade_free(struct grade *grade);

/*
 * Compares the assertions with the flows at these indices. True where all hold; else writes one
 * line of those that do not, with what was found instead.
 */
bool grade_check(const struct grade *grade, const struct tracker *tracker, const size_t *indices,
		 size_t count, FILE *out);

/* The name of each fact but labels, NULL beyond the last. Lent for ever. */
const char *grade_fact(size_t index);

#endif
