#include "run/import_internal.h"

#include <stdlib.h>

struct str run_import_text(const json_t *json, const char *key)
{
    const json_t *value = json_object_get(json, key);

    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)} : STR("");
}

static void add_note(struct import *m, json_t *json)
{
    struct import_note *n = VEC_PUSH(&m->notes);
    struct buf key = {0};

    *n = (struct import_note){.json = json, .source = SIZE_MAX};
    buf_add_format(&key, "report|%.*s|", STR_ARGS(run_import_text(json, "report")));
    uuid_of(buf_str(&key), n->report_guid);
    buf_free(&key);
}

bool run_import_read_notes(struct import *m, struct error *err)
{
    for (size_t i = 0; i < m->project.notes.count; i++) {
        struct str text = m->project.notes.at[i].text;
        json_error_t problem;
        json_t *json = json_loadb(text.at, text.size, JSON_REJECT_DUPLICATES, &problem);

        if (!json)
            return error_set(err, ERROR_INPUT, "a note of excerpta's is no JSON: %s", problem.text);
        if (json_object_get(json, "xml"))
            *VEC_PUSH(&m->books) = json;
        else
            add_note(m, json);
    }
    return true;
}

/* A name as reviewers have them. */
static struct str clean_name(struct import *m, struct str name)
{
    char *copy = arena_alloc(&m->arena, REVIEWER_MAX_NAME + 1, 1);
    size_t size = name.size < REVIEWER_MAX_NAME ? name.size : REVIEWER_MAX_NAME;

    while (size > 0 && size < name.size && ((unsigned char)name.at[size] & 0xc0) == 0x80)
        size--;
    for (size_t i = 0; i < size; i++)
        copy[i] = (unsigned char)name.at[i] < ' ' || name.at[i] == ';' || name.at[i] == 0x7f ? ' ' : name.at[i];
    name = str_trim((struct str){copy, size});
    return name.size > 0 ? name : STR("imported");
}

bool run_import_reviewer(struct import *m, struct str name, bool adjudicates, int64_t *id, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE];
    struct reviewer_row row;
    bool found;

    name = clean_name(m, name);
    if (!store_find_reviewer(m->s, name, &row, &found, err))
        return false;
    if (!found)
        return store_add_reviewer(m->s, name, adjudicates, token, id, err);
    *id = row.id;
    return !adjudicates || row.adjudicates || store_change_reviewer(m->s, row.id, REVIEWER_ADJUDICATES, err);
}

static bool decide(struct import *m, struct error *err)
{
    struct decision_done *done = must_realloc(NULL, (m->decisions.count + 1) * sizeof *done);
    bool ok = true;

    for (size_t i = 0; ok && i < m->decisions.count; i += DECISION_MAX_BATCH) {
        size_t count = m->decisions.count - i < DECISION_MAX_BATCH ? m->decisions.count - i : DECISION_MAX_BATCH;

        ok = store_decide_all(m->s, m->decisions.at + i, count, m->decisions.at[i].request, done + i, err);
    }
    for (size_t i = 0; ok && i < m->decisions.count; i++)
        *(done[i].again ? &m->sum->again : &m->sum->decisions) += 1;
    free(done);
    return ok;
}

static void free_import(struct import *m)
{
    for (size_t i = 0; i < m->notes.count; i++)
        json_decref(m->notes.at[i].json);
    for (size_t i = 0; i < m->books.count; i++)
        json_decref(m->books.at[i]);
    free(m->notes.at);
    free(m->books.at);
    free(m->codes.at);
    free(m->decisions.at);
    free(m->reports);
    free(m->ranges);
    run_project_free(&m->project);
    arena_free(&m->arena);
}

bool run_import(struct store *s, struct str bytes, const struct import_options *options, struct import_summary *out,
                struct buf *remarks, struct error *err)
{
    struct import m = {.s = s, .options = options, .sum = out, .remarks = remarks};
    bool ok = run_project_read(&m.project, bytes, err) && run_import_read_notes(&m, err);

    *out = (struct import_summary){.found = 0};
    if (ok && options->convention)
        out->convention = *options->convention;
    else
        ok = ok && run_convention_find(&m.project, &out->convention, err);
    ok = ok && run_import_place(&m, err) && run_import_own(&m, err) && run_import_codings(&m, err) && decide(&m, err);
    if (ok)
        buf_add(remarks, buf_str(&m.project.left_out));
    free_import(&m);
    return ok;
}
