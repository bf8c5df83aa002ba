/*
 * The part of field_value() that knows TCP.
 */
#ifndef TUI_SEGMENT_FIELD_TCP_H
#define TUI_SEGMENT_FIELD_TCP_H

#include "tui/segment/field.h"

/* false where the field is none of TCP's that has a form of its own. */
bool field_tcp_value(const struct reading *reading, const struct field *field, struct line *line);

#endif
