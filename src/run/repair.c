#include "run/repair.h"

#include "config.h"

#include "extract/client.h"
#include "run/attributes.h"
#include "run/places.h"
#include "run/run_internal.h"
#include "store/check.h"
#include "store/merge.h"
#include "store/provenance.h"
#include "store/reading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct repairing {
    struct store *store;
    struct repair_summary *sum;
    run_each_lost *each;
    void *payload;
    struct extractors *extractors;
    struct run_ocr *ocr;
    const struct report_hashes *report;   /* the one that is looked at */
    struct buf path;                        /* of a file that holds it; "": none was found */
};

static bool tell(struct repairing *p, const char *what, struct error *err)
{
    p->sum->lost++;
    return p->each(p->payload, what, err);
}

static bool tell_row(void *payload, const char *what, int64_t number, struct error *err)
{
    char words[96];

    snprintf(words, sizeof words, "%s %lld", what, (long long)number);
    return tell(payload, words, err);
}

static bool find_file(void *payload, const struct path_row *r, struct error *err)
{
    struct repairing *p = payload;
    char hash[FILE_HASH_SIZE];
    struct buf path = {0};
    struct error ignored;
    uint64_t size;

    (void)err;
    if (r->report != p->report->id || p->path.size > 0)
        return true;
    buf_add(&path, r->path);
    if (file_hash(path.at, hash, &size, &ignored) && strcmp(hash, p->report->sha256) == 0)
        buf_add(&p->path, r->path);
    buf_free(&path);
    return true;
}

/* Puts what the extractor reads in the file in the place of the text that cannot be read. */
static bool replace(struct repairing *p, const struct document *doc, struct error *err)
{
    char hash[FILE_HASH_SIZE], origin[256];
    const char *libraries;
    bool ok;

    if (!extractors_libraries(p->extractors, &libraries, err) || !store_begin(p->store, err))
        return false;
    snprintf(origin, sizeof origin, "excerpta %s, %s", PACKAGE_VERSION, libraries);
    file_hash_bytes(doc->text, hash);
    ok = store_replace_report(p->store, p->report->id, doc, err)
        && store_set_report_origin(p->store, p->report->id, doc, origin, err);
    if (!store_end(p->store, ok, err))
        return false;
    p->sum->read_again++;
    return strcmp(hash, p->report->text_hash) != 0 || store_salvage_finds(p->store, p->report->id, tell_row, p, err);
}

static bool drop(struct repairing *p, const char *why, struct error *err)
{
    char words[400];

    snprintf(words, sizeof words, "report %.12s: %s", p->report->sha256, why);
    return store_begin(p->store, err) && store_end(p->store, store_salvage_drop(p->store, p->report->id, err), err)
        && tell(p, words, err);
}

static bool read_again(struct repairing *p, struct error *err)
{
    struct wire_result read = {.doc = NULL};
    struct store_reading known;
    bool recognised, ok;

    buf_clear(&p->path);
    if (!store_paths(p->store, find_file, p, err))
        return false;
    if (p->path.size == 0)
        return drop(p, "its text cannot be read, and no file that is known holds it", err);
    ok = store_find_reading(p->store, p->report->sha256, &known, err)
        && extract_file(p->extractors, &read, p->path.at, &extract_default_limits, err)
        && run_ocr_read(p->ocr, run_ocr_kept(str_of(known.ocr)), p->path.at, &read, &recognised, err);
    if (ok)
        ok = read.doc ? replace(p, read.doc, err) : drop(p, read.detail, err);
    document_free(read.doc);
    return ok;
}

/* Whether the text that was taken over is whole. */
static bool is_whole(struct repairing *p)
{
    struct document *doc = NULL;
    char hash[FILE_HASH_SIZE];
    struct error ignored;
    bool same;

    if (!store_load_document(p->store, p->report->id, &doc, &ignored))
        return false;
    file_hash_bytes(doc->text, hash);
    same = !*p->report->text_hash || strcmp(hash, p->report->text_hash) == 0;
    document_free(doc);
    return same;
}

struct guessing {
    int64_t report;
    struct buf path;            /* the first */
};

static bool first_path(void *payload, const struct path_row *r, struct error *err)
{
    struct guessing *g = payload;

    (void)err;
    if (r->report == g->report && g->path.size == 0)
        buf_add(&g->path, r->path);
    return true;
}

/* Guesses went with the text that was replaced, or with a page of the file. */
static bool guess_again(struct repairing *p, struct error *err)
{
    struct guessing g = {.report = p->report->id};
    struct report_attributes known, guess;
    struct document *doc = NULL;
    struct arena a = {0};
    bool ok = store_read_attributes(p->store, g.report, &known, &a, err), missing = true;

    for (int i = 0; i < ATTRIBUTE_COUNT; i++)
        missing = missing && store_attribute(&known, (enum attribute)i)->size == 0;
    if (ok && missing && store_load_document(p->store, g.report, &doc, err)
        && store_paths(p->store, first_path, &g, err)) {
        run_guess_attributes(&guess, &a, doc, buf_str(&g.path));
        ok = store_set_attributes(p->store, g.report, &guess, err);
    } else {
        ok = ok && !missing;
    }
    document_free(doc);
    arena_free(&a);
    buf_free(&g.path);
    return ok;
}

/* Reports whose very rows are lost are read again as if they were new, where their files are still known. */
struct lost_files {
    struct { const char **at; size_t count, room; } paths;
    struct arena arena;
};

static bool add_lost(void *payload, struct str path, struct error *err)
{
    struct lost_files *lost = payload;
    const char *name = arena_copy(&lost->arena, path);

    (void)err;
    if (access(name, R_OK) == 0)
        *VEC_PUSH(&lost->paths) = name;
    return true;
}

static bool index_lost(struct repairing *p, struct error *err)
{
    struct lost_files lost = {.paths = {.count = 0}};
    struct index_summary sum;
    bool ok = store_salvage_lost_files(p->store, add_lost, &lost, err);
    struct index_options options = {.paths = lost.paths.at, .path_count = lost.paths.count};

    if (ok && lost.paths.count > 0) {
        ok = run_index(p->store, &options, &sum, err);
        p->sum->read_again += ok ? sum.added : 0;
    }
    free(lost.paths.at);
    arena_free(&lost.arena);
    return ok;
}

static bool mend_reports(struct repairing *p, struct error *err)
{
    struct report_hashes *all = NULL;
    size_t count = 0;
    bool ok = store_report_hashes(p->store, &all, &count, err);

    for (size_t i = 0; ok && i < count; i++) {
        p->report = &all[i];
        ok = is_whole(p) || read_again(p, err);
    }
    free(all);
    all = NULL;
    ok = ok && index_lost(p, err) && store_report_hashes(p->store, &all, &count, err);
    for (size_t i = 0; ok && i < count; i++) {
        p->report = &all[i];
        ok = guess_again(p, err);
    }
    free(all);
    return ok;
}

static bool tell_wrong(void *payload, struct str where, struct str what, struct error *err)
{
    (void)payload;
    return error_set(err, ERROR_STUDY, "the repaired study is not whole: %.*s: %.*s", STR_ARGS(where), STR_ARGS(what));
}

static bool note_unfinished(void *payload, struct str codebook, struct str version, int64_t reports, struct error *err)
{
    struct repairing *p = payload;

    (void)codebook, (void)version, (void)reports, (void)err;
    p->sum->unfinished++;
    return true;
}

static bool make(struct repairing *p, const char *damaged, struct error *err)
{
    struct merge_counts counts;
    struct check_summary checked;
    char *program = NULL;
    bool ok = extract_find_program(&program, err);

    if (ok) {
        extractors_new(&p->extractors, program, 0);
        run_ocr_new(&p->ocr, INDEX_OCR_KEEP);
        ok = store_set_areas(p->store, run_area_list(), err) && store_salvage(p->store, damaged, tell_row, p, err)
            && mend_reports(p, err) && store_salvage_end(p->store, err)
            && store_merge_end(p->store, note_unfinished, p, err) && run_forms(p->store, err)
            && run_compare(p->store, NULL, err) && store_count(p->store, &counts, err)
            && store_check(p->store, true, tell_wrong, NULL, &checked, err);
        run_ocr_free(p->ocr);
        extractors_free(p->extractors);
    }
    if (ok) {
        p->sum->reports = (size_t)counts.reports;
        p->sum->decisions = (size_t)counts.decisions;
        p->sum->answers = (size_t)counts.answers;
    }
    free(program);
    return ok;
}

bool run_repair(const char *damaged, const char *out, run_each_lost *each, void *payload, struct repair_summary *sum,
                struct error *err)
{
    struct repairing p = {.sum = sum, .each = each, .payload = payload};
    struct buf part = {0};
    bool ok;

    *sum = (struct repair_summary){.lost = 0};
    if (access(out, F_OK) == 0)
        return error_set(err, ERROR_INPUT, "%s is there already; name another file", out);
    buf_add_format(&part, "%s.part", out);
    run_study_remove(part.at);
    ok = store_open(&p.store, part.at, STORE_CREATE, err);
    if (ok) {
        ok = make(&p, damaged, err);
        store_close(p.store);
    }
    if (ok && rename(part.at, out) != 0)
        ok = error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", out, strerror(errno));
    if (!ok)
        run_study_remove(part.at);
    buf_free(&part);
    buf_free(&p.path);
    return ok;
}
