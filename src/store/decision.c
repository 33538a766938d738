#include "store/decision.h"

#include "store/pass.h"
#include "store/report.h"
#include "store/review_internal.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND = 64 };   /* bytes of text kept before and behind a passage */

const char *const store_verdict_words[VERDICT_COUNT] = {"accept", "reject", "recode", "unsure"};

bool store_find_verdict(struct str word, enum verdict *out)
{
    *out = (enum verdict)str_find(word, store_verdict_words, VERDICT_COUNT);
    return *out < VERDICT_COUNT;
}

/* What the decisions of one transaction share: the report that was asked for last, and the batch. */
struct deciding {
    struct store *store;
    struct str batch;
    bool note;                  /* star and memo are kept, no verdict */
    int64_t report;
    bool held;                  /* a file holds the report now */
    char sha256[FILE_HASH_SIZE];
    struct str text;            /* the store's, of the report */
};

/* What is decided on. */
struct target {
    struct range range;
    int64_t pass;
    bool hand;
    char key[EXCERPT_KEY_SIZE];
    struct str codebook, version, code;     /* in the arena below */
    struct arena arena;
};

bool store_check_text(const char *what, struct str s, size_t least, size_t most, struct error *err)
{
    if (s.size >= least && s.size <= most && str_is_text(s))
        return true;
    return error_set(err, ERROR_INPUT, "a %s is text of %zu to %zu bytes", what, least, most);
}

static bool check_fields(const struct decision_new *d, struct error *err)
{
    if (!store_check_text("memo", d->memo, 0, DECISION_MAX_MEMO, err)
        || !store_check_text("list of codes", d->recode, 0, DECISION_MAX_MEMO, err))
        return false;
    if ((d->verdict == VERDICT_RECODE) != (str_trim(d->recode).size > 0))
        return error_set(err, ERROR_INPUT, d->verdict == VERDICT_RECODE ? "recode needs a code that fits"
                         : "a code that fits is told with recode only");
    return true;
}

bool store_check_reviewer(struct store *s, int64_t reviewer, bool adjudicated, struct error *err)
{
    struct reviewer_row row;
    bool found;

    if (!store_find_reviewer_by_id(s, reviewer, &row, &found, err))
        return false;
    if (!found)
        return error_set(err, ERROR_INPUT, "there is no reviewer %lld", (long long)reviewer);
    if (row.retired.size > 0)
        return error_set(err, ERROR_INPUT, "%.*s no longer reviews (since %.*s)", STR_ARGS(row.name),
                         STR_ARGS(row.retired));
    return !adjudicated || row.adjudicates
        || error_set(err, ERROR_INPUT, "%.*s is no adjudicator; \"excerpta reviewer adjudicator NAME\" makes one",
                     STR_ARGS(row.name));
}

/* The text of the report, whose hash the study may have; one that the store has at hand is taken. */
static bool find_text(struct deciding *g, const char *hash, struct error *err)
{
    struct store_deciding *last = &g->store->deciding;

    if (last->report != g->report || *hash == '\0' || strcmp(last->hash, hash) != 0) {
        arena_free(&last->arena);
        last->report = 0;
        if (!store_load_text(g->store, g->report, &last->arena, &last->text, err))
            return false;
        file_hash_bytes(last->text, last->hash);
        last->report = g->report;
    }
    g->text = last->text;
    return true;
}

static bool find_report(struct deciding *g, struct str sha256, struct error *err)
{
    struct store *s = g->store;
    char hash[FILE_HASH_SIZE];
    sqlite3_stmt *q;
    bool found;

    if (g->report && str_equal(sha256, str_of(g->sha256)))
        return true;
    q = store_statement(s, SQL_DECISION_REPORT, err);
    if (!q)
        return false;
    store_bind_text(q, ":sha256", sha256);
    if (!store_step(s, q, &found, err))
        return false;
    if (!found)
        return error_set(err, ERROR_INPUT, "the study has no report %.*s", STR_ARGS(sha256));
    g->report = sqlite3_column_int64(q, 0);
    g->held = sqlite3_column_int(q, 1);
    snprintf(g->sha256, sizeof g->sha256, "%.*s", STR_ARGS(sha256));
    snprintf(hash, sizeof hash, "%.*s", STR_ARGS(store_column(q, 2)));
    sqlite3_reset(q);
    return find_text(g, hash, err);
}

static void read_target(sqlite3_stmt *q, struct target *t)
{
    t->range = (struct range){(uint32_t)sqlite3_column_int64(q, 0), (uint32_t)sqlite3_column_int64(q, 1)};
    t->pass = sqlite3_column_int64(q, 2);
    t->hand = str_equal(store_column(q, 3), STR("hand"));
    t->codebook = arena_str(&t->arena, store_column(q, 4));
    t->version = arena_str(&t->arena, store_column(q, 5));
    t->code = arena_str(&t->arena, store_column(q, 6));
}

static bool find_by_key(struct store *s, enum statement which, int64_t report, struct str key, struct target *t,
                        bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, which, err);

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    store_bind_text(q, ":key", key);
    if (!store_step(s, q, found, err))
        return false;
    if (*found)
        read_target(q, t);
    sqlite3_reset(q);
    return true;
}

static bool find_current_code(struct store *s, struct str codebook, struct str code, struct current_code *out,
                              struct arena *arena, struct error *err)
{
    return store_find_current_code(s, codebook, code, out, arena, err)
        && (out->codebooks > 0
            || error_set(err, ERROR_INPUT, "no complete pass of a codebook %.*s has a code %.*s", STR_ARGS(codebook),
                         STR_ARGS(code)));
}

/* A passage that is tagged by hand; where a rule has tagged the very same one, it is that excerpt. */
static bool find_by_range(struct deciding *g, const struct decision_new *d, struct target *t, struct error *err)
{
    struct current_code code;
    bool found;

    if (!g->held)
        return error_set(err, ERROR_INPUT, "no file holds the report %.12s any more", g->sha256);
    t->range = d->range;
    t->hand = true;
    t->codebook = arena_str(&t->arena, d->codebook);
    t->code = arena_str(&t->arena, d->code);
    if (!find_current_code(g->store, d->codebook, d->code, &code, &t->arena, err))
        return false;
    t->pass = code.pass;
    t->version = code.version;
    store_excerpt_key(g->store, str_of(g->sha256), t->codebook, t->code, t->range, t->key);
    return find_by_key(g->store, SQL_DECISION_EXCERPT, g->report, str_of(t->key), t, &found, err);
}

bool store_is_tagged(struct store *s, const char *sha256, struct str key, bool *tagged, struct error *err)
{
    struct target t = {.pass = 0};
    int64_t report;
    bool ok = store_find_report(s, sha256, &report, tagged, err)
        && (!*tagged || find_by_key(s, SQL_DECISION_EXCERPT, report, key, &t, tagged, err));

    *tagged = ok && *tagged && !t.hand;
    arena_free(&t.arena);
    return ok;
}

static bool find_target(struct deciding *g, const struct decision_new *d, struct target *t, struct error *err)
{
    struct store *s = g->store;
    bool found = true;

    if (d->excerpt.size == 0) {
        if (!find_by_range(g, d, t, err))
            return false;
    } else {
        if (!find_by_key(s, SQL_DECISION_EXCERPT, g->report, d->excerpt, t, &found, err)
            || (!found && !find_by_key(s, SQL_DECISION_EXCERPT_BEFORE, g->report, d->excerpt, t, &found, err)))
            return false;
        if (!found)
            return error_set(err, ERROR_INPUT, "report %.12s has no excerpt %.*s", g->sha256, STR_ARGS(d->excerpt));
        snprintf(t->key, sizeof t->key, "%.*s", STR_ARGS(d->excerpt));
    }
    if (t->range.start >= t->range.stop || t->range.stop > g->text.size || !str_is_edge(g->text, t->range.start)
        || !str_is_edge(g->text, t->range.stop)
        || str_trim(str_slice(g->text, t->range.start, t->range.stop)).size == 0)
        return error_set(err, ERROR_INPUT, "bytes %u to %u are no words of report %.12s", t->range.start, t->range.stop,
                         g->sha256);
    return d->seen.size == 0 || str_equal(d->seen, str_slice(g->text, t->range.start, t->range.stop))
        || error_set(err, ERROR_INPUT, "excerpt %s of report %.12s has other words now than were seen: the report was "
                     "read again; look at it again", t->key, g->sha256);
}

struct str store_around(struct str text, size_t at, bool before)
{
    size_t start = before ? (at > AROUND ? at - AROUND : 0) : at;
    size_t stop = before ? at : at + AROUND < text.size ? at + AROUND : text.size;

    while (start < stop && !str_is_edge(text, start))
        start++;
    while (stop > start && !str_is_edge(text, stop))
        stop--;
    return str_slice(text, start, stop);
}

static bool add_passage(struct deciding *g, const struct target *t, struct str words, const char *hash, int64_t *id,
                        struct error *err)
{
    sqlite3_stmt *q = store_statement(g->store, SQL_PASSAGE_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":excerpt", str_of(t->key));
    store_bind_text(q, ":report", str_of(g->sha256));
    store_bind_text(q, ":codebook", t->codebook);
    store_bind_text(q, ":code", t->code);
    store_bind_int(q, ":start", t->range.start);
    store_bind_int(q, ":stop", t->range.stop);
    store_bind_text(q, ":hash", str_of(hash));
    store_bind_text(q, ":words", words);
    store_bind_text(q, ":prefix", store_around(g->text, t->range.start, true));
    store_bind_text(q, ":suffix", store_around(g->text, t->range.stop, false));
    return store_one(g->store, q, id, &found, err);
}

/* The passage of the target, which stands there now, whatever was found of it before. */
static bool find_passage(struct deciding *g, const struct target *t, int64_t *id, struct error *err)
{
    struct str words = str_slice(g->text, t->range.start, t->range.stop);
    const struct store_place place = {.how = "same", .reason = "", .excerpt = t->key, .report = g->sha256,
                                      .text = g->store->deciding.hash, .range = t->range};
    sqlite3_stmt *q = store_statement(g->store, SQL_PASSAGE_FIND, err);
    char hash[FILE_HASH_SIZE];
    bool found, there = false;

    if (!q)
        return false;
    file_hash_bytes(words, hash);
    store_bind_text(q, ":excerpt", str_of(t->key));
    store_bind_text(q, ":hash", str_of(hash));
    if (!store_step(g->store, q, &found, err))
        return false;
    if (found) {
        *id = sqlite3_column_int64(q, 0);
        there = str_equal(store_column(q, 1), str_of(t->key));
        sqlite3_reset(q);
    } else if (!add_passage(g, t, words, hash, id, err)) {
        return false;
    }
    if (there)
        return true;
    return store_add_place(g->store, *id, INT64_MAX, &place, err);
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The codes that fit in the order of their bytes, each once, so that two reviewers who say the same have said the
 * same. */
static bool order_codes(struct deciding *g, struct target *t, struct str codes, struct buf *out,
                        struct error *err)
{
    struct { struct str *at; size_t count, room; } list = {0};
    struct current_code code;
    struct str one;
    bool ok = true;

    while (ok && str_next(&codes, ' ', &one))
        if (one.size > 0) {
            *VEC_PUSH(&list) = one;
            ok = find_current_code(g->store, t->codebook, one, &code, &t->arena, err);
            if (ok && str_equal(one, t->code))
                ok = error_set(err, ERROR_INPUT, "recode to %.*s, which it has: that is accept", STR_ARGS(one));
        }
    if (list.count > 0)
        qsort(list.at, list.count, sizeof *list.at, by_bytes);
    for (size_t i = 0; ok && i < list.count; i++)
        if (i == 0 || !str_equal(list.at[i], list.at[i - 1])) {
            buf_add(out, out->size > 0 ? STR(" ") : STR(""));
            buf_add(out, list.at[i]);
        }
    free(list.at);
    return ok;
}

static bool add_decision(struct deciding *g, const struct decision_new *d, struct target *t, int64_t passage,
                         int64_t *id, struct error *err)
{
    struct buf recode = {0};
    sqlite3_stmt *q;
    bool found, ok = order_codes(g, t, d->recode, &recode, err)
        && (q = store_statement(g->store, SQL_DECISION_ADD, err));

    if (ok) {
        store_bind_text(q, ":request", d->request);
        store_bind_int(q, ":reviewer", d->reviewer);
        store_bind_text(q, ":kind", d->adjudicated ? STR("adjudicated") : STR("review"));
        store_bind_int(q, ":passage", passage);
        store_bind_text(q, ":origin", t->hand ? STR("hand") : STR("rule"));
        store_bind_text(q, ":version", t->version);
        store_bind_int(q, ":pass", t->pass);
        store_bind_text(q, ":verdict", str_of(store_verdict_words[d->verdict]));
        store_bind_text(q, ":recode", buf_str(&recode));
        store_bind_text(q, ":memo", d->memo);
        store_bind_int(q, ":star", d->star);
        store_bind_text(q, ":batch", g->batch);
        ok = store_one(g->store, q, id, &found, err);
    }
    buf_free(&recode);
    return ok;
}

static bool add_note(struct deciding *g, const struct decision_new *d, int64_t passage, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(g->store, SQL_NOTE_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":request", d->request);
    store_bind_int(q, ":reviewer", d->reviewer);
    store_bind_int(q, ":passage", passage);
    store_bind_text(q, ":memo", d->memo);
    store_bind_int(q, ":star", d->star);
    return store_one(g->store, q, id, &found, err);
}

bool store_find_request(struct store *s, enum statement which, struct str request, int64_t reviewer,
                        struct decision_done *out, struct error *err)
{
    sqlite3_stmt *q;
    bool mine;

    *out = (struct decision_done){.decision = 0};
    if (!store_check_text("request", request, 1, DECISION_MAX_REQUEST, err) || !(q = store_statement(s, which, err)))
        return false;
    store_bind_text(q, ":request", request);
    if (!store_step(s, q, &out->again, err))
        return false;
    if (!out->again)
        return true;
    out->decision = sqlite3_column_int64(q, 0);
    mine = sqlite3_column_int64(q, 1) == reviewer;
    snprintf(out->excerpt, sizeof out->excerpt, "%.*s", STR_ARGS(store_column(q, 2)));
    sqlite3_reset(q);
    return mine || error_set(err, ERROR_INPUT, "request %.*s is another reviewer's", STR_ARGS(request));
}

static bool decide(struct deciding *g, const struct decision_new *d, struct decision_done *out, struct error *err)
{
    struct target t = {.pass = 0};
    int64_t passage = 0;
    bool ok = store_find_request(g->store, g->note ? SQL_NOTE_BY_REQUEST : SQL_DECISION_BY_REQUEST, d->request,
                                 d->reviewer, out, err);

    if (!ok || out->again)
        return ok;
    ok = check_fields(d, err) && store_check_reviewer(g->store, d->reviewer, d->adjudicated, err)
        && find_report(g, d->report, err) && find_target(g, d, &t, err) && find_passage(g, &t, &passage, err)
        && (g->note ? add_note(g, d, passage, &out->decision, err)
            : add_decision(g, d, &t, passage, &out->decision, err));
    memcpy(out->excerpt, t.key, sizeof out->excerpt);
    arena_free(&t.arena);
    return ok;
}

bool store_decide_all(struct store *s, const struct decision_new *d, size_t count, struct str batch,
                      struct decision_done *out, struct error *err)
{
    struct deciding g = {.store = s, .batch = batch};
    struct decision_done done;
    bool ok;

    if (count > DECISION_MAX_BATCH)
        return error_set(err, ERROR_LIMIT, "%zu decisions in one go; at most %d", count, DECISION_MAX_BATCH);
    if (!store_check_text("batch", batch, 0, DECISION_MAX_REQUEST, err) || !store_begin_durable(s, err))
        return false;
    ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = decide(&g, &d[i], out ? &out[i] : &done, err);
        if (!ok && count > 1)
            error_prefix(err, "decision %zu of %zu", i + 1, count);
    }
    return store_end(s, ok, err);
}

bool store_note(struct store *s, const struct decision_new *d, struct decision_done *out, struct error *err)
{
    struct deciding g = {.store = s, .note = true};
    bool ok = store_begin_durable(s, err);

    if (!ok)
        return false;
    return store_end(s, decide(&g, d, out, err), err);
}

bool store_decide(struct store *s, const struct decision_new *d, struct decision_done *out, struct error *err)
{
    return store_decide_all(s, d, 1, STR(""), out, err);
}

bool store_check_decision(struct store *s, const struct decision_new *d, struct arena *arena, struct str *excerpt,
                          struct str *words, struct error *err)
{
    struct deciding g = {.store = s};
    struct target t = {.pass = 0};
    struct buf recode = {0};
    bool ok = check_fields(d, err) && store_check_reviewer(s, d->reviewer, d->adjudicated, err)
        && find_report(&g, d->report, err) && find_target(&g, d, &t, err)
        && order_codes(&g, &t, d->recode, &recode, err);

    if (ok) {
        *words = arena_str(arena, str_slice(g.text, t.range.start, t.range.stop));
        *excerpt = arena_str(arena, str_of(t.key));
    }
    buf_free(&recode);
    arena_free(&t.arena);
    return ok;
}

bool store_new_request(char name[33], struct error *err)
{
    return store_random_hex(name, 16, err);
}

/* What an undoing takes over from what it undoes. */
struct undoing {
    int64_t passage, pass, by;
    char origin[8];
    struct buf version;
};

static bool read_undone(struct store *s, int64_t reviewer, int64_t decision, struct undoing *u,
                        struct decision_done *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DECISION_TO_UNDO, err);
    bool found, mine, undo;

    if (!q)
        return false;
    store_bind_int(q, ":decision", decision);
    if (!store_step(s, q, &found, err))
        return false;
    if (!found)
        return error_set(err, ERROR_INPUT, "there is no decision %lld", (long long)decision);
    mine = sqlite3_column_int64(q, 0) == reviewer;
    undo = str_equal(store_column(q, 1), STR("undo"));
    u->passage = sqlite3_column_int64(q, 2);
    snprintf(u->origin, sizeof u->origin, "%.*s", STR_ARGS(store_column(q, 3)));
    buf_clear(&u->version);
    buf_add(&u->version, store_column(q, 4));
    u->pass = sqlite3_column_int64(q, 5);
    snprintf(out->excerpt, sizeof out->excerpt, "%.*s", STR_ARGS(store_column(q, 6)));
    u->by = sqlite3_column_int64(q, 7);
    sqlite3_reset(q);
    if (!mine || undo)
        return error_set(err, ERROR_INPUT, mine ? "decision %lld is an undoing: to have it again, decide again"
                         : "decision %lld is another reviewer's", (long long)decision);
    return true;
}

static bool undo(struct store *s, struct str request, int64_t reviewer, int64_t decision, struct str batch,
                 struct decision_done *out, struct error *err)
{
    struct undoing u = {.pass = 0};
    sqlite3_stmt *q;
    bool found, ok = store_find_request(s, SQL_DECISION_BY_REQUEST, request, reviewer, out, err);

    if (!ok || out->again)
        return ok;
    ok = read_undone(s, reviewer, decision, &u, out, err);
    out->again = u.by != 0;
    out->decision = u.by;
    if (ok && !out->again && (ok = (q = store_statement(s, SQL_DECISION_ADD, err)) != NULL)) {
        store_bind_text(q, ":request", request);
        store_bind_int(q, ":reviewer", reviewer);
        store_bind_text(q, ":kind", STR("undo"));
        store_bind_int(q, ":passage", u.passage);
        store_bind_text(q, ":origin", str_of(u.origin));
        store_bind_text(q, ":version", buf_str(&u.version));
        if (u.pass)
            store_bind_int(q, ":pass", u.pass);
        store_bind_text(q, ":verdict", STR(""));
        store_bind_text(q, ":recode", STR(""));
        store_bind_text(q, ":memo", STR(""));
        store_bind_int(q, ":star", 0);
        store_bind_text(q, ":batch", batch);
        store_bind_int(q, ":undoes", decision);
        ok = store_one(s, q, &out->decision, &found, err);
    }
    buf_free(&u.version);
    return ok;
}

bool store_undo(struct store *s, struct str request, int64_t reviewer, int64_t decision, struct decision_done *out,
                struct error *err)
{
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, undo(s, request, reviewer, decision, STR(""), out, err), err);
}

/* The request of each undoing is the given one with the decision's number behind it. */
static bool undo_each(struct store *s, struct str request, int64_t reviewer, struct str batch, size_t *count,
                      struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DECISION_BATCH, err);
    struct decision_done done;
    struct buf one = {0};
    int64_t *ids = NULL;
    bool ok;

    if (!q)
        return false;
    store_bind_text(q, ":batch", batch);
    store_bind_int(q, ":reviewer", reviewer);
    ok = store_numbers(s, q, &ids, count, err);
    for (size_t i = 0; ok && i < *count; i++) {
        buf_clear(&one);
        buf_add_format(&one, "%.*s/%lld", STR_ARGS(request), (long long)ids[i]);
        ok = undo(s, buf_str(&one), reviewer, ids[i], batch, &done, err);
    }
    buf_free(&one);
    free(ids);
    return ok;
}

bool store_undo_batch(struct store *s, struct str request, int64_t reviewer, struct str batch, size_t *count,
                      struct error *err)
{
    if (!store_check_text("batch", batch, 1, DECISION_MAX_REQUEST, err)
        || !store_check_text("request", request, 1, DECISION_MAX_REQUEST - 21, err) || !store_begin_durable(s, err))
        return false;
    return store_end(s, undo_each(s, request, reviewer, batch, count, err), err);
}
