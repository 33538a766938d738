#include "run/labels.h"

#include "base/nearest.h"

#include <jansson.h>
#include <stdlib.h>

struct reading {
    struct labels *labels;
    const struct codebook *book;
    const char *side;
    struct { struct labelled_passage *at; size_t count, room; } passages;
    bool *asked, has_asked;
    unsigned line;
};

static struct str text_at(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);

    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)} : STR("");
}

/* A value that may be left out, but must be text where it stands. */
static bool check_text(const json_t *object, const char *key, struct error *err)
{
    json_t *value = json_object_get(object, key);

    return !value || json_is_string(value) || error_set(err, ERROR_INPUT, "%s must be text", key);
}

static bool unknown(const char *what, struct str word, const struct nearest *near, struct error *err)
{
    return error_set(err, ERROR_INPUT, "there is no %s %.*s%s%s%s", what, STR_ARGS(word), NEAREST_ARGS(*near));
}

static bool find_code(const struct codebook *book, struct str id, size_t *at, struct error *err)
{
    const struct code *code = codebook_find_code(book, id);
    struct nearest near;

    if (code) {
        *at = (size_t)(code - book->codes);
        return true;
    }
    nearest_start(&near, id);
    for (size_t i = 0; i < book->code_count; i++)
        nearest_offer(&near, book->codes[i].id);
    return unknown("code", id, &near, err);
}

static bool find_theme(const struct codebook *book, struct str id, const struct theme **theme, struct error *err)
{
    struct nearest near;

    nearest_start(&near, id);
    for (size_t i = 0; i < book->theme_count; i++) {
        *theme = &book->themes[i];
        if (str_equal(id, str_of((*theme)->id)))
            return true;
        nearest_offer(&near, (*theme)->id);
    }
    return unknown("theme", id, &near, err);
}

static bool find_standing(struct str word, enum standing *standing, struct error *err)
{
    struct nearest near;

    nearest_start(&near, word);
    for (int s = 0; s < STANDING_COUNT; s++) {
        *standing = (enum standing)s;
        if (str_equal(word, str_of(standing_words[s])))
            return true;
        nearest_offer(&near, standing_words[s]);
    }
    return unknown("standing", word, &near, err);
}

/* "code", or {"code": …, "standing": …}. */
static bool read_label(const struct codebook *book, const json_t *value, struct label *out, struct error *err)
{
    struct str code = json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                            : text_at(value, "code");

    out->standing = STANDING_PRESENT;
    if (code.size == 0 || !check_text(value, "standing", err))
        return error_set(err, ERROR_INPUT, "an entry of codes is a code, or {\"code\": …, \"standing\": …}");
    return find_code(book, code, &out->code, err)
        && (!json_object_get(value, "standing") || find_standing(text_at(value, "standing"), &out->standing, err));
}

static int by_code(const void *a, const void *b)
{
    const struct label *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

static bool read_codes(struct reading *r, const json_t *codes, struct labelled_passage *p, struct error *err)
{
    size_t count = json_array_size(codes);
    struct label *labels = arena_alloc(&r->labels->arena, count, sizeof *labels);

    if (!json_is_array(codes))
        return error_set(err, ERROR_INPUT, "codes must be a list");
    for (size_t i = 0; i < count; i++)
        if (!read_label(r->book, json_array_get(codes, i), &labels[i], err))
            return false;
    if (count > 0)
        qsort(labels, count, sizeof *labels, by_code);
    for (size_t i = 1; i < count; i++)
        if (labels[i].code == labels[i - 1].code)
            return error_set(err, ERROR_INPUT, "code %s stands twice", r->book->codes[labels[i].code].id);
    for (size_t i = 0; i < count; i++) {
        if (r->has_asked && !r->asked[labels[i].code])
            return error_set(err, ERROR_INPUT, "code %s is not among those asked", r->book->codes[labels[i].code].id);
        r->asked[labels[i].code] = true;
    }
    p->labels = labels;
    p->label_count = count;
    p->coded = true;
    return true;
}

/* The line that says what readers were asked for. */
static bool read_asked(struct reading *r, const json_t *row, struct error *err)
{
    json_t *asked = json_object_get(row, "asked");

    if (!json_is_array(asked) || r->passages.count > 0 || r->has_asked)
        return error_set(err, ERROR_INPUT, "asked must be a list of codes, once, before the passages");
    r->has_asked = true;
    for (size_t i = 0; i < json_array_size(asked); i++) {
        struct label label;

        if (!read_label(r->book, json_array_get(asked, i), &label, err))
            return false;
        r->asked[label.code] = true;
    }
    return true;
}

static bool read_id(struct reading *r, const json_t *row, struct str *id, struct error *err)
{
    json_t *value = json_object_get(row, "id");
    struct buf number = {0};

    if (json_is_integer(value))
        buf_add_format(&number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    *id = arena_str(&r->labels->arena, json_is_integer(value) ? buf_str(&number) : text_at(row, "id"));
    buf_free(&number);
    return id->size > 0 || error_set(err, ERROR_INPUT, "a labelled passage needs an id: text or a whole number");
}

static bool read_passage(struct reading *r, const json_t *row, struct error *err)
{
    static const char *const texts[] = {"text", "before", "side", "label"};
    struct labelled_passage p = {.line = r->line};
    struct arena *arena = &r->labels->arena;
    json_t *codes = json_object_get(row, "codes");

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!check_text(row, texts[i], err))
            return false;
    if (!read_id(r, row, &p.id, err))
        return false;
    p.text = arena_str(arena, text_at(row, "text"));
    p.before = arena_str(arena, text_at(row, "before"));
    p.side = arena_str(arena, text_at(row, "side"));
    p.word = arena_str(arena, text_at(row, "label"));
    if (str_trim(p.text).size == 0)
        return error_set(err, ERROR_INPUT, "passage %.*s has no text", STR_ARGS(p.id));
    if (!codes && p.word.size == 0)
        return error_set(err, ERROR_INPUT, "passage %.*s has neither codes nor a label", STR_ARGS(p.id));
    if (codes && !read_codes(r, codes, &p, err))
        return false;
    if (!r->side || str_equal(p.side, str_of(r->side)))
        *VEC_PUSH(&r->passages) = p;
    return true;
}

static bool read_line(struct reading *r, struct str line, struct error *err)
{
    json_error_t problem;
    json_t *row = json_loadb(line.at, line.size, JSON_REJECT_DUPLICATES, &problem);
    bool ok = row ? (json_object_get(row, "asked") ? read_asked(r, row, err) : read_passage(r, row, err))
                  : error_set(err, ERROR_INPUT, "column %d: no JSON: %s", problem.column, problem.text);

    json_decref(row);
    return ok;
}

static bool read_rows(struct reading *r, const char *path, struct error *err)
{
    struct buf file = {0};
    bool ok = file_read(&file, path, LABELS_MAX_BYTES, err);
    struct str rest = buf_str(&file), line;

    for (; ok && str_next(&rest, '\n', &line);) {
        r->line++;
        if (str_trim(line).size > 0 && !read_line(r, str_trim(line), err))
            ok = error_within(err, "%s: line %u", path, r->line);
    }
    buf_free(&file);
    return ok;
}

/* Whether all keys of an object are among those parted by blanks. */
static bool check_keys(json_t *object, const char *known, struct error *err)
{
    const char *key;
    json_t *value;

    if (!json_is_object(object))
        return error_set(err, ERROR_INPUT, "here must stand an object with %s", known);
    json_object_foreach(object, key, value) {
        struct str rest = str_of(known), word;
        bool found = false;

        while (!found && str_next(&rest, ' ', &word))
            found = str_equal(word, str_of(key));
        if (!found)
            return error_set(err, ERROR_INPUT, "there is no key %s here; there are: %s", key, known);
    }
    return true;
}

static bool read_condition(const struct codebook *book, json_t *value, struct label_condition *out, struct error *err)
{
    static const char *const texts[] = {"theme", "code", "standing"};
    enum standing standing;
    size_t code;

    *out = (struct label_condition){.standing = -1};
    if (!check_keys(value, "theme code standing", err))
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!check_text(value, texts[i], err))
            return false;
    if (json_object_get(value, "theme") && !find_theme(book, text_at(value, "theme"), &out->theme, err))
        return false;
    if (json_object_get(value, "code")) {
        if (!find_code(book, text_at(value, "code"), &code, err))
            return false;
        out->code = &book->codes[code];
    }
    if (json_object_get(value, "standing")) {
        if (!find_standing(text_at(value, "standing"), &standing, err))
            return false;
        out->standing = (int)standing;
    }
    return true;
}

static bool read_class(struct labels *l, const struct codebook *book, json_t *value, struct label_class *out,
                       struct error *err)
{
    json_t *words = json_object_get(value, "labels"), *when = json_object_get(value, "when");
    size_t word_count = json_array_size(words), when_count = json_array_size(when);
    struct label_condition *conditions = arena_alloc(&l->arena, when_count, sizeof *conditions);
    struct str *texts = arena_alloc(&l->arena, word_count, sizeof *texts), name = text_at(value, "class");

    if (!check_keys(value, "class labels when", err))
        return false;
    if (name.size == 0 || word_count == 0 || when_count == 0)
        return error_set(err, ERROR_INPUT, "a class needs \"class\", \"labels\": [\"…\"] and \"when\": [{…}]");
    for (size_t i = 0; i < word_count; i++) {
        if (!json_is_string(json_array_get(words, i)))
            return error_set(err, ERROR_INPUT, "class %.*s: labels must be texts", STR_ARGS(name));
        texts[i] = arena_str(&l->arena, str_of(json_string_value(json_array_get(words, i))));
    }
    for (size_t i = 0; i < when_count; i++)
        if (!read_condition(book, json_array_get(when, i), &conditions[i], err))
            return error_within(err, "class %.*s", STR_ARGS(name));
    *out = (struct label_class){.name = arena_copy(&l->arena, name), .words = texts, .when = conditions,
                                .word_count = word_count, .when_count = when_count};
    return true;
}

static bool read_map(struct labels *l, const char *path, const struct codebook *book, struct error *err)
{
    struct buf file = {0};
    json_error_t problem;
    json_t *map = NULL, *classes;
    bool ok = file_read(&file, path, CODEBOOK_MAX_BYTES, err);
    struct label_class *out;

    if (ok && !(map = json_loadb(buf_str(&file).at, file.size, JSON_REJECT_DUPLICATES, &problem)))
        ok = error_set(err, ERROR_INPUT, "%s: line %d: no JSON: %s", path, problem.line, problem.text);
    classes = json_object_get(map, "classes");
    if (ok && (!check_keys(map, "classes", err) || !json_is_array(classes)))
        ok = error_set(err, ERROR_INPUT, "%s: a map is {\"classes\": [{\"class\": …, \"labels\": […], \"when\": […]}]}",
                       path);
    out = arena_alloc(&l->arena, json_array_size(classes), sizeof *out);
    for (size_t i = 0; ok && i < json_array_size(classes); i++)
        ok = read_class(l, book, json_array_get(classes, i), &out[i], err) || error_within(err, "%s", path);
    l->classes = out;
    l->class_count = json_array_size(classes);
    json_decref(map);
    buf_free(&file);
    return ok;
}

bool run_labels_read(struct labels *out, const char *path, const char *map, const char *side,
                     const struct codebook *book, struct error *err)
{
    struct reading r = {.labels = out, .book = book, .side = side};
    bool ok;

    *out = (struct labels){0};
    out->asked = r.asked = arena_alloc(&out->arena, book->code_count, sizeof *r.asked);
    ok = (!map || read_map(out, map, book, err)) && read_rows(&r, path, err);
    if (ok && r.passages.count == 0)
        ok = side ? error_set(err, ERROR_INPUT, "%s: no labelled passage is of side %s", path, side)
                  : error_set(err, ERROR_INPUT, "%s: there is no labelled passage", path);
    out->passages = arena_copy_array(&out->arena, r.passages.at, r.passages.count, sizeof *r.passages.at);
    out->passage_count = r.passages.count;
    free(r.passages.at);
    if (!ok)
        run_labels_free(out);
    return ok;
}

void run_labels_free(struct labels *l)
{
    arena_free(&l->arena);
    *l = (struct labels){0};
}
