/* What a review keeps at hand: the excerpts in groups of the same words, and the queues that filters make of them. */
#include "review/filter.h"
#include "store/copied.h"
#include "store/decision.h"
#include "store/reviewer.h"
#include "study.h"

#include <stdlib.h>
#include <unistd.h>

static const char study_c[] = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";
static const char *const names[] = {study_a, study_b, study_c};
static char folder[] = "/tmp/test_desk.XXXXXX";

static const char book_xml[] = "<codebook xmlns='urn:excerpta:codebook:1' id='book' version='1.0'><title>B</title>"
    "<theme id='seen'><title>S</title><code id='one'><title>O</title><rule id='r'><pattern>are</pattern></rule>"
    "<rule id='s'><pattern>were</pattern></rule></code></theme>"
    "<theme id='asked'><title>A</title><code id='two'><title>T</title><rule id='r'><pattern>asked</pattern></rule>"
    "</code></theme></codebook>";

/* Of study_document: a heading, a paragraph of two sentences, a list item. */
static const struct range first = {14, 31}, second = {32, 52}, item = {53, 59};

struct find {
    int report;             /* of names */
    const char *code, *rule, *standing;
    const struct range *range;
};

struct copy {
    int report, source;
    size_t block, source_block;
};

static bool add_finds(struct store *s, const int64_t *ids, const struct find *finds, size_t count, struct error *err)
{
    struct codebook *book = NULL;
    int64_t pass;
    bool ok = codebook_parse(&book, str_of(book_xml), "b.xml", err) && store_begin_pass(s, book, "0.1", "", &pass, err);

    for (size_t i = 0; ok && i < count; i++) {
        const struct range *r = finds[i].range;
        const struct store_excerpt e = {finds[i].code, finds[i].rule, finds[i].standing, *r,
                                        &(struct range){r->start, r->start + 4}, 1};

        ok = store_add_excerpt(s, pass, ids[finds[i].report], &e, err);
    }
    for (int n = 0; ok && n < 3; n++) {
        size_t of = 0;

        for (size_t i = 0; i < count; i++)
            of += finds[i].report == n;
        ok = store_pass_report_done(s, pass, ids[n], of, err);
    }
    codebook_free(book);
    return ok && store_end_pass(s, pass, err);
}

/* A study of three reports of the same words, with these excerpts and copies. */
static bool make(struct store **out, const struct find *finds, size_t count, const struct copy *copies, size_t copied,
                 struct error *err)
{
    static const char *const paths[] = {"/r/a.pdf", "/r/b.pdf", "/r/c.pdf"};
    struct buf path = {0};
    int64_t ids[3];
    bool found, ok;

    buf_add_format(&path, "%s/study.db", folder);
    unlink(path.at);
    ok = store_open(out, path.at, STORE_CREATE, err);
    for (int n = 0; ok && n < 3; n++)
        ok = study_add_report(*out, names[n], paths[n], err) && store_find_report(*out, names[n], &ids[n], &found, err);
    ok = ok && add_finds(*out, ids, finds, count, err) && store_begin(*out, err)
        && store_begin_comparison(*out, study_a, err);
    for (size_t i = 0; ok && i < copied; i++) {
        const struct store_copied c = {ids[copies[i].report], ids[copies[i].source], copies[i].block,
                                       copies[i].source_block, false, 100, 9};

        ok = store_add_copied(*out, &c, err);
    }
    buf_free(&path);
    return ok && store_end(*out, true, err);
}

static void test_groups(void)
{
    static const struct {
        const char *what;
        struct find finds[6];
        struct copy copies[2];
        size_t find_count, copy_count;
        const char *groups;         /* of the entries, by report and place */
    } cases[] = {
        {"nothing was copied", {{0, "one", "r", "present", &first}, {1, "one", "r", "present", &first}}, {{0}}, 2, 0,
         "0 0 "},
        {"two copies of a passage", {{0, "one", "r", "present", &first}, {1, "one", "r", "present", &first}},
         {{1, 0, 1, 1}}, 2, 1, "1 1 "},
        {"first with first, second with second", {{0, "one", "r", "present", &first},
         {0, "one", "s", "present", &second}, {1, "one", "r", "present", &first}, {1, "one", "s", "present", &second}},
         {{1, 0, 1, 1}}, 4, 1, "1 2 1 2 "},
        {"not where one has more of them", {{0, "one", "r", "present", &first}, {1, "one", "r", "present", &first},
         {1, "one", "s", "present", &second}}, {{1, 0, 1, 1}}, 3, 1, "0 0 0 "},
        {"a code with its own kind", {{0, "one", "r", "present", &first}, {0, "two", "r", "present", &second},
         {1, "two", "r", "present", &second}}, {{1, 0, 1, 1}}, 3, 1, "0 1 1 "},
        {"copies of copies", {{0, "one", "r", "present", &first}, {1, "one", "r", "present", &first},
         {2, "one", "r", "present", &first}}, {{1, 0, 1, 1}, {2, 1, 1, 1}}, 3, 2, "1 1 1 "},
        {"of two passages each by itself", {{0, "one", "r", "present", &first}, {0, "one", "r", "present", &item},
         {1, "one", "r", "present", &first}, {2, "one", "r", "present", &item}}, {{1, 0, 1, 1}, {2, 0, 2, 2}}, 4, 2,
         "1 2 1 2 "},
        {"what is not of the passage is alone", {{0, "one", "r", "present", &item}, {1, "one", "r", "present", &item}},
         {{1, 0, 1, 1}}, 2, 1, "0 0 "},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct store *s = NULL;
        struct review_desk *d = NULL;
        struct error err = {0};
        struct buf told = {0};

        if (make(&s, cases[i].finds, cases[i].find_count, cases[i].copies, cases[i].copy_count, &err)
            && review_desk_open(&d, s, &err))
            for (size_t e = 0; e < d->entry_count; e++)
                buf_add_format(&told, "%u ", d->entries[e].group);
        is_text(cases[i].groups, *err.text ? err.text : buf_text(&told), cases[i].what);
        buf_free(&told);
        review_desk_close(d);
        store_close(s);
    }
}

static void test_names(const struct review_desk *d)
{
    char key[17];
    uint64_t number;

    for (size_t i = 0; i < d->entry_count; i++) {
        review_key_text(d->entries[i].key, key);
        ok(review_desk_entry(d, str_of(key)) == &d->entries[i], "excerpt %s is found by its name", key);
    }
    ok(!review_desk_entry(d, STR("0000000000000000")) && !review_desk_entry(d, STR("x")), "no other is");
    ok(!review_key_of(STR("0123456789abcde"), &number) && !review_key_of(STR("0123456789abcdeF"), &number)
       && !review_key_of(STR("0123456789abcdef0"), &number) && review_key_of(STR("0123456789abcdef"), &number)
       && number == 0x0123456789abcdef, "a name is 16 digits");
    ok(review_desk_code(d, STR("book/two")) == 1 && review_desk_code(d, STR("book/zebra")) < 0
       && review_desk_code(d, STR("two")) < 0 && review_desk_code(d, STR("")) < 0, "a code by its book and name");
    ok(review_desk_report(d, str_of(study_b)) == &d->reports[1] && !review_desk_report(d, STR("b")),
       "a report by its hash");
}

/* What somebody says of an entry. */
static bool say(struct store *s, const struct review_desk *d, size_t entry, int64_t reviewer, enum verdict verdict,
                bool star, struct error *err)
{
    static char requests[64][8];
    static size_t count;
    char key[17];
    struct decision_done done;
    struct decision_new n = {.reviewer = reviewer, .report = d->reports[d->entries[entry].report].sha256,
                             .verdict = verdict, .star = star};

    review_key_text(d->entries[entry].key, key);
    snprintf(requests[count], sizeof requests[count], "r%zu", count);
    n.request = str_of(requests[count++]);
    n.excerpt = str_of(key);
    return store_decide(s, &n, &done, err);
}

static const struct find queue[] = {
    {0, "one", "r", "present", &first}, {0, "one", "s", "absent", &second}, {0, "two", "r", "absent", &second},
    {1, "one", "r", "present", &first}, {1, "one", "s", "absent", &second}, {1, "two", "r", "planned", &second},
    {2, "one", "r", "present", &first}, {2, "one", "s", "present", &second}, {2, "one", "s", "present", &item},
};

/* Each row: a filter, and which of the queue fit it, for whom; total and decided leave the verdict out. */
static const struct {
    const char *what;
    struct review_filter filter;
    const char *who, *fit;
    size_t total, decided;
} filters[] = {
#define F(member, text) {.member = {text, sizeof text - 1}}
    {"any", {.starred = false}, "Ann", "0 1 2 3 4 5 6 7 8 ", 9, 5},
    {"a code", F(code, "book/two"), "Ann", "2 5 ", 2, 0},
    {"a code that is none", F(code, "book/zebra"), "Ann", "", 0, 0},
    {"a code without its book", F(code, "two"), "Ann", "", 0, 0},
    {"a theme", F(theme, "book/seen"), "Ann", "0 1 3 4 6 7 8 ", 7, 5},
    {"a theme of no book", F(theme, "zebra/seen"), "Ann", "", 0, 0},
    {"a standing", F(standing, "absent"), "Ann", "1 2 4 ", 3, 2},
    {"a standing that is none", F(standing, "zebra"), "Ann", "", 0, 0},
    {"a report", F(report, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"), "Ann", "3 4 5 ", 3, 2},
    {"a region", F(region, "London"), "Ann", "3 4 5 ", 3, 2},
    {"one of several authorities", F(authority, "Aby"), "Ann", "0 1 2 3 4 5 ", 6, 4},
    {"not a part of its name", F(authority, "Ab"), "Ann", "", 0, 0},
    {"a period", F(period, "2021"), "Ann", "6 7 8 ", 3, 1},
    {"a rule", F(rule, "s"), "Ann", "1 4 7 8 ", 4, 2},
    {"a rule that is mostly right", F(confidence, "high"), "Ann", "", 0, 0},
    {"one that is not known yet", F(confidence, "unknown"), "Ann", "0 1 2 3 4 5 6 7 8 ", 9, 5},
    {"for who sees all, one that is", F(confidence, "high"), "Ada", "0 3 6 ", 3, 0},
    {"words in any case", F(words, "FATHERS ARE"), "Ann", "0 3 6 ", 3, 3},
    {"words that are there nowhere", F(words, "zebra"), "Ann", "", 0, 0},
    {"beyond ASCII", F(words, "caf\xc3\xa9"), "Ann", "8 ", 1, 0},
    {"undecided", F(verdict, "none"), "Ann", "2 5 7 8 ", 9, 5},
    {"decided", F(verdict, "any"), "Ann", "0 1 3 4 6 ", 9, 5},
    {"rejected", F(verdict, "reject"), "Ann", "1 4 ", 9, 5},
    {"accepted by another", {.reviewer = {"Ben", 3}, .verdict = {"accept", 6}}, "Ada", "0 1 3 6 ", 9, 0},
    {"decided by another", F(reviewer, "Ben"), "Ada", "0 1 3 6 ", 4, 0},
    {"by nobody", F(reviewer, "Zoe"), "Ada", "", 0, 0},
    {"starred", {.starred = true}, "Ann", "0 ", 1, 1},
    {"starred before a verdict", {.starred = true}, "Ben", "5 ", 1, 0},
    {"disagreed", {.disagreed = true}, "Ada", "1 ", 1, 0},
#undef F
};

static const struct { size_t entry; const char *who; enum verdict verdict; bool star; } said_of[] = {
    {0, "Ann", VERDICT_ACCEPT, true}, {1, "Ann", VERDICT_REJECT, false}, {3, "Ann", VERDICT_ACCEPT, false},
    {4, "Ann", VERDICT_REJECT, false}, {6, "Ann", VERDICT_ACCEPT, false}, {0, "Ben", VERDICT_ACCEPT, false},
    {1, "Ben", VERDICT_ACCEPT, false}, {3, "Ben", VERDICT_ACCEPT, false}, {6, "Ben", VERDICT_ACCEPT, false},
};

static bool decide_all(struct store *s, struct review_desk *d, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE], key[17];
    int64_t ann, ben, ada;
    struct decision_done done;
    struct decision_new note = {.request = STR("note"), .report = str_of(study_b), .star = true};
    bool ok = store_add_reviewer(s, STR("Ann"), false, token, &ann, err)
        && store_add_reviewer(s, STR("Ben"), false, token, &ben, err)
        && store_add_reviewer(s, STR("Ada"), true, token, &ada, err);

    for (size_t i = 0; ok && i < sizeof said_of / sizeof said_of[0]; i++)
        ok = say(s, d, said_of[i].entry, strcmp(said_of[i].who, "Ann") == 0 ? ann : ben, said_of[i].verdict,
                 said_of[i].star, err);
    review_key_text(d->entries[5].key, key);
    note.reviewer = ben;
    note.excerpt = str_of(key);
    d->reports[0].authorities = STR("Bee; Aby");
    d->reports[1].authorities = STR("Aby");
    d->reports[1].region = STR("London");
    d->reports[2].period = STR("2021");
    return ok && store_note(s, &note, &done, err);
}

static void test_filters(void)
{
    struct store *s = NULL;
    struct review_desk *d = NULL;
    struct review_said *said = NULL;
    struct review_documents *documents;
    struct error err = {0};

    review_documents_new(&documents);
    if (ok(make(&s, queue, sizeof queue / sizeof queue[0], NULL, 0, &err) && review_desk_open(&d, s, &err)
           && decide_all(s, d, &err) && review_said_open(&said, d, s, &err), "a study to filter: %s", err.text)) {
        test_names(d);
        for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
            const struct review_filter_study in = {d, said, documents, s,
                                                   review_said_find(said, str_of(filters[i].who))};
            struct review_matches m = {0};
            struct buf told = {0};
            bool done = review_filter_run(&m, &filters[i].filter, &in, &err);

            for (size_t k = 0; done && k < m.count; k++)
                buf_add_format(&told, "%u ", m.at[k]);
            is_text(filters[i].fit, done ? buf_text(&told) : err.text, filters[i].what);
            ok(m.total == filters[i].total && m.decided == filters[i].decided, "%s: %zu in all, %zu decided",
               filters[i].what, m.total, m.decided);
            buf_free(&told);
            free(m.at);
        }
    }
    review_documents_free(documents);
    review_said_close(said);
    review_desk_close(d);
    store_close(s);
}

/* All that a desk and what was said tell, as text. */
static void tell_all(struct buf *out, const struct review_desk *d, const struct review_said *said)
{
    for (size_t i = 0; i < d->entry_count; i++) {
        const struct review_entry *e = &d->entries[i];

        buf_add_format(out, "%016llx %u-%u of %u code %u rule %u %d;", (unsigned long long)e->key,
                       e->range.start, e->range.stop, e->report, e->code, e->rule, (int)e->standing);
        for (size_t r = 0; r < said->reviewers.count; r++)
            buf_add_format(out, " %d%s%d", (int)said->reviewers.at[r].says[i].verdict,
                           said->reviewers.at[r].assigned && said->reviewers.at[r].assigned[i] ? "a" : "",
                           said->reviewers.at[r].says[i].star);
        buf_add_format(out, "\n");
    }
    for (size_t i = 0; i < d->report_count; i++)
        buf_add_format(out, "report %u+%u\n", d->reports[i].first, d->reports[i].excerpts);
    for (size_t i = 0; i < d->code_count; i++)
        buf_add_format(out, "code %u\n", d->codes[i].excerpts);
    for (size_t i = 0; i < d->rule_count; i++)
        buf_add_format(out, "rule %u\n", d->rules[i].excerpts);
}

/* A desk that is kept up beside one that is made anew. */
static void is_as_new(const struct review_desk *d, const struct review_said *said, struct store *s, const char *what)
{
    struct review_desk *anew = NULL;
    struct review_said *said_anew = NULL;
    struct error err = {0};
    struct buf kept = {0}, made = {0};

    tell_all(&kept, d, said);
    if (ok(review_desk_open(&anew, s, &err) && review_said_open(&said_anew, anew, s, &err), "made anew: %s", err.text))
        tell_all(&made, anew, said_anew);
    is_text(buf_text(&made), buf_text(&kept), what);
    for (size_t i = 0; i < d->entry_count; i++) {
        char key[17];

        review_key_text(d->entries[i].key, key);
        if (review_desk_entry(d, str_of(key)) != &d->entries[i])
            ok(false, "%s: excerpt %s is found", what, key);
    }
    review_said_close(said_anew);
    review_desk_close(anew);
    buf_free(&kept);
    buf_free(&made);
}

/* Tags by hand, as they are made and taken back. */
static void test_hand(void)
{
    struct store *s = NULL;
    struct review_desk *d = NULL;
    struct review_said *said = NULL;
    struct decision_done done, undone;
    struct error err = {0};
    char token[REVIEWER_TOKEN_SIZE];
    int64_t ann, ben, id;
    uint32_t at;
    bool hand = false;
    struct decision_new tag = {.request = STR("hand"), .report = str_of(study_b), .codebook = STR("book"),
                               .code = STR("two"), .range = {14, 21}, .verdict = VERDICT_ACCEPT};
    struct review_entry made = {.range = tag.range, .report = 1, .code = 1, .standing = STANDING_PRESENT};

    if (!ok(make(&s, queue, sizeof queue / sizeof queue[0], NULL, 0, &err)
            && store_add_reviewer(s, STR("Ann"), false, token, &ann, &err)
            && store_add_reviewer(s, STR("Ben"), false, token, &ben, &err)
            && store_add_assignment(s, &(struct assignment){.reports = STR(""), .doubled = 50, .seed = 1,
                                                            .reviewers = (int64_t[]){ann, ben}, .reviewer_count = 2},
                                    &id, &err)
            && review_desk_open(&d, s, &err) && review_said_open(&said, d, s, &err),
            "a study that is shared out: %s", err.text))
        goto out;
    tag.reviewer = ann;
    made.rule = d->codes[1].first_rule + (uint32_t)d->codes[1].code->rule_count;
    if (ok(store_decide(s, &tag, &done, &err) && review_key_of(str_of(done.excerpt), &made.key)
           && store_desk_is_hand(s, str_of(done.excerpt), &hand, &err) && hand, "words are tagged by hand: %s",
           err.text)) {
        review_desk_insert(d, &made, &at);
        review_said_insert(said, d, at);
        ok(review_said_renew(said, d, at, s, &err), "what was said of them: %s", err.text);
        is_as_new(d, said, s, "with the tag it is as one that is made anew");
        ok(store_undo(s, STR("undo"), ann, done.decision, &undone, &err)
           && store_desk_is_hand(s, str_of(done.excerpt), &hand, &err) && !hand, "it is taken back: %s", err.text);
        review_desk_remove(d, at);
        review_said_remove(said, d, at);
        is_as_new(d, said, s, "without it, too");
    }
out:
    review_said_close(said);
    review_desk_close(d);
    store_close(s);
}

static void test_confidence(void)
{
    static const struct { struct review_rule_count count; const char *word; } cases[] = {
        {{0, 0}, "unknown"}, {{4, 0}, "unknown"}, {{5, 0}, "high"}, {{4, 1}, "high"}, {{3, 2}, "middle"},
        {{3, 3}, "middle"}, {{2, 3}, "low"}, {{0, 9}, "low"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ok(strcmp(review_confidence(&cases[i].count), cases[i].word) == 0, "%u accepted and %u rejected: %s",
           cases[i].count.accepted, cases[i].count.rejected, cases[i].word);
}

int main(void)
{
    struct buf path = {0};

    if (!mkdtemp(folder))
        abort();
    test_groups();
    test_filters();
    test_hand();
    test_confidence();
    buf_add_format(&path, "%s/study.db", folder);
    unlink(path.at);
    rmdir(folder);
    buf_free(&path);
    return done_testing();
}
