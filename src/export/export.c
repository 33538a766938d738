#include "export/export_internal.h"

#include <inttypes.h>

const struct export_format *const export_formats[] = {
#define FORMAT(id) &export_##id,
#include "export/format.def"
#undef FORMAT
    NULL
};

const char *const export_field_names[FIELD_COUNT] = {
#define FIELD(id, name) [FIELD_##id] = name,
#include "export/field.def"
#undef FIELD
};

bool export_refused(struct error *err)
{
    return error_set(err, ERROR_SYSTEM, "what was written could not be taken: the reader has gone away, or the disk is "
                     "full");
}

/* A section is headed by its own first block, anything else by what stands above it. */
static void fill_heading(struct buf *out, const struct excerpt_row *e)
{
    const struct document *doc = e->document;
    size_t block = document_block_at(doc, e->range.start);
    const struct block *b = &doc->blocks[block];

    buf_clear(out);
    document_heading_path(doc, block, out);
    if (b->kind != BLOCK_HEADING || e->range.stop <= b->range.stop)
        return;
    if (out->size > 0)
        buf_add(out, STR(" > "));
    buf_add(out, document_text(doc, b->range));
}

static void fill_matched(struct buf *out, const struct excerpt_row *e)
{
    buf_clear(out);
    for (size_t i = 0; i < e->span_count; i++) {
        if (i > 0)
            buf_add(out, STR(" … "));
        buf_add(out, document_text(e->document, e->spans[i]));
    }
}

/* The number of sentences that begin before byte `at`. */
static size_t sentences_before(const struct document *doc, uint32_t at)
{
    size_t low = 0, high = doc->sentence_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->sentences[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void fill_around(struct export_fields *f, const struct excerpt_row *e)
{
    const struct document *doc = e->document;
    size_t first = sentences_before(doc, e->range.start), behind = sentences_before(doc, e->range.stop);

    buf_clear(&f->before);
    buf_clear(&f->after);
    if (first > 0)
        buf_add(&f->before, document_text(doc, doc->sentences[first - 1]));
    if (behind < doc->sentence_count)
        buf_add(&f->after, document_text(doc, doc->sentences[behind]));
}

void export_fill_fields(struct export_fields *f, const struct excerpt_row *e)
{
    const struct report_row *r = e->report;
    size_t page = document_page_at(e->document, e->range.start);

    fill_heading(&f->heading, e);
    fill_matched(&f->matched, e);
    fill_around(f, e);
    snprintf(f->page, sizeof f->page, "%zu", page + 1);
    *f->copied_page = *f->copied_similarity = '\0';
    if (e->copy.similarity > 0) {
        snprintf(f->copied_page, sizeof f->copied_page, "%" PRId64, e->copy.page);
        snprintf(f->copied_similarity, sizeof f->copied_similarity, "%d", e->copy.similarity);
    }
    const struct str fields[FIELD_COUNT] = {
        [FIELD_EXCERPT] = e->excerpt, [FIELD_CODEBOOK] = e->codebook, [FIELD_VERSION] = e->version,
        [FIELD_THEME] = e->theme, [FIELD_CODE] = e->code, [FIELD_RULE] = e->rule, [FIELD_STANDING] = e->standing,
        [FIELD_REPORT] = r->sha256, [FIELD_FILE] = r->path, [FIELD_PARTNERSHIP] = r->attributes.partnership,
        [FIELD_AUTHORITIES] = r->attributes.authorities, [FIELD_REGION] = r->attributes.region,
        [FIELD_PERIOD_START] = r->attributes.period_start, [FIELD_PERIOD_END] = r->attributes.period_end,
        [FIELD_PERIOD] = r->attributes.period, [FIELD_DOCUMENT_KIND] = r->attributes.document_kind,
        [FIELD_VARIANT] = r->attributes.variant, [FIELD_LANGUAGE] = r->attributes.language,
        [FIELD_PAGE] = str_of(f->page),
        [FIELD_PAGE_LABEL] = str_of(e->document->pages[page].label), [FIELD_HEADING] = buf_str(&f->heading),
        [FIELD_TEXT] = document_text(e->document, e->range), [FIELD_MATCHED] = buf_str(&f->matched),
        [FIELD_BEFORE] = buf_str(&f->before), [FIELD_AFTER] = buf_str(&f->after),
        [FIELD_QUESTION] = e->question, [FIELD_ORIGIN] = e->origin, [FIELD_STATUS] = e->status,
        [FIELD_DECIDED_BY] = e->decided_by, [FIELD_RECODE] = e->recode, [FIELD_MEMO] = e->memo,
        [FIELD_STAR] = e->star ? STR("1") : STR(""),
        [FIELD_COPIED] = str_of(e->copy.whence), [FIELD_COPIED_FROM] = str_of(e->copy.source),
        [FIELD_COPIED_PAGE] = str_of(f->copied_page), [FIELD_COPIED_SIMILARITY] = str_of(f->copied_similarity),
    };

    for (int i = 0; i < FIELD_COUNT; i++)
        f->at[i] = fields[i];
}

bool export_is_whole(const struct excerpt_filter *f)
{
    return f->codebook.size + f->theme.size + f->code.size + f->report.size + f->status.size + f->standing.size
        + f->since.size + f->choice_count == 0;
}

bool export_is_number(enum export_field field)
{
    return field == FIELD_PAGE || field == FIELD_COPIED_PAGE || field == FIELD_COPIED_SIMILARITY;
}

void export_free_fields(struct export_fields *f)
{
    buf_free(&f->heading);
    buf_free(&f->matched);
    buf_free(&f->before);
    buf_free(&f->after);
}
