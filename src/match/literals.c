#include "match/filter_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_REPEATS = 20, MOST_DEPTH = 40, SHORTEST = 2, LONGEST = 16, MOST_LITERALS = 400 };

/* What every match of a part of a pattern has: one of these literals; or nothing that is known. */
struct needs {
    struct match_literals set;
    bool unknown;
};

/* A walk over a pattern. What it does not know ends it. */
struct walk {
    const char *at;
    struct arena *arena;
    bool failed;
    unsigned depth;
};

/* What a part of a pattern is, to what stands behind it. */
struct item {
    struct needs needs;
    char letter;            /* it is this one character, in lower case; or 0 */
    bool broad;             /* it matches nearly any character */
    bool group;
    bool empty;             /* it takes no text: an assertion */
    bool edge;              /* what follows it stands at a word's beginning */
};

static void free_needs(struct needs *n)
{
    free(n->set.at);
    *n = (struct needs){.unknown = true};
}

/* How often the literals would be met by chance; more is worse. */
static double cost_of(const struct needs *n)
{
    double cost = 0;

    if (n->unknown || n->set.count == 0)
        return INFINITY;
    for (size_t i = 0; i < n->set.count; i++)
        cost += pow(8, -(double)n->set.at[i].text.size - n->set.at[i].at_edge);
    return cost;
}

/* Both hold: the better is kept, the other given up. */
static void take_better(struct needs *best, struct needs *other)
{
    if (cost_of(other) < cost_of(best)) {
        struct needs worse = *best;

        *best = *other;
        *other = worse;
    }
    free_needs(other);
}

/* One or the other holds. */
static void take_either(struct needs *all, struct needs *other)
{
    if (other->unknown || all->set.count + other->set.count > MOST_LITERALS)
        all->unknown = true;
    for (size_t i = 0; !all->unknown && i < other->set.count; i++)
        *VEC_PUSH(&all->set) = other->set.at[i];
    free_needs(other);
}

/* Neither a letter nor a figure nor a blank. */
static bool is_sign(char c)
{
    return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != ' ';
}

static void take_escape(struct walk *w, struct item *out)
{
    char c = w->at[1];

    if (c == '\0' || (unsigned char)c >= 0x80) {
        w->failed = true;
        return;
    }
    w->at += 2;
    out->needs.unknown = true;
    out->broad = c == 'S' || c == 'D';
    out->edge = c == 's' || c == 'W';
    if (c == 'b' || c == 'B')
        out->empty = true;
    else if (!strchr("wWsSdDtnrf", c) && is_sign(c))
        out->letter = c;
    else if (!strchr("wWsSdDtnrf", c))
        w->failed = true;
}

static void take_class(struct walk *w, struct item *out)
{
    struct item inside = {.letter = 0};

    out->needs.unknown = true;
    out->broad = w->at[1] == '^';
    w->at += 1 + out->broad;
    if (*w->at == ']')
        w->at++;
    while (!w->failed && *w->at != ']') {
        if (*w->at == '\0' || (*w->at == '[' && strchr(":.=", w->at[1])))
            w->failed = true;
        else if (*w->at == '\\')
            take_escape(w, &inside);
        else
            w->at++;
        out->broad = out->broad || inside.broad;
    }
    w->at += !w->failed;
}

static void take_choice(struct walk *w, struct item *out, bool edge);

/* Groups that capture or not, assertions; no conditions, calls, names or options. */
static void take_group(struct walk *w, struct item *out, bool edge)
{
    static const char *const assertions[] = {"(?=", "(?!", "(?<=", "(?<!"};

    out->group = true;
    for (size_t i = 0; i < sizeof assertions / sizeof assertions[0]; i++) {
        size_t size = strlen(assertions[i]);

        if (!out->empty && strncmp(w->at, assertions[i], size) == 0) {
            out->empty = true;
            w->at += size;
        }
    }
    if (!out->empty)
        w->at += strncmp(w->at, "(?:", 3) == 0 || strncmp(w->at, "(?>", 3) == 0 ? 3 : 1;
    if (*w->at == '?' || *w->at == '*' || ++w->depth > MOST_DEPTH) {
        w->failed = true;
        return;
    }
    take_choice(w, out, edge && !out->empty);
    w->depth--;
    w->failed = w->failed || *w->at != ')';
    w->at += !w->failed;
    if (out->empty)
        free_needs(&out->needs);
}

/* "{2,5}", "{2,}", "{2}". */
static void take_braces(struct walk *w, size_t *least, size_t *most)
{
    char *end;

    *least = *most = strtoul(w->at + 1, &end, 10);
    if (end == w->at + 1)
        w->failed = true;       /* a brace that stands for itself is rare */
    if (*end == ',') {
        const char *upper = end + 1;

        *most = strtoul(upper, &end, 10);
        if (end == upper)
            *most = SIZE_MAX;
    }
    w->failed = w->failed || *end != '}';
    w->at = end + 1;
}

/* Repeats without end only of what a word, or what stands between two, bounds, and of groups a few times: so the work
 * at each place of a text is bounded. Gives how an item stands (add_to_run). */
static size_t take_quantifier(struct walk *w, const struct item *item)
{
    size_t least = 1, most = 1;

    if (*w->at == '{') {
        take_braces(w, &least, &most);
    } else if (*w->at && strchr("?*+", *w->at)) {
        least = *w->at == '+';
        most = *w->at == '?' ? 1 : SIZE_MAX;
        w->at++;
    } else {
        return 2;               /* none: the item stands as it is */
    }
    if (!w->failed && (*w->at == '?' || *w->at == '+'))
        w->at++;
    if (most > 1 && (item->group ? most > MOST_REPEATS : most == SIZE_MAX && item->broad))
        w->failed = true;
    return least > 0;
}

static void take_item(struct walk *w, struct item *out, bool edge)
{
    *out = (struct item){.letter = 0};
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
        out->needs.unknown = out->empty = true;
        w->at++;
        break;
    default:
        out->needs.unknown = true;
        out->broad = *w->at == '.';
        if (*w->at != '.' && (unsigned char)*w->at < 0x80)
            out->letter = *w->at >= 'A' && *w->at <= 'Z' ? (char)(*w->at + 32) : *w->at;
        w->at++;
        break;
    }
}

/* Letters one behind the other. */
struct run {
    char letters[LONGEST];
    size_t size;
    bool at_edge;
};

static void end_run(struct walk *w, struct run *run, struct needs *best)
{
    struct needs literal = {.unknown = false};

    if (run->size >= SHORTEST || (run->size == 1 && is_sign(run->letters[0]))) {
        *VEC_PUSH(&literal.set) = (struct match_literal){arena_str(w->arena, (struct str){run->letters, run->size}),
                                                         run->at_edge};
        take_better(best, &literal);
    }
    run->size = 0;
}

/* Adds what an item is to the run. `stands`: 0, it may be missing; 1, at least once; 2, as it is. */
static void add_to_run(struct walk *w, struct run *run, struct needs *best, const struct item *item, size_t stands,
                       bool edge)
{
    bool added = item->letter && stands > 0;

    if (added && run->size == 0)
        run->at_edge = edge;
    if (added)
        run->letters[run->size++] = item->letter;
    if ((!added || stands < 2 || run->size == LONGEST) && !item->empty)
        end_run(w, run, best);
}

/* One item behind the other, up to a bar, a bracket or the end. *edge: whether this begins, and then whether what
 * follows begins, a word. */
static void take_sequence(struct walk *w, struct needs *best, bool *edge)
{
    struct run run = {.size = 0};

    *best = (struct needs){.unknown = true};
    while (!w->failed && *w->at && *w->at != '|' && *w->at != ')') {
        struct item item;
        size_t stands;

        take_item(w, &item, *edge);
        stands = w->failed ? 0 : take_quantifier(w, &item);
        add_to_run(w, &run, best, &item, stands, *edge);
        if (stands > 0)
            take_better(best, &item.needs);
        else
            free_needs(&item.needs);
        if (!item.empty)
            *edge = item.edge && (stands > 0 || *edge);
    }
    end_run(w, &run, best);
}

static void take_choice(struct walk *w, struct item *out, bool edge)
{
    out->needs = (struct needs){.unknown = false};
    out->edge = true;
    for (;;) {
        struct needs branch;
        bool branch_edge = edge;

        take_sequence(w, &branch, &branch_edge);
        take_either(&out->needs, &branch);
        out->edge = out->edge && branch_edge;
        if (w->failed || *w->at != '|')
            return;
        w->at++;
    }
}

bool match_find_literals(struct match_literals *out, struct arena *a, const char *pattern)
{
    static const char bound[] = "(?<!\\w)";
    struct walk w = {.at = pattern, .arena = a};
    bool is_bound = strncmp(pattern, bound, sizeof bound - 1) == 0;
    struct item whole = {.letter = 0};
    bool known;

    if (is_bound)
        w.at += sizeof bound - 1;
    take_choice(&w, &whole, is_bound);
    known = !w.failed && *w.at == '\0' && !whole.needs.unknown && whole.needs.set.count > 0;
    for (size_t i = 0; known && i < whole.needs.set.count; i++)
        *VEC_PUSH(out) = whole.needs.set.at[i];
    free_needs(&whole.needs);
    return known;
}
