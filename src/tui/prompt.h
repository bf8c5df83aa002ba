/*
 * One line that the user types in place of the key line: a name, something to look for.
 *
 * It is UTF-8, edited at a cursor with the keys that the key table has for SCREEN_PROMPT.
 */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

struct app;

enum { PROMPT_SIZE = 512 };

struct prompt {
	char text[PROMPT_SIZE];
	size_t at;    /* the byte before which the next character goes */
	bool offered; /* a character that is typed takes the place of the text */
};

enum prompt_result {
	PROMPT_TYPING,    /* the line goes on */
	PROMPT_DONE,      /* Enter */
	PROMPT_CANCELLED, /* Esc, or Backspace where nothing is left */
	PROMPT_OTHER      /* the key is none of the prompt's: Tab, arrows up and down */
};

/* Begins with the text, cut to what fits, and the cursor behind it. */
void prompt_begin(struct prompt *prompt, const char *text);

/* The same with a text that is only offered: a first key that edits it keeps it. */
void prompt_offer(struct prompt *prompt, const char *text);

/* What a key does to the line. */
enum prompt_result prompt_key(struct prompt *prompt, int key);

/* Puts UTF-8 text in at the cursor: all of it, or nothing where there is no room. */
void prompt_insert(struct prompt *prompt, const char *text);

/* Draws it on the canvas' last line behind the label; of a long line what is about the cursor. */
void prompt_draw(struct app *app, const struct prompt *prompt, const char *label);

#endif
