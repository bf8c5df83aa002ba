/* Runs a fuzzer's entry point on files, without libFuzzer: `replay-NAME FILE...`. */
#include <stdio.h>
#include <stdlib.h>

#include "support/fuzzer.h"
#include "tcpladder/error.h"

enum { INPUT_MAX = 1 << 20 };

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	size_t size;

	if (!file) {
		perror(path);
		return -1;
	}
	data = memory_alloc(INPUT_MAX);
	size = fread(data, 1, INPUT_MAX, file);
	fclose(file);
	/* As large as the input, so that a sanitizer sees a read beyond it. */
	data = memory_grow(data, size, 1);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++) {
		if (replay(argv[i]) < 0)
			failed++;
		else
			printf("ok %s\n", argv[i]);
		fflush(stdout);
	}
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
