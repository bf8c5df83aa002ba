/* Lists and finds the lessons. */
#include "demo.h"

#include <string.h>

#include "tcpladder/comment.h"
#include "tcpladder/lesson.h"
#include "tcpladder/script.h"

/* A lesson's comment begins with its title, a line by itself. */
static void write_title(FILE *out, const struct lesson *lesson, const char *language)
{
	char text[512];
	struct error error;
	struct script *script = script_parse(lesson->script, &error);

	comment_text(script ? script->comments : NULL, language, text, sizeof(text));
	fprintf(out, "%-18s %.*s\n", lesson->name, (int)strcspn(text, "\n"), text);
	script_free(script);
}

void demo_list(FILE *out, const struct lang *lang)
{
	const struct lesson *lesson;

	for (size_t i = 0; (lesson = lesson_at(i)) != NULL; i++)
		write_title(out, lesson, lang_code(lang));
}

int demo_find(const struct options *options, const char **script, struct error *error)
{
	const struct lesson *lesson;

	*script = NULL;
	if (!options->demo)
		return 0;
	lesson = lesson_find(options->files[0]);
	if (!lesson) {
		error_set(error, "--demo: no lesson '%s'; tcpladder --demo lists them",
			  options->files[0]);
		return -1;
	}
	*script = lesson->script;
	return 0;
}
