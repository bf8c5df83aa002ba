/*
 * Prints the explanation of every label, in a situation for each: explain-labels LANGUAGE FILE.
 * Fails where a note, a role, a cause, a state or an offer has no situation in the file.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/explain.h"
#include "tcpladder/script.h"

enum { LINE = 256, TEXT = 16384, NAMES = 256 };

struct situation {
	char label[LINE];
	char title[LINE];
	char flag[LINE]; /* "4 truncated", "4 header-only, 6 fragmented", "A sum-wrong", "" */
	char script[TEXT];
};

static void fail(const char *what, const char *which)
{
	fprintf(stderr, "%s: %s\n", which, what);
	exit(1);
}

/* --- the file --- */

/* "== LABEL @LINE FLAG / which way" */
static void read_title(char *line, struct situation *situation)
{
	char *at = strchr(line, '@');

	line[strcspn(line, "\n")] = '\0';
	strcpy(situation->title, line + 3);
	situation->flag[0] = situation->script[0] = '\0';
	if (at)
		strcpy(situation->flag, at + 1);
	line[3 + strcspn(line + 3, " @")] = '\0';
	strcpy(situation->label, line + 3);
}

/* "open" stands for the lines of the first situation. */
static void add_line(struct situation *situation, const char *opening, const char *line)
{
	const char *text = strcmp(line, "open\n") == 0 ? opening : line;

	if (strlen(situation->script) + strlen(text) >= TEXT)
		fail("too long", situation->title);
	strcat(situation->script, text);
}

/* The next situation; false at the end. The first line after the comments is a title. */
static bool next_situation(FILE *file, const char *opening, struct situation *situation)
{
	static char title[LINE];
	char line[LINE];

	while (!*title && fgets(line, sizeof(line), file))
		if (strncmp(line, "== ", 3) == 0)
			strcpy(title, line);
	if (!*title)
		return false;
	read_title(title, situation);
	title[0] = '\0';
	while (!*title && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "== ", 3) == 0)
			strcpy(title, line);
		else if (line[0] != '\n' && line[0] != '#')
			add_line(situation, opening, line);
	}
	return true;
}

/* --- the segments --- */

static const struct {
	const char *name;
	uint16_t bit;
} flags[] = {
	{"truncated", SEGMENT_TRUNCATED},
	{"fragmented", SEGMENT_FRAGMENTED},
	{"sampled", SEGMENT_SAMPLED},
	{"header-only", SEGMENT_HEADER_ONLY},
	{"from-frame", SEGMENT_LENGTH_FROM_FRAME},
	{"sum-wrong", SEGMENT_CHECKSUM_WRONG},
};

/* Options that no script can write. */
static const struct {
	const char *name;
	uint16_t bit;
} odd_options[] = {
	{"options-cut", OPT_CUT},
	{"malformed", OPT_MALFORMED},
	{"accecn", OPT_ACCECN},
};

/* What the title says of the segment, the n-th from 1; "" for nothing. */
static const char *flag_text(const struct situation *situation, size_t n, char *out)
{
	const char *at = situation->flag;

	while (*at && (size_t)atoi(at) != n)
		at += strcspn(at, ",") + (at[strcspn(at, ",")] != '\0');
	snprintf(out, LINE, "%.*s", (int)strcspn(at, ","), at);
	return out;
}

/* "@4 options-cut": this segment's header was not captured to its end, and the like. */
static uint16_t odd_option_of(const struct situation *situation, size_t n)
{
	char text[LINE];

	flag_text(situation, n, text);
	for (size_t i = 0; i < sizeof(odd_options) / sizeof(*odd_options); i++)
		if (strstr(text, odd_options[i].name))
			return odd_options[i].bit;
	return 0;
}

/* "@4 fragmented-3": in how many fragments it came; 0 where nothing says that. */
static uint16_t fragments_of(const struct situation *situation, size_t n)
{
	static const char said[] = "fragmented-";
	char text[LINE];
	const char *at;

	flag_text(situation, n, text);
	at = strstr(text, said);
	return at ? (uint16_t)atoi(at + strlen(said)) : 0;
}

/* "@4 vlan-20", "@5 other-macs": in which Ethernet frame it came. */
static struct segment_link link_of(const struct situation *situation, size_t n)
{
	static const char said[] = "vlan-";
	struct segment_link link = {.ethernet = true};
	char text[LINE];
	const char *at;

	flag_text(situation, n, text);
	at = strstr(text, said);
	link.vlan = at ? (uint16_t)atoi(at + strlen(said)) : VLAN_NONE;
	link.macs[MACS - 1] = strstr(text, "other-macs") != NULL;
	return link;
}

/* What the capture does to this segment, the n-th from 1. */
static uint16_t flag_of(const struct situation *situation, const struct script *script, size_t n)
{
	const struct endpoint *a = &script->lines[0].packet.from;
	bool from_a = endpoint_compare(&script->lines[n - 1].packet.from, a) == 0;
	char text[LINE];

	if (situation->flag[0] == 'A' && from_a)
		snprintf(text, sizeof(text), "%s", situation->flag);
	else
		flag_text(situation, n, text);
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (strstr(text, flags[i].name))
			return flags[i].bit;
	return 0;
}

static struct tracker *track(const struct situation *situation, struct script *script)
{
	struct tracker *tracker = tracker_new();

	for (size_t i = 0; i < script->count; i++) {
		struct packet *packet = &script->lines[i].packet;
		uint16_t flag = flag_of(situation, script, i + 1);

		packet->segment.options.present |= odd_option_of(situation, i + 1);
		packet->segment.link = link_of(situation, i + 1);
		packet->segment.fragments = fragments_of(situation, i + 1);
		if (flag == SEGMENT_CHECKSUM_WRONG)
			packet->segment.capture &= (uint16_t)~SEGMENT_CHECKSUM_RIGHT;
		packet->segment.capture |= flag;
		if (!(script->lines[i].marks & SCRIPT_MISSING))
			tracker_add(tracker, packet);
	}
	return tracker;
}

static const struct segment *segment_of(const struct script *script, uint32_t frame)
{
	for (size_t i = 0; i < script->count; i++)
		if (script->lines[i].packet.frame == frame)
			return &script->lines[i].packet.segment;
	return NULL;
}

static struct explain_reread reread_of(const struct script *script, const struct flow *flow,
				       size_t index)
{
	const struct event *event = flow_event(flow, index);
	const struct segment *segment = segment_of(script, event->frame), *original = NULL;

	if (!segment)
		return (struct explain_reread){.options = NULL};
	if (explain_wants_original(event))
		original = segment_of(script, flow_event(flow, event->about)->frame);
	return explain_reread_of(event, segment, original);
}

/* --- which segment --- */

static const struct {
	const char *name;
	uint16_t option;
} offers[] = {
	{"option.mss", OPT_MSS},
	{"option.wscale", OPT_WSCALE},
	{"option.sack-permitted", OPT_SACK_PERMITTED},
	{"option.timestamps", OPT_TIMESTAMPS},
	{"option.sack", OPT_SACK},
	{"option.user-timeout", OPT_USER_TIMEOUT},
	{"option.fast-open", OPT_FAST_OPEN},
	{"option.accecn", OPT_ACCECN},
	{"option.unknown", OPT_UNKNOWN},
	{"option.malformed", OPT_MALFORMED},
};

static bool enters(const struct flow *flow, size_t index, const char *state)
{
	const struct event *event = flow_event(flow, index);

	for (int side = 0; side < 2; side++) {
		uint8_t now = event->state[side] & STATE_MASK;
		uint8_t before =
			index > 0 ? flow_event(flow, index - 1)->state[side] & STATE_MASK : 0;

		if (now != before && strcmp(state_name(now), state) == 0)
			return true;
	}
	return false;
}

static bool carries(const struct flow *flow, size_t index, const struct tcp_options *options,
		    const char *label)
{
	const char *labels[EVENT_LABELS];
	size_t count = event_labels(flow_event(flow, index), labels);

	if (strncmp(label, "state.", 6) == 0)
		return enters(flow, index, label + 6);
	if (strcmp(label, "retransmission.unknown") == 0) /* a cause, but no label of its own */
		return flow_event(flow, index)->cause == CAUSE_UNKNOWN;
	for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++)
		if (options && strcmp(offers[i].name, label) == 0)
			return (options->present & offers[i].option) != 0;
	for (size_t i = 0; i < count; i++)
		if (strcmp(labels[i], label) == 0)
			return true;
	return false;
}

static void print_explanation(const struct ladder *ladder, size_t index,
			      const struct explain_reread *reread)
{
	struct explanation explanation;
	char numbers[EXPLAIN_NUMBERS], notes[EXPLAIN_NOTES];

	explain_numbers(ladder, index, numbers);
	explain_notes(ladder, index, NOTE_COUNT, notes);
	printf("#%u  %s%s%s\n", flow_event(ladder->flow, index)->frame, numbers, *notes ? "  " : "",
	       notes);
	explain(ladder, index, reread, &explanation);
	for (size_t i = 0; i < explanation.count; i++) {
		const struct sentence *sentence = &explanation.sentence[i];

		printf("  %s", sentence->text);
		if (sentence->reference)
			printf("  [%s]", sentence->reference);
		putchar('\n');
	}
	printf("  (%s)\n\n", explanation.reference);
}

/* Finds the last segment of the last flow that has it; true and explained, or false. */
static bool explain_last(const struct tracker *tracker, const struct script *script,
			 const struct lang *lang, const char *label)
{
	for (size_t f = tracker_flows(tracker); f-- > 0;) {
		struct ladder ladder = {.flow = tracker_flow(tracker, f),
					.lang = lang,
					.width = LADDER_MIN_WIDTH,
					.absolute = true,
					.selected = SIZE_MAX};

		for (size_t i = flow_events(ladder.flow); i-- > 0;) {
			struct explain_reread reread = reread_of(script, ladder.flow, i);

			if (!carries(ladder.flow, i, reread.options, label))
				continue;
			print_explanation(&ladder, i, &reread);
			return true;
		}
	}
	return false;
}

static int explain_situation(const struct situation *situation, const struct lang *lang)
{
	int failures = 0;
	struct error error;
	struct script *script = script_parse(situation->script, &error);
	struct tracker *tracker;

	if (!script)
		fail(error.text, situation->title);
	tracker = track(situation, script);
	printf("%s\n", situation->title);
	if (!explain_last(tracker, script, lang, situation->label)) {
		fprintf(stderr, "%s: no segment carries the label\n", situation->title);
		failures++;
	}
	tracker_free(tracker);
	script_free(script);
	return failures;
}

/* --- whether all are there --- */

struct names {
	char name[NAMES][LINE];
	size_t count;
	bool lacking;
};

__attribute__((format(printf, 2, 3))) static void want(struct names *names, const char *format, ...)
{
	char name[LINE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(name, sizeof(name), format, arguments);
	va_end(arguments);
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return;
	fprintf(stderr, "no situation for %s\n", name);
	names->lacking = true;
}

static void want_all(struct names *names)
{
	for (enum note note = 0; note < NOTE_COUNT; note++)
		want(names, "%s", note_name(note));
	for (enum role role = 0; role < ROLE_COUNT; role++)
		want(names, "%s", role_name(role));
	for (enum cause cause = CAUSE_UNKNOWN; cause < CAUSE_COUNT; cause++)
		want(names, "retransmission.%s", cause_name(cause));
	for (enum tcp_state state = STATE_CLOSED; state < STATE_COUNT; state++)
		want(names, "state.%s", state_name(state));
	for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++)
		want(names, "%s", offers[i].name);
}

int main(int argc, char **argv)
{
	static struct situation situation, opening;
	static struct names names;
	const struct lang *lang = argc == 3 ? lang_find(argv[1]) : NULL;
	FILE *file = argc == 3 ? fopen(argv[2], "r") : NULL;
	int failures = 0;

	if (!lang || !file)
		fail("explain-labels LANGUAGE FILE", "usage");
	next_situation(file, "", &opening);
	while (names.count < NAMES && next_situation(file, opening.script, &situation)) {
		strcpy(names.name[names.count++], situation.label);
		failures += explain_situation(&situation, lang);
	}
	fclose(file);
	want_all(&names);
	return names.lacking || failures > 0 ? 1 : 0;
}
