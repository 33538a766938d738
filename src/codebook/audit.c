/* The audit questions of a codebook: what is asked of each report, and by which excerpts it is answered. */
#include "codebook/codebook_internal.h"

#include <stdlib.h>

/* "CODE STANDING …": a code that the codebook has, and the standings that will do. */
static void read_condition(struct reader *r, const xmlNode *node, struct str words, struct audit_condition *out)
{
    struct str word = {0};

    while (word.size == 0 && str_next(&words, ' ', &word))
        ;
    if (word.size == 0) {
        codebook_problem(r, codebook_line(node), "a code is missing in when=\"%s\"",
                         codebook_attribute(r, node, "when"));
        return;
    }
    out->code = codebook_find_named(r, &r->codes, arena_copy(r->arena, word), "code", codebook_line(node));
    while (str_next(&words, ' ', &word)) {
        size_t s = str_find(word, standing_words, STANDING_COUNT);

        if (word.size == 0)
            continue;
        if (s == STANDING_COUNT)
            codebook_problem(r, codebook_line(node), "\"%.*s\" in when=\"…\" is no standing: present, absent, planned "
                             "or past; a second code stands behind a \";\"", STR_ARGS(word));
        else
            out->standing[s] = out->any = true;
    }
    out->standing[STANDING_PRESENT] = out->standing[STANDING_PRESENT] || !out->any;
}

static void read_when(struct reader *r, const xmlNode *node, enum audit_kind kind, struct audit_when *out)
{
    struct str rest = str_of(codebook_attribute(r, node, "when")), one;
    struct { struct audit_condition *at; size_t count, room; } list = {0};

    while (str_next(&rest, ';', &one)) {
        *VEC_PUSH(&list) = (struct audit_condition){.code = NULL};
        read_condition(r, node, one, &list.at[list.count - 1]);
    }
    out->kind = kind;
    out->line = codebook_line(node);
    out->conditions = arena_copy_array(r->arena, list.at, list.count, sizeof *list.at);
    out->condition_count = list.count;
    free(list.at);
}

static void read_question(struct reader *r, const xmlNode *node, struct audit_question *out)
{
    static const char *const words[AUDIT_KINDS] = {"yes", "partly", "no"};
    struct audit_when *whens;
    size_t count = 0;

    out->id = codebook_attribute(r, node, "id");
    out->number = codebook_attribute(r, node, "number");
    out->line = codebook_line(node);
    out->source = "";
    for (int k = 0; k < AUDIT_KINDS; k++)
        count += codebook_count(node, words[k]);
    whens = arena_alloc(r->arena, count, sizeof *whens);
    out->whens = whens;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        if (codebook_is(child, "text"))
            out->text = codebook_words(r, child);
        if (codebook_is(child, "source"))
            out->source = codebook_words(r, child);
        for (int k = 0; k < AUDIT_KINDS; k++)
            if (codebook_is(child, words[k]))
                read_when(r, child, (enum audit_kind)k, &whens[out->when_count++]);
    }
}

static void read_questions(struct reader *r, const xmlNode *node)
{
    struct audit_question *questions = arena_alloc(r->arena, codebook_count(node, "question"), sizeof *questions);
    struct named_list ids = {0};

    r->book->questions = questions;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        struct audit_question *q = &questions[r->book->question_count++];

        read_question(r, child, q);
        *VEC_PUSH(&ids) = (struct named){q->id, q->line, NULL, q};
    }
    codebook_sort_names(r, &ids, "question");
    free(ids.at);
}

void codebook_read_audit(struct reader *r, const xmlNode *root)
{
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node))
        if (codebook_is(node, "audit"))
            read_questions(r, node);
}

static bool holds(const struct codebook *book, const struct audit_when *when, size_t (*counts)[STANDING_COUNT])
{
    for (size_t i = 0; i < when->condition_count; i++) {
        const struct audit_condition *c = &when->conditions[i];
        size_t found = 0;

        for (int s = 0; s < STANDING_COUNT; s++)
            found += c->standing[s] ? counts[c->code - book->codes][s] : 0;
        if (found == 0)
            return false;
    }
    return true;
}

const struct audit_when *codebook_answer(const struct codebook *book, const struct audit_question *question,
                                         size_t (*counts)[STANDING_COUNT])
{
    for (size_t i = 0; i < question->when_count; i++)
        if (holds(book, &question->whens[i], counts))
            return &question->whens[i];
    return NULL;
}
