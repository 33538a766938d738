/* Codings of other programs: each is the decision of its coder. */
#include "run/import_internal.h"

#include "base/json.h"
#include "store/decision.h"
#include "store/pass.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The code, where it is one that can be given; NULL else. */
static const struct import_code *find_code(const struct import *m, struct str guid)
{
    for (size_t i = 0; i < m->codes.count; i++)
        if (str_equal(m->codes.at[i].guid, guid))
            return m->codes.at[i].code.size > 0 ? &m->codes.at[i] : NULL;
    return NULL;
}

/* A coder that the project does not name is called imported. */
static struct import_user *find_coder(struct import *m, struct str guid)
{
    for (size_t i = 0; i < m->users.count; i++)
        if (str_equal(m->users.at[i].guid, guid))
            return &m->users.at[i];
    *VEC_PUSH(&m->users) = (struct import_user){arena_str(&m->arena, guid), STR("imported"), false};
    return &m->users.at[m->users.count - 1];
}

/* Minutes behind UTC's, from "+01:00"; 0 where there is none or it is UTC. */
static int offset_of(const char *zone)
{
    int hours = 0, minutes = 0;

    if ((*zone != '+' && *zone != '-') || sscanf(zone + 1, "%2d:%2d", &hours, &minutes) != 2)
        return 0;
    return (*zone == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/* A dateTime of XML as a study keeps times; the time of the file where it is none, or would be later. */
static void write_time(const struct import *m, struct str told, char out[32])
{
    struct tm t = {.tm_year = 0}, utc;
    char copy[48], *rest = copy;
    int stop = 0;
    time_t at;

    snprintf(out, 32, "%.19s.000Z", m->when);
    snprintf(copy, sizeof copy, "%.*s", (int)(told.size < sizeof copy ? told.size : 0), told.at);
    if (sscanf(copy, "%4d-%2d-%2dT%2d:%2d:%2d%n", &t.tm_year, &t.tm_mon, &t.tm_mday, &t.tm_hour, &t.tm_min, &t.tm_sec,
               &stop) != 6 || t.tm_year < 1970)
        return;
    rest += stop;
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    if (*rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    at = timegm(&t) - (time_t)offset_of(rest) * 60;
    if (at < 0 || !gmtime_r(&at, &utc) || utc.tm_year > 8000)
        return;
    strftime(copy, sizeof copy, "%Y-%m-%dT%H:%M:%S", &utc);
    if (strcmp(copy, m->when) < 0)
        snprintf(out, 32, "%.19s.000Z", copy);
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

/* Where the coding stands in the report; {0, 0}: nowhere. */
static struct range place(const struct import *m, const json_t *line)
{
    json_int_t start = json_integer_value(json_object_get(line, "start"));
    json_int_t stop = json_integer_value(json_object_get(line, "stop"));
    struct str plain = m->text.same ? m->text.text : m->text.plain;
    struct range r = {0, 0};

    if (start >= 0 && stop > start && (size_t)stop <= plain.size && str_is_edge(plain, (size_t)start)
        && str_is_edge(plain, (size_t)stop)) {
        r = (struct range){(uint32_t)start, (uint32_t)stop};
        if (!m->text.same)
            r = find_once(m->text.text, str_slice(plain, r.start, r.stop));
    }
    if (r.stop > 0 && str_trim(str_slice(m->text.text, r.start, r.stop)).size == 0)
        r.stop = 0;
    return r;
}

/* What the rows of a coding share. */
struct coding {
    const struct import_code *code;
    struct range range;
    struct str words, reviewer, memo;
    char key[EXCERPT_KEY_SIZE], hash[FILE_HASH_SIZE], at[32], request[UUID_SIZE], batch[UUID_SIZE];
};

static struct json_writer begin_row(struct import *m, const char *word)
{
    struct json_writer json = {.out = m->codings};

    fprintf(m->codings, "%s ", word);
    json_write_object(&json, NULL);
    return json;
}

static void end_row(struct json_writer *json)
{
    json_write_object_end(json);
    json_write_line(json);
}

static void write_passage(struct import *m, const struct coding *c)
{
    struct json_writer json = begin_row(m, "passage");

    json_write_text(&json, "excerpt", str_of(c->key));
    json_write_text(&json, "report", m->text.sha256);
    json_write_text(&json, "codebook", c->code->codebook);
    json_write_text(&json, "code", c->code->code);
    json_write_number(&json, "start", c->range.start);
    json_write_number(&json, "stop", c->range.stop);
    json_write_text(&json, "words", c->words);
    json_write_text(&json, "prefix", store_around(m->text.text, c->range.start, true));
    json_write_text(&json, "suffix", store_around(m->text.text, c->range.stop, false));
    end_row(&json);
    json = begin_row(m, "place");
    json_write_text(&json, "passage", str_of(c->key));
    json_write_text(&json, "hash", str_of(c->hash));
    json_write_text(&json, "at", str_of(c->at));
    json_write_text(&json, "how", STR("same"));
    json_write_text(&json, "reason", STR(""));
    json_write_text(&json, "excerpt", str_of(c->key));
    json_write_text(&json, "report", m->text.sha256);
    json_write_text(&json, "text", str_of(m->text.hash));
    json_write_number(&json, "start", c->range.start);
    json_write_number(&json, "stop", c->range.stop);
    end_row(&json);
}

/* Its origin, which says whether a rule has tagged the same, is put before the rest when all excerpts are there. */
static void write_decision(struct import *m, const struct coding *c)
{
    struct json_writer json = {.out = m->codings};

    json_write_object(&json, NULL);
    json_write_text(&json, "request", str_of(c->request));
    json_write_text(&json, "reviewer", c->reviewer);
    json_write_text(&json, "at", str_of(c->at));
    json_write_text(&json, "kind", STR("review"));
    json_write_text(&json, "passage", str_of(c->key));
    json_write_text(&json, "hash", str_of(c->hash));
    json_write_text(&json, "version", c->code->version);
    json_write_text(&json, "verdict", STR("accept"));
    json_write_text(&json, "recode", STR(""));
    json_write_text(&json, "memo", c->memo);
    json_write_number(&json, "star", 0);
    json_write_text(&json, "batch", str_of(c->batch));
    end_row(&json);
}

static void write_reviewer(struct import *m, struct import_user *user)
{
    struct json_writer json;
    struct buf at = {0};

    if (user->told)
        return;
    user->told = true;
    json = begin_row(m, "reviewer");
    buf_add_format(&at, "%sZ", m->when);
    json_write_text(&json, "name", user->name);
    json_write_text(&json, "added", buf_str(&at));
    end_row(&json);
    buf_free(&at);
}

static struct str cut_memo(struct import *m, struct str memo)
{
    m->cut += memo.size > DECISION_MAX_MEMO;
    return str_cut(memo, DECISION_MAX_MEMO);
}

/* The same coding has the same name in every import, and the codings of a file one for all. */
static void name_coding(struct import *m, struct coding *c)
{
    struct buf key = {0};

    buf_add_format(&key, "coding|%.*s|%s|%.*s", STR_ARGS(m->text.sha256), c->key, STR_ARGS(c->reviewer));
    uuid_of(buf_str(&key), c->request);
    buf_clear(&key);
    buf_add_format(&key, "import|%.*s", STR_ARGS(file_name(str_of(m->options->path))));
    uuid_of(buf_str(&key), c->batch);
    buf_free(&key);
}

bool run_import_coding(struct import *m, const json_t *line, struct error *err)
{
    struct coding c = {.range = place(m, line)};
    struct import_user *coder;

    if (!run_import_make_book(m, err))
        return false;
    c.code = find_code(m, run_import_text(line, "code"));
    m->unknown += !c.code;
    m->sum->lost += c.code && c.range.stop == 0;
    if (!c.code || c.range.stop == 0)
        return true;
    c.words = str_slice(m->text.text, c.range.start, c.range.stop);
    coder = find_coder(m, run_import_text(line, "user"));
    c.reviewer = coder->name;
    c.memo = cut_memo(m, run_import_text(line, "memo"));
    store_excerpt_key(m->made, m->text.sha256, c.code->codebook, c.code->code, c.range, c.key);
    file_hash_bytes(c.words, c.hash);
    write_time(m, run_import_text(line, "at"), c.at);
    name_coding(m, &c);
    write_reviewer(m, coder);
    write_passage(m, &c);
    fprintf(m->codings, "decision %.*s %s ", STR_ARGS(m->text.sha256), c.key);
    write_decision(m, &c);
    return true;
}

/* "SHA256 KEY {…}" */
static bool take_decision(struct import *m, struct str rest, struct error *err)
{
    struct str sha256, key;
    struct buf row = {0}, report = {0};
    bool in_made, in_study = false, fits, ok;

    if (!str_next(&rest, ' ', &sha256) || !str_next(&rest, ' ', &key))
        abort();
    buf_add(&report, sha256);
    ok = store_is_tagged(m->made, report.at, key, &in_made, err)
        && (!m->into || store_is_tagged(m->into, report.at, key, &in_study, err));
    if (ok) {
        buf_add_format(&row, "{\"origin\":\"%s\",%.*s", in_made || in_study ? "rule" : "hand",
                       STR_ARGS(str_slice(rest, 1, rest.size)));
        ok = run_import_take(m, STR("decision"), buf_str(&row), &fits, err);      /* a coding may stand there twice */
    }
    buf_free(&row);
    buf_free(&report);
    return ok;
}

/* A reviewer and a passage may be there already; a place is written where the passage is new. */
static bool take_codings(struct import *m, struct error *err)
{
    char *at = NULL;
    size_t room = 0;
    ssize_t size;
    bool fits = false, is_new = false, ok = fflush(m->codings) == 0 && !ferror(m->codings)
        && fseek(m->codings, 0, SEEK_SET) == 0;

    if (!ok)
        return error_set(err, ERROR_SYSTEM, "the scratch file cannot be written: is the disk full?");
    while (ok && (size = getline(&at, &room, m->codings)) > 0) {
        struct str rest = {at, (size_t)size - 1}, word;

        str_next(&rest, ' ', &word);
        if (str_equal(word, STR("decision"))) {
            ok = take_decision(m, rest, err);
        } else if (!str_equal(word, STR("place")) || is_new) {
            ok = run_import_take(m, word, rest, &fits, err);
            is_new = str_equal(word, STR("passage")) && fits;
        }
    }
    free(at);
    return ok;
}

/* A codebook of codes by hand finds nothing anywhere: its pass has done every report of the project. */
static bool end_pass(struct import *m, struct error *err)
{
    struct buf row = {0};
    bool ok = true, fits;

    for (size_t i = 0; ok && m->hand != SIZE_MAX && i < m->sources.count; i++) {
        if (!m->sources.at[i].id)
            continue;
        buf_clear(&row);
        buf_add_format(&row, "{\"pass\":%lld,\"report\":\"%.*s\"}", (long long)m->books.at[m->hand].pass,
                       STR_ARGS(m->sources.at[i].sha256));
        ok = run_import_take(m, STR("coded"), buf_str(&row), &fits, err);
    }
    buf_free(&row);
    return ok;
}

bool run_import_codings(struct import *m, struct error *err)
{
    return (m->recorded || run_import_make_book(m, err)) && take_codings(m, err) && end_pass(m, err);
}
