/* Who the process becomes, and that it stays so. What cannot be undone is tried in a child. */
#include "tcpladder/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/child.h"
#include "unit/suites.h"

enum { CALLER = 54321, CALLER_GROUP = 54322 };

static void needs_root(void)
{
	if (getuid() == 0)
		return;
	printf("skip giving up root's privileges: not root\n");
	fflush(stdout);
	_exit(CHILD_SKIPPED);
}

static void called_by_sudo(void)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", CALLER);
	setenv("SUDO_UID", text, 1);
	snprintf(text, sizeof(text), "%d", CALLER_GROUP);
	setenv("SUDO_GID", text, 1);
}

/* Chooses and drops; ends the child where it cannot. */
static struct sandbox_user drop_to(const char *name)
{
	struct sandbox_user user;
	struct error error;

	CHILD_WANTS(sandbox_choose(name, &user, &error) == 0);
	CHILD_WANTS(sandbox_drop(&user, &error) == 0);
	if (!user.refused)
		return user;
	printf("skip giving up root's privileges: %s\n", strerror(user.refused));
	fflush(stdout);
	_exit(CHILD_SKIPPED);
}

static void wants_no_way_back(void)
{
	CHILD_WANTS(setuid(0) < 0 && seteuid(0) < 0 && setreuid(0, 0) < 0);
	CHILD_WANTS(setgid(0) < 0 && setegid(0) < 0 && setregid(0, 0) < 0);
	CHILD_WANTS(setgroups(0, NULL) < 0);
	CHILD_WANTS(open("/proc/1/environ", O_RDONLY) < 0);
}

/* A line of /proc/self/status; where there is no /proc, what was to be in it. */
static void wants_status(const char *line)
{
	FILE *status = fopen("/proc/self/status", "r");
	char text[256];

	while (status && fgets(text, sizeof(text), status))
		if (strcmp(text, line) == 0)
			return;
	CHILD_WANTS(!status && line);
}

static void wants_no_capabilities(void)
{
	wants_status("CapInh:\t0000000000000000\n");
	wants_status("CapPrm:\t0000000000000000\n");
	wants_status("CapEff:\t0000000000000000\n");
	wants_status("CapBnd:\t0000000000000000\n");
	wants_status("CapAmb:\t0000000000000000\n");
	wants_status("NoNewPrivs:\t1\n");
}

static void to_the_caller(void)
{
	gid_t groups[4];

	needs_root();
	called_by_sudo();
	drop_to(NULL);
	CHILD_WANTS(getuid() == CALLER && geteuid() == CALLER);
	CHILD_WANTS(getgid() == CALLER_GROUP && getegid() == CALLER_GROUP);
	CHILD_WANTS(getgroups(4, groups) == 1 && groups[0] == CALLER_GROUP);
	wants_no_way_back();
	wants_no_capabilities();
}

START_TEST(who_called_sudo)
{
	ck_assert_int_eq(child_run(to_the_caller), 0);
}
END_TEST

static void to_nobody(void)
{
	gid_t groups[64];
	int count;

	needs_root();
	unsetenv("SUDO_UID");
	unsetenv("DOAS_USER");
	drop_to(NULL);
	CHILD_WANTS(getuid() != 0 && getgid() != 0);
	count = getgroups(64, groups);
	for (int i = 0; i < count; i++)
		CHILD_WANTS(groups[i] != 0);
	wants_no_way_back();
	wants_no_capabilities();
}

START_TEST(nobody_without_sudo)
{
	ck_assert_int_eq(child_run(to_nobody), 0);
}
END_TEST

/* A shell of root's own that sudo has started names root as the caller. */
static void root_calls_sudo(void)
{
	needs_root();
	setenv("SUDO_UID", "0", 1);
	setenv("SUDO_GID", "0", 1);
	unsetenv("DOAS_USER");
	drop_to(NULL);
	CHILD_WANTS(getuid() != 0);
}

START_TEST(root_is_not_the_caller)
{
	ck_assert_int_eq(child_run(root_calls_sudo), 0);
}
END_TEST

static void stay_root(void)
{
	char name[] = "/tmp/tcpladder-test-XXXXXX";
	int fd = mkstemp(name);

	needs_root();
	drop_to("root");
	unlink(name);
	CHILD_WANTS(getuid() == 0 && fd >= 0);
	wants_no_capabilities();
	CHILD_WANTS(fchown(fd, CALLER, CALLER_GROUP) < 0 && errno == EPERM);
	CHILD_WANTS(setuid(CALLER) < 0);
}

START_TEST(root_by_name_alone)
{
	ck_assert_int_eq(child_run(stay_root), 0);
}
END_TEST

static void ask_without_power(void)
{
	struct sandbox_user user;
	struct error error;

	if (getuid() == 0)
		CHILD_WANTS(setresgid(CALLER, CALLER, CALLER) == 0 &&
			    setresuid(CALLER, CALLER, CALLER) == 0);
	called_by_sudo();
	setenv("SUDO_UID", "1", 1); /* is not believed: whose environment is it */
	CHILD_WANTS(sandbox_choose("root", &user, &error) < 0);
	CHILD_WANTS(strstr(error.text, "only root") != NULL);
	CHILD_WANTS(sandbox_choose(NULL, &user, &error) == 0 && !user.change);
	CHILD_WANTS(sandbox_drop(&user, &error) == 0);
	wants_status("NoNewPrivs:\t1\n");
}

START_TEST(another_user_stays)
{
	ck_assert_int_eq(child_run(ask_without_power), 0);
}
END_TEST

static void look_for_a_user(void)
{
	struct sandbox_user user;
	struct error error;

	needs_root();
	CHILD_WANTS(sandbox_choose("no such user", &user, &error) < 0);
	CHILD_WANTS(strcmp(error.text, "-Z: there is no user 'no such user'") == 0);
}

START_TEST(no_such_user)
{
	ck_assert_int_eq(child_run(look_for_a_user), 0);
}
END_TEST

static void be_set_user_id(void)
{
	struct sandbox_user user;
	struct error error;

	needs_root();
	CHILD_WANTS(setresuid(CALLER, 0, 0) == 0);
	CHILD_WANTS(sandbox_choose(NULL, &user, &error) < 0);
	CHILD_WANTS(strstr(error.text, "set-user-ID") != NULL);
}

START_TEST(not_set_user_id)
{
	ck_assert_int_eq(child_run(be_set_user_id), 0);
}
END_TEST

/* A file in folder, whose owner is the caller or root. */
static void wants_owner(const struct sandbox_user *user, const char *folder, uid_t owner)
{
	char path[128];
	struct stat status;
	int fd;

	snprintf(path, sizeof(path), "%s/file", folder);
	fd = sandbox_create(user, path, O_WRONLY | O_CREAT | O_EXCL);
	CHILD_WANTS(fd >= 0 && fstat(fd, &status) == 0);
	unlink(path);
	rmdir(folder);
	CHILD_WANTS(status.st_uid == owner);
}

static void create_files(void)
{
	char own[] = "/tmp/tcpladder-test-XXXXXX", roots[] = "/tmp/tcpladder-test-XXXXXX";
	struct sandbox_user user;
	struct error error;
	gid_t groups[64];

	needs_root();
	CHILD_WANTS(mkdtemp(own) && mkdtemp(roots) && chown(own, CALLER, CALLER_GROUP) == 0);
	called_by_sudo();
	CHILD_WANTS(sandbox_choose(NULL, &user, &error) == 0);
	wants_owner(&user, own, CALLER);
	wants_owner(&user, roots, 0);
	/* and root again, groups too, to open the interface */
	CHILD_WANTS(geteuid() == 0 && getegid() == 0 && getgroups(64, groups) >= 0);
	for (int i = 0; i < getgroups(64, groups); i++)
		CHILD_WANTS(groups[i] != CALLER_GROUP);
}

START_TEST(files_are_the_callers_where_they_can_be)
{
	ck_assert_int_eq(child_run(create_files), 0);
}
END_TEST

Suite *privileges_suite(void)
{
	Suite *suite = suite_create("privileges");
	TCase *who = tcase_create("who");

	tcase_add_test(who, who_called_sudo);
	tcase_add_test(who, nobody_without_sudo);
	tcase_add_test(who, root_is_not_the_caller);
	tcase_add_test(who, root_by_name_alone);
	tcase_add_test(who, another_user_stays);
	tcase_add_test(who, no_such_user);
	tcase_add_test(who, not_set_user_id);
	tcase_add_test(who, files_are_the_callers_where_they_can_be);
	suite_add_tcase(suite, who);
	return suite;
}
