/* A line that is a pattern, then a text: alone, in a near with itself, unless itself, in a block. */
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool found(void *payload, const struct match_excerpt *e, struct error *err)
{
    (void)payload;
    (void)err;
    for (size_t i = 0; i < e->span_count; i++)
        if (e->spans[i].start < e->range.start || e->spans[i].stop > e->range.stop
            || e->spans[i].start >= e->spans[i].stop)
            abort();
    return true;
}

static bool gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)payload;
    (void)err;
    if (!p->reason || !p->pattern)
        abort();
    return true;
}

static void run(struct str pattern, struct str text)
{
    const struct pattern p = {.text = pattern.at, .line = 1};
    const struct rule_node leaf = {.kind = RULE_PATTERN, .pattern = &p};
    const struct rule_node *const twice[] = {&leaf, &leaf};
    const struct rule_node near = {.kind = RULE_NEAR, .within = 5, .children = twice, .child_count = 2};
    const struct rule_node *const either[] = {&near, &leaf};
    const struct rule_node any = {.kind = RULE_ANY, .children = either, .child_count = 2};
    const struct rule_node strike = {.kind = RULE_NOT, .scope = SCOPE_PREVIOUS, .children = twice, .child_count = 1};
    const struct rule_node *const unless[] = {&strike};
    const struct rule rule = {.id = "r", .node = &any, .unless = unless, .unless_count = 1};
    const struct code codes[] = {
        {.id = "a", .rules = &rule, .rule_count = 1},
        {.id = "b", .unit = UNIT_BLOCK, .rules = &rule, .rule_count = 1},
        {.id = "c", .unit = UNIT_SECTION, .rules = &rule, .rule_count = 1},
    };
    const struct modifier modifier = {.id = "m", .standing = STANDING_ABSENT, .forward = true, .backward = true,
        .previous = true, .within = 3, .patterns = &p, .pattern_count = 1, .terminators = &p, .terminator_count = 1};
    const struct codebook book = {.codes = codes, .code_count = 3, .modifiers = &modifier, .modifier_count = 1};
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    struct document *doc = NULL;
    struct match_sink sink = {found, gave_up, NULL};
    struct error err;

    if (match_compile(&program, &book, &err) && match_worker_new(&worker, program, &err)
        && document_of_passage(&doc, text, &err) && !match_run(worker, doc, &sink, &err))
        abort();
    document_free(doc);
    match_worker_free(worker);
    match_free(program);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct str text = {(const char *)data, size}, line;
    struct buf pattern = {0};

    if (str_next(&text, '\n', &line) && line.size > 0 && line.size < 200 && str_is_text(line) && text.size < 2000) {
        buf_add(&pattern, line);
        run(buf_str(&pattern), text);
    }
    buf_free(&pattern);
    return 0;
}
