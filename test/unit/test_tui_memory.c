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

enum { FLOWS = 40, EXCHANGES = 12, WARM = 3, DRAWINGS = 100 };

/* From the list of flows to each screen, in each style. */
static const char *const ways[] = {
	"",     "/ab",    "fport 9\n", "\n",     "\nv", "\nvv",    "\ne/ab",  "\nflost\n",
	"\n\n", "\n\nx",  "\nb",       "\nbx",   "\no", "\no\t",   "\no\t\t", "\n jj ",
	"\nSG", "\nvvSG", "\nP",       "\nP1\n", "?",   "\n?/x\n",
};

START_TEST(drawing_again_takes_no_memory)
{
	struct rig rig;
	size_t before;

	rig_open(&rig, sample_flows(FLOWS, EXCHANGES));
	rig.tui.glyphs = GLYPHS_UTF8;
	rig_reopen(&rig);
	rig_resize(&rig, 200, 50);
	app_loaded(&rig.app, false);
	rig_press(&rig, ways[_i]);
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

	rig_open(&rig, sample_flows(FLOWS, EXCHANGES));
	app_loaded(&rig.app, false);
	rig_press(&rig, ways[_i]);
	for (int i = 0; i < WARM; i++)
		rig_press(&rig, "Gg");
	before = in_use();
	for (int i = 0; i < DRAWINGS; i++)
		rig_press(&rig, "Gg");
	ck_assert_uint_eq(in_use(), before);
	rig_close(&rig);
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
	int count = sizeof(ways) / sizeof(*ways);

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, drawing_again_takes_no_memory, 0, count);
	tcase_add_loop_test(tcase, going_to_and_fro_takes_no_memory, 0, count);
	tcase_add_test(tcase, neither_does_the_terminal);
	suite_add_tcase(suite, tcase);
	return suite;
}
