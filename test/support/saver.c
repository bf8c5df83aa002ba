/* Capture files, byte by byte. */
#include "support/saver.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[SAVER_PATH / 2];

static void put(struct saver *saver, uint64_t value, size_t size)
{
	ck_assert_uint_le(saver->size + size, sizeof(saver->data));
	for (size_t i = 0; i < size; i++) {
		size_t shift = saver->big ? size - 1 - i : i;

		saver->data[saver->size++] = (uint8_t)(value >> 8 * shift);
	}
}

static void put_fill(struct saver *saver, struct saved saved)
{
	for (uint32_t i = 0; i < saved.size; i++)
		put(saver, saved.fill, 1);
}

void saver_pcap(struct saver *saver, uint32_t magic, uint32_t link_type)
{
	put(saver, magic, 4);
	put(saver, 2, 2);
	put(saver, 4, 2);
	put(saver, 0, 8);
	put(saver, 65535, 4);
	put(saver, link_type, 4);
}

void saver_record(struct saver *saver, uint32_t magic, struct saved saved)
{
	uint64_t ticks = magic == PCAP_NANO ? 1000000000 : 1000000;

	put(saver, saved.time / ticks, 4);
	put(saver, saved.time % ticks, 4);
	put(saver, saved.size, 4);
	put(saver, saved.len ? saved.len : saved.size, 4);
	put_fill(saver, saved);
}

/* A block's length stands before and behind it, and its end is padded to four. */
static size_t start_block(struct saver *saver, uint32_t type)
{
	put(saver, type, 4);
	put(saver, 0, 4);
	return saver->size - 8;
}

static void end_block(struct saver *saver, size_t start)
{
	size_t end;

	while (saver->size % 4)
		put(saver, 0, 1);
	end = saver->size + 4;
	saver->size = start + 4;
	put(saver, end - start, 4);
	saver->size = end - 4;
	put(saver, end - start, 4);
}

void saver_section(struct saver *saver)
{
	size_t start = start_block(saver, 0x0a0d0d0a);

	put(saver, 0x1a2b3c4d, 4);
	put(saver, 1, 2);
	put(saver, 0, 2);
	put(saver, UINT64_MAX, 8);
	end_block(saver, start);
}

void saver_interface(struct saver *saver, uint16_t link_type, uint8_t resolution, int64_t offset)
{
	size_t start = start_block(saver, 1);

	put(saver, link_type, 2);
	put(saver, 0, 2);
	put(saver, 100u + link_type, 4);
	put(saver, 2, 2); /* a name: options before those that count */
	put(saver, 3, 2);
	put(saver, 0x6c6f3000, 4);
	if (resolution) {
		put(saver, 9, 2);
		put(saver, 1, 2);
		put(saver, resolution, 1);
		put(saver, 0, 3);
	}
	if (offset) {
		put(saver, 14, 2);
		put(saver, 8, 2);
		put(saver, (uint64_t)offset, 8);
	}
	put(saver, 0, 4);
	end_block(saver, start);
}

static void put_packet(struct saver *saver, struct saved saved)
{
	put(saver, saved.time >> 32, 4);
	put(saver, saved.time & 0xffffffff, 4);
	put(saver, saved.size, 4);
	put(saver, saved.len ? saved.len : saved.size, 4);
	put_fill(saver, saved);
}

void saver_enhanced(struct saver *saver, uint32_t interface, struct saved saved)
{
	size_t start = start_block(saver, 6);

	put(saver, interface, 4);
	put_packet(saver, saved);
	end_block(saver, start);
}

void saver_simple(struct saver *saver, struct saved saved)
{
	size_t start = start_block(saver, 3);

	put(saver, saved.len ? saved.len : saved.size, 4);
	put_fill(saver, saved);
	end_block(saver, start);
}

void saver_old_packet(struct saver *saver, uint16_t interface, struct saved saved)
{
	size_t start = start_block(saver, 2);

	put(saver, interface, 2);
	put(saver, 0xffff, 2);
	put_packet(saver, saved);
	end_block(saver, start);
}

void saver_unknown_block(struct saver *saver)
{
	size_t start = start_block(saver, 0x0bad);

	put(saver, 0x0102030405060708, 8);
	end_block(saver, start);
}

void saver_folder(void)
{
	const char *base = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/tcpladder-test-XXXXXX", base ? base : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

const char *saver_path(const char *name, char *path)
{
	snprintf(path, SAVER_PATH, "%s/%s", folder, name);
	return path;
}

const char *saver_store(const struct saver *saver, const char *name, char *path)
{
	FILE *file = fopen(saver_path(name, path), "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(saver->data, 1, saver->size, file), saver->size);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

void saver_clean(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[SAVER_PATH + 256];

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir))) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	closedir(dir);
	rmdir(folder);
}
