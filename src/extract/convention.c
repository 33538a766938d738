#include "extract/convention.h"

#include <stdlib.h>

/* The bits of a convention's number, with what each is called behind the unit. */
enum { BIT_UTF16 = 1, BIT_TWO = 2, BIT_MARK = 4, BIT_LAST = 8 };

struct convention extract_convention(unsigned which)
{
    return (struct convention){.utf16 = which & BIT_UTF16, .two = which & BIT_TWO, .mark = which & BIT_MARK,
                               .last = which & BIT_LAST};
}

unsigned extract_convention_number(struct convention c)
{
    return (c.utf16 ? BIT_UTF16 : 0u) | (c.two ? BIT_TWO : 0u) | (c.mark ? BIT_MARK : 0u) | (c.last ? BIT_LAST : 0u);
}

void extract_convention_say(struct buf *out, struct convention c)
{
    buf_add_format(out, "%s, CR LF as %s%s%s", c.utf16 ? "UTF-16 units" : "code points", c.two ? "two" : "one",
                   c.mark ? ", byte order mark counted" : "", c.last ? ", the end is the last one selected" : "");
}

void extract_convention_name(struct buf *out, struct convention c)
{
    buf_add_format(out, "%s%s%s%s", c.utf16 ? "utf16" : "code-points", c.two ? "-crlf" : "", c.mark ? "-mark" : "",
                   c.last ? "-last" : "");
}

bool extract_convention_find(struct str word, struct convention *out)
{
    struct buf name = {0};
    bool found = false;

    for (unsigned i = 0; i < CONVENTIONS && !found; i++) {
        *out = extract_convention(i);
        buf_clear(&name);
        extract_convention_name(&name, *out);
        found = str_equal(word, buf_str(&name));
    }
    buf_free(&name);
    return found;
}

static size_t size_of_character(struct str text, size_t at)
{
    size_t size = 1;

    while (!str_is_edge(text, at + size))
        size++;
    return size;
}

/* A study's texts hold no control character but line ends and tabs, and nothing that is no character: what stands in
 * their place is as long, so that positions stay. */
static struct str plain_character(struct str c)
{
    unsigned char first = (unsigned char)*c.at;

    if ((first < ' ' && first != '\n' && first != '\t') || first == 0x7f)
        return STR(" ");
    if (c.size == 2 && first == 0xc2 && (unsigned char)c.at[1] < 0xa0)
        return STR("\xc2\xa0");
    return str_not_xml(c) == 3 ? STR("\xef\xbf\xbd") : c;
}

/* Counts `units` positions at the present end of the plain text. */
static void count_units(struct measured *m, size_t units)
{
    while (units-- > 0)
        m->at[m->count++] = (uint32_t)m->plain.size;
}

void extract_measure(struct measured *m, struct str text, struct convention c)
{
    size_t from = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;

    *m = (struct measured){.at = must_realloc(NULL, (text.size + 2) * sizeof *m->at)};
    if (from > 0 && c.mark)
        count_units(m, 1);
    for (size_t i = from; i < text.size;) {
        size_t size = size_of_character(text, i);

        if (text.at[i] == '\r') {
            bool pair = i + 1 < text.size && text.at[i + 1] == '\n';

            count_units(m, pair && c.two ? 2 : 1);
            buf_add_char(&m->plain, '\n');
            i += pair ? 2 : 1;
            continue;
        }
        count_units(m, c.utf16 && size == 4 ? 2 : 1);
        buf_add(&m->plain, plain_character(str_slice(text, i, i + size)));
        i += size;
    }
    m->at[m->count] = (uint32_t)m->plain.size;
}

void extract_measured_free(struct measured *m)
{
    buf_free(&m->plain);
    free(m->at);
    *m = (struct measured){.count = 0};
}

struct selected extract_select(const struct measured *m, const struct selection *s, struct convention c)
{
    int64_t stop = s->stop + (c.last && s->stop >= 0);
    struct selected r;

    if (s->start < 0 || stop <= s->start || (uint64_t)stop > m->count)
        return (struct selected){0, 0};
    r = (struct selected){m->at[s->start], m->at[stop]};
    return r.start < r.stop ? r : (struct selected){0, 0};
}
