#include "review/documents.h"

#include "store/report.h"

#include <stdlib.h>

struct held {
    int64_t report;
    struct document *doc;
    unsigned taken;
    uint64_t used;          /* rises with each use */
};

struct review_documents {
    struct { struct held *at; size_t count, room; } held;
    uint64_t uses;
    size_t bytes;
};

void review_documents_new(struct review_documents **out)
{
    *out = must_realloc(NULL, sizeof **out);
    **out = (struct review_documents){0};
}

static void drop(struct review_documents *d, size_t i)
{
    d->bytes -= d->held.at[i].doc->text.size;
    document_free(d->held.at[i].doc);
    d->held.at[i] = d->held.at[--d->held.count];
}

void review_documents_free(struct review_documents *d)
{
    if (!d)
        return;
    while (d->held.count > 0)
        drop(d, 0);
    free(d->held.at);
    free(d);
}

void review_documents_forget(struct review_documents *d)
{
    for (size_t i = d->held.count; i-- > 0;) {
        d->held.at[i].report = 0;       /* whoever has it keeps it; nobody finds it again */
        if (d->held.at[i].taken == 0)
            drop(d, i);
    }
}

/* The one that was not used for longest and that nobody has; false: all are taken. */
static bool drop_oldest(struct review_documents *d)
{
    size_t oldest = d->held.count;

    for (size_t i = 0; i < d->held.count; i++)
        if (d->held.at[i].taken == 0 && (oldest == d->held.count || d->held.at[i].used < d->held.at[oldest].used))
            oldest = i;
    if (oldest == d->held.count)
        return false;
    drop(d, oldest);
    return true;
}

bool review_documents_take(struct review_documents *d, struct store *s, int64_t report, const struct document **out,
                           struct error *err)
{
    struct held new = {.report = report, .taken = 1, .used = ++d->uses};

    for (size_t i = 0; i < d->held.count; i++)
        if (d->held.at[i].report == report) {
            d->held.at[i].taken++;
            d->held.at[i].used = new.used;
            *out = d->held.at[i].doc;
            return true;
        }
    if (!store_load_document(s, report, &new.doc, err))
        return false;
    while (d->bytes + new.doc->text.size > REVIEW_TEXT_BYTES && drop_oldest(d))
        ;
    d->bytes += new.doc->text.size;
    *VEC_PUSH(&d->held) = new;
    *out = new.doc;
    return true;
}

void review_documents_give(struct review_documents *d, const struct document *doc)
{
    for (size_t i = 0; doc && i < d->held.count; i++)
        if (d->held.at[i].doc == doc) {
            d->held.at[i].taken--;
            return;
        }
}
