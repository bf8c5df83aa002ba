/*
 * What is shared by the files that read a script: script.c its lines, settings.c those about the
 * whole, segment.c a segment's, words.c the short form, infer.c what was left out.
 */
#ifndef SCRIPT_PARSER_H
#define SCRIPT_PARSER_H

#include "script/model.h"
#include "script/scan.h"

enum { PARTIES = 26, LEN_MAX = 65000, ON_PATH = '|' };

/* An endpoint with what the head of the script says of it. */
struct party {
	struct endpoint endpoint;
	bool named;
	uint32_t isn;
	uint16_t window;
	uint16_t mss;
	int shift; /* of its window; -1: not offered */
	bool sack;
	bool stamps;     /* timestamps */
	bool counts_ids; /* IPv4 identifications count up */
	uint16_t next_id;
};

struct parser {
	struct scan scan;
	struct script *script;
	struct party parties[PARTIES];
	struct half *halves; /* PARTIES * PARTIES */
	char at;             /* the party at which it is captured; ON_PATH */
	int64_t rtt_ns;
	int64_t start_ns;
	int64_t last_ns; /* captured time of the line before, without start_ns */
	int64_t sent_ns; /* when that line was sent */
	int64_t wait_ns; /* before the next segment; -1: not said */
	bool inferred;   /* a line's time was left out */
	bool begun;      /* something other than comments was read */
	char *comments;  /* for the next segment, or NULL */
};

/* A segment being read: what its line says, and what it leaves out. */
struct draft {
	struct script_line line;
	struct party *from, *to;
	struct half *half; /* the sender's */
	struct half *peer; /* the receiver's */
	int64_t time_ns;   /* captured, where have_time */
	int64_t sent_ns;
	int64_t late_ns; /* on its way */
	bool have_time, have_seq, have_ack, have_window;
	bool words;    /* the short form */
	bool crossing; /* sent before the line before arrives */
	bool twice;
	bool again;
	bool probe; /* names a byte that was sent: keep-alive, window probe */
	bool tail;  /* again: the last, not the first */
};

/* The endpoints that a script need not name: A and B. */
void parser_parties(struct parser *parser);

/* Reads a line that is no segment. */
bool parser_setting(struct parser *parser);

/* Reads a comment to the end of the line. */
void parser_comment(struct parser *parser);

/* The capital letter of a party; NULL where there is none. */
struct party *parser_party(struct parser *parser);

/* The same, of one that has an address already. */
struct party *parser_named(struct parser *parser);

/* Reads a line with a segment, and appends it to the script. */
bool parser_segment(struct parser *parser);

/* Flags and numbers as tcpdump writes them, and what stands behind them in either form. */
bool parser_notation(struct parser *parser, struct draft *draft);
bool parser_tail(struct parser *parser, struct draft *draft);

/* The words of the short form. */
bool parser_words(struct parser *parser, struct draft *draft);

/* Fills in what the line leaves out, and lets the segment go on its way. */
bool parser_infer(struct parser *parser, struct draft *draft);
void parser_send(struct parser *parser, struct draft *draft);

/*
 * Appends a comment. One without a tag such as "[ko] " goes on behind joint, where that is no NUL
 * and there is something to go on from.
 */
void comments_add(char **comments, const char *text, size_t size, char joint);

#endif
