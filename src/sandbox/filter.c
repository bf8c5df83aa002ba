/* The filter of system calls, from tables of names. */
#include "tcpladder/sandbox.h"

#ifdef __linux__

#include "sandbox/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * What is not known here fails as if the kernel did not know it: a C library that tries a newer
 * call then takes the older one. Where tests are run it ends the program, so that they see it.
 */
#define UNKNOWN (SANITIZED ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO(ENOSYS))
#define REFUSED SCMP_ACT_ERRNO(EPERM)

/* Names and not numbers: no architecture and no libseccomp knows all of them. */
static const char *const always[] = {
	/* bytes of what is open */
	"read",
	"readv",
	"write",
	"writev",
	"pread64",
	"preadv",
	"pwrite64",
	"pwritev",
	"lseek",
	"_llseek",
	"close",
	"dup",
	"fcntl",
	"fcntl64",
	"ftruncate",
	"ftruncate64",
	"fsync",
	"fdatasync",
	"fadvise64",
	"recvfrom",
	"recvmsg",
	"getsockopt",
	"getsockname",
	/* what there is */
	"stat",
	"stat64",
	"lstat",
	"lstat64",
	"fstat",
	"fstat64",
	"newfstatat",
	"fstatat64",
	"statx",
	"access",
	"faccessat",
	"faccessat2",
	"readlink",
	"readlinkat",
	"getcwd",
	/* memory */
	"brk",
	"munmap",
	"mremap",
	"madvise",
	/* waiting, time */
	"poll",
	"ppoll",
	"ppoll_time64",
	"select",
	"_newselect",
	"pselect6",
	"pselect6_time64",
	"nanosleep",
	"clock_nanosleep",
	"clock_nanosleep_time64",
	"clock_gettime",
	"clock_gettime64",
	"clock_getres",
	"clock_getres_time64",
	"gettimeofday",
	"time",
	/* signals */
	"rt_sigaction",
	"rt_sigprocmask",
	"rt_sigreturn",
	"sigreturn",
	"sigaltstack",
	"rt_sigpending",
	"alarm",
	"setitimer",
	"pause",
	"restart_syscall",
	/* oneself */
	"getpid",
	"gettid",
	"getpgrp",
	"getuid",
	"getuid32",
	"geteuid",
	"geteuid32",
	"getgid",
	"getgid32",
	"getegid",
	"getegid32",
	"uname",
	"sysinfo",
	"getrlimit",
	"ugetrlimit",
	"getrandom",
	"futex",
	"futex_time64",
	"sched_yield",
	"sched_getaffinity",
	"getcpu",
	"set_robust_list",
	"rseq",
	"membarrier",
	"exit",
	"exit_group",
};

/* Beside writing: looking up a name, and the next stage's filter. */
static const char *const opening[] = {
	"socket",     "connect",  "bind",       "getsockname", "getpeername",
	"setsockopt", "sendto",   "sendmsg",    "sendmmsg",    "recvmmsg",
	"shutdown",   "getdents", "getdents64", "prctl",       "seccomp",
};

/* What writing a file safely takes: it is made beside the old one, and takes its name. */
static const char *const writing[] = {
	"unlink", "unlinkat", "rename", "renameat", "renameat2", "umask", "fchmod",
};

/* What someone may try, and what a library does if it is told that it may not. */
static const char *const refused[] = {
	"socket",    "connect",  "bind",       "listen",    "accept",   "accept4",  "sendto",
	"sendmsg",   "sendmmsg", "setsockopt", "kill",      "creat",    "openat2",  "unlink",
	"unlinkat",  "rename",   "renameat",   "renameat2", "link",     "linkat",   "symlink",
	"symlinkat", "chmod",    "fchmod",     "fchmodat",  "chown",    "fchown",   "fchownat",
	"setuid",    "setgid",   "setresuid",  "setresgid", "setreuid", "setregid", "setgroups",
	"prctl",     "seccomp",  "mkdir",      "mkdirat",   "truncate",
};

/* What looking for leaks at the end takes: a process that stops this one and reads in it. */
static const char *const sanitizers[] = {
	"clone",
	"ptrace",
	"wait4",
	"waitid",
	"prctl",
	"kill",
	"getdents",
	"getdents64",
	"gettid",
	"getppid",
	"process_vm_readv",
	"arch_prctl",
	"personality",
};

/* Only somebody else's program does this. */
static const char *const deadly[] = {
	"execve",           "execveat",          "fork", "vfork", "clone", "ptrace",
	"process_vm_readv", "process_vm_writev",
};

/*
 * Terminals are asked and set. Text is not typed into one (TIOCSTI), for the shell to read.
 * What tells a request is its low half; that of newer C libraries (TCSETS2) has a struct which
 * they do not show.
 */
static const unsigned long requests[] = {
	TCGETS,          TCSETS,          TCSETSW,         TCSETSF,      TIOCGWINSZ,
	TIOCGPGRP,       TIOCOUTQ,        FIONREAD,        FIONBIO,      'T' << 8 | 0x2a,
	'T' << 8 | 0x2b, 'T' << 8 | 0x2c, 'T' << 8 | 0x2d, SIOCGIFFLAGS, SIOCGIFINDEX,
};

struct building {
	scmp_filter_ctx filter;
	int failure; /* as libseccomp has it: negative, an errno */
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* A rule that says what is said already is refused, which is no harm. */
static void add(struct building *building, uint32_t action, const char *name,
		const struct scmp_arg_cmp *when, unsigned count)
{
	int number = seccomp_syscall_resolve_name(name);
	int result;

	if (number == __NR_SCMP_ERROR)
		return;
	result = seccomp_rule_add_array(building->filter, action, number, count, when);
	if (result < 0 && result != -EEXIST && result != -EACCES && building->failure == 0)
		building->failure = result;
}

static void add_all(struct building *building, uint32_t action, const char *const *names,
		    size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(building, action, names[i], NULL, 0);
}

/* The same where bits of an argument are those. */
static void add_masked(struct building *building, uint32_t action, const char *name,
		       struct scmp_arg_cmp when)
{
	add(building, action, name, &when, 1);
}

#define BITS(argument, mask, value)                                                                \
	((struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, (scmp_datum_t)(mask), value})

static void allow_reading(struct building *building, const char *name, unsigned argument)
{
	const scmp_datum_t making = O_CREAT | O_TRUNC;

	add_masked(building, SCMP_ACT_ALLOW, name, BITS(argument, making | O_ACCMODE, O_RDONLY));
	add_masked(building, REFUSED, name, BITS(argument, O_ACCMODE, O_WRONLY));
	add_masked(building, REFUSED, name, BITS(argument, O_ACCMODE, O_RDWR));
	add_masked(building, REFUSED, name, BITS(argument, O_CREAT, O_CREAT));
	add_masked(building, REFUSED, name, BITS(argument, O_TRUNC, O_TRUNC));
}

static void add_files(struct building *building, enum sandbox_stage stage)
{
	if (stage == SANDBOX_READING) {
		allow_reading(building, "open", 1);
		allow_reading(building, "openat", 2);
		return;
	}
	add(building, SCMP_ACT_ALLOW, "open", NULL, 0);
	add(building, SCMP_ACT_ALLOW, "openat", NULL, 0);
}

/* Memory that can be run comes with the program, and with libraries that look up names. */
static void add_memory(struct building *building, enum sandbox_stage stage)
{
	static const char *const names[] = {"mmap", "mmap2", "mprotect"};

	for (size_t i = 0; i < COUNT(names); i++) {
		if (stage == SANDBOX_OPENING) {
			add(building, SCMP_ACT_ALLOW, names[i], NULL, 0);
			continue;
		}
		add_masked(building, SCMP_ACT_ALLOW, names[i], BITS(2, PROT_EXEC, 0));
		add_masked(building, REFUSED, names[i], BITS(2, PROT_EXEC, PROT_EXEC));
	}
}

/* To oneself, as raise() and abort() do, which is what stops and ends the viewer. */
static void add_signals(struct building *building)
{
	const struct scmp_arg_cmp self = {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0};

	add_masked(building, SCMP_ACT_ALLOW, "tgkill", self);
	add_masked(building, SCMP_ACT_ALLOW, "tkill", self);
}

static void add_requests(struct building *building)
{
	const unsigned long low = 0xffff;

	for (size_t i = 0; i < COUNT(requests); i++)
		add_masked(building, SCMP_ACT_ALLOW, "ioctl", BITS(1, low, requests[i] & low));
	add_masked(building, REFUSED, "ioctl", BITS(1, low, TIOCSTI & low));
}

static void add_limits(struct building *building)
{
	const struct scmp_arg_cmp asked = {2, SCMP_CMP_EQ, 0, 0};

	add_masked(building, SCMP_ACT_ALLOW, "prlimit64", asked);
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Of two rules without a condition for one call only the first would count. */
static bool is_allowed(const char *name, enum sandbox_stage stage)
{
	return (stage == SANDBOX_OPENING && is_among(name, opening, COUNT(opening))) ||
	       (stage != SANDBOX_READING && is_among(name, writing, COUNT(writing))) ||
	       (SANITIZED && is_among(name, sanitizers, COUNT(sanitizers)));
}

static void forbid(struct building *building, uint32_t action, const char *const *names,
		   size_t count, enum sandbox_stage stage)
{
	for (size_t i = 0; i < count; i++)
		if (!is_allowed(names[i], stage))
			add(building, action, names[i], NULL, 0);
}

static void build(struct building *building, enum sandbox_stage stage)
{
	add_all(building, SCMP_ACT_ALLOW, always, COUNT(always));
	if (stage == SANDBOX_OPENING)
		add_all(building, SCMP_ACT_ALLOW, opening, COUNT(opening));
	/* What a stage may do, those before it must: an older filter stays in force. */
	if (stage != SANDBOX_READING)
		add_all(building, SCMP_ACT_ALLOW, writing, COUNT(writing));
	if (SANITIZED)
		add_all(building, SCMP_ACT_ALLOW, sanitizers, COUNT(sanitizers));
	add_files(building, stage);
	add_memory(building, stage);
	add_signals(building);
	add_requests(building);
	add_limits(building);
	forbid(building, REFUSED, refused, COUNT(refused), stage);
	forbid(building, SCMP_ACT_TRAP, deadly, COUNT(deadly), stage);
}

int sandbox_confine(enum sandbox_stage stage, struct error *error)
{
	struct building building = {.filter = seccomp_init(UNKNOWN)};

	if (!building.filter) {
		error_set(error, "no memory left");
		return -1;
	}
	build(&building, stage);
	if (building.failure == 0)
		building.failure = seccomp_load(building.filter);
	seccomp_release(building.filter);
	if (building.failure == 0)
		return 0;
	/* The library says no more than that the kernel refused. */
	error_set(error, "%s",
		  building.failure == -ECANCELED ? "the kernel refuses"
						 : strerror(-building.failure));
	return -1;
}

#else

int sandbox_confine(enum sandbox_stage stage, struct error *error)
{
	(void)stage;
	error_set(error, "this system has none");
	return -1;
}

#endif
