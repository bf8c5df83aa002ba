/* Files that appear whole or not at all. */
#include "tcpladder/newfile.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/saver.h"
#include "unit/suites.h"

static void write_text(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

static void has_text(const char *path, const char *want)
{
	char text[64] = "";
	FILE *in = fopen(path, "r");

	ck_assert_ptr_nonnull(in);
	text[fread(text, 1, sizeof(text) - 1, in)] = '\0';
	fclose(in);
	ck_assert_str_eq(text, want);
}

/* How many names the folder has: nothing else is left there. */
static int names_beside(const char *path)
{
	char folder[SAVER_PATH];
	int count = 0;
	DIR *dir;

	strcpy(folder, path);
	*strrchr(folder, '/') = '\0';
	dir = opendir(folder);
	ck_assert_ptr_nonnull(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		count += entry->d_name[0] != '.';
	closedir(dir);
	return count;
}

static struct newfile *begin(const char *path, bool overwrite)
{
	struct error error = {""};
	struct newfile *file;
	bool exists;

	file = newfile_open(path, overwrite, &exists, &error);
	ck_assert_msg(file != NULL, "%s", error.text);
	fputs("new", newfile_stream(file));
	return file;
}

START_TEST(it_is_there_once_it_is_kept)
{
	struct error error = {""};
	char path[SAVER_PATH];
	struct newfile *file;
	struct stat status;

	saver_folder();
	umask(027);
	file = begin(saver_path("new.txt", path), false);
	ck_assert_int_ne(access(path, F_OK), 0);
	ck_assert(newfile_keep(file, &error));
	has_text(path, "new");
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0640);
	ck_assert_int_eq(names_beside(path), 1);
	saver_clean();
}
END_TEST

START_TEST(what_is_dropped_leaves_no_trace)
{
	char path[SAVER_PATH];

	saver_folder();
	newfile_drop(begin(saver_path("new.txt", path), false));
	ck_assert_int_eq(names_beside(path), 0);
	write_text(path, "old");
	newfile_drop(begin(path, true));
	has_text(path, "old");
	ck_assert_int_eq(names_beside(path), 1);
	newfile_drop(NULL);
	saver_clean();
}
END_TEST

START_TEST(nothing_is_replaced_unasked)
{
	struct error error = {""};
	char path[SAVER_PATH];
	bool exists;

	saver_folder();
	write_text(saver_path("old.txt", path), "old");
	ck_assert_ptr_null(newfile_open(path, false, &exists, &error));
	ck_assert(exists);
	has_text(path, "old");
	ck_assert(newfile_keep(begin(path, true), &error));
	has_text(path, "new");
	saver_clean();
}
END_TEST

/* The file behind a link is replaced, with its mode, and the link stays one. */
START_TEST(a_link_is_followed)
{
	char path[SAVER_PATH], link[SAVER_PATH];
	struct error error = {""};
	struct stat status;

	saver_folder();
	write_text(saver_path("old.txt", path), "old");
	chmod(path, 0600);
	ck_assert_int_eq(symlink("old.txt", saver_path("link.txt", link)), 0);
	ck_assert(newfile_keep(begin(link, true), &error));
	has_text(path, "new");
	ck_assert_int_eq(lstat(link, &status), 0);
	ck_assert(S_ISLNK(status.st_mode));
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0600);
	saver_clean();
}
END_TEST

static void refused(const char *path, const char *why)
{
	struct error error = {""};
	bool exists;

	ck_assert_ptr_null(newfile_open(path, true, &exists, &error));
	ck_assert(!exists);
	ck_assert(strncmp(error.text, path, strlen(path)) == 0);
	ck_assert_msg(strstr(error.text, why) != NULL, "%s", error.text);
}

START_TEST(what_is_no_file_is_refused)
{
	char path[SAVER_PATH];

	saver_folder();
	refused("/dev/null", ": Invalid argument");
	refused("/", ": Is a directory");
	refused(saver_path("none/new.txt", path), ": No such file or directory");
	saver_clean();
}
END_TEST

/* A limit stands for a disk that is full. */
START_TEST(a_full_disk_leaves_what_was_there)
{
	struct rlimit before, limit;
	struct error error = {""};
	char path[SAVER_PATH];
	struct newfile *file;

	saver_folder();
	write_text(saver_path("old.txt", path), "old");
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = (struct rlimit){1 << 16, before.rlim_max};
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	file = begin(path, true);
	for (int i = 0; i < 1 << 17; i++)
		putc('x', newfile_stream(file));
	ck_assert(!newfile_keep(file, &error));
	ck_assert_msg(strstr(error.text, "old.txt: File too large") != NULL, "%s", error.text);
	has_text(path, "old");
	ck_assert_int_eq(names_beside(path), 1);
	/* Other tests may run in the same process. */
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	saver_clean();
}
END_TEST

/* --- watched --- */

struct watch {
	int times;
	int most; /* then it is enough */
	uint64_t bytes;
};

static bool look(void *context, uint64_t bytes)
{
	struct watch *watch = context;

	ck_assert_uint_ge(bytes, watch->bytes);
	watch->bytes = bytes;
	return ++watch->times <= watch->most;
}

static struct newfile *open_watched(const char *path, struct watch *watch)
{
	struct error error;
	bool exists;
	struct newfile *file = newfile_open(path, false, &exists, &error);

	ck_assert_ptr_nonnull(file);
	newfile_watch(file, look, watch);
	for (int i = 0; i < 1000; i++)
		fprintf(newfile_stream(file), "%01000d", i);
	return file;
}

START_TEST(who_watches_sees_it_grow)
{
	struct watch watch = {.most = 1000};
	char path[SAVER_PATH];
	struct error error;
	struct stat status;

	saver_folder();
	saver_path("new.txt", path);
	ck_assert(newfile_keep(open_watched(path, &watch), &error));
	ck_assert_int_ge(watch.times, 1000000 >> 16);
	ck_assert_uint_gt(watch.bytes, 900000);
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_int_eq(status.st_size, 1000000);
	ck_assert_int_eq(names_beside(path), 1);
	saver_clean();
}
END_TEST

START_TEST(who_watches_can_stop_it)
{
	struct watch watch = {.most = 3};
	char path[SAVER_PATH];
	struct newfile *file;
	struct error error;

	saver_folder();
	saver_path("new.txt", path);
	file = open_watched(path, &watch);
	ck_assert(ferror(newfile_stream(file)));
	ck_assert(!newfile_keep(file, &error));
	ck_assert_int_eq(names_beside(path), 0);
	saver_clean();
}
END_TEST

Suite *newfile_suite(void)
{
	Suite *suite = suite_create("newfile");
	TCase *tcase = tcase_create("files");

	tcase_add_test(tcase, it_is_there_once_it_is_kept);
	tcase_add_test(tcase, what_is_dropped_leaves_no_trace);
	tcase_add_test(tcase, nothing_is_replaced_unasked);
	tcase_add_test(tcase, a_link_is_followed);
	tcase_add_test(tcase, what_is_no_file_is_refused);
	tcase_add_test(tcase, a_full_disk_leaves_what_was_there);
	tcase_add_test(tcase, who_watches_sees_it_grow);
	tcase_add_test(tcase, who_watches_can_stop_it);
	suite_add_tcase(suite, tcase);
	return suite;
}
