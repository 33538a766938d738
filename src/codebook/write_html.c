#include "codebook/words.h"
#include "codebook/write.h"
#include "codebook/writer.h"

static const char style[] =
#include "codebook/appendix_css.inc"
    ;

static void element(struct xml_writer *w, const char *name, const char *text)
{
    codebook_write_element(w, name, str_of(text));
}

static void start_with_class(struct xml_writer *w, const char *name, const char *class)
{
    codebook_write_start(w, name);
    codebook_write_attribute(w, "class", str_of(class));
}

static void write_id(struct xml_writer *w, const char *id)
{
    start_with_class(w, "span", "id");
    codebook_write_text(w, str_of(id));
    codebook_write_end(w);
}

static void write_part(struct xml_writer *w, const struct rule_node *node)
{
    struct buf words = {0};

    codebook_write_start(w, "li");
    if (node->kind == RULE_PATTERN || node->kind == RULE_WITHIN) {
        codebook_write_text(w, node->kind == RULE_WITHIN ? STR("a heading above it has ") : STR("the words "));
        element(w, "code", node->pattern->text);
    } else {
        codebook_say_part(&words, node);
        codebook_write_text(w, buf_str(&words));
    }
    if (node->child_count > 0) {
        codebook_write_start(w, "ul");
        for (size_t i = 0; i < node->child_count; i++)
            write_part(w, node->children[i]);
        codebook_write_end(w);
    }
    codebook_write_end(w);
    buf_free(&words);
}

static void write_unless(struct xml_writer *w, const struct rule_node *unless)
{
    struct buf words = {0};

    codebook_say_unless(&words, unless);
    codebook_write_start(w, "li");
    codebook_write_text(w, buf_str(&words));
    codebook_write_start(w, "ul");
    for (size_t i = 0; i < unless->child_count; i++)
        write_part(w, unless->children[i]);
    codebook_write_end(w);
    codebook_write_end(w);
    buf_free(&words);
}

static void write_rule(struct xml_writer *w, const struct rule *rule)
{
    codebook_write_start(w, "dt");
    codebook_write_text(w, STR("Rule "));
    write_id(w, rule->id);
    codebook_write_end(w);
    codebook_write_start(w, "dd");
    codebook_write_start(w, "ul");
    for (size_t i = 0; i < rule->node->child_count; i++)
        write_part(w, rule->node->children[i]);
    for (size_t i = 0; i < rule->unless_count; i++)
        write_unless(w, rule->unless[i]);
    codebook_write_end(w);
    codebook_write_end(w);
}

static void write_entry(struct xml_writer *w, const char *head, const char *text)
{
    if (!text || !*text)
        return;
    element(w, "dt", head);
    element(w, "dd", text);
}

static void write_standing(struct xml_writer *w, const struct code *code)
{
    static const char *const uses[] = {NULL, "are not tagged", "count as present"};
    struct buf words = {0};

    for (int s = STANDING_PRESENT + 1; s < STANDING_COUNT; s++)
        if (code->use[s] != STANDING_KEEP)
            buf_add_format(&words, "%sPassages that are %s %s.", words.size ? " " : "", standing_words[s],
                           uses[code->use[s]]);
    write_entry(w, "Standing", buf_text(&words));
    buf_free(&words);
}

static void write_examples(struct xml_writer *w, const struct code *code)
{
    static const char *const kinds[] = {"not tagged", "present", "absent", "planned", "past"};

    if (code->example_count == 0)
        return;
    element(w, "dt", "Examples");
    for (size_t i = 0; i < code->example_count; i++) {
        const struct example *e = &code->examples[i];

        codebook_write_start(w, "dd");
        element(w, "em", kinds[e->kind]);
        codebook_write_text(w, STR(": "));
        codebook_write_text(w, str_of(e->text));
        if (e->source) {
            codebook_write_text(w, STR(" ("));
            codebook_write_text(w, str_of(e->source));
            codebook_write_text(w, STR(")"));
        }
        codebook_write_end(w);
    }
}

static void write_code(struct xml_writer *w, const struct code *code)
{
    struct buf colour = {0};

    start_with_class(w, "div", "code");
    codebook_write_attribute(w, "id", str_of(code->id));
    codebook_write_start(w, "h3");
    if (code->colour) {
        buf_add_format(&colour, "background:%s", code->colour);
        start_with_class(w, "span", "swatch");
        codebook_write_attribute(w, "style", buf_str(&colour));
        codebook_write_text(w, STR(""));
        xmlTextWriterFullEndElement(w->xml);
    }
    codebook_write_text(w, str_of(code->title));
    codebook_write_text(w, STR(" "));
    write_id(w, code->id);
    codebook_write_end(w);
    codebook_write_start(w, "dl");
    write_entry(w, "Definition", code->definition);
    write_entry(w, "Include", code->include);
    write_entry(w, "Exclude", code->exclude);
    write_entry(w, "Looked at", unit_words[code->unit]);
    write_standing(w, code);
    for (size_t i = 0; i < code->rule_count; i++)
        write_rule(w, &code->rules[i]);
    write_examples(w, code);
    codebook_write_end(w);
    codebook_write_end(w);
    buf_free(&colour);
}

static void write_patterns(struct xml_writer *w, const char *head, const struct pattern *patterns, size_t count)
{
    if (count > 0)
        element(w, "dt", head);
    for (size_t i = 0; i < count; i++) {
        codebook_write_start(w, "dd");
        element(w, "code", patterns[i].text);
        if (patterns[i].from) {
            codebook_write_text(w, STR(" from "));
            element(w, "code", patterns[i].from);
        }
        codebook_write_end(w);
    }
}

static void write_scale(struct xml_writer *w, const struct scale *scale)
{
    char weight[32];

    codebook_write_start(w, "h3");
    codebook_write_text(w, STR("Scale "));
    write_id(w, scale->id);
    codebook_write_end(w);
    codebook_write_start(w, "ul");
    for (size_t i = 0; i < scale->cue_count; i++) {
        snprintf(weight, sizeof weight, "%+g for", scale->cues[i].weight);
        codebook_write_start(w, "li");
        codebook_write_text(w, str_of(weight));
        codebook_write_start(w, "ul");
        write_part(w, scale->cues[i].rule);
        codebook_write_end(w);
        codebook_write_end(w);
    }
    codebook_write_end(w);
}

static void write_lists(struct xml_writer *w, const struct codebook *book)
{
    if (book->term_count + book->scale_count > 0)
        element(w, "h2", "Lists");
    for (size_t i = 0; i < book->term_count; i++) {
        const struct term_list *list = &book->terms[i];

        codebook_write_start(w, "h3");
        codebook_write_text(w, STR("List "));
        write_id(w, list->id);
        codebook_write_end(w);
        codebook_write_start(w, "dl");
        write_patterns(w, "Words", list->patterns, list->pattern_count);
        write_patterns(w, "But not", list->excepts, list->except_count);
        codebook_write_end(w);
    }
    for (size_t i = 0; i < book->scale_count; i++)
        write_scale(w, &book->scales[i]);
}

/* The first answer that holds counts. */
static void write_answers(struct xml_writer *w, const struct audit_question *q)
{
    static const char *const answers[AUDIT_KINDS] = {"yes", "partly", "no"};

    for (size_t i = 0; i < q->when_count; i++) {
        struct buf words = {0};

        codebook_say_when(&words, &q->whens[i]);
        codebook_write_start(w, "li");
        element(w, "em", answers[q->whens[i].kind]);
        codebook_write_text(w, STR(" where "));
        codebook_write_text(w, buf_str(&words));
        codebook_write_end(w);
        buf_free(&words);
    }
}

static void write_questions(struct xml_writer *w, const struct codebook *book)
{
    if (book->question_count == 0)
        return;
    element(w, "h2", "Audit questions");
    element(w, "p", "Asked of each report and answered by the codes found in it: by the first line that holds. Where "
            "none does, nothing there answers it. A reviewer has the last word.");
    for (size_t i = 0; i < book->question_count; i++) {
        const struct audit_question *q = &book->questions[i];

        start_with_class(w, "div", "code");
        codebook_write_start(w, "h3");
        codebook_write_text(w, str_of(q->number));
        codebook_write_text(w, q->number ? STR(" ") : STR(""));
        codebook_write_text(w, str_of(q->text));
        codebook_write_text(w, STR(" "));
        write_id(w, q->id);
        codebook_write_end(w);
        codebook_write_start(w, "ul");
        write_answers(w, q);
        if (q->when_count == 0)
            element(w, "li", "only a reviewer can answer it");
        codebook_write_end(w);
        if (q->source && *q->source)
            element(w, "p", q->source);
        codebook_write_end(w);
    }
}

/* The cues as a table: which makes what. */
static void write_modifiers(struct xml_writer *w, const struct codebook *book)
{
    if (book->modifier_count == 0)
        return;
    element(w, "h2", "Cues of standing");
    codebook_write_start(w, "table");
    codebook_write_start(w, "tr");
    element(w, "th", "Cue");
    element(w, "th", "Makes what it stands by");
    element(w, "th", "Words");
    codebook_write_end(w);
    for (size_t i = 0; i < book->modifier_count; i++) {
        codebook_write_start(w, "tr");
        element(w, "td", book->modifiers[i].id);
        element(w, "td", standing_words[book->modifiers[i].standing]);
        codebook_write_start(w, "td");
        for (size_t p = 0; p < book->modifiers[i].pattern_count; p++)
            element(w, "code", book->modifiers[i].patterns[p].text);
        codebook_write_end(w);
        codebook_write_end(w);
    }
    codebook_write_end(w);
}

static void write_head(struct xml_writer *w, const struct codebook *book)
{
    struct buf line = {0};

    codebook_write_start(w, "head");
    codebook_write_start(w, "meta");
    codebook_write_attribute(w, "charset", STR("utf-8"));
    codebook_write_end(w);
    codebook_write_start(w, "meta");
    codebook_write_attribute(w, "name", STR("viewport"));
    codebook_write_attribute(w, "content", STR("width=device-width"));
    codebook_write_end(w);
    element(w, "title", book->title);
    element(w, "style", style);
    codebook_write_end(w);
    codebook_write_start(w, "body");
    element(w, "h1", book->title);
    buf_add_format(&line, "%s, version %s; SHA-256 %s", book->id, book->version, book->hash);
    start_with_class(w, "p", "id");
    codebook_write_text(w, buf_str(&line));
    codebook_write_end(w);
    element(w, "p", book->description);
    element(w, "p", book->source);
    element(w, "p", "A rule tags a passage when each of its parts is there; the first rule of a code that does tags "
            "it. A passage has a standing: present, absent, planned or past, as the cues at the end tell.");
    buf_free(&line);
}

void codebook_write_html(struct buf *out, const struct codebook *book)
{
    struct xml_writer w;

    buf_add(out, STR("<!DOCTYPE html>\n"));
    codebook_writer_start(&w, false);
    codebook_write_start(&w, "html");
    codebook_write_attribute(&w, "lang", str_of(book->language ? book->language : "en"));
    write_head(&w, book);
    for (size_t t = 0; t < book->theme_count; t++) {
        element(&w, "h2", book->themes[t].title);
        for (size_t c = 0; c < book->themes[t].code_count; c++)
            write_code(&w, &book->codes[book->themes[t].first_code + c]);
    }
    write_questions(&w, book);
    write_lists(&w, book);
    write_modifiers(&w, book);
    codebook_writer_finish(&w, out);
}
