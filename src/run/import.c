#include "run/import_internal.h"

#include "extract/project.h"
#include "store/decision.h"
#include "store/reviewer.h"
#include "store/told.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What is held of a project: more is no project of people. */
enum { MOST_USERS = 10000, MOST_VALUES = 1000000, MOST_REMARKS = 64 * 1024 };

struct str run_import_text(const json_t *json, const char *key)
{
    const json_t *value = json_object_get(json, key);

    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)} : STR("");
}

static struct str keep(struct import *m, const json_t *json, const char *key)
{
    return arena_str(&m->arena, run_import_text(json, key));
}

bool run_import_take(struct import *m, struct str word, struct str json, bool *fits, struct error *err)
{
    return store_take_told(m->made, word, json, buf_text(&m->folder), fits, err);
}

/* A name as reviewers have them, in the arena. */
static struct str clean_name(struct import *m, struct str name)
{
    char *copy = arena_alloc(&m->arena, REVIEWER_MAX_NAME + 1, 1);

    name = str_cut(name, REVIEWER_MAX_NAME);
    for (size_t i = 0; i < name.size; i++)
        copy[i] = (unsigned char)name.at[i] < ' ' || name.at[i] == ';' || name.at[i] == 0x7f ? ' ' : name.at[i];
    name = str_trim((struct str){copy, name.size});
    return name.size > 0 ? name : STR("imported");
}

static bool take_user(struct import *m, const json_t *line, struct error *err)
{
    if (m->users.count == MOST_USERS)
        return error_set(err, ERROR_LIMIT, "more than %d users", MOST_USERS);
    *VEC_PUSH(&m->users) = (struct import_user){
        keep(m, line, "guid"), clean_name(m, run_import_text(line, "name")), false};
    return true;
}

static bool take_code(struct import *m, const json_t *line, struct error *err)
{
    json_int_t parent = json_integer_value(json_object_get(line, "parent"));

    if (m->codes.count == IMPORT_MOST_CODES)
        return error_set(err, ERROR_LIMIT, "more than %d codes", IMPORT_MOST_CODES);
    *VEC_PUSH(&m->codes) = (struct import_code){
        .guid = keep(m, line, "guid"), .name = keep(m, line, "name"), .description = keep(m, line, "description"),
        .colour = keep(m, line, "colour"), .codable = json_is_true(json_object_get(line, "codable")),
        .parent = parent >= 0 && (size_t)parent < m->codes.count ? (size_t)parent : SIZE_MAX, .code = STR(""),
    };
    return true;
}

static bool take_value(struct import *m, const json_t *line, struct error *err)
{
    if (m->values.count == MOST_VALUES)
        return error_set(err, ERROR_LIMIT, "more than %d values of variables", MOST_VALUES);
    *VEC_PUSH(&m->values) = (struct import_value){keep(m, line, "source"), keep(m, line, "variable"),
                                                  keep(m, line, "value")};
    return true;
}

static bool take_convention(struct import *m, const json_t *line, struct error *err)
{
    (void)err;
    m->sum->convention = extract_convention((unsigned)json_integer_value(json_object_get(line, "which")));
    m->sum->ends = (size_t)json_integer_value(json_object_get(line, "ends"));
    m->sum->bounds = (size_t)json_integer_value(json_object_get(line, "bounds"));
    return true;
}

static bool take_left_out(struct import *m, const json_t *line, struct error *err)
{
    (void)err;
    if (m->remarks->size < MOST_REMARKS)
        buf_add_format(m->remarks, "%.*s\n", STR_ARGS(run_import_text(line, "what")));
    return true;
}

static bool take_end(struct import *m, const json_t *line, struct error *err)
{
    (void)err;
    m->sum->lost += (size_t)json_integer_value(json_object_get(line, "lost"));
    m->ended = true;
    return true;
}

static bool take_line(void *payload, struct str line, struct error *err)
{
    static const struct {
        const char *word;
        bool (*take)(struct import *m, const json_t *line, struct error *err);
    } lines[] = {
        {"user", take_user}, {"code", take_code}, {"value", take_value}, {"convention", take_convention},
        {"source", run_import_source}, {"coding", run_import_coding}, {"left-out", take_left_out}, {"end", take_end},
    };
    struct import *m = payload;
    struct str word;
    json_error_t problem;
    json_t *json;
    bool ok = false;

    if (str_next(&line, ' ', &word) && str_equal(word, STR("row")))
        return run_import_row(m, line, err);
    json = json_loadb(line.at, line.size, JSON_REJECT_DUPLICATES, &problem);
    error_fill(err, ERROR_INPUT, "what the extractor sent is no project: %s", json ? "an unknown word" : problem.text);
    for (size_t i = 0; json && i < sizeof lines / sizeof lines[0]; i++)
        if (str_equal(word, str_of(lines[i].word)))
            ok = lines[i].take(m, json, err);
    json_decref(json);
    return ok;
}

static bool know_report(void *payload, const struct path_row *p, struct error *err)
{
    struct import *m = payload;
    struct import_known k = {.id = p->report, .sha256 = arena_str(&m->arena, p->sha256)};
    struct str name = file_name(p->path);
    const char *dot = memrchr(name.at, '.', name.size);
    struct buf key = {0};

    (void)err;
    buf_add_format(&key, "report|%.*s|", STR_ARGS(p->sha256));
    uuid_of(buf_str(&key), k.guid);
    buf_free(&key);
    k.stem = arena_str(&m->arena, dot && dot > name.at ? str_slice(name, 0, (size_t)(dot - name.at)) : name);
    *VEC_PUSH(&m->known) = k;
    return true;
}

/* Where the project lies, and when it was written. */
static bool look_at_file(struct import *m, struct error *err)
{
    const char *path = m->options->path;
    char *folder = *path == '/' ? NULL : getcwd(NULL, 0);
    struct stat st;
    struct tm utc;

    buf_add_format(&m->folder, "%s%s%s", folder ? folder : "", folder ? "/" : "", path);
    free(folder);
    if (stat(path, &st) != 0 || !gmtime_r(&st.st_mtime, &utc))
        return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
    strftime(m->when, sizeof m->when, "%Y-%m-%dT%H:%M:%S", &utc);
    return true;
}

/* Puts the project together in the study m->made. */
static bool put_together(struct import *m, struct error *err)
{
    struct extractors *x = NULL;
    char *program = NULL;
    bool ok = (!m->into || store_paths(m->into, know_report, m, err)) && extract_find_program(&program, err)
        && store_begin(m->made, err);

    m->codings = tmpfile();
    if (ok && !m->codings)
        ok = error_set(err, ERROR_SYSTEM, "no scratch file can be made: %s", strerror(errno));
    if (ok) {
        extractors_new(&x, program, 1);
        ok = extract_project(x, m->options->path, m->options->convention, take_line, m, err);
        if (ok && !m->ended)
            ok = error_set(err, ERROR_INPUT, "what the extractor sent has no end");
    }
    extractors_free(x);
    free(program);
    ok = store_end(m->made, ok && run_import_codings(m, err) && run_import_values(m, err), err)
        && store_count(m->made, &m->sum->all, err);
    if (m->codings)
        fclose(m->codings);
    return ok;
}

static void tell_remarks(struct import *m)
{
    if (m->changed > 0)
        buf_add_format(m->remarks, "pages, headings and excerpts of %zu reports: another program changed their texts\n",
                       m->changed);
    if (m->unknown > 0)
        buf_add_format(m->remarks, "%zu codings of codes that the project does not have, or that cannot be coded\n",
                       m->unknown);
    if (m->cut > 0)
        buf_add_format(m->remarks, "the ends of %zu memos longer than %d bytes\n", m->cut, DECISION_MAX_MEMO);
    if (m->sum->refused > 0)
        buf_add_format(m->remarks, "%zu lines of excerpta's own record that do not hold together\n", m->sum->refused);
}

struct completing {
    struct import *m;
    bool *open;                 /* by book */
};

static bool note_open(void *payload, const struct pass_row *p, struct error *err)
{
    struct completing *c = payload;

    (void)err;
    for (size_t i = 0; i < c->m->books.count; i++) {
        const struct codebook *book = c->m->books.at[i].book;

        if (str_equal(p->codebook, str_of(book->id)) && str_equal(p->version, str_of(book->version)))
            c->open[i] = p->finished.size == 0;
    }
    return true;
}

/* Reports of the study that the project does not have are coded too, and all where it told no pass. */
static bool complete(struct import *m, struct error *err)
{
    struct completing c = {m, must_realloc(NULL, m->books.count + 1)};
    const struct pass_options options = {.progress = m->options->progress};
    struct pass_summary sum;
    struct store *s;
    bool ok;

    for (size_t i = 0; i < m->books.count; i++)
        c.open[i] = true;
    ok = store_open(&s, m->options->study, STORE_WRITE, err);
    if (ok) {
        ok = store_passes(s, note_open, &c, err);
        for (size_t i = 0; ok && i < m->books.count; i++)
            ok = !c.open[i] || run_pass(s, m->books.at[i].book, &options, &sum, err);
        store_close(s);
    }
    free(c.open);
    return ok;
}

static bool merge(struct import *m, const char *made, run_each_conflict *each, void *payload, struct error *err)
{
    const struct merge_options options = {.out = m->options->study, .in = &made, .in_count = 1,
                                          .progress = m->options->progress};
    struct merge_summary sum;

    if (!run_merge(&options, each, payload, &sum, err))
        return false;
    m->sum->added = sum.added;
    m->sum->conflicts = sum.conflicts;
    return complete(m, err);
}

static void free_import(struct import *m)
{
    for (size_t i = 0; i < m->books.count; i++)
        codebook_free(m->books.at[i].book);
    free(m->users.at);
    free(m->codes.at);
    free(m->values.at);
    free(m->known.at);
    free(m->sources.at);
    free(m->books.at);
    buf_free(&m->folder);
    arena_free(&m->text.arena);
    arena_free(&m->arena);
}

bool run_import(const struct import_options *options, run_each_conflict *each, void *payload,
                struct import_summary *out, struct buf *remarks, struct error *err)
{
    struct import m = {.options = options, .sum = out, .remarks = remarks, .hand = SIZE_MAX};
    struct buf beside = {0};
    bool ok;

    *out = (struct import_summary){.ends = 0};
    buf_add_format(&beside, "%s.import", options->study);
    run_study_remove(beside.at);        /* of one that was killed */
    ok = look_at_file(&m, err)
        && (access(options->study, F_OK) != 0 || store_open(&m.into, options->study, STORE_READ, err))
        && store_open(&m.made, beside.at, STORE_CREATE, err) && put_together(&m, err);
    store_close(m.made);
    store_close(m.into);
    ok = ok && merge(&m, beside.at, each, payload, err);
    if (ok)
        tell_remarks(&m);
    run_study_remove(beside.at);
    buf_free(&beside);
    free_import(&m);
    return ok;
}
