#include "document/join.h"
#include "base/ascii.h"
#include "document/compounds.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 60 };

struct join_evidence {
    struct str *slots;      /* open addressing; at NULL is empty */
    size_t room, count, broken, hyphenated;
};

/* Whether the byte belongs to a letter. What is not ASCII is taken for one, but for the dashes, quotes
 * and bullets of U+2000 to U+207F: a word in curly quotes is the same word. */
static bool is_letter(struct str s, size_t at)
{
    size_t lead = at;

    if ((unsigned char)s.at[at] < 0x80)
        return ascii_is_letter(s.at[at]);
    while (lead > 0 && at - lead < 3 && !str_is_edge(s, lead))
        lead--;
    return !((unsigned char)s.at[lead] == 0xe2 && lead + 1 < s.size && (unsigned char)s.at[lead + 1] <= 0x81);
}

static size_t hash(struct str word)
{
    uint64_t h = 1469598103934665603u;      /* FNV-1a, with ASCII case folded */

    for (size_t i = 0; i < word.size; i++)
        h = (h ^ (unsigned char)ascii_lower(word.at[i])) * 1099511628211u;
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

static void make_slots(struct join_evidence *e, size_t room)
{
    e->room = room;
    e->slots = must_realloc(NULL, room * sizeof *e->slots);
    memset(e->slots, 0, room * sizeof *e->slots);
}

void document_join_evidence_new(struct join_evidence **out)
{
    struct join_evidence *e = must_realloc(NULL, sizeof *e);

    *e = (struct join_evidence){0};
    make_slots(e, 4096);
    *out = e;
}

static void add_word(struct join_evidence *e, struct str word)
{
    struct str *slot = slot_of(e, word);

    if (slot->at)
        return;
    *slot = word;
    if (++e->count > e->room / 2) {
        struct str *old = e->slots;
        size_t old_room = e->room;

        make_slots(e, old_room * 2);
        for (size_t i = 0; i < old_room; i++)
            if (old[i].at)
                *slot_of(e, old[i]) = old[i];
        free(old);
    }
}

void document_join_evidence_free(struct join_evidence *e)
{
    if (!e)
        return;
    free(e->slots);
    free(e);
}

void document_join_learn(struct join_evidence *e, struct str line, bool after_hyphen)
{
    size_t i = 0;

    while (after_hyphen && i < line.size && (is_letter(line, i) || line.at[i] == '-'))
        i++;
    while (i < line.size) {
        size_t start = i;

        while (i < line.size && (is_letter(line, i) || (i > start && line.at[i] == '-')))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        if (line.at[i - 1] != '-')
            add_word(e, str_slice(line, start, i));
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

    if (line.size < 2 || line.at[line.size - 1] != '-' || !is_letter(line, line.size - 2) || next.size == 0
        || !is_letter(next, 0))
        return false;
    start = line.size - 1;
    while (start > 0 && (is_letter(line, start - 1) || line.at[start - 1] == '-'))
        start--;
    while (stop < next.size && (is_letter(next, stop) || (next.at[stop] == '-' && stop + 1 < next.size)))
        stop++;
    if (line.size - start + stop > LONGEST_WORD)
        return false;
    word->first = str_slice(line, start, line.size - 1);
    word->rest = str_slice(next, 0, stop);
    return true;
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
        e->broken += !hyphenated && (joined || !is_known(e, word.rest));
    }
}

/* The document's own spelling decides. Where it has neither form: Word never breaks words, so a hyphen
 * at a line's end is the author's unless the document was seen to break others. */
static enum join join_broken(const struct join_evidence *e, const struct broken *word)
{
    struct str last = word->first, next = word->rest;
    const char *hyphen = memrchr(last.at, '-', last.size), *behind = memchr(next.at, '-', next.size);
    bool breaks_words = e->broken >= 3 && e->broken >= e->hyphenated, compound;

    if (knows(e, last, "-", next) || document_compound_is_number(last, next))
        return JOIN_TIGHT;
    if (knows(e, last, "", next))
        return JOIN_WITHOUT_HYPHEN;
    /* "no-fur-" and "ther-action": the part that is broken may be a word that the document knows. Two
     * letters are no evidence: "day-to-" and "day" are not "today". */
    if (hyphen)
        last = str_slice(last, (size_t)(hyphen + 1 - last.at), last.size);
    if (behind)
        next = str_slice(next, 0, (size_t)(behind - next.at));
    if (hyphen && last.size <= 2)
        return JOIN_TIGHT;
    if ((hyphen || behind) && last.size > 2 && knows(e, last, "", next))
        return JOIN_WITHOUT_HYPHEN;
    compound = document_compound_is_likely(last, is_known(e, last), next, is_known(e, next));
    return breaks_words && !compound ? JOIN_WITHOUT_HYPHEN : JOIN_TIGHT;
}

/* "short-" and "and long-term": the hyphen waits for a word further on. */
static bool is_suspended(struct str next)
{
    static const char *const links[] = {"and", "or", "to", "nor"};
    struct str word;

    return str_next(&next, ' ', &word) && next.size > 0 && STR_AMONG(word, links);
}

/* "and/" and "or", "2013-" and "14", "COVID-" and "19", "16-" and "year-olds": nothing belongs between them. */
static bool is_tight(struct str line, struct str next)
{
    char end, before;

    if (line.size < 2 || next.size == 0)
        return false;
    end = line.at[line.size - 1];
    before = line.at[line.size - 2];
    return (end == '/' && before != ' ')
        || (end == '-' && (ascii_is_digit(before) || is_letter(line, line.size - 2)) && !is_suspended(next)
            && (ascii_is_digit(*next.at) || is_letter(next, 0)));
}

enum join document_join_lines(const struct join_evidence *e, struct str line, struct str next)
{
    struct broken word;

    if (str_ends(line, STR("\xc2\xad")))
        return JOIN_WITHOUT_HYPHEN;
    if (broken_word(line, next, &word)) {
        bool known = knows(e, word.first, "-", word.rest) || knows(e, word.first, "", word.rest);

        return is_suspended(next) && !known ? JOIN_BLANK : join_broken(e, &word);
    }
    return is_tight(line, next) ? JOIN_TIGHT : JOIN_BLANK;
}
