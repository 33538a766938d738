#include "run/partnership.h"

#include "base/ascii.h"

enum { MAX_WORDS = 8 };     /* of a place's name; "Bath and North East Somerset" has five */

static bool is_blank(char c)
{
    return c == ' ' || c == '\xc2' || c == '\xa0';
}

static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* The word that begins at i, a blank and what follows excluded. */
static struct str word_at(struct str s, size_t i)
{
    size_t stop = i;

    while (stop < s.size && (is_letter(s.at[stop]) || s.at[stop] == '\'' || s.at[stop] == '-')
           && !(s.at[stop] == '\xc2' && stop + 1 < s.size && s.at[stop + 1] == '\xa0'))
        stop++;
    return str_slice(s, i, stop);
}

/* Where the body's words end: "Safeguarding Children's Partnership", "Safeguarding Partnership Board"; 0: no body. */
static size_t body_end(struct str s, size_t i)
{
    static const char *const between[] = {"children", "children's", "children\xe2\x80\x99s", "childrens", "child",
        "childrens'", "children\xe2\x80\x99", "vulnerable", "people", "people's", "young", "and", "multi-agency",
        "strategic", "integrated", "assurance"};
    static const char *const bodies[] = {"partnership", "board"};
    bool body = false;
    size_t end = 0;

    for (int n = 0; n < 7; n++) {
        struct str word = word_at(s, i);
        bool last = STR_AMONG_CASELESS(word, bodies);

        if (word.size == 0 || (n == 0 && !str_equal_caseless(word, STR("safeguarding")))
            || (n > 0 && !last && (body || !STR_AMONG_CASELESS(word, between))))
            break;
        i += word.size;
        body = body || last;
        if (last)
            end = i;
        if (i >= s.size || !is_blank(s.at[i]))
            break;
        while (i < s.size && is_blank(s.at[i]))
            i++;
    }
    return end;
}

/* A no-break space is two bytes that look like a letter's. */
static bool is_word_char(struct str s, size_t i)
{
    char c = s.at[i];

    if ((c == '\xa0' && i > 0 && s.at[i - 1] == '\xc2') || (c == '\xc2' && i + 1 < s.size && s.at[i + 1] == '\xa0'))
        return false;
    return is_letter(c) || c == '-' || c == '&' || c == '\'';
}

/* The word before i, across one run of blanks; none at a line's start or behind punctuation, save
 * a comma where `list`. */
static struct str word_before(struct str s, size_t i, bool list)
{
    size_t stop = i, start;

    while (stop > 0 && is_blank(s.at[stop - 1]))
        stop--;
    if (list && stop > 0 && stop < i && s.at[stop - 1] == ',')
        stop--;
    if (stop == i)
        return (struct str){s.at, 0};
    for (start = stop; start > 0 && is_word_char(s, start - 1); start--)
        ;
    return str_slice(s, start, stop);
}

static bool is_joint(struct str word)
{
    static const char *const joints[] = {"and", "&", "of", "upon", "on", "in", "with", "under"};

    return STR_AMONG_CASELESS(word, joints);
}

/* Words with a capital that are no part of a place's name when they lead it. */
static bool is_lead_in(struct str word)
{
    static const char *const words[] = {"the", "this", "our", "your", "annual", "yearly", "report", "reports",
        "introduction", "foreword", "welcome", "to", "from", "by", "for", "about", "independent", "chair", "scrutineer",
        "partners", "partnership", "board", "adults", "adult", "a", "an", "joint", "all", "each", "at", "both", "when",
        "statutory", "local", "what", "is", "how", "why", "meet", "contact", "membership", "executive", "summary",
        "business", "plan", "dear", "final", "draft", "strategic", "multi-agency", "children's", "new", "former",
        "formerly"};

    return is_joint(word) || STR_AMONG_CASELESS(word, words);
}

/* A place's name has none of these: another body's ends there. */
static bool is_other_body(struct str word)
{
    static const char *const words[] = {"partnership", "board", "council", "police", "panel", "service", "services",
                                        "trust", "committee"};

    return STR_AMONG_CASELESS(word, words);
}

/* Where the place's name begins that ends before `body`, or `body` where there is none. */
static size_t place_start(struct str s, size_t body)
{
    struct str words[MAX_WORDS];
    size_t count = 0, start = body;
    bool list = false;      /* "Bournemouth, Christchurch and Poole": behind the "and" a comma joins too */

    while (count < MAX_WORDS) {
        struct str word = word_before(s, start, list);

        if (word.size == 0 || is_other_body(word) || !(is_joint(word) || (word.at[0] >= 'A' && word.at[0] <= 'Z')
                                || (unsigned char)word.at[0] >= 0xc3))
            break;
        words[count++] = word;
        list = list || str_equal(word, STR("and")) || str_equal(word, STR("&"));
        start = (size_t)(word.at - s.at);
    }
    while (count > 0 && is_lead_in(words[count - 1]))
        count--;
    return count > 0 ? (size_t)(words[count - 1].at - s.at) : body;
}

/* A capital must begin it: "safeguarding partnership" in the middle of a sentence is no name. */
static bool body_at(struct str s, size_t i, struct run_partnership *out, size_t *stop)
{
    size_t end, from = i, start;
    struct str before;

    if (s.at[i] != 'S' || (i > 0 && !is_blank(s.at[i - 1])) || (end = body_end(s, i)) == 0)
        return false;
    *stop = end;
    for (;;) {
        before = word_before(s, from, false);
        if (!str_equal_caseless(before, STR("local")) && !str_equal_caseless(before, STR("strategic"))
            && !str_equal_caseless(before, STR("multi-agency")) && !str_equal_caseless(before, STR("children"))
            && !str_equal_caseless(before, STR("children's")))
            break;
        from = (size_t)(before.at - s.at);
    }
    start = place_start(s, from);
    if (start == from)
        return false;
    out->name = str_slice(s, start, end);
    out->place = str_trim(str_slice(s, start, from));
    return true;
}

bool run_find_partnership(struct str text, size_t *at, struct run_partnership *out)
{
    for (size_t i = *at; i < text.size; i++) {
        size_t stop;

        if (body_at(text, i, out, &stop)) {
            *at = stop;
            return true;
        }
    }
    *at = text.size;
    return false;
}
