/* REFI-QDA, a whole project: codes, reports as plain text, codings by rule and by reviewer. What the exchange format
 * has no place for (rule, standing, page, decisions) stands as JSON in a note of each excerpt, for other programs, and
 * in parts of excerpta's own, from which the study is made again; doc/formats/qdpx.md tells it. Positions count code
 * points, ends are exclusive, lines end in LF. */
#include "config.h"
#include "base/file.h"
#include "codebook/write.h"
#include "export/qdpx_internal.h"
#include "store/provenance.h"

#include <stdlib.h>

void export_qdpx_guid(struct qdpx *w, const char *attribute, const char *kind, struct str key, struct str more)
{
    struct buf whole = {0};
    char guid[UUID_SIZE];

    buf_add_format(&whole, "%s|%.*s|%.*s", kind, STR_ARGS(key), STR_ARGS(more));
    uuid_of(buf_str(&whole), guid);
    codebook_write_attribute(&w->xml, attribute, str_of(guid));
    buf_free(&whole);
}

void export_qdpx_ref(struct qdpx *w, const char *element, const char *kind, struct str key, struct str more)
{
    codebook_write_start(&w->xml, element);
    export_qdpx_guid(w, "targetGUID", kind, key, more);
    codebook_write_end(&w->xml);
}

static bool take_report(void *payload, const struct report_row *r, struct error *err)
{
    struct qdpx *w = payload;
    struct qdpx_report report = {.id = r->id, .sha256 = arena_str(&w->arena, r->sha256),
                                 .name = arena_str(&w->arena, file_name(r->path)), .bytes = r->bytes};
    struct report_attributes copy = r->attributes;

    (void)err;
    if (!store_is_chosen(w->filter, r))
        return true;
    for (int i = 0; i < ATTRIBUTE_COUNT; i++)
        report.attributes[i] = arena_str(&w->arena, *store_attribute(&copy, (enum attribute)i));
    *VEC_PUSH(&w->reports) = report;
    return true;
}

static void write_user(struct qdpx *w, const char *kind, struct str name, struct str shown)
{
    codebook_write_start(&w->xml, "User");
    export_qdpx_guid(w, "guid", kind, name, STR(""));
    codebook_write_attribute(&w->xml, "name", shown);
    codebook_write_end(&w->xml);
}

static void write_users(struct qdpx *w)
{
    codebook_write_start(&w->xml, "Users");
    write_user(w, "rules", STR(""), STR("excerpta"));
    for (size_t i = 0; i < w->names.all.count; i++)
        write_user(w, "user", w->names.all.at[i].shown, w->names.all.at[i].shown);
    codebook_write_end(&w->xml);
}

static bool is_left(struct str filter, struct str word)
{
    return filter.size == 0 || str_equal(filter, word);
}

static bool count_code(void *payload, const struct code_row *c, struct error *err)
{
    struct qdpx *w = payload;

    (void)err;
    w->codes += is_left(w->filter->codebook, c->codebook) && is_left(w->filter->theme, c->theme)
        && is_left(w->filter->code, c->code);
    return true;
}

/* A theme is a code that cannot be coded, as in codebook export, with the same GUIDs. */
static bool write_codes(void *payload, const struct pass_row *p, struct error *err)
{
    struct qdpx *w = payload;
    struct codebook *book;

    if (!p->current || !is_left(w->filter->codebook, p->codebook))
        return true;
    if (!store_pass_codebook(w->study, p->pass, &book, err))
        return false;
    w->questions += book->question_count;
    codebook_write_codes(&w->xml, book, w->filter->theme, w->filter->code);
    codebook_free(book);
    return true;
}

/* A container that is present must not be empty. */
static bool write_codebook(struct qdpx *w, struct error *err)
{
    if (!store_codes(w->study, count_code, w, err))
        return false;
    if (w->codes == 0)
        return true;
    codebook_write_start(&w->xml, "CodeBook");
    codebook_write_start(&w->xml, "Codes");
    if (!store_passes(w->study, write_codes, w, err))
        return false;
    codebook_write_end(&w->xml);
    codebook_write_end(&w->xml);
    return true;
}

static void open_source(struct qdpx *w, const struct qdpx_report *r)
{
    struct buf path = {0}, key = {0};
    char guid[UUID_SIZE];

    buf_add_format(&key, "report|%.*s|", STR_ARGS(r->sha256));
    uuid_of(buf_str(&key), guid);
    buf_add_format(&path, "internal://%s.txt", guid);
    codebook_write_start(&w->xml, "TextSource");
    codebook_write_attribute(&w->xml, "guid", str_of(guid));
    codebook_write_attribute(&w->xml, "name", r->name);
    codebook_write_attribute(&w->xml, "plainTextPath", buf_str(&path));
    buf_free(&path);
    buf_free(&key);
}

static void close_source(struct qdpx *w, const struct qdpx_report *r)
{
    export_qdpx_ref(w, "NoteRef", "structure", r->sha256, STR(""));
    codebook_write_end(&w->xml);
}

/* Goes on to a report: those between have a source without a coding. */
static void go_to_report(struct qdpx *w, int64_t report)
{
    while (w->next < w->reports.count && (w->next == 0 || w->reports.at[w->next - 1].id != report)) {
        if (w->next > 0)
            close_source(w, &w->reports.at[w->next - 1]);
        open_source(w, &w->reports.at[w->next++]);
    }
}

/* What another program lists the selection by: its words, cut. */
static void write_selection_name(struct qdpx *w, const struct excerpt_row *e)
{
    enum { LONGEST = 100 };
    struct str text = document_text(e->document, e->range);
    struct buf name = {0};

    buf_add(&name, str_cut(text, LONGEST));
    for (size_t i = 0; i < name.size; i++)
        if (name.at[i] == '\n' || name.at[i] == '\t')
            name.at[i] = ' ';
    if (text.size > LONGEST)
        buf_add(&name, STR("…"));
    codebook_write_attribute(&w->xml, "name", buf_str(&name));
    buf_free(&name);
}

/* Where it stands, for people: the exchange format has no place for a page. */
static void write_place(struct qdpx *w, const struct excerpt_row *e)
{
    struct buf words = {0};

    export_fill_fields(&w->fields, e);
    buf_add_format(&words, "Page %.*s", STR_ARGS(w->fields.at[FIELD_PAGE]));
    if (w->fields.at[FIELD_PAGE_LABEL].size > 0)
        buf_add_format(&words, " (%.*s)", STR_ARGS(w->fields.at[FIELD_PAGE_LABEL]));
    if (w->fields.at[FIELD_HEADING].size > 0)
        buf_add_format(&words, ". %.*s", STR_ARGS(w->fields.at[FIELD_HEADING]));
    codebook_write_element(&w->xml, "Description", buf_str(&words));
    buf_free(&words);
}

static void write_coding(struct qdpx *w, const struct excerpt_row *e, const char *user, struct str name, struct str at,
                         bool memo)
{
    codebook_write_start(&w->xml, "Coding");
    export_qdpx_guid(w, "guid", user, e->excerpt, name);
    export_qdpx_guid(w, "creatingUser", user, name, STR(""));
    if (at.size > 0)
        codebook_write_attribute(&w->xml, "creationDateTime", at);
    export_qdpx_ref(w, "CodeRef", "code", e->codebook, e->code);
    export_qdpx_ref(w, "NoteRef", "note", e->excerpt, STR(""));
    if (memo)
        export_qdpx_ref(w, "NoteRef", "memo", e->excerpt, name);
    codebook_write_end(&w->xml);
}

bool export_qdpx_is_coding(const struct opinion_row *o)
{
    return str_equal(o->verdict, STR("accept")) && !o->adjudicated;
}

static bool write_reviewer_coding(void *payload, const struct opinion_row *o, struct error *err)
{
    struct qdpx *w = payload;

    (void)err;
    if (export_qdpx_is_coding(o))
        write_coding(w, w->excerpt, "user", export_names_show(&w->names, o->reviewer), o->at,
                     str_trim(o->memo).size > 0);
    return true;
}

bool export_qdpx_is_decided(const struct excerpt_row *e)
{
    return !str_equal(e->status, STR("undecided"));
}

static bool is_refused(const struct excerpt_row *e)
{
    return str_equal(e->status, STR("rejected")) || str_equal(e->status, STR("recoded"));
}

static bool write_selection(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct qdpx *w = payload;
    char number[24];
    bool ok;

    go_to_report(w, e->report_id);
    *VEC_PUSH(&w->excerpts) = arena_str(&w->arena, e->excerpt);
    if (is_refused(e)) {
        *VEC_PUSH(&w->refused) = w->excerpts.at[w->excerpts.count - 1];
        return true;
    }
    w->excerpt = e;
    codebook_write_start(&w->xml, "PlainTextSelection");
    export_qdpx_guid(w, "guid", "selection", e->excerpt, STR(""));
    write_selection_name(w, e);
    snprintf(number, sizeof number, "%u", export_qdpx_position(w, e, e->range.start));
    codebook_write_attribute(&w->xml, "startPosition", str_of(number));
    snprintf(number, sizeof number, "%u", export_qdpx_position(w, e, e->range.stop));
    codebook_write_attribute(&w->xml, "endPosition", str_of(number));
    write_place(w, e);
    if (!str_equal(e->origin, STR("hand")))
        write_coding(w, e, "rules", STR(""), STR(""), false);
    ok = !export_qdpx_is_decided(e) || store_opinions(w->study, e->excerpt, write_reviewer_coding, w, err);
    codebook_write_end(&w->xml);
    return ok;
}

static bool write_sources(struct qdpx *w, struct error *err)
{
    if (w->reports.count == 0)
        return true;
    codebook_write_start(&w->xml, "Sources");
    if (!store_excerpts(w->study, w->filter, write_selection, w, err))
        return false;
    go_to_report(w, 0);
    close_source(w, &w->reports.at[w->reports.count - 1]);
    codebook_write_end(&w->xml);
    return true;
}

static void write_sets(struct qdpx *w)
{
    if (w->refused.count == 0)
        return;
    codebook_write_start(&w->xml, "Sets");
    codebook_write_start(&w->xml, "Set");
    export_qdpx_guid(w, "guid", "set", STR("refused"), STR(""));
    codebook_write_attribute(&w->xml, "name", STR("Rejected or recoded by reviewers"));
    codebook_write_element(&w->xml, "Description", STR("Notes of excerpts that are not coded here, because reviewers "
                                                       "rejected them or said that another code fits."));
    for (size_t i = 0; i < w->refused.count; i++)
        export_qdpx_ref(w, "MemberNote", "note", w->refused.at[i], STR(""));
    codebook_write_end(&w->xml);
    codebook_write_end(&w->xml);
}

static bool write_project(struct qdpx *w, struct error *err)
{
    xmlTextWriterStartDocument(w->xml.xml, NULL, "UTF-8", NULL);
    codebook_write_start(&w->xml, "Project");
    codebook_write_attribute(&w->xml, "xmlns", STR("urn:QDA-XML:project:1.0"));
    codebook_write_attribute(&w->xml, "name", STR("excerpta"));
    codebook_write_attribute(&w->xml, "origin", STR("excerpta " PACKAGE_VERSION));
    write_users(w);
    if (!write_codebook(w, err) || !export_qdpx_cases(w, err) || !write_sources(w, err) || !export_qdpx_notes(w, err))
        return false;
    write_sets(w);
    export_qdpx_record_refs(w);
    return true;
}

static bool fill_text(void *payload, int64_t report, struct buf *out, struct error *err)
{
    struct qdpx *w = payload;
    struct arena arena = {0};
    struct str text;
    bool ok = store_load_text(w->study, report, &arena, &text, err);

    if (ok)
        buf_add(out, text);
    for (size_t i = 0; ok && i < text.size; i++)
        w->beyond += (unsigned char)text.at[i] >= 0xf0;
    arena_free(&arena);
    return ok;
}

static bool add_texts(struct qdpx *w, struct package *p, struct error *err)
{
    struct buf name = {0}, key = {0};
    char guid[UUID_SIZE];
    bool ok = true;

    for (size_t i = 0; ok && i < w->reports.count; i++) {
        buf_clear(&key);
        buf_clear(&name);
        buf_add_format(&key, "report|%.*s|", STR_ARGS(w->reports.at[i].sha256));
        uuid_of(buf_str(&key), guid);
        buf_add_format(&name, "sources/%s.txt", guid);
        ok = export_package_add_later(p, name.at, fill_text, w, w->reports.at[i].id, err)
            && export_qdpx_add_structure(w, p, i, err);
    }
    buf_free(&name);
    buf_free(&key);
    return ok;
}

static bool write_archive(struct qdpx *w, FILE *out, struct error *err)
{
    struct package *p = NULL;
    FILE *project = tmpfile();
    bool ok = project != NULL;

    if (!ok)
        return error_set(err, ERROR_SYSTEM, "no scratch file can be made");
    codebook_writer_start_on(&w->xml, project, true);
    ok = write_project(w, err);
    codebook_writer_end(&w->xml);
    if (!ok)
        fclose(project);
    ok = ok && export_package_new(&p, err) && export_package_add_stream(p, "project.qde", project, err)
        && add_texts(w, p, err) && export_qdpx_add_records(w, p, err) && export_package_write(p, out, err);
    export_package_free(p);
    return ok;
}

static bool write_qdpx(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct qdpx w = {.study = study, .filter = &options->filter, .whole = export_is_whole(&options->filter)};
    bool ok = export_names_read(&w.names, study, options->filter.without_names, err)
        && store_reports(study, take_report, &w, err) && write_archive(&w, out, err);

    if (ok && options->remarks && w.beyond > 0)
        buf_add_format(options->remarks, "%llu characters of the texts are outside the Basic Multilingual Plane: a "
                       "program that counts UTF-16 (NVivo does) shows what stands behind one shifted\n",
                       (unsigned long long)w.beyond);
    if (ok && options->remarks && w.refused.count > 0)
        buf_add_format(options->remarks, "%zu excerpts that reviewers rejected or recoded are not coded; their notes "
                       "are in a set\n", w.refused.count);
    ok = ok && (!options->remarks || export_qdpx_remarks(&w, options->remarks, err));
    export_names_free(&w.names);
    export_free_fields(&w.fields);
    free(w.reports.at);
    free(w.refused.at);
    free(w.excerpts.at);
    arena_free(&w.arena);
    return ok;
}

const struct export_format export_qdpx = {
    .name = "qdpx", .summary = "REFI-QDA project for other programs of qualitative analysis", .write = write_qdpx,
};
