/*
 * When arrows come that play by themselves: at the times of the capture, faster or slower.
 *
 * Times are by the clock of app_wake(), in ns. Nobody waits longer than PLAY_WAIT_MOST_NS, and
 * nothing is drawn more often than each PLAY_FRAME_NS.
 */
#ifndef TUI_LESSON_PLAY_H
#define TUI_LESSON_PLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLAY_NORMAL = 8, PLAY_PHASES = 8, PLAY_TEXT = 16 };

#define PLAY_WAIT_MOST_NS INT64_C(3000000000)
#define PLAY_FRAME_NS     INT64_C(50000000)

enum play_state { PLAY_OFF, PLAY_PAUSED, PLAY_ON };

struct play {
	enum play_state state;
	int speed;        /* in eighths of the capture's own */
	bool due;         /* the next arrow's time is known */
	int64_t due_ns;   /* when it comes; where paused, how long that still takes */
	int64_t came_ns;  /* when the newest one was to come, or playing began */
	int64_t drawn_ns; /* when it was drawn */
	int64_t frame_ns; /* not before that is anything else drawn */
	int phase;        /* how far the newest one has come, of PLAY_PHASES */
	int64_t gap_ns;   /* what the capture waited before the newest one; 0: nobody waited */
	bool shortened;   /* we did not wait as long */
};

/* "4", "1/8": the speed, in PLAY_TEXT bytes. */
void play_speed_text(int speed, char *text);

/* The next speed, faster or slower: what is left of a wait changes too. */
void play_change(struct play *play, bool faster, int64_t now_ns);

/* Begins, goes on, pauses, or is no longer about the arrows that are there. */
void play_begin(struct play *play, int64_t now_ns);
void play_go_on(struct play *play, int64_t now_ns);
void play_pause(struct play *play, int64_t now_ns);
void play_stop(struct play *play);

/* Whether the next arrow has come: in the capture, gap_ns after the newest one. */
bool play_comes(struct play *play, int64_t gap_ns, int64_t now_ns);

/* Lets the newest arrow grow; true where that is to be seen. */
bool play_grow(struct play *play, int64_t now_ns);

#endif
