#include "document/sentences.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

struct sentence_vec {
    struct range *at;
    size_t count, room;
};

/* Words that a full stop follows without ending the sentence, in lower case. Those after the
 * bar end one where a capital follows more often than not, so only a digit or a small letter
 * carries on behind them. */
static const char *const abbreviations[] = {
    "e.g", "i.e", "cf", "vs", "mr", "mrs", "ms", "dr", "prof", "rev", "cllr", "st", "jr", "sgt", "supt", "insp", "dept",
    "approx", "incl", "para", "paras", "ref", "fig", "vol", "hon", "rt", "ch", "eg", "ie", "pp",
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The word that ends at text[stop), without what stands before it. */
static struct str word_before(struct str text, size_t start, size_t stop)
{
    size_t at = stop;

    while (at > start && !is_space(text.at[at - 1]) && !strchr("([\"'/", text.at[at - 1]))
        at--;
    while (at < stop && (unsigned char)text.at[at] >= 0x80)     /* an opening curly quote */
        at++;
    return str_slice(text, at, stop);
}

static bool is_abbreviation(struct str word)
{
    for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
        if (str_equal_caseless(word, str_of(abbreviations[i])))
            return true;
    /* An initial: "J. Smith"; "I." and "A." may end a sentence, but hardly do. */
    return word.size == 1 && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

/* "23." or "(4)." alone: the number of a paragraph, not a sentence. */
static bool is_list_number(struct str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < s.size; i++)
        if (!strchr("0123456789.()", s.at[i]))
            return false;
    return true;
}

/* "No. 5", "s. 47", "Art. 8", "p. 12" */
static bool is_before_number(struct str word)
{
    return word.size > 0 && word.size <= 3 && !(*word.at >= '0' && *word.at <= '9')
        && !str_equal_caseless(word, STR("so"));
}

/* Whether the sentence that ICU ends at `stop` really goes on with what follows. */
static bool goes_on(struct str text, size_t start, size_t stop, size_t block_stop)
{
    size_t end = stop, next = stop;
    UChar32 c;
    struct str word;

    while (end > start && is_space(text.at[end - 1]))
        end--;
    while (next < block_stop && is_space(text.at[next]))
        next++;
    if (next == block_stop || end == start)
        return false;
    if (is_list_number(str_slice(text, start, end)))
        return true;
    U8_NEXT_OR_FFFD((const uint8_t *)text.at, next, block_stop, c);
    if (u_islower(c))
        return true;
    if (text.at[end - 1] != '.')
        return false;
    word = word_before(text, start, end - 1);
    return is_abbreviation(word) || (u_isdigit(c) && is_before_number(word));
}

static void add_sentence(struct sentence_vec *v, struct str text, size_t start, size_t stop)
{
    while (start < stop && is_space(text.at[start]))
        start++;
    while (stop > start && is_space(text.at[stop - 1]))
        stop--;
    if (stop > start)
        *VEC_PUSH(v) = (struct range){(uint32_t)start, (uint32_t)stop};
}

/* ICU takes a line end for the end of a paragraph, so it is shown blanks instead. */
static bool split_block(UBreakIterator *breaker, struct str shown, struct range block, struct sentence_vec *v,
                        struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, shown.at + block.start, block.stop - block.start, &status);
    size_t start = block.start;

    ubrk_setUText(breaker, text, &status);
    if (U_FAILURE(status)) {
        utext_close(text);
        return error_set(err, ERROR_SYSTEM, "ICU cannot split sentences: %s", u_errorName(status));
    }
    for (int32_t at = ubrk_next(breaker); at != UBRK_DONE; at = ubrk_next(breaker)) {
        size_t stop = block.start + (size_t)at;

        if (stop < block.stop && goes_on(shown, start, stop, block.stop))
            continue;
        add_sentence(v, shown, start, stop);
        start = stop;
    }
    add_sentence(v, shown, start, block.stop);
    utext_close(text);
    return true;
}

bool document_split_sentences(struct document *doc, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaker = ubrk_open(UBRK_SENTENCE, "en_GB", NULL, 0, &status);
    struct sentence_vec v = {0};
    char *shown;
    bool ok = true;

    if (U_FAILURE(status))
        return error_set(err, ERROR_SYSTEM, "ICU has no rules for sentences: %s", u_errorName(status));
    shown = must_realloc(NULL, doc->text.size + 1);
    memcpy(shown, doc->text.at, doc->text.size);
    for (size_t i = 0; i < doc->text.size; i++)
        if (is_space(shown[i]))
            shown[i] = ' ';
    for (size_t b = 0; ok && b < doc->block_count; b++) {
        if (doc->blocks[b].kind == BLOCK_HEADING)
            add_sentence(&v, doc->text, doc->blocks[b].range.start, doc->blocks[b].range.stop);
        else
            ok = split_block(breaker, (struct str){shown, doc->text.size}, doc->blocks[b].range, &v, err);
    }
    doc->sentences = arena_copy_array(&doc->arena, v.at, v.count, sizeof *v.at);
    doc->sentence_count = v.count;
    free(v.at);
    free(shown);
    ubrk_close(breaker);
    return ok;
}
