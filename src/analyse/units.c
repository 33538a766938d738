#include "analyse/units.h"

#include "match/match.h"

#include <stdlib.h>

/* A codebook that tags every unit with a word in it, by one hit, whose standing nobody asks for. */
#define EVERY(unit, standing) \
    "<code id=\"" unit "\" unit=\"" unit "\"><title>all</title><rule id=\"word\">" \
    "<pattern bound=\"no\">\\w(?s:.*)</pattern></rule>" standing "</code>"
#define ANY_STANDING "<standing absent=\"ignore\" planned=\"ignore\" past=\"ignore\"/>"
static const char every[] =
    "<codebook xmlns=\"urn:excerpta:codebook:1\" id=\"every-unit\" version=\"1\" xml:lang=\"en-GB\"><title>all</title>"
    "<theme id=\"all\"><title>all</title>" EVERY("sentence", ANY_STANDING) EVERY("block", ANY_STANDING)
    EVERY("answer", "") EVERY("section", "") EVERY("report", "") "</theme></codebook>";

struct analyse_units {
    struct codebook *book;
    struct match_program *program;
    struct match_worker *worker;
    struct { struct range *at; size_t count, room; } found;
};

bool analyse_units_new(struct analyse_units **out, struct error *err)
{
    struct analyse_units *u = must_realloc(NULL, sizeof *u);

    *u = (struct analyse_units){0};
    if (!codebook_parse(&u->book, str_of(every), "every unit", err) || !match_compile(&u->program, u->book, err)
        || !match_worker_new(&u->worker, u->program, err)) {
        analyse_units_free(u);
        return false;
    }
    *out = u;
    return true;
}

void analyse_units_free(struct analyse_units *u)
{
    if (!u)
        return;
    match_worker_free(u->worker);
    match_free(u->program);
    codebook_free(u->book);
    free(u->found.at);
    free(u);
}

static bool keep_unit(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct analyse_units *u = payload;

    (void)err;
    *VEC_PUSH(&u->found) = e->range;
    return true;
}

static bool gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)payload;
    return error_set(err, ERROR_LIMIT, "a passage at byte %u: %s", (unsigned)p->range.start, p->reason);
}

bool analyse_units_list(struct analyse_units *u, const struct document *doc, enum unit unit, const struct range **out,
                        size_t *count, struct error *err)
{
    const struct match_sink sink = {keep_unit, gave_up, u};
    bool wanted[UNIT_COUNT] = {false};

    for (size_t i = 0; i < u->book->code_count; i++)
        wanted[i] = u->book->codes[i].unit == unit;
    u->found.count = 0;
    match_use_codes(u->worker, wanted);
    if (!match_run(u->worker, doc, &sink, err))
        return false;
    *out = u->found.at;
    *count = u->found.count;
    return true;
}
