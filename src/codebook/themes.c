#include "codebook/codebook_internal.h"

#include <stdlib.h>
#include <string.h>

/* An example is a passage as a document has it: lines joined, blocks parted by an empty line. */
static const char *passage(struct reader *r, const xmlNode *node)
{
    struct str rest = str_trim(codebook_raw(r, node));
    char *copy = arena_alloc(&r->book->arena, rest.size + 1, 1), *to = copy;

    for (size_t i = 0; i < rest.size;) {
        size_t breaks = 0, from = i;

        for (; i < rest.size && strchr(" \t\r\n", rest.at[i]); i++)
            breaks += rest.at[i] == '\n';
        if (i == from) {
            *to++ = rest.at[i++];
        } else if (breaks > 1) {
            *to++ = '\n';
            *to++ = '\n';
        } else {
            *to++ = ' ';
        }
    }
    return copy;
}

static const char *optional(struct reader *r, const xmlNode *parent, const char *name)
{
    for (const xmlNode *child = codebook_first(parent); child; child = codebook_next(child))
        if (codebook_is(child, name))
            return codebook_words(r, child);
    return NULL;
}

static void read_rules(struct reader *r, const xmlNode *node, struct code *out)
{
    struct named_list ids = {0};
    struct rule *rules = arena_alloc(&r->book->arena, codebook_count(node, "rule"), sizeof *rules);

    out->rules = rules;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        struct rule *rule = &rules[out->rule_count];

        if (!codebook_is(child, "rule"))
            continue;
        out->rule_count++;
        codebook_read_rule(r, child, rule);
        *VEC_PUSH(&ids) = (struct named){rule->id, rule->line, NULL, rule};
    }
    codebook_sort_names(r, &ids, "rule");
    free(ids.at);
}

static void read_standing(struct reader *r, const xmlNode *node, struct code *out)
{
    static const char *const words[] = {"keep", "drop", "ignore"};

    for (size_t s = STANDING_PRESENT + 1; s < STANDING_COUNT; s++) {
        const char *use = codebook_attribute(r, node, standing_words[s]);

        for (size_t i = 0; use && i < sizeof words / sizeof words[0]; i++)
            if (strcmp(use, words[i]) == 0)
                out->use[s] = (enum standing_use)i;
    }
    if (out->unit != UNIT_SENTENCE && out->unit != UNIT_BLOCK)
        codebook_problem(r, codebook_line(node), "code \"%s\" is of unit \"%s\", which is always present; leave "
                         "<standing> out", out->id, unit_words[out->unit]);
}

static void read_examples(struct reader *r, const xmlNode *node, struct code *out)
{
    struct example *examples = arena_alloc(&r->book->arena, codebook_count(node, "example"), sizeof *examples);

    out->examples = examples;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        struct example *e = &examples[out->example_count];
        const char *match;

        if (!codebook_is(child, "example"))
            continue;
        out->example_count++;
        match = codebook_attribute(r, child, "match");
        for (int i = 0; i < EXAMPLE_KINDS; i++)
            if (strcmp(match, codebook_example_words[i]) == 0)
                e->kind = (enum example_kind)i;
        e->text = passage(r, child);
        e->source = codebook_attribute(r, child, "source");
        e->line = codebook_line(child);
    }
}

static void read_code(struct reader *r, const xmlNode *node, const struct theme *theme, struct code *out)
{
    const char *unit = codebook_attribute(r, node, "unit");

    out->id = codebook_attribute(r, node, "id");
    out->title = optional(r, node, "title");
    out->definition = optional(r, node, "definition");
    out->include = optional(r, node, "include");
    out->exclude = optional(r, node, "exclude");
    out->colour = codebook_attribute(r, node, "colour");
    out->line = codebook_line(node);
    out->theme = theme;
    for (size_t u = 0; unit && u < UNIT_COUNT; u++)
        if (strcmp(unit, unit_words[u]) == 0)
            out->unit = (enum unit)u;
    read_rules(r, node, out);
    if (out->rule_count == 0 && !codebook_attribute(r, node, "by"))
        codebook_problem(r, out->line, "<code id=\"%s\"> has no <rule>; a code that only reviewers tag is by=\"hand\"",
                         out->id ? out->id : "");
    else if (out->rule_count > 0 && codebook_attribute(r, node, "by"))
        codebook_problem(r, out->line, "<code id=\"%s\"> is by=\"hand\" and has a <rule>; leave one out",
                         out->id ? out->id : "");
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        if (codebook_is(child, "standing"))
            read_standing(r, child, out);
    read_examples(r, node, out);
}

static void read_theme(struct reader *r, const xmlNode *node, struct theme *theme, struct code *codes,
                       struct named_list *ids)
{
    theme->id = codebook_attribute(r, node, "id");
    theme->title = optional(r, node, "title");
    theme->first_code = r->book->code_count;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        struct code *code = &codes[r->book->code_count];

        if (!codebook_is(child, "code"))
            continue;
        read_code(r, child, theme, code);
        r->book->code_count++;
        theme->code_count++;
        *VEC_PUSH(ids) = (struct named){code->id, code->line, NULL, code};
    }
}

void codebook_read_themes(struct reader *r, const xmlNode *root)
{
    struct named_list theme_ids = {0};
    struct theme *themes = arena_alloc(&r->book->arena, codebook_count(root, "theme"), sizeof *themes);
    size_t codes = 0;
    struct code *code_array;

    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node))
        codes += codebook_is(node, "theme") ? codebook_count(node, "code") : 0;
    code_array = arena_alloc(&r->book->arena, codes, sizeof *code_array);
    r->book->themes = themes;
    r->book->codes = code_array;
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node)) {
        struct theme *theme = &themes[r->book->theme_count];

        if (!codebook_is(node, "theme"))
            continue;
        r->book->theme_count++;
        read_theme(r, node, theme, code_array, &r->codes);
        *VEC_PUSH(&theme_ids) = (struct named){theme->id, codebook_line(node), NULL, theme};
    }
    codebook_sort_names(r, &r->codes, "code");
    codebook_sort_names(r, &theme_ids, "theme");
    free(theme_ids.at);
}
