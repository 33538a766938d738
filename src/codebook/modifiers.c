#include "codebook/codebook_internal.h"

#include <stdlib.h>
#include <string.h>

static bool is_yes(const char *value)
{
    return value && strcmp(value, "yes") == 0;
}

static void read_modifier(struct reader *r, const xmlNode *node, struct modifier *out)
{
    const char *standing = codebook_attribute(r, node, "standing");
    const char *direction = codebook_attribute(r, node, "direction");
    const char *within = codebook_attribute(r, node, "within");

    out->id = codebook_attribute(r, node, "id");
    out->line = codebook_line(node);
    for (size_t s = STANDING_PRESENT + 1; s < STANDING_COUNT; s++)
        if (strcmp(standing, standing_words[s]) == 0)
            out->standing = (enum standing)s;
    out->forward = strcmp(direction, "backward") != 0;
    out->backward = strcmp(direction, "forward") != 0;
    out->previous = is_yes(codebook_attribute(r, node, "previous"));
    out->inside = is_yes(codebook_attribute(r, node, "inside"));
    out->within = within ? (unsigned)strtoul(within, NULL, 10) : UINT_MAX;
    out->patterns = codebook_patterns(r, node, "pattern", &out->pattern_count);
    out->excepts = codebook_patterns(r, node, "except", &out->except_count);
    out->terminators = codebook_patterns(r, node, "until", &out->terminator_count);
}

void codebook_read_modifiers(struct reader *r, const xmlNode *root)
{
    struct modifier *modifiers = arena_alloc(&r->book->arena, codebook_count(root, "modifier"), sizeof *modifiers);
    struct named_list ids = {0};

    r->book->modifiers = modifiers;
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node)) {
        struct modifier *m = &modifiers[r->book->modifier_count];

        if (!codebook_is(node, "modifier"))
            continue;
        r->book->modifier_count++;
        read_modifier(r, node, m);
        *VEC_PUSH(&ids) = (struct named){m->id, m->line, NULL, m};
    }
    codebook_sort_names(r, &ids, "modifier");
    free(ids.at);
}
