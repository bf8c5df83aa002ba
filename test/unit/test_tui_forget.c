/* The viewer's screens while the oldest is forgotten under them. */
#include "support/rig.h"
#include "support/screen.h"
#include "support/stage.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

/* A live capture with a bound. */
struct scene {
	struct rig rig;
	struct stage stage;
	struct speaker talk;
};

static void hold(void *context, const size_t *flows, size_t count)
{
	tracker_hold(((struct rig *)context)->tracker, flows, count);
}

static void slice(struct scene *scene)
{
	struct tui_look *look = &scene->rig.look;

	look->frames = look->segments = look->frame = scene->stage.frame;
	app_loaded(&scene->rig.app, true);
	app_draw(&scene->rig.app);
}

static void open_scene(struct scene *scene, size_t bound)
{
	memset(scene, 0, sizeof(*scene));
	scene->stage = stage_new(bound);
	scene->talk = speaker_of(1 << 16 | 4000);
	rig_open(&scene->rig, scene->stage.tracker);
	scene->rig.source.hold = hold;
	scene->rig.look = (struct tui_look){.live = true, .condition = ""};
	scene->rig.percent = -1;
	rig_reopen(&scene->rig);
	slice(scene);
}

static void talk_on(struct scene *scene, int segments)
{
	for (int i = 0; i < segments; i++)
		stage_say(&scene->stage, &scene->talk);
	slice(scene);
}

/* More segments than fit. */
static void forget_beginning(struct scene *scene)
{
	const struct flow *flow = tracker_flow(scene->stage.tracker, 0);
	size_t first = flow_first(flow);

	while (flow_first(flow) == first)
		talk_on(scene, 100);
}

static bool shows_number(struct scene *scene, const char *format, size_t number)
{
	char text[128];

	snprintf(text, sizeof(text), format, number);
	return rig_shows(&scene->rig, text);
}

START_TEST(the_ladder_says_what_its_flow_has_lost)
{
	struct scene scene;
	size_t first;

	open_scene(&scene, 1 << 18);
	stage_open(&scene.stage, &scene.talk);
	slice(&scene);
	rig_press(&scene.rig, "g");
	ck_assert(rig_shows(&scene.rig, "open: three-way handshake"));
	forget_beginning(&scene);
	first = flow_first(tracker_flow(scene.stage.tracker, 0));
	for (int style = 0; style < LADDER_STYLES; style++) {
		rig_press(&scene.rig, "g");
		ck_assert(shows_number(&scene, "%zu segments no longer kept", first));
		ck_assert(rig_shows(&scene.rig, "-- data"));
		ck_assert(!rig_shows(&scene.rig, "handshake"));
		ck_assert(!rig_shows(&scene.rig, "not captured ---"));
		ck_assert_int_eq(rig_frame(&scene.rig), (long)first + 1);
		rig_press(&scene.rig, "v");
	}
	rig_close(&scene.rig);
}
END_TEST

START_TEST(the_list_says_how_many_flows_are_forgotten)
{
	struct scene scene;
	size_t gone;

	open_scene(&scene, 1 << 18);
	for (uint32_t i = 0; i < 600; i++) {
		stage_short(&scene.stage, i);
		if (i % 10 == 0)
			slice(&scene);
	}
	slice(&scene);
	gone = tracker_forgotten(scene.stage.tracker).flows;
	ck_assert_uint_gt(gone, 0);
	ck_assert(shows_number(&scene, "600 flows, %zu forgotten", gone));
	rig_press(&scene.rig, "g");
	ck_assert(!rig_shows(&scene.rig, ">  1 "));
	ck_assert_uint_eq(scene.rig.app.flow, tracker_next(scene.stage.tracker, 0));
	rig_close(&scene.rig);
}
END_TEST

START_TEST(what_is_on_the_screen_stays)
{
	struct scene scene;

	open_scene(&scene, 1 << 18);
	stage_short(&scene.stage, 0);
	stage_short(&scene.stage, 1);
	stage_short(&scene.stage, 2);
	slice(&scene);
	rig_press(&scene.rig, "g "); /* marks the first, goes to the second */
	rig_press(&scene.rig, "\n");
	ck_assert_int_eq(rig_shown(&scene.rig), SCREEN_LADDER);
	for (uint32_t i = 3; i < 600; i++) {
		stage_short(&scene.stage, i);
		if (i % 10 == 0)
			slice(&scene);
	}
	slice(&scene);
	ck_assert(tracker_has(scene.stage.tracker, 0));
	ck_assert(!tracker_has(scene.stage.tracker, 2));
	ck_assert(rig_shows(&scene.rig, "flow 2 of 600"));
	rig_press(&scene.rig, "g");
	ck_assert(rig_shows(&scene.rig, "open: three-way handshake"));
	rig_press(&scene.rig, "q");
	ck_assert_uint_eq(scene.rig.app.flow, 1);
	ck_assert(rig_shows(&scene.rig, "1 selected"));
	rig_close(&scene.rig);
}
END_TEST

START_TEST(a_segment_stays_on_its_screen)
{
	struct scene scene;
	size_t first;

	open_scene(&scene, 1 << 18);
	stage_open(&scene.stage, &scene.talk);
	slice(&scene);
	rig_press(&scene.rig, "g\n");
	ck_assert_int_eq(rig_shown(&scene.rig), SCREEN_SEGMENT);
	ck_assert(rig_shows(&scene.rig, "segment #1 "));
	forget_beginning(&scene);
	ck_assert(rig_shows(&scene.rig, "segment #1 "));
	first = flow_first(tracker_flow(scene.stage.tracker, 0));
	rig_press(&scene.rig, "J");
	ck_assert(shows_number(&scene, "segment #%zu ", first + 2));
	rig_close(&scene.rig);
}
END_TEST

/* --- whatever is pressed --- */

static unsigned roll(unsigned *die, unsigned sides)
{
	*die = *die * 1664525u + 1013904223u;
	return (*die >> 8) % sides;
}

static void something_comes(struct scene *scene, unsigned *die)
{
	static uint32_t client = 100;

	switch (roll(die, 3)) {
	case 0: talk_on(scene, 40); break;
	case 1: stage_short(&scene->stage, client++); break;
	default:
		for (int i = 0; i < 20; i++) {
			struct speaker talk = speaker_of(client++ << 16 | 7);

			stage_syn(&scene->stage, &talk);
		}
	}
	slice(scene);
}

START_TEST(no_key_finds_what_is_not_there)
{
	static const char keys[] = "\n\n\n\nqqjjkkgGGg  eEnN/1\nf\nvvvt+-0dxpAbGcrolmsyiwWDP<>z"
				   "\t\x1b\x06\x02";
	/* So that what goes on in slices is now done at once, now far from done. */
	static const int64_t budgets[] = {1, 100, 3000, 20000, 1000000};
	unsigned die = (unsigned)_i + 1;
	struct scene scene;

	open_scene(&scene, 1 << 18);
	stage_open(&scene.stage, &scene.talk);
	stage_short(&scene.stage, 99);
	slice(&scene);
	for (int i = 0; i < 3000; i++) {
		something_comes(&scene, &die);
		app_key(&scene.rig.app, keys[roll(&die, sizeof(keys) - 1)]);
		if (scene.rig.app.leaving)
			scene.rig.app.leaving = false;
		if (roll(&die, 3) == 0)
			app_draw(&scene.rig.app);
		app_work(&scene.rig.app, budgets[roll(&die, 5)]);
	}
	ck_assert_uint_gt(tracker_forgotten(scene.stage.tracker).flows, 0);
	rig_close(&scene.rig);
}
END_TEST

Suite *tui_forget_suite(void)
{
	Suite *suite = suite_create("tui forget");
	TCase *tcase = tcase_create("oldest");

	tcase_add_test(tcase, the_ladder_says_what_its_flow_has_lost);
	tcase_add_test(tcase, the_list_says_how_many_flows_are_forgotten);
	tcase_add_test(tcase, what_is_on_the_screen_stays);
	tcase_add_test(tcase, a_segment_stays_on_its_screen);
	tcase_add_loop_test(tcase, no_key_finds_what_is_not_there, 24, 32);
	suite_add_tcase(suite, tcase);
	return suite;
}
