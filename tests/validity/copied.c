/* The measure of alike passages beside what a reader judged of 96 pairs from real reports. Prints precision and recall
 * for each threshold, on all pairs and on each half of them; the floors are what was measured at the one chosen. */
#include "base/file.h"
#include "document/alike.h"
#include "unit/tap.h"

#include <jansson.h>
#include <stdlib.h>

enum { MOST_PAIRS = 1000, LEAST_PRECISION = 1000, LEAST_RECALL = 911 };     /* thousandths */

struct pairs {
    struct { unsigned percent; bool copied; } at[MOST_PAIRS];
    size_t count;
};

static unsigned measure(const char *passage, const char *source)
{
    struct alike_words a = {0}, b = {0};
    unsigned percent;

    document_alike_words(&a, str_of(passage), false);
    document_alike_words(&b, str_of(source), false);
    percent = (unsigned)(document_alike_shared(a.at, a.count, b.at, b.count) * 100 / (a.count ? a.count : 1));
    free(a.at);
    free(b.at);
    return percent;
}

static bool read_pairs(struct pairs *pairs, struct str rest)
{
    struct str line;

    while (str_next(&rest, '\n', &line)) {
        json_t *pair = json_loadb(line.at, line.size, 0, NULL);
        const char *label = NULL, *passage = NULL, *source = NULL;

        if (!pair || json_unpack(pair, "{s:s,s:s,s:s}", "label", &label, "passage", &passage, "source", &source) != 0
            || pairs->count == MOST_PAIRS) {
            json_decref(pair);
            return false;
        }
        pairs->at[pairs->count].percent = measure(passage, source);
        pairs->at[pairs->count++].copied = strcmp(label, "copied") == 0 || strcmp(label, "edited") == 0;
        json_decref(pair);
    }
    return true;
}

struct score {
    size_t found, right, all;
};

/* half 0 and 1: every other pair; 2: all. */
static struct score score_at(const struct pairs *pairs, unsigned threshold, size_t half)
{
    struct score s = {0};

    for (size_t i = 0; i < pairs->count; i++) {
        bool found = pairs->at[i].percent >= threshold;

        if (half < 2 && i % 2 != half)
            continue;
        s.found += found;
        s.right += found && pairs->at[i].copied;
        s.all += pairs->at[i].copied;
    }
    return s;
}

int main(void)
{
    const char *top = getenv("top_srcdir");
    struct pairs *pairs = must_realloc(NULL, sizeof *pairs);
    struct buf path = {0}, text = {0};
    struct error err = {0};

    pairs->count = 0;
    buf_add_format(&path, "%s/tests/validity/copied.jsonl", top ? top : ".");
    if (ok(file_read(&text, path.at, 1 << 20, &err) && read_pairs(pairs, buf_str(&text)), "the pairs %s", err.text)) {
        for (unsigned t = 40; t <= 90; t += 5) {
            struct score all = score_at(pairs, t, 2), one = score_at(pairs, t, 0), two = score_at(pairs, t, 1);

            printf("# from %u percent: precision %zu/%zu, recall %zu/%zu; halves %zu/%zu/%zu and %zu/%zu/%zu\n", t,
                   all.right, all.found, all.right, all.all, one.right, one.found, one.all, two.right, two.found,
                   two.all);
        }
        struct score s = score_at(pairs, ALIKE_LEAST_PERCENT, 2);

        ok(s.all >= 30 && pairs->count - s.all >= 30, "%zu pairs, %zu of them copied", pairs->count, s.all);
        ok(s.right * 1000 >= s.found * LEAST_PRECISION && s.found > 0, "precision is no worse");
        ok(s.right * 1000 >= s.all * LEAST_RECALL, "recall is no worse");
    }
    buf_free(&path);
    buf_free(&text);
    free(pairs);
    return done_testing();
}
