/* What was loaded, for a renderer. */
#include <string.h>

#include "load/state.h"

static const char *source_health(void *context)
{
	struct load *load = context;

	load->health.lost = tracker_forgotten(load->tracker);
	return health_report(&load->health, load->lang);
}

static const char *source_error(void *context, size_t index)
{
	return load_error(context, index);
}

static const char *source_about(void *context)
{
	return load_about(context);
}

static const char *source_not_drawn(void *context)
{
	return load_not_drawn(context);
}

static bool source_reread(void *context, const struct event *event, struct packet *packet)
{
	return load_reread(context, event, packet);
}

struct render_source load_render_source(struct load *load)
{
	struct render_source source = {
		.context = load,
		.files = load->files,
		.file_count = load->file_count,
		.frames = load->frames,
		.error = source_error,
		.about = source_about,
		.not_drawn = source_not_drawn,
		.reread = source_reread,
		.health = source_health,
		.live = load->health.now.live,
		.kernel_drops = load->health.now.kernel_drops,
		.interface_drops = load->health.now.interface_drops,
		.not_kept = load->health.now.forgotten,
		.clock_jumps = load->health.clock_jumps,
	};

	memcpy(source.counts, load->counts, sizeof(source.counts));
	return source;
}
