#include "analyse/tally.h"

#include "analyse/unsearched.h"
#include "store/listing.h"

#include <stdlib.h>

const char *const analyse_tally_words[] = {
    "all", "report", "partnership", "authority", "region", "year", "format", NULL,
};
static const char unknown[] = "unknown";

enum { MOST_GROUPS_OF_ONE = 32 };       /* authorities of one report */

struct member {                         /* a report's groups */
    int64_t report;
    uint64_t words;
    size_t first, count;                /* among g->memberships */
};

struct tallying {
    struct tally *out;
    const struct tally_options *options;
    struct { struct tally_code *at; size_t count, room; } codes;
    struct { struct tally_group *at; size_t count, room; } groups;
    struct { struct member *at; size_t count, room; } members;      /* by report's id, once sorted */
    struct { size_t *at; size_t count, room; } memberships;
    size_t *place;                      /* of a group as it was met: where it stands once sorted */
    const struct tally_code *code;      /* of the row before */
    int64_t report;                     /* of the row before, of the same code */
};

static bool keep_code(void *payload, const struct tally_code_row *r, struct error *err)
{
    struct tallying *t = payload;
    struct arena *a = &t->out->arena;

    (void)err;
    *VEC_PUSH(&t->codes) = (struct tally_code){arena_str(a, r->codebook), arena_str(a, r->theme), arena_str(a, r->code),
                                               arena_str(a, r->title)};
    return true;
}

static void join_group(struct tallying *t, struct str name)
{
    size_t i = 0;

    if (name.size == 0)
        name = str_of(unknown);
    while (i < t->groups.count && !str_equal(t->groups.at[i].name, name))
        i++;
    if (i == t->groups.count)
        *VEC_PUSH(&t->groups) = (struct tally_group){.name = arena_str(&t->out->arena, name)};
    t->groups.at[i].reports++;
    *VEC_PUSH(&t->memberships) = i;
}

/* Each of "Derby; Derbyshire". */
static void join_authorities(struct tallying *t, struct str names)
{
    struct str name;
    size_t joined = 0;

    while (joined < MOST_GROUPS_OF_ONE && str_next(&names, ';', &name)) {
        join_group(t, str_trim(name));
        joined++;
    }
    if (joined == 0)
        join_group(t, STR(""));
}

static void join_groups(struct tallying *t, const struct report_row *r)
{
    const struct report_attributes *a = &r->attributes;

    switch (t->options->by) {
    case TALLY_REPORT: join_group(t, r->path); break;
    case TALLY_PARTNERSHIP: join_group(t, a->partnership); break;
    case TALLY_AUTHORITY: join_authorities(t, a->authorities); break;
    case TALLY_REGION: join_group(t, a->region); break;
    /* The year in which the period ends: 2023/24 is 2024's. */
    case TALLY_YEAR: join_group(t, str_slice(a->period_end, 0, a->period_end.size < 4 ? 0 : 4)); break;
    case TALLY_FORMAT: join_group(t, r->format); break;
    case TALLY_ALL: case TALLY_BY_COUNT: join_group(t, STR("all")); break;
    }
}

static bool keep_report(void *payload, const struct report_row *r, struct error *err)
{
    struct tallying *t = payload;
    size_t first = t->memberships.count;

    (void)err;
    join_groups(t, r);
    *VEC_PUSH(&t->members) = (struct member){r->id, (uint64_t)r->words, first, t->memberships.count - first};
    return true;
}

static int by_report(const void *a, const void *b)
{
    const struct member *x = a, *y = b;

    return (x->report > y->report) - (x->report < y->report);
}

static int by_name(const void *a, const void *b)
{
    const struct tally_group *x = a, *y = b;
    bool x_unknown = str_equal(x->name, str_of(unknown)), y_unknown = str_equal(y->name, str_of(unknown));

    return x_unknown != y_unknown ? x_unknown - y_unknown : str_compare(x->name, y->name);
}

/* Sorts the groups; memberships still name them as they were met. */
static void sort_groups(struct tallying *t)
{
    struct tally *out = t->out;

    out->codes = t->codes.at;
    out->code_count = t->codes.count;
    out->group_count = t->groups.count;
    out->groups = arena_copy_array(&out->arena, t->groups.at, t->groups.count, sizeof *out->groups);
    out->cells = arena_alloc(&out->arena, out->code_count * out->group_count + 1, sizeof *out->cells);
    if (out->group_count > 0)
        qsort(out->groups, out->group_count, sizeof *out->groups, by_name);
    if (t->members.count > 0)
        qsort(t->members.at, t->members.count, sizeof *t->members.at, by_report);
    t->place = arena_alloc(&out->arena, out->group_count + 1, sizeof *t->place);
    for (size_t i = 0; i < out->group_count; i++) {
        size_t at = 0;

        while (!str_equal(out->groups[at].name, t->groups.at[i].name))
            at++;
        t->place[i] = at;
    }
}

/* Of each code's groups the reports that its codebook's pass has searched. */
static void count_searched(struct tallying *t, const struct unsearched *unsearched)
{
    for (size_t c = 0; c < t->codes.count; c++)
        for (size_t m = 0; m < t->members.count; m++) {
            const struct member *member = &t->members.at[m];

            if (analyse_is_unsearched(unsearched, t->codes.at[c].codebook, member->report))
                continue;
            for (size_t i = 0; i < member->count; i++) {
                size_t group = t->place[t->memberships.at[member->first + i]];
                struct tally_cell *cell = &t->out->cells[c * t->out->group_count + group];

                cell->of++;
                cell->words += member->words;
            }
        }
}

static const struct tally_code *find_code(const struct tallying *t, const struct tally_row *r)
{
    for (size_t i = 0; i < t->codes.count; i++)
        if (str_equal(t->codes.at[i].code, r->code) && str_equal(t->codes.at[i].codebook, r->codebook))
            return &t->codes.at[i];
    return NULL;
}

static uint64_t counted(const struct tallying *t, const struct tally_row *r)
{
    return t->options->status == TALLY_ACCEPTED ? r->accepted : t->options->status == TALLY_KEPT ? r->kept : r->all;
}

static bool find_standing(const struct tallying *t, const struct tally_row *r, size_t *standing)
{
    bool any = false;

    for (*standing = 0; *standing < STANDING_COUNT; ++*standing) {
        any = any || t->options->standings[*standing];
        if (str_equal(r->standing, str_of(standing_words[*standing])))
            break;
    }
    for (size_t i = *standing; i < STANDING_COUNT; i++)
        any = any || t->options->standings[i];
    return *standing < STANDING_COUNT && (!any || t->options->standings[*standing]);
}

static bool add_row(void *payload, const struct tally_row *r, struct error *err)
{
    struct tallying *t = payload;
    const struct member wanted = {.report = r->report}, *member =
        t->members.count > 0 ? bsearch(&wanted, t->members.at, t->members.count, sizeof wanted, by_report) : NULL;
    const struct tally_code *code = find_code(t, r);
    uint64_t excerpts = counted(t, r);
    size_t standing;
    bool again = t->code == code && t->report == r->report;

    (void)err;
    if (!member || !code || excerpts == 0 || !find_standing(t, r, &standing))
        return true;
    t->code = code;
    t->report = r->report;
    for (size_t i = 0; i < member->count; i++) {
        size_t group = t->place[t->memberships.at[member->first + i]];
        struct tally_cell *cell = &t->out->cells[(size_t)(code - t->codes.at) * t->out->group_count + group];

        cell->reports += !again;
        cell->excerpts += excerpts;
        cell->standing[standing] += excerpts;
    }
    return true;
}

bool analyse_tally(struct tally *out, struct store *s, const struct tally_options *options, struct error *err)
{
    struct tallying t = {.out = out, .options = options};
    struct unsearched unsearched = {0};
    bool ok;

    *out = (struct tally){0};
    ok = analyse_unsearched(&unsearched, s, options->filter.codebook, err)
        && store_tally_codes(s, &options->filter, keep_code, &t, err) && store_reports(s, keep_report, &t, err);
    if (ok && t.codes.count == 0)
        ok = error_set(err, ERROR_INPUT, "no complete pass has such a code: run \"excerpta code\" first, or see "
                       "\"excerpta passes\"");
    sort_groups(&t);
    count_searched(&t, &unsearched);
    ok = ok && store_tally(s, &options->filter, add_row, &t, err);
    free(t.groups.at);
    free(t.members.at);
    free(t.memberships.at);
    analyse_unsearched_free(&unsearched);
    return ok;
}

void analyse_tally_free(struct tally *t)
{
    free(t->codes);
    arena_free(&t->arena);
}
