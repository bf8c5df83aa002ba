/*
 * What stands in the fields of a segment's headers, in words.
 */
#ifndef TUI_SEGMENT_FIELD_H
#define TUI_SEGMENT_FIELD_H

#include "tcpladder/dissect.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"
#include "tui/line.h"

/* One segment taken apart, with what its flow knows. Everything is borrowed. */
struct reading {
	const struct lang *lang;
	const struct dissection *parts;
	const uint8_t *data; /* of the frame */
	const struct event *event;
	const struct flow_summary *flow;
	bool absolute; /* sequence numbers as sent come first */
};

/* Puts the field's value behind the line: "1301 (as sent 2301)", "502 x 128 = 64256". */
void field_value(const struct reading *reading, const struct field *field, struct line *line);

/* What the field is for, in one sentence. Lent for ever. */
const char *field_about(const struct lang *lang, enum field_name name);

/* The bytes as text: '.' for what is no printable ASCII. At most most of them. */
void field_bytes_text(const uint8_t *data, size_t size, size_t most, struct line *line);

#endif
