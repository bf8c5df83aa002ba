/* The table of renderers. */
#include "tcpladder/render.h"

#include "render/text.h"

#include <string.h>

static const struct renderer renderers[] = {
	{"text", text_flow, text_list},
};

const struct renderer *renderer_find(const char *name)
{
	for (size_t i = 0; i < sizeof(renderers) / sizeof(*renderers); i++)
		if (strcmp(renderers[i].name, name) == 0)
			return &renderers[i];
	return NULL;
}
