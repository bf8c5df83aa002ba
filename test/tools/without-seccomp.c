/*
 * Runs a program as on a kernel without filters of system calls:
 * without-seccomp PROGRAM ARGUMENT...
 *
 * It is done with such a filter, which refuses the calls that set one. Exits with 77 where there
 * is none to begin with.
 */
#include <stdio.h>
#include <unistd.h>

enum { NO_FILTER = 77, NO_PROGRAM = 127 };

#ifdef __linux__

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static int refuse_filters(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 4, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 2),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 2, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
	};
	struct sock_fprog filter = {sizeof(code) / sizeof(*code), code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
			       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0
		       ? 0
		       : -1;
}

#else

static int refuse_filters(void)
{
	return -1;
}

#endif

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: without-seccomp PROGRAM ARGUMENT...\n", stderr);
		return 2;
	}
	if (refuse_filters() < 0)
		return NO_FILTER;
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return NO_PROGRAM;
}
