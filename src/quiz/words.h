/*
 * Flags as words, and answers as they are typed.
 */
#ifndef QUIZ_WORDS_H
#define QUIZ_WORDS_H

#include "tcpladder/quiz.h"

/* "SYN+ACK": of SYN, FIN, RST and ACK those that are there. out has room for QUIZ_ANSWER. */
void words_flags(uint16_t flags, char *out);

#endif
