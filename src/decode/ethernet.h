/*
 * Ethernet and everything that starts with an EtherType or an LLC header.
 */
#ifndef DECODE_ETHERNET_H
#define DECODE_ETHERNET_H

#include "decode/walk.h"

decode_layer decode_ethernet;

/* From the EtherType on: Ethernet II, or the length and LLC of IEEE 802.3. */
decode_layer decode_type;

/* IEEE 802.2 LLC, with SNAP. */
decode_layer decode_llc;

/* The SNAP header alone: organisation and type. */
decode_layer decode_snap;

/* What an EtherType names, from the byte after it. */
enum decoded decode_ethertype(struct walk *walk, uint16_t type);

/* What the numbers of NSH and VXLAN-GPE name (RFC 8300 §2.2). */
enum decoded decode_next_protocol(struct walk *walk, uint8_t number);

#endif
