#include "run/verify.h"

#include "base/pool.h"
#include "base/progress.h"
#include "extract/client.h"
#include "run/run_internal.h"
#include "store/form.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

const char *const run_verify_words[VERIFY_WHAT_COUNT] = {
    [VERIFY_FILE_CHANGED] = "file changed", [VERIFY_FILE_GONE] = "file gone", [VERIFY_NO_REPORT] = "no report now",
    [VERIFY_TEXT] = "text differs", [VERIFY_STUDY_TEXT] = "text replaced", [VERIFY_EXCERPT] = "excerpt differs",
};

/* A report of the pass. */
struct subject {
    int64_t id, excerpts;
    struct str sha256, path, text_hash, ocr;
    struct { const char **at; size_t count, room; } files;
};

/* The study has one connection: whoever asks it holds the lock. */
struct verifying {
    struct store *store;
    pthread_mutex_t lock;
    const struct verify_options *options;
    struct verify_summary *sum;
    struct { struct subject *at; size_t count, room; } subjects;
    struct arena arena;
    char origin[160];
    bool has_answers;
    struct match_worker **workers;
    struct extractors *extractors;
    struct run_ocr *ocr;
    run_each_finding *each;
    void *payload;
    struct progress progress;
};

/* What became of a report, by a worker. */
struct verified {
    struct { struct verify_finding *at; size_t count, room; } findings;
    struct found_list before, after;
    struct document *doc;
    struct arena arena;
    size_t files_read;
    bool text_read, failed;
    struct error err;
};

static void free_verified(void *payload, void *result)
{
    struct verified *v = result;

    (void)payload;
    free(v->findings.at);
    run_found_free(&v->before);
    run_found_free(&v->after);
    document_free(v->doc);
    arena_free(&v->arena);
    free(v);
}

static void tell(struct verified *v, const struct subject *r, enum verify_what what, const char *path,
                 const char *words)
{
    *VEC_PUSH(&v->findings) = (struct verify_finding){
        .what = what, .sha256 = r->sha256, .path = path ? arena_str(&v->arena, str_of(path)) : r->path,
        .words = arena_str(&v->arena, str_of(words))};
}

/* Reads each of a report's files; gives the first that still holds it, or NULL. */
static const char *find_file(struct verified *v, const struct subject *r)
{
    const char *found = NULL;
    bool changed = false;

    for (size_t i = 0; i < r->files.count; i++) {
        char hash[FILE_HASH_SIZE], words[FILE_HASH_SIZE + 16];
        struct error ignored;
        uint64_t size;

        if (!file_hash(r->files.at[i], hash, &size, &ignored))
            continue;
        v->files_read++;
        if (str_equal(str_of(hash), r->sha256)) {
            found = found ? found : r->files.at[i];
            continue;
        }
        changed = true;
        snprintf(words, sizeof words, "now %.12s", hash);
        tell(v, r, VERIFY_FILE_CHANGED, r->files.at[i], words);
    }
    if (!found && !changed)
        tell(v, r, VERIFY_FILE_GONE, NULL, "");
    return found;
}

/* The heading over block i of a text that was just read, as the study's has it: one on a page that is not the report's
 * does not count. */
static int heading_of(const struct document *anew, const struct document *kept, size_t i)
{
    int heading = anew->blocks[i].heading;

    while (!kept->blocks[i].outside && heading != DOCUMENT_NONE && kept->blocks[heading].outside)
        heading = anew->blocks[heading].heading;
    return heading;
}

static bool same_ranges(const struct document *a, const struct document *b)
{
    if (a->block_count != b->block_count || a->sentence_count != b->sentence_count)
        return false;
    for (size_t i = 0; i < a->block_count; i++)
        if (document_compare_ranges(a->blocks[i].range, b->blocks[i].range) != 0
            || a->blocks[i].kind != b->blocks[i].kind || heading_of(a, b, i) != b->blocks[i].heading)
            return false;
    return memcmp(a->sentences, b->sentences, a->sentence_count * sizeof *a->sentences) == 0;
}

/* Where two texts part, for a person to look at. */
static void tell_text(struct verified *v, const struct subject *r, const struct document *anew)
{
    struct str a = v->doc->text, b = anew->text;
    size_t at = 0;
    char words[128];

    while (at < a.size && at < b.size && a.at[at] == b.at[at])
        at++;
    if (at < a.size || at < b.size)
        snprintf(words, sizeof words, "from byte %zu on; %zu bytes, now %zu", at, a.size, b.size);
    else
        snprintf(words, sizeof words, "the same words in other blocks or sentences");
    tell(v, r, VERIFY_TEXT, NULL, words);
}

static bool read_again(struct verifying *p, struct verified *v, const struct subject *r, const char *path)
{
    struct wire_result read = {.doc = NULL};
    bool recognised;

    if (!extract_file(p->extractors, &read, path, &extract_default_limits, &v->err)
        || !run_ocr_read(p->ocr, run_ocr_kept(r->ocr), path, &read, &recognised, &v->err))
        return false;
    v->text_read = true;
    if (!read.doc)
        tell(v, r, VERIFY_NO_REPORT, path, read.detail);
    else if (!str_equal(read.doc->text, v->doc->text) || !same_ranges(read.doc, v->doc))
        tell_text(v, r, read.doc);
    document_free(read.doc);
    return true;
}

static bool keep_difference(void *payload, const struct found_difference *d, struct error *err)
{
    struct verified *v = payload;
    struct found_difference *kept = arena_alloc(&v->arena, 1, sizeof *kept);

    (void)err;
    *kept = *d;
    *VEC_PUSH(&v->findings) = (struct verify_finding){.what = VERIFY_EXCERPT, .excerpt = kept, .document = v->doc};
    return true;
}

static bool code_again(struct verifying *p, struct verified *v, const struct subject *r, unsigned worker)
{
    struct run_coded coded = {0};
    struct match_sink sink = run_coded_sink(&coded);
    struct range *answers = NULL;
    size_t answer_count = 0, first = v->findings.count;
    bool ok = true;

    if (p->has_answers) {
        pthread_mutex_lock(&p->lock);
        ok = store_answers_of(p->store, r->id, &answers, &answer_count, &v->err);
        pthread_mutex_unlock(&p->lock);
    }
    match_use_answers(p->workers[worker], answers, answer_count);
    ok = ok && match_run(p->workers[worker], v->doc, &sink, &v->err);
    if (ok) {
        run_found_coded(&v->after, &coded);
        ok = run_found_compare(&v->before, &v->after, keep_difference, v, &v->err);
    }
    for (size_t i = first; i < v->findings.count; i++) {
        v->findings.at[i].sha256 = r->sha256;
        v->findings.at[i].path = r->path;
    }
    run_coded_free(&coded);
    free(answers);
    return ok;
}

static bool verify_report(struct verifying *p, struct verified *v, const struct subject *r, unsigned worker)
{
    char hash[FILE_HASH_SIZE];
    const char *path;
    bool ok;

    pthread_mutex_lock(&p->lock);
    ok = store_load_document(p->store, r->id, &v->doc, &v->err)
        && run_found_load(&v->before, p->store, p->options->pass, r->id, &v->err);
    pthread_mutex_unlock(&p->lock);
    if (!ok)
        return false;
    path = p->options->stored ? NULL : find_file(v, r);
    if (path && !read_again(p, v, r, path))
        return false;
    file_hash_bytes(v->doc->text, hash);
    if (r->text_hash.size > 0 && !str_equal(r->text_hash, str_of(hash)))
        tell(v, r, VERIFY_STUDY_TEXT, NULL, "");
    return code_again(p, v, r, worker);
}

static void *work(void *payload, size_t number, unsigned worker)
{
    struct verifying *p = payload;
    struct verified *v = must_realloc(NULL, sizeof *v);

    *v = (struct verified){.failed = false};
    v->failed = !verify_report(p, v, &p->subjects.at[number], worker);
    return v;
}

static bool take(void *payload, size_t number, void *result, struct error *err)
{
    struct verifying *p = payload;
    struct verified *v = result;
    bool ok = !v->failed;

    if (!ok)
        *err = v->err;
    p->sum->excerpts += v->before.count;
    p->sum->files_read += v->files_read;
    p->sum->texts_read += v->text_read;
    p->sum->differing += v->findings.count > 0;
    for (size_t i = 0; ok && i < v->findings.count; i++)
        ok = p->each(p->payload, &v->findings.at[i], err);
    free_verified(NULL, v);
    progress_step(&p->progress, number + 1, NULL);
    return ok;
}

static bool add_subject(void *payload, const struct pass_report_row *r, struct error *err)
{
    struct verifying *p = payload;

    (void)err;
    *VEC_PUSH(&p->subjects) = (struct subject){
        .id = r->report, .excerpts = r->excerpts, .sha256 = arena_str(&p->arena, r->sha256),
        .path = arena_str(&p->arena, r->path), .text_hash = arena_str(&p->arena, r->text_hash),
        .ocr = arena_str(&p->arena, r->ocr)};
    p->sum->unrecorded += r->coded_with.size == 0;
    p->sum->otherwise += r->coded_with.size > 0 && !str_equal(r->coded_with, str_of(p->origin));
    return true;
}

static bool add_file(void *payload, const struct path_row *f, struct error *err)
{
    struct verifying *p = payload;

    (void)err;
    for (size_t i = 0; i < p->subjects.count; i++)
        if (p->subjects.at[i].id == f->report)
            *VEC_PUSH(&p->subjects.at[i].files) = arena_copy(&p->arena, f->path);
    return true;
}

static bool read_book(struct codebook **out, const struct pass_made_of *made, struct error *err)
{
    bool ok = made->has_modifiers ? codebook_parse_with(out, made->xml, made->modifiers, "the pass's codebook", err)
        : codebook_parse(out, made->xml, "the pass's codebook", err);

    if (!ok)
        return false;
    if (str_equal(made->hash, str_of((*out)->hash)))
        return true;
    codebook_free(*out);
    *out = NULL;
    return made->has_modifiers
        ? error_set(err, ERROR_STUDY, "the codebook in the study is not the one that the pass names by its hash: the "
                    "study was changed by another program")
        : error_set(err, ERROR_INPUT, "this version has other modifiers than the one that made the pass, which kept "
                    "none: code with that codebook again, then verify the new pass");
}

static bool run_all(struct verifying *p, const struct match_program *program, unsigned threads, struct error *err)
{
    struct pool_job job = {p->subjects.count, (size_t)threads * 4, threads, p, work, take, free_verified};
    bool ok = true;

    p->workers = must_realloc(NULL, threads * sizeof *p->workers);
    for (unsigned i = 0; i < threads; i++)
        p->workers[i] = NULL;
    for (unsigned i = 0; ok && i < threads; i++)
        ok = match_worker_new(&p->workers[i], program, err);
    ok = ok && pool_run(&job, err);
    for (unsigned i = 0; i < threads; i++)
        if (p->workers[i])
            match_worker_free(p->workers[i]);
    free(p->workers);
    return ok;
}

static bool verify_with(struct verifying *p, const struct codebook *book, struct error *err)
{
    unsigned threads = p->options->threads ? p->options->threads : pool_cores();
    struct match_program *program = NULL;
    char *extractor = NULL;
    bool ok = match_compile(&program, book, err) && (p->options->stored || extract_find_program(&extractor, err));

    p->has_answers = run_asks_for_answers(book);
    if (ok) {
        if (extractor)
            extractors_new(&p->extractors, extractor, threads);
        run_ocr_new(&p->ocr, INDEX_OCR_KEEP);
        progress_start(&p->progress, p->options->progress, "reports", p->subjects.count);
        ok = p->subjects.count == 0 || run_all(p, program, threads, err);
        progress_end(&p->progress);
        run_ocr_free(p->ocr);
        extractors_free(p->extractors);
    }
    if (program)
        match_free(program);
    free(extractor);
    return ok;
}

bool run_verify(struct store *s, const struct verify_options *options, run_each_finding *each, void *payload,
                struct verify_summary *out, struct error *err)
{
    struct verifying p = {.store = s, .options = options, .sum = out, .each = each, .payload = payload};
    struct pass_made_of made;
    struct codebook *book = NULL;
    bool ok;

    *out = (struct verify_summary){0};
    pthread_mutex_init(&p.lock, NULL);
    run_coding_origin(p.origin, sizeof p.origin, false);
    ok = store_pass_made_of(s, options->pass, &made, err);
    if (ok) {
        snprintf(out->codebook, sizeof out->codebook, "%.*s", STR_ARGS(made.codebook));
        snprintf(out->version, sizeof out->version, "%.*s", STR_ARGS(made.version));
    }
    ok = ok && read_book(&book, &made, err) && store_pass_reports(s, options->pass, add_subject, &p, err)
        && store_paths(s, add_file, &p, err);
    out->reports = p.subjects.count;
    ok = ok && verify_with(&p, book, err);
    for (size_t i = 0; i < p.subjects.count; i++)
        free(p.subjects.at[i].files.at);
    free(p.subjects.at);
    codebook_free(book);
    arena_free(&made.arena);
    arena_free(&p.arena);
    pthread_mutex_destroy(&p.lock);
    return ok;
}
