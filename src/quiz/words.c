/* Understands answers. */
#include "quiz/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct {
	uint16_t flag;
	const char *name;
} flag_names[] = {{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_ACK, "ACK"}};

enum { FLAGS = sizeof(flag_names) / sizeof(*flag_names) };

void words_flags(uint16_t flags, char *out)
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < FLAGS; i++)
		if (flags & flag_names[i].flag)
			used += (size_t)snprintf(out + used, QUIZ_ANSWER - used, "%s%s",
						 used > 0 ? "+" : "", flag_names[i].name);
}

/* The last run of digits, with ',' or '_' between them; false for none or one beyond 32 bits. */
static bool read_number(const char *text, uint32_t *number)
{
	bool in_digits = false, any = false;
	uint64_t value = 0;

	for (; *text; text++) {
		bool digit = isdigit((unsigned char)*text) != 0;

		if (!digit && in_digits && (*text == ',' || *text == '_'))
			continue;
		if (digit)
			value = (in_digits ? value * 10 : 0) + (uint64_t)(*text - '0');
		if (value > UINT32_MAX)
			return false;
		in_digits = digit;
		any |= digit;
	}
	*number = (uint32_t)value;
	return any;
}

static bool is_number(const struct quiz *quiz, const char *typed)
{
	uint32_t number;

	return read_number(typed, &number) &&
	       (number == quiz->number[0] || number == quiz->number[1]);
}

/* Its letters and digits, in capitals. */
static void plain(const char *text, char out[QUIZ_ANSWER])
{
	size_t used = 0;

	for (; *text && used + 1 < QUIZ_ANSWER; text++)
		if (isalnum((unsigned char)*text))
			out[used++] = (char)toupper((unsigned char)*text);
	out[used] = '\0';
}

/* Which flags the letters name, three of them at a time; 0 where they name anything else. */
static uint16_t read_flags(const char *letters)
{
	uint16_t flags = 0;

	for (; *letters; letters += 3) {
		size_t i = 0;

		while (i < FLAGS && strncmp(letters, flag_names[i].name, 3) != 0)
			i++;
		if (i == FLAGS)
			return 0;
		flags |= flag_names[i].flag;
	}
	return flags;
}

/* As RFC 9293 names them, and as netstat and ss do. */
static bool is_state(const char *wanted, const char *typed)
{
	static const char *const also[][2] = {{"SYNRECEIVED", "SYNRCVD"},
					      {"SYNRECEIVED", "SYNRECV"},
					      {"ESTABLISHED", "ESTAB"},
					      {"FINWAIT1", "FINWAITI"},
					      {"CLOSED", "CLOSE"}};

	for (size_t i = 0; i < sizeof(also) / sizeof(*also); i++)
		if (strcmp(wanted, also[i][0]) == 0 && strcmp(typed, also[i][1]) == 0)
			return true;
	return strcmp(wanted, typed) == 0;
}

bool quiz_right(const struct quiz *quiz, const char *typed)
{
	char letters[QUIZ_ANSWER], wanted[QUIZ_ANSWER];

	plain(typed, letters);
	plain(quiz->answer, wanted);
	switch (quiz->topic) {
	case QUIZ_FLAGS: return read_flags(letters) == read_flags(wanted);
	case QUIZ_STATE: return is_state(wanted, letters);
	default: return is_number(quiz, typed);
	}
}
