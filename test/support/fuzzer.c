/* What every fuzzer has. */
#include "support/fuzzer.h"

#include <stdio.h>
#include <stdlib.h>

void require(bool true_one, const char *sentence)
{
	if (true_one)
		return;
	fprintf(stderr, "this should hold: %s\n", sentence);
	abort();
}

uint8_t next_byte(struct bytes *input)
{
	uint8_t byte = 0;

	bytes_u8(input, &byte);
	return byte;
}
