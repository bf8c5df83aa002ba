/* What an interface says about the packets it captured. */
#include "capture/interface.h"

#include <pcap/dlt.h>

/* The numbers in files that libpcap knows by other numbers in programs. */
static const struct link_type_row {
	uint16_t number;
	int dlt;
} link_type_rows[] = {{100, DLT_ATM_RFC1483}, {101, DLT_RAW}, {106, DLT_ATM_CLIP}};

static int link_type(uint16_t number)
{
	for (size_t i = 0; i < sizeof(link_type_rows) / sizeof(*link_type_rows); i++)
		if (link_type_rows[i].number == number)
			return link_type_rows[i].dlt;
	return number;
}

/* if_tsresol: a power of ten, or of two with the top bit. false beyond what 64 bits hold. */
static bool set_resolution(struct interface *interface, uint8_t value)
{
	uint8_t power = value & 0x7f;

	if (value & 0x80) {
		interface->second = 0;
		interface->shift = power;
		return power < 64;
	}
	if (power > 19)
		return false;
	for (interface->second = 1; power > 0; power--)
		interface->second *= 10;
	return true;
}

/* if_tsoffset: seconds, 64 bits in the section's order. */
static bool set_offset(struct interface *interface, struct bytes value, bool big)
{
	uint32_t a, b;

	if (!pcapng_u32(&value, big, &a) || !pcapng_u32(&value, big, &b))
		return false;
	interface->offset = (int64_t)(big ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a);
	return true;
}

bool pcapng_option(struct bytes *options, bool big, uint16_t *code, struct bytes *value)
{
	enum { OPTION_END = 0 };
	uint16_t length;

	if (!pcapng_u16(options, big, code) || !pcapng_u16(options, big, &length) ||
	    *code == OPTION_END || !bytes_take(options, length, value))
		return false;
	bytes_skip(options, -(unsigned)length % 4);
	return true;
}

static bool read_interface_options(struct bytes options, bool big, struct interface *interface)
{
	enum { RESOLUTION = 9, OFFSET = 14 };
	uint16_t code;
	struct bytes value;
	uint8_t resolution;

	while (pcapng_option(&options, big, &code, &value)) {
		if (code == RESOLUTION && bytes_u8(&value, &resolution) &&
		    !set_resolution(interface, resolution))
			return false;
		if (code == OFFSET && !set_offset(interface, value, big))
			return false;
	}
	return true;
}

bool interface_read(struct bytes body, bool big, struct interface *interface)
{
	uint16_t number, reserved;

	*interface = (struct interface){.second = 1000000};
	if (!pcapng_u16(&body, big, &number) || !pcapng_u16(&body, big, &reserved) ||
	    !pcapng_u32(&body, big, &interface->snaplen) ||
	    !read_interface_options(body, big, interface))
		return false;
	interface->link_type = link_type(number);
	return true;
}

int64_t interface_time(const struct interface *interface, uint64_t ticks)
{
	const uint64_t billion = 1000000000;
	const int64_t most = INT64_MAX / 2 / 1000000000 - 1; /* frame.h */
	unsigned shift = interface->shift;
	uint64_t seconds, rest, ns;
	int64_t whole;

	if (interface->second) {
		seconds = ticks / interface->second;
		rest = ticks % interface->second;
		ns = interface->second <= billion ? rest * (billion / interface->second)
						  : rest / (interface->second / billion);
	} else {
		seconds = ticks >> shift;
		rest = ticks - (seconds << shift);
		/* 34 bits times 10^9 fit into 64; what is below a nanosecond does not count */
		ns = shift > 34 ? (rest >> (shift - 34)) * billion >> 34 : rest * billion >> shift;
	}
	whole = seconds > (uint64_t)most ? most : (int64_t)seconds;
	if (interface->offset > most - whole || interface->offset < -most)
		whole = interface->offset > 0 ? most : -most;
	else
		whole += interface->offset;
	return whole * (int64_t)billion + (int64_t)ns;
}
