#include "store/report.h"
#include "store/store_internal.h"

const char *const store_attribute_names[ATTRIBUTE_COUNT] = {
#define ATTRIBUTE(name) [ATTRIBUTE_##name] = #name,
#include "store/attribute.def"
#undef ATTRIBUTE
};

struct str *store_attribute(struct report_attributes *a, enum attribute which)
{
    struct str *const values[ATTRIBUTE_COUNT] = {
#define ATTRIBUTE(name) [ATTRIBUTE_##name] = &a->name,
#include "store/attribute.def"
#undef ATTRIBUTE
    };

    return values[which];
}

static bool set_word(struct store *s, int64_t report, enum attribute which, struct str value,
                     const struct attribute_basis *basis, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ATTRIBUTE_SET, err);

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    store_bind_text(q, ":field", str_of(store_attribute_names[which]));
    store_bind_text(q, ":value", value);
    store_bind_int(q, ":source", basis->source);
    store_bind_text(q, ":origin", basis->origin);
    store_bind_int(q, ":confidence", basis->confidence);
    return store_run(s, q, err);
}

bool store_set_attribute(struct store *s, int64_t report, enum attribute which, struct str value,
                         const struct attribute_basis *basis, struct error *err)
{
    struct known_pages before;

    if (which != ATTRIBUTE_report_pages)
        return set_word(s, report, which, value, basis, err);
    return store_known_pages(s, report, &before, err) && set_word(s, report, which, value, basis, err)
        && store_follow_pages(s, report, &before, err);
}

bool store_set_attributes(struct store *s, int64_t report, const struct report_attributes *a, struct error *err)
{
    static const char *const origins[] = {"", "", "manifest", "edited"};
    struct report_attributes copy = *a;

    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        struct str value = *store_attribute(&copy, (enum attribute)i);
        struct attribute_basis basis = a->basis[i];

        if (value.size == 0)
            continue;
        if (basis.source == SOURCE_NONE)
            basis = (struct attribute_basis){.confidence = 100, .origin = str_of(origins[a->source])};
        basis.source = a->source;
        if (!store_set_attribute(s, report, (enum attribute)i, value, &basis, err))
            return false;
    }
    return true;
}

struct reading {
    struct report_attributes *to;
    struct arena *arena;
};

static bool take_word(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct reading *r = payload;
    size_t which = str_find(store_column(q, 0), store_attribute_names, ATTRIBUTE_COUNT);
    struct attribute_basis *basis;
    struct str *value;

    (void)each, (void)err;
    if (which == ATTRIBUTE_COUNT)
        return true;
    value = store_attribute(r->to, (enum attribute)which);
    basis = &r->to->basis[which];
    basis->below = *value;
    *value = arena_str(r->arena, store_column(q, 2));
    basis->source = (enum attribute_source)sqlite3_column_int(q, 1);
    basis->origin = arena_str(r->arena, store_column(q, 3));
    basis->confidence = sqlite3_column_int(q, 4);
    if (basis->source > r->to->source)
        r->to->source = basis->source;
    return true;
}

bool store_read_attributes(struct store *s, int64_t report, struct report_attributes *a, struct arena *arena,
                           struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ATTRIBUTE_EACH, err);
    struct reading r = {a, arena};

    *a = (struct report_attributes){0};
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        *store_attribute(a, (enum attribute)i) = STR("");
        a->basis[i] = (struct attribute_basis){.origin = STR(""), .below = STR("")};
    }
    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    return store_list(s, q, take_word, NULL, &r, err);
}

bool store_carry_attributes(struct store *s, int64_t old, int64_t report, struct error *err)
{
    struct known_pages before;
    sqlite3_stmt *q;

    if (!store_known_pages(s, report, &before, err) || !(q = store_statement(s, SQL_ATTRIBUTE_CARRY, err)))
        return false;
    store_bind_int(q, ":old", old);
    store_bind_int(q, ":report", report);
    return store_run(s, q, err) && store_follow_pages(s, report, &before, err);
}
