/* Numbers with units, ports, addresses and nets, as they stand behind a word. */
#include "query/program.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PORT_MAX = 65535 };

static const struct {
	const char *name;
	enum unit unit;
	double scale;
} units[] = {
	{"", UNIT_COUNT, 1},     {"b", UNIT_COUNT, 1},     {"k", UNIT_COUNT, 1e3},
	{"kb", UNIT_COUNT, 1e3}, {"m", UNIT_COUNT, 1e6},   {"mb", UNIT_COUNT, 1e6},
	{"g", UNIT_COUNT, 1e9},  {"gb", UNIT_COUNT, 1e9},  {"", UNIT_TIME, 1e9},
	{"s", UNIT_TIME, 1e9},   {"ms", UNIT_TIME, 1e6},   {"us", UNIT_TIME, 1e3},
	{"ns", UNIT_TIME, 1},    {"min", UNIT_TIME, 60e9}, {"h", UNIT_TIME, 3600e9},
};

/* Digits and at most one point among them: no sign, exponent or name of strtod()'s. */
static size_t number_length(const char *text)
{
	size_t length = 0;
	int points = 0;

	while (isdigit((unsigned char)text[length]) || (text[length] == '.' && points == 0))
		points += text[length++] == '.';
	return isdigit((unsigned char)*text) ? length : 0;
}

/* The digits as a number, whatever the locale's point is. */
static double digits_value(const char *text, size_t length)
{
	double value = 0, place = 1;
	bool fraction = false;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.') {
			fraction = true;
		} else {
			value = value * 10 + (text[i] - '0');
			place *= fraction ? 10 : 1;
		}
	}
	return value / place;
}

bool value_number(const char *text, enum unit unit, int64_t *value)
{
	size_t length = number_length(text);
	double number = digits_value(text, length);

	if (length == 0)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (units[i].unit != unit || strcmp(text + length, units[i].name) != 0)
			continue;
		number *= units[i].scale;
		*value = number < 9e18 ? (int64_t)(number + 0.5) : INT64_MAX;
		return true;
	}
	return false;
}

/* The services that everybody calls by their names. */
static const struct {
	const char *name;
	uint16_t port;
} services[] = {
	{"ftp", 21},    {"ssh", 22},    {"telnet", 23}, {"smtp", 25},    {"dns", 53},
	{"domain", 53}, {"http", 80},   {"pop3", 110},  {"bgp", 179},    {"imap", 143},
	{"ldap", 389},  {"https", 443}, {"imaps", 993}, {"mysql", 3306}, {"rdp", 3389},
};

/* Reads one port; returns what follows it, NULL where there is none. */
static const char *read_port(const char *text, uint16_t *port)
{
	char *end;
	long number;

	if (!isdigit((unsigned char)*text))
		return NULL;
	number = strtol(text, &end, 10);
	*port = (uint16_t)number;
	return number <= PORT_MAX ? end : NULL;
}

bool value_ports(const char *text, uint16_t port[2])
{
	const char *end;

	for (size_t i = 0; i < sizeof(services) / sizeof(*services); i++) {
		if (strcmp(text, services[i].name) == 0) {
			port[0] = port[1] = services[i].port;
			return true;
		}
	}
	end = read_port(text, &port[0]);
	port[1] = port[0];
	if (end && *end == '-')
		end = read_port(end + 1, &port[1]);
	return end && *end == '\0' && port[0] <= port[1];
}

/* Through endpoint_parse(), so that there is one reader of addresses. */
static bool read_address(const char *text, size_t length, struct address *address)
{
	char whole[ENDPOINT_TEXT];
	bool six = memchr(text, ':', length) != NULL;
	size_t used = 0;
	struct endpoint endpoint;

	if (length == 0 || length >= ADDRESS_TEXT)
		return false;
	if (six)
		whole[used++] = '[';
	memcpy(whole + used, text, length);
	strcpy(whole + used + length, six ? "]:0" : ":0");
	if (!endpoint_parse(whole, &endpoint))
		return false;
	*address = endpoint.address;
	return true;
}

bool value_net(const char *text, struct address *address, uint8_t *bits)
{
	const char *slash = strchr(text, '/');
	size_t length = slash ? (size_t)(slash - text) : strlen(text);
	uint16_t given = 0;
	const char *end;
	int most;

	if (!read_address(text, length, address))
		return false;
	most = address->version == IP_VERSION_4 ? 32 : 128;
	*bits = (uint8_t)most;
	if (!slash)
		return true;
	end = read_port(slash + 1, &given);
	*bits = (uint8_t)given;
	return end && *end == '\0' && given <= most;
}
