#include "analyse/vary.h"
#include "tap.h"

#include <math.h>

static bool near(double a, double b, double within)
{
    return fabs(a - b) <= within;
}

/* Limits by hand: of 10 with one half each, P(X <= 1) = 11/1024 < .025 <= 56/1024 = P(X <= 2); of one all is inside. */
static void test_funnel(void)
{
    struct interval i = analyse_funnel(10, 0.5, 0.95);

    ok(near(i.low, 0.2, 1e-12) && near(i.high, 0.8, 1e-12), "the funnel of ten: %.1f to %.1f", i.low, i.high);
    i = analyse_funnel(1, 0.5, 0.95);
    ok(i.low <= 0 && i.high >= 1, "of one report nothing is told");
    i = analyse_funnel(40, 0.9, 0.998);
    ok(i.low > 0.7 && i.low < 0.75 && i.high >= 1, "near all it is not even: %.3f to %.3f", i.low, i.high);
}

/* Ten groups of ten reports, half of them with the code all told. */
static void test_outside(void)
{
    static const uint64_t found[] = {5, 5, 5, 5, 5, 5, 9, 1, 10, 0};
    struct tally_cell cells[10] = {{0}};
    const struct tally t = {.cells = cells, .code_count = 1, .group_count = 10};
    const struct tally none = {.cells = cells, .code_count = 1, .group_count = 0};

    for (int i = 0; i < 10; i++) {
        cells[i].reports = found[i];
        cells[i].of = 10;
    }
    ok(near(analyse_overall(&t, 0), 0.5, 1e-12), "the share of all together");
    ok(analyse_outside(&t, 0, 0) == VARY_INSIDE, "as all are: inside");
    ok(analyse_outside(&t, 0, 6) == VARY_OUTSIDE_95 && analyse_outside(&t, 0, 7) == VARY_OUTSIDE_95,
       "9 and 1 of 10: beyond 95 percent");
    /* P(X = 0) = 1/1024 < .001, so 0 and 10 lie beyond 99.8 percent. */
    ok(analyse_outside(&t, 0, 8) == VARY_OUTSIDE_998 && analyse_outside(&t, 0, 9) == VARY_OUTSIDE_998,
       "10 and 0: beyond 99.8");
    /* P(X < 2) + P(X > 8) = 2 * 11/1024 for each. */
    ok(near(analyse_outside_by_chance(&t, 0), 10 * 22.0 / 1024, 1e-9), "so many would by chance");
    cells[3].of = cells[3].reports = 0;
    ok(analyse_outside(&t, 0, 3) == VARY_INSIDE, "a group of no report is inside");
    ok(near(analyse_outside_by_chance(&none, 0), 0, 1e-12) && near(analyse_overall(&none, 0), 0, 1e-12), "no group");
}

/* Newcombe's own table II, method 10, written as after and before. */
static void test_change(void)
{
    static const struct { uint64_t after, of_after, before, of_before; double change, low, high; } cases[] = {
        {56, 70, 48, 80, .2, .0524, .3339}, {9, 10, 3, 10, .6, .1705, .8090}, {5, 56, 0, 29, .0893, -.0381, .1926},
        {0, 10, 0, 10, 0, -.2775, .2775}, {10, 10, 0, 20, 1, .6791, 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vary_change c = analyse_change(cases[i].before, cases[i].of_before, cases[i].after, cases[i].of_after,
                                              .95);

        ok(near(c.change, cases[i].change, 5e-5) && near(c.interval.low, cases[i].low, 5e-5)
           && near(c.interval.high, cases[i].high, 5e-5), "change %.4f, from %.4f to %.4f", c.change, c.interval.low,
           c.interval.high);
    }
    ok(isnan(analyse_change(0, 0, 1, 1, .95).change), "from no report nothing changes");
}

int main(void)
{
    test_funnel();
    test_outside();
    test_change();
    return done_testing();
}
