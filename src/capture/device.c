/* The interfaces that there are to capture from. */
#include "tcpladder/capture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <string.h>
#include <sys/socket.h>

enum { NAME_WIDTH = 18 };

/* A name or description comes from a driver or a user. */
static void write_clean(const char *text, FILE *out)
{
	for (; *text; text++)
		fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, out);
}

/* The bytes of an internet address; NULL for one of another family. */
static const void *address_bytes(const struct sockaddr *address)
{
	const void *any = address;

	if (address && address->sa_family == AF_INET)
		return &((const struct sockaddr_in *)any)->sin_addr;
	if (address && address->sa_family == AF_INET6)
		return &((const struct sockaddr_in6 *)any)->sin6_addr;
	return NULL;
}

static void write_device(const pcap_if_t *device, FILE *out)
{
	const char *before = "";

	fputs("  ", out);
	write_clean(device->name, out);
	for (int i = (int)strlen(device->name); i < NAME_WIDTH; i++)
		fputc(' ', out);
	for (const pcap_addr_t *at = device->addresses; at; at = at->next) {
		char text[INET6_ADDRSTRLEN];
		const void *bytes = address_bytes(at->addr);

		if (!bytes)
			continue;
		inet_ntop(at->addr->sa_family, bytes, text, sizeof(text));
		fprintf(out, "%s%s", before, text);
		before = " ";
	}
	if (device->description) {
		fputs(*before ? "  " : "", out);
		write_clean(device->description, out);
	}
	if (!(device->flags & PCAP_IF_UP))
		fputs(*before || device->description ? "  (down)" : "(down)", out);
	fputc('\n', out);
}

int capture_interfaces(FILE *out, struct error *error)
{
	char why[PCAP_ERRBUF_SIZE];
	pcap_if_t *devices;
	int count = 0;

	if (pcap_findalldevs(&devices, why) != 0) {
		error_set(error, "the interfaces cannot be listed: %s", why);
		return -1;
	}
	for (const pcap_if_t *at = devices; at; at = at->next, count++)
		write_device(at, out);
	pcap_freealldevs(devices);
	return count;
}
