/*
 * The picture of a flow's life: a strip of cells along its time.
 */
#ifndef LADDER_LIFE_H
#define LADDER_LIFE_H

#include "tcpladder/flow_list.h"

/* Draws the strip in width cells from (x, y). */
void life_draw(const struct flow_life *life, struct canvas *canvas, struct dot at, int width);

#endif
