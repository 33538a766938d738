#include "extract/extract_internal.h"

#include <string.h>

enum { LOOKED_AT = 1024 };      /* bytes at a file's beginning; a PDF's mark may stand anywhere in them */

static bool has_html_tag(struct str head)
{
    static const char *const marks[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta",
                                        "<script", "<div"};

    while (head.size > 0 && ((unsigned char)*head.at <= ' ' || (unsigned char)*head.at >= 0x80))
        head = str_slice(head, 1, head.size);
    if (str_starts(head, STR("<?xml")) || str_starts(head, STR("<!--")))
        while (head.size > 5 && !str_equal_caseless(str_slice(head, 0, 5), STR("<html")))
            head = str_slice(head, 1, head.size);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_equal_caseless(str_slice(head, 0, strlen(marks[i])), str_of(marks[i])))
            return true;
    return false;
}

/* Text has no NUL (but for UTF-16 with its mark) and hardly any control character. */
static bool looks_like_text(struct str head)
{
    size_t controls = 0;

    if (str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff")))
        return true;
    for (size_t i = 0; i < head.size; i++) {
        unsigned char c = (unsigned char)head.at[i];

        if (c == 0)
            return false;
        controls += c < ' ' && !strchr("\t\n\r\f", c);
    }
    return controls * 100 <= head.size;
}

enum extract_type extract_type_of(struct str bytes, const char **what_else)
{
    static const struct { struct str mark; const char *what; } others[] = {
        {{"PK\005\006", 4}, "an empty ZIP file"},
        {{"{\\rtf", 5}, "an RTF file: save it as DOCX or PDF"},
        {{"\x89PNG", 4}, "a picture"},
        {{"\xff\xd8\xff", 3}, "a picture"},
        {{"GIF8", 4}, "a picture"},
        {{"II*\0", 4}, "a picture"},
        {{"MM\0*", 4}, "a picture"},
        {{"SQLite format 3", 15}, "a database"},
        {{"\x1f\x8b", 2}, "a compressed file: unpack it"},
    };
    struct str head = str_slice(bytes, 0, LOOKED_AT);

    /* What is in a ZIP file, or in one of the form that Word had before, its reader tells. */
    if (str_starts(head, STR("PK\003\004")) || str_starts(head, STR("\xd0\xcf\x11\xe0")))
        return EXTRACT_OFFICE;
    for (size_t i = 0; i + 5 <= head.size; i++)
        if (memcmp(head.at + i, "%PDF-", 5) == 0)
            return EXTRACT_PDF;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (str_starts(head, others[i].mark)) {
            *what_else = others[i].what;
            return EXTRACT_OTHER;
        }
    }
    if (has_html_tag(head))
        return EXTRACT_HTML;
    if (looks_like_text(head))
        return EXTRACT_TEXT;
    *what_else = "neither PDF nor DOCX, ODT, HTML or text";
    return EXTRACT_OTHER;
}
