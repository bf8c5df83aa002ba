/*
 * Classic pcap files of packets that were made up.
 */
#ifndef TEST_SUPPORT_PCAP_H
#define TEST_SUPPORT_PCAP_H

#include <stdio.h>

#include "tcpladder/script.h"

/* The header of a pcap file (little-endian, microseconds, Ethernet), and one record. */
void pcap_start(FILE *out);
void pcap_packet(FILE *out, const struct packet *packet);

/* The whole file of what is not missing in the script. */
void pcap_script(FILE *out, const struct script *script);

#endif
