/* Parts of a pattern that no text can match, as far as two neighbours in it tell. */
#include "match/match_internal.h"

#include <string.h>

enum kind { KIND_NONE, KIND_WORD, KIND_SIGN, KIND_OTHER };     /* a letter or digit, another sign, anything */

struct token {
    enum kind kind;
    char edge;              /* 'b', '^', '$', or 0 */
    bool line_break;
    size_t size;
};

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct token escaped(const char *c)
{
    struct token t = {.kind = KIND_OTHER, .size = c[1] ? 2 : 1};

    if (c[1] == 'b')
        t = (struct token){KIND_NONE, 'b', false, 2};
    else if (c[1] == 'A')
        t = (struct token){KIND_NONE, '^', false, 2};
    else if (c[1] == 'z' || c[1] == 'Z')
        t = (struct token){KIND_NONE, '$', false, 2};
    else if (c[1] == 'n' || c[1] == 'r')
        t.line_break = true;
    else if (c[1] == 'w' || c[1] == 'd')
        t.kind = KIND_WORD;
    return t;
}

static struct token token_at(const char *c)
{
    if (*c == '\\')
        return escaped(c);
    if (*c == '^' || *c == '$')
        return (struct token){KIND_NONE, *c, false, 1};
    if (is_word((unsigned char)*c))
        return (struct token){KIND_WORD, 0, false, 1};
    if (strchr(" -',;:%&/", *c) && *c)
        return (struct token){KIND_SIGN, 0, false, 1};
    return (struct token){KIND_OTHER, 0, false, 1};
}

/* Characters that the text of a report never has, since it is made plain before. */
static const char *foreign_character(const char *text)
{
    static const struct {
        const char *at, *words;
    } foreign[] = {
        {"\xc2\xa0", "it has a no-break blank, and a report's text has blanks only; write a blank"},
        {"\xc2\xad", "it has a soft hyphen, which a report's text has not; leave it out"},
        {"\xef\xac\x81", "it has the ligature fi as one sign; write f and i"},
        {"\xef\xac\x82", "it has the ligature fl as one sign; write f and l"},
    };

    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (strstr(text, foreign[i].at))
            return foreign[i].words;
    return NULL;
}

/* The end of a class, of a group's opening or of a line's end with the next one's indent, which may stand for nothing:
   they are passed over. */
static size_t skip(const char *c)
{
    size_t size = 1;

    if (*c == '\n')
        return strspn(c, " \t\r\n");
    if (*c == '(' && c[1] == '?') {
        while (c[size] && !strchr(":=!>)", c[size]))
            size++;
        return c[size] ? size + 1 : size;
    }
    if (*c != '[')
        return 0;
    size += c[size] == '^';
    size += c[size] == ']';
    while (c[size] && c[size] != ']')
        size += c[size] == '\\' && c[size + 1] ? 2 : 1;
    return c[size] ? size + 1 : size;
}

static const char *judge(enum kind before, const struct token *t, enum kind behind)
{
    if (t->line_break)
        return "it asks for a line break, and a report's lines are joined; write a blank";
    if (t->edge == 'b' && before == KIND_WORD && behind == KIND_WORD)
        return "\\b between two letters; there is no edge of a word";
    if (t->edge == '^' && (before == KIND_WORD || before == KIND_SIGN))
        return "^ or \\A behind a character; the beginning is before all";
    if (t->edge == '$' && (behind == KIND_WORD || behind == KIND_SIGN))
        return "$ or \\z before a character; the end is behind all";
    return NULL;
}

/* The kind of what stands at c, KIND_OTHER where it may be left out or is no single character. */
static enum kind certain_kind(const char *c)
{
    struct token t;

    if (!*c || skip(c) > 0)
        return KIND_OTHER;
    t = token_at(c);
    return t.edge || strchr("?*{", c[t.size]) == NULL || c[t.size] == '\0' ? t.kind : KIND_OTHER;
}

const char *match_never(const struct pattern *p)
{
    enum kind before = KIND_NONE;
    const char *words = foreign_character(p->text);

    for (const char *c = p->text; !words && *c && strncmp(c, "\\Q", 2) != 0;) {
        size_t skipped = skip(c);
        struct token t;

        if (skipped > 0) {
            if (*c != '\n')
                before = KIND_OTHER;
            else if (before == KIND_WORD)       /* behind a letter the line's end is a blank */
                before = KIND_SIGN;
            c += skipped;
            continue;
        }
        t = token_at(c);
        if (!(strchr("?*{", c[t.size]) && c[t.size]))
            words = judge(before, &t, certain_kind(c + t.size));
        if (!t.edge)
            before = certain_kind(c);
        c += t.size;
    }
    return words;
}
