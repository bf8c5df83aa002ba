/* Records from a script, each made when it is asked for. */
#include "capture/script_file.h"

#include <pcap/dlt.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/script.h"

struct script_file {
	struct script *script;
	size_t next;
	uint8_t frame[SCRIPT_FRAME_MAX];
	uint8_t again[SCRIPT_FRAME_MAX];
};

bool script_file_named(const char *path)
{
	static const char ending[] = ".ladder";
	size_t length = strlen(path);

	return length > strlen(ending) && strcmp(path + length - strlen(ending), ending) == 0;
}

/* NULL and *error where the text is too long or cannot be read; else the caller frees it. */
static char *read_text(struct stream *stream, const char *name, struct error *error)
{
	enum { SIZE_MOST = 16 << 20 };
	char *text = memory_alloc(SIZE_MOST + 1);
	size_t size = stream_read(stream, text, SIZE_MOST + 1);
	const char *failure = stream_failure(stream);

	if (!failure && size <= SIZE_MOST) {
		text[size] = '\0';
		return text;
	}
	error_set(error, "%s: %s", name, failure ? failure : "too large for a script");
	free(text);
	return NULL;
}

struct script_file *script_file_of(const char *text, const char *name, struct error *error)
{
	struct error why = {""};
	struct script *script = script_parse(text, &why);
	struct script_file *file;

	if (!script) {
		error_set(error, "%s: %s", name, why.text);
		return NULL;
	}
	file = memory_zero(1, sizeof(*file));
	file->script = script;
	return file;
}

struct script_file *script_file_open(struct stream *stream, const char *name, struct error *error)
{
	char *text = read_text(stream, name, error);
	struct script_file *file = text ? script_file_of(text, name, error) : NULL;

	free(text);
	return file;
}

static void make(struct script_file *file, size_t line, uint8_t *frame, struct record *record)
{
	const struct script_line *from = &file->script->lines[line];

	*record = (struct record){
		.time_ns = from->packet.time_ns,
		.data = frame,
		.caplen = (uint32_t)script_frame(file->script, line, frame),
		.link_type = DLT_EN10MB,
		.offset = line,
		.comments = from->comments,
	};
	record->len = record->caplen;
}

enum capture_read script_file_next(struct script_file *file, struct record *record)
{
	const struct script *script = file->script;

	while (file->next < script->count && script->lines[file->next].marks & SCRIPT_MISSING)
		file->next++;
	if (file->next == script->count)
		return CAPTURE_END;
	make(file, file->next++, file->frame, record);
	return CAPTURE_FRAME;
}

bool script_file_at(struct script_file *file, uint64_t offset, struct record *record)
{
	if (offset >= file->script->count)
		return false;
	make(file, offset, file->again, record);
	return true;
}

const char *script_file_comments(const struct script_file *file)
{
	return file->script->comments;
}

void script_file_progress(const struct script_file *file, uint64_t *done, uint64_t *total)
{
	*done = file->next;
	*total = file->script->count;
}

void script_file_close(struct script_file *file)
{
	if (!file)
		return;
	script_free(file->script);
	free(file);
}
