#include "run/project.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CLEAR_PERCENT = 3 };     /* by so much of the ends the best must be ahead of the next */

/* Plain ones first: where several place everything alike, the plainest is told. */
struct convention run_convention(unsigned which)
{
    return (struct convention){.mark = which & 4, .two = which & 2, .utf16 = which & 1};
}

void run_convention_say(struct buf *out, struct convention c)
{
    buf_add_format(out, "%s, CR LF as %s%s", c.utf16 ? "UTF-16 units" : "code points", c.two ? "two" : "one",
                   c.mark ? ", byte order mark counted" : "");
}

static size_t size_of_character(struct str text, size_t at)
{
    size_t size = 1;

    while (at + size < text.size && ((unsigned char)text.at[at + size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* Counts `units` positions at the present end of the plain text. */
static void count_units(struct measured *m, size_t units)
{
    while (units-- > 0)
        m->at[m->count++] = (uint32_t)m->plain.size;
}

void run_positions(struct measured *m, struct str text, struct convention c)
{
    size_t from = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;

    *m = (struct measured){.at = must_realloc(NULL, (text.size + 2) * sizeof *m->at)};
    if (from > 0 && c.mark)
        count_units(m, 1);
    for (size_t i = from; i < text.size;) {
        size_t size = size_of_character(text, i);

        if (text.at[i] == '\r') {
            bool pair = i + 1 < text.size && text.at[i + 1] == '\n';

            count_units(m, pair && c.two ? 2 : 1);
            buf_add_char(&m->plain, '\n');
            i += pair ? 2 : 1;
            continue;
        }
        count_units(m, c.utf16 && size == 4 ? 2 : 1);
        buf_add(&m->plain, str_slice(text, i, i + size));
        i += size;
    }
    m->at[m->count] = (uint32_t)m->plain.size;
}

void run_positions_free(struct measured *m)
{
    buf_free(&m->plain);
    free(m->at);
    *m = (struct measured){.count = 0};
}

static bool is_word(struct str text, size_t at)
{
    unsigned char c = at < text.size ? (unsigned char)text.at[at] : ' ';

    return isalnum(c) || c >= 0x80 || c == '\'';
}

static bool is_bound(struct str text, size_t at)
{
    return at == 0 || at >= text.size || is_word(text, at - 1) != is_word(text, at);
}

/* Whether a selection's name is its words: several programs put them there, cut and with an ellipsis. */
static bool is_named(struct str words, struct str name)
{
    enum { ENOUGH = 12 };

    if (str_ends(name, STR("…")))
        name = str_slice(name, 0, name.size - strlen("…"));
    else if (str_ends(name, STR("...")))
        name = str_slice(name, 0, name.size - 3);
    else
        return str_equal(str_trim(words), name);
    if (name.size > ENOUGH)
        name = str_slice(name, 0, name.size - name.size % 2);
    return str_starts(words, name);
}

/* Two ends on bounds count 2, a name that is the words 2 more. */
static unsigned score_selection(const struct project_selection *s, const struct measured *m)
{
    struct str text = buf_str(&m->plain);
    uint32_t start, stop;

    if (s->start < 0 || s->stop <= s->start || (size_t)s->stop > m->count)
        return 0;
    start = m->at[s->start];
    stop = m->at[s->stop];
    return is_bound(text, start) + is_bound(text, stop)
        + (s->name.size > 0 && is_named(str_slice(text, start, stop), s->name) ? 2 : 0);
}

struct scores {
    uint64_t points[CONVENTIONS], hash[CONVENTIONS];
};

/* The scores of all selections of one source; p->selections are by source. */
static void score_source(const struct project *p, size_t source, size_t first, size_t last, struct scores *out)
{
    for (unsigned c = 0; c < CONVENTIONS; c++) {
        struct measured m;

        run_positions(&m, p->sources.at[source].text, run_convention(c));
        for (size_t i = first; i < last; i++) {
            const struct project_selection *s = &p->selections.at[i];
            bool inside = s->start >= 0 && s->stop > s->start && (size_t)s->stop <= m.count;

            out->points[c] += score_selection(s, &m);
            out->hash[c] = out->hash[c] * 1000003 + (inside ? m.at[s->start] * 31u + m.at[s->stop] + 1u : 0);
        }
        run_positions_free(&m);
    }
}

static bool choose(const struct scores *s, size_t selections, struct convention *out, struct error *err)
{
    unsigned best = 0, next = CONVENTIONS;
    struct buf one = {0}, other = {0};

    for (unsigned c = 1; c < CONVENTIONS; c++)
        if (s->points[c] > s->points[best])
            best = c;
    for (unsigned c = 0; c < CONVENTIONS; c++)
        if (s->hash[c] != s->hash[best] && (next == CONVENTIONS || s->points[c] > s->points[next]))
            next = c;
    *out = run_convention(best);
    if (next == CONVENTIONS || (s->points[best] - s->points[next]) * 100 > selections * 2 * CLEAR_PERCENT)
        return true;
    run_convention_say(&one, run_convention(best));
    run_convention_say(&other, run_convention(next));
    error_set(err, ERROR_INPUT, "how it counts positions is not clear: \"%s\" fits %llu times and \"%s\" %llu times, "
              "of %zu ends and names; say --positions", one.at, (unsigned long long)s->points[best], other.at,
              (unsigned long long)s->points[next], selections * 4);
    buf_free(&one);
    buf_free(&other);
    return false;
}

bool run_convention_find(const struct project *p, struct convention *out, struct error *err)
{
    struct scores scores = {.points = {0}};

    *out = run_convention(0);
    for (size_t i = 0; i < p->selections.count;) {
        size_t last = i;

        while (last < p->selections.count && p->selections.at[last].source == p->selections.at[i].source)
            last++;
        score_source(p, p->selections.at[i].source, i, last, &scores);
        i = last;
    }
    return choose(&scores, p->selections.count, out, err);
}
