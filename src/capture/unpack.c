/* Decompresses a stream with libarchive. */
#include "capture/unpack.h"

#include <archive.h>
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/bytes.h"
#include "tcpladder/error.h"

enum { PIECE = 64 * 1024 };

static const struct row {
	const char *name;
	uint8_t size;
	uint8_t start[UNPACK_LOOK];
	int (*support)(struct archive *archive);
} rows[] = {
	{"gzip", 2, {0x1f, 0x8b}, archive_read_support_filter_gzip},
	{"bzip2", 3, {'B', 'Z', 'h'}, archive_read_support_filter_bzip2},
	{"xz", 6, {0xfd, '7', 'z', 'X', 'Z', 0}, archive_read_support_filter_xz},
	{"zstd", 4, {0x28, 0xb5, 0x2f, 0xfd}, archive_read_support_filter_zstd},
	{"lz4", 4, {0x04, 0x22, 0x4d, 0x18}, archive_read_support_filter_lz4},
	{"lz4", 4, {0x02, 0x21, 0x4c, 0x18}, archive_read_support_filter_lz4},
};

struct unpack {
	struct packed packed;
	const struct row *row;
	struct archive *archive; /* NULL before the first byte is asked for */
	const uint8_t *block;    /* libarchive's, valid until it is asked for the next */
	size_t have;
	bool drained; /* the packed bytes have come to their end */
	bool over;
	char failure[128]; /* "" for none */
	uint8_t piece[PIECE];
};

const char *unpack_kind(const uint8_t *start, size_t size)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (size >= rows[i].size && memcmp(start, rows[i].start, rows[i].size) == 0)
			return rows[i].name;
	return NULL;
}

static const struct row *find_row(const char *kind)
{
	const struct row *row = rows;

	while (strcmp(row->name, kind) != 0)
		row++;
	return row;
}

struct unpack *unpack_open(struct packed packed, const char *kind)
{
	struct unpack *unpack = memory_zero(1, sizeof(*unpack));

	unpack->packed = packed;
	unpack->row = find_row(kind);
	return unpack;
}

static const char *packed_failure(const struct unpack *unpack)
{
	return unpack->packed.failure(unpack->packed.context);
}

static la_ssize_t give_piece(struct archive *archive, void *context, const void **piece)
{
	struct unpack *unpack = context;
	size_t got = unpack->packed.read(unpack->packed.context, unpack->piece, PIECE);

	*piece = unpack->piece;
	unpack->drained = got == 0;
	if (got == 0 && packed_failure(unpack)) {
		archive_set_error(archive, EIO, "reading failed");
		return -1;
	}
	return (la_ssize_t)got;
}

/*
 * libarchive words each library's errors in that library's way. What a user can act on is whether
 * the data ends too early or is damaged.
 */
static void fail(struct unpack *unpack)
{
	const char *why = packed_failure(unpack);

	if (why)
		snprintf(unpack->failure, sizeof(unpack->failure), "%s", why);
	else
		snprintf(unpack->failure, sizeof(unpack->failure), "the %s data is %s",
			 unpack->row->name, unpack->drained ? "cut off" : "damaged");
	unpack->over = true;
}

/*
 * No other decompressor is offered than the one whose data it is. One that libarchive lacks it
 * replaces by a program to be run, and says so with a warning: a capture shall run no program.
 * Where the header makes no sense, libarchive would hand over the bytes as they are.
 */
static bool start(struct unpack *unpack)
{
	struct archive_entry *entry;
	int got;

	unpack->archive = archive_read_new();
	if (!unpack->archive)
		die("no memory left");
	if (unpack->row->support(unpack->archive) != ARCHIVE_OK) {
		snprintf(unpack->failure, sizeof(unpack->failure),
			 "compressed with %s, which the libarchive of this system cannot read",
			 unpack->row->name);
		return false;
	}
	archive_read_support_format_raw(unpack->archive);
	archive_read_support_format_empty(unpack->archive);
	got = archive_read_open(unpack->archive, unpack, NULL, give_piece, NULL);
	if (got == ARCHIVE_OK)
		got = archive_read_next_header(unpack->archive, &entry);
	if (got == ARCHIVE_OK && archive_filter_code(unpack->archive, 0) != ARCHIVE_FILTER_NONE)
		return true;
	if (got != ARCHIVE_EOF)
		fail(unpack);
	return false;
}

/* Block by block: what came before damage is lost to who asks for more than there was. */
static bool next_block(struct unpack *unpack)
{
	const void *block;
	la_int64_t offset;
	int got;

	if (unpack->over)
		return false;
	if (!unpack->archive && !start(unpack)) {
		unpack->over = true;
		return false;
	}
	got = archive_read_data_block(unpack->archive, &block, &unpack->have, &offset);
	if (got == ARCHIVE_OK) {
		unpack->block = block;
		return true;
	}
	unpack->have = 0;
	unpack->over = true;
	if (got != ARCHIVE_EOF)
		fail(unpack);
	return false;
}

size_t unpack_some(struct unpack *unpack, void *to, size_t size)
{
	size_t part;

	while (unpack->have == 0)
		if (!next_block(unpack))
			return 0;
	part = unpack->have < size ? unpack->have : size;
	memcpy(to, unpack->block, part);
	unpack->block += part;
	unpack->have -= part;
	return part;
}

const char *unpack_failure(const struct unpack *unpack)
{
	return unpack->failure[0] ? unpack->failure : NULL;
}

void unpack_close(struct unpack *unpack)
{
	if (!unpack)
		return;
	if (unpack->archive)
		archive_read_free(unpack->archive);
	free(unpack);
}
