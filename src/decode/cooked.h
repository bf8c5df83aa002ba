/*
 * Link layers that a capturing system makes up, and small ones of real links: each a header of a
 * few fields before something that is decoded elsewhere.
 */
#ifndef DECODE_COOKED_H
#define DECODE_COOKED_H

#include "decode/walk.h"

decode_layer decode_sll;                     /* Linux cooked, version 1 */
decode_layer decode_sll2;                    /* Linux cooked, version 2 */
decode_layer decode_family;                  /* NULL and LOOP: an address family */
decode_layer decode_enc;                     /* OpenBSD's enc(4) */
decode_layer decode_pflog;                   /* OpenBSD's pflog(4) */
decode_layer decode_nflog;                   /* Linux's NFLOG */
decode_layer decode_ipnet;                   /* Solaris' ipnet */
decode_layer decode_ppi;                     /* Per-Packet Information */
decode_layer decode_pktap;                   /* macOS's pktap */
decode_layer decode_fddi;                    /* FDDI */
decode_layer decode_token_ring;              /* IEEE 802.5 */
decode_layer decode_arcnet;                  /* ARCNET */
decode_layer decode_arcnet_linux;            /* ARCNET as Linux shows it */
decode_layer decode_ip_over_fc;              /* Fibre Channel, RFC 2625 */
decode_layer decode_ieee1394;                /* Apple's IP over IEEE 1394 */
decode_layer decode_juniper_ether;           /* Juniper's header before Ethernet */
decode_layer decode_mpacket;                 /* Ethernet with its preamble, IEEE 802.3br */
decode_layer decode_netanalyzer;             /* Hilscher's header before Ethernet */
decode_layer decode_netanalyzer_transparent; /* the same with the preamble */

#endif
