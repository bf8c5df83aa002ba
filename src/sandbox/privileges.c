/* From root to somebody with less power, and no way back. */
#include "tcpladder/sandbox.h"

#include "sandbox/capabilities.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NOBODY = 65534, GROUPS_MOST = 1024 };

static void take_entry(struct sandbox_user *user, const struct passwd *entry)
{
	user->uid = entry->pw_uid;
	user->gid = entry->pw_gid;
	snprintf(user->name, sizeof(user->name), "%s", entry->pw_name);
}

static bool take_name(struct sandbox_user *user, const char *name)
{
	const struct passwd *entry = name ? getpwnam(name) : NULL;

	if (entry)
		take_entry(user, entry);
	return entry != NULL;
}

/* A number from the environment, which is root's own; 0 for none. */
static unsigned long number_from(const char *name)
{
	const char *text = getenv(name);

	return text && isdigit((unsigned char)*text) ? strtoul(text, NULL, 10) : 0;
}

static bool take_caller(struct sandbox_user *user)
{
	uid_t uid = (uid_t)number_from("SUDO_UID");
	gid_t gid = (gid_t)number_from("SUDO_GID");
	const struct passwd *entry = uid ? getpwuid(uid) : NULL;

	if (entry) {
		take_entry(user, entry);
		return true;
	}
	if (uid && gid) {
		user->uid = uid;
		user->gid = gid;
		return true;
	}
	return take_name(user, getenv("DOAS_USER")) && user->uid != 0;
}

static void take_nobody(struct sandbox_user *user)
{
	if (take_name(user, "nobody") && user->uid != 0)
		return;
	user->uid = NOBODY;
	user->gid = NOBODY;
	user->name[0] = '\0';
}

int sandbox_choose(const char *name, struct sandbox_user *user, struct error *error)
{
	*user = (struct sandbox_user){.uid = getuid(), .gid = getgid()};
	if (getuid() != geteuid() || getgid() != getegid()) {
		error_set(error, "is not made to be set-user-ID; make install-setcap gives it what "
				 "it needs");
		return -1;
	}
	if (getuid() != 0) {
		if (!name)
			return 0;
		error_set(error, "-Z: only root can become '%s'", name);
		return -1;
	}
	if (name && !take_name(user, name)) {
		error_set(error, "-Z: there is no user '%s'", name);
		return -1;
	}
	if (!name && !take_caller(user))
		take_nobody(user);
	user->change = user->uid != 0;
	return 0;
}

/* The groups of a user who is in the list; of another one his own. */
static bool take_groups(const struct sandbox_user *user)
{
	if (user->name[0])
		return initgroups(user->name, user->gid) == 0;
	return setgroups(1, &user->gid) == 0;
}

/* As somebody for whom nothing is lost by trying: nobody's files would be of no use to root. */
static int create_as(const struct sandbox_user *user, const char *path, int flags)
{
	gid_t groups[GROUPS_MOST];
	int count = getgroups(GROUPS_MOST, groups);
	int fd = -1, failure = EACCES;

	if (count >= 0 && take_groups(user) && setegid(user->gid) == 0 && seteuid(user->uid) == 0) {
		fd = open(path, flags, 0666);
		failure = errno;
	}
	if (seteuid(0) != 0 || setegid(0) != 0 || (count >= 0 && setgroups((size_t)count, groups)))
		die("cannot return to root to open the interface");
	errno = failure;
	return fd;
}

static bool is_nobody(const struct sandbox_user *user)
{
	return strcmp(user->name, "nobody") == 0 || user->uid == NOBODY;
}

int sandbox_create(const struct sandbox_user *user, const char *path, int flags)
{
	int fd = user->change && !is_nobody(user) ? create_as(user, path, flags) : -1;

	return fd >= 0 ? fd : open(path, flags, 0666);
}

static bool become(const struct sandbox_user *user)
{
	if (!take_groups(user))
		return false;
#ifdef __APPLE__
	return setgid(user->gid) == 0 && setuid(user->uid) == 0;
#else
	return setresgid(user->gid, user->gid, user->gid) == 0 &&
	       setresuid(user->uid, user->uid, user->uid) == 0;
#endif
}

/* Every door that could still be open. */
static bool can_return(const struct sandbox_user *user)
{
	return setuid(0) == 0 || seteuid(0) == 0 || setreuid((uid_t)-1, 0) == 0 ||
	       (user->gid != 0 && (setgid(0) == 0 || setegid(0) == 0)) || setgroups(0, NULL) == 0;
}

int sandbox_drop(struct sandbox_user *user, struct error *error)
{
	capabilities_bound();
	if (user->change && !become(user)) {
		user->refused = errno;
		user->change = false;
	}
	if (!capabilities_drop()) {
		error_set(error, "privileges cannot be given up: %s", strerror(errno));
		return -1;
	}
	if (user->change && can_return(user)) {
		error_set(error, "privileges could be taken back");
		return -1;
	}
	return 0;
}

void sandbox_describe(const struct sandbox_user *user, char *text, size_t size)
{
	const struct passwd *entry = getpwuid(geteuid());
	const char *name = entry ? entry->pw_name : "user";

	if (user->refused)
		snprintf(text, size, "%s (%u), who could not be changed (%s), without capabilities",
			 name, (unsigned)geteuid(), strerror(user->refused));
	else
		snprintf(text, size, "%s (%u), without capabilities", name, (unsigned)geteuid());
}
