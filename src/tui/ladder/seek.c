/* Events and finds on a ladder. */
#include "tui/ladder/seek.h"

struct looking {
	struct app *app;
	struct ladder_seek *seek;
	const struct ladder *ladder;
	struct flow_summary flow;
	struct note_set notes; /* that make an event */
};

void ladder_seek_free(struct ladder_seek *seek)
{
	sighting_free(&seek->sighting);
}

/* The notes worth stopping at: those that the ladder writes. */
static struct note_set eventful_notes(void)
{
	struct note_set notes = {0};

	for (enum note note = 0; note < NOTE_COUNT; note++)
		if (note_weight(note) > 0)
			note_set_add(&notes, note);
	return notes;
}

static bool changes_state(const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);
	const struct event *before;

	if (!flow_has(flow, index - 1))
		return true;
	before = flow_event(flow, index - 1);
	return ((event->state[SIDE_A] ^ before->state[SIDE_A]) & STATE_MASK) != 0 ||
	       ((event->state[SIDE_B] ^ before->state[SIDE_B]) & STATE_MASK) != 0;
}

static bool is_eventful(void *context, size_t index)
{
	const struct looking *looking = context;
	const struct event *event = flow_event(looking->ladder->flow, index);

	return (note_sets_meet(event_notes(event), looking->notes) || (event->flags & TCP_RST) ||
		event->cause != CAUSE_NONE || changes_state(looking->ladder->flow, index)) &&
	       ladder_picked(looking->ladder, index);
}

static bool is_found(void *context, size_t index)
{
	struct looking *looking = context;
	const struct search *search = &looking->seek->seek.search;
	const struct flow *flow = looking->ladder->flow;
	struct sighting *sighting = &looking->seek->sighting;

	if (!ladder_picked(looking->ladder, index))
		return false;
	if (search_event(search, &looking->flow, flow, index))
		return true;
	if (!search_reads_data(search) || flow_event(flow, index)->len == 0)
		return false;
	sighting_read(sighting, looking->app, index);
	return sighting->have && search_bytes(search, sighting->data + sighting->data_offset,
					      sighting->size - sighting->data_offset);
}

static void say_nothing_found(struct app *app, const struct ladder_seek *seek)
{
	enum message message = seek->seek.backwards ? MSG_NO_EARLIER_EVENTS : MSG_NO_MORE_EVENTS;

	if (seek->for_events)
		app_note(app, "%s", app_text(app, message));
	else
		app_note(app, app_text(app, MSG_SEARCH_NOT_FOUND), seek->seek.search.text);
}

bool ladder_seek_work(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		      int64_t budget_ns, size_t *cursor)
{
	struct looking looking = {app, seek, ladder, flow_summary(ladder->flow), eventful_notes()};
	struct seek_where where = {
		.count = ladder_events(ladder),
		.matches = seek->for_events ? is_eventful : is_found,
		.context = &looking,
	};

	if (!seek->seek.on)
		return false;
	switch (seek_look(app, &seek->seek, &where, budget_ns, cursor)) {
	case SEEK_GOES_ON: return true;
	case SEEK_FOUND: return false;
	default: say_nothing_found(app, seek); return false;
	}
}

static void begin(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		  bool backwards, size_t *cursor)
{
	seek_begin(&seek->seek, *cursor, ladder_events(ladder), backwards, !seek->for_events);
	if (!seek->seek.on)
		say_nothing_found(app, seek);
	ladder_seek_work(app, seek, ladder, app->patience_ns, cursor);
}

bool ladder_seek_act(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		     enum action action, size_t *cursor)
{
	bool event = action == ACTION_NEXT_EVENT || action == ACTION_PREVIOUS_EVENT;
	bool back = action == ACTION_PREVIOUS_EVENT || action == ACTION_SEARCH_PREVIOUS;

	if (action == ACTION_SEARCH ||
	    (action == ACTION_SEARCH_NEXT && !seek->seek.search.text[0]) ||
	    (action == ACTION_SEARCH_PREVIOUS && !seek->seek.search.text[0])) {
		seek_ask(&seek->seek);
		return true;
	}
	if (!event && action != ACTION_SEARCH_NEXT && action != ACTION_SEARCH_PREVIOUS)
		return false;
	seek->for_events = event;
	begin(app, seek, ladder, back, cursor);
	return true;
}

bool ladder_seek_typed(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		       int key, size_t *cursor)
{
	bool ready;

	if (!seek_key(app, &seek->seek, key, &ready))
		return false;
	if (ready) {
		seek->for_events = false;
		begin(app, seek, ladder, false, cursor);
	}
	return true;
}
