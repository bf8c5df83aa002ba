/* A program in a terminal, and who looks after it as a shell does. */
#ifndef TEST_SUPPORT_JOB_H
#define TEST_SUPPORT_JOB_H

#include <sys/types.h>

/*
 * Waits for the program, which leads a process group of this session: what stops is put in the
 * foreground again and goes on. How it ended, as a shell has it.
 */
int job_wait(pid_t program);

/*
 * A leak sanitizer stops its program at the end with a SIGSTOP, and waits for that. The SIGCONT
 * after a stop typed just before takes it away. Gives one more to the program in the foreground
 * of that terminal where something traces it: job_wait() undoes it where it was not lost.
 */
void job_give_stop_back(int terminal);

#endif
