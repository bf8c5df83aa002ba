/*
 * A part of the screen.
 */
#ifndef TUI_PANE_H
#define TUI_PANE_H

/* A rectangle of the canvas. */
struct pane {
	int x, y, width, height;
};

#endif
