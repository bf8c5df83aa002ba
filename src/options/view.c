/* What a capture's author may say of how to show it. */
#include "options/options.h"

#include <string.h>

#include "tcpladder/ladder.h"

static const struct {
	const char *word;
	size_t field; /* of struct options: an int */
	int value;
} words[] = {
	{"--seq=absolute", offsetof(struct options, absolute), true},
	{"--seq=relative", offsetof(struct options, absolute), false},
	{"--style=ladder", offsetof(struct options, style), LADDER_SLOPED},
	{"--style=compact", offsetof(struct options, style), LADDER_COMPACT},
	{"--style=scale", offsetof(struct options, style), LADDER_SCALE},
	{"--time=r", offsetof(struct options, time), TIME_RELATIVE},
	{"--time=d", offsetof(struct options, time), TIME_DELTA},
	{"--time=a", offsetof(struct options, time), TIME_ABSOLUTE},
	{"--time=e", offsetof(struct options, time), TIME_EPOCH},
};

static int *field_of(struct options *options, size_t field)
{
	return (int *)(void *)((char *)options + field);
}

static void take(struct options *options, const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		int *field = field_of(options, words[i].field);

		if (strlen(words[i].word) == length && strncmp(words[i].word, text, length) == 0 &&
		    *field == NOT_SAID)
			*field = words[i].value;
	}
}

void options_view(struct options *options, const char *text)
{
	while (*(text += strspn(text, " "))) {
		size_t length = strcspn(text, " ");

		take(options, text, length);
		text += length;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (*field_of(options, words[i].field) == NOT_SAID)
			*field_of(options, words[i].field) = 0;
}
