/* A talk and its rows. */
#include "support/talk.h"

#include <check.h>
#include <string.h>

#include "support/screen.h"

const char talk[] = "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
		    "0 A > B S 1000:1000(0)\n+0.02 B > A S. 2000:2000(0) ack 1001\n"
		    "+0.01 A > B . ack 2001\n"
		    "+0.1 A > B P. 1001:1101(100) ack 2001\n+1 A > B P. 1001:1101(100) ack 2001\n"
		    "+0.1 B > A P. 2001:2301(300) ack 1101\n"
		    "+0.1 A > B P. 1101:1501(400) ack 2301\n+0.1 A > B P. 1601:1701(100) ack 2301\n"
		    "+0.1 B > A P. 2301:2302(1) ack 1701\n";

void talk_open(struct rig *rig, size_t index, int width, int height)
{
	rig_script(rig, talk);
	rig_resize(rig, width, height);
	for (size_t i = 0; i < index; i++)
		rig_press(rig, "j");
	rig_press(rig, "b");
	ck_assert_int_eq(rig_shown(rig), SCREEN_STREAM);
}

const char *talk_row(struct rig *rig, int y)
{
	static char text[SCREEN_ROW];

	app_draw(&rig->app);
	canvas_row(rig->app.canvas, y, text);
	return text;
}

void talk_begins(struct rig *rig, int y, const char *want)
{
	ck_assert_msg(strncmp(talk_row(rig, y), want, strlen(want)) == 0, "%s, not %s",
		      talk_row(rig, y), want);
}
