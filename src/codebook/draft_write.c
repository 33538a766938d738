/* A draft as a codebook of ours. */
#include "codebook/draft_internal.h"
#include "codebook/writer.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_ID = 52 };      /* a number may follow */

struct writing {
    struct draft *d;
    struct xml_writer xml;
    struct id_list { const char **at; size_t count, room; } ids, theme_ids;     /* a code and a theme may share one */
    size_t unfound;             /* codes without words, which are looked for by their titles */
};

static void start(struct writing *w, const char *name)
{
    codebook_write_start(&w->xml, name);
}

static void end(struct writing *w)
{
    codebook_write_end(&w->xml);
}

static void attribute(struct writing *w, const char *name, const char *value)
{
    codebook_write_attribute(&w->xml, name, str_of(value));
}

static void element(struct writing *w, const char *name, struct str text)
{
    codebook_write_element(&w->xml, name, text);
}

static bool is_taken(const struct id_list *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->at[i], id) == 0)
            return true;
    return false;
}

/* With its number behind it where it is taken. */
static const char *make_id(struct writing *w, struct id_list *ids, struct str title, const char *otherwise)
{
    char id[CODEBOOK_ID_SIZE];
    struct buf whole = {0};
    const char *copy;

    codebook_make_id(id, title, LONGEST_ID, otherwise);
    buf_add(&whole, str_of(id));
    for (size_t n = ids->count + 1; is_taken(ids, buf_text(&whole)); n++) {
        buf_clear(&whole);
        buf_add_format(&whole, "%s-%zu", id, n);
    }
    copy = arena_copy(&w->d->arena, buf_str(&whole));
    buf_free(&whole);
    *VEC_PUSH(ids) = copy;
    return copy;
}

static size_t top_of(const struct draft *d, size_t code)
{
    while (d->codes.at[code].parent != SIZE_MAX)
        code = d->codes.at[code].parent;
    return code;
}

/* The titles from below the theme down: "Fathers > Views". */
static void add_path(const struct draft *d, size_t code, struct buf *out)
{
    const struct draft_code *c = &d->codes.at[code];

    if (c->parent != SIZE_MAX && d->codes.at[c->parent].parent != SIZE_MAX) {
        add_path(d, c->parent, out);
        buf_add(out, STR(" > "));
    }
    buf_add(out, c->title);
}

static bool is_code(const struct draft_code *c)
{
    return !c->is_group || c->globs.count > 0 || c->rules.count > 0;
}

static void write_pattern(struct writing *w, struct str glob, bool keeps_from)
{
    struct buf pattern = {0};

    codebook_draft_pattern(&pattern, glob);
    start(w, "pattern");
    if (keeps_from)
        codebook_write_attribute(&w->xml, "from", glob);
    codebook_write_text(&w->xml, buf_str(&pattern));
    end(w);
    buf_free(&pattern);
}

/* A group's list holds its own words and those of all below it: rules may ask for it. */
static void write_words_below(struct writing *w, size_t code)
{
    const struct draft_code *c = &w->d->codes.at[code];

    for (size_t i = 0; i < c->globs.count; i++)
        write_pattern(w, c->globs.at[i], true);
    for (size_t k = code + 1; c->is_group && k < w->d->codes.count; k++)
        if (w->d->codes.at[k].parent == code)
            write_words_below(w, k);
}

static bool has_words_below(const struct draft *d, size_t code)
{
    if (d->codes.at[code].globs.count > 0)
        return true;
    for (size_t k = code + 1; d->codes.at[code].is_group && k < d->codes.count; k++)
        if (d->codes.at[k].parent == code && has_words_below(d, k))
            return true;
    return false;
}

/* Whether a rule asks for the words of a group. */
static bool is_asked(const struct draft *d, size_t code)
{
    for (size_t i = 0; i < d->codes.count; i++)
        for (size_t r = 0; r < d->codes.at[i].rules.count; r++) {
            const struct draft_rule *rule = &d->codes.at[i].rules.at[r];

            if (rule->first.code == code)
                return true;
            for (size_t k = 0; k < rule->clause_count; k++)
                if (rule->clauses[k].words.code == code)
                    return true;
        }
    return false;
}

static void write_lists(struct writing *w)
{
    struct draft *d = w->d;

    for (size_t i = 0; i < d->codes.count; i++) {
        struct draft_code *c = &d->codes.at[i];

        if (c->is_group ? !is_asked(d, i) || !has_words_below(d, i) : c->globs.count == 0)
            continue;
        c->list = make_id(w, &w->ids, c->title, "list");
        start(w, "terms");
        attribute(w, "id", c->list);
        write_words_below(w, i);
        end(w);
    }
    w->ids.count = 0;       /* a list and a code may share one */
}

static void write_words(struct writing *w, const struct draft_words *words)
{
    if (words->code == SIZE_MAX) {
        write_pattern(w, words->glob, true);
        return;
    }
    start(w, "terms");
    attribute(w, "ref", w->d->codes.at[words->code].list);
    end(w);
}

static void write_clause(struct writing *w, const struct draft_rule *rule, const struct draft_clause *clause)
{
    char within[16];

    snprintf(within, sizeof within, "%u", rule->within);
    start(w, clause->relation == DRAFT_NEAR ? "near" : "followed-by");
    attribute(w, "within", within);
    write_words(w, clause->relation == DRAFT_AFTER ? &clause->words : &rule->first);
    write_words(w, clause->relation == DRAFT_AFTER ? &rule->first : &clause->words);
    end(w);
}

static void write_rule(struct writing *w, const struct draft_rule *rule, size_t number)
{
    char id[32];
    bool any = false;

    snprintf(id, sizeof id, "rule-%zu", number + 1);
    start(w, "rule");
    attribute(w, "id", id);
    for (size_t i = 0; i < rule->clause_count; i++) {
        if (!rule->clauses[i].forbidden)
            write_clause(w, rule, &rule->clauses[i]);
        any = any || !rule->clauses[i].forbidden;
    }
    if (!any)
        write_words(w, &rule->first);
    for (size_t i = 0; i < rule->clause_count; i++)
        if (rule->clauses[i].forbidden) {
            start(w, "unless");
            attribute(w, "scope", "match");
            write_clause(w, rule, &rule->clauses[i]);
            end(w);
        }
    end(w);
}

/* A rule can be written where each list that it asks for is there. */
static bool is_complete(const struct draft *d, const struct draft_rule *rule)
{
    bool complete = rule->first.code == SIZE_MAX || d->codes.at[rule->first.code].list;

    for (size_t i = 0; complete && i < rule->clause_count; i++)
        complete = rule->clauses[i].words.code == SIZE_MAX || d->codes.at[rule->clauses[i].words.code].list;
    return complete;
}

static size_t count_rules(const struct draft *d, const struct draft_code *c, bool paragraph)
{
    size_t count = 0;

    for (size_t i = 0; i < c->rules.count; i++)
        count += c->rules.at[i].paragraph == paragraph && is_complete(d, &c->rules.at[i]);
    return count;
}

static void write_own_words(struct writing *w, const struct draft_code *c)
{
    start(w, "rule");
    attribute(w, "id", "words");
    if (c->list && !c->is_group) {
        start(w, "terms");
        attribute(w, "ref", c->list);
        end(w);
    } else {
        start(w, "any");
        for (size_t i = 0; i < c->globs.count; i++)
            write_pattern(w, c->globs.at[i], true);
        end(w);
    }
    end(w);
}

/* Its title stands in for words that a code lacks: a rule must look for something. */
static void write_title_rule(struct writing *w, const struct draft_code *c)
{
    struct str words = codebook_draft_has_letter(c->title) ? c->title : STR("to be written");
    struct buf glob = {0};

    for (size_t i = 0; i < words.size; i++)
        buf_add_char(&glob, strchr("*?", words.at[i]) ? ' ' : words.at[i]);
    start(w, "rule");
    attribute(w, "id", "title");
    write_pattern(w, str_trim(buf_str(&glob)), false);
    end(w);
    buf_free(&glob);
    w->unfound++;
}

/* One unit's part of a code: the words are looked for in sentences. */
static void write_code(struct writing *w, size_t code, bool paragraph)
{
    const struct draft_code *c = &w->d->codes.at[code];
    size_t rules = count_rules(w->d, c, paragraph);
    struct buf title = {0};

    add_path(w->d, code, &title);
    if (paragraph)
        buf_add(&title, STR(" (in a paragraph)"));
    start(w, "code");
    attribute(w, "id", make_id(w, &w->ids, buf_str(&title), "code"));
    if (paragraph)
        attribute(w, "unit", "block");
    if (c->colour.size > 0)
        codebook_write_attribute(&w->xml, "colour", c->colour);
    element(w, "title", buf_str(&title));
    element(w, "definition", c->definition);
    element(w, "include", c->include);
    element(w, "exclude", c->exclude);
    if (!paragraph && c->globs.count > 0)
        write_own_words(w, c);
    for (size_t i = 0; i < c->rules.count; i++)
        if (c->rules.at[i].paragraph == paragraph && is_complete(w->d, &c->rules.at[i]))
            write_rule(w, &c->rules.at[i], i);
    if (!paragraph && c->globs.count == 0 && rules == 0)
        write_title_rule(w, c);
    end(w);
    w->d->out->codes++;
    buf_free(&title);
}

static void write_codes_below(struct writing *w, size_t top)
{
    struct draft *d = w->d;

    for (size_t i = top; i < d->codes.count; i++) {
        bool in_paragraph;

        if (!is_code(&d->codes.at[i]) || top_of(d, i) != top)
            continue;
        in_paragraph = count_rules(d, &d->codes.at[i], true) > 0;
        if (!in_paragraph || d->codes.at[i].globs.count > 0 || count_rules(d, &d->codes.at[i], false) > 0)
            write_code(w, i, false);
        if (in_paragraph)
            write_code(w, i, true);
    }
}

static void write_theme(struct writing *w, struct str title)
{
    start(w, "theme");
    attribute(w, "id", make_id(w, &w->theme_ids, title, "theme"));
    element(w, "title", title);
}

static bool is_theme(const struct draft *d, size_t top)
{
    return d->codes.at[top].has_children;
}

/* What stands in nothing else and holds codes is a theme; codes that stand in none come in one theme at the end. */
static void write_themes(struct writing *w)
{
    struct draft *d = w->d;
    bool loose = false;

    for (size_t i = 0; i < d->codes.count; i++) {
        if (d->codes.at[i].parent != SIZE_MAX)
            continue;
        loose = loose || !is_theme(d, i);
        if (!is_theme(d, i))
            continue;
        write_theme(w, d->codes.at[i].title);
        write_codes_below(w, i);
        end(w);
    }
    if (!loose)
        return;
    write_theme(w, STR("Codes"));
    for (size_t i = 0; i < d->codes.count; i++)
        if (d->codes.at[i].parent == SIZE_MAX && !is_theme(d, i))
            write_codes_below(w, i);
    end(w);
}

static void note_incomplete(struct draft *d)
{
    for (size_t i = 0; i < d->codes.count; i++)
        for (size_t r = 0; r < d->codes.at[i].rules.count; r++)
            if (!is_complete(d, &d->codes.at[i].rules.at[r]))
                codebook_draft_note(d, 0, "the rule \"%.*s\" asks for a category without words and was left out",
                                    STR_ARGS(d->codes.at[i].rules.at[r].from));
}

static void write_head(struct writing *w)
{
    struct draft *d = w->d;
    const char *dot = strrchr(d->name, '.');
    struct str stem = dot && dot > d->name ? (struct str){d->name, (size_t)(dot - d->name)} : str_of(d->name);
    struct buf source = {0};

    start(w, "codebook");
    attribute(w, "xmlns", "urn:excerpta:codebook:1");
    attribute(w, "id", make_id(w, &w->ids, stem, "imported"));
    attribute(w, "version", "1.0.0");
    element(w, "title", codebook_draft_has_letter(d->title) ? d->title : codebook_draft_has_letter(stem) ? stem
                                                                    : STR("Imported codes"));
    buf_add_format(&source, "%s, %s", d->name, d->what);
    element(w, "source", buf_str(&source));
    buf_free(&source);
    w->ids.count = 0;
}

/* A group in which nothing stands is a code. */
static void open_empty_groups(struct draft *d)
{
    for (size_t i = 0; i < d->codes.count; i++)
        if (d->codes.at[i].parent != SIZE_MAX)
            d->codes.at[d->codes.at[i].parent].has_children = true;
    for (size_t i = 0; i < d->codes.count; i++)
        d->codes.at[i].is_group = d->codes.at[i].is_group && d->codes.at[i].has_children;
}

void codebook_draft_write(struct draft *d)
{
    struct writing w = {.d = d};

    open_empty_groups(d);
    codebook_writer_start(&w.xml, true);
    write_head(&w);
    write_lists(&w);
    note_incomplete(d);
    write_themes(&w);
    end(&w);
    codebook_writer_finish(&w.xml, &d->out->xml);
    if (w.unfound > 0)
        codebook_draft_note(d, 0, "%zu code%s had no words to look for: the rule \"title\" looks for the code's title "
                            "until you write others", w.unfound, w.unfound == 1 ? "" : "s");
    d->out->words = d->words;
    free(w.ids.at);
    free(w.theme_ids.at);
}
