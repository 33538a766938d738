#include "run/import_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct finding_report {
    struct import *m;
    const struct project_source *source;
    int64_t by_guid, by_name;
    size_t named;
    struct str guid_sha, name_sha;
};

static struct str stem(struct str path)
{
    const char *slash = memrchr(path.at, '/', path.size), *dot;

    if (slash)
        path = str_slice(path, (size_t)(slash + 1 - path.at), path.size);
    dot = memrchr(path.at, '.', path.size);
    return dot && dot > path.at ? str_slice(path, 0, (size_t)(dot - path.at)) : path;
}

static bool look_at(void *payload, const struct path_row *p, struct error *err)
{
    struct finding_report *f = payload;
    struct buf key = {0};
    char guid[UUID_SIZE];

    (void)err;
    buf_add_format(&key, "report|%.*s|", STR_ARGS(p->sha256));
    uuid_of(buf_str(&key), guid);
    buf_free(&key);
    if (str_equal(str_of(guid), f->source->guid)) {
        f->by_guid = p->report;
        f->guid_sha = arena_str(&f->m->arena, p->sha256);
    }
    if (f->source->name.size > 0 && str_equal_caseless(stem(p->path), stem(f->source->name))
        && p->report != f->by_name) {
        f->by_name = p->report;
        f->named++;
        f->name_sha = arena_str(&f->m->arena, p->sha256);
    }
    return true;
}

/* Adds the text as a report of its own, its words as they are. */
static bool add_text(struct import *m, const struct project_source *source, struct str text, struct import_report *out,
                     struct error *err)
{
    struct store_path path = {.size = text.size, .modified_ns = 0};
    struct document *doc = NULL;
    struct buf name = {0};
    char *folder = NULL;
    bool ok, found = false;

    file_hash_bytes(text, path.sha256);
    out->sha256 = arena_str(&m->arena, str_of(path.sha256));
    out->same = true;
    if (!store_find_report(m->s, path.sha256, &out->id, &found, err))
        return false;
    if (found) {
        m->sum->found++;
        return true;
    }
    folder = m->options->path[0] == '/' ? NULL : getcwd(NULL, 0);
    buf_add_format(&name, "%s%s%s/%.*s", folder ? folder : "", folder ? "/" : "", m->options->path,
                   STR_ARGS(source->name.size > 0 ? source->name : source->guid));
    free(folder);
    path.path = name.at;
    ok = store_begin(m->s, err);
    if (ok) {
        ok = document_of_passage(&doc, text, err)
            && store_add_report(m->s, path.sha256, text.size, doc, &out->id, err);
        path.report = out->id;
        ok = ok && store_set_path(m->s, &path, err) && store_commit(m->s, err);
        if (!ok)
            store_rollback(m->s);
    }
    m->sum->added += ok;
    document_free(doc);
    buf_free(&name);
    return ok || error_within(err, "source \"%.*s\"", STR_ARGS(source->name));
}

/* The words in a report that has others around them: only where they stand there once. */
static struct range find_once(struct str text, struct str words)
{
    const char *first = words.size > 0 ? memmem(text.at, text.size, words.at, words.size) : NULL;
    size_t at = first ? (size_t)(first - text.at) : 0;

    if (!first || memmem(first + 1, text.size - at - 1, words.at, words.size))
        return (struct range){0, 0};
    return (struct range){(uint32_t)at, (uint32_t)(at + words.size)};
}

static void place_selection(struct import *m, size_t i, const struct measured *measured, struct str text, bool same)
{
    const struct project_selection *s = &m->project.selections.at[i];
    struct range r = {0, 0};

    if (s->start >= 0 && s->stop > s->start && (size_t)s->stop <= measured->count) {
        r = (struct range){measured->at[s->start], measured->at[s->stop]};
        if (!same)
            r = find_once(text, str_slice(buf_str(&measured->plain), r.start, r.stop));
    }
    m->ranges[i] = r;
    if (r.stop <= r.start) {
        m->ranges[i] = (struct range){0, 0};
        m->sum->lost++;
    }
}

/* Where a note's excerpt and the words that matched stand. */
static void place_note(struct import *m, struct import_note *n, const struct measured *own, struct str text, bool same)
{
    const json_t *spans = json_object_get(n->json, "spans");
    json_int_t start = json_integer_value(json_object_get(n->json, "start"));
    json_int_t stop = json_integer_value(json_object_get(n->json, "stop"));

    if (start < 0 || stop <= start || (size_t)stop > own->count)
        return;
    n->range = (struct range){own->at[start], own->at[stop]};
    if (!same)
        n->range = find_once(text, str_slice(buf_str(&own->plain), n->range.start, n->range.stop));
    n->placed = n->range.stop > n->range.start;
    n->spans = arena_alloc(&m->arena, json_array_size(spans) / 2 + 1, sizeof *n->spans);
    for (size_t i = 0; n->placed && i + 1 < json_array_size(spans); i += 2) {
        json_int_t from = json_integer_value(json_array_get(spans, i));
        json_int_t to = json_integer_value(json_array_get(spans, i + 1));
        uint32_t moved = n->range.start - own->at[start];

        if (from >= start && to >= from && to <= stop)
            n->spans[n->span_count++] = (struct range){own->at[from] + moved, own->at[to] + moved};
    }
}

/* Notes of excerpta's count code points of its own text, whatever another program made of the rest. */
static void place_notes(struct import *m, size_t source, struct str plain, struct str text, bool same)
{
    struct measured own = {.count = 0};

    for (size_t i = 0; i < m->notes.count; i++) {
        struct import_note *n = &m->notes.at[i];

        if (!str_equal(str_of(n->report_guid), m->project.sources.at[source].guid))
            continue;
        if (!own.at)
            run_positions(&own, plain, run_convention(0));
        n->source = source;
        place_note(m, n, &own, text, same);
    }
    run_positions_free(&own);
}

static bool find_report(struct import *m, size_t source, struct str plain, struct buf *text, struct error *err)
{
    struct finding_report f = {.m = m, .source = &m->project.sources.at[source]};
    struct import_report *out = &m->reports[source];
    struct arena arena = {0};
    struct str stored = {0};
    bool ok;

    if (!store_paths(m->s, look_at, &f, err))
        return false;
    out->id = f.by_guid ? f.by_guid : f.named == 1 ? f.by_name : 0;
    out->sha256 = f.by_guid ? f.guid_sha : f.name_sha;
    if (out->id == 0) {
        buf_add(text, plain);
        return str_trim(plain).size == 0 || add_text(m, f.source, plain, out, err);
    }
    ok = store_load_text(m->s, out->id, &arena, &stored, err);
    out->same = ok && str_equal(stored, plain);
    if (ok)
        buf_add(text, stored);
    arena_free(&arena);
    m->sum->found += ok;
    return ok;
}

bool run_import_place(struct import *m, struct error *err)
{
    size_t next = 0;
    bool ok = true;

    m->reports = must_realloc(NULL, (m->project.sources.count + 1) * sizeof *m->reports);
    m->ranges = must_realloc(NULL, (m->project.selections.count + 1) * sizeof *m->ranges);
    for (size_t i = 0; ok && i < m->project.sources.count; i++) {
        struct measured measured;
        struct buf text = {0};

        m->reports[i] = (struct import_report){.id = 0};
        run_positions(&measured, m->project.sources.at[i].text, m->sum->convention);
        ok = find_report(m, i, buf_str(&measured.plain), &text, err);
        for (; ok && next < m->project.selections.count && m->project.selections.at[next].source == i; next++)
            place_selection(m, next, &measured, buf_str(&text), m->reports[i].same);
        if (ok)
            place_notes(m, i, buf_str(&measured.plain), buf_str(&text), m->reports[i].same);
        run_positions_free(&measured);
        buf_free(&text);
    }
    return ok;
}
