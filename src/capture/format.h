/*
 * The two file formats: pcap, which libpcap opens, and whose records it reads where they are not
 * as nearly all are; pcapng block by block.
 *
 * pcapng does not go through libpcap because libpcap gives up a file whose interfaces differ in
 * link type or snapshot length, and cannot start in the middle of one.
 */
#ifndef CAPTURE_FORMAT_H
#define CAPTURE_FORMAT_H

#include "capture/stream.h"
#include "tcpladder/capture.h"

/* A record as it lies in the file; offset is where it can be read again in this file. */
struct record {
	int64_t time_ns;
	const uint8_t *data; /* borrowed until the next read */
	uint32_t caplen;
	uint32_t len;
	int link_type;
	uint64_t offset;
	const char *comments; /* as frame.comments */
};

/* Why a file cannot be read, or not on. */
struct trouble {
	bool cut;      /* it ends too early; otherwise why says what is wrong */
	bool passable; /* it is one packet that is wrong: what comes next can be read */
	char why[256];
};

struct pcap_file;
struct pcapng_file;

/* Reads the file's header. NULL and *trouble where it is none. The stream outlives the file. */
struct pcap_file *pcap_file_open(struct stream *stream, struct trouble *trouble);
struct pcapng_file *pcapng_file_open(struct stream *stream, struct trouble *trouble);

/* The link type, of a pcapng file's first interface. */
int pcap_file_link_type(const struct pcap_file *file);
int pcapng_file_link_type(const struct pcapng_file *file);

/* The bytes captured of a packet at most, of a pcapng file's first interface; 0 for no limit. */
int pcap_file_snaplen(const struct pcap_file *file);
int pcapng_file_snaplen(const struct pcapng_file *file);

/* Reads the next record; CAPTURE_BROKEN sets *trouble. CAPTURE_WAIT where it is not whole yet. */
enum capture_read pcap_file_next(struct pcap_file *file, struct record *record,
				 struct trouble *trouble);
enum capture_read pcapng_file_next(struct pcapng_file *file, struct record *record,
				   struct trouble *trouble);

/* The comments of all sections so far, as frame.comments. Lent until more is read. */
const char *pcapng_file_comments(const struct pcapng_file *file);

/*
 * A second reader of the same file, for records that the first has passed. For pcapng it borrows
 * what the first knows about sections and interfaces. NULL where the file has changed.
 */
struct pcap_file *pcap_file_again(struct stream *stream);
struct pcapng_file *pcapng_file_again(const struct pcapng_file *first, struct stream *stream);

/* Reads the record at offset. false where there is none any more. */
bool pcap_file_at(struct pcap_file *file, uint64_t offset, struct record *record);
bool pcapng_file_at(struct pcapng_file *file, uint64_t offset, struct record *record);

/* NULL is allowed. */
void pcap_file_close(struct pcap_file *file);
void pcapng_file_close(struct pcapng_file *file);

#endif
