/* Reads a capture to its end and prints what it holds, or segments while they come. */
#include "print.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "follow.h"
#include "load/stop.h"
#include "pick.h"

static const int64_t lines_slice_ns = 50000000, second_ns = 1000000000;

int complain(const char *sentence)
{
	fprintf(stderr, "tcpladder: %s\n", sentence);
	return EXIT_FAILURE;
}

/* What reading met with, said after what could be read. */
static int say_errors(const struct load *load)
{
	int code = EXIT_SUCCESS;
	const char *sentence;

	for (size_t i = 0; (sentence = load_error(load, i)); i++)
		code = complain(sentence);
	return code;
}

static const struct renderer *choose_renderer(const struct options *options)
{
	return renderer_find(options->format ? options->format : "text");
}

static int render_flows(const struct render *render, const struct options *options,
			struct error *error)
{
	const struct renderer *renderer = choose_renderer(options);
	size_t count;
	size_t *indices = pick_flows(render->tracker, options, &count);
	int result = 0;

	if (options->lines && renderer->after_lines)
		result = renderer->after_lines(render, indices, count, error);
	else if (options->list)
		result = renderer->list(render, indices, count, error);
	else if (!options->lines)
		result = renderer->flows(render, indices, count, error);
	free(indices);
	return result < 0 ? -1 : renderer->end(render, error);
}

bool print_given_up(const struct options *options)
{
	bool endless = options->live.interface ||
		       (options->file_count == 1 && strcmp(options->files[0], "-") == 0);

	return stop_wanted() && !(endless && stop_wanted() == SIGINT);
}

static bool is_wanted(const void *context, const struct flow *flow)
{
	return pick_wants(context, flow);
}

static void take_news(void *context, const size_t *flows, size_t count)
{
	follow_news(context, flows, count);
}

static struct follow *begin_lines(struct load *load, const struct render *render,
				  const struct options *options)
{
	struct follow_pick pick = {is_wanted, &options->flow};
	struct follow *follow = follow_new(render, choose_renderer(options), pick);

	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	load_watch(load, take_news, follow);
	return follow;
}

/* A file's segments wait by the capture's clock alone. */
static int64_t now_ns(const struct load *load)
{
	struct timespec now;

	if (!load_is_live(load))
		return 0;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * second_ns + now.tv_nsec;
}

/* What waits is written first: it may be what is forgotten. */
static int forget(struct load *load, struct follow *lines, struct error *error)
{
	if (lines && follow_end(lines, error) < 0)
		return -1;
	load_forget(load);
	if (lines)
		follow_forget(lines);
	return 0;
}

/* Reads to the end. With lines, segments are written meanwhile. */
static int read_all(struct load *load, struct follow *lines, struct error *error)
{
	bool more;

	do {
		more = load_pump(load, lines ? lines_slice_ns : second_ns);
		if (lines && follow_write(lines, now_ns(load), error) < 0)
			return -1;
		if (load_full(load) && forget(load, lines, error) < 0)
			return -1;
		if (more)
			load_wait(load, lines ? follow_wait_ns(lines, now_ns(load)) : second_ns);
	} while (more);
	return 0;
}

/* Says what is not so. */
static int grade_flows(const struct render *render, const struct options *options)
{
	size_t count;
	size_t *indices = pick_flows(render->tracker, options, &count);
	bool good = grade_check(options->grade, render->tracker, indices, count, stdout);

	free(indices);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* What is left to be said once everything was read. */
static int print_rest(struct load *load, const struct render *render, struct follow *lines,
		      const struct options *options)
{
	struct error error;

	if (!pick_is_there(render->tracker, &options->flow, &error)) {
		say_errors(load);
		return complain(error.text);
	}
	if (options->grade) {
		int code = grade_flows(render, options);

		return say_errors(load) == EXIT_SUCCESS ? code : EXIT_FAILURE;
	}
	if ((lines && follow_end(lines, &error) < 0) || render_flows(render, options, &error) < 0)
		return stop_wanted() == SIGPIPE ? EXIT_SUCCESS : complain(error.text);
	if (fflush(stdout) != 0)
		return EXIT_SUCCESS; /* close_output() says it */
	return say_errors(load);
}

int print_all(struct load *load, struct render *render, const struct options *options)
{
	struct render_source source = load_render_source(load);
	struct follow *lines;
	struct error error;
	int code = EXIT_FAILURE;

	render->source = &source;
	lines = options->lines ? begin_lines(load, render, options) : NULL;
	if (read_all(load, lines, &error) < 0) {
		code = stop_wanted() == SIGPIPE ? EXIT_SUCCESS : complain(error.text);
	} else if (!print_given_up(options)) {
		stop_give_back();
		source = load_render_source(load);
		code = print_rest(load, render, lines, options);
	}
	follow_free(lines);
	render->source = NULL;
	return code;
}
