#include "store/evidence.h"

#include "store/spans.h"
#include "store/store_internal.h"

/* Nowhere, where there is none. */
static struct range first_span(struct str spans)
{
    struct range first = {0, 0};

    (void)store_next_span(&spans, &first);
    return first;
}

static bool take_evidence(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct evidence_row r = {
        .key = store_column(q, 0), .codebook = store_column(q, 1), .theme = store_column(q, 2),
        .code = store_column(q, 3), .standing = store_column(q, 4), .ordinal = (size_t)sqlite3_column_int64(q, 5),
        .report = sqlite3_column_int64(q, 6),
        .range = {(uint32_t)sqlite3_column_int64(q, 7), (uint32_t)sqlite3_column_int64(q, 8)},
        .status = store_column(q, 9), .starred = sqlite3_column_int(q, 10),
        .matched = first_span(store_column(q, 11)), .by_hand = sqlite3_column_int(q, 12),
    };

    return (*(store_each_evidence *const *)each)(payload, &r, err);
}

bool store_evidence(struct store *s, const struct evidence_filter *f, store_each_evidence *each, void *payload,
                    struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_EVIDENCE_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", f->codebook);
    store_bind_text(q, ":theme", f->theme);
    store_bind_text(q, ":code", f->code);
    store_bind_int(q, ":status", f->status);
    return store_list(s, q, take_evidence, &each, payload, err);
}
