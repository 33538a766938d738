#include "extract/office_internal.h"

#include <string.h>

/* A password makes of a DOCX a file of the older form with the whole DOCX, enciphered, in it. Its parts'
 * names are in UTF-16. */
static bool refuse_old(struct str bytes, struct extract_failure *f)
{
    static const char mark[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    if (memmem(bytes.at, bytes.size, mark, sizeof mark))
        return extract_fail(f, PROBLEM_ENCRYPTED, "it asks for a password");
    return extract_fail(f, PROBLEM_NOT_A_REPORT, "an old Word, Excel or PowerPoint file: save it as DOCX or PDF");
}

static bool contains(const struct buf *b, const char *words)
{
    return memmem(buf_text(b), b->size, words, strlen(words));
}

static const struct { const char *mark, *what; } others[] = {
    {"spreadsheetml", "a workbook of Excel: save it as PDF"},
    {"ms-excel", "a workbook of Excel: save it as PDF"},
    {"presentationml", "slides of PowerPoint: save them as PDF"},
    {"ms-powerpoint", "slides of PowerPoint: save them as PDF"},
    {"opendocument.spreadsheet", "an OpenDocument table: save it as PDF"},
    {"opendocument.presentation", "OpenDocument slides: save them as PDF"},
    {"opendocument.graphics", "an OpenDocument drawing: save it as PDF"},
    {"epub+zip", "an e-book: save it as PDF"},
};

static bool refuse_other(const struct buf *told, struct extract_failure *f)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (contains(told, others[i].mark))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "%s", others[i].what);
    return extract_fail(f, PROBLEM_NOT_A_REPORT, "a ZIP file: unpack it");
}

/* Adds what a part says, if it is there. */
static bool add_part(struct buf *told, const struct archive *a, const char *part, struct extract_failure *f)
{
    struct buf bytes = {0};
    bool ok = !extract_archive_has(a, part) || extract_archive_read(&bytes, a, part, f);

    if (ok)
        buf_add(told, buf_str(&bytes));
    buf_free(&bytes);
    return ok;
}

static bool extract_archive(struct document **out, const struct archive *a, struct extract_failure *f)
{
    struct buf told = {0}, manifest = {0};
    bool ok = false;

    if (!add_part(&told, a, "[Content_Types].xml", f) || !add_part(&told, a, "mimetype", f)
        || !add_part(&manifest, a, "META-INF/manifest.xml", f))
        goto out;
    if (told.size == 0)     /* an ODT that another program packed again may have lost its mimetype */
        buf_add(&told, buf_str(&manifest));
    if (contains(&manifest, "encryption-data"))
        extract_fail(f, PROBLEM_ENCRYPTED, "it asks for a password");
    else if (contains(&told, "application/vnd.oasis.opendocument.text"))
        ok = odt_extract(out, a, f);
    else if (contains(&told, "wordprocessingml.document.main+xml")
             || contains(&told, "wordprocessingml.template.main+xml")
             || contains(&told, "ms-word.document.macroEnabled.main+xml")
             || contains(&told, "ms-word.template.macroEnabledTemplate.main+xml"))
        ok = docx_extract(out, a, f);
    else
        refuse_other(&told, f);
out:
    buf_free(&told);
    buf_free(&manifest);
    return ok;
}

bool extract_office(struct document **out, struct str bytes, struct extract_failure *f)
{
    struct archive *a = NULL;
    bool ok;

    if (!str_starts(bytes, STR("PK")))
        return refuse_old(bytes, f);
    ok = extract_archive_open(&a, bytes, ARCHIVE_MOST_BYTES, f) && extract_archive(out, a, f);
    extract_archive_close(a);
    return ok;
}

struct title_reading {
    struct buf words;
    bool open;
};

static bool start_title(void *payload, const struct office_element *e)
{
    struct title_reading *t = payload;

    t->open = e->space == OFFICE_CORE && strcmp(e->name, "title") == 0;
    return true;
}

static void end_title(void *payload, const struct office_element *e)
{
    (void)e;
    ((struct title_reading *)payload)->open = false;
}

static void add_title(void *payload, struct str words)
{
    struct title_reading *t = payload;

    if (t->open)
        buf_add(&t->words, words);
}

bool office_title(struct document_builder *b, const struct archive *a, const char *part, struct extract_failure *f)
{
    static const struct office_walker walker = {start_title, end_title, add_title};
    struct title_reading t = {0};
    bool ok = office_walk_part(a, part, &walker, &t, f);

    if (ok && t.words.size > 0)
        document_builder_title(b, buf_str(&t.words));
    buf_free(&t.words);
    return ok;
}
