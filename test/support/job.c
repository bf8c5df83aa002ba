/* What a shell does for a program in its terminal. */
#include "support/job.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int job_wait(pid_t program)
{
	int status;

	for (;;) {
		tcsetpgrp(STDIN_FILENO, program);
		if (waitpid(program, &status, WUNTRACED) < 0)
			return EXIT_FAILURE;
		if (!WIFSTOPPED(status))
			break;
		tcsetpgrp(STDIN_FILENO, getpgrp());
		tcsetpgrp(STDIN_FILENO, program);
		kill(-program, SIGCONT);
	}
	tcsetpgrp(STDIN_FILENO, getpgrp());
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static bool is_traced(pid_t program)
{
	char path[64], line[128];
	int tracer = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)program);
	file = fopen(path, "r");
	if (!file)
		return false;
	while (fgets(line, sizeof(line), file))
		if (sscanf(line, "TracerPid: %d", &tracer) == 1)
			break;
	fclose(file);
	return tracer != 0;
}

void job_give_stop_back(int terminal)
{
	pid_t program = tcgetpgrp(terminal);

	if (program > 0 && is_traced(program))
		kill(program, SIGSTOP);
}
