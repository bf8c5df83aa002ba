/* Looks at a capture's health, and words it. */
#include "load/health.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "tcpladder/words.h"

static const int64_t second_ns = 1000000000;
static const int64_t news_ns = INT64_C(10000000000); /* how long what has passed is still said */

void health_take(struct health *health, const struct capture_health *found, int64_t now_ns)
{
	bool was_down = health->now.down;

	health->now = *found;
	health->looked_ns = now_ns;
	if (found->clock_jump_ns != 0) {
		health->clock_jumps++;
		health->jump_ns = found->clock_jump_ns;
		health->jumped_at_ns = now_ns;
	}
	if (was_down && !found->down)
		health->back_at_ns = now_ns;
}

void health_look(struct health *health, struct capture *capture, int64_t now_ns)
{
	struct capture_health found;

	if (health->looked_ns != 0 && now_ns - health->looked_ns < second_ns)
		return;
	capture_look(capture, &found);
	health_take(health, &found, now_ns);
}

/* --- words --- */

/* What has happened, in a language, a comma between one and the next. */
struct list {
	struct words words;
	const struct lang *lang;
};

static struct list begin(char *text, size_t room, const struct lang *lang)
{
	text[0] = '\0';
	return (struct list){{text, room, 0}, lang};
}

/* Adds what has happened, if it has. */
static void add(struct list *list, bool happened, enum message message, ...)
{
	va_list arguments;

	if (!happened)
		return;
	if (list->words.used > 0)
		words_add(&list->words, ", ");
	va_start(arguments, message);
	words_add_list(&list->words, lang_text(list->lang, message), arguments);
	va_end(arguments);
}

static void add_count(struct list *list, uint64_t count, enum message message)
{
	add(list, count > 0, message, (unsigned long long)count);
}

static bool is_news(const struct health *health, int64_t at_ns)
{
	return at_ns != 0 && health->looked_ns - at_ns < news_ns;
}

const char *health_text(struct health *health, const struct lang *lang)
{
	struct list list = begin(health->text, sizeof(health->text), lang);
	char seconds[32];

	snprintf(seconds, sizeof(seconds), "%+.1f", (double)health->jump_ns / 1e9);
	add(&list, health->now.down, MSG_HEALTH_DOWN);
	add(&list, !health->now.down && is_news(health, health->back_at_ns), MSG_HEALTH_BACK);
	add(&list, is_news(health, health->jumped_at_ns), MSG_HEALTH_CLOCK, seconds);
	add_count(&list, health->now.kernel_drops, MSG_HEALTH_KERNEL);
	add_count(&list, health->now.interface_drops, MSG_HEALTH_INTERFACE);
	add_count(&list, health->unknown_links, MSG_HEALTH_LINK);
	add_count(&list, health->now.forgotten, MSG_HEALTH_FORGOTTEN);
	add_count(&list, health->lost.segments, MSG_HEALTH_SEGMENTS);
	return health->text;
}

const char *health_report(struct health *health, const struct lang *lang)
{
	struct list list = begin(health->text, sizeof(health->text), lang);

	add_count(&list, health->now.kernel_drops, MSG_HEALTH_KERNEL);
	add_count(&list, health->now.interface_drops, MSG_HEALTH_INTERFACE);
	add_count(&list, health->now.forgotten, MSG_HEALTH_FORGOTTEN);
	add_count(&list, health->lost.segments, MSG_HEALTH_SEGMENTS);
	add_count(&list, health->lost.flows, MSG_HEALTH_FLOWS);
	add_count(&list, health->clock_jumps, MSG_HEALTH_CLOCK_TIMES);
	return health->text;
}

const char *health_not_drawn(struct health *health, const uint64_t counts[DECODED_COUNT],
			     const struct lang *lang)
{
	static const enum message reasons[DECODED_COUNT] = {
		[DECODED_OTHER] = MSG_FRAMES_OTHER,
		[DECODED_FRAGMENT] = MSG_FRAMES_FRAGMENT,
		[DECODED_HEADER_CUT] = MSG_FRAMES_HEADER_CUT,
		[DECODED_CUT] = MSG_FRAMES_CUT,
		[DECODED_MALFORMED] = MSG_FRAMES_MALFORMED,
		[DECODED_ENCRYPTED] = MSG_FRAMES_ENCRYPTED,
		[DECODED_COMPRESSED] = MSG_FRAMES_COMPRESSED,
		[DECODED_UNKNOWN_LINK] = MSG_FRAMES_UNKNOWN_LINK,
	};
	char each[HEALTH_NOT_DRAWN], total[HEALTH_TEXT];
	struct list list = begin(each, sizeof(each), lang);
	struct list sum = begin(total, sizeof(total), lang);
	uint64_t all = 0;

	for (int i = 0; i < DECODED_COUNT; i++) {
		if (i == DECODED_TCP)
			continue;
		add_count(&list, counts[i], reasons[i]);
		all += counts[i];
	}
	add_count(&sum, all, all == 1 ? MSG_FRAME_NOT_DRAWN : MSG_FRAMES_NOT_DRAWN);
	snprintf(health->not_drawn, sizeof(health->not_drawn), "%s%s%.*s", total,
		 all > 0 ? ": " : "", HEALTH_NOT_DRAWN - HEALTH_TEXT - 2, each);
	return health->not_drawn;
}
