#include "document/alike.h"
#include "tap.h"

#include <stdlib.h>

/* A passage, a source, and how many of the passage's words stand there. */
static const struct {
    const char *what, *passage, *source;
    size_t words, shared;
} measured[] = {
    {"the same", "Fathers are seen in every visit", "Fathers are seen in every visit", 6, 6},
    {"other case, marks and quotes", "The child’s father — seen “alone” at home",
     "the child's father seen \"alone\", at HOME.", 8, 8},
    {"other figures", "At 31 March 2023, 1,250 children had a plan", "At 1 March 2022, 87.2 children had a plan", 9, 9},
    {"a figure is one word however it is written", "rose to 1,250.50 in a year", "rose to 3 in a year", 6, 6},
    {"a date is several", "in 2021/22 and in 2021-22", "in 2022/23 and in 2022-23", 7, 7},
    {"one word changed in the middle", "one two three four five six seven eight nine",
     "one two three four other six seven eight nine", 9, 8},
    {"runs that are too short", "one two three four five six", "one two three x four five six", 6, 0},
    {"part of a longer one", "two three four five", "one two three four five six", 4, 4},
    {"the other way round", "one two three four five six", "two three four five", 6, 4},
    {"another order of its parts", "a b c d e f g h", "e f g h a b c d", 8, 8},
    {"overlapping runs count once", "a b c d e", "a b c d x b c d e", 5, 5},
    {"shorter than a run", "a b c", "a b c", 3, 0},
    {"nothing", "", "a b c d", 0, 0},
    {"nothing to find it in", "a b c d", "", 4, 0},
    {"letters beyond ASCII", "adroddiad blynyddol tŷ bach", "Adroddiad blynyddol tŷ bach", 4, 4},
};

static void test_measure(void)
{
    for (size_t i = 0; i < sizeof measured / sizeof measured[0]; i++) {
        struct alike_words a = {0}, b = {0};
        size_t shared;

        document_alike_words(&a, str_of(measured[i].passage), false);
        document_alike_words(&b, str_of(measured[i].source), false);
        shared = document_alike_shared(a.at, a.count, b.at, b.count);
        ok(a.count == measured[i].words && shared == measured[i].shared, "%s: %zu of %zu words", measured[i].what,
           shared, a.count);
        free(a.at);
        free(b.at);
    }
}

static void test_figures(void)
{
    struct alike_words a = {0}, b = {0};

    document_alike_words(&a, STR("in 2022 and"), true);
    document_alike_words(&b, STR("in 2023 and"), true);
    ok(a.count == 3 && a.at[0] == b.at[0] && a.at[1] != b.at[1] && a.at[2] == b.at[2], "figures can be kept apart");
    free(a.at);
    free(b.at);
}

/* A shelf: each passage with its report's number. */
static const struct {
    uint32_t report;
    const char *text;
} shelf_texts[] = {
    {1, "The partnership asks each father to come to the first visit and tells him what it found."},
    {1, "In 2021 there were 14 audits of cases in which a baby had been hurt at home by a carer."},
    {2, "Nothing here stands anywhere else, since it was written for this one report and no other, ever."},
    {2, "In 2022 there were 29 audits of cases in which a baby had been hurt at home by a carer."},
    {3, "The partnership asks each father to come to the first visit and"},
    {3, "tells him what it found, and in which of the many cases it could not find anything at all."},
    {4, "The partnership asks each father to come to the first visit and tells him what it found."},
};

static bool not_first(const void *payload, uint32_t report)
{
    (void)payload;
    return report != 1;
}

static bool not_four(const void *payload, uint32_t report)
{
    return report != *(const uint32_t *)payload;
}

static const struct {
    const char *what;
    struct alike_query query;
    bool found;
    size_t source;
    unsigned percent;
} finds[] = {
    {"the first of two that are the same", {.passage = 6, .stop = 6}, true, 0, 100},
    {"the last", {.passage = 0, .first = 1, .stop = 7, .last_wins = true}, true, 6, 100},
    {"a passage is no source of itself", {.passage = 2, .stop = 7}, false, 0, 0},
    {"with other figures", {.passage = 3, .stop = 3}, true, 1, 100},
    {"not past the end", {.passage = 1, .stop = 3}, false, 0, 0},
    {"not what is not allowed", {.passage = 6, .stop = 4, .allowed = not_first}, false, 0, 0},
    {"parted by a page", {.passage = 6, .stop = 6, .allowed = not_first}, true, 4, 100},
};

static void test_shelf(void)
{
    struct alike_shelf *s;
    struct alike_found found;
    uint32_t four = 4;
    struct alike_query from_one = {.passage = 0, .first = 1, .stop = 7, .allowed = not_four, .payload = &four};

    document_alike_new(&s);
    ok(!document_alike_add(s, 0, STR("Eleven words are too few to say that they were copied")), "too short a passage");
    for (size_t i = 0; i < sizeof shelf_texts / sizeof shelf_texts[0]; i++)
        ok(document_alike_add(s, shelf_texts[i].report, str_of(shelf_texts[i].text)), "passage %zu", i);
    document_alike_ready(s);
    ok(document_alike_count(s) == 7 && document_alike_size(s, 0) == 17, "passages and their words");
    for (size_t i = 0; i < sizeof finds / sizeof finds[0]; i++) {
        bool did = document_alike_find(s, &finds[i].query, &found);

        ok(did == finds[i].found && (!did || (found.source == finds[i].source && found.percent == finds[i].percent)),
           "%s: %zu, %u %%", finds[i].what, found.source, found.percent);
    }
    ok(document_alike_find(s, &from_one, &found) && found.source == 4, "the payload reaches the question");
    document_alike_free(s);
    document_alike_free(NULL);
}

/* A sentence that everybody has: what is looked at is bounded, and something is found. */
static void test_crowd(void)
{
    struct alike_shelf *s;
    struct alike_found found;
    struct alike_query q = {.passage = 4999, .stop = 5000};

    document_alike_new(&s);
    for (uint32_t i = 0; i < 5000; i++)
        if (!document_alike_add(s, i, STR("Everyone who works with children has a duty to keep them safe from harm.")))
            break;
    document_alike_ready(s);
    ok(document_alike_find(s, &q, &found) && found.source == 0 && found.percent == 100, "of very many the first");
    q.passage = 0;
    q.last_wins = true;
    ok(document_alike_find(s, &q, &found) && found.source == 4999, "or the last");
    document_alike_free(s);
}

static void test_empty(void)
{
    struct alike_shelf *s;

    document_alike_new(&s);
    document_alike_ready(s);
    ok(document_alike_count(s) == 0, "an empty shelf");
    document_alike_free(s);
}

int main(void)
{
    test_measure();
    test_figures();
    test_shelf();
    test_crowd();
    test_empty();
    return done_testing();
}
