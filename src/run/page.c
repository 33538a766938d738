#include "run/page.h"

#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

struct file_search {
    const struct run_page *page;
    struct buf path, last;      /* path: of the file that was found; last: of one that was not it */
    bool found, changed;
};

static bool look_at(void *payload, const struct path_row *p, struct error *err)
{
    struct file_search *s = payload;
    struct buf path = {0};
    char hash[FILE_HASH_SIZE];
    struct error ignored;
    uint64_t size;

    (void)err;
    if (s->found || p->report != s->page->report)
        return true;
    buf_add(&path, p->path);
    if (file_hash(path.at, hash, &size, &ignored)) {
        s->found = str_equal(str_of(hash), s->page->sha256);
        s->changed = s->changed || !s->found;
    }
    buf_clear(s->found ? &s->path : &s->last);
    buf_add(s->found ? &s->path : &s->last, p->path);
    buf_free(&path);
    return true;
}

static bool find_file(struct buf *path, const struct run_page *page, struct error *err)
{
    struct file_search s = {.page = page};
    bool ok = store_paths(page->study, look_at, &s, err);

    if (ok && !s.found && s.changed)
        ok = error_set(err, ERROR_INPUT, "%s has changed since it was indexed; run \"excerpta index\" on it again, "
                       "and look at the new report", buf_text(&s.last));
    else if (ok && !s.found)
        ok = error_set(err, ERROR_INPUT, "%s is gone or cannot be read; put the file back, or index it where it is now",
                       buf_text(&s.last));
    if (ok)
        buf_add(path, buf_str(&s.path));
    buf_free(&s.path);
    buf_free(&s.last);
    return ok;
}

static bool check_format(const struct run_page *page, struct error *err)
{
    if (strcmp(page->document->format, "pdf") != 0)
        return error_set(err, ERROR_INPUT, "there is no page image of a report in %s: only a PDF has fixed pages",
                         page->document->format);
    return true;
}

/* Recognising the whole file again, for a look at one page, would take minutes. */
static bool is_recognised(const struct document *doc)
{
    return doc->quality[QUALITY_OCR_PAGES] > 0;
}

static bool check_text(const struct run_page *page, const char *hash, const char *path, struct error *err)
{
    char own[FILE_HASH_SIZE];

    file_hash_bytes(page->document->text, own);
    return strcmp(own, hash) == 0
        || error_set(err, ERROR_INPUT, "%s: this version reads another text from the file than the one that indexed "
                     "it; index it into a new study", path);
}

/* What is asked, and what has to be given up behind it. All zero is nothing. */
struct asking {
    struct extract_page page;
    struct buf path;
    struct extractors *own;
    char *program;
};

static bool prepare(struct asking *a, const struct run_page *page, struct error *err)
{
    if (!check_format(page, err) || !find_file(&a->path, page, err))
        return false;
    if (!page->extractors) {
        if (!extract_find_program(&a->program, err))
            return false;
        extractors_new(&a->own, a->program, 1);
    }
    a->page = (struct extract_page){page->extractors ? page->extractors : a->own, a->path.at, page->page,
                                    &extract_default_limits};
    return true;
}

static void give_up(struct asking *a)
{
    extractors_free(a->own);
    buf_free(&a->path);
    free(a->program);
}

bool run_page_places(struct extract_places *out, const struct run_page *page, struct error *err)
{
    struct asking a = {0};
    bool ok;

    *out = (struct extract_places){0};
    if (is_recognised(page->document))
        return error_set(err, ERROR_INPUT, "where its words stand is not known: OCR has read pages of this report");
    ok = prepare(&a, page, err);
    if (ok && !extract_page_places(out, &a.page, err))
        ok = error_within(err, "%s: ", a.path.at);
    ok = ok && check_text(page, out->text_hash, a.path.at, err);
    if (!ok)
        extract_places_free(out);
    give_up(&a);
    return ok;
}

bool run_page_image(struct buf *png, const struct run_page *page, unsigned dpi, bool outlines, struct error *err)
{
    struct extract_image image = {0};
    struct asking a = {0};
    bool ok = prepare(&a, page, err);

    outlines = outlines && !is_recognised(page->document);
    if (ok && !extract_page_image(&image, &a.page, dpi, outlines, err))
        ok = error_within(err, "%s: ", a.path.at);
    ok = ok && (!outlines || check_text(page, image.text_hash, a.path.at, err));
    if (ok)
        buf_add(png, buf_str(&image.png));
    extract_image_free(&image);
    give_up(&a);
    return ok;
}
