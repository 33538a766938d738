#include "config.h"

#include "base/pool.h"
#include "base/progress.h"
#include "extract/client.h"
#include "run/attributes.h"
#include "run/places.h"
#include "run/run_internal.h"
#include "store/provenance.h"
#include "store/reading.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct indexing {
    struct store *store;
    const struct index_options *options;
    struct index_summary *sum;
    struct run_files files;
    struct run_file **todo;     /* files that the study does not know as they are now */
    size_t todo_count;
    struct extractors *extractors;
    struct run_ocr *ocr;
    struct progress progress;
};

/* What a worker found out about a file: its hash, or what it holds. */
struct finding {
    char sha256[FILE_HASH_SIZE];
    struct wire_result read;
    bool recognised;            /* OCR has read it */
    bool failed;                /* the system failed, not the file */
    struct error err;
};

static const char changed_words[] = "it changed while it was read; run index again";

static unsigned threads_of(const struct indexing *ix)
{
    return ix->options->threads ? ix->options->threads : pool_cores();
}

static void free_finding(void *payload, void *result)
{
    struct finding *f = result;

    (void)payload;
    if (f)
        document_free(f->read.doc);
    free(f);
}

static struct finding *new_finding(void)
{
    struct finding *f = must_realloc(NULL, sizeof *f);

    *f = (struct finding){0};
    return f;
}

/* What could not be read may have been made readable without a new time, so it is tried again;
 * other problems are the file's own and stay as long as it does. */
static bool look_up(struct indexing *ix, struct run_file *f, struct error *err)
{
    struct store_path known;

    if (!store_find_path(ix->store, f->name.at, &known, &f->known, err))
        return false;
    memcpy(f->sha256, known.sha256, f->known ? sizeof f->sha256 : 0);
    f->same = f->known && !f->why && known.size == f->size && known.modified_ns == f->modified_ns
        && known.problem != PROBLEM_UNREADABLE;
    if (f->same && !run_ocr_plan(ix->ocr, ix->store, known.sha256, &f->ocr, &f->anew, err))
        return false;
    if (!f->same || f->anew) {
        f->sha256[0] = '\0';
        ix->todo[ix->todo_count++] = f;
        return true;
    }
    f->report = known.report;
    ix->sum->unchanged += known.report != 0;
    ix->sum->problems += known.report == 0;
    return true;
}

static void *hash_file(void *payload, size_t number, unsigned worker)
{
    struct indexing *ix = payload;
    struct run_file *f = ix->todo[number];
    struct finding *found = new_finding();
    uint64_t size;

    (void)worker;
    if (f->why || f->size > extract_default_limits.file_bytes)
        return found;
    found->failed = !file_hash(f->path, found->sha256, &size, &found->err);
    return found;
}

static bool take_hash(void *payload, size_t number, void *result, struct error *err)
{
    struct indexing *ix = payload;
    struct run_file *f = ix->todo[number];
    struct finding *found = result;

    (void)err;
    if (found->failed) {
        /* The words begin with the path, which stands beside them anyway. */
        struct str words = str_of(found->err.text), path = str_of(f->path);

        if (str_starts(words, path))
            words = str_slice(words, path.size + 2, words.size);
        f->why = arena_copy(&ix->files.arena, words);
    } else {
        memcpy(f->sha256, found->sha256, sizeof f->sha256);
    }
    free_finding(NULL, found);
    return true;
}

static int by_hash(const void *a, const void *b)
{
    const struct run_file *x = *(struct run_file *const *)a, *y = *(struct run_file *const *)b;
    int order = strcmp(x->sha256, y->sha256);

    return order ? order : strcmp(x->path, y->path);
}

/* Whether a path's bytes are to be read: the study does not know them, or OCR is to read them otherwise. */
static bool plan_reading(struct indexing *ix, struct run_file *f, struct error *err)
{
    struct store_path problem;
    bool found;

    if (!run_ocr_plan(ix->ocr, ix->store, f->sha256, &f->ocr, &f->anew, err)
        || !store_find_report(ix->store, f->sha256, &f->report, &found, err))
        return false;
    f->first = f->anew;
    if (found || f->anew)
        return true;
    if (!store_find_problem(ix->store, f->sha256, &problem, &found, err))
        return false;
    f->first = !found || problem.problem == PROBLEM_UNREADABLE;
    return true;
}

/* Bytes are read once, by the first path that holds them, and not at all where the study has them. */
static bool choose_first(struct indexing *ix, struct error *err)
{
    struct run_file **sorted = must_realloc(NULL, (ix->todo_count + 1) * sizeof *sorted);
    const char *last = "";
    bool ok = true;

    for (size_t i = 0; i < ix->todo_count; i++) {
        sorted[i] = ix->todo[i];
        sorted[i]->elsewhere = !run_shard_does(&ix->options->shard, sorted[i]->sha256);
    }
    qsort(sorted, ix->todo_count, sizeof *sorted, by_hash);
    for (size_t i = 0; ok && i < ix->todo_count; last = sorted[i++]->sha256)
        if (sorted[i]->sha256[0] && !sorted[i]->elsewhere && strcmp(sorted[i]->sha256, last) != 0)
            ok = plan_reading(ix, sorted[i], err);
    free(sorted);
    return ok;
}

static bool has_changed(const struct run_file *f)
{
    struct stat st;

    return stat(f->path, &st) != 0 || (uint64_t)st.st_size != f->size
        || (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec != f->modified_ns;
}

static void *extract(void *payload, size_t number, unsigned worker)
{
    struct indexing *ix = payload;
    const struct run_file *f = ix->todo[number];
    struct finding *found;

    (void)worker;
    if (!f->first)
        return NULL;
    found = new_finding();
    found->failed = !extract_file(ix->extractors, &found->read, f->path, &extract_default_limits, &found->err)
        || !run_ocr_read(ix->ocr, f->ocr, f->path, &found->read, &found->recognised, &found->err);
    if (!found->failed && has_changed(f)) {
        document_free(found->read.doc);
        found->read = (struct wire_result){.problem = PROBLEM_UNREADABLE};
        snprintf(found->read.detail, sizeof found->read.detail, "%s", changed_words);
    }
    return found;
}

static bool add_report(struct indexing *ix, struct run_file *f, const struct document *doc, struct error *err)
{
    struct report_attributes guess;
    const char *libraries;
    struct arena a = {0};
    char origin[256];
    bool ok;

    if (!extractors_libraries(ix->extractors, &libraries, err))
        return false;
    snprintf(origin, sizeof origin, "excerpta %s, %s", PACKAGE_VERSION, libraries);

    run_guess_attributes(&guess, &a, doc, f->name);
    ok = (f->report != 0 ? store_replace_report(ix->store, f->report, doc, err)
          : store_add_report(ix->store, f->sha256, f->size, doc, &f->report, err))
        && store_set_report_origin(ix->store, f->report, doc, origin, err)
        && store_set_attributes(ix->store, f->report, &guess, err);
    arena_free(&a);
    ix->sum->pages += doc->page_count;
    ix->sum->recognised += doc->quality[QUALITY_OCR_PAGES];
    return ok;
}

/* What the study already knows of bytes that were not read now. */
static bool add_known(struct indexing *ix, struct run_file *f, struct store_path *p, struct arena *a, struct error *err)
{
    bool found;

    if (!store_find_report(ix->store, f->sha256, &f->report, &found, err))
        return false;
    if (found)
        return true;
    if (!store_find_problem(ix->store, f->sha256, p, &found, err))
        return false;
    p->problem = found ? p->problem : PROBLEM_UNREADABLE;
    p->detail = found ? arena_str(a, p->detail) : str_of(changed_words);
    return true;
}

static void count_file(struct index_summary *sum, const struct run_file *f, bool same_bytes)
{
    if (f->report == 0)
        sum->problems++;
    else if (f->first && f->anew)
        sum->anew++;
    else if (f->known && same_bytes)
        sum->unchanged++;       /* only its time is another */
    else if (f->known)
        sum->changed++;
    else if (f->first)
        sum->added++;
    else
        sum->copies++;
}

/* What is written down of a file that was not taken before; found may be NULL. */
static bool judge(struct indexing *ix, struct run_file *f, const struct finding *found, struct store_path *p,
                  struct arena *a, struct error *err)
{
    const struct wire_result *read = found ? &found->read : NULL;

    if (f->why) {
        p->problem = PROBLEM_UNREADABLE;
        p->detail = str_of(f->why);
        return true;
    }
    if (!f->sha256[0]) {
        p->problem = PROBLEM_TOO_LARGE;
        p->detail = STR("the file is larger than what is read");
        return true;
    }
    if (!read)
        return add_known(ix, f, p, a, err);
    if (f->report != 0 && !read->doc && read->problem != PROBLEM_NO_TEXT)
        return true;        /* read before, and not to be had now: what there is of it stays */
    if (!run_ocr_note(ix->ocr, ix->store, f->sha256, f->ocr, read, found->recognised, err))
        return false;
    if (read->doc)
        return add_report(ix, f, read->doc, err);
    f->report = 0;
    p->problem = read->problem;
    p->detail = str_of(read->detail);
    return true;
}

static bool write_file(struct indexing *ix, struct run_file *f, const struct finding *reading, struct error *err)
{
    struct store_path before, p = {0};
    struct arena a = {0};
    bool found, same_bytes, ok;

    if (!store_begin(ix->store, err))
        return false;
    ok = store_find_path(ix->store, f->name.at, &before, &found, err);
    same_bytes = ok && found && before.report != 0 && strcmp(before.sha256, f->sha256) == 0;
    ok = ok && judge(ix, f, reading, &p, &a, err);
    p.path = f->name.at;
    p.size = f->size;
    p.modified_ns = f->modified_ns;
    p.report = f->report;
    memcpy(p.sha256, f->sha256, sizeof p.sha256);
    ok = store_end(ix->store, ok && store_set_path(ix->store, &p, err), err);
    if (ok)
        count_file(ix->sum, f, same_bytes);
    arena_free(&a);
    return ok;
}

static bool take_extracted(void *payload, size_t number, void *result, struct error *err)
{
    struct indexing *ix = payload;
    struct run_file *f = ix->todo[number];
    struct finding *found = result;
    bool ok = true;

    if (found && found->failed) {
        *err = found->err;
        ok = error_within(err, "%s", f->path);
    }
    ok = ok && (f->elsewhere || write_file(ix, f, found, err));
    ix->sum->elsewhere += f->elsewhere;
    free_finding(NULL, found);
    progress_step(&ix->progress, number + 1, f->path);
    return ok;
}

/* While files are hashed the extractors load. */
static bool index_files(struct indexing *ix, struct error *err)
{
    struct pool_job hash = {ix->todo_count, 0, ix->options->threads, ix, hash_file, take_hash, free_finding};
    struct pool_job read = {ix->todo_count, 0, ix->options->threads, ix, extract, take_extracted, free_finding};
    size_t threads = threads_of(ix);
    char *program = NULL;
    bool ok;

    if (!extract_find_program(&program, err))
        return false;
    extractors_new(&ix->extractors, program, (unsigned)(ix->todo_count < threads ? ix->todo_count : threads));
    hash.ahead = read.ahead = threads * 4;
    progress_start(&ix->progress, ix->options->progress, "files", ix->todo_count);
    ok = pool_run(&hash, err) && choose_first(ix, err) && pool_run(&read, err);
    progress_end(&ix->progress);
    extractors_free(ix->extractors);
    free(program);
    return ok;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* What people say of the files: read and checked before anything is indexed. */
static bool read_manifest(struct run_manifest *m, const struct index_options *options, struct error *err)
{
    return (!options->manifest || run_manifest_read(m, options->manifest, err))
        && (!options->pages || run_manifest_add_pages(m, options->pages, err));
}

/* All files that are shared out, whichever part does them: equal for every part. */
static void name_shelf(const struct indexing *ix, char shelf[FILE_HASH_SIZE])
{
    struct buf all = {0};

    for (size_t i = 0; i < ix->files.count; i++)
        buf_add_format(&all, "%.*s\t%s\n", STR_ARGS(ix->files.at[i].name), ix->files.at[i].sha256);
    file_hash_bytes(buf_str(&all), shelf);
    buf_free(&all);
}

/* A part's reports are compared with those of the other parts when all are merged. */
static bool finish(struct indexing *ix, struct error *err)
{
    char shelf[FILE_HASH_SIZE];

    if (ix->options->shard.parts == 0)
        return run_compare(ix->store, ix->options->progress, err);
    name_shelf(ix, shelf);
    return run_shard_end(ix->store, "index", &ix->options->shard, shelf, err);
}

bool run_index(struct store *s, const struct index_options *options, struct index_summary *out, struct error *err)
{
    struct indexing ix = {.store = s, .options = options, .sum = out};
    struct run_manifest manifest = {0};
    struct timespec start;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &start);
    *out = (struct index_summary){0};
    run_ocr_new(&ix.ocr, options->ocr);
    ok = run_ocr_check(ix.ocr, err) && read_manifest(&manifest, options, err)
        && run_shard_begin(s, "index", &options->shard, err)
        && run_files_find(&ix.files, options, store_file(s), err) && store_set_areas(s, run_area_list(), err);
    if (ok) {
        ix.todo = must_realloc(NULL, (ix.files.count + 1) * sizeof *ix.todo);
        out->files = ix.files.count;
        for (size_t i = 0; ok && i < ix.files.count; i++)
            ok = look_up(&ix, &ix.files.at[i], err);
    }
    ok = ok && (ix.todo_count == 0 || index_files(&ix, err))
        && (manifest.count == 0 || run_manifest_apply(&manifest, s, &ix.files, out, err));
    ok = ok && run_forms(s, err);
    out->seconds = seconds_since(&start);
    ok = ok && finish(&ix, err);
    run_manifest_free(&manifest);
    run_files_free(&ix.files);
    run_ocr_free(ix.ocr);
    free(ix.todo);
    return ok;
}
