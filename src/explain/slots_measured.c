/* The slots of the sentences for what is measured. */
#include "explain/slots.h"

#include <inttypes.h>
#include <stdio.h>

/* --- waits --- */

static void put_ratio(const struct subject *subject, char *out)
{
	struct waits waits = subject_waits(subject);

	snprintf(out, SLOT_TEXT, "%.1f", (double)waits.now_ns / (double)waits.before_ns);
}

static void put_wait_now(const struct subject *subject, char *out)
{
	ladder_wait(subject_waits(subject).now_ns, out);
}

static void put_wait_before(const struct subject *subject, char *out)
{
	ladder_wait(subject_waits(subject).before_ns, out);
}

static void put_closing(const struct subject *subject, char *out)
{
	slot_frame(subject_closing(subject), out);
}

static void put_closed(const struct subject *subject, char *out)
{
	slot_wait(subject, subject_closing(subject), out);
}

/* --- bytes in flight --- */

static void put_flight(const struct subject *subject, char *out)
{
	struct in_flight flight = subject_in_flight(subject, subject->who);

	snprintf(out, SLOT_TEXT,
		 lang_text(subject->ladder->lang, flight.bytes == 1 ? MSG_BYTES_ONE : MSG_BYTES),
		 flight.bytes);
}

static void put_room(const struct subject *subject, char *out)
{
	struct in_flight flight = subject_in_flight(subject, subject->who);

	snprintf(out, SLOT_TEXT, "%" PRIu32, flight.room);
}

const struct slot measured_slots[] = {
	{"ratio", put_ratio},        {"this", put_wait_now},
	{"before", put_wait_before}, {"closed", put_closed},
	{"closing", put_closing},    {"flight", put_flight},
	{"room", put_room},          {NULL, NULL},
};
