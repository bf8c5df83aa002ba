/* A process that keeps the power to create files, and looks at nothing that was captured. */
#include "tcpladder/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NAME_ROOM = 4096, OPEN_MOST = 1024 };

struct sandbox_opener {
	int socket;
};

/* Room for one descriptor, aligned as the kernel wants it. */
union passing {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr align;
};

/* Whoever has taken over the other process may ask for these and for no other file. */
static bool may_open(const char *base, const char *name)
{
	size_t length = strlen(base);

	return strncmp(name, base, length) == 0 &&
	       strspn(name + length, "0123456789") == strlen(name + length);
}

/* Sends the descriptor, or with -1 the errno alone. */
static bool answer(int socket, int fd, int failure)
{
	union passing passing = {{0}};
	struct iovec part = {&failure, sizeof(failure)};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	struct cmsghdr *head;

	if (fd >= 0) {
		message.msg_control = passing.bytes;
		message.msg_controllen = sizeof(passing.bytes);
		head = CMSG_FIRSTHDR(&message);
		head->cmsg_level = SOL_SOCKET;
		head->cmsg_type = SCM_RIGHTS;
		head->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(head), &fd, sizeof(int));
	}
	return sendmsg(socket, &message, 0) >= 0;
}

/* Until the other process is gone, however that ends. */
_Noreturn static void serve(int socket, const struct sandbox_user *user, const char *base)
{
	char name[NAME_ROOM];
	ssize_t size;
	bool heard = true;

	while (heard && (size = recv(socket, name, sizeof(name) - 1, 0)) != 0) {
		int fd = -1, failure = EPERM;

		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0)
			break;
		name[size] = '\0';
		if (may_open(base, name)) {
			fd = sandbox_create(user, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
			failure = errno;
		}
		heard = answer(socket, fd, failure);
		if (fd >= 0)
			close(fd);
	}
	_exit(EXIT_SUCCESS);
}

/* What the terminal sends to all is for the other process to answer. */
static void ignore_ends(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		signal(numbers[i], SIG_IGN);
}

/* No terminal, pipe or interface is held open for a process that may have ended. */
static void let_go(int socket)
{
	dup2(socket, STDIN_FILENO);
	for (int fd = STDOUT_FILENO; fd < OPEN_MOST; fd++)
		close(fd);
}

struct sandbox_opener *sandbox_opener_start(const struct sandbox_user *user, const char *base,
					    struct error *error)
{
	struct sandbox_opener *opener = memory_zero(1, sizeof(*opener));
	int ends[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
		child = fork();
		if (child == 0) {
			ignore_ends();
			close(ends[0]);
			let_go(ends[1]);
			serve(STDIN_FILENO, user, base);
		}
		close(ends[1]);
		opener->socket = ends[0];
		if (child > 0)
			return opener;
		close(ends[0]);
	}
	error_set(error, "%s: no process to create its files: %s", base, strerror(errno));
	free(opener);
	return NULL;
}

int sandbox_opener_open(struct sandbox_opener *opener, const char *name)
{
	union passing passing;
	int failure = EPIPE, fd;
	struct iovec part = {&failure, sizeof(failure)};
	struct msghdr message = {.msg_iov = &part,
				 .msg_iovlen = 1,
				 .msg_control = passing.bytes,
				 .msg_controllen = sizeof(passing.bytes)};
	struct cmsghdr *head;
	ssize_t got;

	if (write(opener->socket, name, strlen(name)) < 0)
		return -1;
	do {
		got = recvmsg(opener->socket, &message, MSG_CMSG_CLOEXEC);
	} while (got < 0 && errno == EINTR);
	head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (!head || head->cmsg_type != SCM_RIGHTS) {
		errno = failure;
		return -1;
	}
	memcpy(&fd, CMSG_DATA(head), sizeof(int));
	return fd;
}

void sandbox_opener_close(struct sandbox_opener *opener)
{
	if (!opener)
		return;
	close(opener->socket);
	free(opener);
}
