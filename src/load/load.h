/*
 * The front half of the pipe in one piece: capture, decoder and tracker, pumped in slices, and
 * the count of what came of each frame.
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpladder/capture.h"
#include "tcpladder/dissect.h"
#include "tcpladder/lang.h"
#include "tcpladder/render.h"
#include "tcpladder/segment.h"
#include "tcpladder/tui.h"

struct load;

/*
 * Opens the capture; the language is that of the messages, and the files' names are borrowed.
 * NULL and *error as capture_open().
 */
struct load *load_open(const struct capture_spec *spec, const struct lang *lang,
		       struct error *error);

/* Frees everything, the tracker too; NULL is allowed. */
void load_close(struct load *load);

/* Reads on for about budget_ns nanoseconds; false once nothing more will come. */
bool load_pump(struct load *load, int64_t budget_ns);

/*
 * What comes without end is remembered in so many bytes; to be called before the first
 * load_pump(), which returns once there are more, until load_forget() is called. Files are
 * remembered as a whole.
 */
void load_bound(struct load *load, uint64_t bytes);
bool load_full(const struct load *load);
void load_forget(struct load *load);

/* This process was root, and is that user now: for who wonders why a file cannot be written. */
void load_became(struct load *load, const char *user);

/* Writes a line for each source, as capture_describe() does. */
void load_describe(const struct load *load, FILE *out);

/* What to poll for reading before the next load_pump(); -1 where that would not wait. */
int load_descriptor(const struct load *load);

/* Waits until there may be something to pump, so long at most. */
void load_wait(const struct load *load, int64_t most_ns);

/*
 * From now on tells of packets as soon as they are tracked: the indices of the flows that they
 * went to, in their order.
 */
void load_watch(struct load *load, void (*news)(void *context, const size_t *flows, size_t count),
		void *context);

/* The flows so far. Lent until load_close(). */
const struct tracker *load_tracker(const struct load *load);

/* How many frames were read so far, and how many of them came to this end. */
uint64_t load_frames(const struct load *load);
uint64_t load_count(const struct load *load, enum decoded result);

/*
 * What was read and not drawn, by reason, in one line: "12 frames not drawn: 7 without TCP, …".
 * "" where everything was drawn. Lent until the next call.
 */
const char *load_not_drawn(struct load *load);

/* What went wrong while reading, the files' sentences one by one; NULL beyond the last. Lent. */
const char *load_error(const struct load *load, size_t index);

/*
 * The packet of an event, read and decoded again. false where that cannot be: the file has
 * changed, or the segment was put together from fragments.
 */
bool load_reread(struct load *load, const struct event *event, struct packet *packet);

/*
 * The same with every field of the frame that the packet came in, whose bytes are lent until the
 * next call. false and *error, a sentence, where that cannot be.
 */
bool load_dissect(struct load *load, const struct event *event, struct dissection *dissection,
		  struct error *error);

/* As capture_export(). */
bool load_export(struct load *load, struct capture_export *what, struct error *error);

/* Whether the path leads to a file that is read. */
bool load_reads(const struct load *load, const char *path);

/* What the capture's author says of it, in the reader's language; "" for nothing. Lent. */
const char *load_about(struct load *load);

/* How the capture's author wants it to be seen, in options; "" for nothing. Lent. */
const char *load_view(const struct load *load);

/* What the capture says of its records, for a ladder; its context is the load. */
struct ladder_remarks load_remarks(struct load *load);

/* What was read so far, for a renderer; its context is the load. */
struct render_source load_render_source(struct load *load);

/* Frames come as they happen: from an interface or a pipe. */
bool load_is_live(const struct load *load);

/* The same for the viewer; its context is the load. */
struct tui_source load_source(struct load *load);

#endif
