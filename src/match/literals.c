/* A walk over a pattern that finds what its alternatives need. */
#include "match/needs_internal.h"

#include "base/ascii.h"
#include "match/texts_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_REPEATS = 20, MOST_DEPTH = 40, SHORTEST = 2 };

/* A walk over a pattern. What it does not know ends it. */
struct walk {
    const char *at;
    struct arena *arena;
    bool failed;
    bool unbounded;         /* the work at a place of a text may grow with what stands behind it */
    unsigned depth;
};

/* What a part of a pattern is, to what stands behind it. */
struct item {
    struct match_texts texts;   /* all that it matches; or, where these are not known, */
    struct match_needs needs;
    bool broad;             /* it matches nearly any character */
    bool group;
    bool empty;             /* it takes no text: an assertion */
    bool edge;              /* what follows it stands at a word's beginning */
};

static bool is_word(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Adds the character at *at, that stands for itself, and moves behind it; false where it may be another too. */
static bool take_character(const char **at, struct match_texts *texts)
{
    size_t size = match_plain_character(*at);
    char lower = ascii_lower(**at);
    struct str character = {size == 1 ? &lower : *at, size};

    *at += **at != '\0';
    while (((unsigned char)**at & 0xc0) == 0x80)
        (*at)++;
    return size > 0 && match_texts_add(texts, character);
}

static void take_escape(struct walk *w, struct item *out)
{
    char c = w->at[1];
    const char *sign = w->at + 1;

    if (c == '\0' || (unsigned char)c >= 0x80) {
        w->failed = true;
        return;
    }
    w->at += 2;
    out->broad = c == 'S' || c == 'D';
    out->edge = c == 's' || c == 'W';
    if (c == 'b' || c == 'B')
        out->empty = true;
    else if (c == 's')
        match_texts_add(&out->texts, STR(" "));
    else if (!(ascii_is_letter(c) || ascii_is_digit(c) || c == ' '))
        take_character(&sign, &out->texts);
    else if (!strchr("wWSdDtnrf", c))
        w->failed = true;
}

/* One of some characters; ranges and kinds of characters are not listed. */
static void take_class(struct walk *w, struct item *out)
{
    struct item inside = {.broad = false};
    const char *first;
    bool listed;

    out->broad = w->at[1] == '^';
    listed = !out->broad;
    w->at += 1 + out->broad;
    first = w->at;
    while (!w->failed && (*w->at != ']' || w->at == first)) {
        size_t before = inside.texts.count;

        if (*w->at == '\0' || (*w->at == '[' && strchr(":.=", w->at[1]))) {
            w->failed = true;
        } else if (*w->at == '\\') {
            take_escape(w, &inside);
            listed = listed && inside.texts.count > before;
        } else {
            listed = take_character(&w->at, &inside.texts) && listed;
        }
        listed = listed && !(*w->at == '-' && w->at[1] != ']');
        out->broad = out->broad || inside.broad;
    }
    w->at += !w->failed;
    if (listed)
        out->texts = inside.texts;
}

static void take_choice(struct walk *w, struct item *out, bool edge);

/* Groups that capture or not, with letters as they are or not (all are looked for in lower case), assertions; no
 * conditions, calls or names. */
static void take_group(struct walk *w, struct item *out, bool edge)
{
    static const char *const assertions[] = {"(?=", "(?!", "(?<=", "(?<!"};
    static const char *const groups[] = {"(?-i:", "(?i:", "(?:", "(?>", "("};

    out->group = true;
    for (size_t i = 0; i < sizeof assertions / sizeof assertions[0]; i++) {
        size_t size = strlen(assertions[i]);

        if (!out->empty && strncmp(w->at, assertions[i], size) == 0) {
            out->empty = true;
            w->at += size;
        }
    }
    for (size_t i = 0; !out->empty && i < sizeof groups / sizeof groups[0]; i++) {
        size_t size = strlen(groups[i]);

        if (strncmp(w->at, groups[i], size) == 0) {
            w->at += size;
            break;
        }
    }
    if (*w->at == '?' || *w->at == '*' || ++w->depth > MOST_DEPTH) {
        w->failed = true;
        return;
    }
    take_choice(w, out, edge && !out->empty);
    w->depth--;
    w->failed = w->failed || *w->at != ')';
    w->at += !w->failed;
}

/* "{2,5}", "{2,}", "{2}". A brace that stands for itself, as in "{+2}", is rare. */
static void take_braces(struct walk *w, size_t *least, size_t *most)
{
    char *end;

    w->failed = !ascii_is_digit(w->at[1]);
    *least = *most = strtoul(w->at + 1, &end, 10);
    if (*end == ',') {
        *most = SIZE_MAX;
        if (ascii_is_digit(*++end))
            *most = strtoul(end, &end, 10);
    }
    w->failed = w->failed || *end != '}';
    w->at = end + 1;
}

/* How often an item stands: it may be missing; missing or once; once; once and more. */
enum stands { STANDS_MAYBE, STANDS_MAYBE_ONCE, STANDS_ONCE, STANDS_OFTEN };

/* The work at each place of a text is bounded where only what a word, or what stands between two, bounds is repeated
 * without end, and groups a few times. */
static enum stands take_quantifier(struct walk *w, const struct item *item)
{
    size_t least = 1, most = 1;

    if (*w->at == '{') {
        take_braces(w, &least, &most);
    } else if (*w->at && strchr("?*+", *w->at)) {
        least = *w->at == '+';
        most = *w->at == '?' ? 1 : SIZE_MAX;
        w->at++;
    } else {
        return STANDS_ONCE;
    }
    if (!w->failed && (*w->at == '?' || *w->at == '+'))
        w->at++;
    if (most > 1 && (item->group ? most > MOST_REPEATS : most == SIZE_MAX && item->broad))
        w->unbounded = true;
    if (most == 1)
        return least == 0 ? STANDS_MAYBE_ONCE : STANDS_ONCE;
    return least == 0 ? STANDS_MAYBE : STANDS_OFTEN;
}

static void take_item(struct walk *w, struct item *out, bool edge)
{
    *out = (struct item){.broad = false};
    switch (*w->at) {
    case '\\':
        take_escape(w, out);
        break;
    case '[':
        take_class(w, out);
        break;
    case '(':
        take_group(w, out, edge);
        break;
    case '^': case '$':
        out->empty = true;
        w->at++;
        break;
    case '.':
        out->broad = true;
        w->at++;
        break;
    default:
        take_character(&w->at, &out->texts);
        break;
    }
}

/* What is known of a sequence up to a place: all texts that it matches since its beginning or since the last item that
 * matches too many, and what it needs before that. */
struct run {
    struct match_texts texts;
    bool at_edge, whole;        /* where the texts begin; nothing stands before them */
    struct match_needs needs;
};

static bool is_one_blank(struct match_text t)
{
    return t.size == 1 && t.at[0] == ' ';
}

/* Whether a literal stands in another text where that would be met as well; *begins: at its beginning. */
static bool is_covered(const struct match_texts *texts, size_t number, bool at_edge, bool to_edge, bool *begins)
{
    struct str text = {texts->of[number].at, texts->of[number].size};

    for (size_t i = 0; i < texts->count; i++) {
        struct str other = {texts->of[i].at, texts->of[i].size};

        for (size_t at = 0; i != number && at + other.size <= text.size; at++)
            if (memcmp(text.at + at, other.at, other.size) == 0
                && (!at_edge || at == 0 || !is_word(text.at[at - 1]))
                && (!to_edge || at + other.size == text.size || !is_word(text.at[at + other.size]))) {
                *begins = at == 0;
                return true;
            }
    }
    return false;
}

static void add_literal(struct walk *w, struct match_needs *need, struct str text, bool at_edge, bool to_edge)
{
    *VEC_PUSH(&need->set) = (struct match_literal){
        .text = arena_str(w->arena, text), .at_edge = at_edge, .to_edge = to_edge,
        .chance = (float)match_chance_of(text, at_edge, to_edge)};
}

/* The texts become a need where each tells something. to_edge: a word ends behind them. */
static void end_run(struct walk *w, struct run *run, bool to_edge)
{
    struct match_needs need = {.count = 1, .begins = run->whole};
    bool tells = true, begins;

    for (size_t i = 0; tells && i < run->texts.count; i++) {
        struct match_text t = run->texts.of[i];

        tells = t.size >= SHORTEST || (t.size == 1 && !is_word(t.at[0]) && !is_one_blank(t));
    }
    for (size_t i = 0; tells && i < run->texts.count; i++)
        if (is_covered(&run->texts, i, run->at_edge, to_edge, &begins))
            need.begins = need.begins && begins;
        else
            add_literal(w, &need, (struct str){run->texts.of[i].at, run->texts.of[i].size}, run->at_edge, to_edge);
    if (need.set.count > 0)
        match_needs_both(&run->needs, &need);
    run->texts = (struct match_texts){.count = 1};
    run->whole = false;
}

static void add_texts(struct walk *w, struct run *run, const struct match_texts *texts, enum stands stands, bool edge)
{
    if (run->texts.count == 1 && run->texts.of[0].size == 0)
        run->at_edge = edge;
    if (!match_texts_append(&run->texts, texts)) {
        end_run(w, run, false);
        run->texts = *texts;
        run->at_edge = edge;
    }
    if (stands == STANDS_OFTEN)
        end_run(w, run, false);
}

static void add_item(struct walk *w, struct run *run, struct item *item, enum stands stands, bool edge)
{
    static const struct match_texts none = {.count = 1};
    bool is_blank = item->texts.count == 1 && is_one_blank(item->texts.of[0]);
    bool first = run->whole && run->texts.count == 1 && run->texts.of[0].size == 0;

    if (is_blank && stands == STANDS_OFTEN)     /* one blank stands for a run of them */
        stands = STANDS_ONCE;
    if (is_blank && stands == STANDS_MAYBE)
        stands = STANDS_MAYBE_ONCE;
    if (stands == STANDS_MAYBE
        || (stands == STANDS_MAYBE_ONCE && item->texts.count > 0 && !match_texts_unite(&item->texts, &none)))
        item->texts.count = 0;
    if (item->texts.count > 0) {
        add_texts(w, run, &item->texts, stands, edge);
        return;
    }
    end_run(w, run, false);
    item->needs.begins = item->needs.begins && first;
    if (stands >= STANDS_ONCE)
        match_needs_both(&run->needs, &item->needs);
    else
        match_needs_free(&item->needs);
}

/* One item behind the other, up to a bar, a bracket or the end. *edge: whether this begins, and then whether what
 * follows begins, a word. */
static void take_sequence(struct walk *w, struct run *run, bool *edge)
{
    *run = (struct run){.texts = {.count = 1}, .at_edge = *edge, .whole = true};
    while (!w->failed && *w->at && *w->at != '|' && *w->at != ')') {
        struct item item;
        enum stands stands;

        take_item(w, &item, *edge);
        stands = w->failed ? STANDS_ONCE : take_quantifier(w, &item);
        if (item.empty) {
            match_needs_free(&item.needs);
            continue;
        }
        add_item(w, run, &item, stands, *edge);
        *edge = item.edge && (stands >= STANDS_ONCE || *edge);
    }
}

/* Whether out, with this branch, still matches texts that are all known. */
static bool stays_listed(struct item *out, const struct run *branch, bool first)
{
    return branch->whole && (first || out->texts.count > 0) && match_texts_unite(&out->texts, &branch->texts);
}

/* What a group matches. */
static void take_choice(struct walk *w, struct item *out, bool edge)
{
    bool first = true;

    out->edge = true;
    for (;; first = false) {
        struct run branch, listed = {.texts = out->texts, .at_edge = edge, .whole = true};
        bool branch_edge = edge;

        take_sequence(w, &branch, &branch_edge);
        out->edge = out->edge && branch_edge;
        if (!stays_listed(out, &branch, first)) {
            if (listed.texts.count > 0) {
                end_run(w, &listed, false);
                out->needs = listed.needs;
                out->texts.count = 0;
            }
            end_run(w, &branch, false);
            if (first)
                out->needs = branch.needs;
            else
                match_needs_either(&out->needs, &branch.needs);
        }
        if (w->failed || *w->at != '|')
            return;
        w->at++;
    }
}

/* One alternative of the whole pattern. bound: nothing of a word stands before it or behind it. False where no need is
 * known. */
static bool take_alternative(struct walk *w, struct match_literals *out, bool bound, bool *begins)
{
    bool edge = bound, known;
    struct run run;

    take_sequence(w, &run, &edge);
    end_run(w, &run, bound);
    match_needs_keep_best(&run.needs, MATCH_MOST_NEEDS);
    known = !w->failed && run.needs.count > 0;
    *begins = run.needs.begins;
    for (size_t i = 0; known && i < run.needs.set.count; i++)
        *VEC_PUSH(out) = run.needs.set.at[i];
    match_needs_free(&run.needs);
    return known;
}

bool match_find_literals(struct match_alternatives *out, struct match_literals *literals, struct arena *a,
                         const char *pattern, bool *bounded)
{
    static const struct { const char *opening, *closing; } frames[] = {{"(?:", ")"}, {"(?<!\\w)(?:", ")(?!\\w)"}};
    bool bound = str_starts(str_of(pattern), str_of(frames[1].opening)), known = true;
    struct walk w = {.at = pattern + strlen(frames[bound].opening), .arena = a};
    size_t count = out->count, literal_count = literals->count;

    for (bool more = true; known && more; w.at += more) {
        struct match_alternative *next = VEC_PUSH(out);

        next->start = (size_t)(w.at - pattern);
        next->first_literal = literals->count;
        known = take_alternative(&w, literals, bound, &next->begins_with_need);
        next->stop = (size_t)(w.at - pattern);
        more = known && *w.at == '|';
    }
    known = known && strcmp(w.at, frames[bound].closing) == 0;
    if (!known) {
        out->count = count;
        literals->count = literal_count;
    }
    *bounded = !w.unbounded;
    return known;
}
