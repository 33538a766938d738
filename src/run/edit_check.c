/* Whether what a person wrote can be: authorities and regions by their names, days by the calendar. */
#include "base/nearest.h"
#include "run/attributes.h"
#include "run/edit_internal.h"
#include "run/periods.h"
#include "run/places.h"

/* A name that stands in a report of the study already, by a manifest or an edit, is known too. */
static bool is_in_study(const struct edit *e, enum attribute which, struct str name)
{
    for (size_t i = 0; i < e->reports.count; i++) {
        struct report_attributes known = e->reports.at[i].known;
        struct str rest = *store_attribute(&known, which), one;

        while (str_next(&rest, ';', &one))
            if (str_equal(str_trim(one), name))
                return true;
    }
    return false;
}

static void no_such_name(struct edit *e, const struct edit_report *r, const char *what, struct str name)
{
    struct nearest near;

    nearest_start(&near, name);
    if (str_equal(str_of(what), STR("region")))
        run_offer_regions(&near);
    else
        run_offer_places(&near);
    run_edit_wrong(e, r->line, "there is no %s \"%.*s\"%s%s%s", what, STR_ARGS(name),
                   NEAREST_ARGS(near));
}

/* An authority that ended before the period began, or began after it ended, is a slip. */
static bool held_in_period(struct edit *e, const struct edit_report *r, const struct run_place *p)
{
    struct str start = r->wanted.period_start, end = r->wanted.period_end;

    if (start.size == 0 || end.size == 0)
        return true;
    if (*p->valid_to != '\0' && str_compare(str_of(p->valid_to), start) < 0)
        run_edit_wrong(e, r->line, "%s was an authority until %s, and the period begins on %.*s", p->name, p->valid_to,
                       STR_ARGS(start));
    else if (str_compare(str_of(p->valid_from), end) > 0)
        run_edit_wrong(e, r->line, "%s is an authority since %s, and the period ends on %.*s", p->name, p->valid_from,
                       STR_ARGS(end));
    else
        return true;
    return false;
}

/* Writes the names as the list has them. *region: of all of them, or "". False where one is not in the list. */
static bool check_authorities(struct edit *e, struct edit_report *r, struct str *region)
{
    struct str rest = r->wanted.authorities, one, ignored;
    struct run_places all = {0};
    struct buf names = {0};
    bool known = true;

    while (str_next(&rest, ';', &one)) {
        const struct run_place *p;

        one = str_trim(one);
        if (one.size == 0)
            continue;
        p = run_place_named(one, r->wanted.period_end);
        if (p && held_in_period(e, r, p))
            run_places_add(&all, p);
        else if (!p && !is_in_study(e, ATTRIBUTE_authorities, one))
            no_such_name(e, r, "authority", one);
        known = known && p;
        buf_add_format(&names, "%s%.*s", names.size ? "; " : "", STR_ARGS(p ? str_of(p->name) : one));
    }
    run_places_join(&all, &e->arena, &ignored, region);
    r->wanted.authorities = arena_str(&e->arena, buf_str(&names));
    run_places_free(&all);
    buf_free(&names);
    return known;
}

static void set_wanted(struct edit_report *r, enum attribute which, struct str value)
{
    struct str *wanted = store_attribute(&r->wanted, which);

    r->edited[which] = !str_equal(value, *store_attribute(&r->known, which));
    *wanted = value;
}

/* A label that tells its days gives them; one that was emptied takes them away. */
static void let_days_follow(struct edit *e, struct edit_report *r)
{
    struct run_period p;
    bool ambiguous;

    if (!r->edited[ATTRIBUTE_period] || r->edited[ATTRIBUTE_period_start] || r->edited[ATTRIBUTE_period_end])
        return;
    if (r->wanted.period.size == 0) {
        set_wanted(r, ATTRIBUTE_period_start, STR(""));
        set_wanted(r, ATTRIBUTE_period_end, STR(""));
    } else if (run_only_period(r->wanted.period, true, &p, &ambiguous)) {
        set_wanted(r, ATTRIBUTE_period_start, arena_str(&e->arena, str_of(p.start)));
        set_wanted(r, ATTRIBUTE_period_end, arena_str(&e->arena, str_of(p.end)));
    } else if (r->wanted.period_start.size == 0) {
        run_edit_wrong(e, r->line, "period \"%.*s\" tells no days; write it as 2023/24 or as April 2023 to March 2024, "
                       "or fill in period_start and period_end", STR_ARGS(r->wanted.period));
    }
}

static bool is_day(struct edit *e, const struct edit_report *r, enum attribute which, struct str day)
{
    if (day.size == 0 || run_is_date(day))
        return true;
    run_edit_wrong(e, r->line, "%s \"%.*s\" is no date; write it as 2023-04-01", store_attribute_names[which],
                   STR_ARGS(day));
    return false;
}

static void check_period(struct edit *e, struct edit_report *r)
{
    const struct report_attributes *w = &r->wanted;

    let_days_follow(e, r);
    if (!r->edited[ATTRIBUTE_period_start] && !r->edited[ATTRIBUTE_period_end])
        return;
    if (!is_day(e, r, ATTRIBUTE_period_start, w->period_start) || !is_day(e, r, ATTRIBUTE_period_end, w->period_end))
        return;
    if ((w->period_start.size == 0) != (w->period_end.size == 0))
        run_edit_wrong(e, r->line, "a period has a first and a last day, and here is one of them");
    else if (str_compare(w->period_start, w->period_end) > 0)
        run_edit_wrong(e, r->line, "the period ends before it starts");
}

static void check_nature(struct edit *e, struct edit_report *r)
{
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        struct buf why = {0};

        if (r->edited[i]
            && !run_nature_holds((enum attribute)i, *store_attribute(&r->wanted, (enum attribute)i), r->pages, &why))
            run_edit_wrong(e, r->line, "%s", buf_text(&why));
        buf_free(&why);
    }
}

void run_edit_check(struct edit *e, struct edit_report *r)
{
    struct str region;
    bool known;

    check_period(e, r);
    check_nature(e, r);
    if (r->edited[ATTRIBUTE_region] && r->wanted.region.size > 0 && !run_is_region(r->wanted.region)
        && !is_in_study(e, ATTRIBUTE_region, r->wanted.region))
        no_such_name(e, r, "region", r->wanted.region);
    if (!r->edited[ATTRIBUTE_authorities])
        return;
    known = check_authorities(e, r, &region);
    set_wanted(r, ATTRIBUTE_authorities, r->wanted.authorities);
    /* What a person said of the region stays; other words for it were of the authorities that are now gone. */
    if (known && !r->edited[ATTRIBUTE_region] && r->known.basis[ATTRIBUTE_region].source != SOURCE_PERSON)
        set_wanted(r, ATTRIBUTE_region, region);
}
