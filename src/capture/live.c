/* A network interface as a source of records, through libpcap. */
#include "capture/live.h"

#include "capture/filter.h"

#include <limits.h>
#include <net/if.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	SNAPLEN_MOST = 262144,
	BUFFER_KIB = 16384, /* at a gigabit a second, time enough for a picture to be drawn */
	PATIENCE_MS = 20    /* how long the kernel gathers packets before it hands them over */
};

/* A step of the clock below this is one that time servers make all day. */
static const int64_t jump_least_ns = 500000000;

struct live {
	const char *name;
	pcap_t *pcap;
	bool nanoseconds;
	bool over;
	int64_t clock_ns; /* time of day less the time that nobody sets */
	struct pcap_stat stats;
};

static int64_t read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t clock_difference(void)
{
	return read_clock(CLOCK_REALTIME) - read_clock(CLOCK_MONOTONIC);
}

/* What the user can do about it, with this program's own path. */
static void explain_permission(const char *name, struct error *error)
{
#ifdef __linux__
	char path[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", path, sizeof(path) - 1);

	path[size > 0 ? size : 0] = '\0';
	error_set(error,
		  "%s: no permission to capture; either 'sudo tcpladder -i %s', or once "
		  "'sudo setcap cap_net_raw=ep %s'",
		  name, name, size > 0 ? path : "tcpladder");
#else
	error_set(error,
		  "%s: no permission to capture; either 'sudo tcpladder -i %s', or once "
		  "'sudo chmod o+r /dev/bpf*'",
		  name, name);
#endif
}

static void explain_start(const struct live *live, int status, struct error *error)
{
	const char *why = pcap_geterr(live->pcap);

	if (status == PCAP_ERROR_PERM_DENIED || status == PCAP_ERROR_PROMISC_PERM_DENIED)
		explain_permission(live->name, error);
	else if (status == PCAP_ERROR_NO_SUCH_DEVICE)
		error_set(error, "%s: no such interface; tcpladder -D lists those there are",
			  live->name);
	else if (status == PCAP_ERROR_IFACE_NOT_UP)
		error_set(error, "%s: the interface is down", live->name);
	else
		error_set(error, "%s: %s", live->name, *why ? why : pcap_statustostr(status));
}

/*
 * Immediate mode would make Linux keep a slot for the largest packet each, of which few fit in its
 * buffer; a short patience is as quick for the eye.
 */
static void set_patience(pcap_t *pcap)
{
#ifdef __linux__
	pcap_set_timeout(pcap, PATIENCE_MS);
#else
	pcap_set_immediate_mode(pcap, 1);
#endif
}

static bool start(struct live *live, const struct capture_live *spec, struct error *error)
{
	char why[PCAP_ERRBUF_SIZE];
	int kib = spec->buffer_kib ? spec->buffer_kib : BUFFER_KIB;
	int status;

	live->pcap = pcap_create(spec->interface, why);
	if (!live->pcap) {
		error_set(error, "%s: %s", spec->interface, why);
		return false;
	}
	pcap_set_snaplen(live->pcap, spec->snaplen ? spec->snaplen : SNAPLEN_MOST);
	pcap_set_promisc(live->pcap, !spec->modest);
	pcap_set_buffer_size(live->pcap, kib * 1024);
	set_patience(live->pcap);
	live->nanoseconds = pcap_set_tstamp_precision(live->pcap, PCAP_TSTAMP_PRECISION_NANO) == 0;
	status = pcap_activate(live->pcap);
	if (status < 0) {
		explain_start(live, status, error);
		return false;
	}
	if (pcap_setnonblock(live->pcap, 1, why) == 0)
		return true;
	error_set(error, "%s: %s", spec->interface, why);
	return false;
}

/* The kernel filters, so that what is not wanted costs nothing. */
static bool set_filter(struct live *live, const char *text, struct error *error)
{
	struct bpf_program code;
	struct filter *filter;
	bool done;

	if (pcap_compile(live->pcap, &code, text, 1, PCAP_NETMASK_UNKNOWN) == 0) {
		done = pcap_setfilter(live->pcap, &code) == 0;
		pcap_freecode(&code);
		if (!done)
			error_set(error, "filter \"%s\": %s", text, pcap_geterr(live->pcap));
		return done;
	}
	error_set(error, "filter \"%s\": %s", text, pcap_geterr(live->pcap));
	filter = filter_new(text, live_link_type(live), error); /* for its sentence */
	filter_free(filter);
	return false;
}

struct live *live_open(const struct capture_live *spec, const char *filter, struct error *error)
{
	struct live *live = memory_zero(1, sizeof(*live));

	live->name = spec->interface;
	live->clock_ns = clock_difference();
	if (start(live, spec, error) && (!filter || set_filter(live, filter, error)))
		return live;
	live_close(live);
	return NULL;
}

int live_link_type(const struct live *live)
{
	return pcap_datalink(live->pcap);
}

int live_snaplen(const struct live *live)
{
	return pcap_snapshot(live->pcap);
}

enum capture_read live_next(struct live *live, struct record *record, struct error *error)
{
	struct pcap_pkthdr *header;
	const u_char *data;
	int got;

	if (live->over)
		return CAPTURE_END;
	got = pcap_next_ex(live->pcap, &header, &data);
	if (got == 0)
		return CAPTURE_WAIT;
	if (got < 0) {
		live->over = true;
		error_set(error, "%s: %s; what was captured stays", live->name,
			  pcap_geterr(live->pcap));
		return CAPTURE_BROKEN;
	}
	record->time_ns = (int64_t)header->ts.tv_sec * 1000000000 +
			  (int64_t)header->ts.tv_usec * (live->nanoseconds ? 1 : 1000);
	record->data = data;
	record->caplen = header->caplen;
	record->len = header->len;
	record->link_type = pcap_datalink(live->pcap);
	record->comments = NULL;
	return CAPTURE_FRAME;
}

int live_descriptor(const struct live *live)
{
	return live->over ? -1 : pcap_get_selectable_fd(live->pcap);
}

/* "any" is never down. */
static bool is_down(const struct live *live)
{
	struct ifreq request = {0};

	if (strcmp(live->name, "any") == 0 || strlen(live->name) >= sizeof(request.ifr_name))
		return false;
	strcpy(request.ifr_name, live->name);
	return ioctl(pcap_get_selectable_fd(live->pcap), SIOCGIFFLAGS, &request) == 0 &&
	       !(request.ifr_flags & IFF_UP);
}

void live_look(struct live *live, struct capture_health *health)
{
	int64_t clock_ns = clock_difference();
	int64_t jump = clock_ns - live->clock_ns;

	health->live = true;
	if (!live->over) {
		pcap_stats(live->pcap, &live->stats);
		health->down = is_down(live);
	}
	health->kernel_drops = live->stats.ps_drop;
	health->interface_drops = live->stats.ps_ifdrop;
	if (jump > jump_least_ns || jump < -jump_least_ns) {
		health->clock_jump_ns = jump;
		live->clock_ns = clock_ns;
	}
}

void live_close(struct live *live)
{
	if (!live)
		return;
	if (live->pcap)
		pcap_close(live->pcap);
	free(live);
}
