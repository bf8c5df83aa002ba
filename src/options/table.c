/* The table of options, and what each takes. */
#include "options/table.h"

#include "options/draw.h"
#include "options/live.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/lesson.h"
#include "tcpladder/render.h"

enum { PLAY_TIMES_MOST = 1000 };

bool options_add_file(struct options *options, const char *name)
{
	options->files =
		memory_grow(options->files, options->file_count + 1, sizeof(*options->files));
	options->files[options->file_count++] = name;
	return true;
}

static bool take_file(struct options *options, const char *argument, struct error *error)
{
	(void)error;
	return options_add_file(options, argument);
}

static bool take_filter(struct options *options, const char *argument, struct error *error)
{
	(void)error;
	options->filter = argument;
	return true;
}

static bool take_count(struct options *options, const char *argument, struct error *error)
{
	if (read_number(argument, 1, UINT64_MAX - 1, &options->max_frames))
		return true;
	error_set(error, "--count: '%s' is no number of frames", argument);
	return false;
}

/* "A:PORT-B:PORT": no address has a '-' in it. */
static bool read_ends(const char *text, struct endpoint ends[2])
{
	char first[ENDPOINT_TEXT];
	const char *dash = strchr(text, '-');

	if (!dash || (size_t)(dash - text) >= sizeof(first))
		return false;
	memcpy(first, text, (size_t)(dash - text));
	first[dash - text] = '\0';
	return endpoint_parse(first, &ends[0]) && endpoint_parse(dash + 1, &ends[1]);
}

static bool take_flow(struct options *options, const char *argument, struct error *error)
{
	struct flow_pick *flow = &options->flow;
	uint64_t number;

	if (read_number(argument, 1, UINT32_MAX, &number)) {
		flow->by = PICK_NUMBER;
		flow->number = (uint32_t)number;
		return true;
	}
	flow->by = PICK_ENDPOINTS;
	if (read_ends(argument, flow->ends))
		return true;
	error_set(error, "--flow: '%s' is neither a number nor ADDRESS:PORT-ADDRESS:PORT",
		  argument);
	return false;
}

/* "--only: 'prot' in 'prot 80': expected a word such as port, …" */
static bool take_only(struct options *options, const char *argument, struct error *error)
{
	struct query_error wrong;

	query_free(options->query);
	options->only = argument;
	options->query = query_parse(argument, &wrong);
	if (options->query)
		return true;
	if (wrong.length == 0)
		error_set(error, "--only: '%s' ends too soon: expected %s", argument,
			  lang_text(lang_default(), wrong.expected));
	else
		error_set(error, "--only: '%.*s' in '%s': expected %s", (int)wrong.length,
			  argument + wrong.at, argument, lang_text(lang_default(), wrong.expected));
	return false;
}

static bool take_narrate(struct options *options, const char *argument, struct error *error)
{
	(void)argument;
	(void)error;
	options->format = "narration";
	return true;
}

static bool take_assertions(struct options *options, const char *argument, struct error *error)
{
	grade_free(options->grade);
	options->grade = grade_parse(argument, error);
	return options->grade != NULL;
}

static const char *lesson_name(size_t index)
{
	const struct lesson *lesson = lesson_at(index);

	return lesson ? lesson->name : NULL;
}

static const char predict_print[] = "print";

static const char *predict_name(size_t index)
{
	return index == 0 ? predict_print : NULL;
}

static bool take_predict(struct options *options, const char *argument, struct error *error)
{
	if (!argument) {
		options->teach = TEACH_PREDICT;
		return true;
	}
	if (strcmp(argument, predict_print) != 0) {
		error_set(error, "--predict: '%s' is not %s", argument, predict_print);
		return false;
	}
	options->format = "worksheet";
	return true;
}

/* "8", "1/4": how many times as fast as the capture, in eighths; 0 where it is none. */
static int read_speed(const char *text)
{
	static const struct option_choice slow[] = {{"1/8", 1}, {"1/4", 2}, {"1/2", 4}, {NULL, 0}};
	uint64_t times;

	for (const struct option_choice *s = slow; s->word; s++)
		if (strcmp(s->word, text) == 0)
			return s->value;
	return read_number(text, 1, PLAY_TIMES_MOST, &times) ? (int)times * 8 : 0;
}

static bool take_play(struct options *options, const char *argument, struct error *error)
{
	options->teach = TEACH_PLAY;
	options->play = read_speed(argument ? argument : "1");
	if (options->play == 0)
		error_set(error, "--play: '%s' is none of 1/8, 1/4, 1/2 and 1 to 1000", argument);
	return options->play != 0;
}

static bool take_seed(struct options *options, const char *argument, struct error *error)
{
	options->seeded = read_number(argument, 0, UINT64_MAX - 1, &options->seed);
	if (!options->seeded)
		error_set(error, "--seed: '%s' is no number", argument);
	return options->seeded;
}

static bool take_config(struct options *options, const char *argument, struct error *error)
{
	(void)error;
	options->config = argument;
	return true;
}

static const struct option_choice seq_modes[] = {
	{"relative", false}, {"absolute", true}, {NULL, 0}};
static const struct option_choice time_modes[] = {{"r", TIME_RELATIVE},
						  {"d", TIME_DELTA},
						  {"a", TIME_ABSOLUTE},
						  {"e", TIME_EPOCH},
						  {NULL, 0}};
static const struct option_choice styles[] = {
	{"ladder", LADDER_SLOPED}, {"compact", LADDER_COMPACT}, {"scale", LADDER_SCALE}, {NULL, 0}};
static const struct option_choice whens[] = {
	{"auto", WHEN_AUTO}, {"always", WHEN_ALWAYS}, {"never", WHEN_NEVER}, {NULL, 0}};

#define FIELD(member) .field = offsetof(struct options, member)

static const struct option_row table[] = {
	{'r', NULL, "FILE", "draw FILE, as if it were named without -r", .take = take_file},
	{'i', "interface", "IFACE", "capture from IFACE, or any", .take = take_interface,
	 .once = true},
	{'D', "list-interfaces", NULL, "list the interfaces", FIELD(action),
	 .value = ACTION_INTERFACES, .once = true},
	{'f', "filter", "FILTER", "only the frames that this BPF filter passes",
	 .take = take_filter, .once = true},
	{'c', "count", "N", "only the first N frames", .take = take_count, .once = true},
	{'s', "snapshot-length", "N", "capture only the first N bytes of a packet",
	 .take = take_snaplen},
	{'p', "no-promiscuous-mode", NULL, "capture what is for this machine", FIELD(modest),
	 .value = true},
	{'B', "buffer-size", "KIB", "the kernel's buffer for packets", .take = take_buffer},
	{0, "keep", "SIZE", "of what is no file, keep so much (1G)", .take = take_keep},
	{0, "memory", "SIZE", "of segments and flows, remember so much (256M)",
	 .take = take_memory},
	{'w', NULL, "FILE", "write the frames that are read to a capture file", .take = take_write},
	{'C', NULL, "N", "begin another file behind N million bytes", .take = take_rotation},
	{'W', NULL, "N", "with -C: N files, then the oldest again", .take = take_file_count},
	{'a', "autostop", "WHEN", "stop: duration:SECONDS, filesize:KILOBYTES", .take = take_stop},
	{'Z', "relinquish-privileges", "USER", "as root: become USER", .take = take_user},
	{'v', "verbose", NULL, "say what is captured from, and with which rights", FIELD(verbose),
	 .value = true},
	{'l', NULL, NULL, "print each segment as it comes, one a line", FIELD(lines),
	 .value = true},
	{0, "demo", NULL, "list the lessons; --demo NAME opens one", FIELD(demo), .value = true,
	 .names = lesson_name, .once = true},
	{0, "step", NULL, "an empty ladder; Space draws the next arrow", FIELD(teach),
	 .value = TEACH_STEP, .once = true},
	{0, "play", "N", "--step that plays, N times as fast: 1/8 to 1000", .take = take_play,
	 .optional = true, .once = true},
	{0, "predict", "HOW", "be asked what comes; print: a worksheet", .take = take_predict,
	 .names = predict_name, .optional = true, .once = true},
	{0, "seed", "N", "the questions that N chooses; else the clock does", .take = take_seed},
	{0, "flows", NULL, "print the list of flows", FIELD(list), .value = true},
	{0, "flow", "FLOW", "only flow N of the list, or A:PORT-B:PORT", .take = take_flow,
	 .once = true},
	{'Y', "only", "FILTER", "only the flows that FILTER picks: 'port 443 and rst'",
	 .take = take_only, .once = true},
	{0, "assert", "FACTS", "exit with 1 unless FACTS hold: 'close=fin lost=0'",
	 .take = take_assertions, .once = true},
	{0, "text", NULL, "print, and open no viewer", FIELD(text), .value = true},
	{0, "format", "FORM", "text, narration, worksheet, or json (lines)", FIELD(format),
	 .names = renderer_name},
	{0, "narrate", NULL, "print sentences: --format=narration", .take = take_narrate},
	{0, "width", "N", "columns of what is printed", .take = take_width},
	{'S', NULL, NULL, "sequence numbers as sent: --seq=absolute", FIELD(absolute),
	 .value = true},
	{0, "seq", "MODE", "sequence numbers: relative or absolute", FIELD(absolute),
	 .choices = seq_modes},
	{'t', "time", "MODE", "time: r from start, d from last, a of day, e epoch", FIELD(time),
	 .choices = time_modes},
	{0, "style", "STYLE", "ladder, compact: one row a segment, or to scale", FIELD(style),
	 .choices = styles},
	{0, "scale", "TIME", "to scale, with a row for each 2ms, 500us or 1s", .take = take_scale},
	{0, "ascii", NULL, "draw with ASCII characters alone", FIELD(utf8), .value = WHEN_NEVER},
	{0, "utf8", NULL, "draw with UTF-8, whatever the locale says", FIELD(utf8),
	 .value = WHEN_ALWAYS},
	{0, "color", "WHEN", "auto, always or never", FIELD(color), .choices = whens},
	{0, "theme", "THEME", "okabe-ito, dark, light or mono", FIELD(theme), .names = theme_name},
	{0, "lang", "LANGUAGE", "en or ko; else LC_ALL, LC_MESSAGES or LANG say", FIELD(lang),
	 .names = lang_name},
	{0, "config", "FILE", "read FILE instead of the user's configuration", .take = take_config,
	 .once = true},
	{0, "no-config", NULL, "read no configuration", FIELD(no_config), .value = true,
	 .once = true},
	{0, "list-keys", NULL, "print the viewer's keys, as a configuration has them",
	 FIELD(action), .value = ACTION_KEYS, .once = true},
	{'h', "help", NULL, "print this", FIELD(action), .value = ACTION_HELP, .once = true},
	{'V', "version", NULL, "print the version", FIELD(action), .value = ACTION_VERSION,
	 .once = true},
};

enum { ROWS = sizeof(table) / sizeof(*table) };

const struct option_row *option_row(size_t index)
{
	return index < ROWS ? &table[index] : NULL;
}

static bool choose(const struct option_row *row, const char *argument, int *field,
		   struct error *error)
{
	char words[64] = "";

	for (const struct option_choice *c = row->choices; c->word; c++) {
		if (strcmp(c->word, argument) == 0) {
			*field = c->value;
			return true;
		}
		strcat(strcat(words, c == row->choices ? "" : ", "), c->word);
	}
	error_set(error, "--%s: '%s' is none of %s", row->name, argument, words);
	return false;
}

static bool choose_name(const struct option_row *row, const char *argument, const char **field,
			struct error *error)
{
	char words[128] = "";

	for (size_t i = 0; row->names(i); i++) {
		if (strcmp(row->names(i), argument) == 0) {
			*field = row->names(i);
			return true;
		}
		strcat(strcat(words, i == 0 ? "" : ", "), row->names(i));
	}
	error_set(error, "--%s: '%s' is none of %s", row->name, argument, words);
	return false;
}

bool option_apply(const struct option_row *row, struct options *options, const char *argument,
		  struct error *error)
{
	void *place = (char *)options + row->field;
	int *field = place;

	if (row->take)
		return row->take(options, argument, error);
	if (row->names && row->argument)
		return choose_name(row, argument, place, error);
	if (row->choices)
		return choose(row, argument, field, error);
	*field = row->value;
	return true;
}
