/* By what the list of flows is sorted. */
#include "ladder/list.h"

static const uint64_t IS_LONG = UINT64_C(1) << 63;

static uint64_t read_eight(const uint8_t *bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number = number << 8 | bytes[i];
	return number;
}

/* IPv4 before IPv6, by address and then by port: 49 bits, or 145. */
static uint64_t endpoint_key(const struct endpoint *endpoint, int which)
{
	const uint8_t *bytes = endpoint->address.bytes;
	uint64_t high = read_eight(bytes), low;

	if (endpoint->address.version == IP_VERSION_4)
		return which > 0 ? 0 : high >> 32 << 16 | endpoint->port;
	low = read_eight(bytes + 8);
	switch (which) {
	case 0: return IS_LONG | high >> 1;
	case 1: return high << 63 | low >> 1;
	default: return (low & 1) << 16 | endpoint->port;
	}
}

static uint64_t time_key(int64_t ns)
{
	return (uint64_t)ns + (UINT64_C(1) << 63);
}

/* The further, the higher; a close counts for more than a reset. */
static uint64_t phases_key(const struct flow_summary *flow)
{
	return (uint64_t)(flow->seen_syn + flow->seen_syn_ack + flow->seen_handshake_ack) +
	       4u * flow->seen_data + 8u * (flow->resets > 0) +
	       16u * (unsigned)(flow->seen_fin[SIDE_A] + flow->seen_fin[SIDE_B]);
}

static uint64_t rtt_key(const struct flow_summary *flow)
{
	int64_t ns = list_rtt_ns(flow);

	return ns < 0 ? 0 : (uint64_t)ns + 1;
}

uint64_t flow_list_key(enum flow_column column, const struct flow_summary *flow, int which)
{
	const struct half_summary *half = flow->half;

	if (which > 0 && column != COLUMN_A && column != COLUMN_B)
		return 0;
	switch (column) {
	case COLUMN_A: return endpoint_key(&half[SIDE_A].endpoint, which);
	case COLUMN_B: return endpoint_key(&half[SIDE_B].endpoint, which);
	case COLUMN_START: return time_key(flow->first_ns);
	case COLUMN_DURATION: return time_key(flow->last_ns - flow->first_ns);
	case COLUMN_RTT: return rtt_key(flow);
	case COLUMN_SEGMENTS: return flow->segments;
	case COLUMN_BYTES_A: return half[SIDE_A].bytes;
	case COLUMN_BYTES_B: return half[SIDE_B].bytes;
	case COLUMN_PHASES: return phases_key(flow);
	case COLUMN_AGAIN: return half[SIDE_A].retransmissions + half[SIDE_B].retransmissions;
	case COLUMN_BYTES_AGAIN: return half[SIDE_A].bytes_again + half[SIDE_B].bytes_again;
	case COLUMN_TROUBLE: return flow_trouble(flow);
	case COLUMN_STATE: return list_state_message(flow) - MSG_STATE_OPENING;
	default: return flow->number;
	}
}

bool flow_list_key_is_long(enum flow_column column, uint64_t first)
{
	return (column == COLUMN_A || column == COLUMN_B) && (first & IS_LONG);
}

bool flow_list_sorts(enum flow_column column)
{
	return column != COLUMN_LIFE && column < COLUMN_COUNT;
}

bool flow_list_falls(enum flow_column column)
{
	switch (column) {
	case COLUMN_DURATION:
	case COLUMN_RTT:
	case COLUMN_SEGMENTS:
	case COLUMN_BYTES_A:
	case COLUMN_BYTES_B:
	case COLUMN_PHASES:
	case COLUMN_AGAIN:
	case COLUMN_BYTES_AGAIN:
	case COLUMN_TROUBLE: return true;
	default: return false;
	}
}
