/*
 * Writing what the viewer shows to a file: the form follows from the name's extension.
 */
#ifndef LOAD_SAVE_H
#define LOAD_SAVE_H

#include "load/load.h"
#include "tcpladder/tui.h"

/* As tui_source.save: the context is the load. */
enum tui_saved save_file(struct load *load, const struct tui_save *what, struct error *said);

#endif
