/*
 * Ethernet and everything that starts with an EtherType or an LLC header.
 */
#ifndef DECODE_ETHERNET_H
#define DECODE_ETHERNET_H

#include "decode/walk.h"

decode_layer decode_ethernet;

/* What an EtherType names, from the byte after it. */
enum decoded decode_ethertype(struct walk *walk, uint16_t type);

#endif
