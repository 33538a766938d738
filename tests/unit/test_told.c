#include "base/file.h"
#include "store/told.h"
#include "tap.h"

#include <stdlib.h>
#include <unistd.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define WORDS "Fathers are seen."
#define TIME "\"2026-01-01T00:00:00Z\""
#define KEY "\"0123456789abcdef\""
/* What is left of a row where its first fields are told; %s is the hash of the words. */
#define PASSAGE ",\"report\":\"" HASH "\",\"codebook\":\"b\",\"code\":\"c\",\"words\":\"" WORDS "\",\"prefix\":\"\"," \
    "\"suffix\":\"\"}"
#define PLACE ",\"passage\":" KEY ",\"at\":" TIME ",\"how\":\"same\",\"reason\":\"\",\"excerpt\":" KEY "," \
    "\"report\":\"" HASH "\",\"text\":\"\",\"start\":0,\"stop\":17}"
#define REVIEW "\"kind\":\"review\",\"verdict\":\"accept\""
#define UNDO "\"kind\":\"undo\",\"verdict\":\"\""
#define DECISION ",\"reviewer\":\"Ann\",\"at\":\"2026-01-02T03:04:05.678Z\",\"passage\":" KEY ",\"hash\":\"%s\"," \
    "\"origin\":\"hand\",\"version\":\"1\",\"pass\":77,\"recode\":\"\",\"memo\":\"why\",\"star\":1,\"batch\":\"\"}"
#define ANSWER ",\"reviewer\":\"Ann\",\"at\":" TIME ",\"kind\":\"review\",\"report\":\"" HASH "\",\"codebook\":\"b\"," \
    "\"version\":\"1\",\"question\":\"q1\",\"memo\":\"\",\"evidence\":\"\"}"
#define LONG "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x"

/* Rows in the order in which they come; each builds on those before that fit. */
static const struct {
    const char *what, *word, *json;
    bool fits;
} rows[] = {
    {"a reviewer", "reviewer", "{\"name\":\"Ann\",\"added\":" TIME "}", true},
    {"the same again", "reviewer", "{\"name\":\"Ann\",\"added\":" TIME "}", false},
    {"a name with what parts names", "reviewer", "{\"name\":\"A; B\",\"added\":" TIME "}", false},
    {"a name that begins with a blank", "reviewer", "{\"name\":\" A\",\"added\":" TIME "}", false},
    {"a name with a control character", "reviewer", "{\"name\":\"A\\u0007\",\"added\":" TIME "}", false},
    {"a name that is too long", "reviewer", "{\"name\":\"" LONG "\",\"added\":" TIME "}", false},
    {"no name", "reviewer", "{\"added\":" TIME "}", false},
    {"a day is no time", "reviewer", "{\"name\":\"B\",\"added\":\"2026-01-01\"}", false},
    {"half a character", "reviewer", "{\"name\":\"\\ud800\",\"added\":" TIME "}", false},
    {"a NUL", "reviewer", "{\"name\":\"a\\u0000b\",\"added\":" TIME "}", false},
    {"a backslash before such", "reviewer", "{\"name\":\"\\\\ud800\",\"added\":" TIME "}", true},
    {"no JSON", "reviewer", "{\"name\":", false},
    {"JSON of another shape", "reviewer", "[1, 2]", false},
    {"no such word", "token", "{}", false},
    {"one that is the caller's", "excerpt", "{}", false},
    {"an event", "event", "{\"reviewer\":\"Ann\",\"at\":" TIME ",\"kind\":\"adjudicator\"}", true},
    {"a token", "event", "{\"reviewer\":\"Ann\",\"at\":" TIME ",\"kind\":\"token\"}", false},
    {"of nobody", "event", "{\"reviewer\":\"Eve\",\"at\":" TIME ",\"kind\":\"retired\"}", false},
    {"a passage", "passage", "{\"excerpt\":" KEY ",\"start\":0,\"stop\":17" PASSAGE, true},
    {"a passage of no key", "passage", "{\"excerpt\":\"x\",\"start\":0,\"stop\":17" PASSAGE, false},
    {"one that ends before it begins", "passage", "{\"excerpt\":\"0123456789abcdee\",\"start\":9,\"stop\":1" PASSAGE,
     false},
    {"a number that is none", "passage", "{\"excerpt\":\"0123456789abcded\",\"start\":\"one\",\"stop\":17" PASSAGE,
     false},
    {"before its passage has a place", "decision", "{\"request\":\"q\"," REVIEW DECISION, false},
    {"of other words", "place", "{\"hash\":\"" HASH "\"" PLACE, false},
    {"a place", "place", "{\"hash\":\"%s\"" PLACE, true},
    {"a decision", "decision", "{\"request\":\"q\"," REVIEW DECISION, true},
    {"no verdict", "decision", "{\"request\":\"r\",\"kind\":\"review\",\"verdict\":\"perhaps\"" DECISION, false},
    {"a request that is too long", "decision", "{\"request\":\"" LONG "\"," REVIEW DECISION,
     false},
    {"an undoing of what is not there", "decision", "{\"request\":\"u\"," UNDO ",\"undoes\":\"none\""
     DECISION, false},
    {"an undoing", "decision", "{\"request\":\"u\"," UNDO ",\"undoes\":\"q\"" DECISION, true},
    {"an answer", "answer", "{\"request\":\"a\",\"answer\":\"yes\"" ANSWER, true},
    {"an answer that is none", "answer", "{\"request\":\"b\",\"answer\":\"maybe\"" ANSWER, false},
    {"of no codebook", "pass", "{\"number\":1,\"codebook\":\"b\",\"version\":\"1\",\"tool\":\"0\",\"answers\":\"\","
     "\"started\":" TIME ",\"finished\":" TIME "}", false},
    {"of no report", "path", "{\"report\":\"" HASH "\",\"path\":\"a\",\"size\":1,\"modified\":1}", false},
};

/* What a row says of a passage's hash is put in for %s. */
static bool take(struct store *s, size_t i, bool *fits, struct error *err)
{
    const char *gap = strstr(rows[i].json, "%s");
    char hash[FILE_HASH_SIZE];
    struct buf json = {0};
    bool done;

    file_hash_bytes(STR(WORDS), hash);
    buf_add(&json, gap ? (struct str){rows[i].json, (size_t)(gap - rows[i].json)} : str_of(rows[i].json));
    buf_add(&json, gap ? str_of(hash) : STR(""));
    buf_add(&json, gap ? str_of(gap + 2) : STR(""));
    done = store_take_told(s, str_of(rows[i].word), buf_str(&json), "/folder", fits, err);
    buf_free(&json);
    return done;
}

struct hearing {
    struct buf all;
    size_t count;
};

static bool hear(void *payload, const struct told_row *r, struct error *err)
{
    struct hearing *h = payload;

    (void)err;
    buf_add_format(&h->all, "%s %.*s\n", r->word, STR_ARGS(r->json));
    h->count++;
    return true;
}

static void check_told(struct store *s)
{
    struct hearing shown = {.count = 0}, hidden = {.count = 0};
    struct told_options options = {.before = true, .whole = true};
    struct error err = {0};
    bool done = store_tell(s, &options, hear, &shown, &err);

    options.before = false;
    done = done && store_tell(s, &options, hear, &shown, &err);
    options.hidden = true;
    done = done && store_tell(s, &options, hear, &hidden, &err);
    ok(done, "a study tells %s", err.text);
    ok(shown.count == 8, "each row that fitted, once: %zu", shown.count);
    ok(strstr(shown.all.at, "decision {\"request\":\"q\",\"reviewer\":\"Ann\",\"at\":\"2026-01-02T03:04:05.678Z\"")
       && strstr(shown.all.at, "\"pass\":null,\"verdict\":\"accept\",\"recode\":\"\",\"memo\":\"why\",\"star\":1"),
       "with time, memo and star, and without a pass that is not there");
    ok(strstr(hidden.all.at, "\"reviewer\":\"R1\"") && !strstr(hidden.all.at, "Ann"), "without names there are none");
    buf_free(&shown.all);
    buf_free(&hidden.all);
}

int main(void)
{
    char folder[] = "/tmp/test_told.XXXXXX", path[64];
    struct store *s = NULL;
    struct error err = {0};
    bool fits;

    if (!mkdtemp(folder))
        return 99;
    snprintf(path, sizeof path, "%s/study.db", folder);
    if (!ok(store_open(&s, path, STORE_CREATE, &err) && store_begin(s, &err), "a study %s", err.text))
        return done_testing();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ok(take(s, i, &fits, &err) && fits == rows[i].fits, "%s: %s%s", rows[i].word, rows[i].what,
           rows[i].fits ? "" : ": refused");
    ok(store_end(s, true, &err), "all is written %s", err.text);
    check_told(s);
    store_close(s);
    unlink(path);
    rmdir(folder);
    return done_testing();
}
