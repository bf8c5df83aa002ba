/*
 * What this program may still do once it looks at packets: who it becomes, which system calls are
 * left to it, and what --verbose says of both.
 */
#ifndef TCPLADDER_GUARD_H
#define TCPLADDER_GUARD_H

#include "load/load.h"
#include "options/options.h"
#include "tcpladder/sandbox.h"

struct guard {
	struct sandbox_user user;
	const char *base;              /* of the files that -C creates, or NULL */
	struct sandbox_opener *opener; /* creates them, once the power for it is given up */
	bool confined;                 /* the kernel has taken the first filter */
	struct error unguarded;        /* why it has not */
};

/*
 * Chooses the user and hooks the guard, which has to outlive the capture, into its opening: files
 * are created and privileges given up there. -1 and *error as sandbox_choose().
 */
int guard_hook(struct guard *guard, const struct options *options, struct capture_spec *spec,
	       struct error *error);

/*
 * Once all is open. writes: the user may have files created that are not known yet. The load
 * borrows the user's name.
 */
void guard_close(struct guard *guard, struct load *load, bool writes);

/* After the capture is closed. */
void guard_free(struct guard *guard);

/* What --verbose says, of the capture too, on standard error. */
void guard_tell(const struct guard *guard, const struct load *load, const struct options *options);

#endif
