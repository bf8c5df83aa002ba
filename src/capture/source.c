/* One file of a capture, through libpcap. */
#include "capture/source.h"

#include "capture/spool.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <stdio_ext.h>
#endif

enum { READ_BUFFER = 256 * 1024 };

/* A handle on the file and how far it has got. */
struct reader {
	pcap_t *pcap;
	FILE *file; /* belongs to pcap */
};

struct source {
	const char *name;
	struct reader first; /* reads on */
	struct reader again; /* reads again; not open until it is asked for */
	struct spool *spool; /* in place of again where the source is a pipe */
	uint64_t size;       /* 0 for a pipe */
	uint64_t done;
	uint64_t frames;
	bool pcapng;
};

/* The first byte tells what no capture is; ungetc() gives back one byte and no more. */
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

static FILE *open_file(struct source *source, bool standard, struct error *error)
{
	FILE *file = standard ? fdopen(dup(STDIN_FILENO), "rb") : fopen(source->name, "rb");
	struct stat status;

	if (!file || fstat(fileno(file), &status) != 0) {
		error_set(error, "%s: %s", source->name, strerror(errno));
		goto fail;
	}
	if (S_ISDIR(status.st_mode)) {
		error_set(error, "%s: is a directory", source->name);
		goto fail;
	}
	if (S_ISREG(status.st_mode) && !standard) {
		source->size = (uint64_t)status.st_size;
		setvbuf(file, NULL, _IOFBF, READ_BUFFER);
	}
#ifdef __linux__
	__fsetlocking(file, FSETLOCKING_BYCALLER);
#endif
	return file;
fail:
	if (file)
		fclose(file);
	return NULL;
}

/* Says why libpcap does not want the file, in our words where we know them. */
static void refuse(const struct source *source, const char *why, struct error *error)
{
	if (strncmp(why, "truncated", 9) == 0)
		error_set(error, "%s: cut off in the middle of the file header", source->name);
	else
		error_set(error, "%s: not a capture file (%s)", source->name, why);
}

/* Takes the file, also where it fails. */
static bool start_reader(struct source *source, FILE *file, struct error *error)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	int first = getc(file);

	if (foreign(first)) {
		error_set(error, "%s: %s", source->name, foreign(first));
		fclose(file);
		return false;
	}
	ungetc(first, file);
	source->pcapng = first == 0x0a;
	source->first.file = file;
	source->first.pcap =
		pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, why);
	if (!source->first.pcap) {
		refuse(source, why, error);
		fclose(file);
		return false;
	}
	return true;
}

struct source *source_open(const char *name, struct error *error)
{
	bool standard = strcmp(name, "-") == 0;
	struct source *source = memory_zero(1, sizeof(*source));
	FILE *file;

	source->name = standard ? "standard input" : name;
	file = open_file(source, standard, error);
	if (!file || !start_reader(source, file, error))
		goto fail;
	if (source->size == 0) {
		source->spool = spool_new(error);
		if (!source->spool)
			goto fail;
	}
	return source;
fail:
	source_close(source);
	return NULL;
}

int source_link_type(const struct source *source)
{
	return pcap_datalink(source->first.pcap);
}

static void fill(struct record *record, pcap_t *pcap, const struct pcap_pkthdr *header,
		 const u_char *data)
{
	record->time_ns = (int64_t)header->ts.tv_sec * 1000000000 + header->ts.tv_usec;
	record->data = data;
	record->caplen = header->caplen;
	record->len = header->len;
	record->link_type = pcap_datalink(pcap);
}

static void broken(const struct source *source, struct error *error)
{
	const char *why = pcap_geterr(source->first.pcap);
	unsigned long long frame = source->frames + 1;

	if (strncmp(why, "truncated", 9) == 0)
		error_set(error, "%s: cut off in the middle of frame %llu", source->name, frame);
	else
		error_set(error, "%s: damaged at frame %llu (%s)", source->name, frame, why);
}

enum capture_read source_next(struct source *source, struct record *record, struct error *error)
{
	struct pcap_pkthdr *header;
	const u_char *data;
	off_t offset = source->spool ? 0 : ftello(source->first.file);
	int got = pcap_next_ex(source->first.pcap, &header, &data);

	if (got == PCAP_ERROR_BREAK)
		return CAPTURE_END;
	if (got != 1) {
		broken(source, error);
		return CAPTURE_BROKEN;
	}
	fill(record, source->first.pcap, header, data);
	record->offset = (uint64_t)offset;
	source->done = (uint64_t)offset;
	source->frames++;
	if (source->spool && !spool_keep(source->spool, record)) {
		error_set(error, "%s: temporary file: %s", source->name, strerror(errno));
		return CAPTURE_BROKEN;
	}
	return CAPTURE_FRAME;
}

static void close_reader(struct reader *reader)
{
	if (reader->pcap)
		pcap_close(reader->pcap);
	reader->pcap = NULL;
}

static bool open_again(struct source *source, struct error *error)
{
	char why[PCAP_ERRBUF_SIZE] = "";

	source->again.pcap = pcap_open_offline_with_tstamp_precision(
		source->name, PCAP_TSTAMP_PRECISION_NANO, why);
	if (!source->again.pcap) {
		error_set(error, "%s: cannot be read again (%s)", source->name, why);
		return false;
	}
	source->again.file = pcap_file(source->again.pcap);
	return true;
}

/* A pcapng block means something only after the blocks before it: those are read too. */
static bool move_again(struct source *source, uint64_t offset)
{
	struct pcap_pkthdr *header;
	const u_char *data;

	if (!source->pcapng)
		return fseeko(source->again.file, (off_t)offset, SEEK_SET) == 0;
	while ((uint64_t)ftello(source->again.file) < offset)
		if (pcap_next_ex(source->again.pcap, &header, &data) != 1)
			return false;
	return true;
}

bool source_reread(struct source *source, uint64_t offset, struct record *record,
		   struct error *error)
{
	struct pcap_pkthdr *header;
	const u_char *data;

	if (source->spool && spool_read(source->spool, offset, record))
		return true;
	if (source->spool) {
		error_set(error, "%s: cannot be read again", source->name);
		return false;
	}
	if (source->pcapng)
		close_reader(&source->again);
	if (!source->again.pcap && !open_again(source, error))
		return false;
	if (!move_again(source, offset) || pcap_next_ex(source->again.pcap, &header, &data) != 1) {
		error_set(error, "%s: has changed since it was read", source->name);
		return false;
	}
	fill(record, source->again.pcap, header, data);
	record->offset = offset;
	return true;
}

void source_progress(const struct source *source, uint64_t *done, uint64_t *total)
{
	*done = source->done;
	*total = source->size;
}

void source_close(struct source *source)
{
	if (!source)
		return;
	close_reader(&source->first);
	close_reader(&source->again);
	spool_free(source->spool);
	free(source);
}
