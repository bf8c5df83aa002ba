/* Prints what a shell completes, from the table of options: print-completions bash|zsh|fish. */
#include <stdio.h>
#include <string.h>

#include "options/table.h"

/* What an argument may be, where that can be listed: its words with blanks between, or "". */
static void words_of(const struct option_row *row, char *out, size_t room)
{
	size_t used = 0;

	*out = '\0';
	for (const struct option_choice *c = row->choices; c && c->word; c++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", used ? " " : "", c->word);
	for (size_t i = 0; row->names && row->names(i); i++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", used ? " " : "",
					 row->names(i));
}

static bool takes(const struct option_row *row, const char *argument)
{
	return row->argument && strcmp(row->argument, argument) == 0;
}

/* The text with a backslash before each of these characters. */
static void put_escaped(const char *text, const char *special)
{
	for (; *text; text++)
		printf("%s%c", strchr(special, *text) ? "\\" : "", *text);
}

/* --- bash --- */

static void print_all_options(void)
{
	const struct option_row *row;

	printf("\tlocal options='");
	for (size_t i = 0; (row = option_row(i)); i++) {
		if (row->letter)
			printf("%s-%c", i > 0 ? " " : "", row->letter);
		if (row->name)
			printf("%s--%s%s", i > 0 || row->letter ? " " : "", row->name,
			       row->argument && !row->optional ? "=" : "");
		if (row->optional)
			printf(" --%s=", row->name);
	}
	printf("'\n");
}

/* "-t | --time | --time=)" and what follows it; "--play=)" where it goes without an argument. */
static void print_bash_case(const struct option_row *row, const char *reply)
{
	printf("\t");
	if (row->letter)
		printf("-%c%s", row->letter, row->name ? " | " : "");
	if (row->name && !row->optional)
		printf("--%s%s", row->name, row->argument ? " | " : "");
	if (row->name && row->argument)
		printf("--%s=", row->name);
	printf(") %s ;;\n", reply);
}

static void print_bash_row(const struct option_row *row)
{
	char words[256], reply[384];

	words_of(row, words, sizeof(words));
	if (!row->argument && !*words)
		return;
	if (*words)
		snprintf(reply, sizeof(reply), "COMPREPLY=($(compgen -W '%s' -- \"$word\"))",
			 words);
	else if (takes(row, "IFACE"))
		snprintf(reply, sizeof(reply),
			 "COMPREPLY=($(compgen -W \"$(tcpladder -D 2>/dev/null | "
			 "sed 's/[[:space:]].*//')\" -- \"$word\"))");
	else if (takes(row, "FILE"))
		snprintf(reply, sizeof(reply), "COMPREPLY=($(compgen -f -- \"$word\"))");
	else
		snprintf(reply, sizeof(reply), "COMPREPLY=()");
	print_bash_case(row, reply);
}

static void print_bash(void)
{
	const struct option_row *row;

	printf("# bash completion for tcpladder; made from its table of options.\n"
	       "# shellcheck shell=bash disable=SC2207\n"
	       "_tcpladder() {\n"
	       "\tlocal word=$2 before=$3\n");
	print_all_options();
	printf("\tif [[ $before == '=' ]]; then\n"
	       "\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}=\n"
	       "\telif [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]]; then\n"
	       "\t\tword= before+==\n"
	       "\tfi\n"
	       "\tcase $before in\n");
	for (size_t i = 0; (row = option_row(i)); i++)
		print_bash_row(row);
	printf("\t*)\n"
	       "\t\tif [[ $word == -* ]]; then\n"
	       "\t\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
	       "\t\t\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n"
	       "\t\telse\n"
	       "\t\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n"
	       "\t\tfi\n"
	       "\t\t;;\n"
	       "\tesac\n"
	       "}\n"
	       "complete -o filenames -F _tcpladder tcpladder\n");
}

/* --- zsh --- */

/* ":FILE:_files", ":MODE:(r d a e)", "::HOW:(print)" where it goes without */
static void print_zsh_argument(const struct option_row *row)
{
	char words[256];

	words_of(row, words, sizeof(words));
	printf("%s:%s:", row->optional ? ":" : "", row->argument ? row->argument : row->name);
	if (*words)
		printf("(%s)", words);
	else if (takes(row, "IFACE"))
		printf("(${${(f)\"$(tcpladder -D 2>/dev/null)\"}%%%%[[:space:]]*})");
	else if (takes(row, "FILE"))
		printf("_files");
}

static void print_zsh_form(const struct option_row *row, bool letter)
{
	printf("\t\"");
	if (row->letter && row->name)
		printf("(-%c --%s)", row->letter, row->name);
	if (letter)
		printf("-%c%s", row->letter, row->argument ? "+" : "");
	else
		printf("--%s%s%s", row->name, row->argument ? "=" : "", row->optional ? "-" : "");
	printf("[");
	put_escaped(row->help, "[]:\"$`\\");
	printf("]\"");
	if (row->argument || row->names) {
		printf("'");
		print_zsh_argument(row);
		printf("'");
	}
	printf(" \\\n");
}

static void print_zsh(void)
{
	const struct option_row *row;

	printf("#compdef tcpladder\n"
	       "# zsh completion for tcpladder; made from its table of options.\n"
	       "_arguments -s -S \\\n");
	for (size_t i = 0; (row = option_row(i)); i++) {
		if (row->letter)
			print_zsh_form(row, true);
		if (row->name)
			print_zsh_form(row, false);
	}
	printf("\t'*:capture:_files'\n");
}

/* --- fish --- */

static void print_fish_row(const struct option_row *row)
{
	char words[256];

	words_of(row, words, sizeof(words));
	printf("complete -c tcpladder");
	if (row->letter)
		printf(" -s %c", row->letter);
	if (row->name)
		printf(" -l %s", row->name);
	if (takes(row, "FILE"))
		printf(" -r -F");
	else if ((row->argument || *words) && !row->optional)
		printf(" -x");
	if (*words)
		printf(" -a '%s'", words);
	else if (takes(row, "IFACE"))
		printf(" -a '(tcpladder -D 2>/dev/null | string replace -r \"\\s.*\" \"\")'");
	printf(" -d '");
	put_escaped(row->help, "'\\");
	printf("'\n");
}

static void print_fish(void)
{
	const struct option_row *row;

	printf("# fish completion for tcpladder; made from its table of options.\n");
	for (size_t i = 0; (row = option_row(i)); i++)
		print_fish_row(row);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

	for (size_t i = 0; argc == 2 && i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(argv[1], shells[i].name) != 0)
			continue;
		shells[i].print();
		return 0;
	}
	fprintf(stderr, "usage: print-completions bash|zsh|fish\n");
	return 2;
}
