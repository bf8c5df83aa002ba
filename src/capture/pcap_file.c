/* pcap files of every kind that libpcap reads. */
#include "capture/format.h"

#include "tcpladder/bytes.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

struct pcap_file {
	struct stream *stream;
	FILE *file; /* belongs to pcap */
	pcap_t *pcap;
	bool long_heads; /* records as a patched libpcap of 1998 wrote them */
};

enum { MAGIC_SIZE = 4, HEAD = 16, LONG_HEAD = 24, RECORD_MOST = 16 << 20 };

/* libpcap says in words only that a file ends too early. */
static void explain(const char *why, struct trouble *trouble)
{
	trouble->cut = strncmp(why, "truncated", strlen("truncated")) == 0;
	snprintf(trouble->why, sizeof(trouble->why), "%s", why);
}

static bool has_long_heads(const struct stream *stream)
{
	static const uint8_t magics[2][MAGIC_SIZE] = {{0xa1, 0xb2, 0xcd, 0x34},
						      {0x34, 0xcd, 0xb2, 0xa1}};
	uint8_t magic[MAGIC_SIZE] = {0};

	stream_look(stream, magic, sizeof(magic));
	return memcmp(magic, magics[0], MAGIC_SIZE) == 0 ||
	       memcmp(magic, magics[1], MAGIC_SIZE) == 0;
}

struct pcap_file *pcap_file_open(struct stream *stream, struct trouble *trouble)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	bool long_heads = has_long_heads(stream);
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
	file->long_heads = long_heads;
	return file;
}

int pcap_file_link_type(const struct pcap_file *file)
{
	return pcap_datalink(file->pcap);
}

int pcap_file_snaplen(const struct pcap_file *file)
{
	return pcap_snapshot(file->pcap);
}

static bool host_is_big(void)
{
	const uint16_t one = 1;

	return *(const uint8_t *)&one == 0;
}

/*
 * libpcap would wait for the rest of a record. A length that no record has is for it to refuse,
 * and one beyond RECORD_MOST it may wait for.
 */
static bool is_ahead(const struct pcap_file *file)
{
	size_t head = file->long_heads ? LONG_HEAD : HEAD;
	uint8_t ahead[LONG_HEAD];
	struct bytes b;
	uint32_t caplen;

	if (!stream_gather(file->stream, head))
		return false;
	if (stream_is_regular(file->stream) || stream_look(file->stream, ahead, head) < head)
		return true;
	b = bytes_of(ahead, head);
	bytes_skip(&b, 8); /* the two halves of the time */
	if (host_is_big() != (pcap_is_swapped(file->pcap) != 0))
		bytes_be32(&b, &caplen);
	else
		bytes_le32(&b, &caplen);
	return caplen > RECORD_MOST || stream_gather(file->stream, head + caplen);
}

enum capture_read pcap_file_next(struct pcap_file *file, struct record *record,
				 struct trouble *trouble)
{
	uint64_t offset = stream_position(file->stream);
	struct pcap_pkthdr *header;
	const u_char *data;
	int got;

	if (!is_ahead(file))
		return CAPTURE_WAIT;
	got = pcap_next_ex(file->pcap, &header, &data);
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
	record->comments = NULL;
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
