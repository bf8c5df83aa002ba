/* Reads the comments among a block's options. */
#include "capture/comments.h"

#include "capture/interface.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"

enum { OPTION_COMMENT = 1 };

const char *comments_text(const struct comments *comments)
{
	return comments->used > 0 ? comments->text : NULL;
}

/* A NUL ends a comment: what lies behind one is no text. */
static void add(struct comments *comments, struct bytes value)
{
	size_t size = strnlen((const char *)value.data, value.left);

	if (size == 0)
		return;
	if (comments->used + size + 2 > comments->room) {
		comments->room = (comments->used + size + 2) * 2;
		comments->text = memory_grow(comments->text, comments->room, 1);
	}
	memcpy(comments->text + comments->used, value.data, size);
	comments->used += size + 1;
	comments->text[comments->used - 1] = '\0';
	comments->text[comments->used] = '\0';
}

void comments_read(struct comments *comments, struct bytes options, bool big)
{
	struct bytes value;
	uint16_t code;

	while (pcapng_option(&options, big, &code, &value))
		if (code == OPTION_COMMENT && value.left > 0)
			add(comments, value);
}

size_t comments_size(const char *text)
{
	size_t size = 0;

	if (!text)
		return 0;
	while (text[size])
		size += strlen(text + size) + 1;
	return size + 1;
}

void comments_clear(struct comments *comments)
{
	comments->used = 0;
}

void comments_free(struct comments *comments)
{
	free(comments->text);
}
