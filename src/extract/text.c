#include "extract/extract_internal.h"

#include <string.h>

/* "# Heading" as Markdown has it; 0: none. */
static int heading_level(struct str line)
{
    size_t marks = 0;

    while (marks < line.size && marks < 7 && line.at[marks] == '#')
        marks++;
    return marks >= 1 && marks <= 6 && marks < line.size && line.at[marks] == ' ' ? (int)marks : 0;
}

/* A line of = or - under a line of words makes these a heading. */
static int underline_level(struct str line)
{
    line = str_trim(line);
    if (line.size < 3 || (*line.at != '=' && *line.at != '-'))
        return 0;
    for (size_t i = 1; i < line.size; i++)
        if (line.at[i] != *line.at)
            return 0;
    return *line.at == '=' ? 1 : 2;
}

/* The bytes of a list item's mark and the blank behind it; 0: no list item. */
static size_t bullet_size(struct str line)
{
    static const char *const bullets[] = {"- ", "* ", "+ ", "• ", "◦ ", "▪ ", "– ", "o "};

    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (str_starts(line, str_of(bullets[i])))
            return strlen(bullets[i]);
    return 0;
}

struct text_reading {
    struct document_builder *b;
    uint32_t page;
    bool open;          /* a block that a line may carry on */
    bool turned;        /* a page began since the last words */
    bool unended;       /* these were of a paragraph or item, and ended in the middle of a sentence */
};

static bool is_ended(struct str words)
{
    static const char *const ends[] = {".", "!", "?", ":", ";", ")", "\"", "\xe2\x80\x9d"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (str_ends(words, str_of(ends[i])))
            return true;
    return false;
}

/* Words at the head of a page that go on with the sentence at the foot of the one before. */
static bool goes_on(const struct text_reading *r, struct str words)
{
    return r->turned && r->unended && *words.at >= 'a' && *words.at <= 'z';
}

static void take_line(struct text_reading *r, struct str line, struct str next)
{
    struct str words = str_trim(line);
    int level = heading_level(words);
    size_t bullet = bullet_size(words);

    if (words.size == 0) {
        r->open = false;
        return;
    }
    r->open = r->open || goes_on(r, words);
    r->turned = r->unended = false;
    if (level > 0) {
        document_builder_block(r->b, BLOCK_HEADING, level);
        document_builder_line(r->b, str_slice(words, (size_t)level, words.size), r->page);
        r->open = false;
    } else if (!r->open && underline_level(next) > 0) {
        document_builder_block(r->b, BLOCK_HEADING, underline_level(next));
        document_builder_line(r->b, words, r->page);
        r->open = false;
    } else if (underline_level(words) == 0) {
        if (!r->open || bullet > 0)
            document_builder_block(r->b, bullet > 0 ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH, 0);
        document_builder_line(r->b, str_slice(words, bullet, words.size), r->page);
        r->open = true;
        r->unended = !is_ended(words);
    }
}

/* Lines end in LF, CRLF or CR; a form feed begins a page. */
bool extract_text(struct document **out, struct str bytes, struct extract_failure *f)
{
    struct buf decoded = {0};
    struct text_reading r = {0};
    struct str rest, line = {0}, next;
    bool more;

    extract_decode(bytes, &decoded);
    for (size_t i = 0; i < decoded.size; i++)
        if (decoded.at[i] == '\r')
            decoded.at[i] = '\n' == decoded.at[i + 1] ? ' ' : '\n';
    document_builder_new(&r.b, "text");
    r.page = document_builder_page(r.b, "", 0, 0);
    rest = buf_str(&decoded);
    more = str_next(&rest, '\n', &line);
    while (more) {
        const char *feed;

        if (!str_next(&rest, '\n', &next)) {
            next = STR("");
            more = false;
        }
        /* An empty page is a form feed right behind another, and counts. */
        while ((feed = memchr(line.at, '\f', line.size)) != NULL) {
            take_line(&r, str_slice(line, 0, (size_t)(feed - line.at)), STR(""));
            r.page = document_builder_page(r.b, "", 0, 0);
            r.turned = true;
            r.open = false;
            line = str_slice(line, (size_t)(feed - line.at) + 1, line.size);
        }
        take_line(&r, line, next);
        line = next;
    }
    buf_free(&decoded);
    return extract_finish(r.b, out, f);
}
