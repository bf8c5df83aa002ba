/* Looking through a screen's places, a slice at a time. */
#include "tui/seek.h"

#include "tui/clock.h"

enum { PLACES_A_LOOK = 8 }; /* between two looks at the clock */

void seek_ask(struct seek *seek)
{
	seek->typing = true;
	prompt_begin(&seek->prompt, "");
}

bool seek_key(struct app *app, struct seek *seek, int key, bool *ready)
{
	*ready = false;
	if (seek->on) {
		seek->on = false;
		app_note(app, "%s", app_text(app, MSG_SEARCH_STOPPED));
		return true;
	}
	if (!seek->typing)
		return false;
	switch (prompt_key(&seek->prompt, key)) {
	case PROMPT_DONE:
		seek->typing = false;
		/* As in less: nothing typed means the last one again. */
		if (seek->prompt.text[0])
			search_read(&seek->search, seek->prompt.text, app->show.lang);
		*ready = seek->search.text[0] != '\0';
		break;
	case PROMPT_CANCELLED: seek->typing = false; break;
	default: break;
	}
	return true;
}

static void step(struct seek *seek, size_t count)
{
	if (seek->backwards) {
		seek->wrapped |= seek->at == 0;
		seek->at = seek->at == 0 ? count - 1 : seek->at - 1;
	} else {
		seek->at++;
		seek->wrapped |= seek->at == count;
		seek->at = seek->at == count ? 0 : seek->at;
	}
}

void seek_begin(struct seek *seek, size_t from, size_t count, bool backwards, bool round)
{
	seek->backwards = backwards;
	seek->round = round;
	seek->wrapped = false;
	seek->total = seek->left = count;
	if (!round)
		seek->total = seek->left = backwards ? from : count - from - 1;
	seek->on = seek->left > 0;
	seek->at = from;
	if (seek->on)
		step(seek, count);
}

static void say_progress(struct app *app, const struct seek *seek)
{
	size_t done = seek->total - seek->left;

	app_note(app, app_text(app, MSG_SEARCH_PROGRESS),
		 (int)((double)done * 100 / (double)seek->total));
}

static enum seek_result found(struct app *app, struct seek *seek, size_t *place)
{
	*place = seek->at;
	seek->on = false;
	app->note[0] = '\0';
	if (seek->wrapped)
		app_note(app, "%s",
			 app_text(app,
				  seek->backwards ? MSG_SEARCH_FROM_END : MSG_SEARCH_FROM_START));
	return SEEK_FOUND;
}

enum seek_result seek_look(struct app *app, struct seek *seek, const struct seek_where *where,
			   int64_t budget_ns, size_t *place)
{
	int64_t start = clock_ns();

	while (seek->on && seek->left > 0 && seek->at < where->count) {
		if (where->matches(where->context, seek->at))
			return found(app, seek, place);
		seek->left--;
		step(seek, where->count);
		if (seek->left > 0 && seek->left % PLACES_A_LOOK == 0 &&
		    clock_ns() - start >= budget_ns) {
			say_progress(app, seek);
			return SEEK_GOES_ON;
		}
	}
	seek->on = false;
	return SEEK_FAILED;
}

void seek_draw(struct app *app, const struct seek *seek)
{
	if (seek->typing)
		prompt_draw(app, &seek->prompt, app_text(app, MSG_SEARCH_PROMPT));
}
