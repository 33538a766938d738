#include "run/attributes.h"

#include "run/partnership.h"
#include "run/periods.h"
#include "run/places.h"

#include <stdlib.h>

enum { COVER_BYTES = 3000, EARLY_PAGES = 3, EARLY_BYTES = 12000, TITLE_MAX = 200, SHORT_LINE = 80 };

/* Where an answer may stand, the best place first. */
struct sources {
    struct buf title;       /* the metadata's, without names that programs give */
    struct buf file;        /* the file's name, its marks made blanks */
    struct buf headings;    /* of the first page with text, one a line */
    struct buf titles;      /* its lines that are short or about the report */
    struct buf cover;       /* all of that page */
    struct buf furniture;   /* running headers and footers of the first pages */
    struct buf early;       /* the first pages */
};

static void free_sources(struct sources *s)
{
    buf_free(&s->title);
    buf_free(&s->file);
    buf_free(&s->headings);
    buf_free(&s->titles);
    buf_free(&s->cover);
    buf_free(&s->furniture);
    buf_free(&s->early);
}

static bool contains(struct str text, const char *word)
{
    struct str w = str_of(word);

    for (size_t i = 0; i + w.size <= text.size; i++)
        if (str_equal_caseless(str_slice(text, i, i + w.size), w))
            return true;
    return false;
}

/* What word processors and scanners put where a title belongs. */
static bool is_junk_title(struct str title)
{
    static const char *const junk[] = {"microsoft", "powerpoint presentation", "untitled", "template", ".doc", ".indd",
                                       ".ppt", ".pdf", ".qxp", ".pub", "document1", "slide 1"};

    for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++)
        if (contains(title, junk[i]))
            return true;
    return title.size < 8 || title.size > TITLE_MAX || !contains(title, " ");
}

static bool is_digit_at(struct str s, size_t i)
{
    return i < s.size && s.at[i] >= '0' && s.at[i] <= '9';
}

/* "Leeds_SCP-annual-report-2019-20.pdf": marks become blanks, but not between figures. */
static void add_file_name(struct buf *b, struct str path)
{
    size_t start = path.size, stop = path.size;

    while (start > 0 && path.at[start - 1] != '/')
        start--;
    for (size_t i = stop; i > start + 1; i--)
        if (path.at[i - 1] == '.') {
            stop = i - 1;
            break;
        }
    for (size_t i = start; i < stop; i++) {
        bool mark = path.at[i] == '_' || path.at[i] == '-' || path.at[i] == '+';
        bool inside = i > start && is_digit_at(path, i - 1) && is_digit_at(path, i + 1);

        buf_add_char(b, mark && !inside ? ' ' : path.at[i]);
    }
}

static void add_line(struct buf *b, struct str line, size_t limit)
{
    if (b->size + line.size > limit)
        return;
    buf_add(b, line);
    buf_add_char(b, '\n');
}

/* A line that a period in it is likely to be the report's: a title-like one, or one about the report. */
static bool is_about_report(struct str line)
{
    return line.size <= SHORT_LINE || contains(line, "this report") || contains(line, "annual report")
        || contains(line, "yearly report");
}

static void gather(struct sources *s, const struct document *doc, struct str path)
{
    size_t first = doc->block_count ? document_page_at(doc, doc->blocks[0].range.start) : 0;

    if (!is_junk_title(str_of(doc->title)))
        buf_add(&s->title, str_of(doc->title));
    add_file_name(&s->file, path);
    for (size_t i = 0; i < doc->block_count && s->early.size < EARLY_BYTES; i++) {
        struct str text = document_text(doc, doc->blocks[i].range);
        size_t page = document_page_at(doc, doc->blocks[i].range.start);

        if (doc->blocks[i].kind == BLOCK_CONTENTS || page >= first + EARLY_PAGES)
            continue;
        add_line(&s->early, text, EARLY_BYTES);
        if (page != first || s->early.size > COVER_BYTES)
            continue;
        add_line(&s->cover, text, COVER_BYTES);
        if (is_about_report(text))
            add_line(&s->titles, text, COVER_BYTES);
        if (doc->blocks[i].kind == BLOCK_HEADING)
            add_line(&s->headings, text, COVER_BYTES);
    }
    for (size_t i = 0; i < doc->furniture_count; i++)
        if (doc->furniture[i].page < first + EARLY_PAGES * 2)
            add_line(&s->furniture, doc->furniture[i].text, COVER_BYTES);
}

static void set_period(struct report_attributes *out, struct arena *a, const struct run_period *p)
{
    struct buf label = {0};
    struct str rest = p->label, word;

    out->period_start = arena_str(a, str_of(p->start));
    out->period_end = arena_str(a, str_of(p->end));
    while (str_next(&rest, ' ', &word))
        if (str_trim(word).size > 0)
            buf_add_format(&label, "%s%.*s", label.size ? " " : "", STR_ARGS(str_trim(word)));
    out->period = arena_str(a, buf_str(&label));
    buf_free(&label);
}

/* Title, file name and headings are asked together: where they disagree, nobody knows. */
static void guess_period(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    const struct buf *after[] = {&s->titles, &s->furniture};
    struct run_period p;
    struct buf best = {0}, line = {0};
    bool ambiguous, found;
    struct str early = buf_str(&s->early), one;

    buf_add_format(&best, "%s\n%s\n%s", buf_text(&s->title), buf_text(&s->headings), buf_text(&s->file));
    found = run_only_period(buf_str(&best), true, &p, &ambiguous);
    for (size_t i = 0; !found && !ambiguous && i < sizeof after / sizeof after[0]; i++)
        found = run_only_period(buf_str(after[i]), false, &p, &ambiguous);
    while (!found && !ambiguous && str_next(&early, '\n', &one))
        if (one.size > SHORT_LINE && is_about_report(one))
            add_line(&line, one, EARLY_BYTES);
    found = found || (!ambiguous && run_only_period(buf_str(&line), false, &p, &ambiguous));
    if (found)
        set_period(out, a, &p);
    buf_free(&best);
    buf_free(&line);
}

/* Two ways of writing one name: the case, &, the apostrophe and "Local" make no difference. */
static void fold_name(struct buf *to, struct str name)
{
    struct str word;

    buf_clear(to);
    while (str_next(&name, ' ', &word)) {
        if (str_equal_caseless(word, STR("local")) || word.size == 0)
            continue;
        if (str_equal(word, STR("&")))
            word = STR("and");
        for (size_t i = 0; i < word.size; i++)
            if ((unsigned char)word.at[i] < 0x80 && word.at[i] != '\'')
                buf_add_char(to, word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] | 0x20) : word.at[i]);
        if (str_ends(buf_str(to), STR("childrens")))
            to->at[--to->size] = '\0';
        buf_add_char(to, ' ');
    }
}

static bool is_all_capitals(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] >= 'a' && s.at[i] <= 'z')
            return false;
    return true;
}

/* "TARNWICK SAFEGUARDING PARTNERSHIP" as it is written elsewhere; short words may be letters ("BCP"). */
static struct str lower_capitals(struct arena *a, struct str name)
{
    struct buf b = {0};
    struct str word;

    while (str_next(&name, ' ', &word)) {
        bool joint = str_equal(word, STR("AND")) || str_equal(word, STR("OF")) || str_equal(word, STR("UPON"));

        if (b.size > 0)
            buf_add_char(&b, ' ');
        for (size_t i = 0; i < word.size; i++) {
            bool stays = !joint && (word.size <= 3 || i == 0 || word.at[i - 1] == '-');

            buf_add_char(&b, !stays && word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] | 0x20) : word.at[i]);
        }
    }
    name = arena_str(a, buf_str(&b));
    buf_free(&b);
    return name;
}

/* How often each name is met in a text; *best is the commonest, as printed, in mixed case if it ever is. */
struct tally {
    struct run_partnership best;
    size_t count, distinct;
};

static struct tally count_names(struct str text)
{
    struct { struct run_partnership *at; size_t count, room; } names = {0};
    struct tally t = {0};
    struct run_partnership p;
    struct buf mine = {0}, other = {0};

    for (size_t at = 0; run_find_partnership(text, &at, &p);)
        *VEC_PUSH(&names) = p;
    for (size_t i = 0; i < names.count; i++) {
        size_t count = 0;
        bool first = true;

        p = names.at[i];
        fold_name(&mine, names.at[i].name);
        for (size_t k = 0; k < names.count; k++) {
            fold_name(&other, names.at[k].name);
            if (!str_equal(buf_str(&mine), buf_str(&other)))
                continue;
            count++;
            first = first && k >= i;
            if (is_all_capitals(p.name) && !is_all_capitals(names.at[k].name))
                p = names.at[k];
        }
        t.distinct += first;
        if (first && count >= t.count)
            t = (struct tally){p, count == t.count ? 0 : count, t.distinct};
    }
    buf_free(&mine);
    buf_free(&other);
    free(names.at);
    return t;
}

/* The commonest of the first text that names any, unless another is as common there. */
static bool guess_partnership(struct report_attributes *out, struct arena *a, const struct sources *s,
                              struct str *place)
{
    struct buf best = {0}, all = {0};
    struct tally t;

    buf_add_format(&best, "%s\n%s", buf_text(&s->title), buf_text(&s->headings));
    buf_add_format(&all, "%s\n%s\n%s\n%s", buf_text(&s->title), buf_text(&s->headings), buf_text(&s->early),
                   buf_text(&s->furniture));
    t = count_names(buf_str(&best));
    if (t.distinct == 0)
        t = count_names(buf_str(&s->furniture));
    if (t.distinct == 0)
        t = count_names(buf_str(&s->cover));
    if (t.distinct != 1)
        t = count_names(buf_str(&all));
    if (t.distinct > 0 && t.count > 0) {
        out->partnership = is_all_capitals(t.best.name) ? lower_capitals(a, t.best.name) : arena_str(a, t.best.name);
        *place = str_slice(out->partnership, 0, t.best.place.size);
    }
    buf_free(&best);
    buf_free(&all);
    return out->partnership.size > 0;
}

/* "Derby and Derbyshire": a partnership's place made of authorities only; else all of it is unknown. */
static bool places_of_name(struct run_places *found, struct str place)
{
    static const char *const joints[] = {"and ", "& ", ", ", " ", "City", "County"};
    static const char *const ranks[] = {"London Borough of ", "Royal Borough of ", "City of ", "Borough of ",
                                        "County of "};
    size_t i = 0, before;

    for (size_t k = 0; k < sizeof ranks / sizeof ranks[0]; k++)
        if (str_starts(place, str_of(ranks[k])) && !str_equal(place, STR("City of London")))
            place = str_slice(place, str_of(ranks[k]).size, place.size);
    while (i < place.size) {
        size_t stop;
        const struct run_place *p = run_place_at(place, i, is_all_capitals(place), &stop);

        if (p) {
            run_places_add(found, p);
            i = stop;
            continue;
        }
        before = i;
        for (size_t k = 0; i == before && k < sizeof joints / sizeof joints[0]; k++)
            if (str_starts(str_slice(place, i, place.size), str_of(joints[k])) && (i > 0 || k < 4))
                i += str_of(joints[k]).size;
        if (i == before)
            return false;
    }
    return found->found.count > 0;
}

/* A place whose name is a word must be followed by what only a place is followed by. */
static bool is_surely_place(struct str text, size_t stop, const struct run_place *place)
{
    static const char *const after[] = {"council", "city", "county", "borough", "metropolitan", "local", "lscb", "lscp",
                                        "scp", "scb", "safeguarding", "children", "royal"};
    struct str rest = str_trim(str_slice(text, stop, text.size));

    if (!run_place_is_a_word(place))
        return true;
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++)
        if (str_equal_caseless(str_slice(rest, 0, str_of(after[i]).size), str_of(after[i])))
            return true;
    return false;
}

static void places_of_text(struct run_places *found, struct str text, bool caseless)
{
    for (size_t i = 0; i < text.size; i++) {
        size_t stop;
        const struct run_place *p = run_place_at(text, i, caseless, &stop);
        bool greater;

        if (!p)
            continue;
        /* Greater Manchester is not Manchester. */
        greater = i >= 8 && str_equal_caseless(str_slice(text, i - 8, i), STR("greater "));
        if (!greater && is_surely_place(text, stop, p))
            run_places_add(found, p);
        i = stop - 1;
    }
}

static bool share_a_place(const struct run_places *a, const struct run_places *b)
{
    for (size_t i = 0; i < a->found.count; i++)
        for (size_t k = 0; k < b->found.count; k++)
            if (str_of(a->found.at[i]->name).at == str_of(b->found.at[k]->name).at
                || str_equal(str_of(a->found.at[i]->name), str_of(b->found.at[k]->name)))
                return true;
    return false;
}

/* By the partnership's name if it is one of authorities; else title, file name and headings must not contradict. */
static void guess_authorities(struct report_attributes *out, struct arena *a, const struct sources *s,
                              struct str place)
{
    const struct buf *texts[] = {&s->title, &s->file, &s->headings};
    struct run_places chosen = {0};
    bool sure = place.size > 0 ? places_of_name(&chosen, place) : true;

    for (size_t i = 0; place.size == 0 && i < sizeof texts / sizeof texts[0]; i++) {
        struct run_places here = {0};

        places_of_text(&here, buf_str(texts[i]), texts[i] == &s->file);
        if (chosen.found.count > 0 && here.found.count > 0 && !share_a_place(&chosen, &here))
            sure = false;
        for (size_t k = 0; chosen.found.count == 0 && k < here.found.count; k++)
            *VEC_PUSH(&chosen.found) = here.found.at[k];
        run_places_free(&here);
    }
    if (sure)
        run_places_join(&chosen, a, &out->authorities, &out->region);
    run_places_free(&chosen);
}

/* A heading of the first page that says what it is, else the metadata's, else the first heading. */
static void guess_title(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    static const char *const kinds[] = {"report", "review", "inspection", "letter"};
    struct str rest = buf_str(&s->headings), line, first = STR(""), named = STR("");

    while (str_next(&rest, '\n', &line)) {
        if (line.size == 0 || line.size > TITLE_MAX)
            continue;
        first = first.size ? first : line;
        for (size_t i = 0; named.size == 0 && i < sizeof kinds / sizeof kinds[0]; i++)
            if (line.size > 12 && contains(line, kinds[i]))
                named = line;
    }
    rest = buf_str(&s->cover);
    if (first.size == 0 && str_next(&rest, '\n', &line) && line.size <= TITLE_MAX)
        first = line;
    out->title = arena_str(a, named.size ? named : s->title.size ? buf_str(&s->title) : first);
}

void run_guess_attributes(struct report_attributes *out, struct arena *a, const struct document *doc, struct str path)
{
    struct sources s = {0};
    struct str place = STR("");

    *out = (struct report_attributes){STR(""), STR(""), STR(""), STR(""), STR(""), STR(""), STR(""), SOURCE_GUESS};
    gather(&s, doc, path);
    guess_period(out, a, &s);
    if (!guess_partnership(out, a, &s, &place))
        place = STR("");
    guess_authorities(out, a, &s, place);
    guess_title(out, a, &s);
    free_sources(&s);
}
