/* What another program has no use for, and excerpta makes the study from again: lines of a word and a JSON object in a
 * part of their own, and of each report what its text does not show. */
#include "export/qdpx_internal.h"

#include "base/json.h"
#include "document/wire.h"
#include "store/told.h"

#include <stdlib.h>

/* The first line of each part says what it is. */
static const struct {
    const char *key, *first, *name;
    bool before;
} records[] = {
    {"study", "excerpta-study 1", "what excerpta knows of the study: reviewers, codebooks, passes", true},
    {"findings", "excerpta-findings 1", "what excerpta knows of reports, excerpts and decisions", false},
};
enum { RECORDS = sizeof records / sizeof records[0] };

static void part_guid(char guid[UUID_SIZE], const char *kind, struct str key)
{
    struct buf whole = {0};

    buf_add_format(&whole, "%s|%.*s|part", kind, STR_ARGS(key));
    uuid_of(buf_str(&whole), guid);
    buf_free(&whole);
}

static void write_part_note(struct qdpx *w, const char *kind, struct str key, struct str name)
{
    struct buf path = {0};
    char guid[UUID_SIZE];

    part_guid(guid, kind, key);
    buf_add_format(&path, "internal://%s.txt", guid);
    codebook_write_start(&w->xml, "Note");
    export_qdpx_guid(w, "guid", kind, key, STR(""));
    codebook_write_attribute(&w->xml, "name", name);
    codebook_write_attribute(&w->xml, "plainTextPath", buf_str(&path));
    export_qdpx_guid(w, "creatingUser", "rules", STR(""), STR(""));
    codebook_write_end(&w->xml);
    buf_free(&path);
}

void export_qdpx_record_notes(struct qdpx *w)
{
    struct buf name = {0};

    for (size_t i = 0; i < RECORDS; i++)
        write_part_note(w, "record", str_of(records[i].key), str_of(records[i].name));
    for (size_t i = 0; i < w->reports.count; i++) {
        buf_clear(&name);
        buf_add_format(&name, "pages, headings and sentences of %.*s, for excerpta", STR_ARGS(w->reports.at[i].name));
        write_part_note(w, "structure", w->reports.at[i].sha256, buf_str(&name));
    }
    buf_free(&name);
}

void export_qdpx_record_refs(struct qdpx *w)
{
    for (size_t i = 0; i < RECORDS; i++)
        export_qdpx_ref(w, "NoteRef", "record", str_of(records[i].key), STR(""));
}

/* "excerpta-structure 1 SHA256 BYTES TEXT", then the wire form up to the text. */
static void add_structure(struct buf *out, struct str sha256, int64_t bytes, const struct document *doc)
{
    char *text = NULL, hash[FILE_HASH_SIZE];
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    if (!stream)
        abort();
    file_hash_bytes(doc->text, hash);
    fprintf(stream, "excerpta-structure 1 %.*s %lld %s\n", STR_ARGS(sha256), (long long)bytes, hash);
    wire_write_structure(stream, doc);
    fclose(stream);
    buf_add(out, (struct str){text, size});
    free(text);
}

static bool fill_structure(void *payload, int64_t which, struct buf *out, struct error *err)
{
    struct qdpx *w = payload;
    const struct qdpx_report *report = &w->reports.at[which];
    struct document *doc;

    if (!store_load_document(w->study, report->id, &doc, err))
        return false;
    add_structure(out, report->sha256, report->bytes, doc);
    document_free(doc);
    return true;
}

bool export_qdpx_add_structure(struct qdpx *w, struct package *p, size_t report, struct error *err)
{
    struct buf name = {0};
    char guid[UUID_SIZE];
    bool ok;

    part_guid(guid, "structure", w->reports.at[report].sha256);
    buf_add_format(&name, "sources/%s.txt", guid);
    ok = export_package_add_later(p, name.at, fill_structure, w, (int64_t)report, err);
    buf_free(&name);
    return ok;
}

static int by_key(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool is_source(const struct qdpx *w, struct str sha256)
{
    for (size_t i = 0; i < w->reports.count; i++)
        if (str_equal(w->reports.at[i].sha256, sha256))
            return true;
    return false;
}

/* Whether the filter lets it through. What is said of words that stand nowhere is told of a whole study only. */
static bool is_told(const struct qdpx *w, const struct told_row *r)
{
    struct str book = w->filter->codebook;

    if (w->whole)
        return true;
    if (r->codebook.size > 0 && book.size > 0 && !str_equal(r->codebook, book))
        return false;
    if (r->excerpt.size == 0)
        return r->report.size == 0 || is_source(w, r->report);
    return w->excerpts.count > 0
        && bsearch(&r->excerpt, w->excerpts.at, w->excerpts.count, sizeof r->excerpt, by_key);
}

struct recording {
    const struct qdpx *w;
    FILE *out;
};

/* A report that is no source any more, with its text. */
static bool write_old(void *payload, int64_t report, struct str sha256, int64_t bytes, struct error *err)
{
    struct recording *rec = payload;
    struct json_writer json = {.out = rec->out};
    struct buf structure = {0};
    struct document *doc;

    if (!store_load_document(rec->w->study, report, &doc, err))
        return false;
    add_structure(&structure, sha256, bytes, doc);
    fputs("old ", rec->out);
    json_write_object(&json, NULL);
    json_write_text(&json, "structure", buf_str(&structure));
    json_write_text(&json, "text", doc->text);
    json_write_object_end(&json);
    json_write_line(&json);
    buf_free(&structure);
    document_free(doc);
    return true;
}

static bool write_row(void *payload, const struct told_row *r, struct error *err)
{
    struct recording *rec = payload;

    (void)err;
    if (is_told(rec->w, r))
        fprintf(rec->out, "%s %.*s\n", r->word, STR_ARGS(r->json));
    return true;
}

static bool add_record(struct qdpx *w, struct package *p, size_t which, struct error *err)
{
    const struct told_options options = {records[which].before, w->whole, w->filter->without_names};
    struct recording rec = {w, tmpfile()};
    struct buf name = {0};
    char guid[UUID_SIZE];
    bool ok;

    if (!rec.out)
        return error_set(err, ERROR_SYSTEM, "no scratch file can be made");
    fprintf(rec.out, "%s\n", records[which].first);
    ok = (options.before || !w->whole || store_old_reports(w->study, write_old, &rec, err))
        && store_tell(w->study, &options, write_row, &rec, err);
    part_guid(guid, "record", str_of(records[which].key));
    buf_add_format(&name, "sources/%s.txt", guid);
    if (ok)
        ok = export_package_add_stream(p, name.at, rec.out, err);
    else
        fclose(rec.out);
    buf_free(&name);
    return ok;
}

bool export_qdpx_add_records(struct qdpx *w, struct package *p, struct error *err)
{
    if (w->excerpts.count > 0)
        qsort(w->excerpts.at, w->excerpts.count, sizeof *w->excerpts.at, by_key);
    for (size_t i = 0; i < RECORDS; i++)
        if (!add_record(w, p, i, err))
            return false;
    return true;
}

bool export_qdpx_remarks(struct qdpx *w, struct buf *remarks, struct error *err)
{
    struct untold left;

    if (!store_untold(w->study, &left, err))
        return false;
    if (left.passes > 0)
        buf_add_format(remarks, "%lld passes that are not the newest of their codebook are not in the project\n",
                       (long long)left.passes);
    if (left.samples > 0)
        buf_add_format(remarks, "%lld samples of such passes are not in the project\n", (long long)left.samples);
    return true;
}
