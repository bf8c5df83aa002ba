/* Pumps frames from the capture through the decoder into the tracker. */
#include "load/state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>

#include "load/stop.h"
#include "tcpladder/comment.h"

enum {
	FRAMES_A_LOOK = 64, /* between two looks at the clock */
};

static int64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct load *load_open(const struct capture_spec *spec, const struct lang *lang,
		       struct error *error)
{
	struct capture *capture = capture_open(spec, error);
	struct load *load;

	if (!capture)
		return NULL;
	load = memory_zero(1, sizeof(*load));
	load->capture = capture;
	load->files = spec->files;
	load->file_count = spec->file_count;
	load->decoder = decoder_new();
	again_open(&load->again, capture, lang);
	load->tracker = tracker_new();
	load->lang = lang;
	health_look(&load->health, capture, clock_ns());
	return load;
}

void load_close(struct load *load)
{
	if (!load)
		return;
	tracker_free(load->tracker);
	decoder_free(load->decoder);
	again_close(&load->again);
	capture_close(load->capture);
	free(load->errors);
	free(load);
}

static void note_error(struct load *load, const struct error *error)
{
	load->errors = memory_grow(load->errors, load->error_count + 1, sizeof(*load->errors));
	load->errors[load->error_count++] = *error;
}

/* Who watches sees what was known at each. */
static void track_and_tell(struct load *load)
{
	for (size_t i = 0; i < load->waiting; i++) {
		size_t flow;

		tracker_add_batch(load->tracker, &load->batch[i], 1, &flow);
		load->news(load->news_context, &flow, 1);
	}
}

static void track_waiting(struct load *load)
{
	size_t first = load->waiting < TRACKER_BATCH ? load->waiting : TRACKER_BATCH;

	if (load->news) {
		track_and_tell(load);
	} else {
		tracker_add_batch(load->tracker, load->batch, first, NULL);
		tracker_add_batch(load->tracker, load->batch + first, load->waiting - first, NULL);
	}
	load->waiting = 0;
}

/* First fragments that are drawn after all: their own frames were counted as parts. */
static void count_firsts(struct load *load, const struct packet *packets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!(packets[i].segment.capture & SEGMENT_HEADER_ONLY))
			continue;
		load->counts[DECODED_FRAGMENT]--;
		load->counts[DECODED_TCP]++;
	}
}

/* Decoded to where it waits: a packet is large to be copied. */
static void take_frame(struct load *load, const struct frame *frame)
{
	size_t count;
	enum decoded result =
		decode_frame_to(load->decoder, frame, load->batch + load->waiting, &count);

	load->frames++;
	load->frame = frame->number;
	load->counts[result]++;
	if (count != (result == DECODED_TCP))
		count_firsts(load, load->batch + load->waiting, count);
	load->waiting += count;
	if (load->waiting >= TRACKER_BATCH || load->news)
		track_waiting(load);
}

/* What waited for frames that do not come. */
static void take_rest(struct load *load)
{
	size_t count;

	track_waiting(load);
	while ((count = decoder_rest(load->decoder, load->batch)) > 0) {
		count_firsts(load, load->batch, count);
		load->waiting = count;
		track_waiting(load);
	}
	load->ended = true;
}

/* One frame, or one sentence about why there is none. */
static void step(struct load *load)
{
	struct frame frame;
	struct error error;

	switch (capture_next(load->capture, &frame, &error)) {
	case CAPTURE_FRAME: take_frame(load, &frame); break;
	case CAPTURE_BROKEN: note_error(load, &error); break;
	case CAPTURE_END: take_rest(load); break;
	case CAPTURE_WAIT: load->idle = true; break;
	}
}

static void stop(struct load *load)
{
	struct error error;

	if (!capture_stop(load->capture, &error))
		note_error(load, &error);
	take_rest(load);
}

bool load_pump(struct load *load, int64_t budget_ns)
{
	int64_t start = clock_ns();

	load->idle = false;
	while (!load->ended && !load->idle && !stop_wanted() && !load_full(load) &&
	       clock_ns() - start < budget_ns)
		for (int i = 0; i < FRAMES_A_LOOK && !load->ended && !load->idle; i++)
			step(load);
	track_waiting(load);
	if (stop_wanted() && !load->ended)
		stop(load);
	if (load->ended)
		load->health.looked_ns = 0; /* what came since the last look counts, too */
	health_look(&load->health, load->capture, clock_ns());
	return !load->ended;
}

/* A part is left for what others keep of flows and segments: the order of a list, say. */
void load_bound(struct load *load, uint64_t bytes)
{
	if (load_is_live(load))
		tracker_bound(load->tracker, (size_t)(bytes - bytes / 8));
}

void load_became(struct load *load, const char *user)
{
	load->became = user;
}

bool load_full(const struct load *load)
{
	return tracker_full(load->tracker);
}

void load_forget(struct load *load)
{
	if (load_full(load))
		tracker_forget(load->tracker);
}

void load_describe(const struct load *load, FILE *out)
{
	capture_describe(load->capture, out);
}

int load_descriptor(const struct load *load)
{
	return load->idle && !load->ended ? capture_descriptor(load->capture) : -1;
}

void load_watch(struct load *load, void (*news)(void *context, const size_t *flows, size_t count),
		void *context)
{
	load->news = news;
	load->news_context = context;
}

void load_wait(const struct load *load, int64_t most_ns)
{
	struct timespec most = {most_ns / 1000000000, most_ns % 1000000000};
	int from = load_descriptor(load);
	sigset_t open;
	fd_set set;

	if (from < 0)
		return;
	FD_ZERO(&set);
	FD_SET(from, &set);
	stop_hold(&open);
	if (!stop_wanted())
		pselect(from + 1, &set, NULL, NULL, &most, &open);
	stop_release();
}

const struct tracker *load_tracker(const struct load *load)
{
	return load->tracker;
}

uint64_t load_frames(const struct load *load)
{
	return load->frames;
}

uint64_t load_count(const struct load *load, enum decoded result)
{
	return load->counts[result];
}

const char *load_error(const struct load *load, size_t index)
{
	return index < load->error_count ? load->errors[index].text : NULL;
}

const char *load_about(struct load *load)
{
	comment_text(capture_comments(load->capture), lang_code(load->lang), load->about,
		     sizeof(load->about));
	return load->about;
}

const char *load_not_drawn(struct load *load)
{
	return health_not_drawn(&load->health, load->counts, load->lang);
}

bool load_reread(struct load *load, const struct event *event, struct packet *packet)
{
	return again_packet(&load->again, event, packet);
}

bool load_dissect(struct load *load, const struct event *event, struct dissection *dissection,
		  struct error *error)
{
	return again_dissect(&load->again, event, dissection, error);
}

bool load_is_live(const struct load *load)
{
	return load->health.now.live;
}

bool load_export(struct load *load, struct capture_export *what, struct error *error)
{
	return capture_export(load->capture, what, error);
}

bool load_reads(const struct load *load, const char *path)
{
	struct stat status, file;

	if (stat(path, &status) != 0)
		return false;
	for (size_t i = 0; i < load->file_count; i++)
		if (stat(load->files[i], &file) == 0 && file.st_dev == status.st_dev &&
		    file.st_ino == status.st_ino)
			return true;
	return false;
}
