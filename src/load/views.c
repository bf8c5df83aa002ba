/* What was loaded, for the viewer and the ladder. */
#include "load/save.h"
#include "load/state.h"
#include "tcpladder/comment.h"

/* --- for the viewer --- */

static bool source_pump(void *context, int64_t budget_ns)
{
	struct load *load = context;
	bool more = load_pump(load, budget_ns);

	load_forget(load);
	return more;
}

static void source_hold(void *context, const size_t *flows, size_t count)
{
	const struct load *load = context;

	tracker_hold(load->tracker, flows, count);
}

static int source_descriptor(void *context)
{
	return load_descriptor(context);
}

static int source_percent(void *context)
{
	const struct load *load = context;
	uint64_t done, total;

	if (load->ended)
		return 100;
	capture_progress(load->capture, &done, &total);
	return total > 0 ? (int)((double)done / (double)total * 100) : -1;
}

static const char *source_message(void *context)
{
	struct load *load = context;
	const char *message;

	if (load->error_count > 0)
		return load->errors[load->error_count - 1].text;
	message = load->ended ? load_not_drawn(load) : "";
	return *message ? message : NULL;
}

static const char *source_about(void *context)
{
	return load_about(context);
}

static void source_look(void *context, struct tui_look *look)
{
	struct load *load = context;

	/* Of a file it is said when it has been read. */
	if (load->health.now.live)
		load->health.unknown_links = load->counts[DECODED_UNKNOWN_LINK];
	load->health.lost = tracker_forgotten(load->tracker);
	*look = (struct tui_look){
		.live = load->health.now.live,
		.frames = load->frames,
		.segments = load->counts[DECODED_TCP],
		.frame = load->frame,
		.condition = load->ended ? health_report(&load->health, load->lang)
					 : health_text(&load->health, load->lang),
	};
}

static bool source_dissect(void *context, const struct event *event, struct dissection *dissection,
			   struct error *error)
{
	return load_dissect(context, event, dissection, error);
}

static enum tui_saved source_save(void *context, const struct tui_save *what, struct error *said)
{
	return save_file(context, what, said);
}

struct tui_source load_source(struct load *load)
{
	return (struct tui_source){
		.context = load,
		.pump = source_pump,
		.hold = source_hold,
		.descriptor = source_descriptor,
		.percent = source_percent,
		.message = source_message,
		.about = source_about,
		.look = source_look,
		.reread = source_dissect,
		.save = source_save,
	};
}

/* --- for the ladder --- */

const char *load_view(const struct load *load)
{
	const char *view = comment_view(capture_comments(load->capture));

	return view ? view : "";
}

/* The last one is kept: a ladder asks for it again and again. */
static const char *remark_get(void *context, const struct event *event)
{
	struct load *load = context;
	struct frame frame;
	struct error error;

	if (load->remarked == event->offset && load->remark[0])
		return load->remark;
	load->remark[0] = '\0';
	load->remarked = event->offset;
	if (capture_reread(load->capture, event->offset, &frame, &error))
		comment_text(frame.comments, lang_code(load->lang), load->remark,
			     sizeof(load->remark));
	return load->remark;
}

struct ladder_remarks load_remarks(struct load *load)
{
	return (struct ladder_remarks){load, remark_get};
}
