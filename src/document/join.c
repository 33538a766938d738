#include "document/join.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 60 };

struct join_evidence {
    struct str *slots;      /* open addressing; at NULL is empty */
    size_t room, broken, hyphenated;
};

/* First parts that take a hyphen of their own in such reports: a document that breaks words
 * still writes "multi-agency". */
static const char *const prefixes[] = {
    "multi", "inter", "co", "non", "pre", "post", "self", "well", "decision", "follow", "long", "short", "high",
    "low", "cross", "child", "face", "day", "in", "out", "on", "off", "up", "one", "two", "three", "four", "five",
    "full", "part", "half", "ex", "step", "sub", "anti", "semi", "mid", "near", "over", "under", "re", "whole",
    "early", "front", "evidence", "problem", "trauma", "strength", "strengths", "solution", "person", "family",
    "father", "school", "record", "information", "care", "safe", "peer", "policy", "risk", "hard", "ever", "so", "e",
    "year", "case", "service", "user",
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t hash(struct str word)
{
    uint64_t h = 1469598103934665603u;      /* FNV-1a, with ASCII case folded */

    for (size_t i = 0; i < word.size; i++) {
        unsigned char c = (unsigned char)word.at[i];

        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    return (size_t)(h ^ h >> 29);
}

static struct str *slot_of(const struct join_evidence *e, struct str word)
{
    size_t at = hash(word) & (e->room - 1);

    while (e->slots[at].at && !str_equal_caseless(e->slots[at], word))
        at = (at + 1) & (e->room - 1);
    return &e->slots[at];
}

static bool is_known(const struct join_evidence *e, struct str word)
{
    return slot_of(e, word)->at != NULL;
}

void document_join_evidence_new(struct join_evidence **out, size_t bytes_of_text)
{
    struct join_evidence *e = must_realloc(NULL, sizeof *e);

    *e = (struct join_evidence){.room = 64};
    while (e->room < bytes_of_text)     /* a word and what parts it take two bytes or more: never over half full */
        e->room *= 2;
    e->slots = must_realloc(NULL, e->room * sizeof *e->slots);
    memset(e->slots, 0, e->room * sizeof *e->slots);
    *out = e;
}

void document_join_evidence_free(struct join_evidence *e)
{
    if (!e)
        return;
    free(e->slots);
    free(e);
}

void document_join_learn(struct join_evidence *e, struct str line)
{
    for (size_t i = 0; i < line.size;) {
        size_t start = i;
        struct str *slot;

        while (i < line.size && (is_letter(line.at[i]) || (i > start && line.at[i] == '-')))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        if (line.at[i - 1] == '-')
            continue;
        slot = slot_of(e, str_slice(line, start, i));
        if (!slot->at)
            *slot = str_slice(line, start, i);
    }
}

/* The word that a line's end breaks: "multi" and "agency". */
struct broken {
    struct str first, rest;
};

/* False where the line does not end in a letter and a hyphen, or no letter follows. */
static bool broken_word(struct str line, struct str next, struct broken *word)
{
    size_t start, stop = 0;

    if (line.size < 2 || line.at[line.size - 1] != '-' || !is_letter(line.at[line.size - 2]) || next.size == 0
        || !is_letter(*next.at))
        return false;
    start = line.size - 1;
    while (start > 0 && (is_letter(line.at[start - 1]) || line.at[start - 1] == '-'))
        start--;
    while (stop < next.size && (is_letter(next.at[stop]) || (next.at[stop] == '-' && stop + 1 < next.size)))
        stop++;
    if (line.size - start + stop > LONGEST_WORD)
        return false;
    word->first = str_slice(line, start, line.size - 1);
    word->rest = str_slice(next, 0, stop);
    return true;
}

static bool is_prefix(struct str word)
{
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (str_equal_caseless(word, str_of(prefixes[i])))
            return true;
    return false;
}

/* Whether the document has the two parts with `between` them as a word. */
static bool knows(const struct join_evidence *e, struct str first, const char *between, struct str rest)
{
    struct buf word = {0};
    bool known;

    buf_add_format(&word, "%.*s%s%.*s", STR_ARGS(first), between, STR_ARGS(rest));
    known = is_known(e, buf_str(&word));
    buf_free(&word);
    return known;
}

void document_join_weigh(struct join_evidence *e, struct str line, struct str next)
{
    struct broken word;

    if (broken_word(line, next, &word)) {
        bool hyphenated = knows(e, word.first, "-", word.rest), joined = knows(e, word.first, "", word.rest);

        e->hyphenated += hyphenated;
        e->broken += joined && !hyphenated;
    }
}

/* The document's own spelling decides. Where it has neither form: Word never breaks words, so a hyphen
 * at a line's end is the author's unless the document was seen to break others. */
static enum join join_broken(const struct join_evidence *e, const struct broken *word)
{
    struct str last = word->first, next = word->rest;
    const char *hyphen = memrchr(last.at, '-', last.size), *behind = memchr(next.at, '-', next.size);

    if (knows(e, last, "-", next))
        return JOIN_TIGHT;
    if (knows(e, last, "", next))
        return JOIN_WITHOUT_HYPHEN;
    if (!hyphen && !behind)
        return e->broken >= 3 && e->broken >= e->hyphenated && !is_prefix(last) && *next.at >= 'a' ? JOIN_WITHOUT_HYPHEN
            : JOIN_TIGHT;
    /* "no-fur-" and "ther-action": the part that is broken may be a word that the document knows. Two
     * letters are no evidence: "day-to-" and "day" are not "today". */
    if (hyphen)
        last = str_slice(last, (size_t)(hyphen + 1 - last.at), last.size);
    if (behind)
        next = str_slice(next, 0, (size_t)(behind - next.at));
    return last.size > 2 && knows(e, last, "", next) ? JOIN_WITHOUT_HYPHEN : JOIN_TIGHT;
}

/* "and/" and "or", "2013-" and "14": nothing belongs between them. */
static bool is_tight(struct str line, struct str next)
{
    char end, before;

    if (line.size < 2 || next.size == 0)
        return false;
    end = line.at[line.size - 1];
    before = line.at[line.size - 2];
    return before != ' ' && (end == '/' || (end == '-' && is_digit(before) && is_digit(*next.at)));
}

enum join document_join_lines(const struct join_evidence *e, struct str line, struct str next)
{
    struct broken word;

    if (str_ends(line, STR("\xc2\xad")))
        return JOIN_WITHOUT_HYPHEN;
    if (broken_word(line, next, &word))
        return join_broken(e, &word);
    return is_tight(line, next) ? JOIN_TIGHT : JOIN_BLANK;
}
