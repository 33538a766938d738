#include "oracle/lines.h"

#include <stdio.h>

static bool note(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s/%s/%s[%u,%u)", e->code->id, e->rule->id, standing_words[e->standing], e->range.start,
                   e->range.stop);
    for (size_t i = 0; i < e->span_count; i++)
        buf_add_format(out, "%s%u,%u", i ? " " : "{", e->spans[i].start, e->spans[i].stop);
    buf_add(out, e->span_count ? STR("}\n") : STR("{}\n"));
    return true;
}

static bool note_problem(void *payload, const struct match_problem *p, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%s/gave up[%u,%u): %s\n", p->code->id, p->range.start, p->range.stop, p->reason);
    return true;
}

struct match_sink lines_sink(struct buf *out)
{
    return (struct match_sink){note, note_problem, out};
}

void lines_of_codes(struct buf *out, const struct buf *all, const struct codebook *book, const bool *wanted)
{
    struct str rest = buf_str(all), line;

    buf_clear(out);
    while (str_next(&rest, '\n', &line)) {
        struct str tail = line, code;

        str_next(&tail, '/', &code);
        for (size_t c = 0; c < book->code_count; c++)
            if (wanted[c] && str_equal(str_of(book->codes[c].id), code))
                buf_add_format(out, "%.*s\n", STR_ARGS(line));
    }
}

void lines_tell(const char *what, const struct buf *expected, const struct buf *found)
{
    struct str left = buf_str(expected), right = buf_str(found), a = {0}, b = {0};
    bool more = true;

    while (more && str_equal(a, b)) {
        bool some = str_next(&left, '\n', &a), others = str_next(&right, '\n', &b);

        a = some ? a : STR("(nothing)");
        b = others ? b : STR("(nothing)");
        more = some || others;
    }
    printf("# %s: the oracle has %.*s, match %.*s\n", what, STR_ARGS(a), STR_ARGS(b));
}
