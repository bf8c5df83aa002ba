/*
 * Link layers that a capturing system makes up, and small ones of real links: each a header of a
 * few fields before something that is decoded elsewhere.
 */
#ifndef DECODE_COOKED_H
#define DECODE_COOKED_H

#include "decode/walk.h"

enum decoded decode_sll(struct walk *walk);           /* Linux cooked, version 1 */
enum decoded decode_sll2(struct walk *walk);          /* Linux cooked, version 2 */
enum decoded decode_family(struct walk *walk);        /* NULL and LOOP: an address family */
enum decoded decode_enc(struct walk *walk);           /* OpenBSD's enc(4) */
enum decoded decode_pflog(struct walk *walk);         /* OpenBSD's pflog(4) */
enum decoded decode_nflog(struct walk *walk);         /* Linux's NFLOG */
enum decoded decode_ipnet(struct walk *walk);         /* Solaris' ipnet */
enum decoded decode_ppi(struct walk *walk);           /* Per-Packet Information */
enum decoded decode_pktap(struct walk *walk);         /* macOS's pktap */
enum decoded decode_fddi(struct walk *walk);          /* FDDI */
enum decoded decode_token_ring(struct walk *walk);    /* IEEE 802.5 */
enum decoded decode_arcnet(struct walk *walk);        /* ARCNET */
enum decoded decode_arcnet_linux(struct walk *walk);  /* ARCNET as Linux shows it */
enum decoded decode_ip_over_fc(struct walk *walk);    /* Fibre Channel, RFC 2625 */
enum decoded decode_ieee1394(struct walk *walk);      /* Apple's IP over IEEE 1394 */
enum decoded decode_juniper_ether(struct walk *walk); /* Juniper's header before Ethernet */
enum decoded decode_mpacket(struct walk *walk);       /* Ethernet with its preamble, IEEE 802.3br */
enum decoded decode_netanalyzer(struct walk *walk);   /* Hilscher's header before Ethernet */
enum decoded decode_netanalyzer_transparent(struct walk *walk); /* the same with the preamble */

#endif
