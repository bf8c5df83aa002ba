/* One file, script or interface: its format, what is kept of it, and what goes wrong. */
#include "capture/source.h"

#include "capture/live.h"
#include "capture/script_file.h"
#include "capture/spool.h"
#include "capture/stream.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct source {
	const char *name;
	struct stream *stream;  /* NULL for an interface */
	struct pcap_file *pcap; /* one of these four */
	struct pcapng_file *pcapng;
	struct live *live;
	struct script_file *script;
	const char *text;            /* of a script that is at hand, until it is read */
	struct spool *spool;         /* of what cannot be read twice where it came from */
	struct stream *stream_again; /* NULL until something is read again */
	struct pcap_file *pcap_again;
	struct pcapng_file *pcapng_again;
	uint64_t frames;
	uint64_t damaged;       /* packets left out, not reported yet */
	struct trouble damage;  /* the first one's, */
	uint64_t damaged_frame; /* and which frame it would have been */
	int64_t last_ns;        /* the time of the last frame */
	int64_t jump_ns; /* by how much the clock was set that gives them, since the last look */
	bool over;
	bool spool_reported;
};

enum { PCAPNG_FIRST = 0x0a, AHEAD_S = 60 };

/* Frames of several interfaces may come in another order than they were captured in. */
static const int64_t back_least_ns = 2000000000;

/* Says why the file is no capture, in our words where we know them. */
static void refuse(const struct source *source, int first, const struct trouble *trouble,
		   struct error *error)
{
	const char *failure = stream_failure(source->stream);

	if (failure)
		error_set(error, "%s: %s", source->name, failure);
	else if (first == EOF)
		error_set(error, "%s: empty file", source->name);
	else if (trouble->cut)
		error_set(error, "%s: cut off in the middle of the file header", source->name);
	else
		error_set(error, "%s: not a capture file (%s)", source->name, trouble->why);
}

/* A pipe: gathers what tells the format. */
static void wait_for_magic(struct stream *stream)
{
	while (!stream_gather(stream, sizeof(uint32_t)))
		stream_wait(stream);
}

struct source *source_open(const char *path, struct error *error)
{
	struct source *source = memory_zero(1, sizeof(*source));

	source->name = strcmp(path, "-") == 0 ? "standard input" : path;
	source->stream = stream_open(path, source->name, error);
	if (!source->stream) {
		source_close(source);
		return NULL;
	}
	return source;
}

void source_keep(struct source *source, uint64_t keep)
{
	if (source->live || (source->stream && !stream_is_regular(source->stream)))
		source->spool = spool_new(keep);
	else if (source->stream && stream_is_packed(source->stream))
		source->spool = spool_new(0);
}

struct source *source_open_script(const char *name, const char *text)
{
	struct source *source = memory_zero(1, sizeof(*source));

	source->name = name;
	source->text = text;
	return source;
}

bool source_start(struct source *source, struct error *error)
{
	struct trouble trouble = {0};
	int first;

	if (source->live)
		return true;
	if (source->text) {
		source->script = script_file_of(source->text, source->name, error);
		return source->script != NULL;
	}
	if (script_file_named(source->name)) {
		source->script = script_file_open(source->stream, source->name, error);
		return source->script != NULL;
	}
	wait_for_magic(source->stream);
	first = stream_peek(source->stream);
	if (first == PCAPNG_FIRST)
		source->pcapng = pcapng_file_open(source->stream, &trouble);
	else if (first != EOF)
		source->pcap = pcap_file_open(source->stream, &trouble);
	if (source->pcapng || source->pcap)
		return true;
	refuse(source, first, &trouble, error);
	return false;
}

struct source *source_open_live(const struct capture_live *spec, const char *filter,
				struct error *error)
{
	struct source *source = memory_zero(1, sizeof(*source));

	source->name = spec->interface;
	source->live = live_open(spec, filter, error);
	if (source->live)
		return source;
	source_close(source);
	return NULL;
}

int source_link_type(const struct source *source)
{
	if (source->live)
		return live_link_type(source->live);
	if (source->script)
		return DLT_EN10MB;
	return source->pcap ? pcap_file_link_type(source->pcap)
			    : pcapng_file_link_type(source->pcapng);
}

static int snaplen(const struct source *source)
{
	if (source->live)
		return live_snaplen(source->live);
	if (source->script)
		return 0;
	return source->pcap ? pcap_file_snaplen(source->pcap) : pcapng_file_snaplen(source->pcapng);
}

void source_describe(const struct source *source, FILE *out)
{
	int link_type = source_link_type(source);
	const char *name = pcap_datalink_val_to_name(link_type);
	int most = snaplen(source);
	struct error line;

	/* error_set() lets no control character through. */
	error_set(&line, "%s: link type %s (%d)", source->name, name ? name : "unknown", link_type);
	fputs(line.text, out);
	if (most > 0)
		fprintf(out, ", at most %d bytes of a packet", most);
	fputc('\n', out);
}

static void broken(const struct source *source, const struct trouble *trouble, struct error *error)
{
	unsigned long long frame = source->frames + 1;
	const char *failure = stream_failure(source->stream);

	if (failure)
		error_set(error, "%s: frame %llu: %s", source->name, frame, failure);
	else if (trouble->cut)
		error_set(error, "%s: cut off in the middle of frame %llu", source->name, frame);
	else
		error_set(error, "%s: damaged at frame %llu (%s)", source->name, frame,
			  trouble->why);
}

/* Said once; what was read is shown all the same. */
static bool report_spool(struct source *source, struct error *error)
{
	int failure = source->spool ? spool_failure(source->spool) : 0;

	if (!failure || source->spool_reported)
		return false;
	source->spool_reported = true;
	error_set(error, "%s: cannot be kept to be read again (%s)", source->name,
		  strerror(failure));
	return true;
}

static void pass(struct source *source, const struct trouble *trouble)
{
	if (source->damaged++ > 0)
		return;
	source->damage = *trouble;
	source->damaged_frame = source->frames + 1;
}

/* Said once, where the file ends: there may be many. */
static bool report_damaged(struct source *source, struct error *error)
{
	unsigned long long frame = source->damaged_frame, more = source->damaged - 1;

	if (source->damaged == 0)
		return false;
	if (more > 0)
		error_set(error, "%s: damaged at frame %llu (%s), and %llu more left out",
			  source->name, frame, source->damage.why, more);
	else
		error_set(error, "%s: damaged at frame %llu (%s)", source->name, frame,
			  source->damage.why);
	return true;
}

/* One line says all that is wrong with a file. */
static void add_damaged(struct source *source, struct error *error)
{
	struct error plain = *error;

	if (source->damaged > 0)
		error_set(error, "%s; %llu damaged before it left out", plain.text,
			  (unsigned long long)source->damaged);
}

static enum capture_read read_file(struct source *source, struct record *record,
				   struct error *error)
{
	struct trouble trouble;
	enum capture_read got;

	for (;;) {
		got = source->pcap ? pcap_file_next(source->pcap, record, &trouble)
				   : pcapng_file_next(source->pcapng, record, &trouble);
		if (got != CAPTURE_BROKEN || !trouble.passable)
			break;
		pass(source, &trouble);
	}
	if (got == CAPTURE_END && stream_failure(source->stream))
		got = CAPTURE_BROKEN;
	if (got == CAPTURE_BROKEN) {
		broken(source, &trouble, error);
		add_damaged(source, error);
	}
	return got;
}

static bool is_ahead(int64_t time_ns)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return time_ns / 1000000000 > (int64_t)now.tv_sec + AHEAD_S;
}

/*
 * What comes through a pipe may be of any day, and nothing may come for long: that its clock was
 * set shows only where time goes back, or beyond this machine's where it had not been.
 */
static void watch_clock(struct source *source, int64_t time_ns)
{
	int64_t step;
	bool huge = __builtin_sub_overflow(time_ns, source->last_ns, &step);

	if (source->frames > 1 && !huge &&
	    (step < -back_least_ns ||
	     (step > back_least_ns && is_ahead(time_ns) && !is_ahead(source->last_ns))))
		source->jump_ns = step;
	source->last_ns = time_ns;
}

enum capture_read source_next(struct source *source, struct record *record, struct error *error)
{
	enum capture_read got;

	if (source->over)
		return CAPTURE_END;
	if (report_spool(source, error))
		return CAPTURE_BROKEN;
	if (source->script)
		got = script_file_next(source->script, record);
	else
		got = source->live ? live_next(source->live, record, error)
				   : read_file(source, record, error);
	source->over = got == CAPTURE_END || got == CAPTURE_BROKEN;
	if (got == CAPTURE_END && report_damaged(source, error))
		return CAPTURE_BROKEN;
	if (got != CAPTURE_FRAME)
		return got;
	source->frames++;
	if (source->spool && !source->script && !source->live)
		watch_clock(source, record->time_ns);
	if (source->spool && !source->script)
		record->offset = spool_add(source->spool, record);
	return CAPTURE_FRAME;
}

static bool read_again(struct source *source, uint64_t offset, struct record *record)
{
	if (source->script)
		return script_file_at(source->script, offset, record);
	if (source->spool)
		return spool_get(source->spool, offset, record);
	if (!source->stream_again)
		source->stream_again = stream_again(source->stream);
	if (source->pcapng && !source->pcapng_again)
		source->pcapng_again = pcapng_file_again(source->pcapng, source->stream_again);
	if (source->pcap && !source->pcap_again)
		source->pcap_again = pcap_file_again(source->stream_again);
	if (source->pcapng_again)
		return pcapng_file_at(source->pcapng_again, offset, record);
	return source->pcap_again && pcap_file_at(source->pcap_again, offset, record);
}

bool source_reread(struct source *source, uint64_t offset, struct record *record,
		   struct error *error)
{
	int failure = source->spool ? spool_failure(source->spool) : 0;

	if (read_again(source, offset, record))
		return true;
	if (failure)
		error_set(error, "%s: was not kept to be read again (%s)", source->name,
			  strerror(failure));
	else if (source->spool)
		error_set(error, "%s: is not kept any more", source->name);
	else
		error_set(error, "%s: has changed since it was read", source->name);
	return false;
}

bool source_is_pcapng(const struct source *source)
{
	return source->pcapng || source->script;
}

const char *source_comments(const struct source *source)
{
	if (source->script)
		return script_file_comments(source->script);
	return source->pcapng ? pcapng_file_comments(source->pcapng) : NULL;
}

int source_descriptor(const struct source *source)
{
	if (source->live)
		return live_descriptor(source->live);
	return source->stream ? stream_descriptor(source->stream) : -1;
}

void source_look(struct source *source, struct capture_health *health)
{
	if (source->live)
		live_look(source->live, health);
	if (!source->spool)
		return;
	if (source->live || !stream_is_regular(source->stream))
		health->live = true;
	health->forgotten += spool_forgotten(source->spool);
	if (source->jump_ns != 0)
		health->clock_jump_ns = source->jump_ns;
	source->jump_ns = 0;
}

void source_progress(const struct source *source, uint64_t *done, uint64_t *total)
{
	*done = *total = 0;
	if (source->script)
		script_file_progress(source->script, done, total);
	else if (source->stream)
		stream_progress(source->stream, done, total);
}

void source_close(struct source *source)
{
	if (!source)
		return;
	pcap_file_close(source->pcap_again);
	pcapng_file_close(source->pcapng_again);
	pcap_file_close(source->pcap);
	pcapng_file_close(source->pcapng);
	stream_close(source->stream_again);
	stream_close(source->stream);
	live_close(source->live);
	script_file_close(source->script);
	spool_free(source->spool);
	free(source);
}
