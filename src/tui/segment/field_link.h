/*
 * The values in the headers of links and tunnels, and what numbers in them stand for.
 */
#ifndef TUI_SEGMENT_FIELD_LINK_H
#define TUI_SEGMENT_FIELD_LINK_H

#include "tui/segment/field.h"

/* false, with nothing added, where the field is a plain decimal number or of another kind. */
bool field_link_value(const struct reading *reading, const struct field *field, struct line *line);

/* "TCP" for 6 in a Protocol field; NULL where the value has no name. Lent for ever. */
const char *field_meaning(enum field_name name, uint64_t value);

#endif
