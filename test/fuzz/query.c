/*
 * Fuzzes queries: bytes are a text. What is read can be asked of flows and segments, what is wrong
 * is placed within the text, and every completion can be put in.
 */
#include <stdio.h>
#include <string.h>

#include "support/fuzzer.h"
#include "support/screen.h"
#include "tcpladder/query.h"

enum { TEXT = 1024, COMPLETIONS = 4 };

static void ask(const struct query *query, const struct flow *flow)
{
	struct query_scan scan = query_scan_of(query, flow);

	(void)query_matches(query, flow);
	for (size_t i = 0; i < flow_events(flow); i++)
		(void)query_scan_matches(&scan, flow_event(flow, i));
}

static void complete(const char *text)
{
	char whole[TEXT + QUERY_WORD];
	size_t begun;

	for (size_t i = 0; i < COMPLETIONS; i++) {
		const char *word = query_completion(text, i, &begun);

		require(begun <= strlen(text), "a word begins within the text");
		if (!word)
			return;
		snprintf(whole, sizeof(whole), "%.*s%s", (int)begun, text, word);
		require(query_completion(whole, 0, &begun) != NULL, "a whole word is a word");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct query_error error = {SIZE_MAX, SIZE_MAX, MSG_COUNT};
	struct tracker *tracker;
	struct query *query;
	char text[TEXT] = "";

	memcpy(text, data, size < TEXT ? size : TEXT - 1);
	complete(text);
	query = query_parse(text, &error);
	if (!query) {
		require(error.at <= strlen(text), "a mistake is within the text");
		require(error.length <= strlen(text) - error.at, "and ends there");
		require(error.expected < MSG_COUNT, "and something was expected");
		return 0;
	}
	tracker = sample_flows(1, 10);
	ask(query, tracker_flow(tracker, 0));
	query_free(query);
	tracker_free(tracker);
	return 0;
}
