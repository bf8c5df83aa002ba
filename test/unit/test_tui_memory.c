/* Drawing again costs no memory: as much is allocated after a hundred drawings as before. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

/* Bytes of the heap in use; 0 where the C library does not count them. */
#ifdef SANITIZED
/* Of the sanitizer's own interface, whose header gcc does not bring. */
size_t __sanitizer_get_current_allocated_bytes(void);

static size_t in_use(void)
{
	return __sanitizer_get_current_allocated_bytes();
}
#elif defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
#include <malloc.h>

static size_t in_use(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}
#else
static size_t in_use(void)
{
	return 0;
}
#endif

/* WARM: until the allocator keeps as many freed pieces for the next time as it ever does. */
enum { FLOWS = 40, EXCHANGES = 12, WARM = 30, DRAWINGS = 100 };

/* From the list of flows to a screen, or into a line that is typed there. */
struct way {
	const char *keys;
	enum screen_kind shown;
};

static const struct way ways[] = {
	{"", SCREEN_FLOWS},
	{"/ab", SCREEN_FLOWS},
	{"fport 9\n", SCREEN_FLOWS},
	{"!", SCREEN_FLOWS},
	{">>", SCREEN_FLOWS},
	{">>zfport 9\n", SCREEN_FLOWS},
	{"fretransmits\n>z ", SCREEN_FLOWS},
	{"\n", SCREEN_LADDER},
	{"\nv", SCREEN_LADDER},
	{"\nvv", SCREEN_LADDER},
	{"\nvv++", SCREEN_LADDER},
	{"\ntai", SCREEN_LADDER},
	{"\ne/ab", SCREEN_LADDER},
	{"\nflost\n", SCREEN_LADDER},
	{"\nw", SCREEN_LADDER},
	{"\n\n", SCREEN_SEGMENT},
	{"\n\nx", SCREEN_SEGMENT},
	{"\njjj\n\tjjlx", SCREEN_SEGMENT},
	{"\nb", SCREEN_STREAM},
	{"\nbx", SCREEN_STREAM},
	{"\nb\t", SCREEN_STREAM},
	{"\nb/e\nn", SCREEN_STREAM},
	{"\no", SCREEN_GRAPH},
	{"\no\t", SCREEN_GRAPH},
	{"\no\t\t", SCREEN_GRAPH},
	{"\no\t\t\t", SCREEN_GRAPH},
	{"\no++xeh", SCREEN_GRAPH},
	{"\n jj ", SCREEN_COMPARE},
	{"\n jj \t", SCREEN_COMPARE},
	{"\nSG", SCREEN_STEP},
	{"\nvvSG", SCREEN_STEP},
	{"\nP", SCREEN_PREDICT},
	{"\nP1\n", SCREEN_PREDICT},
	{"?", SCREEN_HELP},
	{"?/x\n", SCREEN_HELP},
};

enum { WAYS = sizeof(ways) / sizeof(*ways) };

/* Flows without a file, and below those with one, whose frames are read for what is shown. */
static void rig_fill(struct rig *rig, bool file)
{
	if (file)
		rig_capture(rig, "lessons/reuse.pcapng");
	else
		rig_open(rig, sample_flows(FLOWS, EXCHANGES));
	rig->tui.glyphs = GLYPHS_UTF8;
	rig_reopen(rig);
	rig_resize(rig, 200, 50);
	app_loaded(&rig->app, false);
}

static void rig_go(struct rig *rig, int number)
{
	rig_fill(rig, number >= WAYS);
	rig_press(rig, ways[number % WAYS].keys);
	ck_assert_int_eq(rig_shown(rig), ways[number % WAYS].shown);
}

START_TEST(drawing_again_takes_no_memory)
{
	struct rig rig;
	size_t before;

	rig_go(&rig, _i);
	for (int i = 0; i < WARM; i++)
		app_draw(&rig.app);
	before = in_use();
	for (int i = 0; i < DRAWINGS; i++)
		app_draw(&rig.app);
	ck_assert_uint_eq(in_use(), before);
	rig_close(&rig);
}
END_TEST

/* Nor does moving: where one comes back to, there is as much as there was. */
START_TEST(going_to_and_fro_takes_no_memory)
{
	struct rig rig;
	size_t before;

	rig_go(&rig, _i);
	for (int i = 0; i < WARM; i++)
		rig_press(&rig, "Gg");
	before = in_use();
	for (int i = 0; i < DRAWINGS; i++)
		rig_press(&rig, "Gg");
	ck_assert_uint_eq(in_use(), before);
	rig_close(&rig);
}
END_TEST

START_TEST(no_screen_is_left_out)
{
	unsigned seen = 0;

	for (int i = 0; i < WAYS; i++)
		seen |= 1U << ways[i].shown;
	ck_assert_uint_eq(seen | 1U << SCREEN_PROMPT, (1U << SCREEN_COUNT) - 1);
}
END_TEST

/* --- on a terminal --- */

struct drawings {
	size_t before, after;
};

static bool draw_once_more(struct screen *screen)
{
	struct drawings *drawings = screen->context;

	if (screen->steps == WARM)
		drawings->before = in_use();
	if (screen->steps == WARM + DRAWINGS)
		drawings->after = in_use();
	if (screen->steps <= WARM + DRAWINGS)
		screen_keys(screen, "\f");
	return screen->steps <= WARM + DRAWINGS;
}

START_TEST(neither_does_the_terminal)
{
	struct tracker *tracker = sample_flows(FLOWS, EXCHANGES);
	struct drawings drawings = {0, 1};
	struct screen screen;
	struct error error;

	screen_open(&screen, tracker, "xterm-256color");
	screen.step = draw_once_more;
	screen.context = &drawings;
	screen_run(&screen, &error);
	ck_assert_uint_eq(drawings.before, drawings.after);
	screen_close(&screen);
	tracker_free(tracker);
}
END_TEST

Suite *tui_memory_suite(void)
{
	Suite *suite = suite_create("tui memory");
	TCase *tcase = tcase_create("memory");

	tcase_add_loop_test(tcase, drawing_again_takes_no_memory, 0, 2 * WAYS);
	tcase_add_loop_test(tcase, going_to_and_fro_takes_no_memory, 0, 2 * WAYS);
	tcase_add_test(tcase, no_screen_is_left_out);
	tcase_add_test(tcase, neither_does_the_terminal);
	suite_add_tcase(suite, tcase);
	return suite;
}
