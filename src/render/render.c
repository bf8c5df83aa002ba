/* The table of renderers. */
#include "tcpladder/render.h"

#include "render/json.h"
#include "render/line.h"
#include "render/narration.h"
#include "render/text.h"
#include "render/worksheet.h"

#include <string.h>

static const struct renderer renderers[] = {
	{"text", text_flows, text_list, text_end, text_line, NULL},
	{"narration", narration_flows, text_list, text_end, NULL, NULL},
	{"worksheet", worksheet_flows, text_list, text_end, NULL, NULL},
	{"json", lines_flows, lines_list, lines_end, lines_line, lines_list},
};

enum { RENDERERS = sizeof(renderers) / sizeof(*renderers) };

const char *renderer_name(size_t index)
{
	return index < RENDERERS ? renderers[index].name : NULL;
}

const struct renderer *renderer_find(const char *name)
{
	for (size_t i = 0; i < RENDERERS; i++)
		if (strcmp(renderers[i].name, name) == 0)
			return &renderers[i];
	return NULL;
}
