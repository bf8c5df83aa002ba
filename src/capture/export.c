/* Frames of a capture written again: as pcap, or as pcapng, which holds several link types. */
#include "tcpladder/capture.h"

#include "capture/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LINKS_MAX = 64, BUFFER = 64 * 1024 };

struct writing {
	FILE *out;
	const struct packing *packing;
	const char *comments;
	struct packed packed; /* waits for the stream */
	int links[LINKS_MAX];
	uint32_t link_count;
};

/* The number of the frame's link type in the file; false where there is no room for one more. */
static bool find_link(struct writing *writing, const struct frame *frame, uint32_t *link)
{
	for (*link = 0; *link < writing->link_count; (*link)++)
		if (writing->links[*link] == frame->link_type)
			return true;
	if (writing->link_count == 0)
		writing->packing->start(&writing->packed, frame->link_type, writing->comments);
	else if (writing->packing->interface && writing->link_count < LINKS_MAX)
		writing->packing->interface(&writing->packed, frame->link_type);
	else
		return false;
	writing->links[writing->link_count++] = frame->link_type;
	return true;
}

static bool put_frame(struct writing *writing, const struct frame *frame, struct error *error)
{
	const struct record record = {
		.time_ns = frame->time_ns,
		.data = frame->data,
		.caplen = frame->caplen,
		.len = frame->len,
		.link_type = frame->link_type,
		.comments = frame->comments,
	};
	uint32_t link;

	if (!find_link(writing, frame, &link)) {
		error_set(error, "the frames are of several link types, for which pcap has no "
				 "room; pcapng has");
		return false;
	}
	writing->packing->record(&writing->packed, &record, link);
	return true;
}

static bool flush(struct writing *writing, size_t most, struct error *error)
{
	if (writing->packed.used <= most)
		return true;
	fwrite(writing->packed.bytes, 1, writing->packed.used, writing->out);
	writing->packed.used = 0;
	if (!ferror(writing->out))
		return true;
	error_set(error, "%s", strerror(errno));
	return false;
}

static bool export(struct capture *capture, struct capture_export *what, struct writing *writing,
		   struct error *error)
{
	uint64_t offset, before = UINT64_MAX;
	struct frame frame;

	error->text[0] = '\0';
	while (what->next(what->context, &offset)) {
		/* Of one frame that holds several segments there is one copy. */
		if (offset == before)
			continue;
		before = offset;
		if (!capture_reread(capture, offset, &frame, error)) {
			what->lost++;
			continue;
		}
		if (!put_frame(writing, &frame, error) || !flush(writing, BUFFER, error))
			return false;
		what->written++;
	}
	return what->written > 0 && flush(writing, 0, error);
}

bool capture_export(struct capture *capture, struct capture_export *what, struct error *error)
{
	struct writing writing = {
		.out = what->out,
		.packing = what->pcapng ? &packing_pcapng : &packing_pcap,
		.comments = capture_comments(capture),
	};
	bool done = export(capture, what, &writing, error);

	free(writing.packed.bytes);
	return done;
}
