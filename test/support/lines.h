/*
 * JSON lines as a program reads them: printed into memory, parsed back, and looked into. What is
 * not as it must be ends the test.
 */
#ifndef TEST_SUPPORT_LINES_H
#define TEST_SUPPORT_LINES_H

#include <jansson.h>
#include <stdbool.h>

#include "tcpladder/render.h"

enum { LINES_MAX = 64 };

/* What a source is made of: every event is read again as packet, or none where it is NULL. */
struct lines_stub {
	const struct packet *packet;
	const char *error; /* the only one; NULL for none */
};

/* 9 frames of one.pcap, 7 with TCP and 2 with something else. */
struct render_source lines_source(struct lines_stub *stub);

/* The objects printed, in order. */
struct lines {
	json_t *line[LINES_MAX];
	size_t count;
};

/* Every flow, or their list, and the end. The caller frees the lines. */
struct lines lines_print(const struct tracker *tracker, const struct render_source *source,
			 bool list);

/* Every flow of a script (tcpladder/script.h). */
struct lines lines_of_script(const char *script, struct lines_stub *stub);

void lines_free(struct lines *lines);

/* Members of an object: "" where it is no text; one that must be a whole number. */
const char *lines_word(const json_t *object, const char *key);
json_int_t lines_number(const json_t *object, const char *key);
bool lines_has(const json_t *object, const char *key);

/* The value is what the JSON text says; the object has these keys, in this order. */
void lines_equal(const json_t *value, const char *text);
void lines_keys(const json_t *object, const char *keys);

#endif
