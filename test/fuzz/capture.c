/*
 * Fuzzes the program but its screens: bytes are a capture file, or come through a pipe, packed or
 * not, and are read, decoded, tracked, read again, rendered and written. What is printed is clean
 * text, and what is written is a capture of as many frames.
 *
 * The first three bytes say how; the rest is the file.
 */
#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <zlib.h>

#include "follow.h"
#include "load/load.h"
#include "support/fuzzer.h"
#include "tcpladder/render.h"

/* Less than a pipe holds, so that it can be filled before it is read. */
enum { FILE_MOST = 32768, PATH = 64, WIDTHS = 160, RENDERERS = 4, SECOND_NS = 1000000000 };

enum {
	HOW_PIPE = 1,
	HOW_PACKED = 2,
	HOW_CUT = 4, /* the packed file lacks its end */
	HOW_FILTER = 8,
	HOW_KOREAN = 16,
	HOW_WRITE = 32, /* what is read is written, too */
	HOW_LINES = 64,
	HOW_LIST = 128
};

struct how {
	uint8_t bits;
	uint8_t renderer; /* and style, time, numbers */
	uint8_t width;    /* and glyphs, colours */
};

/* --- files --- */

static FILE *store_open(char path[PATH])
{
	int fd = mkstemp(strcpy(path, "/tmp/tcpladder-fuzz-XXXXXX"));

	require(fd >= 0, "/tmp can be written to");
	return fdopen(fd, "w+b");
}

static void store(char path[PATH], const void *data, size_t size)
{
	FILE *file = store_open(path);

	fwrite(data, 1, size, file);
	fclose(file);
}

static void store_packed(char path[PATH], struct bytes bytes, bool cut)
{
	FILE *file = store_open(path);
	gzFile packed = gzdopen(dup(fileno(file)), "wb1");

	if (bytes.left > 0)
		gzwrite(packed, bytes.data, (unsigned)bytes.left);
	gzclose(packed);
	fseek(file, 0, SEEK_END);
	if (cut && ftruncate(fileno(file), ftell(file) * 3 / 4) != 0)
		abort();
	fclose(file);
}

/* The file becomes standard input, by way of a pipe. */
static void pour(const char *path)
{
	static uint8_t content[2 * FILE_MOST];
	FILE *file = fopen(path, "rb");
	size_t size = fread(content, 1, sizeof(content), file);
	int ends[2];

	fclose(file);
	if (pipe(ends) != 0 || write(ends[1], content, size) != (ssize_t)size)
		abort();
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
}

/* --- what is printed --- */

/* UTF-8 whose only control character is the line feed; with colours, escape as well. */
static void check_text(const char *text, size_t size, bool color)
{
	mbstate_t state = {0};
	wchar_t code;

	for (size_t at = 0; at < size;) {
		size_t length = mbrtowc(&code, text + at, size - at, &state);

		require(length > 0 && length <= size - at, "what is printed is UTF-8");
		require(code == L'\n' || code == L'\f' || (color && code == 0x1b) ||
				(code >= 0x20 && (code < 0x7f || code >= 0xa0)),
			"no control character is printed");
		at += length;
	}
	require(size == 0 || text[size - 1] == '\n', "the last line is a whole one");
}

static void check_json(const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		json_error_t error;
		json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);

		require(json_is_object(object), "every line is an object");
		json_decref(object);
		text += length + (text[length] == '\n');
	}
}

static void check_sentence(const char *sentence)
{
	size_t length = strlen(sentence);
	char line[sizeof(struct error) + 1];

	require(length > 0 && length < sizeof(struct error), "an error has words");
	memcpy(line, sentence, length);
	line[length] = '\n';
	require(!memchr(sentence, '\n', length), "an error is one line");
	check_text(line, length + 1, false);
}

static void take_news(void *context, const size_t *flows, size_t count)
{
	follow_news(context, flows, count);
}

static struct render render_of(const struct how *how, FILE *out)
{
	bool utf8 = how->width & 1;

	return (struct render){
		.out = out,
		.ladder = {.lang = lang_find(utf8 && how->bits & HOW_KOREAN ? "ko" : "en"),
			   .width = LADDER_MIN_WIDTH + how->width % WIDTHS,
			   .style = (enum ladder_style)((how->renderer >> 2) % LADDER_STYLES),
			   .time = (enum ladder_time)((how->renderer >> 4) % TIME_MODES),
			   .absolute = how->renderer >> 7,
			   .selected = SIZE_MAX},
		.glyphs = utf8 ? GLYPHS_UTF8 : GLYPHS_ASCII,
		.color = how->width % 3 == 0,
	};
}

/* --- the pipe --- */

static void read_all(struct load *load, struct follow *follow)
{
	struct error error;
	bool more;

	do {
		more = load_pump(load, SECOND_NS);
		if (follow)
			require(follow_write(follow, 0, &error) == 0, "memory takes every line");
	} while (more);
}

static void render(struct render *render, const struct renderer *renderer, bool list)
{
	size_t count = tracker_flows(render->tracker);
	size_t *indices = memory_alloc((count + 1) * sizeof(*indices));
	struct error error;

	for (size_t i = 0; i < count; i++)
		indices[i] = i;
	require((list ? renderer->list : renderer->flows)(render, indices, count, &error) == 0 &&
			renderer->end(render, &error) == 0,
		"memory takes all that is rendered");
	free(indices);
}

/* Reads, and prints into memory. */
static void print(struct load *load, const struct how *how)
{
	const struct renderer *renderer = renderer_find(renderer_name(how->renderer % RENDERERS));
	struct ladder_remarks remarks = load_remarks(load);
	struct follow *follow = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct render what = render_of(how, out);
	struct render_source source = load_render_source(load);

	what.source = &source;
	what.tracker = load_tracker(load);
	what.ladder.remarks = &remarks;
	if (how->bits & HOW_LINES && renderer->line) {
		follow = follow_new(&what, renderer, (struct follow_pick){NULL, NULL});
		load_watch(load, take_news, follow);
	}
	read_all(load, follow);
	source = load_render_source(load);
	if (follow)
		require(follow_end(follow, &(struct error){""}) == 0, "memory takes the end");
	follow_free(follow);
	render(&what, renderer, how->bits & HOW_LIST);
	fclose(out);
	check_text(text, size, what.color);
	if (strcmp(renderer_name(how->renderer % RENDERERS), "json") == 0)
		check_json(text);
	free(text);
}

/* --- a second time --- */

static void check_reread(struct load *load, const struct event *event)
{
	static struct dissection dissection;
	struct packet packet;
	struct error error;

	if (load_reread(load, event, &packet)) {
		require(packet.segment.seq == event->seq && packet.segment.len == event->len,
			"what is read again is the same");
		require(packet.time_ns == event->time_ns, "at the same time");
	} else {
		require(event_has(event, NOTE_FRAGMENT), "what was read can be read again");
	}
	if (!load_dissect(load, event, &dissection, &error))
		check_sentence(error.text);
}

struct frames {
	const struct tracker *tracker;
	size_t flow;
	size_t event;
};

static bool next_frame(void *context, uint64_t *offset)
{
	struct frames *frames = context;

	while (frames->flow < tracker_flows(frames->tracker)) {
		const struct flow *flow = tracker_flow(frames->tracker, frames->flow);

		if (frames->event < flow_events(flow)) {
			*offset = flow_event(flow, frames->event++)->offset;
			return true;
		}
		frames->flow++;
		frames->event = 0;
	}
	return false;
}

/* How many frames the file has, which is in order. */
static uint64_t frames_of(const char *path)
{
	struct capture_spec spec = {.files = &path, .file_count = 1};
	struct error error;
	struct load *load = load_open(&spec, lang_default(), &error);
	uint64_t frames;

	require(load != NULL, "what was written can be opened");
	read_all(load, NULL);
	require(load_error(load, 0) == NULL, "what was written is whole");
	frames = load_frames(load);
	load_close(load);
	return frames;
}

/* Writes the frames of all flows as another capture. */
static void check_export(struct load *load, bool pcapng)
{
	struct frames frames = {load_tracker(load), 0, 0};
	char path[PATH];
	FILE *out = store_open(path);
	struct capture_export export = {next_frame, &frames, out, pcapng, 0, 0};
	struct error error;
	bool done = load_export(load, &export, &error);

	fclose(out);
	require(export.lost == 0, "every frame is written");
	if (done)
		require(frames_of(path) == export.written, "as many frames as were written");
	unlink(path);
}

static void check_again(struct load *load, const struct how *how)
{
	const struct tracker *tracker = load_tracker(load);

	for (size_t i = 0; i < tracker_flows(tracker); i++)
		for (size_t k = 0; k < flow_events(tracker_flow(tracker, i)); k++)
			check_reread(load, flow_event(tracker_flow(tracker, i), k));
	check_export(load, !(how->width & 2));
}

/* --- all of it --- */

static void run(const char *path, const struct how *how)
{
	bool pipe = how->bits & HOW_PIPE;
	const char *name = pipe ? "-" : path;
	struct capture_spec spec = {.files = &name, .file_count = 1};
	char written[PATH] = "";
	struct error error = {""};
	struct load *load;

	if (pipe)
		pour(path);
	if (how->bits & HOW_FILTER)
		spec.filter = "tcp and not port 443";
	if (how->bits & HOW_WRITE) {
		store(written, "", 0);
		spec.write.path = written;
	}
	load = load_open(&spec, lang_default(), &error);
	if (load) {
		print(load, how);
		for (size_t i = 0; load_error(load, i); i++)
			check_sentence(load_error(load, i));
		check_again(load, how);
		if (*written && load_frames(load) > 0 && !load_error(load, 0))
			require(frames_of(written) == load_frames(load), "all is written");
	} else {
		check_sentence(error.text);
	}
	load_close(load);
	if (*written)
		unlink(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = bytes_of(data, size);
	struct how how = {0, 0, 0};
	char path[PATH];

	setlocale(LC_CTYPE, "C.UTF-8");
	bytes_u8(&bytes, &how.bits);
	bytes_u8(&bytes, &how.renderer);
	bytes_u8(&bytes, &how.width);
	bytes_clip(&bytes, FILE_MOST);
	if (how.bits & HOW_PACKED)
		store_packed(path, bytes, how.bits & HOW_CUT);
	else
		store(path, bytes.data, bytes.left);
	run(path, &how);
	unlink(path);
	return 0;
}
