/* Compressed captures of every kind: read, read again, cut off, damaged, from a pipe. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/packer.h"
#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

/* More than the decompressors hand over at once, so that a file can be cut between two parts. */
enum { RECORDS = 5000, RECORD = 60, HEAD = 24, STEP = 16 + RECORD, WHOLE = HEAD + RECORDS * STEP };

static struct saver saver;
static uint8_t *plain;
static char path[SAVER_PATH];

/* Bytes that do not compress, the same each time. */
static void add_noise(uint8_t *to, size_t size)
{
	static uint32_t noise = 1;

	for (size_t i = 0; i < size; i++) {
		noise = noise * 1664525 + 1013904223;
		to[i] = (uint8_t)(noise >> 24);
	}
}

static void start(void)
{
	saver_folder();
	memset(&saver, 0, sizeof(saver));
	plain = memory_alloc(WHOLE);
	saver_pcap(&saver, PCAP_MICRO, 1);
	memcpy(plain, saver.data, HEAD);
	for (size_t i = 0; i < RECORDS; i++) {
		uint8_t *to = plain + HEAD + i * STEP;

		saver.size = 0;
		saver_record(&saver, PCAP_MICRO, (struct saved){.time = i, .size = RECORD});
		memcpy(to, saver.data, STEP);
		add_noise(to + 16, RECORD);
	}
	saver_path("x.pcap", path);
}

static void finish(void)
{
	free(plain);
	saver_clean();
}

static const uint8_t *bytes_of(size_t record)
{
	return plain + HEAD + record * STEP + 16;
}

static void expect_record(const struct frame *frame, size_t record)
{
	ck_assert_uint_eq(frame->caplen, RECORD);
	ck_assert_mem_eq(frame->data, bytes_of(record), RECORD);
}

START_TEST(read_and_read_again)
{
	const char *kind = packer_kind((size_t)_i);
	uint64_t *offsets = memory_zero(RECORDS, sizeof(*offsets));
	struct capture *capture;
	struct error error;
	struct frame frame;
	uint64_t done, total;

	if (!packer_store(kind, plain, WHOLE, path))
		return;
	capture = reading_open_one(path);
	for (size_t i = 0; i < RECORDS; i++) {
		frame = reading_next(capture);
		expect_record(&frame, i);
		offsets[i] = frame.offset;
	}
	for (size_t i = RECORDS; i-- > 0;) {
		ck_assert(capture_reread(capture, offsets[i], &frame, &error));
		expect_record(&frame, i);
	}
	capture_progress(capture, &done, &total);
	ck_assert_uint_gt(total, 0);
	ck_assert_uint_eq(done, total);
	reading_end(capture);
	free(offsets);
}
END_TEST

START_TEST(a_pcapng_file)
{
	struct capture *capture;
	struct frame frame;

	saver.size = 0;
	saver_section(&saver);
	saver_interface(&saver, 1, 0, 0);
	saver_enhanced(&saver, 0, (struct saved){.time = 1, .size = 40, .fill = 7});
	if (!packer_store(packer_kind((size_t)_i), saver.data, saver.size, path))
		return;
	capture = reading_open_one(path);
	frame = reading_next(capture);
	reading_fill(&frame, 40, 7);
	reading_end(capture);
}
END_TEST

/* The file's bytes, freed by the caller. */
static uint8_t *load_file(const char *name, size_t *size)
{
	FILE *file = fopen(name, "rb");
	uint8_t *data = memory_alloc(2 * WHOLE);

	ck_assert_ptr_nonnull(file);
	*size = fread(data, 1, 2 * WHOLE, file);
	fclose(file);
	return data;
}

static void store_bytes(const uint8_t *data, size_t size)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(data, 1, size, file), size);
	ck_assert_int_eq(fclose(file), 0);
}

/* Reads what can be read, which must be what was there: how many frames, and why no more. */
static size_t read_all(struct error *broken)
{
	const char *file = path;
	struct capture_spec spec = {.files = &file, .file_count = 1};
	struct capture *capture = capture_open(&spec, broken);
	enum capture_read got;
	struct frame frame;
	size_t frames = 0;

	if (!capture)
		return 0;
	while ((got = capture_next(capture, &frame, broken)) == CAPTURE_FRAME)
		expect_record(&frame, frames++);
	if (got == CAPTURE_END)
		broken->text[0] = '\0';
	capture_close(capture);
	return frames;
}

START_TEST(cut_off)
{
	const char *kind = packer_kind((size_t)_i);
	struct error error = {""};
	char want[32];
	uint8_t *packed;
	size_t size, frames = 0, before;

	if (!packer_store(kind, plain, WHOLE, path))
		return;
	packed = load_file(path, &size);
	snprintf(want, sizeof(want), "the %s data is cut off", kind);
	for (size_t part = 20; part < size - 20; part += size / 23) {
		store_bytes(packed, part);
		before = frames;
		frames = read_all(&error);
		ck_assert_uint_ge(frames, before);
		ck_assert_msg(strstr(error.text, want) != NULL, "%s", error.text);
	}
	if (strcmp(kind, "bzip2") != 0 && strcmp(kind, "lz4") != 0) /* of one block */
		ck_assert_uint_gt(frames, RECORDS / 2);
	free(packed);
}
END_TEST

/* What comes before the damage is right; then a sentence about the data or about the frame. */
START_TEST(damaged)
{
	const char *kind = packer_kind((size_t)_i);
	const char *file = path;
	struct capture_spec spec = {.files = &file, .file_count = 1};
	struct error error = {""};
	struct capture *capture;
	struct frame frame;
	uint8_t *packed;
	size_t size, frames = 0;

	if (!packer_store(kind, plain, WHOLE, path))
		return;
	packed = load_file(path, &size);
	memset(packed + size * 3 / 4, 0xff, size / 8);
	store_bytes(packed, size);
	free(packed);
	capture = capture_open(&spec, &error);
	while (capture && capture_next(capture, &frame, &error) == CAPTURE_FRAME)
		if (frames++ < RECORDS / 2)
			expect_record(&frame, frames - 1);
	capture_close(capture);
	if (frames < RECORDS || strcmp(kind, "zstd") != 0) /* libarchive's has no checksum */
		ck_assert_msg(strstr(error.text, "damaged") != NULL, "%s", error.text);
}
END_TEST

/* A pipe with the file's bytes, fewer than it holds, in it, and whose writer is gone. */
static int pipe_with(const char *name)
{
	size_t size;
	uint8_t *packed = load_file(name, &size);
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], packed, size), (ssize_t)size);
	close(ends[1]);
	free(packed);
	return ends[0];
}

START_TEST(from_standard_input)
{
	const char *file = "-";
	struct capture *capture;
	struct frame frame, again;
	struct error error;
	int saved = dup(STDIN_FILENO), from;

	if (!packer_store(packer_kind((size_t)_i), plain, HEAD + 100 * STEP, path))
		return;
	from = pipe_with(path);
	dup2(from, STDIN_FILENO);
	capture = reading_open(&file, 1, NULL, 0);
	for (size_t i = 0; i < 100; i++) {
		frame = reading_next(capture);
		expect_record(&frame, i);
		ck_assert(capture_reread(capture, frame.offset, &again, &error));
		expect_record(&again, i);
	}
	reading_end(capture);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(from);
}
END_TEST

START_TEST(nothing_in_it)
{
	struct error error = {""};

	if (!packer_store("gzip", "", 0, path))
		return;
	ck_assert_uint_eq(read_all(&error), 0);
	ck_assert_msg(strstr(error.text, ": empty file") != NULL, "%s", error.text);
}
END_TEST

Suite *unpack_suite(void)
{
	Suite *suite = suite_create("unpack");
	TCase *tcase = tcase_create("each compression");
	int kinds = 0;

	while (packer_kind((size_t)kinds))
		kinds++;
	tcase_add_checked_fixture(tcase, start, finish);
	tcase_add_loop_test(tcase, read_and_read_again, 0, kinds);
	tcase_add_loop_test(tcase, a_pcapng_file, 0, kinds);
	tcase_add_loop_test(tcase, cut_off, 0, kinds);
	tcase_add_loop_test(tcase, damaged, 0, kinds);
	tcase_add_loop_test(tcase, from_standard_input, 0, kinds);
	tcase_add_test(tcase, nothing_in_it);
	suite_add_tcase(suite, tcase);
	return suite;
}
