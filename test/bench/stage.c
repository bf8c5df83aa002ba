/*
 * Runs the pipeline up to a stage over a capture: stage bare|read|decode|track FILE.
 *
 * "bare" is a loop over libpcap alone, which the others are measured against. Prints the packets,
 * the processor time in ns, the kernel's with it, and the peak memory in KiB.
 */
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "load/load.h"

static uint64_t bare(const char *file)
{
	char reason[PCAP_ERRBUF_SIZE];
	struct pcap_pkthdr *header;
	const u_char *data;
	pcap_t *pcap = pcap_open_offline(file, reason);
	volatile uint8_t seen = 0;
	uint64_t packets = 0;

	if (!pcap)
		return 0;
	while (pcap_next_ex(pcap, &header, &data) == 1) {
		seen = (uint8_t)(seen + data[0]);
		packets++;
	}
	pcap_close(pcap);
	return packets;
}

static uint64_t read_and_decode(const char *file, bool decode)
{
	struct capture_spec spec = {.files = &file, .file_count = 1};
	struct error error;
	struct capture *capture = capture_open(&spec, &error);
	struct decoder *decoder = decoder_new();
	struct packets packets;
	struct frame frame;
	uint64_t count = 0;

	while (capture && capture_next(capture, &frame, &error) == CAPTURE_FRAME) {
		count++;
		if (decode)
			decode_frame(decoder, &frame, &packets);
	}
	decoder_free(decoder);
	capture_close(capture);
	return count;
}

/* All three stages as the program runs them; what was tracked goes with the process. */
static uint64_t load_all(const char *file)
{
	struct capture_spec spec = {.files = &file, .file_count = 1};
	struct error error;
	struct load *load = load_open(&spec, lang_default(), &error);

	while (load && load_pump(load, INT64_MAX))
		;
	return load ? load_frames(load) : 0;
}

static long long ns_of(struct timeval time)
{
	return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

static long long spent(const struct rusage *usage)
{
	return ns_of(usage->ru_utime) + ns_of(usage->ru_stime);
}

int main(int argc, char **argv)
{
	struct rusage before, after;
	uint64_t packets;

	if (argc != 3) {
		fprintf(stderr, "usage: stage bare|read|decode|track FILE\n");
		return 2;
	}
	getrusage(RUSAGE_SELF, &before);
	if (strcmp(argv[1], "bare") == 0)
		packets = bare(argv[2]);
	else if (strcmp(argv[1], "track") == 0)
		packets = load_all(argv[2]);
	else
		packets = read_and_decode(argv[2], strcmp(argv[1], "decode") == 0);
	getrusage(RUSAGE_SELF, &after);
	printf("%llu %lld %ld\n", (unsigned long long)packets, spent(&after) - spent(&before),
	       after.ru_maxrss);
	return packets > 0 ? 0 : 1;
}
