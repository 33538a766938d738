/* WordStat: categories and words indented by tabs; a word ends with its weight in brackets, " (1)", and "@" begins a
 * rule of proximity: "@NAME [#A AFTER #B /S 3] (1)". */
#include "codebook/draft_internal.h"

#include <stdlib.h>
#include <string.h>

enum { FURTHEST = 1000, MOST_CLAUSES = 6 };

struct pending {
    size_t code;
    struct str text;        /* inside the square brackets */
    unsigned line;
};

struct wordstat {
    struct draft *d;
    size_t above[DRAFT_MAX_DEPTH];
    struct { struct pending *at; size_t count, room; } rules;      /* read last, when all categories are known */
    unsigned line;
};

/* Takes " (1)" off the end; false where there is none. */
static bool take_weight(struct str *line, struct str *weight)
{
    size_t at = line->size;

    if (at == 0 || line->at[at - 1] != ')')
        return false;
    for (at--; at > 0 && strchr("0123456789.-", line->at[at - 1]); at--)
        ;
    if (at < 2 || line->at[at - 1] != '(' || at == line->size - 1)
        return false;
    *weight = str_slice(*line, at, line->size - 1);
    *line = str_trim(str_slice(*line, 0, at - 1));
    return true;
}

static bool take_category(struct wordstat *w, struct str name, size_t depth, struct error *err)
{
    size_t parent = depth > 0 ? w->above[depth - 1] : SIZE_MAX, code;

    if (!codebook_draft_code(w->d, parent, name, &code, err))
        return false;
    w->d->codes.at[code].is_group = true;       /* until a word is in it */
    w->above[depth] = code;
    for (size_t i = depth + 1; i < DRAFT_MAX_DEPTH; i++)
        w->above[i] = SIZE_MAX;
    return true;
}

/* A phrase is joined by underlines. */
static struct str with_blanks(struct draft *d, struct str word)
{
    char *copy = arena_alloc(&d->arena, word.size + 1, 1);

    for (size_t i = 0; i < word.size; i++)
        copy[i] = word.at[i] == '_' ? ' ' : word.at[i];
    return (struct str){copy, word.size};
}

static bool take_leaf(struct wordstat *w, struct str leaf, size_t depth, struct error *err)
{
    size_t code = depth > 0 ? w->above[depth - 1] : SIZE_MAX;
    const char *open = memchr(leaf.at, '[', leaf.size), *close = memrchr(leaf.at, ']', leaf.size);

    if (code == SIZE_MAX) {
        codebook_draft_note(w->d, w->line, "\"%.*s\" stands in no category and was left out", STR_ARGS(leaf));
        return true;
    }
    if (*leaf.at != '@')
        return codebook_draft_word(w->d, code, with_blanks(w->d, leaf), w->line, err);
    if (!open || !close || close < open)
        codebook_draft_note(w->d, w->line, "the rule \"%.*s\" has no [ ] and was left out", STR_ARGS(leaf));
    else
        *VEC_PUSH(&w->rules) = (struct pending){code, {open + 1, (size_t)(close - open) - 1}, w->line};
    return true;
}

static bool take_line(struct wordstat *w, struct str line, struct error *err)
{
    struct str text = str_trim(line), weight = {0};
    size_t depth = 0;

    while (depth < line.size && line.at[depth] == '\t')
        depth++;
    if (text.size == 0)
        return true;
    if (depth >= DRAFT_MAX_DEPTH)
        return error_set(err, ERROR_LIMIT, "line %u: categories are nested more than %d deep", w->line,
                         DRAFT_MAX_DEPTH);
    while (depth > 0 && w->above[depth - 1] == SIZE_MAX)
        depth--;
    if (!take_weight(&text, &weight))
        return take_category(w, text, depth, err);
    if (text.size == 0)
        return true;
    if (!str_equal(weight, STR("1")))
        codebook_draft_note(w->d, w->line, "the weight %.*s of \"%.*s\" was left out", STR_ARGS(weight),
                            STR_ARGS(text));
    return take_leaf(w, text, depth, err);
}

static bool next_word(struct str *rest, struct str *word)
{
    *rest = str_trim(*rest);
    return rest->size > 0 && str_next(rest, ' ', word);
}

/* #NAME is a category, anything else a word. False where there is no such category. */
static bool read_words(struct wordstat *w, struct str word, struct draft_words *out)
{
    *out = (struct draft_words){with_blanks(w->d, word), SIZE_MAX};
    if (*word.at != '#')
        return codebook_draft_has_letter(word);
    word = str_slice(word, 1, word.size);
    for (size_t i = 0; i < w->d->codes.count; i++)
        if (str_equal_caseless(w->d->codes.at[i].title, word)) {
            out->code = i;
            return true;
        }
    return false;
}

static bool read_relation(struct str word, enum draft_relation *relation)
{
    static const struct {
        const char *word;
        enum draft_relation relation;
    } words[] = {{"AFTER", DRAFT_AFTER}, {"BEFORE", DRAFT_BEFORE}, {"NEAR", DRAFT_NEAR}, {"FOLLOWED", DRAFT_BEFORE}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_caseless(str_of(words[i].word), word)) {
            *relation = words[i].relation;
            return true;
        }
    return false;
}

/* "/S 3", "/P", "/S3": which unit, and how many words. */
static bool read_reach(struct str *rest, struct str word, struct draft_rule *rule)
{
    struct str number = str_slice(word, 2, word.size), ahead = *rest;
    size_t within;

    if (word.size < 2 || !strchr("SsPp", word.at[1]))
        return false;
    rule->paragraph = rule->paragraph || word.at[1] == 'P' || word.at[1] == 'p';
    if (number.size == 0 && (!next_word(&ahead, &number) || !str_to_size(number, &within)))
        return true;
    if (!str_to_size(number, &within))
        return false;
    if (word.size == 2)
        *rest = ahead;
    rule->within = within > FURTHEST ? FURTHEST : (unsigned)within;
    return true;
}

/* Reads "[NOT] RELATION WORDS"; NOT alone is not near. */
static bool read_clause(struct wordstat *w, struct str *rest, struct str word, struct draft_rule *rule)
{
    struct draft_clause *c = &rule->clauses[rule->clause_count];

    if (rule->clause_count == MOST_CLAUSES)
        return false;
    *c = (struct draft_clause){.relation = DRAFT_NEAR};
    if (str_equal_caseless(word, STR("AND")) && !next_word(rest, &word))
        return false;
    if (str_equal_caseless(word, STR("NOT"))) {
        c->forbidden = true;
        if (!next_word(rest, &word))
            return false;
        if (!read_relation(word, &c->relation)) {
            rule->clause_count++;
            return read_words(w, word, &c->words);
        }
    } else if (!read_relation(word, &c->relation)) {
        return false;
    }
    rule->clause_count++;
    return next_word(rest, &word) && read_words(w, word, &c->words);
}

static bool read_rule(struct wordstat *w, const struct pending *p, struct draft_rule *rule)
{
    struct str rest = p->text, word;

    *rule = (struct draft_rule){.from = arena_str(&w->d->arena, p->text), .within = FURTHEST,
                                .clauses = must_realloc(NULL, MOST_CLAUSES * sizeof *rule->clauses)};
    if (!next_word(&rest, &word) || !read_words(w, word, &rule->first))
        return false;
    while (next_word(&rest, &word))
        if (*word.at == '/' ? !read_reach(&rest, word, rule) : !read_clause(w, &rest, word, rule))
            return false;
    return rule->clause_count > 0;
}

/* A category is asked for by its own words and those below; one whose words a rule of its own needs would go round. */
static void take_rules(struct wordstat *w)
{
    for (size_t i = 0; i < w->rules.count; i++) {
        const struct pending *p = &w->rules.at[i];
        struct draft_rule rule;

        if (read_rule(w, p, &rule)) {
            *VEC_PUSH(&w->d->codes.at[p->code].rules) = rule;
        } else {
            free(rule.clauses);
            codebook_draft_note(w->d, p->line, "the rule [%.*s] could not be read and was left out", STR_ARGS(p->text));
        }
    }
}

bool codebook_read_wordstat(struct draft *d, struct str text, struct error *err)
{
    struct wordstat w = {.d = d};
    bool ok = true;

    for (size_t i = 0; i < DRAFT_MAX_DEPTH; i++)
        w.above[i] = SIZE_MAX;
    while (ok && text.size > 0) {
        const char *stop = memchr(text.at, '\n', text.size);
        size_t size = stop ? (size_t)(stop - text.at) : text.size;

        w.line++;
        ok = take_line(&w, str_slice(text, 0, size), err);
        text = str_slice(text, stop ? size + 1 : size, text.size);
    }
    if (ok)
        take_rules(&w);
    free(w.rules.at);
    return ok;
}
