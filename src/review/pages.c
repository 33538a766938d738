#include "review/documents.h"

#include <pthread.h>
#include <stdlib.h>

struct picture {
    int64_t report;
    uint32_t page;
    unsigned dpi;
    struct buf png;
    uint64_t used;
};

struct known_places {
    int64_t report;
    uint32_t page;
    struct extract_places places;
    uint64_t used;
};

struct review_pages {
    pthread_mutex_t lock;
    struct store *study;
    char *program;
    struct extractors *extractors;
    struct { struct picture *at; size_t count, room; } pictures;
    size_t bytes;
    struct known_places places[REVIEW_PLACES];
    uint64_t uses;
};

bool review_pages_open(struct review_pages **out, const char *study, struct error *err)
{
    struct review_pages *p = must_realloc(NULL, sizeof *p);

    *p = (struct review_pages){.lock = PTHREAD_MUTEX_INITIALIZER};
    if (!store_open(&p->study, study, STORE_READ, err)) {
        review_pages_close(p);
        return false;
    }
    *out = p;
    return true;
}

static void drop_picture(struct review_pages *p, size_t i)
{
    p->bytes -= p->pictures.at[i].png.size;
    buf_free(&p->pictures.at[i].png);
    p->pictures.at[i] = p->pictures.at[--p->pictures.count];
}

void review_pages_close(struct review_pages *p)
{
    if (!p)
        return;
    while (p->pictures.count > 0)
        drop_picture(p, 0);
    free(p->pictures.at);
    for (size_t i = 0; i < REVIEW_PLACES; i++)
        extract_places_free(&p->places[i].places);
    extractors_free(p->extractors);
    free(p->program);
    store_close(p->study);
    free(p);
}

void review_pages_forget(struct review_pages *p)
{
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < REVIEW_PLACES; i++) {
        extract_places_free(&p->places[i].places);
        p->places[i] = (struct known_places){0};
    }
    pthread_mutex_unlock(&p->lock);
}

/* The extractor is loaded when the first page is looked at, and then waits. */
static bool prepare(struct review_pages *p, const struct review_page *page, struct run_page *out, struct error *err)
{
    if (!p->extractors) {
        if (!p->program && !extract_find_program(&p->program, err))
            return false;
        extractors_new(&p->extractors, p->program, 1);
    }
    *out = (struct run_page){p->study, page->report, str_of(page->sha256), page->document, page->page, p->extractors};
    return true;
}

static void keep_picture(struct review_pages *p, const struct review_page *page, unsigned dpi, struct str png)
{
    struct picture new = {page->report, page->page, dpi, {0}, ++p->uses};

    while (p->pictures.count > 0 && p->bytes + png.size > REVIEW_PICTURE_BYTES) {
        size_t oldest = 0;

        for (size_t i = 1; i < p->pictures.count; i++)
            if (p->pictures.at[i].used < p->pictures.at[oldest].used)
                oldest = i;
        drop_picture(p, oldest);
    }
    buf_add(&new.png, png);
    p->bytes += png.size;
    *VEC_PUSH(&p->pictures) = new;
}

static bool draw(struct buf *png, struct review_pages *p, const struct review_page *page, unsigned dpi,
                 struct error *err)
{
    struct run_page asked;

    for (size_t i = 0; i < p->pictures.count; i++) {
        struct picture *one = &p->pictures.at[i];

        if (one->report == page->report && one->page == page->page && one->dpi == dpi) {
            one->used = ++p->uses;
            buf_add(png, buf_str(&one->png));
            return true;
        }
    }
    if (!prepare(p, page, &asked, err) || !run_page_image(png, &asked, dpi, false, err))
        return false;
    keep_picture(p, page, dpi, buf_str(png));
    return true;
}

bool review_pages_picture(struct buf *png, struct review_pages *p, const struct review_page *page, unsigned dpi,
                          struct error *err)
{
    bool ok;

    pthread_mutex_lock(&p->lock);
    ok = draw(png, p, page, dpi, err);
    pthread_mutex_unlock(&p->lock);
    return ok;
}

/* The places of a page's words, in the place of those that were not used for longest. */
static bool find_places(const struct extract_places **out, struct review_pages *p, const struct review_page *page,
                        struct error *err)
{
    struct known_places *oldest = &p->places[0];
    struct extract_places places;
    struct run_page asked;

    for (size_t i = 0; i < REVIEW_PLACES; i++) {
        struct known_places *one = &p->places[i];

        if (one->used > 0 && one->report == page->report && one->page == page->page) {
            one->used = ++p->uses;
            *out = &one->places;
            return true;
        }
        if (one->used < oldest->used)
            oldest = one;
    }
    if (!prepare(p, page, &asked, err) || !run_page_places(&places, &asked, err))
        return false;
    extract_places_free(&oldest->places);
    *oldest = (struct known_places){page->report, page->page, places, ++p->uses};
    *out = &oldest->places;
    return true;
}

bool review_pages_boxes(struct review_boxes *out, struct review_pages *p, const struct review_page *page,
                        struct range r, struct error *err)
{
    const struct extract_places *places;
    bool ok;

    *out = (struct review_boxes){0};
    pthread_mutex_lock(&p->lock);
    ok = find_places(&places, p, page, err);
    if (ok) {
        extract_places_find(places, r, &out->boxes);
        out->width = places->width;
        out->height = places->height;
    }
    pthread_mutex_unlock(&p->lock);
    return ok;
}
