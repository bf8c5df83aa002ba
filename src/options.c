/* Reads the command line by one table of options. */
#include "options.h"

#include "options_draw.h"
#include "options_live.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/render.h"

static bool add_file(struct options *options, const char *name)
{
	options->files =
		memory_grow(options->files, options->file_count + 1, sizeof(*options->files));
	options->files[options->file_count++] = name;
	return true;
}

static bool take_file(struct options *options, const char *argument, struct error *error)
{
	(void)error;
	return add_file(options, argument);
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

/* What the option names must be among these names; says so. */
static bool none_of(const char *option, const char *argument, const char *(*name)(size_t index),
		    struct error *error)
{
	char words[64] = "";

	for (size_t i = 0; name(i); i++)
		strcat(strcat(words, i == 0 ? "" : ", "), name(i));
	error_set(error, "--%s: '%s' is none of %s", option, argument, words);
	return false;
}

static bool take_theme(struct options *options, const char *argument, struct error *error)
{
	options->theme = argument;
	return theme_find(argument) || none_of("theme", argument, theme_name, error);
}

static bool take_lang(struct options *options, const char *argument, struct error *error)
{
	options->lang = argument;
	return lang_find(argument) || none_of("lang", argument, lang_name, error);
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

static bool take_format(struct options *options, const char *argument, struct error *error)
{
	options->format = argument;
	return renderer_find(argument) || none_of("format", argument, renderer_name, error);
}

static bool take_narrate(struct options *options, const char *argument, struct error *error)
{
	(void)argument;
	return take_format(options, "narration", error);
}

/* A word and what it stands for; a NULL word ends the list. */
struct choice {
	const char *word;
	int value;
};

static const struct choice seq_modes[] = {{"relative", false}, {"absolute", true}, {NULL, 0}};
static const struct choice time_modes[] = {{"r", TIME_RELATIVE},
					   {"d", TIME_DELTA},
					   {"a", TIME_ABSOLUTE},
					   {"e", TIME_EPOCH},
					   {NULL, 0}};
static const struct choice styles[] = {
	{"ladder", LADDER_SLOPED}, {"compact", LADDER_COMPACT}, {"scale", LADDER_SCALE}, {NULL, 0}};
static const struct choice whens[] = {
	{"auto", WHEN_AUTO}, {"always", WHEN_ALWAYS}, {"never", WHEN_NEVER}, {NULL, 0}};

/*
 * One row of the table. What the option does is one of three: it calls take, it sets a field to
 * what the word among the choices stands for, or it sets the field to the value.
 */
struct row {
	char letter;          /* 0: long form only */
	const char *name;     /* NULL: short form only */
	const char *argument; /* NULL: none */
	const char *help;
	bool (*take)(struct options *options, const char *argument, struct error *error);
	const struct choice *choices;
	size_t field;
	int value;
};

#define FIELD(member) .field = offsetof(struct options, member)

static const struct row table[] = {
	{'r', NULL, "FILE", "draw FILE, as if it were named without -r", .take = take_file},
	{'i', "interface", "IFACE", "capture from IFACE, or any", .take = take_interface},
	{'D', "list-interfaces", NULL, "list the interfaces", FIELD(action),
	 .value = ACTION_INTERFACES},
	{'f', "filter", "FILTER", "only the frames that this BPF filter passes",
	 .take = take_filter},
	{'c', "count", "N", "only the first N frames", .take = take_count},
	{'s', "snapshot-length", "N", "capture only the first N bytes of a packet",
	 .take = take_snaplen},
	{'p', "no-promiscuous-mode", NULL, "capture what is for this machine", FIELD(modest),
	 .value = true},
	{'B', "buffer-size", "KIB", "the kernel's buffer for packets", .take = take_buffer},
	{0, "keep", "SIZE", "of what is no file, keep so much (1G)", .take = take_keep},
	{'w', NULL, "FILE", "write the frames that are read to a capture file", .take = take_write},
	{'C', NULL, "N", "begin another file behind N million bytes", .take = take_rotation},
	{'W', NULL, "N", "with -C: N files, then the oldest again", .take = take_file_count},
	{'a', "autostop", "WHEN", "stop: duration:SECONDS, filesize:KILOBYTES", .take = take_stop},
	{'Z', "relinquish-privileges", "USER", "as root: become USER", .take = take_user},
	{'v', "verbose", NULL, "say what is captured from, and with which rights", FIELD(verbose),
	 .value = true},
	{0, "flows", NULL, "print the list of flows", FIELD(list), .value = true},
	{0, "flow", "FLOW", "only flow N of the list, or A:PORT-B:PORT", .take = take_flow},
	{'Y', "only", "FILTER", "only the flows that FILTER picks: 'port 443 and rst'",
	 .take = take_only},
	{0, "text", NULL, "print, and open no viewer", FIELD(text), .value = true},
	{0, "format", "FORM", "print text, narration (sentences) or json (lines)",
	 .take = take_format},
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
	{0, "theme", "THEME", "okabe-ito, dark, light or mono", .take = take_theme},
	{0, "lang", "LANGUAGE", "en or ko; else LC_ALL, LC_MESSAGES or LANG say",
	 .take = take_lang},
	{'h', "help", NULL, "print this", FIELD(action), .value = ACTION_HELP},
	{'V', "version", NULL, "print the version", FIELD(action), .value = ACTION_VERSION},
};

#define KEEP (UINT64_C(1) << 30)

enum { ROWS = sizeof(table) / sizeof(*table), LONG_BASE = 256 };

/* What getopt_long() wants. A row's number tells its long form; room for the ends. */
static void make_getopt_tables(char letters[2 * ROWS + 3], struct option names[ROWS + 1])
{
	*letters++ = ':'; /* a missing argument is told apart */
	for (int i = 0; i < ROWS; i++) {
		if (table[i].letter)
			*letters++ = table[i].letter;
		if (table[i].letter && table[i].argument)
			*letters++ = ':';
		if (table[i].name)
			*names++ = (struct option){table[i].name, table[i].argument != NULL, NULL,
						   LONG_BASE + i};
	}
	*letters = '\0';
	*names = (struct option){NULL, 0, NULL, 0};
}

static bool choose(const struct row *row, const char *argument, int *field, struct error *error)
{
	char words[64] = "";

	for (const struct choice *c = row->choices; c->word; c++) {
		if (strcmp(c->word, argument) == 0) {
			*field = c->value;
			return true;
		}
		strcat(strcat(words, c == row->choices ? "" : ", "), c->word);
	}
	error_set(error, "--%s: '%s' is none of %s", row->name, argument, words);
	return false;
}

static bool apply(const struct row *row, struct options *options, const char *argument,
		  struct error *error)
{
	int *field = (int *)(void *)((char *)options + row->field);

	if (row->take)
		return row->take(options, argument, error);
	if (row->choices)
		return choose(row, argument, field, error);
	*field = row->value;
	return true;
}

static const struct row *find_row(int found)
{
	for (int i = 0; i < ROWS; i++)
		if (found == LONG_BASE + i || (table[i].letter && found == table[i].letter))
			return &table[i];
	return NULL;
}

/* getopt_long() tells a letter in optopt, a long form by its place in argv. */
static int refuse(int found, char *const *argv, struct error *error)
{
	const char *what = found == ':'          ? "needs an argument"
			   : optopt >= LONG_BASE ? "takes no argument"
						 : "is no option of this program";

	if (optopt > 0 && optopt < LONG_BASE)
		error_set(error, "-%c %s; see tcpladder --help", optopt, what);
	else
		error_set(error, "%s %s; see tcpladder --help", argv[optind - 1], what);
	return -1;
}

/* What is no option: files, or with an interface a filter. */
static bool take_rest(struct options *options, char *const *words, struct error *error)
{
	if (options->action != ACTION_DRAW)
		return true;
	if (!options->live.interface) {
		while (*words)
			add_file(options, *words++);
		if (options->file_count == 0)
			options->action = ACTION_BEGIN;
		return true;
	}
	options->live.modest = options->modest;
	if (options->file_count == 0)
		return take_filter_words(options, words, error);
	error_set(error, "either -r or -i: a capture file or an interface");
	return false;
}

int options_read(struct options *options, int argc, char **argv, struct error *error)
{
	char letters[2 * ROWS + 3];
	struct option names[ROWS + 1];
	const struct row *row;
	int found;

	*options = (struct options){.action = ACTION_DRAW, .keep = KEEP};
	make_getopt_tables(letters, names);
	opterr = 0;
	optind = 0; /* begin afresh */
	while ((found = getopt_long(argc, argv, letters, names, NULL)) != -1) {
		row = find_row(found);
		if (!row)
			return refuse(found, argv, error);
		if (!apply(row, options, optarg, error))
			return -1;
	}
	return check_write(options, error) && take_rest(options, argv + optind, error) ? 0 : -1;
}

void options_free(struct options *options)
{
	free(options->files);
	query_free(options->query);
	free(options->words);
}

/* "-t, --time=MODE" */
static void write_form(const struct row *row, char *form, size_t room)
{
	char letter[] = {'-', row->letter, '\0'};
	bool both = row->letter && row->name;

	snprintf(form, room, "%s%s%s%s%s%s", row->letter ? letter : "", both ? ", " : "",
		 row->name ? "--" : "", row->name ? row->name : "",
		 !row->argument ? ""
		 : row->name    ? "="
				: " ",
		 row->argument ? row->argument : "");
}

void options_help(FILE *out)
{
	char form[64];

	fputs("usage: tcpladder [options] FILE...\n"
	      "       tcpladder -i IFACE [options] [FILTER]\n"
	      "Draws TCP flows as ladder diagrams. '-' is standard input.\n\n",
	      out);
	for (int i = 0; i < ROWS; i++) {
		write_form(&table[i], form, sizeof(form));
		fprintf(out, "  %-25s %s\n", form, table[i].help);
	}
	fputs("\nman tcpladder has the keys of the viewer.\n", out);
}

void options_version(FILE *out)
{
	fputs("tcpladder " TCPLADDER_VERSION "\n", out);
}
