/* The table of lessons, made from the scripts in lessons/ when the program is built. */
#include "tcpladder/lesson.h"

#include <string.h>

#include "lesson/scripts.inc"

static const struct lesson lessons[] = {
#define LESSON(identifier, name) {name, script_##identifier},
	LESSONS
#undef LESSON
};

enum { COUNT = sizeof(lessons) / sizeof(*lessons) };

const struct lesson *lesson_at(size_t index)
{
	return index < COUNT ? &lessons[index] : NULL;
}

const struct lesson *lesson_find(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(lessons[i].name, name) == 0)
			return &lessons[i];
	return NULL;
}
