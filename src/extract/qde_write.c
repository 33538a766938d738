/* The second walk: the record that excerpta keeps, texts with their codings. */
#include "extract/qde_internal.h"

#include <string.h>

struct writing {
    struct qde *q;
    struct measured measured;       /* of the source that is open */
    size_t next;                    /* of source_notes: the first of the source at hand or of one behind */
};

/* Whether a note's part begins so; *name then is the part's. */
static bool begins_with(const struct qde *q, const struct qde_note *note, struct str words, struct buf *name)
{
    struct extract_failure ignored;
    struct archive_part *part = NULL;
    char head[32];
    bool yes = extract_qde_part(q, note->part, name) && extract_archive_begin(&part, q->archive, name->at, &ignored)
        && extract_archive_next(part, head, words.size, &ignored) == (int64_t)words.size
        && memcmp(head, words.at, words.size) == 0;

    extract_archive_end(part);
    return yes;
}

/* The lines of a record, the first one aside. */
static bool write_rows(struct qde *q, const char *name)
{
    struct archive_part *part;
    struct buf line = {0};
    char piece[64 * 1024];
    bool first = true;
    int64_t got = 0;

    if (!extract_archive_begin(&part, q->archive, name, q->f))
        return false;
    while (line.size <= QDE_MOST_LINE && (got = extract_archive_next(part, piece, sizeof piece, q->f)) > 0)
        for (struct str rest = {piece, (size_t)got}; rest.size > 0;) {
            const char *end = memchr(rest.at, '\n', rest.size);
            size_t size = end ? (size_t)(end - rest.at) : rest.size;

            buf_add(&line, str_slice(rest, 0, size));
            rest = str_slice(rest, end ? size + 1 : size, rest.size);
            if (!end)
                break;
            if (!first)
                fprintf(q->out, "row %s\n", buf_text(&line));
            first = false;
            buf_clear(&line);
        }
    extract_archive_end(part);
    if (line.size > QDE_MOST_LINE)
        extract_fail(q->f, PROBLEM_TOO_LARGE, "%s: a line of it is longer than what is read", name);
    buf_free(&line);
    return got == 0;
}

/* The record whose first line is this. */
static bool write_record(struct qde *q, struct str first, bool *found)
{
    struct buf name = {0};
    bool ok = true;

    *found = false;
    for (size_t i = 0; ok && i < q->notes.count && !*found; i++) {
        *found = q->notes.at[i].part.size > 0 && begins_with(q, &q->notes.at[i], first, &name);
        q->notes.at[i].taken = q->notes.at[i].taken || *found;
        ok = !*found || write_rows(q, name.at);
    }
    buf_free(&name);
    return ok;
}

/* What excerpta knows of a source's pages, headings and sentences. */
static void write_structure(struct writing *w, const struct qde_source *source, struct json_writer *json)
{
    struct qde *q = w->q;
    struct extract_failure ignored;
    struct buf name = {0}, text = {0};

    while (w->next < q->source_notes.count && q->source_notes.at[w->next].source < source->number)
        w->next++;
    for (size_t i = w->next; i < q->source_notes.count && q->source_notes.at[i].source == source->number; i++) {
        struct qde_note *note = extract_qde_note(q, q->source_notes.at[i].guid);

        if (!note || note->part.size == 0 || !begins_with(q, note, STR(QDE_STRUCTURE), &name))
            continue;
        note->taken = true;
        if (extract_archive_size(q->archive, name.at) <= QDE_MOST_TEXT
            && extract_archive_read(&text, q->archive, name.at, &ignored) && str_is_text(buf_str(&text)))
            json_write_text(json, "structure", buf_str(&text));
        break;
    }
    buf_free(&text);
    buf_free(&name);
}

static void begin_source(void *payload, const struct qde_source *source)
{
    struct writing *w = payload;
    struct json_writer json = extract_qde_begin(w->q, "source");

    extract_measure(&w->measured, source->text, w->q->convention);
    json_write_text(&json, "guid", source->guid);
    json_write_text(&json, "name", source->name);
    json_write_text(&json, "text", buf_str(&w->measured.plain));
    write_structure(w, source, &json);
    extract_qde_end(&json);
}

static void end_source(void *payload, const struct qde_source *source)
{
    struct writing *w = payload;

    (void)source;
    extract_measured_free(&w->measured);
}

/* Adds another program's note, which stands in the project or in a part. */
static void add_note(struct qde *q, struct qde_note *note, struct buf *memo)
{
    struct extract_failure ignored;
    struct buf name = {0}, text = {0};
    struct str words = note->text;

    if (note->part.size > 0 && extract_qde_part(q, note->part, &name)
        && extract_archive_size(q->archive, name.at) <= QDE_MOST_MEMO
        && extract_archive_read(&text, q->archive, name.at, &ignored) && str_is_text(buf_str(&text))) {
        words = buf_str(&text);
        if (str_starts(words, STR("\xef\xbb\xbf")))
            words = str_slice(words, 3, words.size);
        words = str_trim(words);
    }
    if (words.size > 0) {
        buf_add_format(memo, "%s%.*s", memo->size > 0 ? "\n" : "", STR_ARGS(words));
        note->taken = true;
    }
    buf_free(&text);
    buf_free(&name);
}

/* Adds what the notes say that the element names; whether one is excerpta's. */
static bool add_notes(struct qde *q, struct arena *a, const xmlNode *element, struct buf *memo)
{
    bool own = false;

    for (const xmlNode *ref = element->children; ref; ref = ref->next) {
        struct qde_note *note = extract_qde_is(ref, "NoteRef")
            ? extract_qde_note(q, extract_qde_guid(a, ref, "targetGUID")) : NULL;

        own = own || (note && note->own);
        if (note && !note->own)
            add_note(q, note, memo);
    }
    return own;
}

/* The coder and time of a coding, or else of its selection. */
static struct str told(struct arena *a, const xmlNode *coding, const char *name, bool guid)
{
    struct str s = guid ? extract_qde_guid(a, coding, name) : extract_qde_attribute(a, coding, name);

    if (s.size > 0)
        return s;
    return guid ? extract_qde_guid(a, coding->parent, name) : extract_qde_attribute(a, coding->parent, name);
}

static void write_coding(struct qde *q, struct arena *a, const xmlNode *coding, struct selected r, struct str said)
{
    struct json_writer json;
    struct buf memo = {0};

    if (add_notes(q, a, coding, &memo) && q->recorded) {
        buf_free(&memo);
        return;
    }
    if (said.size > 0)
        buf_add_format(&memo, "%s%.*s", memo.size > 0 ? "\n" : "", STR_ARGS(said));
    json = extract_qde_begin(q, "coding");
    json_write_text(&json, "code", extract_qde_guid(a, extract_qde_child(coding, "CodeRef"), "targetGUID"));
    json_write_text(&json, "user", told(a, coding, "creatingUser", true));
    json_write_text(&json, "at", told(a, coding, "creationDateTime", false));
    json_write_text(&json, "memo", buf_str(&memo));
    json_write_number(&json, "start", r.start);
    json_write_number(&json, "stop", r.stop);
    extract_qde_end(&json);
    buf_free(&memo);
}

static bool is_own(struct qde *q, struct arena *a, const xmlNode *coding)
{
    struct buf ignored = {0};
    bool own = q->recorded && add_notes(q, a, coding, &ignored);

    buf_free(&ignored);
    return own;
}

static void take_inside(void *payload, const struct qde_source *source, const xmlNode *node)
{
    struct writing *w = payload;
    struct qde *q = w->q;
    struct arena a = {0};
    struct selection s;
    struct selected r;
    struct buf said = {0};
    size_t codings = 0, own = 0;

    if (!source->open || !extract_qde_is(node, "PlainTextSelection"))
        return;
    for (const xmlNode *child = node->children; child; child = child->next)
        if (extract_qde_is(child, "Coding") && extract_qde_child(child, "CodeRef")) {
            codings++;
            own += is_own(q, &a, child);
        }
    s = extract_qde_selection(&a, node);
    r = extract_select(&w->measured, &s, q->convention);
    q->left.uncoded += codings == 0;
    q->left.lost += own < codings && r.stop == 0;
    if (own == 0 && codings > 0) {
        buf_add(&said, str_trim(extract_qde_content(&a, extract_qde_child(node, "Description"))));
        add_notes(q, &a, node, &said);
    }
    for (const xmlNode *child = node->children; child && r.stop > 0; child = child->next)
        if (extract_qde_is(child, "Coding") && extract_qde_child(child, "CodeRef"))
            write_coding(q, &a, child, r, buf_str(&said));
    buf_free(&said);
    arena_free(&a);
}

static void ignore_other(void *payload, struct str name, const char *kind)
{
    (void)payload, (void)name, (void)kind;
}

static void tell_left(struct qde *q)
{
    size_t notes = 0;
    struct json_writer json;

    for (size_t i = 0; i < q->notes.count; i++)
        notes += !q->notes.at[i].taken && !(q->notes.at[i].own && q->recorded);
    if (q->left.outside > 0)
        extract_qde_left_out(q, "%zu selections of a page, picture or whole source", q->left.outside);
    if (q->left.sets > 0)
        extract_qde_left_out(q, "%zu sets", q->left.sets);
    if (q->left.uncoded > 0)
        extract_qde_left_out(q, "%zu selections without a code", q->left.uncoded);
    if (notes > 0)
        extract_qde_left_out(q, "%zu notes that no coding has", notes);
    json = extract_qde_begin(q, "end");
    json_write_number(&json, "lost", (int64_t)q->left.lost);
    extract_qde_end(&json);
}

bool extract_qde_write(struct qde *q)
{
    static const struct qde_walk walk = {NULL, begin_source, take_inside, end_source, ignore_other};
    struct writing w = {.q = q};
    bool ok = write_record(q, STR(QDE_STUDY), &q->recorded) && extract_qde_walk(q, &walk, &w);

    extract_measured_free(&w.measured);
    ok = ok && write_record(q, STR(QDE_FINDINGS), &(bool){false});
    if (ok)
        tell_left(q);
    return ok;
}
