/* A codebook as CSV: a row a code. Columns are known by their heads, whatever their order. */
#include "codebook/draft_internal.h"

#include "base/csv.h"

#include <string.h>

enum column { NAME, PARENT, DEFINITION, INCLUDE, EXCLUDE, COLOUR, WORDS, COLUMNS };

/* The heads of other programs and of people; the first of each is what messages ask for. */
static const char *const heads[COLUMNS] = {
    [NAME] = "name|code|tag|path|title|label|id", [PARENT] = "theme|parent|category|group|family",
    [DEFINITION] = "definition|description|memo|comment|note", [INCLUDE] = "include|inclusion|inclusion criteria",
    [EXCLUDE] = "exclude|exclusion|exclusion criteria", [COLOUR] = "colour|color",
    [WORDS] = "words|terms|keywords|search terms",
};

struct columns {
    size_t at[COLUMNS];             /* SIZE_MAX: not there */
    bool dotted;                    /* the name is a tag: its dots part levels */
};

static bool is_head(struct str head, enum column column)
{
    struct str rest = str_of(heads[column]), name;

    while (str_next(&rest, '|', &name))
        if (str_equal_caseless(name, head))
            return true;
    return false;
}

static bool find_columns(struct columns *c, struct draft *d, const struct csv_record *r, struct error *err)
{
    for (int k = 0; k < COLUMNS; k++)
        c->at[k] = SIZE_MAX;
    for (size_t i = 0; i < r->count; i++) {
        bool known = false;

        for (int k = 0; k < COLUMNS && !known; k++)
            if (c->at[k] == SIZE_MAX && is_head(r->at[i], (enum column)k)) {
                c->at[k] = i;
                known = true;
            }
        if (!known)
            codebook_draft_note(d, r->line, "the column \"%.*s\" has no place in a codebook and was left out",
                                STR_ARGS(r->at[i]));
    }
    if (c->at[NAME] == SIZE_MAX)
        return error_set(err, ERROR_INPUT, "line %u: no column is called name, code, tag or path; the first line names "
                         "the columns", r->line);
    c->dotted = str_equal_caseless(r->at[c->at[NAME]], STR("tag"));
    return true;
}

static struct str field(const struct columns *c, const struct csv_record *r, enum column column)
{
    return c->at[column] < r->count ? csv_unguarded(r->at[c->at[column]]) : (struct str){0};
}

static size_t part_at(struct str name, bool dotted)
{
    for (size_t i = 0; i < name.size; i++)
        if (name.at[i] == '>' || name.at[i] == '\\' || (dotted && name.at[i] == '.'))
            return i;
    return SIZE_MAX;
}

static bool add_group(struct draft *d, size_t *parent, struct str title, struct error *err)
{
    size_t found = codebook_draft_find(d, *parent, str_trim(title));

    if (found == SIZE_MAX) {
        if (!codebook_draft_code(d, *parent, title, &found, err))
            return false;
        d->codes.at[found].is_group = true;
    }
    *parent = found;
    return true;
}

static bool add_words(struct draft *d, size_t code, struct str words, unsigned line, struct error *err)
{
    struct str word;
    char separator = memchr(words.at ? words.at : "", ';', words.size) ? ';' : memchr(words.at ? words.at : "", '\n',
                                                                                     words.size) ? '\n' : ',';

    while (str_next(&words, separator, &word))
        if (!codebook_draft_word(d, code, word, line, err))
            return false;
    return true;
}

/* Finds the code that the row names, or adds it below its groups. */
static bool add_code(struct draft *d, const struct columns *c, const struct csv_record *r, size_t *code,
                     struct error *err)
{
    struct str name = field(c, r, NAME), group = field(c, r, PARENT);
    size_t parent = SIZE_MAX, cut;

    if (group.size > 0 && !add_group(d, &parent, group, err))
        return false;
    while ((cut = part_at(name, c->dotted)) != SIZE_MAX && cut > 0 && cut + 1 < name.size) {
        if (!add_group(d, &parent, str_slice(name, 0, cut), err))
            return false;
        name = str_slice(name, cut + 1, name.size);
    }
    *code = codebook_draft_find(d, parent, str_trim(name));
    if (*code != SIZE_MAX && !d->codes.at[*code].is_group)
        codebook_draft_note(d, r->line, "the code \"%.*s\" stands twice; the later row was added to the first",
                            STR_ARGS(name));
    if (*code == SIZE_MAX && !codebook_draft_code(d, parent, name, code, err))
        return false;
    d->codes.at[*code].is_group = false;
    return true;
}

static bool take_row(struct draft *d, const struct columns *c, const struct csv_record *r, struct error *err)
{
    struct draft_code *code;
    size_t at;

    if (str_trim(field(c, r, NAME)).size == 0) {
        codebook_draft_note(d, r->line, "the row names no code and was left out");
        return true;
    }
    if (!add_code(d, c, r, &at, err))
        return false;
    code = &d->codes.at[at];
    code->definition = arena_str(&d->arena, field(c, r, DEFINITION));
    code->include = arena_str(&d->arena, field(c, r, INCLUDE));
    code->exclude = arena_str(&d->arena, field(c, r, EXCLUDE));
    codebook_draft_colour(d, at, field(c, r, COLOUR), r->line);
    return add_words(d, at, field(c, r, WORDS), r->line, err);
}

bool codebook_read_csv(struct draft *d, struct str text, struct error *err)
{
    struct csv_reader reader;
    struct csv_record *r = arena_alloc(&d->arena, 1, sizeof *r);
    struct columns c;
    bool more, ok = csv_read_start(&reader, text, err) && csv_read_record(&reader, r, &d->arena, &more, err);

    if (ok && !more)
        return error_set(err, ERROR_INPUT, "there is no line in it");
    ok = ok && find_columns(&c, d, r, err);
    while (ok && (ok = csv_read_record(&reader, r, &d->arena, &more, err)) && more)
        ok = take_row(d, &c, r, err);
    return ok;
}
