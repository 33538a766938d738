#include "extract/page.h"

#include "extract/client_internal.h"

#include <string.h>

#define IMAGE_FIRST_LINE "excerpta-image 1"

/* What is wrong with the file, as an error: one page was asked for, and there is none. */
static bool refuse(const struct wire_result *r, struct error *err)
{
    bool limit = r->problem == PROBLEM_TOO_LARGE || r->problem == PROBLEM_TIMED_OUT;

    return error_set(err, limit ? ERROR_LIMIT : ERROR_INPUT, "%s: %s", report_problem_words[r->problem], r->detail);
}

/* Adds the answer to *bytes; a problem that it tells of is an error. */
static bool ask(struct buf *bytes, const struct extract_page *page, uint32_t what, unsigned dpi, struct error *err)
{
    struct channel_wanted wanted = {.what = what, .page = page->page + 1, .dpi = dpi};
    struct wire_result r;

    if (!extract_ask(page->extractors, &r, bytes, page->path, &wanted, page->limits, err))
        return false;
    if (r.problem != PROBLEM_NONE)
        return refuse(&r, err);
    if (!str_starts(buf_str(bytes), STR("excerpta-wire ")))
        return true;
    if (!wire_read(&r, buf_str(bytes), err))
        return false;
    if (r.problem != PROBLEM_NONE)
        return refuse(&r, err);
    document_free(r.doc);
    return error_set(err, ERROR_INPUT, "the extractor sent a document where a page was asked for");
}

bool extract_page_places(struct extract_places *out, const struct extract_page *page, struct error *err)
{
    struct buf bytes = {0};
    bool ok;

    *out = (struct extract_places){0};
    ok = ask(&bytes, page, CHANNEL_PLACES, 0, err) && extract_places_read(out, buf_str(&bytes), err);
    buf_free(&bytes);
    return ok;
}

static bool take_field(struct str *rest, const char *name, struct str *value)
{
    struct str word;

    return str_next(rest, '\n', value) && str_next(value, ' ', &word) && str_equal(word, str_of(name));
}

/* The bytes may be an attacker's, so they are to be a PNG from its first bytes to its last chunk. What is in between
 * is for the program that shows it. */
static bool is_png(struct str s)
{
    return str_starts(s, STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")) && str_ends(s, STR("\0\0\0\0IEND\xae\x42\x60\x82"));
}

static bool take_image(struct extract_image *out, struct str bytes, struct error *err)
{
    struct str rest = bytes, line, hash, size_text;
    size_t size;

    if (!str_next(&rest, '\n', &line) || !str_equal(line, STR(IMAGE_FIRST_LINE)) || !take_field(&rest, "text", &hash)
        || (hash.size > 0 && !str_is_hex(hash, FILE_HASH_SIZE - 1)) || !take_field(&rest, "png", &size_text)
        || !str_to_size(size_text, &size) || size != rest.size || !is_png(rest))
        return error_set(err, ERROR_INPUT, "what the extractor sent is no picture");
    memcpy(out->text_hash, hash.at, hash.size);
    buf_add(&out->png, rest);
    return true;
}

bool extract_page_image(struct extract_image *out, const struct extract_page *page, unsigned dpi, bool outlines,
                        struct error *err)
{
    struct buf bytes = {0};
    bool ok;

    *out = (struct extract_image){0};
    ok = ask(&bytes, page, outlines ? CHANNEL_OUTLINES : CHANNEL_IMAGE, dpi, err)
        && take_image(out, buf_str(&bytes), err);
    buf_free(&bytes);
    return ok;
}

void extract_image_free(struct extract_image *image)
{
    buf_free(&image->png);
    *image = (struct extract_image){0};
}
