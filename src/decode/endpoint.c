/* Endpoints as text and in order. */
#include "tcpladder/segment.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t address_size(const struct address *address)
{
	return address->version == IP_VERSION_4 ? 4 : 16;
}

static int address_family(const struct address *address)
{
	return address->version == IP_VERSION_4 ? AF_INET : AF_INET6;
}

void address_text(const struct address *address, char *text)
{
	const char *written =
		inet_ntop(address_family(address), address->bytes, text, ADDRESS_TEXT);

	assert(written);
	(void)written;
}

void endpoint_text(const struct endpoint *endpoint, char *text)
{
	const char *form = endpoint->address.version == IP_VERSION_4 ? "%s:%u" : "[%s]:%u";
	char address[ADDRESS_TEXT];

	address_text(&endpoint->address, address);
	snprintf(text, ENDPOINT_TEXT, form, address, (unsigned)endpoint->port);
}

/* Digits only: strtoul() alone would take blanks and signs too. */
static bool parse_port(const char *text, uint16_t *port)
{
	unsigned long value;
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 5 || text[digits])
		return false;
	value = strtoul(text, NULL, 10);
	if (value > UINT16_MAX)
		return false;
	*port = (uint16_t)value;
	return true;
}

bool endpoint_parse(const char *text, struct endpoint *endpoint)
{
	bool v6 = *text == '[';
	const char *end = v6 ? strchr(text, ']') : strrchr(text, ':');
	struct endpoint result = {0};
	char address[ADDRESS_TEXT];
	size_t size;

	text += v6;
	if (!end || (v6 && end[1] != ':'))
		return false;
	size = (size_t)(end - text);
	if (size >= sizeof(address) || !parse_port(end + 1 + v6, &result.port))
		return false;
	memcpy(address, text, size);
	address[size] = '\0';
	result.address.version = v6 ? IP_VERSION_6 : IP_VERSION_4;
	if (inet_pton(address_family(&result.address), address, result.address.bytes) != 1)
		return false;
	*endpoint = result;
	return true;
}

int endpoint_compare(const struct endpoint *a, const struct endpoint *b)
{
	int order = a->address.version - b->address.version;

	if (order == 0)
		order = memcmp(a->address.bytes, b->address.bytes, address_size(&a->address));
	return order ? order : a->port - b->port;
}
