/* Keeps the sections and interfaces of a pcapng file. */
#include "capture/section.h"

#include <stdlib.h>

#include "tcpladder/error.h"

/* Behind its byte order, version and length. */
static void read_section_comments(struct context *context, struct bytes options, bool big)
{
	enum { FIXED = 16 };

	if (bytes_skip(&options, FIXED))
		comments_read(&context->comments, options, big);
}

void context_add_section(struct context *context, uint64_t start, struct bytes body, bool big)
{
	context->sections = memory_grow(context->sections, context->section_count + 1,
					sizeof(*context->sections));
	context->sections[context->section_count++] =
		(struct section){start, context->interface_count, 0, big};
	read_section_comments(context, body, big);
}

bool context_add_interface(struct context *context, struct bytes body, bool big)
{
	struct interface interface;

	if (!interface_read(body, big, &interface))
		return false;
	context->interfaces = memory_grow(context->interfaces, context->interface_count + 1,
					  sizeof(*context->interfaces));
	context->interfaces[context->interface_count++] = interface;
	context->sections[context->section_count - 1].count++;
	return true;
}

const struct section *context_section(const struct context *context, uint64_t offset)
{
	size_t low = 0, high = context->section_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (context->sections[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &context->sections[low];
}

void context_free(struct context *context)
{
	if (!context)
		return;
	free(context->sections);
	free(context->interfaces);
	comments_free(&context->comments);
	free(context);
}
