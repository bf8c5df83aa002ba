/*
 * What a walk leaves behind where somebody asks where it went.
 */
#ifndef DECODE_TRACE_H
#define DECODE_TRACE_H

#include "tcpladder/dissect.h"

struct walk;

struct mark {
	enum layer layer;
	const char *name;
	uint32_t header; /* where the header begins that it is a part of */
	uint32_t offset;
};

/* What LAYERS_MAX layers leave, and parts of headers as long as there is room. */
enum { MARKS_MAX = 128, SECTIONS_MAX = 64 };

struct trace {
	size_t wanted;  /* which of the frame's packets is asked about */
	bool found;     /* it is: what comes later leaves no mark */
	bool elsewhere; /* its bytes are not the frame's: from fragments */
	bool split;     /* it was one of several parts of the frame */
	size_t count;
	struct mark mark[MARKS_MAX];
	uint32_t tcp;      /* offset of the TCP header */
	uint32_t header;   /* bytes of it, captured or not */
	uint32_t captured; /* bytes of the segment that were captured */
};

/* A layer begins here. Two that begin at one byte are one: the later name says more. */
void trace_layer(const struct walk *walk, enum layer layer, const char *name);

/* A part of the last layer begins here, under its name. */
void trace_section(const struct walk *walk, enum layer layer);

/* The segment begins here; the walk has counted it. */
void trace_segment(const struct walk *walk, size_t header);

#endif
