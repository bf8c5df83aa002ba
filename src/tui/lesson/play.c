/* Works out when the next arrow comes. */
#include "tui/lesson/play.h"

#include <stdio.h>

#define LATE_NS INT64_C(1000000000) /* then we were stopped, or the capture has come on */

/* In eighths. */
static const int speeds[] = {1, 2, 4, 8, 16, 40, 80, 160, 400, 800, 1600, 4000, 8000};

enum { SPEEDS = sizeof(speeds) / sizeof(*speeds) };

void play_speed_text(int speed, char *text)
{
	if (speed < PLAY_NORMAL)
		snprintf(text, PLAY_TEXT, "1/%d", PLAY_NORMAL / speed);
	else
		snprintf(text, PLAY_TEXT, "%d", speed / PLAY_NORMAL);
}

static int next_speed(int speed, bool faster)
{
	int slower = speeds[0];

	for (int i = 0; i < SPEEDS; i++) {
		if (faster && speeds[i] > speed)
			return speeds[i];
		if (speeds[i] < speed)
			slower = speeds[i];
	}
	return faster ? speed : slower;
}

/* How long that takes at another speed; the clocks of captures may go back. */
static int64_t scaled(int64_t ns, int from, int to)
{
	double wait = (double)ns * from / to;

	if (wait > (double)PLAY_WAIT_MOST_NS)
		return PLAY_WAIT_MOST_NS;
	return wait > 0 ? (int64_t)wait : 0;
}

void play_change(struct play *play, bool faster, int64_t now_ns)
{
	int64_t base = play->state == PLAY_ON ? now_ns : 0;
	int speed = next_speed(play->speed, faster);

	if (play->due && play->due_ns > base)
		play->due_ns = base + scaled(play->due_ns - base, play->speed, speed);
	play->speed = speed;
}

void play_begin(struct play *play, int64_t now_ns)
{
	play_stop(play);
	play->state = PLAY_ON;
	play->came_ns = now_ns;
}

void play_go_on(struct play *play, int64_t now_ns)
{
	play->state = PLAY_ON;
	play->due_ns += now_ns;
	play->came_ns = now_ns;
}

void play_pause(struct play *play, int64_t now_ns)
{
	play->state = PLAY_PAUSED;
	play->phase = PLAY_PHASES;
	play->due_ns = play->due && play->due_ns > now_ns ? play->due_ns - now_ns : 0;
}

void play_stop(struct play *play)
{
	play->state = PLAY_OFF;
	play->due = false;
	play->phase = PLAY_PHASES;
	play->gap_ns = 0;
	play->shortened = false;
}

bool play_comes(struct play *play, int64_t gap_ns, int64_t now_ns)
{
	if (!play->due) {
		play->due_ns = play->came_ns + scaled(gap_ns, PLAY_NORMAL, play->speed);
		play->due = true;
	}
	if (play->due_ns > now_ns)
		return false;
	play->came_ns = now_ns - play->due_ns > LATE_NS ? now_ns : play->due_ns;
	play->drawn_ns = now_ns;
	play->due = false;
	play->phase = 0;
	play->gap_ns = gap_ns;
	play->shortened = (double)gap_ns * PLAY_NORMAL / play->speed > (double)PLAY_WAIT_MOST_NS;
	return true;
}

/* In how many frames it grows: the next arrow finds it whole. */
static int64_t frames_to_grow(const struct play *play)
{
	int64_t frames = play->due ? (play->due_ns - play->drawn_ns) / PLAY_FRAME_NS : PLAY_PHASES;

	return frames > PLAY_PHASES ? PLAY_PHASES : frames < 1 ? 1 : frames;
}

bool play_grow(struct play *play, int64_t now_ns)
{
	int64_t frame = (now_ns - play->drawn_ns) / PLAY_FRAME_NS + 1;
	int64_t frames = frames_to_grow(play);
	int before = play->phase;

	if (before == PLAY_PHASES)
		return false;
	play->phase = frame < frames ? (int)(PLAY_PHASES * frame / frames) : PLAY_PHASES;
	return play->phase != before;
}
