/* A line that is a pattern, then a text: alone, in a near with itself, unless itself, in a block, inside words and with
 * its letters as they are. What is found and what is given up must be the same with the filter as without it, and with
 * one of some codes alone. */
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool found(void *payload, const struct match_excerpt *e, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%s %u-%u", e->code->id, e->range.start, e->range.stop);
    for (size_t i = 0; i < e->span_count; i++) {
        if (e->spans[i].start < e->range.start || e->spans[i].stop > e->range.stop
            || e->spans[i].start >= e->spans[i].stop)
            abort();
        buf_add_format(payload, " %u-%u", e->spans[i].start, e->spans[i].stop);
    }
    buf_add_char(payload, '\n');
    return true;
}

static bool gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)err;
    if (!p->reason || !p->pattern)
        abort();
    buf_add_format(payload, "%s %u-%u %s\n", p->code->id, p->range.start, p->range.stop, p->reason);
    return true;
}

/* wanted: NULL, or the codes that are looked for, by a filter of these. */
static void look(const struct codebook *book, const struct document *doc, bool filtered, const bool *wanted,
                 struct buf *out)
{
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    struct match_sink sink = {found, gave_up, out};
    struct error err;

    if (match_compile(&program, book, &err)) {
        if (!filtered)
            match_drop_filter(program);
        else if (wanted)
            match_narrow(program, wanted);
        if (!match_worker_new(&worker, program, &err))
            abort();
        match_use_codes(worker, wanted);
        if (!match_run(worker, doc, &sink, &err))
            abort();
    }
    match_worker_free(worker);
    match_free(program);
}

static void compare(const struct codebook *book, struct str text)
{
    static const bool some[] = {true, false, false, true, true};     /* of run, a code each */
    static const bool *const wanted[] = {NULL, some};
    struct document *doc = NULL;
    struct error err;

    if (!document_of_passage(&doc, text, &err))
        return;
    for (int i = 0; i < 2; i++) {
        struct buf expected = {0}, seen = {0};

        look(book, doc, false, wanted[i], &expected);
        look(book, doc, true, wanted[i], &seen);
        if (strcmp(buf_text(&expected), buf_text(&seen)) != 0)
            abort();
        buf_free(&expected);
        buf_free(&seen);
    }
    document_free(doc);
}

static void run(const char *pattern, struct str text)
{
    const struct pattern p = {.text = pattern, .line = 1}, loose = {.text = pattern, .line = 1, .loose = true},
        cased = {.text = pattern, .line = 1, .match_case = true};
    const struct rule_node leaf = {.kind = RULE_PATTERN, .pattern = &p};
    const struct rule_node loose_leaf = {.kind = RULE_PATTERN, .pattern = &loose};
    const struct rule_node cased_leaf = {.kind = RULE_PATTERN, .pattern = &cased};
    const struct rule_node *const twice[] = {&leaf, &leaf};
    const struct rule_node near = {.kind = RULE_NEAR, .within = 5, .children = twice, .child_count = 2};
    const struct rule_node *const either[] = {&near, &leaf};
    const struct rule_node any = {.kind = RULE_ANY, .children = either, .child_count = 2};
    const struct rule_node strike = {.kind = RULE_NOT, .scope = SCOPE_PREVIOUS, .children = twice, .child_count = 1};
    const struct rule_node *const unless[] = {&strike}, *const others[] = {&loose_leaf, &cased_leaf};
    const struct rule_node other = {.kind = RULE_ANY, .children = others, .child_count = 2};
    const struct rule rule = {.id = "r", .node = &any, .unless = unless, .unless_count = 1};
    const struct rule_node about = {.kind = RULE_AROUND, .scope = SCOPE_PREVIOUS, .children = twice, .child_count = 1};
    const struct rule_node *const with[] = {&about, &any};
    const struct rule_node all = {.kind = RULE_ALL, .children = with, .child_count = 2};
    const struct rule led = {.id = "t", .node = &all};
    const struct rule alone = {.id = "s", .node = &other};
    const struct code codes[] = {
        {.id = "a", .rules = &rule, .rule_count = 1},
        {.id = "b", .unit = UNIT_BLOCK, .rules = &rule, .rule_count = 1},
        {.id = "c", .unit = UNIT_SECTION, .rules = &rule, .rule_count = 1},
        {.id = "d", .rules = &alone, .rule_count = 1},
        {.id = "e", .rules = &led, .rule_count = 1},
    };
    const struct modifier modifier = {.id = "m", .standing = STANDING_ABSENT, .forward = true, .backward = true,
        .previous = true, .within = 3, .patterns = &p, .pattern_count = 1, .terminators = &p, .terminator_count = 1};
    const struct codebook book = {.codes = codes, .code_count = 5, .modifiers = &modifier, .modifier_count = 1};

    compare(&book, text);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct str text = {(const char *)data, size}, line;
    struct buf pattern = {0};

    if (str_next(&text, '\n', &line) && line.size > 0 && line.size < 200 && str_is_text(line) && text.size < 2000) {
        buf_add(&pattern, line);
        run(buf_text(&pattern), text);
    }
    buf_free(&pattern);
    return 0;
}
