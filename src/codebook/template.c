#include "codebook/template.h"
#include "base/ascii.h"
#include "codebook/codebook_internal.h"

#include <stdlib.h>
#include <string.h>

static const char schema_text[] =
#include "codebook/template_rng.inc"
    ;
static const struct reader_kind template_kind = {
    "template", "urn:excerpta:template:1", {schema_text, sizeof schema_text - 1}};

/* A reading of questions: those found so far, and their ids to find doubled ones. */
struct asking {
    struct reader *r;
    struct { struct template_question *at; size_t count, room; } questions;
    struct named_list ids;
};

/* A wording without letters or digits could never be found, one without an end is a mistake. */
static void check_wording(struct reader *r, const xmlNode *node, const char *words)
{
    bool says = false;

    for (const char *c = words; *c; c++)
        says = says || ascii_is_letter(*c) || (unsigned char)*c >= 0x80;
    if (!says)
        codebook_problem(r, codebook_line(node), "<%s> \"%.40s\" has no word to recognise it by", codebook_name(node),
                         words);
    if (strlen(words) > TEMPLATE_MAX_WORDING)
        codebook_problem(r, codebook_line(node), "<%s> has more than %d bytes; give the words that the form asks with",
                         codebook_name(node), TEMPLATE_MAX_WORDING);
}

/* The text first, then the alternatives. */
static const char *const *read_wordings(struct reader *r, const xmlNode *parent, size_t *count)
{
    size_t room = codebook_count(parent, "text") + codebook_count(parent, "alternative");
    const char **words = arena_alloc(r->arena, room, sizeof *words);

    *count = 0;
    for (const xmlNode *node = codebook_first(parent); node; node = codebook_next(node)) {
        if (codebook_is(node, "question"))
            continue;
        words[*count] = codebook_words(r, node);
        check_wording(r, node, words[*count]);
        ++*count;
    }
    return words;
}

static void read_question(struct asking *a, const xmlNode *node, int parent)
{
    struct template_question *q = VEC_PUSH(&a->questions);
    const char *number = codebook_attribute(a->r, node, "number");

    *q = (struct template_question){
        .id = codebook_attribute(a->r, node, "id"), .number = number ? number : "", .parent = parent,
        .line = codebook_line(node)};
    q->wordings = read_wordings(a->r, node, &q->wording_count);
    q->text = q->wordings[0];
    *VEC_PUSH(&a->ids) = (struct named){q->id, q->line, NULL, NULL};
}

static void read_questions(struct asking *a, const xmlNode *root)
{
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node)) {
        int parent = (int)a->questions.count;

        if (!codebook_is(node, "question"))
            continue;
        read_question(a, node, -1);
        for (const xmlNode *part = codebook_first(node); part; part = codebook_next(part))
            if (codebook_is(part, "question"))
                read_question(a, part, parent);
    }
    if (a->questions.count > TEMPLATE_MAX_QUESTIONS)
        codebook_problem(a->r, codebook_line(root), "a template has at most %d questions, this one %zu",
                         TEMPLATE_MAX_QUESTIONS, a->questions.count);
    codebook_sort_names(a->r, &a->ids, "question");
}

static void read_head(struct reader *r, const xmlNode *root, struct template *t)
{
    const char *language = codebook_attribute(r, root, "xml:lang");
    struct buf sources = {0};

    t->id = codebook_attribute(r, root, "id");
    t->version = codebook_attribute(r, root, "version");
    t->language = language ? language : "";
    t->title = t->description = "";
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node)) {
        if (codebook_is(node, "title"))
            t->title = codebook_words(r, node);
        else if (codebook_is(node, "description"))
            t->description = codebook_words(r, node);
        else if (codebook_is(node, "source"))
            buf_add_format(&sources, "%s%s", sources.size ? "\n" : "", codebook_words(r, node));
    }
    t->source = arena_copy(r->arena, buf_str(&sources));
    buf_free(&sources);
}

/* As a codebook is read: the shape first, then what the parts say, then the schema. */
static bool read_template(struct reader *r, struct template *t, struct str xml, struct error *err)
{
    struct asking a = {.r = r};
    const xmlNode *root;
    xmlDoc *doc = NULL;
    bool ok = false;

    if (!codebook_load(r, &doc, xml, "template", err))
        goto out;
    root = xmlDocGetRootElement(doc);
    codebook_check_shape(r, root);
    if (r->problem_count == 0) {
        read_head(r, root, t);
        read_questions(&a, root);
    }
    ok = r->problem_count > 0 ? codebook_refuse(r, err) : codebook_validate(r, doc, err);
    t->questions = arena_copy_array(&t->arena, a.questions.at, a.questions.count, sizeof *a.questions.at);
    t->question_count = a.questions.count;
out:
    free(a.questions.at);
    free(a.ids.at);
    xmlFreeDoc(doc);
    return ok;
}

bool template_parse(struct template **out, struct str xml, const char *name, struct error *err)
{
    struct template *t = must_realloc(NULL, sizeof *t);
    struct reader r = {.kind = &template_kind, .arena = &t->arena, .name = name};
    bool ok;

    *t = (struct template){0};
    *out = NULL;
    ok = read_template(&r, t, xml, err);
    buf_free(&r.problems);
    if (ok) {
        t->xml = arena_str(&t->arena, xml);
        file_hash_bytes(xml, t->hash);
        *out = t;
    } else {
        template_free(t);
    }
    return ok;
}

bool template_read(struct template **out, const char *path, struct error *err)
{
    struct buf bytes = {0};
    bool ok = false;

    *out = NULL;
    if (file_read(&bytes, path, CODEBOOK_MAX_BYTES, err))
        ok = template_parse(out, buf_str(&bytes), path, err);
    buf_free(&bytes);
    return ok;
}

void template_free(struct template *t)
{
    if (!t)
        return;
    arena_free(&t->arena);
    free(t);
}
