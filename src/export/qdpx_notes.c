#include "base/json.h"
#include "export/qdpx_internal.h"
#include "store/provenance.h"

#include <stdlib.h>

uint32_t export_qdpx_position(struct qdpx *w, const struct excerpt_row *e, uint32_t byte)
{
    if (w->counted.report != e->report_id || byte < w->counted.byte) {
        w->counted.report = e->report_id;
        w->counted.byte = w->counted.point = 0;
    }
    for (; w->counted.byte < byte; w->counted.byte++)
        w->counted.point += str_is_edge(e->document->text, w->counted.byte);
    return w->counted.point;
}

/* A note whose words are one JSON object. */
struct note {
    char *text;
    size_t size;
    struct json_writer json;
};

static void open_note(struct note *n)
{
    n->json = (struct json_writer){.out = open_memstream(&n->text, &n->size)};
    if (!n->json.out)
        abort();
    json_write_object(&n->json, NULL);
    json_write_number(&n->json, "excerpta", 1);
}

static void close_note(struct qdpx *w, struct note *n, const char *kind, struct str key, const char *name)
{
    json_write_object_end(&n->json);
    fclose(n->json.out);
    codebook_write_start(&w->xml, "Note");
    export_qdpx_guid(w, "guid", kind, key, STR(""));
    codebook_write_attribute(&w->xml, "name", str_of(name));
    export_qdpx_guid(w, "creatingUser", "rules", STR(""), STR(""));
    codebook_write_element(&w->xml, "PlainTextContent", (struct str){n->text, n->size});
    codebook_write_end(&w->xml);
    free(n->text);
}

struct opinions {
    struct qdpx *w;
    struct json_writer *json;
};

static bool write_opinion(void *payload, const struct opinion_row *o, struct error *err)
{
    struct opinions *p = payload;

    (void)err;
    json_write_object(p->json, NULL);
    json_write_text(p->json, "reviewer", export_names_show(&p->w->names, o->reviewer));
    json_write_text(p->json, "verdict", o->verdict);
    json_write_text(p->json, "recode", o->recode);
    json_write_text(p->json, "memo", o->memo);
    json_write_text(p->json, "at", o->at);
    json_write_bool(p->json, "adjudicated", o->adjudicated);
    json_write_bool(p->json, "star", o->star);
    json_write_object_end(p->json);
    return true;
}

/* What a reviewer noted, where other programs show it: at the reviewer's coding. */
static bool write_memo(void *payload, const struct opinion_row *o, struct error *err)
{
    struct qdpx *w = payload;
    struct str name = export_names_show(&w->names, o->reviewer);

    (void)err;
    if (!export_qdpx_is_coding(o) || str_trim(o->memo).size == 0)
        return true;
    codebook_write_start(&w->xml, "Note");
    export_qdpx_guid(w, "guid", "memo", w->excerpt->excerpt, name);
    codebook_write_attribute(&w->xml, "name", STR("memo"));
    export_qdpx_guid(w, "creatingUser", "user", name, STR(""));
    codebook_write_attribute(&w->xml, "creationDateTime", o->at);
    codebook_write_element(&w->xml, "PlainTextContent", o->memo);
    codebook_write_end(&w->xml);
    return true;
}

static bool write_note(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct qdpx *w = payload;
    struct note n;
    struct opinions opinions = {w, &n.json};
    bool ok;

    export_fill_fields(&w->fields, e);
    open_note(&n);
    json_write_text(&n.json, "excerpt", e->excerpt);
    json_write_text(&n.json, "report", e->report->sha256);
    json_write_text(&n.json, "codebook", e->codebook);
    json_write_text(&n.json, "version", e->version);
    json_write_text(&n.json, "theme", e->theme);
    json_write_text(&n.json, "code", e->code);
    json_write_text(&n.json, "origin", e->origin);
    json_write_text(&n.json, "rule", e->rule);
    json_write_text(&n.json, "standing", e->standing);
    json_write_text(&n.json, "status", e->status);
    json_write_digits(&n.json, "page", w->fields.at[FIELD_PAGE]);
    json_write_text(&n.json, "page_label", w->fields.at[FIELD_PAGE_LABEL]);
    json_write_text(&n.json, "heading", w->fields.at[FIELD_HEADING]);
    json_write_number(&n.json, "start", export_qdpx_position(w, e, e->range.start));
    json_write_array(&n.json, "spans");
    for (size_t i = 0; i < e->span_count; i++) {
        json_write_number(&n.json, NULL, export_qdpx_position(w, e, e->spans[i].start));
        json_write_number(&n.json, NULL, export_qdpx_position(w, e, e->spans[i].stop));
    }
    json_write_array_end(&n.json);
    json_write_number(&n.json, "stop", export_qdpx_position(w, e, e->range.stop));
    json_write_array(&n.json, "decisions");
    ok = !export_qdpx_is_decided(e) || store_opinions(w->study, e->excerpt, write_opinion, &opinions, err);
    json_write_array_end(&n.json);
    close_note(w, &n, "note", e->excerpt, "excerpt");
    w->excerpt = e;
    return ok && (!export_qdpx_is_decided(e) || store_opinions(w->study, e->excerpt, write_memo, w, err));
}

/* The codebook of a pass, whole: what is taken in again knows its rules. */
static bool write_codebook(void *payload, const struct pass_row *p, struct error *err)
{
    struct qdpx *w = payload;
    struct pass_made_of made;
    struct buf key = {0};
    struct note n;

    if (!p->current || (w->filter->codebook.size > 0 && !str_equal(w->filter->codebook, p->codebook)))
        return true;
    if (!store_pass_made_of(w->study, p->pass, &made, err))
        return false;
    open_note(&n);
    json_write_text(&n.json, "codebook", made.codebook);
    json_write_text(&n.json, "version", made.version);
    json_write_text(&n.json, "hash", made.hash);
    json_write_text(&n.json, "tool", made.tool);
    json_write_text(&n.json, "answers", made.answers);
    json_write_text(&n.json, "xml", made.xml);
    if (made.has_modifiers)
        json_write_text(&n.json, "modifiers", made.modifiers);
    buf_add_format(&key, "%.*s|%.*s", STR_ARGS(made.codebook), STR_ARGS(made.version));
    close_note(w, &n, "codebook", buf_str(&key), "codebook");
    buf_free(&key);
    arena_free(&made.arena);
    return true;
}

bool export_qdpx_notes(struct qdpx *w, struct error *err)
{
    codebook_write_start(&w->xml, "Notes");
    export_qdpx_record_notes(w);
    if (!store_passes(w->study, write_codebook, w, err) || !store_excerpts(w->study, w->filter, write_note, w, err))
        return false;
    codebook_write_end(&w->xml);
    return true;
}
