/*
 * Capture files of every form, byte by byte, and a folder of their own for them.
 */
#ifndef TEST_SUPPORT_SAVER_H
#define TEST_SUPPORT_SAVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAVER_ROOM = 1 << 16, SAVER_PATH = 256 };

#define PCAP_MICRO 0xa1b2c3d4u
#define PCAP_NANO  0xa1b23c4du

struct saver {
	uint8_t data[SAVER_ROOM];
	size_t size;
	bool big; /* byte order of what is added */
};

/* A record whose bytes are size times fill. */
struct saved {
	uint64_t time; /* in the file's ticks */
	uint32_t size;
	uint32_t len; /* on the wire; 0 for size */
	uint8_t fill;
};

/* pcap. Times are split at ticks in a second: 10^6 or 10^9 by magic. */
void saver_pcap(struct saver *saver, uint32_t magic, uint32_t link_type);
void saver_record(struct saver *saver, uint32_t magic, struct saved saved);

/* pcapng; resolution as if_tsresol has it, 0 to leave it out; offset in seconds. */
void saver_section(struct saver *saver);
void saver_interface(struct saver *saver, uint16_t link_type, uint8_t resolution, int64_t offset);
void saver_enhanced(struct saver *saver, uint32_t interface, struct saved saved);
void saver_simple(struct saver *saver, struct saved saved);
void saver_old_packet(struct saver *saver, uint16_t interface, struct saved saved);
void saver_unknown_block(struct saver *saver);

/* Makes a folder for this test; writes a file into it; removes all of it. */
void saver_folder(void);
const char *saver_path(const char *name, char *path);
const char *saver_store(const struct saver *saver, const char *name, char *path);
void saver_clean(void);

#endif
