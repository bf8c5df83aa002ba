/* Captures that come through a pipe: never waited for, and read again. */
#include "tcpladder/capture.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

enum { ETHERNET = 1, FRAMES = 3, SIZE = 50 };

static struct saver saver;

static void save(bool pcapng)
{
	memset(&saver, 0, sizeof(saver));
	if (pcapng) {
		saver_section(&saver);
		saver_interface(&saver, ETHERNET, 0, 0);
	} else {
		saver_pcap(&saver, PCAP_MICRO, ETHERNET);
	}
}

static void save_frame(bool pcapng, int i)
{
	struct saved saved = {.time = (uint64_t)i, .size = SIZE, .fill = (uint8_t)i};

	if (pcapng)
		saver_enhanced(&saver, 0, saved);
	else
		saver_record(&saver, PCAP_MICRO, saved);
}

static struct capture *open_pipe(int ends[2])
{
	static char name[32];
	struct capture *capture;

	snprintf(name, sizeof(name), "/dev/fd/%d", ends[0]);
	capture = reading_open_one(name);
	close(ends[0]);
	return capture;
}

/* Whatever is missing of a record, reading says so at once; with its last byte it is there. */
static void byte_by_byte(bool pcapng)
{
	struct error error = {""};
	struct capture *capture;
	uint64_t offsets[FRAMES];
	struct frame frame;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	save(pcapng);
	ck_assert_int_eq(write(ends[1], saver.data, saver.size), (ssize_t)saver.size);
	capture = open_pipe(ends);
	for (int i = 0; i < FRAMES; i++) {
		saver.size = 0;
		save_frame(pcapng, i);
		for (size_t at = 0; at < saver.size; at++) {
			ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_WAIT);
			ck_assert_int_ge(capture_descriptor(capture), 0);
			ck_assert_int_eq(write(ends[1], saver.data + at, 1), 1);
		}
		frame = reading_next(capture);
		reading_fill(&frame, SIZE, (uint8_t)i);
		ck_assert_uint_eq(frame.number, (uint64_t)i + 1);
		offsets[i] = frame.offset;
	}
	ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_WAIT);
	for (int i = FRAMES - 1; i >= 0; i--) {
		ck_assert(capture_reread(capture, offsets[i], &frame, &error));
		reading_fill(&frame, SIZE, (uint8_t)i);
	}
	close(ends[1]);
	reading_end(capture);
}

START_TEST(pcap_byte_by_byte)
{
	byte_by_byte(false);
}
END_TEST

START_TEST(pcapng_byte_by_byte)
{
	byte_by_byte(true);
}
END_TEST

START_TEST(cut_off_in_a_record)
{
	struct error error = {""};
	struct capture *capture;
	struct frame frame;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	save(false);
	save_frame(false, 1);
	ck_assert_int_eq(write(ends[1], saver.data, saver.size - 1), (ssize_t)saver.size - 1);
	capture = open_pipe(ends);
	ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_WAIT);
	close(ends[1]);
	ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_BROKEN);
	ck_assert_ptr_nonnull(strstr(error.text, "cut off in the middle of frame 1"));
	reading_end(capture);
}
END_TEST

START_TEST(many_records_in_pieces)
{
	enum { LARGE = 60000, COUNT = 20, PIECE = 4000 };
	struct saved saved = {.size = LARGE, .fill = 7};
	struct error error = {""};
	struct capture *capture;
	struct frame frame;
	int ends[2], frames = 0;
	size_t part;

	ck_assert_int_eq(pipe(ends), 0);
	save(false);
	ck_assert_int_eq(write(ends[1], saver.data, saver.size), (ssize_t)saver.size);
	capture = open_pipe(ends);
	saver.size = 0;
	saver_record(&saver, PCAP_MICRO, saved);
	for (size_t at = 0; at < COUNT * saver.size; at += part) {
		part = saver.size - at % saver.size < PIECE ? saver.size - at % saver.size : PIECE;
		ck_assert_int_eq(write(ends[1], saver.data + at % saver.size, part), (ssize_t)part);
		while (capture_next(capture, &frame, &error) == CAPTURE_FRAME) {
			ck_assert_uint_eq(frame.caplen, LARGE);
			ck_assert_int_eq(frame.data[LARGE - 1], 7);
			frames++;
		}
	}
	ck_assert_int_eq(frames, COUNT);
	close(ends[1]);
	reading_end(capture);
}
END_TEST

Suite *pipe_suite(void)
{
	Suite *suite = suite_create("pipe");
	TCase *tests = tcase_create("pipe");

	tcase_add_test(tests, pcap_byte_by_byte);
	tcase_add_test(tests, pcapng_byte_by_byte);
	tcase_add_test(tests, cut_off_in_a_record);
	tcase_add_test(tests, many_records_in_pieces);
	suite_add_tcase(suite, tests);
	return suite;
}
