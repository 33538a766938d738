#include "run/attributes.h"

#include "base/ascii.h"
#include "run/attributes_internal.h"
#include "run/periods.h"

static void set_period(struct report_attributes *out, struct arena *a, const struct run_period *p, seen_in seen)
{
    struct attribute_basis basis = run_basis(seen, a);
    struct buf label = {0};
    struct str rest = p->label, word;

    while (str_next(&rest, ' ', &word))
        if (str_trim(word).size > 0)
            buf_add_format(&label, "%s%.*s", label.size ? " " : "", STR_ARGS(str_trim(word)));
    run_say(out, ATTRIBUTE_period_start, arena_str(a, str_of(p->start)), &basis);
    run_say(out, ATTRIBUTE_period_end, arena_str(a, str_of(p->end)), &basis);
    run_say(out, ATTRIBUTE_period, arena_str(a, buf_str(&label)), &basis);
    buf_free(&label);
}

/* Title, file name and headings are asked together, as *all: where they disagree, nobody knows. */
static bool find_in_best(const struct sources *s, struct buf *all, struct run_period *p, bool *ambiguous,
                         seen_in *seen)
{
    static const enum place_of_answer best[] = {IN_TITLE, IN_HEADINGS, IN_FILE};
    struct run_period here;
    size_t from;

    for (size_t i = 0; i < sizeof best / sizeof best[0]; i++) {
        from = 0;
        if (run_find_period(buf_str(&s->at[best[i]]), true, &from, &here))
            *seen |= 1U << best[i];
        buf_add_format(all, "%s\n", buf_text(&s->at[best[i]]));
    }
    return run_only_period(buf_str(all), true, p, ambiguous);
}

static void guess_period(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    static const enum place_of_answer after[] = {IN_TITLES, IN_FURNITURE};
    struct run_period p;
    struct buf best = {0}, line = {0};
    bool ambiguous, found;
    seen_in seen = 0;
    struct str early = buf_str(&s->at[IN_EARLY]), one;

    found = find_in_best(s, &best, &p, &ambiguous, &seen);
    for (size_t i = 0; !found && !ambiguous && i < sizeof after / sizeof after[0]; i++) {
        found = run_only_period(buf_str(&s->at[after[i]]), false, &p, &ambiguous);
        seen = 1U << after[i];
    }
    while (!found && !ambiguous && str_next(&early, '\n', &one))
        if (one.size > SHORT_LINE && run_is_about_report(one))
            run_add_line(&line, one, EARLY_BYTES);
    if (!found && !ambiguous) {
        found = run_only_period(buf_str(&line), false, &p, &ambiguous);
        seen = 1U << IN_EARLY;
    }
    if (found)
        set_period(out, a, &p, seen);
    buf_free(&best);
    buf_free(&line);
}

/* A line that may be a title when nothing marks it as one. */
static bool is_like_title(struct str line)
{
    bool words = run_text_contains(line, " ");

    return words && line.size >= 12 && line.size <= SHORT_LINE && !str_ends(line, STR("."))
        && !ascii_is_digit(*line.at);
}

/* A heading of the first page that says what it is, else the metadata's, else the first heading. */
static void guess_title(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    static const char *const kinds[] = {"report", "review", "inspection", "letter"};
    struct str rest = buf_str(&s->at[IN_HEADINGS]), line, first = STR(""), named = STR("");
    struct str title = buf_str(&s->at[IN_TITLE]);
    enum place_of_answer place = IN_HEADINGS;
    struct attribute_basis basis;

    while (str_next(&rest, '\n', &line)) {
        if (line.size == 0 || line.size > TITLE_MAX)
            continue;
        first = first.size ? first : line;
        for (size_t i = 0; named.size == 0 && i < sizeof kinds / sizeof kinds[0]; i++)
            if (line.size > 12 && run_text_contains(line, kinds[i]))
                named = line;
    }
    rest = buf_str(&s->at[IN_COVER]);
    if (named.size == 0 && title.size > 0) {
        first = title;
        place = IN_TITLE;
    } else if (first.size == 0 && str_next(&rest, '\n', &line) && is_like_title(line)) {
        first = line;
        place = IN_EARLY;
    }
    basis = run_basis(1U << place, a);
    run_say(out, ATTRIBUTE_title, arena_str(a, named.size ? named : first), &basis);
}

void run_guess_attributes(struct report_attributes *out, struct arena *a, const struct document *doc, struct str path)
{
    struct page_span pages;
    struct sources s = {0};
    bool papers;

    *out = (struct report_attributes){.source = SOURCE_GUESS};
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        *store_attribute(out, (enum attribute)i) = STR("");
        out->basis[i] = (struct attribute_basis){.origin = STR(""), .below = STR("")};
    }
    run_guess_pages(out, a, doc, &pages, &papers);
    run_sources_gather(&s, doc, &pages, path);
    guess_period(out, a, &s);
    run_guess_area(out, a, &s);
    guess_title(out, a, &s);
    run_guess_nature(out, a, &s, doc, &pages, papers);
    run_sources_free(&s);
}
