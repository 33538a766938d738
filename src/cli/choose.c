#include "cli/choose.h"

#include "base/nearest.h"

#include <string.h>

static bool read_choice(struct report_choice *out, const char *word, struct error *err)
{
    const char *sign = strchr(word, '=');
    struct nearest near;

    *out = (struct report_choice){str_slice(str_of(word), 0, sign ? (size_t)(sign - word) : 0),
                                  str_of(sign ? sign + 1 : NULL)};
    if (out->attribute.size == 0 || out->value.size == 0)
        return error_set(err, ERROR_USAGE, "--filter takes an attribute and its value, as region=London, not %s", word);
    nearest_start(&near, out->attribute);
    if (str_equal(out->attribute, STR("authority")) || str_equal(out->attribute, STR("year")))
        return true;
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (str_equal(out->attribute, str_of(store_attribute_names[i])))
            return true;
        nearest_offer(&near, store_attribute_names[i]);
    }
    nearest_offer(&near, "authority");
    nearest_offer(&near, "year");
    return error_set(err, ERROR_USAGE, "--filter: reports have no attribute %.*s%s%s%s", STR_ARGS(out->attribute),
                     NEAREST_ARGS(near));
}

/* Whether a report has the value; else which of the values that there are is near. */
struct looking {
    const struct report_choice *choice;
    bool met;
    struct nearest near;
    struct arena values;
};

static void offer(struct looking *l, struct str value)
{
    if (value.size > 0)
        nearest_offer(&l->near, arena_copy(&l->values, value));
}

static void offer_values(struct looking *l, const struct report_row *r)
{
    struct report_attributes known = r->attributes;
    struct str rest = known.authorities, name;
    size_t which = str_find(l->choice->attribute, store_attribute_names, ATTRIBUTE_COUNT);

    if (str_equal(l->choice->attribute, STR("year")))
        offer(l, str_slice(known.period_end, 0, 4));
    while (str_equal(l->choice->attribute, STR("authority")) && str_next(&rest, ';', &name))
        offer(l, str_trim(name));
    if (which < ATTRIBUTE_COUNT)
        offer(l, *store_attribute(&known, (enum attribute)which));
}

static bool look_at(void *payload, const struct report_row *r, struct error *err)
{
    struct looking *l = payload;
    const struct excerpt_filter filter = {.report = STR(""), .choices = l->choice, .choice_count = 1};

    (void)err;
    l->met = l->met || store_is_chosen(&filter, r);
    if (!l->met)
        offer_values(l, r);
    return true;
}

static bool check_value(const struct report_choice *choice, struct store *s, struct error *err)
{
    struct looking l = {.choice = choice};
    bool ok;

    nearest_start(&l.near, choice->value);
    ok = store_reports(s, look_at, &l, err);
    if (ok && !l.met)
        ok = error_set(err, ERROR_USAGE, "--filter: no report has %.*s %.*s%s%s%s; \"excerpta reports\" lists them",
                       STR_ARGS(choice->attribute), STR_ARGS(choice->value), NEAREST_ARGS(l.near));
    arena_free(&l.values);
    return ok;
}

bool cli_choose(struct report_choice *choices, const struct option_texts *words, struct store *s, struct error *err)
{
    for (size_t i = 0; i < words->count; i++)
        if (!read_choice(&choices[i], words->at[i], err) || !check_value(&choices[i], s, err))
            return false;
    return true;
}
