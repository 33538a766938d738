#include "analyse/agreement.h"
#include "tap.h"

#include <math.h>
#include <stdint.h>

static const struct agreement_bootstrap no_draws;

static bool near(double a, double b, double within)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= within;
}

/* Two coders, yes or no: both yes, first alone, second alone, both no; and what was published of it. */
static const struct {
    const char *what;
    uint64_t yes, first, second, no;
    double figure[AGREEMENT_FIGURES];       /* percent, kappa, AC1, alpha, positive, negative */
} published[] = {
    {"Feinstein and Cicchetti 1990, balanced: kappa .70, positive .84, negative .86", 40, 9, 6, 45,
     {0.85, 0.3492 / 0.4992, 0.70075, 0.70075, 80.0 / 95, 90.0 / 105}},
    {"and with the same agreement, not balanced: kappa .32, positive .91, negative .40", 80, 10, 5, 5,
     {0.85, 0.07 / 0.22, 0.80800, 0.31771, 160.0 / 175, 10.0 / 25}},
    {"Gwet 2002: kappa -.0234, AC1 .9408", 118, 5, 2, 0, {0.944, -0.0234, 0.9408, -0.0247, 236.0 / 243, 0}},
    {"a code that both leave out nearly everywhere", 50, 50, 50, 9850, {0.99, 0.4949, 0.9898, 0.4950, 0.5, 0.99495}},
    {"independent coders: none beyond chance", 2500, 2500, 2500, 2500, {0.5, 0, 0, 0.00005, 0.5, 0.5}},
    {"coders who never differ and see one value alone", 0, 0, 0, 10, {1, NAN, 1, NAN, NAN, 1}},
    {"nothing rated", 0, 0, 0, 0, {NAN, NAN, NAN, NAN, NAN, NAN}},
};

static void two_by_two(struct agreement_row rows[4], uint64_t yes, uint64_t first, uint64_t second, uint64_t no)
{
    const uint64_t units[4] = {yes, first, second, no};

    for (int i = 0; i < 4; i++)
        rows[i] = (struct agreement_row){.units = units[i], .rating = {i == 0 || i == 1, i == 0 || i == 2}};
}

static void test_published(void)
{
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        struct agreement_row rows[4];
        const struct agreement_data data = {rows, 4, 2, 2};
        struct agreement out;
        bool right = true;

        two_by_two(rows, published[i].yes, published[i].first, published[i].second, published[i].no);
        analyse_agreement(&out, &data, &no_draws);
        for (int f = 0; f < AGREEMENT_FIGURES; f++)
            right = right && near(out.figure[f], published[i].figure[f], 0.00005);
        if (!ok(right, "%s", published[i].what))
            for (int f = 0; f < AGREEMENT_FIGURES; f++)
                printf("# figure %d: %.6f, not %.6f\n", f, out.figure[f], published[i].figure[f]);
    }
}

/* Krippendorff 2011, section E: four observers, twelve units, five values, blanks. His alpha is .743; Gwet's handbook
 * has the same data with percent .8182, AC1 .7754 and alpha .7434. */
static void test_blanks(void)
{
    static const char *const observers[] = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
    struct agreement_row rows[12] = {{0}};
    const struct agreement_data data = {rows, 12, 4, 5};
    struct agreement out;

    for (int u = 0; u < 12; u++) {
        rows[u].units = 1;
        for (int c = 0; c < 4; c++)
            rows[u].rating[c] = (signed char)(observers[c][u] == '.' ? AGREEMENT_NONE : observers[c][u] - '1');
    }
    analyse_agreement(&out, &data, &no_draws);
    ok(out.units == 12 && out.paired == 11, "units rated once count, but not as a pair");
    ok(near(out.figure[AGREEMENT_PERCENT], 0.8182, 0.00005), "Gwet's percent: %.4f", out.figure[AGREEMENT_PERCENT]);
    ok(near(out.figure[AGREEMENT_AC1], 0.7754, 0.00005), "Gwet's AC1: %.4f", out.figure[AGREEMENT_AC1]);
    ok(near(out.figure[AGREEMENT_ALPHA], 0.7434, 0.00005), "Krippendorff's alpha: %.4f", out.figure[AGREEMENT_ALPHA]);
}

/* The same figures by the definitions, unit by unit and pair by pair. */
enum { UNITS = 60, CODERS = 4 };

static double plain_alpha(int r[UNITS][CODERS])
{
    double differ = 0, weight = 0, apart = 0, pairs = 0;
    int value[UNITS * CODERS], count = 0;

    for (int u = 0; u < UNITS; u++) {
        int rated = 0;

        for (int c = 0; c < CODERS; c++)
            rated += r[u][c] >= 0;
        for (int a = 0; a < CODERS && rated > 1; a++) {
            if (r[u][a] < 0)
                continue;
            value[count++] = r[u][a];
            for (int b = 0; b < CODERS; b++)
                if (b != a && r[u][b] >= 0)
                    differ += (r[u][a] != r[u][b]) / (rated - 1.0);
            weight++;
        }
    }
    for (int a = 0; a < count; a++)
        for (int b = 0; b < count; b++) {
            apart += a != b && value[a] != value[b];
            pairs += a != b;
        }
    return apart > 0 ? 1 - differ / weight / (apart / pairs) : NAN;
}

static double plain_kappa(int r[UNITS][CODERS], int a, int b)
{
    double same = 0, chance = 0, n = 0;

    for (int u = 0; u < UNITS; u++)
        for (int v = 0; v < UNITS && r[u][a] >= 0 && r[u][b] >= 0; v++)
            if (r[v][a] >= 0 && r[v][b] >= 0) {
                chance += r[u][a] == r[v][b];
                same += u == v && r[u][a] == r[u][b];
                n += u == v;
            }
    chance /= n * n;
    return n > 0 && chance < 1 ? (same / n - chance) / (1 - chance) : NAN;
}

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void test_against_definitions(void)
{
    uint32_t state = 7;
    double worst = 0;

    for (int round = 0; round < 200; round++) {
        struct agreement_row rows[UNITS] = {{0}};
        const struct agreement_data data = {rows, UNITS, CODERS, 3};
        struct agreement out;
        int r[UNITS][CODERS];
        double kappa = 0;

        for (int u = 0; u < UNITS; u++) {
            int truth = (int)(next_number(&state) % 3);

            rows[u].units = 1;
            for (int c = 0; c < CODERS; c++) {
                uint32_t roll = next_number(&state) % 10;

                r[u][c] = roll < 2 ? AGREEMENT_NONE : roll < 6 ? truth : (int)(next_number(&state) % 3);
                rows[u].rating[c] = (signed char)r[u][c];
            }
        }
        analyse_agreement(&out, &data, &no_draws);
        for (int a = 0; a < CODERS; a++)
            for (int b = a + 1; b < CODERS; b++)
                kappa += plain_kappa(r, a, b) / (CODERS * (CODERS - 1) / 2);
        worst = fmax(worst, fabs(out.figure[AGREEMENT_ALPHA] - plain_alpha(r)));
        worst = fmax(worst, fabs(out.figure[AGREEMENT_KAPPA] - kappa));
    }
    ok(worst < 1e-12, "alpha and kappa of 200 made tables are what their definitions give, pair by pair");
}

static void test_rows(void)
{
    struct agreement_row whole[4], parts[8];
    struct agreement a, b;
    uint64_t table[4];

    two_by_two(whole, 10, 3, 4, 500);
    two_by_two(parts, 4, 3, 1, 100);
    two_by_two(parts + 4, 6, 0, 3, 400);
    for (int i = 4; i < 8; i++)
        parts[i].report = 1;
    analyse_agreement(&a, &(struct agreement_data){whole, 4, 2, 2}, &no_draws);
    analyse_agreement(&b, &(struct agreement_data){parts, 8, 2, 2}, &no_draws);
    ok(memcmp(a.figure, b.figure, sizeof a.figure) == 0, "rows of several reports add up");
    analyse_agreement_table(&(struct agreement_data){parts, 8, 2, 2}, 0, 1, table);
    ok(table[0] == 500 && table[1] == 4 && table[2] == 3 && table[3] == 10, "and their tables too");
    ok(near(a.prevalence, 27.0 / 1034, 1e-12), "prevalence is of all ratings");
}

static void test_intervals(void)
{
    const struct agreement_bootstrap how = {1000, 5, 0.95, false}, other = {1000, 6, 0.95, false};
    const struct agreement_bootstrap reports = {1000, 5, 0.95, true};
    struct agreement_row rows[80];
    struct agreement_data data = {rows, 4, 2, 2};
    struct agreement a, b;

    two_by_two(rows, 30, 10, 10, 150);
    analyse_agreement(&a, &data, &how);
    analyse_agreement(&b, &data, &how);
    ok(memcmp(&a, &b, sizeof a) == 0, "the same seed gives the same intervals");
    analyse_agreement(&b, &data, &other);
    ok(memcmp(&a, &b, sizeof a) != 0 && near(a.interval[AGREEMENT_KAPPA].low, b.interval[AGREEMENT_KAPPA].low, 0.03),
       "another seed nearly the same");
    /* kappa .6875, its standard error by Fleiss, Cohen and Everitt 1969 .0650 */
    ok(near(a.interval[AGREEMENT_KAPPA].low, 0.6875 - 1.96 * 0.0650, 0.03)
       && near(a.interval[AGREEMENT_KAPPA].high, 0.6875 + 1.96 * 0.0650, 0.03),
       "kappa's is near that of the known standard error: %.3f to %.3f", a.interval[AGREEMENT_KAPPA].low,
       a.interval[AGREEMENT_KAPPA].high);

    /* Twenty reports, of which coders agree on half and not on the others. */
    for (int i = 0; i < 20; i++) {
        two_by_two(rows + (size_t)4 * i, i % 2 ? 20 : 8, i % 2 ? 0 : 12, i % 2 ? 0 : 12, i % 2 ? 80 : 68);
        for (int k = 0; k < 4; k++)
            rows[4 * i + k].report = (uint32_t)i;
    }
    data.count = 80;
    analyse_agreement(&a, &data, &how);
    analyse_agreement(&b, &data, &reports);
    ok(b.interval[AGREEMENT_KAPPA].high - b.interval[AGREEMENT_KAPPA].low
       > 1.5 * (a.interval[AGREEMENT_KAPPA].high - a.interval[AGREEMENT_KAPPA].low), "by report it is wider");

    two_by_two(rows, 30, 0, 0, 70);
    data.count = 4;
    analyse_agreement(&a, &data, &how);
    ok(near(a.interval[AGREEMENT_PERCENT].low, 0.9630, 0.00005) && isnan(a.interval[AGREEMENT_KAPPA].low),
       "no disagreement: percent is not said to be sure, and kappa's interval is not told");
}

static void test_wilson(void)
{
    struct interval i = analyse_wilson(15, 50, 0.95);

    ok(near(i.low, 0.1910, 0.00005) && near(i.high, 0.4375, 0.00005), "Wilson's interval of 15/50");
    i = analyse_wilson(0, 20, 0.95);
    ok(i.low <= 0 && near(i.high, 0.1611, 0.00005), "of none of 20");
    i = analyse_wilson(20, 20, 0.95);
    ok(near(i.low, 0.8389, 0.00005) && i.high >= 1, "of all of 20");
    i = analyse_wilson(0, 0, 0.95);
    ok(i.low <= 0 && i.high >= 1, "of nothing");
}

int main(void)
{
    test_published();
    test_blanks();
    test_against_definitions();
    test_rows();
    test_intervals();
    test_wilson();
    return done_testing();
}
