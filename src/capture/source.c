/* One file of a capture: its format, and the sentences when something is wrong with it. */
#include "capture/source.h"

#include "capture/stream.h"

#include <stdlib.h>
#include <string.h>

struct source {
	const char *name;
	struct stream *stream;
	struct pcap_file *pcap; /* one of these two */
	struct pcapng_file *pcapng;
	struct stream *stream_again; /* NULL until something is read again */
	struct pcap_file *pcap_again;
	struct pcapng_file *pcapng_again;
	uint64_t frames;
	bool over;
	bool spool_reported;
};

enum { PCAPNG_FIRST = 0x0a };

/* The first byte is enough to tell what is certainly no capture. */
static const struct foreign_row {
	int first;
	const char *what;
} foreign_rows[] = {
	{EOF, "empty file"},
	{0x1f, "compressed with gzip; decompress it first (gzip -dc FILE | tcpladder -)"},
	{0x28, "compressed with zstd; decompress it first (zstd -dc FILE | tcpladder -)"},
	{'B', "compressed with bzip2; decompress it first (bzip2 -dc FILE | tcpladder -)"},
	{0xfd, "compressed with xz; decompress it first (xz -dc FILE | tcpladder -)"},
	{0x04, "compressed with lz4; decompress it first (lz4 -dc FILE | tcpladder -)"},
};

static const char *foreign(int first)
{
	for (size_t i = 0; i < sizeof(foreign_rows) / sizeof(*foreign_rows); i++)
		if (foreign_rows[i].first == first)
			return foreign_rows[i].what;
	return NULL;
}

/* Says why the file is no capture, in our words where we know them. */
static void refuse(const struct source *source, int first, const struct trouble *trouble,
		   struct error *error)
{
	if (stream_failure(source->stream))
		error_set(error, "%s: %s", source->name, strerror(stream_failure(source->stream)));
	else if (foreign(first))
		error_set(error, "%s: %s", source->name, foreign(first));
	else if (trouble->cut)
		error_set(error, "%s: cut off in the middle of the file header", source->name);
	else
		error_set(error, "%s: not a capture file (%s)", source->name, trouble->why);
}

struct source *source_open(const char *path, struct error *error)
{
	struct source *source = memory_zero(1, sizeof(*source));
	struct trouble trouble = {0};
	int first;

	source->name = strcmp(path, "-") == 0 ? "standard input" : path;
	source->stream = stream_open(path, source->name, error);
	if (!source->stream)
		goto fail;
	first = stream_peek(source->stream);
	if (first == PCAPNG_FIRST)
		source->pcapng = pcapng_file_open(source->stream, &trouble);
	else if (!foreign(first))
		source->pcap = pcap_file_open(source->stream, &trouble);
	if (!source->pcapng && !source->pcap) {
		refuse(source, first, &trouble, error);
		goto fail;
	}
	return source;
fail:
	source_close(source);
	return NULL;
}

int source_link_type(const struct source *source)
{
	return source->pcap ? pcap_file_link_type(source->pcap)
			    : pcapng_file_link_type(source->pcapng);
}

static void broken(const struct source *source, const struct trouble *trouble, struct error *error)
{
	unsigned long long frame = source->frames + 1;
	int failure = stream_failure(source->stream);

	if (failure)
		error_set(error, "%s: frame %llu: %s", source->name, frame, strerror(failure));
	else if (trouble->cut)
		error_set(error, "%s: cut off in the middle of frame %llu", source->name, frame);
	else
		error_set(error, "%s: damaged at frame %llu (%s)", source->name, frame,
			  trouble->why);
}

/* Said once; what was read is shown all the same. */
static bool report_spool(struct source *source, struct error *error)
{
	int failure = stream_spool_failure(source->stream);

	if (!failure || source->spool_reported)
		return false;
	source->spool_reported = true;
	error_set(error, "%s: cannot be kept to be read again (%s)", source->name,
		  strerror(failure));
	return true;
}

enum capture_read source_next(struct source *source, struct record *record, struct error *error)
{
	struct trouble trouble;
	enum capture_read got;

	if (source->over)
		return CAPTURE_END;
	if (report_spool(source, error))
		return CAPTURE_BROKEN;
	got = source->pcap ? pcap_file_next(source->pcap, record, &trouble)
			   : pcapng_file_next(source->pcapng, record, &trouble);
	if (got == CAPTURE_END && stream_failure(source->stream))
		got = CAPTURE_BROKEN;
	if (got == CAPTURE_BROKEN)
		broken(source, &trouble, error);
	source->over = got != CAPTURE_FRAME;
	source->frames++;
	return got;
}

static bool read_again(struct source *source, uint64_t offset, struct record *record)
{
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
	int failure = stream_spool_failure(source->stream);

	if (read_again(source, offset, record))
		return true;
	if (failure)
		error_set(error, "%s: was not kept to be read again (%s)", source->name,
			  strerror(failure));
	else
		error_set(error, "%s: has changed since it was read", source->name);
	return false;
}

void source_progress(const struct source *source, uint64_t *done, uint64_t *total)
{
	*done = stream_position(source->stream);
	*total = stream_size(source->stream);
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
	free(source);
}
