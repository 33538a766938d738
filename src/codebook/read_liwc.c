/* LIWC: categories between two lines "%", then words with the numbers of their categories. */
#include "codebook/draft_internal.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

struct category {
    struct str number;
    size_t code;
};

struct liwc {
    struct draft *d;
    struct { struct category *at; size_t count, room; } categories;
    size_t above[DRAFT_MAX_DEPTH];      /* the last category at each depth */
    unsigned line;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the piece up to the next blank off *rest; false at the end. */
static bool next_piece(struct str *rest, struct str *piece)
{
    size_t stop = 0;

    *rest = str_trim(*rest);
    while (stop < rest->size && !is_blank(rest->at[stop]))
        stop++;
    *piece = str_slice(*rest, 0, stop);
    *rest = str_slice(*rest, stop, rest->size);
    return piece->size > 0;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_digit(s.at[i]))
            return false;
    return s.size > 0;
}

static size_t find_category(const struct liwc *l, struct str number)
{
    for (size_t i = 0; i < l->categories.count; i++)
        if (str_equal(l->categories.at[i].number, number))
            return l->categories.at[i].code;
    return SIZE_MAX;
}

/* "12<TAB>Affect", from 2015 on with a tab before it for each level; a name may have blanks in it. */
static bool take_category(struct liwc *l, struct str line, struct error *err)
{
    size_t depth = 0, code;
    struct str number, name;

    while (depth < line.size && line.at[depth] == '\t')
        depth++;
    if (!next_piece(&line, &number) || !is_number(number)) {
        codebook_draft_note(l->d, l->line, "a category begins with its number; \"%.*s\" was left out",
                            STR_ARGS(number));
        return true;
    }
    name = str_trim(line);
    if (depth >= DRAFT_MAX_DEPTH - 1)
        return error_set(err, ERROR_LIMIT, "line %u: categories are nested more than %d deep", l->line,
                         DRAFT_MAX_DEPTH);
    while (depth > 0 && l->above[depth - 1] == SIZE_MAX)
        depth--;
    if (find_category(l, number) != SIZE_MAX) {
        codebook_draft_note(l->d, l->line, "the category %.*s stands twice; the later one was left out",
                            STR_ARGS(number));
        return true;
    }
    if (!codebook_draft_code(l->d, depth > 0 ? l->above[depth - 1] : SIZE_MAX, name.size > 0 ? name : number, &code,
                             err))
        return false;
    l->above[depth] = code;
    for (size_t i = depth + 1; i < DRAFT_MAX_DEPTH; i++)
        l->above[i] = SIZE_MAX;
    *VEC_PUSH(&l->categories) = (struct category){number, code};
    return true;
}

static bool has_any(struct str s, const char *signs)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] && strchr(signs, s.at[i]))
            return true;
    return false;
}

/* Where the word ends: at the first tab, or where blanks stand for tabs behind the last piece that is no number. */
static size_t numbers_at(struct str line)
{
    const char *tab = memchr(line.at, '\t', line.size);
    size_t at = line.size;

    if (tab)
        return (size_t)(tab - line.at);
    while (at > 0 && strchr("0123456789 \r", line.at[at - 1]))
        at--;
    return at;
}

/* "engag*<TAB>12<TAB>30"; a phrase has blanks in it. Conditions, "(2 13)" and "<of>", have no place here. */
static bool take_word(struct liwc *l, struct str line, struct error *err)
{
    struct str word = str_trim(line), rest, piece;
    size_t cut = numbers_at(word), in = 0;

    rest = str_slice(word, cut, word.size);
    word = str_trim(str_slice(word, 0, cut));
    if (has_any(rest, "(</") || has_any(word, "<"))
        codebook_draft_note(l->d, l->line, "the condition of \"%.*s\" was left out", STR_ARGS(word));
    while (next_piece(&rest, &piece)) {
        size_t code = is_number(piece) ? find_category(l, piece) : SIZE_MAX;

        if (code == SIZE_MAX && is_number(piece))
            codebook_draft_note(l->d, l->line, "there is no category %.*s", STR_ARGS(piece));
        if (code != SIZE_MAX && !codebook_draft_word(l->d, code, word, l->line, err))
            return false;
        in += code != SIZE_MAX;
    }
    if (in == 0)
        codebook_draft_note(l->d, l->line, "\"%.*s\" is in no category and was left out", STR_ARGS(word));
    return true;
}

bool codebook_read_liwc(struct draft *d, struct str text, struct error *err)
{
    struct liwc l = {.d = d};
    unsigned marks = 0;
    struct str line;
    bool ok = true;

    for (size_t i = 0; i < DRAFT_MAX_DEPTH; i++)
        l.above[i] = SIZE_MAX;
    while (ok && text.size > 0) {
        const char *stop = memchr(text.at, '\n', text.size);
        size_t size = stop ? (size_t)(stop - text.at) : text.size;

        line = str_slice(text, 0, size);
        text = str_slice(text, stop ? size + 1 : size, text.size);
        l.line++;
        if (str_trim(line).size == 0)
            continue;
        if (str_equal(str_trim(line), STR("%")))
            marks++;
        else if (marks == 0)
            ok = error_set(err, ERROR_INPUT, "line %u: a line with %% alone was expected first", l.line);
        else
            ok = marks == 1 ? take_category(&l, line, err) : take_word(&l, line, err);
    }
    if (ok && marks < 2)
        ok = error_set(err, ERROR_INPUT, "line %u: the categories do not end with a line with %% alone", l.line);
    free(l.categories.at);
    return ok;
}
