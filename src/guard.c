/* Hooks the sandbox into the opening of a capture. */
#include "guard.h"

#include <inttypes.h>

static int create(void *context, const char *path, int flags)
{
	const struct guard *guard = context;

	if (guard->opener)
		return sandbox_opener_open(guard->opener, path);
	return sandbox_create(&guard->user, path, flags);
}

static bool give_up(void *context, struct error *error)
{
	struct guard *guard = context;

	if (guard->base) {
		guard->opener = sandbox_opener_start(&guard->user, guard->base, error);
		if (!guard->opener)
			return false;
	}
	if (sandbox_drop(&guard->user, error) < 0)
		return false;
	guard->confined = sandbox_confine(SANDBOX_OPENING, &guard->unguarded) == 0;
	return true;
}

int guard_hook(struct guard *guard, const struct options *options, struct capture_spec *spec,
	       struct error *error)
{
	*guard = (struct guard){.base = options->write.rotate_bytes ? options->write.path : NULL};
	spec->opened = give_up;
	spec->context = guard;
	spec->write.create = create;
	spec->write.context = guard;
	return sandbox_choose(options->user, &guard->user, error);
}

void guard_close(struct guard *guard, struct load *load, bool writes)
{
	if (guard->user.change && !guard->user.refused && guard->user.name[0])
		load_became(load, guard->user.name);
	if (guard->confined)
		guard->confined = sandbox_confine(writes ? SANDBOX_WRITING : SANDBOX_READING,
						  &guard->unguarded) == 0;
}

void guard_free(struct guard *guard)
{
	sandbox_opener_close(guard->opener);
}

static void tell_filter(const struct options *options)
{
	struct error line; /* no control character of the filter's comes through */

	if (!options->filter)
		return;
	error_set(&line, "packet filter \"%s\": applied by %s", options->filter,
		  options->live.interface ? "the kernel" : "this program");
	fprintf(stderr, "%s\n", line.text);
}

void guard_tell(const struct guard *guard, const struct load *load, const struct options *options)
{
	char who[256];

	load_describe(load, stderr);
	tell_filter(options);
	if (load_is_live(load))
		fprintf(stderr,
			"memory: %" PRIu64
			" MiB for flows and segments, then the oldest are forgotten\n",
			options->memory >> 20);
	sandbox_describe(&guard->user, who, sizeof(who));
	fprintf(stderr, "runs as %s\n", who);
	if (guard->confined)
		fputs("system calls: those that drawing does not need are refused\n", stderr);
	else
		fprintf(stderr, "system calls: not filtered (%s)\n", guard->unguarded.text);
}
