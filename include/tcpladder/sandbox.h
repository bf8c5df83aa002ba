/*
 * What the process gives up before it looks at bytes that someone else has sent: the power to be
 * another user, and the system calls that reading and drawing do not need.
 *
 * Knows nothing of captures. The only module that knows libseccomp.
 */
#ifndef TCPLADDER_SANDBOX_H
#define TCPLADDER_SANDBOX_H

#include <stdbool.h>
#include <sys/types.h>

#include "tcpladder/error.h"

enum { SANDBOX_NAME = 64 };

/* Whom the process becomes; a plain value. */
struct sandbox_user {
	bool change; /* false: it stays who it is, and gives up its capabilities alone */
	int refused; /* after sandbox_drop(): the errno with which the change was refused, or 0 */
	uid_t uid;
	gid_t gid;
	char name[SANDBOX_NAME]; /* "" for one that no list of users has */
};

/*
 * Chooses: the user called name, else who called sudo or doas, else nobody; whoever is not root
 * stays who he is. -1 and *error where there is no such user, where only root could become one,
 * or where the program is installed set-user-ID, for which it is not made.
 */
int sandbox_choose(const char *name, struct sandbox_user *user, struct error *error);

/*
 * Before sandbox_drop(): open() of a file to be written with mode 0666. One that called sudo gets
 * a file of his own where he may have it, and otherwise root's power. -1 and errno as open().
 */
int sandbox_create(const struct sandbox_user *user, const char *path, int flags);

/*
 * A process that keeps the power to create files while this one gives it up. It does nothing else,
 * sees nothing of what is captured, and ends when this one does.
 */
struct sandbox_opener;

/*
 * Before sandbox_drop(). It will open base, and base with digits behind it, and no other file.
 * Both are borrowed while it is used. NULL and *error where no process can be started.
 */
struct sandbox_opener *sandbox_opener_start(const struct sandbox_user *user, const char *base,
					    struct error *error);

/* The file, empty, to be written, opened as sandbox_create() does. -1 and errno as open(). */
int sandbox_opener_open(struct sandbox_opener *opener, const char *name);

/* NULL is allowed. */
void sandbox_opener_close(struct sandbox_opener *opener);

/*
 * Becomes that user for good, with his groups and without capabilities; tries the ways back.
 * Where the system lets nobody change (a container without that capability), the process stays
 * root by name, without capabilities, and user->refused says why. -1 and *error where privileges
 * could not be given up: the process should end.
 */
int sandbox_drop(struct sandbox_user *user, struct error *error);

/* "nobody (65534), without capabilities", for a user to read, of at most size bytes. */
void sandbox_describe(const struct sandbox_user *user, char *text, size_t size);

/* From stage to stage a process may do less. */
enum sandbox_stage {
	SANDBOX_OPENING, /* names are looked up, files are created */
	SANDBOX_WRITING, /* files are created */
	SANDBOX_READING  /* neither: what is open is written to, anything readable is opened */
};

/*
 * Lets the kernel refuse every system call that the stage does not need. A call unknown to it
 * fails with ENOSYS, one that asks for too much with EPERM, and one that would run a program
 * raises SIGSYS, which the viewer answers with a whole terminal before it dies. -1 and *error
 * where the kernel has no such filter: nothing is changed then.
 */
int sandbox_confine(enum sandbox_stage stage, struct error *error);

#endif
