/* pcap files of every kind that libpcap reads. */
#include "capture/format.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

struct pcap_file {
	struct stream *stream;
	FILE *file; /* belongs to pcap */
	pcap_t *pcap;
};

/* libpcap says in words only that a file ends too early. */
static void explain(const char *why, struct trouble *trouble)
{
	trouble->cut = strncmp(why, "truncated", strlen("truncated")) == 0;
	snprintf(trouble->why, sizeof(trouble->why), "%s", why);
}

struct pcap_file *pcap_file_open(struct stream *stream, struct trouble *trouble)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	FILE *inner = stream_file(stream);
	pcap_t *pcap;
	struct pcap_file *file;

	pcap = pcap_fopen_offline_with_tstamp_precision(inner, PCAP_TSTAMP_PRECISION_NANO, why);
	if (!pcap) {
		explain(why, trouble);
		fclose(inner);
		return NULL;
	}
	file = memory_zero(1, sizeof(*file));
	file->stream = stream;
	file->file = inner;
	file->pcap = pcap;
	return file;
}

int pcap_file_link_type(const struct pcap_file *file)
{
	return pcap_datalink(file->pcap);
}

enum capture_read pcap_file_next(struct pcap_file *file, struct record *record,
				 struct trouble *trouble)
{
	uint64_t offset = stream_position(file->stream);
	struct pcap_pkthdr *header;
	const u_char *data;
	int got = pcap_next_ex(file->pcap, &header, &data);

	if (got == PCAP_ERROR_BREAK)
		return CAPTURE_END;
	if (got != 1) {
		explain(pcap_geterr(file->pcap), trouble);
		return CAPTURE_BROKEN;
	}
	record->time_ns = (int64_t)header->ts.tv_sec * 1000000000 + header->ts.tv_usec;
	record->data = data;
	record->caplen = header->caplen;
	record->len = header->len;
	record->link_type = pcap_datalink(file->pcap);
	record->offset = offset;
	return CAPTURE_FRAME;
}

struct pcap_file *pcap_file_again(struct stream *stream)
{
	struct trouble trouble;

	return pcap_file_open(stream, &trouble);
}

bool pcap_file_at(struct pcap_file *file, uint64_t offset, struct record *record)
{
	struct trouble trouble;

	clearerr(file->file);
	stream_seek(file->stream, offset);
	return pcap_file_next(file, record, &trouble) == CAPTURE_FRAME;
}

void pcap_file_close(struct pcap_file *file)
{
	if (!file)
		return;
	pcap_close(file->pcap);
	free(file);
}
