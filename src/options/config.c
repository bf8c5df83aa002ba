/* Reads the configuration, a line after the other. */
#include "options/config.h"

#include "options/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/words.h"

enum { SIZE_MOST = 1 << 20 };

static const char blanks[] = " \t\r";

/* Without the blanks at both ends. */
static char *trim(char *text)
{
	char *end;

	text += strspn(text, blanks);
	end = text + strlen(text);
	while (end > text && strchr(blanks, end[-1]))
		end--;
	*end = '\0';
	return text;
}

static const struct option_row *find_row(const char *name)
{
	const struct option_row *row;

	for (size_t i = 0; (row = option_row(i)); i++)
		if (row->name && strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

/* "ascii", "ascii = yes" and "ascii = no", which leaves things as they are. */
static bool set_flag(struct options *options, const struct option_row *row, const char *value,
		     struct error *error)
{
	if (value && strcmp(value, "no") == 0)
		return true;
	if (!value || strcmp(value, "yes") == 0)
		return option_apply(row, options, NULL, error);
	error_set(error, "%s is yes or no, not '%s'", row->name, value);
	return false;
}

static bool set_option(struct options *options, const char *name, const char *value,
		       struct error *error)
{
	const struct option_row *row = find_row(name);

	if (!row || row->once) {
		error_set(error, row ? "'%s' belongs on the command line" : "'%s' is no option",
			  name);
		return false;
	}
	if (!row->argument)
		return set_flag(options, row, value, error);
	if (value)
		return option_apply(row, options, value, error);
	error_set(error, "%s needs '= %s'", name, row->argument);
	return false;
}

static bool set_key(struct options *options, const char *action, const char *keys,
		    struct error *error)
{
	if (!keys || !*keys) {
		error_set(error, "key %s needs '= ' and the names of keys", action);
		return false;
	}
	if (!options->keymap)
		options->keymap = keymap_new();
	return keymap_bind(options->keymap, action, keys, error);
}

static bool take_line(struct options *options, char *line, struct error *error)
{
	char *equals, *value = NULL, *name = trim(line);

	if (*name == '\0' || *name == '#')
		return true;
	equals = strchr(name, '=');
	if (equals) {
		*equals = '\0';
		value = trim(equals + 1);
		name = trim(name);
	}
	if (strncmp(name, "key", 3) == 0 && name[3] && strchr(blanks, name[3]))
		return set_key(options, trim(name + 4), value, error);
	return set_option(options, name, value, error);
}

static int take_lines(struct options *options, const char *path, struct error *error)
{
	char *line = options->config_text + words_mark(options->config_text);
	struct error wrong;

	for (int number = 1; line; number++) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		if (!take_line(options, line, &wrong)) {
			error_set(error, "%s: line %d: %s", path, number, wrong.text);
			return -1;
		}
		line = end ? end + 1 : NULL;
	}
	return 0;
}

/* The text of the file with an end; NULL and errno where that cannot be had. */
static char *read_text(FILE *file)
{
	char *text = memory_alloc(SIZE_MOST + 1);
	size_t size;

	errno = 0;
	size = fread(text, 1, SIZE_MOST + 1, file);
	if (size > SIZE_MOST || memchr(text, '\0', size))
		errno = size > SIZE_MOST ? EFBIG : EILSEQ;
	if (ferror(file) || errno != 0) {
		free(text);
		return NULL;
	}
	text[size] = '\0';
	return text;
}

int config_read(struct options *options, const char *path, struct error *error)
{
	FILE *file = fopen(path, "r");

	if (file)
		options->config_text = read_text(file);
	if (!options->config_text)
		error_set(error, "%s: %s", path, errno == EILSEQ ? "is no text" : strerror(errno));
	if (file)
		fclose(file);
	return options->config_text ? take_lines(options, path, error) : -1;
}

int config_read_if_there(struct options *options, const char *path, struct error *error)
{
	FILE *file = fopen(path, "r");

	if (!file && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (file)
		fclose(file);
	return config_read(options, path, error);
}

bool config_path(char path[CONFIG_PATH])
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	int length = -1;

	/* A relative one is to be ignored, says the specification. */
	if (config && *config == '/')
		length = snprintf(path, CONFIG_PATH, "%s/tcpladder/config", config);
	else if (home && *home)
		length = snprintf(path, CONFIG_PATH, "%s/.config/tcpladder/config", home);
	return length > 0 && length < CONFIG_PATH;
}
