#include "analyse/recall.h"
#include "analyse/words.h"
#include "tap.h"

#include <math.h>

enum { DRAWS = 20000 };

static bool near(double a, double b, double within)
{
    return fabs(a - b) <= within;
}

static void test_simple(void)
{
    /* Of 10,000 untagged passages 400 were judged and 4 were relevant: 100 missed beside 300 found. */
    const struct recall_stratum all = {10000, 400, 4};
    const struct recall_data data = {{300, 0, 0}, &all, 1};
    struct recall_estimate r, again;

    analyse_recall(&r, &data, 0.95, DRAWS, 1);
    ok(near(r.missed, 100, 1e-9) && near(r.recall, 0.75, 1e-12), "missed and recall");
    /* Jeffreys' interval of 4/400 is .0034 to .0236 (R: qbeta(c(.025, .975), 4.5, 396.5)). */
    ok(near(r.missed_interval.low, 34, 6) && near(r.missed_interval.high, 236, 12),
       "the interval of the missed is Jeffreys': %.0f to %.0f", r.missed_interval.low, r.missed_interval.high);
    ok(near(r.recall_interval.low, 300 / (300 + r.missed_interval.high), 0.01)
       && near(r.recall_interval.high, 300 / (300 + r.missed_interval.low), 0.01), "recall's follows from it");
    analyse_recall(&again, &data, 0.95, DRAWS, 1);
    ok(memcmp(&r, &again, sizeof r) == 0, "the same seed gives the same");
}

static void test_edges(void)
{
    const struct recall_stratum none = {1000, 300, 0}, whole = {1000, 1000, 7}, unjudged = {1000, 0, 0};
    struct recall_estimate r;

    analyse_recall(&r, &(struct recall_data){{50, 0, 0}, &none, 1}, 0.95, DRAWS, 1);
    ok(near(r.recall, 1, 1e-12) && r.recall_interval.low < 0.95 && r.recall_interval.low > 0.8,
       "nothing missed in the sample is not nothing missed: from %.3f", r.recall_interval.low);
    analyse_recall(&r, &(struct recall_data){{50, 0, 0}, &whole, 1}, 0.95, DRAWS, 1);
    ok(near(r.missed_interval.low, 7, 1e-9) && near(r.missed_interval.high, 7, 1e-9),
       "where all was judged nothing is in doubt");
    analyse_recall(&r, &(struct recall_data){{50, 0, 0}, &unjudged, 1}, 0.95, DRAWS, 1);
    ok(isnan(r.recall) && r.recall_interval.low < 0.1 && r.recall_interval.high > 0.9,
       "where nothing was judged nothing is known");
    analyse_recall(&r, &(struct recall_data){{0, 0, 0}, &none, 1}, 0.95, DRAWS, 1);
    ok(isnan(r.recall), "with nothing found and nothing missed there is no recall");
    analyse_recall(&r, &(struct recall_data){{40, 10, 50}, &whole, 1}, 0.95, DRAWS, 1);
    ok(near(r.found, 80, 1e-9), "of excerpts not decided yet as many are right as of the others");
    analyse_recall(&r, &(struct recall_data){{50, 0, 0}, NULL, 0}, 0.95, DRAWS, 1);
    ok(near(r.recall, 1, 1e-12), "no untagged passage, nothing missed");
}

static void test_strata(void)
{
    /* Close to tagged passages many are relevant, elsewhere few: a stratum counts by its size. */
    const struct recall_stratum strata[] = {{500, 100, 20}, {20000, 300, 0}};
    struct recall_estimate r;

    analyse_recall(&r, &(struct recall_data){{400, 0, 0}, strata, 2}, 0.95, DRAWS, 1);
    ok(near(r.missed, 100, 1e-9) && near(r.recall, 0.8, 1e-12), "each stratum is scaled up by itself");
    ok(r.missed_interval.low > 50 && r.missed_interval.low < 90 && r.missed_interval.high > 110,
       "and its doubt counts: %.0f to %.0f", r.missed_interval.low, r.missed_interval.high);
}

static void test_judgements(void)
{
    const struct recall_stratum all = {10000, 400, 4}, unjudged = {10000, 0, 0};
    const struct recall_data data = {{300, 0, 0}, &all, 1};
    struct recall_estimate r;
    uint64_t more = analyse_recall_judgements(&data, 0.95, 0.2, 4000, 1);
    const struct recall_stratum later = {10000, 400 + more, (400 + more) / 100};

    ok(more > 100 && more < 9600, "more judgements for a width of .2: %llu", (unsigned long long)more);
    analyse_recall(&r, &(struct recall_data){{300, 0, 0}, &later, 1}, 0.95, DRAWS, 1);
    ok(near(r.recall_interval.high - r.recall_interval.low, 0.2, 0.02), "with them it is %.3f wide",
       r.recall_interval.high - r.recall_interval.low);
    ok(analyse_recall_judgements(&data, 0.95, 0.9, 4000, 1) == 0, "none where it is so already");
    ok(analyse_recall_judgements(&(struct recall_data){{300, 0, 0}, &unjudged, 1}, 0.95, 0.2, 4000, 1) == UINT64_MAX,
       "without a first sample nobody can say");
}

static void test_words(void)
{
    /* Worked by hand: 100 of 10,000 beside 50 of 20,000. */
    ok(near(analyse_keyness(100, 10000, 50, 20000), 2 * (100 * log(2) + 50 * log(0.5)), 1e-9), "keyness: G2 of %.4f",
       analyse_keyness(100, 10000, 50, 20000));
    ok(near(analyse_keyness(50, 20000, 100, 10000), -analyse_keyness(100, 10000, 50, 20000), 1e-9),
       "a word that is rarer has the same below 0");
    ok(near(analyse_keyness(10, 1000, 20, 2000), 0, 1e-9), "none where it is as frequent");
    ok(near(analyse_log_ratio(100, 10000, 50, 20000), log2(100.5 / 50.5 * 2), 1e-12), "the ratio as a logarithm");
    ok(analyse_log_ratio(3, 1000, 0, 1000) > 2, "a word that one set lacks has a ratio");
}

static void test_stop(void)
{
    /* 95 of 100 needed for .95: after 95 were seen and none came in 50 of the 500 left, at least 6 of the 500 would be
     * relevant if recall were below: P(none of 50) = C(494, 50) / C(500, 50). */
    double expected = 1;

    for (int i = 0; i < 50; i++)
        expected *= (494.0 - i) / (500.0 - i);
    ok(near(analyse_stop_chance(95, 500, 50, 0, 0.95), expected, 1e-9), "the chance of a sample without any: %.4f",
       expected);
    ok(analyse_stop_chance(95, 500, 300, 0, 0.95) < 0.05, "a larger one is enough to stop");
    ok(analyse_stop_chance(95, 5, 5, 0, 0.95) <= 0, "with five left recall cannot be below");
    ok(analyse_stop_chance(0, 500, 50, 0, 0.95) > 0.05, "nothing seen: no reason to stop");
    ok(analyse_stop_chance(50, 500, 100, 10, 0.95) > 0.9, "many in the sample: go on");
}

int main(void)
{
    test_simple();
    test_edges();
    test_strata();
    test_judgements();
    test_words();
    test_stop();
    return done_testing();
}
