/* What was said as rows: who says it, where lines end, and what is missing. */
#include "support/rig.h"
#include "support/talk.h"
#include "unit/suites.h"

#include <string.h>

START_TEST(a_title_without_room_leaves_the_ends_out)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_resize(&rig, 60, 24);
	ck_assert(strstr(rig_row(&rig, 0), "what A and B said, flow 1"));
	ck_assert(!strstr(rig_row(&rig, 0), "10.0.0"));
	rig_close(&rig);
}
END_TEST

START_TEST(both_speak_in_turn)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	ck_assert(rig_shows(&rig, "what A and B said, flow 1   A 10.0.0.1:40000  B 10.0.0.2:80"));
	/* A hundred letters take two rows of 67, three hundred five, four hundred six. */
	talk_begins(&rig, 1, ">#4      A> nopqrstuvwxyz");
	talk_begins(&rig, 2, "         A> cdefghijkl");
	talk_begins(&rig, 3, " #6      B> ");
	talk_begins(&rig, 7, "         B> ");
	talk_begins(&rig, 8, " #7      A> ");
	talk_begins(&rig, 14, " #9      A> ~ 100 bytes not captured");
	talk_begins(&rig, 15, " #8      A> ");
	talk_begins(&rig, 17, " #9      B> ");
	talk_begins(&rig, 18, "");
	ck_assert_str_eq(talk_row(&rig, 18), "");
	ck_assert(rig_shows(&rig, " #4: A says bytes 1 to 100 of its data"));
	rig_close(&rig);
}
END_TEST

/* The frames of the talk, whose data begins with this. */
static const char spoken[] =
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmno\r\n"
	"\ttabbed\r\n";
static bool (*reread)(void *context, const struct event *event, struct dissection *parts,
		      struct error *error);

static bool reread_spoken(void *context, const struct event *event, struct dissection *parts,
			  struct error *error)
{
	static uint8_t bytes[1024];
	bool read = reread(context, event, parts, error);

	ck_assert_uint_le(parts->frame.caplen, sizeof(bytes));
	memcpy(bytes, parts->frame.data, parts->frame.caplen);
	for (size_t i = 0; i < parts->count; i++)
		if (parts->field[i].name == FIELD_DATA && parts->field[i].size >= sizeof(spoken))
			memcpy(bytes + parts->field[i].offset, spoken, sizeof(spoken) - 1);
	parts->frame.data = bytes;
	return read;
}

START_TEST(lines_end_and_tabs_stand_where_they_were_sent)
{
	struct rig rig;

	rig_script(&rig, talk);
	reread = rig.source.reread;
	rig.source.reread = reread_spoken;
	rig_press(&rig, "b");
	/* A line as long as the row takes no other one. */
	ck_assert_uint_eq(strlen(talk_row(&rig, 1)), 79);
	talk_begins(&rig, 2, "         A>         tabbed");
	talk_begins(&rig, 3, "         A> ");
	rig_close(&rig);
}
END_TEST

START_TEST(it_opens_where_the_ladder_is)
{
	struct rig rig;

	talk_open(&rig, 6, 80, 24);
	ck_assert(rig_shows(&rig, " #7: A says bytes 101 to 500 of its data"));
	rig_press(&rig, "kk\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert_int_eq(rig_frame(&rig), 6);
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_are_digits_with_their_offset)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "x");
	talk_begins(&rig, 1, ">00000000 A> 6e 6f 70 71 72");
	talk_begins(&rig, 2, " 00000010 A> 64 65 66");
	ck_assert(strstr(talk_row(&rig, 1), "  nopqrstuvwxyzabc"));
	talk_begins(&rig, 8, " 00000000 B> ");
	rig_press(&rig, "x");
	talk_begins(&rig, 1, ">#4      A> nopqrstuvwxyz");
	rig_close(&rig);
}
END_TEST

START_TEST(one_side_is_heard_alone)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "what A said, flow 1"));
	talk_begins(&rig, 3, " #7      A> ");
	ck_assert(!rig_shows(&rig, "B> "));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "what B said, flow 1"));
	talk_begins(&rig, 1, ">#6      B> ");
	talk_begins(&rig, 6, " #9      B> ");
	ck_assert(!rig_shows(&rig, "A> "));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "what A and B said"));
	rig_close(&rig);
}
END_TEST

START_TEST(without_data_nothing_was_said)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n0 A > B S 1000:1000(0)\n"
			 "0.1 B > A R. 0:0(0) ack 1001\n");
	rig_press(&rig, "b");
	ck_assert(rig_shows(&rig, " no data was captured"));
	rig_press(&rig, "jkGg\006\002\004\025x\t\n/a\nnN");
	app_point(&rig.app, 5, 5);
	app_draw(&rig.app);
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_gone_is_said)
{
	struct rig rig;

	rig_script(&rig, talk);
	rig_lose_frames(&rig);
	rig_press(&rig, "b");
	talk_begins(&rig, 1, ">#4      A> eth0: is not kept any more");
	talk_begins(&rig, 2, " #6      B> eth0: is not kept any more");
	rig_press(&rig, "x");
	talk_begins(&rig, 1, ">#4       A> eth0: is not kept any more");
	rig_close(&rig);
}
END_TEST

Suite *tui_said_suite(void)
{
	Suite *suite = suite_create("tui said");
	TCase *tcase = tcase_create("rows");

	tcase_add_test(tcase, a_title_without_room_leaves_the_ends_out);
	tcase_add_test(tcase, both_speak_in_turn);
	tcase_add_test(tcase, lines_end_and_tabs_stand_where_they_were_sent);
	tcase_add_test(tcase, it_opens_where_the_ladder_is);
	tcase_add_test(tcase, bytes_are_digits_with_their_offset);
	tcase_add_test(tcase, one_side_is_heard_alone);
	tcase_add_test(tcase, without_data_nothing_was_said);
	tcase_add_test(tcase, what_is_gone_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
