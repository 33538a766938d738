#include "analyse/score.h"
#include "tap.h"

#include <math.h>

enum { PASSAGES = 100 };

static const struct score_bootstrap drawing = {.rounds = 4000, .seed = 1}, other = {.rounds = 4000, .seed = 2};

static bool near(double a, double b, double within)
{
    return fabs(a - b) <= within;
}

static void test_figures(void)
{
    struct score_count c[PASSAGES];
    struct score s, again, differently;

    /* 60 found rightly, 20 wrongly, 20 missed. */
    for (size_t i = 0; i < PASSAGES; i++)
        c[i] = (struct score_count){.right = i < 60, .extra = i >= 60 && i < 80, .missed = i >= 80};
    analyse_score(&s, c, PASSAGES, 0.95, &drawing);
    ok(s.right == 60 && s.found == 80 && s.labelled == 80, "sums");
    ok(near(s.precision, 0.75, 1e-12) && near(s.recall, 0.75, 1e-12) && near(s.f1, 0.75, 1e-12), "shares");
    /* Wilson's interval of 60/80, from his formula by hand: .6452 to .8319. */
    ok(near(s.precision_interval.low, 0.6452, 5e-5) && near(s.precision_interval.high, 0.8319, 5e-5),
       "Wilson's interval: %.4f to %.4f", s.precision_interval.low, s.precision_interval.high);
    /* 40,000 drawings by Python's random.choices: .6667 to .8166. */
    ok(near(s.f1_interval.low, 0.6667, 0.01) && near(s.f1_interval.high, 0.8166, 0.01),
       "F1's is that of another program's drawings: %.4f to %.4f", s.f1_interval.low, s.f1_interval.high);
    analyse_score(&again, c, PASSAGES, 0.95, &drawing);
    analyse_score(&differently, c, PASSAGES, 0.95, &other);
    ok(again.f1_interval.low == s.f1_interval.low && again.f1_interval.high == s.f1_interval.high,
       "the same seed gives the same");
    ok(differently.f1 == s.f1 && near(differently.f1_interval.low, s.f1_interval.low, 0.02)
       && near(differently.f1_interval.high, s.f1_interval.high, 0.02), "another seed gives nearly the same");
}

static void test_passages_are_drawn(void)
{
    /* The same sums in two passages: what stands in one passage is drawn together, so the interval is wider. */
    static const struct score_count few[2] = {{40, 0, 0}, {20, 20, 20}};
    struct score s;

    analyse_score(&s, few, 2, 0.95, &drawing);
    ok(near(s.f1, 0.75, 1e-12) && near(s.f1_interval.low, 0.5, 1e-12) && near(s.f1_interval.high, 1, 1e-12),
       "passages are drawn, not findings: %.4f to %.4f", s.f1_interval.low, s.f1_interval.high);
}

static void test_undefined(void)
{
    static const struct score_count nothing[2], right[2] = {{3, 0, 0}, {1, 0, 0}}, missed[2] = {{0, 0, 1}, {0, 0, 0}};
    struct score s;

    analyse_score(&s, nothing, 2, 0.95, &drawing);
    ok(isnan(s.precision) && isnan(s.recall) && isnan(s.f1) && isnan(s.f1_interval.low),
       "nothing found, nothing labelled");
    analyse_score(&s, right, 2, 0.95, &drawing);
    ok(s.f1 == 1 && isnan(s.f1_interval.low) && near(s.recall_interval.low, 4 / (4 + 3.8415), 1e-4),
       "without an error F1 has no interval, and recall has Wilson's");
    analyse_score(&s, missed, 2, 0.95, &drawing);
    ok(isnan(s.precision) && isnan(s.precision_interval.high) && s.recall == 0 && s.f1 == 0, "nothing found");
}

int main(void)
{
    test_figures();
    test_passages_are_drawn();
    test_undefined();
    return done_testing();
}
