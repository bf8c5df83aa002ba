/* Reads assertions, and compares them with flows. */
#include "tcpladder/grade.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "grade/fact.h"

enum { WORD = 48, ASSERTIONS_MOST = 64, VALUE_TEXT = 32 };

enum compare { EQUAL, UNEQUAL, AT_LEAST, AT_MOST, MORE, LESS };

static const struct {
	const char *sign;
	enum compare compare;
} signs[] = {{"==", EQUAL}, {"!=", UNEQUAL}, {">=", AT_LEAST}, {"<=", AT_MOST},
	     {"=", EQUAL},  {">", MORE},     {"<", LESS}};

struct assertion {
	char name[WORD]; /* of a fact, or a label */
	const struct fact *fact;
	enum compare compare;
	const char *sign;
	char value[WORD]; /* as it was written */
	double number;    /* in nanoseconds for a time */
};

struct grade {
	struct assertion *assertions;
	size_t count;
};

/* --- reading --- */

static bool wrong(struct error *error, const char *at, const char *expected)
{
	error_set(error, "--assert: expected %s at '%.40s'", expected, at);
	return false;
}

static size_t take_word(const char *at, char word[WORD])
{
	size_t length = strcspn(at, " \t\n,;=!<>");

	if (length >= WORD)
		length = 0;
	memcpy(word, at, length);
	word[length] = '\0';
	return length;
}

static bool take_sign(const char **at, struct assertion *assertion)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (strncmp(*at, signs[i].sign, strlen(signs[i].sign)) != 0)
			continue;
		*at += strlen(signs[i].sign);
		assertion->sign = signs[i].sign;
		assertion->compare = signs[i].compare;
		return true;
	}
	return false;
}

#define NS_MOST 9e18 /* nanoseconds that are counted */

/* "100ms" in nanoseconds, or "1.5M". */
static bool read_number(const char *text, bool time, double *number)
{
	static const struct {
		const char *unit;
		bool time;
		double factor;
	} units[] = {{"s", true, 1e9},  {"ms", true, 1e6}, {"us", true, 1e3},
		     {"", true, 1e9},   {"", false, 1},    {"k", false, 1e3},
		     {"K", false, 1e3}, {"M", false, 1e6}, {"G", false, 1e9}};
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	*number = strtod(text, &end);
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (units[i].time != time || strcmp(units[i].unit, end) != 0)
			continue;
		*number *= units[i].factor;
		if (time && *number < NS_MOST)
			*number = (double)(int64_t)(*number + 0.5); /* 0.251ms is 251000 ns */
		return true;
	}
	return false;
}

static bool wrong_value(struct error *error, const char *at, const struct fact *fact)
{
	char words[256] = "";

	for (size_t i = 0; i < VALUES_MOST && fact->values[i]; i++) {
		bool last = i + 1 == VALUES_MOST || !fact->values[i + 1];

		strcat(strcat(words, i == 0 ? "" : last ? " or " : ", "), fact->values[i]);
	}
	return wrong(error, at, *words ? words : "the name of a state");
}

/* States are named as RFC 9293 does, and as others write them: TIME_WAIT. */
static void take_underscores(char *name)
{
	for (; *name; name++)
		if (*name == '_')
			*name = '-';
}

static bool check_value(struct assertion *assertion, const char *at, struct error *error)
{
	const struct fact *fact = assertion->fact;

	if (!fact || !fact->word) {
		if (read_number(assertion->value, fact && fact->time, &assertion->number))
			return true;
		return wrong(error, at, fact && fact->time ? "a time such as 100ms" : "a number");
	}
	if (assertion->compare != EQUAL && assertion->compare != UNEQUAL)
		return wrong(error, assertion->name, "a fact that is a number");
	if (!fact->values[0])
		take_underscores(assertion->value);
	if (fact_has_value(fact, assertion->value))
		return true;
	return wrong_value(error, at, fact);
}

static bool read_assertion(const char **at, struct assertion *assertion, struct error *error)
{
	const char *start = *at;

	*at += take_word(*at, assertion->name);
	assertion->fact = fact_find(assertion->name);
	if (!assertion->fact && !fact_is_label(assertion->name))
		return wrong(error, start, "the name of a fact or of a label");
	if (!take_sign(at, assertion))
		return wrong(error, start, "a fact with =, !=, >=, <=, > or < behind it");
	start = *at;
	*at += take_word(*at, assertion->value);
	return check_value(assertion, start, error);
}

struct grade *grade_parse(const char *text, struct error *error)
{
	static const char between[] = " \t\n,;";
	struct grade *grade = memory_zero(1, sizeof(*grade));
	const char *at = text + strspn(text, between);

	grade->assertions = memory_zero(ASSERTIONS_MOST, sizeof(*grade->assertions));
	for (; *at; at += strspn(at, between)) {
		if (grade->count == ASSERTIONS_MOST) {
			wrong(error, at, "fewer assertions");
			goto fail;
		}
		if (!read_assertion(&at, &grade->assertions[grade->count++], error))
			goto fail;
	}
	if (grade->count > 0)
		return grade;
	error_set(error, "--assert: expected an assertion such as 'handshake=complete'");
fail:
	grade_free(grade);
	return NULL;
}

void grade_free(struct grade *grade)
{
	if (!grade)
		return;
	free(grade->assertions);
	free(grade);
}

/* --- comparing --- */

static bool holds(enum compare compare, double found, double wanted)
{
	switch (compare) {
	case EQUAL: return !(found < wanted) && !(found > wanted);
	case UNEQUAL: return found < wanted || found > wanted;
	case AT_LEAST: return found >= wanted;
	case AT_MOST: return found <= wanted;
	case MORE: return found > wanted;
	default: return found < wanted;
	}
}

enum { TOLD_MOST = 5 /* flows that are told of an assertion */ };

struct check {
	const struct tracker *tracker;
	const size_t *indices;
	size_t count;
	FILE *out;
	bool failed;
	size_t told; /* flows that the assertion does not hold of */
};

/* "retransmission is 0, asserted >=1"; flow is 0 for what is summed. */
static void say(struct check *check, const struct assertion *assertion, uint32_t flow,
		const char *found)
{
	if (++check->told > TOLD_MOST)
		return;
	fputs(check->failed ? "; " : "", check->out);
	if (flow > 0)
		fprintf(check->out, "flow %" PRIu32 ": ", flow);
	fprintf(check->out, "%s is %s, asserted %s%s", assertion->name, found, assertion->sign,
		assertion->value);
	check->failed = true;
}

static uint64_t number_of(const struct assertion *assertion, const struct flow *flow)
{
	struct flow_summary summary;

	if (!assertion->fact)
		return fact_count_label(flow, assertion->name);
	summary = flow_summary(flow);
	return assertion->fact->number(&summary);
}

static void check_sum(struct check *check, const struct assertion *assertion)
{
	uint64_t sum = 0;
	char found[VALUE_TEXT];

	for (size_t i = 0; i < check->count; i++)
		sum += number_of(assertion, tracker_flow(check->tracker, check->indices[i]));
	snprintf(found, sizeof(found), "%" PRIu64, sum);
	if (!holds(assertion->compare, (double)sum, assertion->number))
		say(check, assertion, 0, found);
}

static void check_time(struct check *check, const struct assertion *assertion,
		       const struct flow_summary *flow)
{
	int64_t time = assertion->fact->time(flow);
	char found[VALUE_TEXT] = "not known";

	if (time >= 0)
		snprintf(found, sizeof(found), "%.6gms", (double)time / 1e6);
	if (time < 0 || !holds(assertion->compare, (double)time, assertion->number))
		say(check, assertion, flow->number, found);
}

static void lower(const char *word, char *out)
{
	size_t i = 0;

	for (; word[i] && i < VALUE_TEXT - 1; i++)
		out[i] = (char)tolower((unsigned char)word[i]);
	out[i] = '\0';
}

static void check_word(struct check *check, const struct assertion *assertion,
		       const struct flow_summary *flow)
{
	const char *word = assertion->fact->word(flow);
	bool equal = strcasecmp(word, assertion->value) == 0;
	char found[VALUE_TEXT];

	lower(*word ? word : "unknown", found);
	if (equal != (assertion->compare == EQUAL))
		say(check, assertion, flow->number, found);
}

static void check_each(struct check *check, const struct assertion *assertion)
{
	for (size_t i = 0; i < check->count; i++) {
		struct flow_summary flow =
			flow_summary(tracker_flow(check->tracker, check->indices[i]));

		if (assertion->fact->word)
			check_word(check, assertion, &flow);
		else
			check_time(check, assertion, &flow);
	}
	if (check->told > TOLD_MOST)
		fprintf(check->out, "; and %zu flows more", check->told - TOLD_MOST);
	/* Nothing can be said of a flow that is not there. */
	if (check->count == 0)
		say(check, assertion, 0, "not known");
}

bool grade_check(const struct grade *grade, const struct tracker *tracker, const size_t *indices,
		 size_t count, FILE *out)
{
	struct check check = {tracker, indices, count, out, false, 0};

	for (size_t i = 0; i < grade->count; i++) {
		const struct assertion *assertion = &grade->assertions[i];

		check.told = 0;
		if (!assertion->fact || assertion->fact->number)
			check_sum(&check, assertion);
		else
			check_each(&check, assertion);
	}
	if (check.failed)
		fputc('\n', out);
	return !check.failed;
}
