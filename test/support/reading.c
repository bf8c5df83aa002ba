/* Short ways to read a capture, each failing the test where it cannot. */
#include "support/reading.h"

#include <check.h>

struct capture *reading_open(const char *const *files, size_t count, const char *filter,
			     uint64_t max)
{
	struct capture_spec spec = {
		.files = files, .file_count = count, .filter = filter, .max_frames = max};
	struct error error = {""};
	struct capture *capture = capture_open(&spec, &error);

	ck_assert_msg(capture != NULL, "%s", error.text);
	return capture;
}

struct capture *reading_open_one(const char *file)
{
	return reading_open(&file, 1, NULL, 0);
}

struct frame reading_next(struct capture *capture)
{
	struct error error = {""};
	struct frame frame;

	ck_assert_msg(capture_next(capture, &frame, &error) == CAPTURE_FRAME, "%s", error.text);
	return frame;
}

void reading_end(struct capture *capture)
{
	struct error error;
	struct frame frame;

	ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_END);
	ck_assert_int_eq(capture_next(capture, &frame, &error), CAPTURE_END);
	capture_close(capture);
}

void reading_fill(const struct frame *frame, uint32_t size, uint8_t fill)
{
	uint32_t right = 0;

	ck_assert_uint_eq(frame->caplen, size);
	while (right < size && frame->data[right] == fill)
		right++;
	ck_assert_uint_eq(right, size);
}
