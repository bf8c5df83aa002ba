/* Makes a capture file from a script: script2pcap SCRIPT > CAPTURE. */
#include <stdio.h>

#include "support/pcap.h"

int main(int argc, char **argv)
{
	struct error error;
	struct script *script;
	int failed;

	if (argc != 2) {
		fprintf(stderr, "usage: script2pcap SCRIPT > CAPTURE\n");
		return 2;
	}
	script = script_load(argv[1], &error);
	if (!script) {
		fprintf(stderr, "%s: %s\n", argv[1], error.text);
		return 1;
	}
	pcap_script(stdout, script);
	failed = ferror(stdout) || fclose(stdout) != 0;
	script_free(script);
	return failed ? 1 : 0;
}
