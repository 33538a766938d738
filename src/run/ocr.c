#include "extract/client.h"
#include "run/run_internal.h"
#include "store/reading.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>

/* A page is drawn and recognised in some 300 MB, so more would not fit a small machine. */
enum { MOST_AT_ONCE = 2 };

static const char absent_words[] = "excerpta-ocr, which recognises words, is not there: build excerpta with tesseract";

struct run_ocr {
    enum index_ocr mode;
    pthread_mutex_t lock;
    sem_t free;
    /* Under the lock until `looked`, and never changed after that. */
    bool looked;
    char *program;
    struct extractors *extractors;
    const char *engine;             /* "": nothing can recognise words; then why says what to do */
    char why[sizeof ((struct error *)0)->text];
};

static const char *const words[] = {
    [INDEX_OCR_KEEP] = "", [INDEX_OCR_AUTO] = "auto", [INDEX_OCR_NEVER] = "never", [INDEX_OCR_ALWAYS] = "always"};

void run_ocr_new(struct run_ocr **out, enum index_ocr mode)
{
    struct run_ocr *o = must_realloc(NULL, sizeof *o);

    *o = (struct run_ocr){.mode = mode, .engine = ""};
    pthread_mutex_init(&o->lock, NULL);
    sem_init(&o->free, 0, MOST_AT_ONCE);
    *out = o;
}

void run_ocr_free(struct run_ocr *o)
{
    if (!o)
        return;
    extractors_free(o->extractors);
    free(o->program);
    sem_destroy(&o->free);
    pthread_mutex_destroy(&o->lock);
    free(o);
}

static void look(struct run_ocr *o)
{
    char *extractor = NULL;
    struct error err;

    o->looked = true;
    snprintf(o->why, sizeof o->why, "%s", absent_words);
    if (extract_find_program(&extractor, &err) && extract_find_recogniser(&o->program, extractor)) {
        extractors_new(&o->extractors, o->program, 0);
        if (!extractors_engine(o->extractors, &o->engine, &err))
            snprintf(o->why, sizeof o->why, "%s", err.text);
        else if (!*o->engine)
            snprintf(o->why, sizeof o->why, "OCR has no language: install tesseract-ocr-eng");
    }
    free(extractor);
}

static bool is_ready(struct run_ocr *o)
{
    pthread_mutex_lock(&o->lock);
    if (!o->looked)
        look(o);
    pthread_mutex_unlock(&o->lock);
    return *o->engine;
}

bool run_ocr_check(struct run_ocr *o, struct error *err)
{
    return o->mode != INDEX_OCR_ALWAYS || is_ready(o) || error_set(err, ERROR_SYSTEM, "--ocr always: %s", o->why);
}

static enum index_ocr mode_of(struct str word)
{
    size_t m = str_find(word, words, INDEX_OCR_ALWAYS + 1);

    return m <= INDEX_OCR_ALWAYS ? (enum index_ocr)m : INDEX_OCR_KEEP;
}

bool run_ocr_plan(struct run_ocr *o, struct store *s, const char *sha256, enum index_ocr *how, bool *anew,
                  struct error *err)
{
    struct store_reading known;
    enum index_ocr before;
    bool unread;

    if (!store_find_reading(s, sha256, &known, err))
        return false;
    before = mode_of(str_of(known.ocr));
    unread = known.no_text || known.unread;
    *how = o->mode == INDEX_OCR_KEEP ? before : o->mode;
    if (*how == INDEX_OCR_KEEP)
        *how = INDEX_OCR_AUTO;
    switch (*how) {
    case INDEX_OCR_NEVER:
        *anew = before == INDEX_OCR_AUTO || before == INDEX_OCR_ALWAYS;
        break;
    case INDEX_OCR_ALWAYS:
        *anew = before != INDEX_OCR_ALWAYS && (known.pdf || known.no_text) && is_ready(o);
        break;
    default:
        *anew = (before == INDEX_OCR_ALWAYS || (before != INDEX_OCR_AUTO && unread)) && is_ready(o);
    }
    return true;
}

enum index_ocr run_ocr_kept(struct str ocr)
{
    enum index_ocr m = mode_of(ocr);

    return m == INDEX_OCR_KEEP ? INDEX_OCR_NEVER : m;
}

static bool is_pdf(const struct wire_result *read)
{
    return read->problem == PROBLEM_NO_TEXT || (read->doc && strcmp(read->doc->format, "pdf") == 0);
}

static bool is_wanted(enum index_ocr how, const struct wire_result *read)
{
    bool unread = read->problem == PROBLEM_NO_TEXT || (read->doc && read->doc->quality[QUALITY_PAGES_UNREAD] > 0);

    return how == INDEX_OCR_ALWAYS ? is_pdf(read) : how == INDEX_OCR_AUTO && unread;
}

static void add_detail(struct wire_result *read, const char *detail)
{
    size_t size = strlen(read->detail);

    if (read->problem == PROBLEM_NO_TEXT)
        snprintf(read->detail + size, sizeof read->detail - size, "; %s", detail);
}

bool run_ocr_read(struct run_ocr *o, enum index_ocr how, const char *path, struct wire_result *read,
                  bool *recognised, struct error *err)
{
    struct wire_result result;
    bool ok;

    *recognised = false;
    if (!is_wanted(how, read)) {
        add_detail(read, "--ocr auto recognises their words");
        return true;
    }
    if (!is_ready(o)) {
        add_detail(read, o->why);
        return true;
    }
    while (sem_wait(&o->free) != 0)
        continue;
    ok = extract_recognise(o->extractors, &result, path, how == INDEX_OCR_ALWAYS, err);
    sem_post(&o->free);
    if (!ok)
        return false;
    *recognised = true;
    if (result.doc || result.problem == PROBLEM_NO_TEXT) {
        document_free(read->doc);
        *read = result;
    } else {
        add_detail(read, "recognising their words failed");
        add_detail(read, result.detail);
    }
    return true;
}

bool run_ocr_note(struct run_ocr *o, struct store *s, const char *sha256, enum index_ocr how,
                  const struct wire_result *read, bool recognised, struct error *err)
{
    if (recognised)
        return store_set_reading(s, sha256, words[how], o->engine, err);
    /* What was left unread on purpose stays so until it is asked for; else it is read once there is a recogniser. */
    return store_set_reading(s, sha256, how == INDEX_OCR_NEVER && is_wanted(INDEX_OCR_AUTO, read) ? words[how] : "", "",
                             err);
}
