/* Several sources read as one capture, in order of time. */
#include "tcpladder/capture.h"

#include "capture/filter.h"
#include "capture/source.h"
#include "capture/writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { OFFSET_BITS = 48, FILES_MAX = 1 << 16 };

enum lane_state { LANE_EMPTY, LANE_WAITING, LANE_ENDED };

/* A source and its next record, which waits until no other source has an earlier one. */
struct lane {
	struct source *source;
	struct record record; /* of one that waits */
	enum lane_state state;
};

struct capture {
	struct lane *lanes;
	size_t count;
	struct filter *filter;
	struct lane *lent;    /* whose record the caller looks at */
	struct lane *waiting; /* which has to be waited for, or NULL */
	uint64_t number;
	uint64_t given;
	uint64_t bytes; /* of a capture file of what was given */
	uint64_t max;
	uint64_t max_bytes;
	int64_t deadline_ns; /* 0 for none */
	struct writer *writer;
	const char *written; /* its file */
	bool writer_keeps;   /* what is read again is read from there */
	bool failed;         /* failure is not reported yet */
	struct error failure;
};

enum { FILE_HEAD = 24, RECORD_HEAD = 16 }; /* of a pcap file */

static int64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool open_live(struct capture *capture, const struct capture_spec *spec, struct error *error)
{
	capture->lanes[0].source = source_open_live(&spec->live, spec->filter, error);
	capture->count = capture->lanes[0].source != NULL;
	return capture->count > 0;
}

static bool open_all(struct capture *capture, const struct capture_spec *spec, struct error *error)
{
	if (spec->live.interface)
		return open_live(capture, spec, error);
	if (spec->script) {
		capture->lanes[0].source = source_open_script(spec->files[0], spec->script);
		capture->count = 1;
		return true;
	}
	for (size_t i = 0; i < spec->file_count; i++) {
		capture->lanes[i].source = source_open(spec->files[i], error);
		if (!capture->lanes[i].source)
			return false;
		capture->count++;
	}
	return true;
}

/* A file that is read must not be emptied to be written. */
static bool is_read(const struct capture_spec *spec, struct error *error)
{
	struct stat target, file;

	if (stat(spec->write.path, &target) != 0 || !S_ISREG(target.st_mode))
		return false;
	for (size_t i = 0; i < spec->file_count; i++) {
		if (strcmp(spec->files[i], "-") == 0 ? fstat(0, &file) != 0
						     : stat(spec->files[i], &file) != 0)
			continue;
		if (file.st_dev != target.st_dev || file.st_ino != target.st_ino)
			continue;
		error_set(error, "%s: cannot be read and written at once", spec->write.path);
		return true;
	}
	return false;
}

static bool open_writer(struct capture *capture, const struct capture_spec *spec,
			struct error *error)
{
	if (!spec->write.path)
		return true;
	if (is_read(spec, error))
		return false;
	capture->written = spec->write.path;
	capture->writer = writer_open(&spec->write, error);
	return capture->writer != NULL;
}

/*
 * Who keeps what cannot be read twice. Packets of an interface that are written are not written
 * twice: they have one link type and no comments, so that any file holds all there is of them.
 */
static void choose_keeper(struct capture *capture, const struct capture_spec *spec)
{
	capture->writer_keeps =
		spec->live.interface && capture->writer && writer_can_read(capture->writer);
	for (size_t i = 0; i < capture->count && !capture->writer_keeps; i++)
		source_keep(capture->lanes[i].source, spec->keep);
}

/* From here on bytes are looked at that someone else has sent. */
static bool start(struct capture *capture, const struct capture_spec *spec, struct error *error)
{
	struct writer_facts facts;

	for (size_t i = 0; i < capture->count; i++)
		if (!source_start(capture->lanes[i].source, error))
			return false;
	facts.link_type = source_link_type(capture->lanes[0].source);
	facts.pcapng = source_is_pcapng(capture->lanes[0].source);
	facts.comments = source_comments(capture->lanes[0].source);
	if (spec->filter && !spec->live.interface) {
		capture->filter = filter_new(spec->filter, facts.link_type, error);
		if (!capture->filter)
			return false;
	}
	return !capture->writer || writer_start(capture->writer, &facts, error);
}

static bool open_and_start(struct capture *capture, const struct capture_spec *spec,
			   struct error *error)
{
	if (!open_all(capture, spec, error) || !open_writer(capture, spec, error))
		return false;
	choose_keeper(capture, spec);
	return (!spec->opened || spec->opened(spec->context, error)) && start(capture, spec, error);
}

struct capture *capture_open(const struct capture_spec *spec, struct error *error)
{
	struct capture *capture;

	assert(spec->file_count > 0 || spec->live.interface);
	if (spec->file_count > FILES_MAX) {
		error_set(error, "%zu files: more than %d", spec->file_count, FILES_MAX);
		return NULL;
	}
	capture = memory_zero(1, sizeof(*capture));
	capture->lanes = memory_zero(spec->file_count + 1, sizeof(*capture->lanes));
	capture->max = spec->max_frames;
	capture->max_bytes = spec->max_bytes;
	capture->bytes = FILE_HEAD;
	capture->deadline_ns = spec->max_ns ? clock_ns() + spec->max_ns : 0;
	if (!open_and_start(capture, spec, error)) {
		capture_close(capture);
		return NULL;
	}
	return capture;
}

/* CAPTURE_FRAME, too, where the lane has ended. */
static enum capture_read fill(struct capture *capture, struct lane *lane, struct error *error)
{
	enum capture_read got = source_next(lane->source, &lane->record, error);

	capture->waiting = got == CAPTURE_WAIT ? lane : NULL;
	if (got == CAPTURE_FRAME)
		lane->state = LANE_WAITING;
	if (got != CAPTURE_END)
		return got;
	lane->state = LANE_ENDED;
	return CAPTURE_FRAME;
}

/*
 * Fills every lane that has none waiting and lends the one with the earliest record, none where all
 * have ended. Stops at the first that is broken, or not ready.
 */
static enum capture_read lend_earliest(struct capture *capture, struct error *error)
{
	struct lane *best = NULL;

	for (struct lane *lane = capture->lanes; lane < capture->lanes + capture->count; lane++) {
		enum capture_read got = CAPTURE_FRAME;

		if (lane->state == LANE_EMPTY)
			got = fill(capture, lane, error);
		if (got != CAPTURE_FRAME)
			return got;
		if (lane->state == LANE_WAITING &&
		    (!best || lane->record.time_ns < best->record.time_ns))
			best = lane;
	}
	capture->lent = best;
	return best ? CAPTURE_FRAME : CAPTURE_END;
}

/* Nearly always there is one source, and nothing to compare. */
static enum capture_read lend_only(struct capture *capture, struct error *error)
{
	struct lane *lane = capture->lanes;
	enum capture_read got = fill(capture, lane, error);

	if (got != CAPTURE_FRAME)
		return got;
	if (lane->state == LANE_ENDED)
		return CAPTURE_END;
	capture->lent = lane;
	return CAPTURE_FRAME;
}

static void to_frame(const struct record *record, uint64_t file, struct frame *frame)
{
	frame->time_ns = record->time_ns;
	frame->data = record->data;
	frame->caplen = record->caplen;
	frame->len = record->len;
	frame->link_type = record->link_type;
	frame->comments = record->comments;
	frame->offset = file << OFFSET_BITS | record->offset;
}

static bool is_enough(const struct capture *capture)
{
	return (capture->max && capture->given == capture->max) ||
	       (capture->max_bytes && capture->bytes >= capture->max_bytes) ||
	       (capture->deadline_ns && clock_ns() >= capture->deadline_ns);
}

/* The next frame that passes the filter. */
static enum capture_read next_passing(struct capture *capture, struct error *error)
{
	enum capture_read got;

	do {
		if (capture->lent)
			capture->lent->state = LANE_EMPTY;
		capture->lent = NULL;
		got = capture->count == 1 ? lend_only(capture, error)
					  : lend_earliest(capture, error);
		if (got != CAPTURE_FRAME)
			return got;
		capture->number++;
	} while (capture->filter && !filter_passes(capture->filter, &capture->lent->record));
	return CAPTURE_FRAME;
}

static void write_record(struct capture *capture, struct record *record)
{
	capture->given++;
	capture->bytes += RECORD_HEAD + record->caplen;
	if (capture->writer && !writer_add(capture->writer, record, &capture->failure))
		capture->failed = true;
	if (capture->writer_keeps)
		record->offset = writer_latest(capture->writer);
}

/* What was read is on the disk before anything is waited for. */
static void flush(struct capture *capture)
{
	if (capture->writer && !writer_flush(capture->writer, &capture->failure))
		capture->failed = true;
}

static bool report_failure(struct capture *capture, struct error *error)
{
	if (!capture->failed)
		return false;
	capture->failed = false;
	*error = capture->failure;
	return true;
}

enum capture_read capture_next(struct capture *capture, struct frame *frame, struct error *error)
{
	enum capture_read got;
	struct lane *lane;

	if (report_failure(capture, error))
		return CAPTURE_BROKEN;
	got = is_enough(capture) ? CAPTURE_END : next_passing(capture, error);
	if (got != CAPTURE_FRAME)
		flush(capture);
	if (got == CAPTURE_END && report_failure(capture, error))
		return CAPTURE_BROKEN;
	if (got != CAPTURE_FRAME)
		return got;
	lane = capture->lent;
	write_record(capture, &lane->record);
	to_frame(&lane->record, (uint64_t)(lane - capture->lanes), frame);
	frame->number = capture->number;
	return CAPTURE_FRAME;
}

bool capture_stop(struct capture *capture, struct error *error)
{
	flush(capture);
	return !report_failure(capture, error);
}

static bool reread(struct capture *capture, uint64_t file, uint64_t offset, struct record *record,
		   struct error *error)
{
	if (!capture->writer_keeps)
		return source_reread(capture->lanes[file].source, offset, record, error);
	if (writer_get(capture->writer, offset, record))
		return true;
	error_set(error, "%s: does not hold this frame", capture->written);
	return false;
}

bool capture_reread(struct capture *capture, uint64_t offset, struct frame *frame,
		    struct error *error)
{
	uint64_t file = offset >> OFFSET_BITS;
	struct record record;

	assert(file < capture->count);
	if (!reread(capture, file, offset & ((UINT64_C(1) << OFFSET_BITS) - 1), &record, error))
		return false;
	to_frame(&record, file, frame);
	frame->number = 0;
	return true;
}

const char *capture_comments(const struct capture *capture)
{
	const char *comments = NULL;

	for (size_t i = 0; i < capture->count && !comments; i++)
		comments = source_comments(capture->lanes[i].source);
	return comments;
}

int capture_descriptor(const struct capture *capture)
{
	return capture->waiting ? source_descriptor(capture->waiting->source) : -1;
}

void capture_look(struct capture *capture, struct capture_health *health)
{
	*health = (struct capture_health){0};
	for (size_t i = 0; i < capture->count; i++)
		source_look(capture->lanes[i].source, health);
	if (capture->writer_keeps)
		health->forgotten = writer_missing(capture->writer);
}

void capture_describe(const struct capture *capture, FILE *out)
{
	for (size_t i = 0; i < capture->count; i++)
		source_describe(capture->lanes[i].source, out);
}

void capture_progress(const struct capture *capture, uint64_t *done, uint64_t *total)
{
	bool known = true;

	*done = *total = 0;
	for (size_t i = 0; i < capture->count; i++) {
		uint64_t part, whole;

		source_progress(capture->lanes[i].source, &part, &whole);
		*done += capture->lanes[i].state == LANE_ENDED && whole ? whole : part;
		*total += whole;
		known = known && whole > 0;
	}
	if (!known)
		*total = 0;
}

void capture_close(struct capture *capture)
{
	if (!capture)
		return;
	for (size_t i = 0; i < capture->count; i++)
		source_close(capture->lanes[i].source);
	writer_close(capture->writer);
	filter_free(capture->filter);
	free(capture->lanes);
	free(capture);
}
