/* pcap files of every kind that libpcap reads. */
#include "capture/format.h"

#include "tcpladder/bytes.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 16, LONG_HEAD = 24, RECORD_MOST = 16 << 20, SNAPLEN_MOST = 262144 };

/* By its first four bytes, in either order. */
struct kind {
	uint32_t magic;
	uint32_t head;    /* bytes before each record's data */
	uint32_t unit_ns; /* of the time's second half; 0 where libpcap alone reads the records */
};

struct pcap_file {
	struct stream *stream;
	FILE *file; /* belongs to pcap */
	pcap_t *pcap;
	struct kind kind;
	int link_type;
	bool big;      /* byte order */
	uint32_t most; /* captured bytes of a record that needs no libpcap */
};

/* libpcap says in words only that a file ends too early. */
static void explain(const char *why, struct trouble *trouble)
{
	trouble->passable = false;
	trouble->cut = strncmp(why, "truncated", strlen("truncated")) == 0;
	snprintf(trouble->why, sizeof(trouble->why), "%s", why);
}

static struct kind kind_of(const struct stream *stream)
{
	static const struct kind kinds[] = {
		{0xa1b2c3d4, HEAD, 1000},
		{0xa1b23c4d, HEAD, 1},
		{0xa1b2cd34, LONG_HEAD, 0}, /* as a patched libpcap of 1998 wrote them */
	};
	uint8_t magic[4] = {0};
	struct bytes big = bytes_of(magic, sizeof(magic)), little = big;
	uint32_t values[2];

	stream_look(stream, magic, sizeof(magic));
	bytes_be32(&big, &values[0]);
	bytes_le32(&little, &values[1]);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].magic == values[0] || kinds[i].magic == values[1])
			return kinds[i];
	return (struct kind){0, HEAD, 0};
}

static bool host_is_big(void)
{
	const uint16_t one = 1;

	return *(const uint8_t *)&one == 0;
}

/* Whether libpcap hands records on otherwise than they lie in the file. */
static bool is_rewritten(pcap_t *pcap)
{
	int link_type = pcap_datalink(pcap);
	bool host_order =
		link_type == DLT_USB_LINUX || link_type == DLT_NFLOG || link_type == DLT_PKTAP;

	return link_type == DLT_USB_LINUX_MMAPPED || (host_order && pcap_is_swapped(pcap));
}

/* Before version 2.4 the two lengths may be exchanged. */
static bool is_plain(const struct pcap_file *file)
{
	return file->kind.unit_ns > 0 && pcap_major_version(file->pcap) == 2 &&
	       pcap_minor_version(file->pcap) == 4 && !is_rewritten(file->pcap);
}

static struct pcap_file *make(struct stream *stream, const struct kind *kind, FILE *inner,
			      pcap_t *pcap)
{
	struct pcap_file *file = memory_zero(1, sizeof(*file));
	int snaplen = pcap_snapshot(pcap);

	file->stream = stream;
	file->file = inner;
	file->pcap = pcap;
	file->kind = *kind;
	file->link_type = pcap_datalink(pcap);
	file->big = host_is_big() != (pcap_is_swapped(pcap) != 0);
	if (is_plain(file))
		file->most = snaplen < SNAPLEN_MOST ? (uint32_t)snaplen : SNAPLEN_MOST;
	return file;
}

struct pcap_file *pcap_file_open(struct stream *stream, struct trouble *trouble)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	struct kind kind = kind_of(stream);
	FILE *inner = stream_file(stream, kind.unit_ns == 0);
	pcap_t *pcap;

	pcap = pcap_fopen_offline_with_tstamp_precision(inner, PCAP_TSTAMP_PRECISION_NANO, why);
	if (pcap)
		return make(stream, &kind, inner, pcap);
	explain(why, trouble);
	fclose(inner);
	return NULL;
}

int pcap_file_link_type(const struct pcap_file *file)
{
	return file->link_type;
}

int pcap_file_snaplen(const struct pcap_file *file)
{
	return pcap_snapshot(file->pcap);
}

/* What is before the data of a record. */
struct head {
	uint32_t seconds, part; /* of the time */
	uint32_t caplen, len;
};

static struct head head_of(const struct pcap_file *file, const uint8_t *at)
{
	struct bytes b = bytes_of(at, HEAD);
	struct head head;

	bytes_le32(&b, &head.seconds);
	bytes_le32(&b, &head.part);
	bytes_le32(&b, &head.caplen);
	bytes_le32(&b, &head.len);
	if (!file->big)
		return head;
	return (struct head){__builtin_bswap32(head.seconds), __builtin_bswap32(head.part),
			     __builtin_bswap32(head.caplen), __builtin_bswap32(head.len)};
}

/*
 * libpcap would wait for the rest of a record. A length that no record has is for it to refuse,
 * and one beyond RECORD_MOST it may wait for.
 */
static bool is_ahead(const struct pcap_file *file)
{
	uint8_t ahead[LONG_HEAD];
	uint32_t caplen;

	if (stream_is_regular(file->stream))
		return true;
	if (!stream_gather(file->stream, file->kind.head))
		return false;
	if (stream_look(file->stream, ahead, file->kind.head) < file->kind.head)
		return true;
	caplen = head_of(file, ahead).caplen;
	return caplen > RECORD_MOST || stream_gather(file->stream, file->kind.head + caplen);
}

/*
 * Takes a record as nearly all are straight from the stream, which costs less than half of the way
 * through libpcap. Passes over nothing and returns false where there is anything odd about it,
 * and at the end: libpcap judges those.
 */
static bool take_plain(const struct pcap_file *file, struct record *record)
{
	const uint8_t *at = file->most > 0 ? stream_ahead(file->stream, HEAD) : NULL;
	struct head head;

	if (!at)
		return false;
	head = head_of(file, at);
	if (head.seconds > INT32_MAX || head.part > INT32_MAX || head.caplen > file->most)
		return false;
	at = stream_ahead(file->stream, HEAD + head.caplen);
	if (!at)
		return false;
	stream_pass(file->stream, HEAD + head.caplen);
	record->time_ns =
		(int64_t)head.seconds * 1000000000 + (int64_t)head.part * file->kind.unit_ns;
	record->data = at + HEAD;
	record->caplen = head.caplen;
	record->len = head.len;
	return true;
}

static enum capture_read take_any(const struct pcap_file *file, struct record *record,
				  struct trouble *trouble)
{
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
	return CAPTURE_FRAME;
}

enum capture_read pcap_file_next(struct pcap_file *file, struct record *record,
				 struct trouble *trouble)
{
	enum capture_read got = CAPTURE_FRAME;

	if (!is_ahead(file))
		return CAPTURE_WAIT;
	record->offset = stream_position(file->stream);
	if (!take_plain(file, record))
		got = take_any(file, record, trouble);
	record->link_type = file->link_type;
	record->comments = NULL;
	return got;
}

struct pcap_file *pcap_file_again(struct stream *stream)
{
	struct trouble trouble;

	stream_ahead(stream, LONG_HEAD); /* so that its kind shows */
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
