/* Understands answers. */
#include "quiz/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct {
	uint16_t flag;
	char letters[3]; /* tcpdump's, and others' */
	const char *name;
} flag_names[] = {
	{TCP_SYN, "Ss", "SYN"}, {TCP_FIN, "Ff", "FIN"}, {TCP_RST, "Rr", "RST"},
	{TCP_ACK, ".", "ACK"},  {TCP_ACK, "Aa", "ACK"}, {TCP_PSH, "Pp", "PSH"},
	{TCP_URG, "Uu", "URG"}, {TCP_ECE, "Ee", "ECE"}, {TCP_CWR, "Ww", "CWR"},
};

enum { FLAGS = sizeof(flag_names) / sizeof(*flag_names), TOLD = 4 /* the first so many */ };

void words_flags(uint16_t flags, char *out)
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < TOLD; i++)
		if (flags & flag_names[i].flag)
			used += (size_t)snprintf(out + used, QUIZ_ANSWER - used, "%s%s",
						 used > 0 ? "+" : "", flag_names[i].name);
}

/* --- numbers --- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A mark between thousands, three digits behind it. */
static bool is_mark(const char *text)
{
	return *text && strchr(",._' ", *text) && is_digit(text[1]) && is_digit(text[2]) &&
	       is_digit(text[3]) && !is_digit(text[4]);
}

/* Moves behind the number; false for one beyond 32 bits. */
static bool read_number(const char **text, uint32_t *number)
{
	uint64_t value = 0;

	for (; is_digit(**text) || is_mark(*text); ++*text)
		if (is_digit(**text) && value <= UINT32_MAX)
			value = value * 10 + (uint64_t)(**text - '0');
	*number = (uint32_t)value;
	return value <= UINT32_MAX;
}

/*
 * Reads "ack 1301 + 100" up to an '=' or the end; false where that is no sum. *any tells whether
 * there is a number in it.
 */
static bool read_sum(const char **text, uint32_t *sum, bool *any)
{
	bool wanted = true;
	uint32_t number;

	*sum = 0;
	*any = false;
	while (**text && **text != '=') {
		if (is_digit(**text)) {
			if (!wanted || !read_number(text, &number))
				return false;
			*sum += number;
			*any = true;
			wanted = false;
			continue;
		}
		if (**text == '-' && is_digit((*text)[1]))
			return false;
		wanted |= **text == '+';
		++*text;
	}
	return true;
}

/* "1401", "ack=1,401", "1401 = 1301 + 100": what stands on both sides of a '=' is the same. */
static bool is_number(const struct quiz *quiz, const char *typed)
{
	uint32_t found = 0, sum;
	bool have = false, any;

	for (;; typed++) {
		if (!read_sum(&typed, &sum, &any) || (any && have && sum != found))
			return false;
		if (any)
			found = sum;
		have |= any;
		if (!*typed)
			return have && (found == quiz->number[0] || found == quiz->number[1]);
	}
}

/* --- names --- */

/* Its letters and digits, in capitals; what is not ASCII stays. */
static void plain(const char *text, char out[QUIZ_ANSWER])
{
	size_t used = 0;

	for (; *text && used + 1 < QUIZ_ANSWER; text++)
		if (isalnum((unsigned char)*text) || (*text & 0x80))
			out[used++] = (char)toupper((unsigned char)*text);
	out[used] = '\0';
}

/* "S." and "SA"; 0 where anything else is in it. */
static uint16_t read_letters(const char *text)
{
	uint16_t flags = 0;

	for (; *text; text++) {
		size_t i = 0;

		if (strchr(" []", *text))
			continue;
		while (i < FLAGS && !strchr(flag_names[i].letters, *text))
			i++;
		if (i == FLAGS)
			return 0;
		flags |= flag_names[i].flag;
	}
	return flags;
}

/* "SYNACK": three letters at a time; 0 where they name anything else. */
static uint16_t read_names(const char *letters)
{
	uint16_t flags = 0;

	for (; *letters; letters += 3) {
		size_t i = 0;

		if (strncmp(letters, "AND", 3) == 0)
			continue;
		while (i < FLAGS && strncmp(letters, flag_names[i].name, 3) != 0)
			i++;
		if (i == FLAGS)
			return 0;
		flags |= flag_names[i].flag;
	}
	return flags;
}

static bool is_flags(const struct quiz *quiz, const char *typed, const char *letters)
{
	uint16_t flags = read_letters(typed);

	if (flags == 0)
		flags = read_names(letters);
	return flags != 0 && (flags | quiz->may) == (quiz->flags | quiz->may);
}

/* As RFC 9293 names them, and as netstat, ss and narrow ladders do. */
static bool is_state(const char *wanted, const char *typed)
{
	static const char *const also[][2] = {
		{"SYNRECEIVED", "SYNRCVD"}, {"SYNRECEIVED", "SYNRECV"}, {"ESTABLISHED", "ESTAB"},
		{"FINWAIT1", "FINWAITI"},   {"FINWAIT1", "FINW1"},      {"FINWAIT2", "FINWAITII"},
		{"FINWAIT2", "FINW2"},      {"CLOSEWAIT", "CLOSEW"},    {"TIMEWAIT", "TIMEW"},
		{"CLOSED", "CLOSE"}};

	for (size_t i = 0; i < sizeof(also) / sizeof(*also); i++)
		if (strcmp(wanted, also[i][0]) == 0 && strcmp(typed, also[i][1]) == 0)
			return true;
	return strcmp(wanted, typed) == 0;
}

/* Is one of the words, which blanks divide, in the letters? */
static bool says_any(const char *letters, const char *words)
{
	char word[QUIZ_ANSWER], part[QUIZ_ANSWER];

	while (*words) {
		size_t length = strcspn(words, " ");

		snprintf(part, sizeof(part), "%.*s", (int)length, words);
		plain(part, word);
		if (*word && strstr(letters, word))
			return true;
		words += length;
		words += strspn(words, " ");
	}
	return false;
}

static bool says(const struct quiz *quiz, const char *letters, enum message words)
{
	return says_any(letters, lang_text(lang_default(), words)) ||
	       says_any(letters, lang_text(quiz->lang, words));
}

/* Its number, or words for this cause and none for the other. */
static bool is_cause(const struct quiz *quiz, const char *letters)
{
	static const enum message words[] = {MSG_QUIZ_SAYS_TIMER, MSG_QUIZ_SAYS_DUPLICATES};
	char digit[2] = {(char)('0' + quiz->number[0]), '\0'};

	return strcmp(letters, digit) == 0 || (says(quiz, letters, words[quiz->number[0] - 1]) &&
					       !says(quiz, letters, words[2 - quiz->number[0]]));
}

bool quiz_right(const struct quiz *quiz, const char *typed)
{
	char letters[QUIZ_ANSWER], wanted[QUIZ_ANSWER];

	plain(typed, letters);
	plain(quiz->answer, wanted);
	switch (quiz->form) {
	case QUIZ_FLAG_NAMES: return is_flags(quiz, typed, letters);
	case QUIZ_STATE_NAME: return is_state(wanted, letters);
	case QUIZ_CAUSE: return is_cause(quiz, letters);
	default: return is_number(quiz, typed);
	}
}
