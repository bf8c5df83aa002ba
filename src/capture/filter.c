/* The capture filter, and where it is wrong. */
#include "capture/filter.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPSHOT = 262144 };

struct program {
	int link_type;
	bool valid;
	struct bpf_program code;
};

struct filter {
	const char *text;
	struct program *programs;
	size_t count;
};

/* Compiles into *code, or writes libpcap's message to why (PCAP_ERRBUF_SIZE). */
static bool compile(const char *text, int link_type, struct bpf_program *code, char *why)
{
	pcap_t *pcap = pcap_open_dead(link_type, SNAPSHOT);
	bool done;

	if (!pcap)
		die("no memory left");
	done = pcap_compile(pcap, code, text, 1, PCAP_NETMASK_UNKNOWN) == 0;
	if (!done)
		strcpy(why, pcap_geterr(pcap));
	pcap_close(pcap);
	return done;
}

static struct program *program_for(struct filter *filter, int link_type)
{
	char why[PCAP_ERRBUF_SIZE];
	struct program *program;

	for (size_t i = 0; i < filter->count; i++)
		if (filter->programs[i].link_type == link_type)
			return &filter->programs[i];
	filter->programs =
		memory_grow(filter->programs, filter->count + 1, sizeof(*filter->programs));
	program = &filter->programs[filter->count++];
	program->link_type = link_type;
	program->valid = compile(filter->text, link_type, &program->code, why);
	return program;
}

/*
 * libpcap says that the syntax is wrong, but not where. Its scanner has another message for a
 * number that is too large: behind words that could still become a filter it gets as far as
 * scanning that number, behind a wrong word it does not.
 */
static bool could_go_on(const char *text, size_t size, int link_type)
{
	char *probe = memory_alloc(size + sizeof(" 99999999999"));
	char why[PCAP_ERRBUF_SIZE] = "";
	struct bpf_program code;
	bool valid;

	memcpy(probe, text, size);
	strcpy(probe + size, " 99999999999");
	valid = compile(probe, link_type, &code, why);
	if (valid)
		pcap_freecode(&code);
	free(probe);
	return valid || strstr(why, "overflows") != NULL;
}

/* How long the word at text is; what belongs to no name or number is a word by itself. */
static size_t word_size(const char *text)
{
	size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789._:-\\");

	return size > 0 ? size : 1;
}

static void explain_syntax(const char *text, int link_type, struct error *error)
{
	enum { SHOWN = 40 };
	const char *word = text + strspn(text, " \t\n");
	bool can_tell = could_go_on("", 0, link_type);
	size_t size;

	for (; can_tell && *word; word += size + strspn(word + size, " \t\n")) {
		size = word_size(word);
		if (could_go_on(text, (size_t)(word + size - text), link_type))
			continue;
		error_set(error, "filter \"%s\": wrong from character %zu on: \"%.*s\"", text,
			  (size_t)(word - text) + 1, SHOWN, word);
		return;
	}
	error_set(error, "filter \"%s\": %s", text, can_tell ? "ends too early" : "is wrong");
}

struct filter *filter_new(const char *text, int link_type, struct error *error)
{
	char why[PCAP_ERRBUF_SIZE];
	struct bpf_program code;
	struct filter *filter;

	if (!compile(text, link_type, &code, why)) {
		if (strstr(why, "syntax error"))
			explain_syntax(text, link_type, error);
		else
			error_set(error, "filter \"%s\": %s", text, why);
		return NULL;
	}
	pcap_freecode(&code);
	filter = memory_zero(1, sizeof(*filter));
	filter->text = text;
	return filter;
}

bool filter_passes(struct filter *filter, const struct record *record)
{
	struct program *program = program_for(filter, record->link_type);
	struct pcap_pkthdr header = {.caplen = record->caplen, .len = record->len};

	return program->valid && pcap_offline_filter(&program->code, &header, record->data) != 0;
}

void filter_free(struct filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->count; i++)
		if (filter->programs[i].valid)
			pcap_freecode(&filter->programs[i].code);
	free(filter->programs);
	free(filter);
}
