/* Reads the command line and what stands before it, the configuration, by the table of options. */
#include "options/options.h"

#include "options/config.h"
#include "options/live.h"
#include "options/table.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/render.h"

#define KEEP   (UINT64_C(1) << 30)
#define MEMORY (UINT64_C(1) << 28)

enum { ROWS_MOST = 128, LONG_BASE = 256 };

/* What getopt_long() wants. A row's number tells its long form. */
struct getopt_tables {
	char letters[2 * ROWS_MOST + 2];
	struct option names[ROWS_MOST + 1];
};

static struct getopt_tables make_getopt_tables(void)
{
	struct getopt_tables tables = {.letters = ":"}; /* a missing argument is told apart */
	char *letter = tables.letters + 1;
	struct option *name = tables.names;
	const struct option_row *row;

	for (int i = 0; (row = option_row((size_t)i)) && i < ROWS_MOST; i++) {
		if (row->letter)
			*letter++ = row->letter;
		if (row->letter && row->argument)
			*letter++ = ':';
		if (row->name)
			*name++ = (struct option){row->name,
						  row->optional ? optional_argument
								: row->argument != NULL,
						  NULL, LONG_BASE + i};
	}
	return tables;
}

static const struct option_row *find_row(int found)
{
	const struct option_row *row;

	for (int i = 0; (row = option_row((size_t)i)); i++)
		if (found == LONG_BASE + i || (row->letter && found == row->letter))
			return row;
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

/* What is named is files, or one lesson; or nothing. */
static bool check_files(struct options *options, struct error *error)
{
	if (options->file_count == 0)
		options->action = options->demo ? ACTION_LESSONS : ACTION_BEGIN;
	if (!options->demo || options->file_count <= 1)
		return true;
	error_set(error, "--demo: one lesson at a time; tcpladder --demo lists them");
	return false;
}

/* What is no option: files, or with an interface a filter. */
static bool take_rest(struct options *options, char *const *words, struct error *error)
{
	if (options->action != ACTION_DRAW)
		return true;
	if (!options->live.interface) {
		while (*words)
			options_add_file(options, *words++);
		return check_files(options, error);
	}
	options->live.modest = options->modest;
	if (options->file_count == 0)
		return take_filter_words(options, words, error);
	error_set(error, "either -r or -i: a capture file or an interface");
	return false;
}

/* What is known of whole flows alone is not known while they come. */
static bool check_lines(const struct options *options, struct error *error)
{
	const struct renderer *renderer = options->format ? renderer_find(options->format) : NULL;

	if (options->lines && options->list)
		error_set(error, "-l prints segments as they come, --flows flows at the end");
	else if (options->lines && options->query)
		error_set(error, "--only picks whole flows, -l prints before they end; -f filters");
	else if (options->lines && renderer && !renderer->line)
		error_set(error, "--format=%s has no lines for -l", options->format);
	else
		return true;
	return false;
}

/* Which of the command line's options say whether and where a configuration is read. */
static bool is_early(const struct option_row *row)
{
	static const char *const names[] = {"config", "no-config", "help", "version"};

	for (size_t i = 0; row && row->name && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(row->name, names[i]) == 0)
			return true;
	return false;
}

/* Goes through the command line, for those options alone or for all. */
static int read_line(struct options *options, const struct command_line *line, bool early,
		     struct error *error)
{
	struct getopt_tables tables = make_getopt_tables();
	int found;

	opterr = 0;
	optind = 0; /* begin afresh */
	while ((found = getopt_long(line->argc, line->argv, tables.letters, tables.names, NULL)) !=
	       -1) {
		const struct option_row *row = find_row(found);

		if (early && !is_early(row))
			continue;
		if (!row)
			return refuse(found, line->argv, error);
		if (!option_apply(row, options, optarg, error))
			return -1;
	}
	return 0;
}

/* On a copy: getopt_long() moves the words that are no options, and they are read again. */
static int read_early(struct options *options, const struct command_line *line, struct error *error)
{
	size_t size = ((size_t)line->argc + 1) * sizeof(*line->argv);
	struct command_line copy = {line->argc, memory_alloc(size), NULL};
	int result;

	memcpy(copy.argv, line->argv, size);
	result = read_line(options, &copy, true, error);
	free(copy.argv);
	return result;
}

static int read_config(struct options *options, const struct command_line *line,
		       struct error *error)
{
	if (read_early(options, line, error) < 0)
		return -1;
	if (options->no_config || options->action != ACTION_DRAW)
		return 0;
	if (options->config)
		return config_read(options, options->config, error);
	return line->config ? config_read_if_there(options, line->config, error) : 0;
}

int options_read(struct options *options, const struct command_line *line, struct error *error)
{
	*options = (struct options){.action = ACTION_DRAW,
				    .keep = KEEP,
				    .memory = MEMORY,
				    .absolute = NOT_SAID,
				    .time = NOT_SAID,
				    .style = NOT_SAID};
	if (read_config(options, line, error) < 0 || read_line(options, line, false, error) < 0)
		return -1;
	return check_write(options, error) && check_lines(options, error) &&
			       take_rest(options, line->argv + optind, error)
		       ? 0
		       : -1;
}

void options_free(struct options *options)
{
	free(options->files);
	query_free(options->query);
	grade_free(options->grade);
	free(options->words);
	free(options->config_text);
	keymap_free(options->keymap);
}

/* "-t, --time=MODE" */
static void write_form(const struct option_row *row, char *form, size_t room)
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
	const struct option_row *row;
	char form[64];

	fputs("usage: tcpladder [options] FILE...\n"
	      "       tcpladder -i IFACE [options] [FILTER]\n"
	      "Draws TCP flows as ladder diagrams. '-' is standard input.\n\n",
	      out);
	for (size_t i = 0; (row = option_row(i)); i++) {
		write_form(row, form, sizeof(form));
		fprintf(out, "  %-25s %s\n", form, row->help);
	}
	fputs("\nman tcpladder has the keys of the viewer.\n", out);
}

void options_version(FILE *out)
{
	fputs("tcpladder " TCPLADDER_VERSION "\n", out);
}
