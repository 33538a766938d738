#include "oracle/sample.h"

#include "base/ascii.h"
#include "oracle/chance.h"

#include <string.h>

enum { LONGEST = 600 };

struct walk {
    const char *at;
    struct buf *out;
    uint32_t *seed;
};

static size_t size_at(const char *at)
{
    size_t size = *at != '\0';

    while (size > 0 && (at[size] & 0xc0) == 0x80)
        size++;
    return size;
}

static void cut(struct buf *out, size_t size)
{
    if (size < out->size) {
        out->size = size;
        out->at[size] = '\0';
    }
}

static void add_blank(struct walk *w)
{
    static const char *const odd[] = {"  ", "\t", "\n", "\r", "\xc2\xa0", "\xc2\x85", "\xe1\xa0\x8e", "\xe1\x9a\x80",
                                      "\xe2\x80\x83", "\xe2\x80\xaf", "\xe3\x80\x80", "\xe2\x80\x8b"};

    buf_add(w->out, below(w->seed, 40) ? STR(" ") : str_of(PICK(w->seed, odd)));
}

static void add_letter(struct walk *w)
{
    static const char *const letters[] = {"a", "e", "i", "o", "n", "s", "t", "k", "E", "S", "7", "_", "\xc3\xa9"};

    buf_add(w->out, str_of(PICK(w->seed, letters)));
}

static void add_sign(struct walk *w)
{
    static const char *const signs[] = {" ", ",", ".", "-", "'", "(", ": ", ", ", "\xe2\x80\x99", "\xe2\x80\x93"};

    buf_add(w->out, str_of(PICK(w->seed, signs)));
}

static void add_any(struct walk *w)
{
    if (below(w->seed, 4))
        add_letter(w);
    else
        add_sign(w);
}

/* A character that stands for itself, now and then in another case. */
static void add_character(struct walk *w, const char *at)
{
    char c = *at, other = (char)(c ^ 0x20);

    if ((c == 's' || c == 'S') && below(w->seed, 150) == 0)
        buf_add(w->out, STR("\xc5\xbf"));
    else if ((c == 'k' || c == 'K') && below(w->seed, 100) == 0)
        buf_add(w->out, STR("\xe2\x84\xaa"));
    else if (ascii_is_letter(c) && below(w->seed, 25) == 0)
        buf_add_char(w->out, other);
    else
        buf_add(w->out, (struct str){at, size_at(at)});
}

static void add_escape(struct walk *w, const char *at)
{
    switch (*at) {
    case 's':
        add_blank(w);
        break;
    case 'w': case 'S': case 'D':
        add_letter(w);
        break;
    case 'd':
        buf_add_char(w->out, (char)('0' + below(w->seed, 10)));
        break;
    case 'W':
        add_sign(w);
        break;
    case 'b': case 'B': case 'A': case 'z': case 'Z':
        break;
    default:
        add_character(w, at);
    }
}

static void take_escape(struct walk *w)
{
    add_escape(w, ++w->at);
    w->at += size_at(w->at);
}

static void add_member(struct walk *w, const char *at)
{
    if (*at == '\\')
        add_escape(w, at + 1);
    else if (at[1] == '-' && at[2] > *at && *at > 0)    /* of a range of ASCII */
        buf_add_char(w->out, (char)(*at + (char)below(w->seed, (uint32_t)(at[2] - *at + 1))));
    else
        add_character(w, at);
}

static void take_class(struct walk *w)
{
    bool negated = w->at[1] == '^';
    const char *chosen = w->at;
    uint32_t members = 0;

    w->at += 1 + negated;
    do {
        if (below(w->seed, ++members) == 0)
            chosen = w->at;
        w->at += *w->at == '\\';
        w->at += size_at(w->at);
    } while (*w->at && *w->at != ']');
    w->at += *w->at == ']';
    if (negated)
        add_any(w);
    else
        add_member(w, chosen);
}

static void take_choice(struct walk *w);

/* What an assertion looks at stands there or not; of one that must fail it does not. */
static void take_group(struct walk *w)
{
    static const struct { const char *opening; bool takes, looks; } groups[] = {
        {"(?=", false, true}, {"(?<=", false, true}, {"(?!", false, false}, {"(?<!", false, false},
        {"(?:", true, false}, {"(?>", true, false}, {"(?i:", true, false}, {"(?-i:", true, false}, {"(", true, false},
    };
    size_t before = w->out->size, i = 0;

    while (strncmp(w->at, groups[i].opening, strlen(groups[i].opening)) != 0)
        i++;
    w->at += strlen(groups[i].opening);
    take_choice(w);
    w->at += *w->at == ')';
    if (!groups[i].takes && !(groups[i].looks && below(w->seed, 2)))
        cut(w->out, before);
}

static void take_item(struct walk *w)
{
    switch (*w->at) {
    case '\\':
        take_escape(w);
        break;
    case '[':
        take_class(w);
        break;
    case '(':
        take_group(w);
        break;
    case '.':
        add_any(w);
        w->at++;
        break;
    case '^': case '$':
        w->at++;
        break;
    default:
        add_character(w, w->at);
        w->at += size_at(w->at);
    }
}

/* Moves behind a quantifier and gives how often; of "{2,5}" now and then once too often. */
static uint32_t take_quantifier(struct walk *w)
{
    const char *end = w->at + 1;
    uint32_t least = 0, most = 0, times = 1;

    if (*w->at == '{' && ascii_is_digit(*end)) {
        for (; ascii_is_digit(*end); end++)
            least = (least * 10 + (uint32_t)(*end - '0')) % 1000;
        most = *end == ',' ? least + 2 : least;
        if (*end == ',' && ascii_is_digit(*++end))
            for (most = 0; ascii_is_digit(*end); end++)
                most = (most * 10 + (uint32_t)(*end - '0')) % 1000;
        most += below(w->seed, 8) == 0;
        times = most > least ? least + below(w->seed, most - least + 1) : least;
    } else if (*w->at && strchr("?*+", *w->at)) {
        times = (*w->at == '+') + below(w->seed, *w->at == '?' ? 2 : 4);
    } else {
        return 1;
    }
    w->at = end + (*w->at == '{' && *end == '}');
    w->at += *w->at == '?' || *w->at == '+';
    return times;
}

static void take_repeated(struct walk *w)
{
    size_t before = w->out->size;
    const char *first = w->at, *behind;
    uint32_t times;

    take_item(w);
    times = take_quantifier(w);
    behind = w->at;
    if (times == 0)
        cut(w->out, before);
    for (uint32_t i = 1; i < times && w->out->size < LONGEST; i++) {
        w->at = first;
        take_item(w);
    }
    w->at = behind;
}

/* Each alternative is written down, and one of them kept. */
static void take_choice(struct walk *w)
{
    size_t start = w->out->size, kept = 0;

    for (uint32_t n = 1;; n++) {
        size_t from = w->out->size, size;

        while (*w->at && *w->at != '|' && *w->at != ')')
            take_repeated(w);
        size = w->out->size - from;
        if (below(w->seed, n) == 0) {
            if (kept > 0)
                memmove(w->out->at + start, w->out->at + from, size);
            kept = size;
        }
        cut(w->out, start + kept);
        if (*w->at != '|')
            return;
        w->at++;
    }
}

void sample_text(struct buf *out, const char *regex, uint32_t *seed)
{
    struct walk w = {regex, out, seed};

    take_choice(&w);
}

void sample_change(struct buf *text, size_t start, uint32_t *seed)
{
    static const char *const others[] = {" ", "s", "e", "k", "x", "-", "'", "\xe2\x80\x99", "\xe2\x80\x91", "\xc5\xbf",
        "\xe2\x84\xaa", "\xc3\xa9", "\xcc\x81", "_", "7", ".", "\xc2\xa0", "\xe1\xa0\x8e", "  ", "\t", "\xc2\xa3",
        "not ", " the ", "\xef\xbf\xbd"};
    size_t at = start, removed;
    struct buf rest = {0};

    if (text->size > start)
        at += below(seed, (uint32_t)(text->size - start));
    while (at > start && (text->at[at] & 0xc0) == 0x80)
        at--;
    removed = at < text->size ? size_at(text->at + at) : 0;
    switch (below(seed, 4)) {
    case 0:             /* taken out */
        break;
    case 1:             /* doubled */
        buf_add(&rest, (struct str){buf_text(text) + at, removed});
        buf_add(&rest, (struct str){buf_text(text) + at, removed});
        break;
    case 2:             /* put in */
        buf_add(&rest, str_of(PICK(seed, others)));
        buf_add(&rest, (struct str){buf_text(text) + at, removed});
        break;
    default:            /* changed */
        buf_add(&rest, str_of(PICK(seed, others)));
    }
    buf_add(&rest, str_slice(buf_str(text), at + removed, text->size));
    cut(text, at);
    buf_add(text, buf_str(&rest));
    buf_free(&rest);
}
