/*
 * The viewer without a terminal: its screens on a canvas, moved by keys.
 */
#ifndef TEST_SUPPORT_RIG_H
#define TEST_SUPPORT_RIG_H

#include "load/load.h"
#include "tcpladder/tui.h"
#include "tui/app.h"

enum { RIG_WIDTH = 80, RIG_HEIGHT = 24 };

struct rig {
	struct app app;
	struct tui tui;
	struct tui_source source;
	struct tracker *tracker;
	int percent;          /* what the source says of its progress */
	const char *message;  /* and of what it met */
	struct tui_look look; /* and how it is */
	struct load *load;    /* of rig_script() */
	const char *files[1]; /* of the load, which borrows them */
	char path[64];
};

/* A viewer of the tracker, which it frees in the end, in ASCII; nothing is loaded yet. */
void rig_open(struct rig *rig, struct tracker *tracker);
void rig_close(struct rig *rig);

/* A viewer of the script's capture, read to its end: its frames can be read again. */
void rig_script(struct rig *rig, const char *script);

/* The same of a capture file. */
void rig_capture(struct rig *rig, const char *path);

/* A viewer of one flow of so many exchanges, step by step, where no arrow is drawn yet. */
void rig_step(struct rig *rig, size_t exchanges);

/* Nothing can be read again from now on: "eth0: is not kept any more". */
void rig_lose_frames(struct rig *rig);

/* Hands each key that means something on that screen to the check; returns how many they are. */
int rig_keys(enum screen_kind screen, void (*check)(enum action action, int key));

/* Another look at it: tui may have been changed since rig_open(). */
void rig_reopen(struct rig *rig);

/* Gives it a size. */
void rig_resize(struct rig *rig, int width, int height);

/* Draws; the lit cells of a rectangle, row by row, as text that is good until the next call. */
const char *rig_lit(struct rig *rig, int x, int y, int width, int height);

/* The screen on top. */
enum screen_kind rig_shown(const struct rig *rig);

/* Presses each character as a key, and draws. */
void rig_press(struct rig *rig, const char *keys);

/* The ladder's cursor to the segment of that index. */
void rig_walk(struct rig *rig, size_t index);

/* Draws; the row, as text that is good until the next call. */
const char *rig_row(struct rig *rig, int y);

/* How many arrows of a lesson are drawn, as the corner says; 0 where it says nothing. */
long rig_arrows(struct rig *rig);

/* Draws; is the text in any row? */
bool rig_shows(struct rig *rig, const char *text);

/* The frame of the segment that the ladder screen explains, as last drawn; -1 for none. */
long rig_frame(const struct rig *rig);

#endif
