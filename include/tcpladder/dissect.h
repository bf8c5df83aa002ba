/*
 * Where each layer and each field of a frame lies, for whoever looks at its bytes.
 *
 * The same walk that finds segments, asked about one of them. Everything is a plain value; offsets
 * count from the frame's first byte.
 */
#ifndef TCPLADDER_DISSECT_H
#define TCPLADDER_DISSECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/frame.h"
#include "tcpladder/segment.h"

/* Headers, and the parts of headers that are not always there. */
enum layer {
	LAYER_OTHER,
	LAYER_ETHERNET,
	LAYER_VLAN,
	LAYER_IPV4,
	LAYER_IPV6,
	LAYER_UDP,
	LAYER_LLC,
	LAYER_SNAP,
	LAYER_BACKBONE,
	LAYER_ETAG,
	LAYER_VNTAG,
	LAYER_HSR,
	LAYER_MACSEC,
	LAYER_MACSEC_SCI,
	LAYER_BARE_TYPE,
	LAYER_NSH,
	LAYER_MPLS,
	LAYER_PSEUDOWIRE,
	LAYER_PPPOE,
	LAYER_PPP_DIRECTION,
	LAYER_PPP_FRAMING,
	LAYER_PPP,
	LAYER_PPP_SHORT,
	LAYER_MULTILINK,
	LAYER_BRIDGED,
	LAYER_HDLC,
	LAYER_PAD,
	LAYER_NLPID,
	LAYER_FRAME_RELAY,
	LAYER_Q922,
	LAYER_FDDI,
	LAYER_TOKEN_RING,
	LAYER_ARCNET,
	LAYER_ARCNET_TYPE,
	LAYER_FIBRE,
	LAYER_FIREWIRE,
	LAYER_JUNIPER,
	LAYER_JUNIPER_EXTENSION,
	LAYER_MPACKET,
	LAYER_NETANALYZER,
	LAYER_FAMILY,
	LAYER_SLL,
	LAYER_SLL2,
	LAYER_ENC,
	LAYER_PFLOG,
	LAYER_NFLOG,
	LAYER_NFLOG_ITEM,
	LAYER_IPNET,
	LAYER_PPI,
	LAYER_PKTAP,
	LAYER_WLAN,
	LAYER_WLAN_FOURTH,
	LAYER_WLAN_QOS,
	LAYER_WLAN_HT,
	LAYER_AMSDU,
	LAYER_RADIOTAP,
	LAYER_RADIOTAP_ITEM,
	LAYER_PRISM,
	LAYER_AVS,
	LAYER_EXTENSION,
	LAYER_ROUTING,
	LAYER_FRAGMENT6,
	LAYER_MOBILITY,
	LAYER_AH,
	LAYER_ETHERIP,
	LAYER_GRE,
	LAYER_GRE_CHECKSUM,
	LAYER_GRE_KEY,
	LAYER_GRE_SEQUENCE,
	LAYER_GRE_CALL,
	LAYER_GRE_ACK,
	LAYER_EOIP,
	LAYER_ERSPAN,
	LAYER_ERSPAN3,
	LAYER_ERSPAN_SUB,
	LAYER_VXLAN,
	LAYER_VXLAN_GPE,
	LAYER_GENEVE,
	LAYER_GTP,
	LAYER_GTP_OPTIONAL,
	LAYER_GTP_EXTENSION,
	LAYER_L2TP,
	LAYER_L2TP_LENGTH,
	LAYER_L2TP_IDS,
	LAYER_L2TP_OFFSET,
	LAYER_TEREDO_AUTH,
	LAYER_TEREDO_ORIGIN,
	LAYER_TZSP,
	LAYER_LISP,
	LAYER_SFLOW,
	LAYER_SFLOW_SAMPLE,
	LAYER_TCP,
	LAYER_COUNT
};

/* FIELD_ETHERNET_DESTINATION, … */
enum field_name {
#define FIELD(identifier, layer, bit, bits, name, about, reference) FIELD_##identifier,
#include "tcpladder/fields.def"
#undef FIELD
	FIELD_COUNT
};

struct field {
	enum field_name name;
	const char *layer; /* the header it is in: "IPv4"; lent for ever */
	uint32_t header;   /* where that header begins: tells one of the same layer from another */
	uint32_t offset;   /* its first byte */
	uint32_t size;     /* the bytes that it touches, captured */
	uint64_t value;    /* of a field of up to 64 bits; the kind of an option */
};

enum { FIELDS_MAX = 1024 };

struct dissection {
	struct frame frame; /* its bytes as borrowed as before */
	struct packet packet;
	size_t count;
	size_t tcp; /* index of the TCP header's first field */
	struct field field[FIELDS_MAX];
};

struct decoder;

/*
 * Takes apart the layers around the packet at index of those that decode_frame() finds in the
 * frame. false where there is no such packet, or where it was put together from several frames.
 */
bool dissect(struct decoder *decoder, const struct frame *frame, size_t index,
	     struct dissection *dissection);

/* The name of a field in its standard, and the section of it ("" for none). Lent for ever. */
const char *field_text(enum field_name name);
const char *field_reference(enum field_name name);

/* How many bits it has by its standard, 0 where that depends. */
unsigned field_bits(enum field_name name);

#endif
