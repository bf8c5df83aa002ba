/*
 * Ethernet and everything that starts with an EtherType or an LLC header.
 */
#ifndef DECODE_ETHERNET_H
#define DECODE_ETHERNET_H

#include "decode/walk.h"

enum decoded decode_ethernet(struct walk *walk);

/* From the EtherType on: Ethernet II, or the length and LLC of IEEE 802.3. */
enum decoded decode_type(struct walk *walk);

/* IEEE 802.2 LLC, with SNAP. */
enum decoded decode_llc(struct walk *walk);

/* The SNAP header alone: organisation and type. */
enum decoded decode_snap(struct walk *walk);

/* What an EtherType names, from the byte after it. */
enum decoded decode_ethertype(struct walk *walk, uint16_t type);

/* What the numbers of NSH and VXLAN-GPE name (RFC 8300 §2.2). */
enum decoded decode_next_protocol(struct walk *walk, uint8_t number);

#endif
