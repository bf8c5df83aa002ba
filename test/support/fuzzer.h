/* What every fuzzer has: where it begins, what it reads, what must hold. */
#ifndef TEST_SUPPORT_FUZZER_H
#define TEST_SUPPORT_FUZZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/bytes.h"

/* Each fuzzer's own: tries one input, returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says the sentence, which should hold for every input, and aborts where it does not. */
void require(bool true_one, const char *sentence);

/* 0 at the end. */
uint8_t next_byte(struct bytes *input);

#endif
