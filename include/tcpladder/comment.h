/*
 * Comments that captures and scripts carry, in several languages: lists of texts, each ended by
 * NUL, the list by another (frame.comments). A text may begin with its language: "[ko] …".
 */
#ifndef TCPLADDER_COMMENT_H
#define TCPLADDER_COMMENT_H

#include <stddef.h>

/*
 * Writes what the list says to a reader of that language ("ko") into out, cut to fit in room
 * bytes: the texts in that language, else those without one, else the English ones, else the
 * first. Several are joined by a blank. Tags are left out, and what tcpladder says to itself.
 * Returns the length written; 0 where there is nothing, also for NULL.
 */
size_t comment_text(const char *comments, const char *language, char *out, size_t room);

/*
 * What a script's "view" says: the text behind "tcpladder: "; NULL for nothing. Lent as the list
 * is.
 */
const char *comment_view(const char *comments);

#endif
