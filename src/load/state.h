/*
 * What the three files of the load share: load.c pumps, views.c and render.c show.
 */
#ifndef LOAD_STATE_H
#define LOAD_STATE_H

#include "load/again.h"
#include "load/health.h"
#include "load/load.h"

struct load {
	struct capture *capture;
	struct decoder *decoder;
	struct again again;
	struct tracker *tracker;
	struct packet batch[TRACKER_BATCH + PACKETS_MAX]; /* decoded, not tracked yet */
	size_t waiting;
	const struct lang *lang;
	const char *became; /* the user that this process is now; NULL where it stayed who it was */
	const char *const *files;
	size_t file_count;
	uint64_t frames;
	uint64_t counts[DECODED_COUNT];
	struct error *errors;
	size_t error_count;
	bool ended;
	bool idle;      /* nothing is there to be read now */
	uint64_t frame; /* the last one's number */
	struct health health;
	uint64_t remarked; /* the offset of the record whose comment is kept */
	char remark[REMARK_TEXT];
	char about[REMARK_TEXT];
	void (*news)(void *context, const size_t *flows, size_t count);
	void *news_context;
};

#endif
