/* Pairs of fields, and how they differ. */
#include "tui/segment/difference.h"

#include "tcpladder/seq.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool is_same_field(const struct field *x, const struct field *y)
{
	return x->name == y->name && strcmp(x->layer, y->layer) == 0;
}

/* Which of its kind the field is: of two NOPs the first or the second. */
static size_t rank_of(const struct dissection *parts, size_t index)
{
	size_t rank = 0;

	for (size_t i = 0; i < index; i++)
		rank += is_same_field(&parts->field[i], &parts->field[index]);
	return rank;
}

static const struct field *find_rank(const struct dissection *parts, const struct field *like,
				     size_t rank)
{
	for (size_t i = 0; i < parts->count; i++)
		if (is_same_field(&parts->field[i], like) && rank-- == 0)
			return &parts->field[i];
	return NULL;
}

/* Of fields that share bytes with others the values count, of the rest the bytes. */
static bool is_equal(const struct sighting *one, const struct sighting *other,
		     const struct field *x, const struct field *y)
{
	unsigned bits = field_bits(x->name);

	if (bits > 0 && bits <= 64)
		return x->value == y->value;
	return x->size == y->size &&
	       memcmp(one->data + x->offset, other->data + y->offset, x->size) == 0;
}

/* The two ends of a link, of a path and of a connection. */
static const enum field_name ends[][2] = {
	{FIELD_ETHERNET_SOURCE, FIELD_ETHERNET_DESTINATION},
	{FIELD_IPV4_SOURCE, FIELD_IPV4_DESTINATION},
	{FIELD_IPV6_SOURCE, FIELD_IPV6_DESTINATION},
	{FIELD_TCP_SOURCE, FIELD_TCP_DESTINATION},
};

static enum field_name opposite(enum field_name name)
{
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		for (int j = 0; j < 2; j++)
			if (ends[i][j] == name)
				return ends[i][1 - j];
	return FIELD_COUNT;
}

/* One end's source is the other's destination where they speak to each other. */
static bool is_crossed(const struct sighting *one, const struct sighting *other,
		       const struct field *x)
{
	enum field_name name = opposite(x->name);
	struct field wanted = *x;
	const struct field *y;

	if (name == FIELD_COUNT || one->event->side == other->event->side)
		return false;
	wanted.name = name;
	y = find_rank(&other->parts, &wanted, rank_of(&one->parts, (size_t)(x - one->parts.field)));
	return y && x->size == y->size &&
	       memcmp(one->data + x->offset, other->data + y->offset, x->size) == 0;
}

static void add(struct differences *differences, struct difference row)
{
	differences->rows[differences->count++] = row;
	differences->differing += row.differs;
}

static void add_pair(const struct sighting *one, const struct sighting *other, size_t index,
		     struct differences *differences)
{
	const struct field *x = &one->parts.field[index];
	const struct field *y = find_rank(&other->parts, x, rank_of(&one->parts, index));
	bool differs = !y || !is_equal(one, other, x, y);
	bool crossed = differs && y && is_crossed(one, other, x);

	add(differences, (struct difference){{x, y}, differs && !crossed, crossed});
}

static void add_alone(const struct sighting *one, const struct sighting *other, size_t index,
		      struct differences *differences)
{
	const struct field *y = &other->parts.field[index];

	if (!find_rank(&one->parts, y, rank_of(&other->parts, index)))
		add(differences, (struct difference){{NULL, y}, true, false});
}

void differences_of(const struct sighting *one, const struct sighting *other,
		    struct differences *differences)
{
	const struct dissection *a = &one->parts, *b = &other->parts;

	*differences = (struct differences){
		.rows = memory_zero(a->count + b->count + 1, sizeof(*differences->rows))};
	for (size_t i = a->tcp; i < a->count; i++)
		add_pair(one, other, i, differences);
	for (size_t i = b->tcp; i < b->count; i++)
		add_alone(one, other, i, differences);
	for (size_t i = 0; i < a->tcp; i++)
		add_pair(one, other, i, differences);
	for (size_t i = 0; i < b->tcp; i++)
		add_alone(one, other, i, differences);
}

void differences_free(struct differences *differences)
{
	free(differences->rows);
}

static uint32_t number_at(const uint8_t *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

/* Numbers that count up: by how many of their bits they are apart means something. */
static bool counts(enum field_name name)
{
	return name == FIELD_IPV4_ID || name == FIELD_IPV4_TTL || name == FIELD_IPV6_HOPS ||
	       name == FIELD_IPV4_LENGTH || name == FIELD_IPV6_LENGTH;
}

static bool both_have(const struct sighting *one, const struct sighting *other, unsigned flag)
{
	return (one->event->flags & other->event->flags & flag) != 0;
}

/* An echo without the ACK bit means nothing: RFC 7323 §3.2. */
static void say_timestamps(const struct sighting *one, const struct sighting *other,
			   const struct difference *difference, struct line *line)
{
	enum { SIZE = 10, TSVAL = 2, TSECR = 6 };
	const struct field *x = difference->field[0], *y = difference->field[1];
	const uint8_t *from = one->data + x->offset, *to = other->data + y->offset;

	if (x->size != SIZE || y->size != SIZE)
		return;
	line_add(line, "%+" PRId32, seq_diff(number_at(from + TSVAL), number_at(to + TSVAL)));
	if (both_have(one, other, TCP_ACK))
		line_add(line, ", %+" PRId32,
			 seq_diff(number_at(from + TSECR), number_at(to + TSECR)));
}

/* In bytes: that of a SYN is not scaled, those after it are, if it is known how. */
static void say_window(const struct sighting *one, const struct sighting *other,
		       const struct difference *difference, struct line *line)
{
	const struct half_summary *half = &one->flow.half[one->event->side];
	bool syn = (one->event->flags & TCP_SYN) != 0, other_syn = other->event->flags & TCP_SYN;
	int64_t from = (int64_t)difference->field[0]->value << (syn ? 0 : half->shift);
	int64_t to = (int64_t)difference->field[1]->value << (other_syn ? 0 : half->shift);

	if (half->shift_known || syn == other_syn)
		line_add(line, "%+" PRId64, to - from);
}

void difference_step(const struct sighting *one, const struct sighting *other,
		     const struct difference *difference, struct line *line)
{
	const struct field *x = difference->field[0], *y = difference->field[1];

	/* The two ends count for themselves. */
	if (!difference->differs || !x || !y || one->event->side != other->event->side)
		return;
	if (x->name == FIELD_OPTION_TIMESTAMPS)
		say_timestamps(one, other, difference, line);
	else if (x->name == FIELD_TCP_WINDOW)
		say_window(one, other, difference, line);
	else if (x->name == FIELD_TCP_SEQ ||
		 (x->name == FIELD_TCP_ACK && both_have(one, other, TCP_ACK)))
		line_add(line, "%+" PRId32, seq_diff((uint32_t)x->value, (uint32_t)y->value));
	else if (counts(x->name))
		line_add(line, "%+" PRId64, (int64_t)(y->value - x->value));
}

enum message difference_data(const struct sighting *one, const struct sighting *other,
			     unsigned *number)
{
	uint32_t x = one->event->len, y = other->event->len;
	size_t i = 0;

	*number = x;
	if (x == 0 && y == 0)
		return MSG_COMPARE_NO_DATA;
	if (x == 0 || y == 0)
		return MSG_COMPARE_ONE_DATA;
	while (i < x && i < y && one->data_offset + i < one->size &&
	       other->data_offset + i < other->size &&
	       one->data[one->data_offset + i] == other->data[other->data_offset + i])
		i++;
	*number = (unsigned)i;
	if (i == x && i == y)
		return MSG_COMPARE_SAME_DATA;
	if ((i < x && one->data_offset + i >= one->size) ||
	    (i < y && other->data_offset + i >= other->size))
		return i > 0 ? MSG_COMPARE_CUT_DATA : MSG_COMPARE_UNSEEN_DATA;
	*number = (unsigned)i + 1;
	return i == x || i == y ? MSG_COMPARE_LONGER_DATA : MSG_COMPARE_OTHER_DATA;
}
