/* What the kernel refuses after each stage. Everything here is tried in a child. */
#include "tcpladder/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sanitized.h"
#include "support/child.h"
#include "unit/suites.h"

/* Not every system has a filter; the program goes on without one, and so does its test. */
static void confine(enum sandbox_stage stage)
{
	struct error error;

	if (sandbox_confine(stage, &error) == 0)
		return;
	printf("skip a filter of system calls: %s\n", error.text);
	fflush(stdout);
	_exit(CHILD_SKIPPED);
}

/* Whether a file can be opened so. */
static bool opens(const char *path, int flags)
{
	int fd = open(path, flags, 0600);
	int failure = errno;

	if (fd >= 0)
		close(fd);
	errno = failure;
	return fd >= 0;
}

static void wants_no_socket(void)
{
	CHILD_WANTS(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
	CHILD_WANTS(socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM);
}

/* A file that is there and that the child cannot take away. */
static char scratch[32];

static void read_and_no_more(void)
{
	const char *name = scratch;
	int fd = open(name, O_RDWR), other;

	confine(SANDBOX_READING);
	CHILD_WANTS(opens("/etc/passwd", O_RDONLY));
	CHILD_WANTS(opens(name, O_RDONLY | O_CLOEXEC));
	CHILD_WANTS(!opens(name, O_WRONLY) && errno == EPERM);
	CHILD_WANTS(!opens(name, O_RDWR) && errno == EPERM);
	CHILD_WANTS(!opens(name, O_RDONLY | O_TRUNC) && errno == EPERM);
	CHILD_WANTS(!opens("/tmp/tcpladder-test-new", O_RDONLY | O_CREAT) && errno == EPERM);
	CHILD_WANTS(unlink(name) < 0 && errno == EPERM);
	/* what is open goes on */
	CHILD_WANTS(write(fd, "x", 1) == 1 && pwrite(fd, "y", 1, 0) == 1);
	CHILD_WANTS(ftruncate(fd, 0) == 0);
	other = dup(fd);
	CHILD_WANTS(other >= 0 && close(other) == 0);
	wants_no_socket();
}

START_TEST(reading_opens_nothing_to_write)
{
	int fd, status;

	strcpy(scratch, "/tmp/tcpladder-test-XXXXXX");
	fd = mkstemp(scratch);
	status = child_run(read_and_no_more);
	close(fd);
	unlink(scratch);
	ck_assert_int_eq(status, 0);
}
END_TEST

static void write_and_no_more(void)
{
	char name[] = "/tmp/tcpladder-test-XXXXXX";
	int fd = mkstemp(name);

	confine(SANDBOX_OPENING);
	confine(SANDBOX_WRITING);
	CHILD_WANTS(fd >= 0);
	CHILD_WANTS(opens(name, O_WRONLY | O_CREAT | O_TRUNC));
	/* as a file is replaced by a whole one */
	umask(umask(0));
	CHILD_WANTS(fchmod(fd, 0600) == 0 && rename(name, name) == 0);
	CHILD_WANTS(unlink(name) == 0);
	CHILD_WANTS(link("/etc/passwd", name) < 0 && errno == EPERM);
	wants_no_socket();
}

START_TEST(writing_creates_files)
{
	ck_assert_int_eq(child_run(write_and_no_more), 0);
}
END_TEST

static void one_after_the_other(void)
{
	int fd;

	confine(SANDBOX_OPENING);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHILD_WANTS(fd >= 0);
	confine(SANDBOX_READING);
	wants_no_socket();
	CHILD_WANTS(!opens("/tmp/tcpladder-test-new", O_WRONLY | O_CREAT) && errno == EPERM);
}

START_TEST(a_stage_takes_away_from_the_one_before)
{
	ck_assert_int_eq(child_run(one_after_the_other), 0);
}
END_TEST

static void run_a_program(void)
{
	confine(SANDBOX_WRITING);
	execl("/bin/true", "true", (char *)NULL);
	_exit(0); /* it went on: the test fails */
}

START_TEST(running_a_program_is_deadly)
{
	int status = child_run(run_a_program);

	/* 0: there is no filter, which was said */
	ck_assert(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS));
}
END_TEST

static volatile sig_atomic_t answered;

static void answer(int number)
{
	answered = number;
}

static void run_a_program_on_a_terminal(void)
{
	char *const arguments[] = {"true", NULL};

	signal(SIGSYS, answer);
	confine(SANDBOX_READING);
	execv("/bin/true", arguments);
	CHILD_WANTS(answered == SIGSYS);
}

START_TEST(a_terminal_can_be_rescued_before)
{
	ck_assert_int_eq(child_run(run_a_program_on_a_terminal), 0);
}
END_TEST

static void harm_others(void)
{
	confine(SANDBOX_READING);
	if (SANITIZED) /* its library does such things */
		return;
	CHILD_WANTS(kill(getppid(), 0) < 0);
	CHILD_WANTS(fork() < 0);
}

START_TEST(no_signal_to_others)
{
	int status = child_run(harm_others);

	ck_assert(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS));
}
END_TEST

static void raise_signals(void)
{
	confine(SANDBOX_READING);
	signal(SIGTSTP, answer);
	CHILD_WANTS(raise(SIGTSTP) == 0 && answered == SIGTSTP);
	signal(SIGUSR1, answer);
	CHILD_WANTS(raise(SIGUSR1) == 0 && answered == SIGUSR1);
	signal(SIGTERM, SIG_DFL);
	raise(SIGTERM);
	_exit(1);
}

START_TEST(signals_to_oneself)
{
	int status = child_run(raise_signals);

	ck_assert(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM));
}
END_TEST

static void type_into_the_terminal(void)
{
	int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	struct winsize size;

	confine(SANDBOX_READING);
	CHILD_WANTS(fd < 0 || ioctl(fd, TIOCGWINSZ, &size) == 0);
	CHILD_WANTS(ioctl(fd, TIOCSTI, "x") < 0 && errno == EPERM);
}

START_TEST(nothing_is_typed_for_the_shell)
{
	ck_assert_int_eq(child_run(type_into_the_terminal), 0);
}
END_TEST

static void make_code(void)
{
	void *memory;

	confine(SANDBOX_READING);
	memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHILD_WANTS(memory != MAP_FAILED);
	CHILD_WANTS(mprotect(memory, 4096, PROT_READ | PROT_EXEC) < 0 && errno == EPERM);
	CHILD_WANTS(mprotect(memory, 4096, PROT_READ) == 0);
	memory = mmap(NULL, 4096, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHILD_WANTS(memory == MAP_FAILED && errno == EPERM);
	memory = malloc(64 << 20); /* and memory comes as ever */
	CHILD_WANTS(memory != NULL);
	free(memory);
}

START_TEST(memory_is_not_run)
{
	ck_assert_int_eq(child_run(make_code), 0);
}
END_TEST

Suite *sandbox_suite(void)
{
	Suite *suite = suite_create("sandbox");
	TCase *filter = tcase_create("filter");

	tcase_add_test(filter, reading_opens_nothing_to_write);
	tcase_add_test(filter, writing_creates_files);
	tcase_add_test(filter, a_stage_takes_away_from_the_one_before);
	tcase_add_test(filter, running_a_program_is_deadly);
	tcase_add_test(filter, a_terminal_can_be_rescued_before);
	tcase_add_test(filter, no_signal_to_others);
	tcase_add_test(filter, signals_to_oneself);
	tcase_add_test(filter, nothing_is_typed_for_the_shell);
	tcase_add_test(filter, memory_is_not_run);
	suite_add_tcase(suite, filter);
	return suite;
}
