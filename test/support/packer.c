/* Compresses with libarchive. */
#include "support/packer.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <string.h>

static const struct row {
	const char *name;
	int (*add)(struct archive *archive);
} rows[] = {
	{"gzip", archive_write_add_filter_gzip}, {"bzip2", archive_write_add_filter_bzip2},
	{"xz", archive_write_add_filter_xz},     {"zstd", archive_write_add_filter_zstd},
	{"lz4", archive_write_add_filter_lz4},
};

enum { ROWS = sizeof(rows) / sizeof(*rows) };

const char *packer_kind(size_t index)
{
	return index < ROWS ? rows[index].name : NULL;
}

static void write_all(struct archive *archive, const void *data, size_t size)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, "capture");
	archive_entry_set_filetype(entry, AE_IFREG);
	ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_data(archive, data, size), (la_ssize_t)size);
	ck_assert_int_eq(archive_write_close(archive), ARCHIVE_OK);
	archive_entry_free(entry);
}

bool packer_store(const char *kind, const void *data, size_t size, const char *path)
{
	struct archive *archive = archive_write_new();
	const struct row *row = rows;
	bool able;

	while (strcmp(row->name, kind) != 0)
		row++;
	able = row->add(archive) == ARCHIVE_OK;
	if (able) {
		ck_assert_int_eq(archive_write_set_format_raw(archive), ARCHIVE_OK);
		ck_assert_int_eq(archive_write_set_bytes_in_last_block(archive, 1), ARCHIVE_OK);
		ck_assert_int_eq(archive_write_open_filename(archive, path), ARCHIVE_OK);
		write_all(archive, data, size);
	}
	archive_write_free(archive);
	return able;
}
