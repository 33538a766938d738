#include "base/ascii.h"
#include "codebook/codebook_internal.h"
#include "codebook/draft_internal.h"

#include <iconv.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *const codebook_dictionary_endings[DICTIONARY_COUNT] = {
#define DICTIONARY(id, ending, what) ending,
#include "codebook/dictionary.def"
#undef DICTIONARY
};
const char *const codebook_dictionary_names[DICTIONARY_COUNT] = {
#define DICTIONARY(id, ending, what) what,
#include "codebook/dictionary.def"
#undef DICTIONARY
};

typedef bool reader(struct draft *d, struct str text, struct error *err);
static reader *const readers[DICTIONARY_COUNT] = {
#define DICTIONARY(id, ending, what) codebook_read_##id,
#include "codebook/dictionary.def"
#undef DICTIONARY
};

bool codebook_dictionary_of(const char *path, enum dictionary *kind)
{
    const char *dot = strrchr(path, '.');

    if (!dot)
        return false;
    if (str_equal_caseless(str_of(dot), STR(".yaml"))) {
        *kind = DICTIONARY_yaml;
        return true;
    }
    for (int k = 0; k < DICTIONARY_COUNT; k++)
        if (str_equal_caseless(str_of(dot + 1), str_of(codebook_dictionary_endings[k]))) {
            *kind = (enum dictionary)k;
            return true;
        }
    return false;
}

void codebook_draft_note(struct draft *d, unsigned line, const char *format, ...)
{
    char words[512];
    va_list args;

    if (d->out->note_count++ >= DRAFT_MAX_NOTES)
        return;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (line > 0)
        buf_add_format(&d->out->notes, "line %u: ", line);
    buf_add_format(&d->out->notes, "%s\n", words);
}

/* XML has none, so what is nothing else is nothing. */
static struct str without_controls(struct draft *d, struct str s)
{
    char *copy = arena_alloc(&d->arena, s.size + 1, 1);

    for (size_t i = 0; i < s.size; i++)
        copy[i] = (unsigned char)s.at[i] < ' ' ? ' ' : s.at[i];
    return str_trim((struct str){copy, s.size});
}

bool codebook_draft_code(struct draft *d, size_t parent, struct str title, size_t *code, struct error *err)
{
    unsigned depth = parent == SIZE_MAX ? 0 : d->codes.at[parent].depth + 1;
    char number[32];

    if (d->codes.count >= DRAFT_MAX_CODES)
        return error_set(err, ERROR_LIMIT, "there are more than %d codes", DRAFT_MAX_CODES);
    if (depth >= DRAFT_MAX_DEPTH)
        return error_set(err, ERROR_LIMIT, "codes are nested more than %d deep", DRAFT_MAX_DEPTH);
    snprintf(number, sizeof number, "Code %zu", d->codes.count + 1);
    title = without_controls(d, title);
    *code = d->codes.count;
    *VEC_PUSH(&d->codes) = (struct draft_code){
        .parent = parent, .depth = depth, .title = title.size > 0 ? title : arena_str(&d->arena, str_of(number))};
    return true;
}

size_t codebook_draft_find(const struct draft *d, size_t parent, struct str title)
{
    for (size_t i = 0; i < d->codes.count; i++)
        if (d->codes.at[i].parent == parent && str_equal_caseless(d->codes.at[i].title, title))
            return i;
    return SIZE_MAX;
}

bool codebook_draft_has_letter(struct str glob)
{
    for (size_t i = 0; i < glob.size; i++) {
        unsigned char c = (unsigned char)glob.at[i];

        if (ascii_is_digit(c) || ascii_is_letter(c) || c >= 0x80)
            return true;
    }
    return false;
}

bool codebook_draft_word(struct draft *d, size_t code, struct str glob, unsigned line, struct error *err)
{
    struct draft_code *c = &d->codes.at[code];

    glob = str_trim(glob);
    if (glob.size == 0)
        return true;
    if (!codebook_draft_has_letter(glob)) {
        codebook_draft_note(d, line, "\"%.*s\" has no letter to look for and was left out", STR_ARGS(glob));
        return true;
    }
    for (size_t i = 0; i < c->globs.count; i++)
        if (str_equal(c->globs.at[i], glob))
            return true;
    if (d->words++ >= DRAFT_MAX_WORDS)
        return error_set(err, ERROR_LIMIT, "there are more than %d words; split the file", DRAFT_MAX_WORDS);
    *VEC_PUSH(&c->globs) = arena_str(&d->arena, glob);
    return true;
}

void codebook_draft_colour(struct draft *d, size_t code, struct str colour, unsigned line)
{
    if (colour.size == 0)
        return;
    if (codebook_is_colour(colour))
        d->codes.at[code].colour = arena_str(&d->arena, colour);
    else
        codebook_draft_note(d, line, "\"%.*s\" is no colour such as #22aa77 and was left out", STR_ARGS(colour));
}

void codebook_draft_pattern(struct buf *out, struct str glob)
{
    for (size_t i = 0; i < glob.size; i++) {
        char c = glob.at[i];

        if (c == '*')
            buf_add(out, STR("\\w*"));
        else if (c == '?')
            buf_add(out, STR("\\w"));
        else if (strchr("\\^$.[]|()+{}#", c))
            buf_add_format(out, "\\%c", c);
        else
            buf_add_char(out, c);
    }
}

/* UTF-8 as it is, without a mark at its head; anything else is taken for windows-1252. */
static bool to_text(struct draft *d, struct str bytes, struct buf *out, struct error *err)
{
    iconv_t converter;
    char *in = (char *)(uintptr_t)bytes.at, piece[4096];
    size_t left = bytes.size;

    if (str_starts(bytes, STR("\xef\xbb\xbf")))
        bytes = str_slice(bytes, 3, bytes.size);
    if (str_is_text(bytes)) {
        buf_add(out, bytes);
        return true;
    }
    if (memchr(bytes.at, '\0', bytes.size))
        return error_set(err, ERROR_INPUT, "this is no text: it holds a NUL (UTF-16 is to be saved as UTF-8 first)");
    converter = iconv_open("UTF-8", "WINDOWS-1252");
    if (converter == (iconv_t)-1)
        return error_set(err, ERROR_SYSTEM, "the system cannot convert windows-1252");
    while (left > 0) {
        char *to = piece;
        size_t room = sizeof piece, before = left;
        size_t result = iconv(converter, &in, &left, &to, &room);

        buf_add(out, (struct str){piece, sizeof piece - room});
        if (result == (size_t)-1 && left == before && room == sizeof piece) {       /* one of the five unused bytes */
            in++;
            left--;
        }
    }
    iconv_close(converter);
    codebook_draft_note(d, 0, "the file is no UTF-8; it was read as windows-1252");
    return true;
}

static void free_draft(struct draft *d)
{
    for (size_t i = 0; i < d->codes.count; i++) {
        free(d->codes.at[i].globs.at);
        for (size_t r = 0; r < d->codes.at[i].rules.count; r++)
            free(d->codes.at[i].rules.at[r].clauses);
        free(d->codes.at[i].rules.at);
    }
    free(d->codes.at);
    arena_free(&d->arena);
}

bool codebook_convert(struct codebook_converted *out, struct str bytes, const char *path, enum dictionary kind,
                      struct error *err)
{
    const char *slash = strrchr(path, '/');
    struct draft d = {.what = codebook_dictionary_names[kind], .name = slash ? slash + 1 : path, .out = out};
    struct buf text = {0};
    bool ok;

    *out = (struct codebook_converted){0};
    ok = bytes.size <= CODEBOOK_MAX_BYTES
        || error_set(err, ERROR_LIMIT, "a codebook may have %d bytes; split it", CODEBOOK_MAX_BYTES);
    ok = ok && to_text(&d, bytes, &text, err) && readers[kind](&d, buf_str(&text), err);
    if (ok && d.codes.count == 0)
        ok = error_set(err, ERROR_INPUT, "there is no code in it: is it %s?", d.what);
    if (ok) {
        codebook_draft_write(&d);
        if (out->note_count > DRAFT_MAX_NOTES)
            buf_add_format(&out->notes, "and %zu more\n", out->note_count - DRAFT_MAX_NOTES);
    } else {
        error_within(err, "%s", path);
        codebook_converted_free(out);
    }
    buf_free(&text);
    free_draft(&d);
    return ok;
}

void codebook_converted_free(struct codebook_converted *c)
{
    buf_free(&c->xml);
    buf_free(&c->notes);
    *c = (struct codebook_converted){0};
}
