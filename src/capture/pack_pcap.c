/* pcap files, with nanoseconds, in this machine's byte order. */
#include "capture/pack.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPLEN = 262144, HEADER = 24, SECOND_NS = 1000000000 };

/* Where a header has its link type, which other things share a field with. */
enum { WHERE = 20, MASK = 0x03ffffff };

/* As every reader of pcap knows it. */
struct record_head {
	uint32_t seconds;
	uint32_t nanoseconds;
	uint32_t caplen;
	uint32_t len;
};

uint8_t *packed_more(struct packed *to, size_t size)
{
	uint8_t *more;

	if (to->used + size > to->room) {
		to->room = to->used + size + to->room / 2;
		to->bytes = memory_grow(to->bytes, to->room, 1);
	}
	more = to->bytes + to->used;
	to->used += size;
	return more;
}

/* libpcap knows which number in files stands for a link type: it writes a file's header. */
static bool dump_header(int link_type, uint8_t header[HEADER])
{
	pcap_t *pcap = pcap_open_dead_with_tstamp_precision(link_type, SNAPLEN,
							    PCAP_TSTAMP_PRECISION_NANO);
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	pcap_dumper_t *dumper;

	if (!pcap || !memory)
		die("no memory left");
	dumper = pcap_dump_fopen(pcap, memory);
	if (dumper) {
		pcap_dump_close(dumper);
		memcpy(header, text, HEADER);
	} else {
		fclose(memory);
	}
	pcap_close(pcap);
	free(text);
	return dumper != NULL;
}

/* A number that libpcap does not know stands for itself, as it does where libpcap reads it. */
static void make_header(int link_type, uint8_t header[HEADER])
{
	uint32_t number = (uint32_t)link_type;

	if (dump_header(link_type, header))
		return;
	dump_header(DLT_EN10MB, header);
	memcpy(header + WHERE, &number, sizeof(number));
}

uint32_t packed_link_type(int link_type)
{
	uint8_t header[HEADER];
	uint32_t number;

	make_header(link_type, header);
	memcpy(&number, header + WHERE, sizeof(number));
	return number & MASK;
}

static void pcap_start(struct packed *to, int link_type, const char *comments)
{
	(void)comments;
	make_header(link_type, packed_more(to, HEADER));
}

static void pcap_record(struct packed *to, const struct record *record, uint32_t interface)
{
	int64_t seconds = record->time_ns / SECOND_NS - (record->time_ns % SECOND_NS < 0);
	struct record_head head = {(uint32_t)seconds,
				   (uint32_t)(record->time_ns - seconds * SECOND_NS),
				   record->caplen, record->len};

	(void)interface;
	memcpy(packed_more(to, sizeof(head)), &head, sizeof(head));
	if (record->caplen > 0)
		memcpy(packed_more(to, record->caplen), record->data, record->caplen);
}

static size_t pcap_piece(const uint8_t *bytes, size_t left, bool first)
{
	struct record_head head;

	if (first)
		return left < HEADER ? 0 : HEADER;
	if (left < sizeof(head))
		return 0;
	memcpy(&head, bytes, sizeof(head));
	return left < sizeof(head) + head.caplen ? 0 : sizeof(head) + head.caplen;
}

static bool pcap_parse(const uint8_t *bytes, struct record *record, uint32_t *interface)
{
	struct record_head head;

	memcpy(&head, bytes, sizeof(head));
	record->time_ns = (int64_t)head.seconds * SECOND_NS + head.nanoseconds;
	record->caplen = head.caplen;
	record->len = head.len;
	*interface = 0;
	return true;
}

const struct packing packing_pcap = {
	.head = sizeof(struct record_head),
	.start = pcap_start,
	.record = pcap_record,
	.piece = pcap_piece,
	.parse = pcap_parse,
};
