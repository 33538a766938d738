#include "match/probe.h"

#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

enum { REPEATS = 48, WORD_REPEATS = 200, MOST_LETTERS = 12, MOST_WORDS = 8 };

/* The patterns that are probed: of leaves before those of modifiers, without imported lists. */
typedef bool each_pattern(void *payload, size_t number, const struct leaf_pattern *p);

static size_t leaf_count(const struct match_program *program)
{
    return program->book->modifier_count > 0 ? program->modifiers[0].cues : program->leaves.count;
}

static void for_each(const struct match_program *program, each_pattern *each, void *payload)
{
    size_t number = 0;

    for (size_t l = 0; l < leaf_count(program); l++) {
        const struct leaf *leaf = &program->leaves.at[l];

        if (l < program->book->term_count && program->book->terms[l].file)
            continue;
        for (size_t i = 0; i < leaf->pattern_count; i++)
            if (!each(payload, number++, &leaf->patterns[i]))
                return;
        for (size_t i = 0; i < leaf->except_count; i++)
            if (!each(payload, number++, &leaf->excepts[i]))
                return;
    }
}

static int try_on(struct match_worker *w, const struct leaf_pattern *p, struct str text)
{
    const struct regex *r = &w->program->regexes.at[p->regex];

    pcre2_set_offset_limit(w->limits, PCRE2_UNSET);     /* a look leaves one */
    return pcre2_match(r->code, (PCRE2_SPTR)text.at, text.size, 0, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, w->data,
                       w->limits);
}

/* What a pattern's own words are: single letters, and runs of them. */
struct words {
    char letters[MOST_LETTERS + 1];
    struct str runs[MOST_WORDS];
    size_t letter_count, run_count;
};

static void add_letter(struct words *out, char c)
{
    if (out->letter_count < MOST_LETTERS && !memchr(out->letters, c, out->letter_count))
        out->letters[out->letter_count++] = c;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void take_apart(struct words *out, const char *text)
{
    *out = (struct words){0};
    for (const char *c = text; *c; c++) {
        const char *start = c;

        if (*c == '\\' && c[1]) {
            add_letter(out, c[1] == 'd' ? '1' : c[1] == 's' ? ' ' : 'a');
            c++;
            continue;
        }
        while (is_letter(*c))
            add_letter(out, *c++);
        if (c > start && out->run_count < MOST_WORDS)
            out->runs[out->run_count++] = (struct str){start, (size_t)(c - start)};
        if (c > start)
            c--;
    }
    add_letter(out, 'a');
    add_letter(out, ' ');
}

static void repeat(struct buf *text, struct str piece, size_t times, const struct words *w)
{
    buf_clear(text);
    for (size_t i = 0; i < times; i++)
        buf_add(text, piece);
    for (size_t i = 0; i < w->letter_count; i++)        /* whatever the pattern must have is there */
        buf_add_format(text, " %c", w->letters[i]);
    buf_add(text, STR(" !"));
}

static bool gives_up(struct match_worker *w, const struct leaf_pattern *p, const struct buf *text)
{
    int result = try_on(w, p, buf_str(text));

    return result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT || result == PCRE2_ERROR_DEPTHLIMIT
        || result == PCRE2_ERROR_JIT_STACKLIMIT;
}

/* Whether a text of the pattern's own letters and words again and again is beyond its limits; *text is that one. */
static bool backtracks(struct match_worker *w, const struct leaf_pattern *p, struct buf *text)
{
    struct words words;

    take_apart(&words, p->pattern->text);
    for (size_t i = 0; i < words.letter_count; i++) {
        repeat(text, (struct str){&words.letters[i], 1}, REPEATS, &words);
        if (gives_up(w, p, text))
            return true;
    }
    for (size_t i = 0; i < words.run_count; i++) {
        struct buf spaced = {0};
        bool bad;

        buf_add(&spaced, words.runs[i]);
        buf_add_char(&spaced, ' ');
        repeat(text, words.runs[i], WORD_REPEATS, &words);
        bad = gives_up(w, p, text);
        if (!bad) {
            repeat(text, buf_str(&spaced), WORD_REPEATS, &words);
            bad = gives_up(w, p, text);
        }
        buf_free(&spaced);
        if (bad)
            return true;
    }
    return false;
}

struct probing {
    struct match_worker *w;
    match_suspected *say;
    void *payload;
    const struct match_tally *tally;
};

static bool probe_one(void *payload, size_t number, const struct leaf_pattern *p)
{
    struct probing *x = payload;
    struct buf text = {0}, words = {0};
    const char *never = match_never(p->pattern);

    (void)number;
    if (never) {
        buf_add_format(&words, "a part of the pattern can never match: %s", never);
        x->say(x->payload, p->pattern, buf_text(&words));
    }
    buf_clear(&words);
    if (backtracks(x->w, p, &text)) {
        buf_add_format(&words, "the pattern backtracks without end on \"%.12s…\" and would be given up there; repeat "
                       "no part that itself repeats", buf_text(&text));
        x->say(x->payload, p->pattern, buf_text(&words));
    }
    buf_free(&text);
    buf_free(&words);
    return true;
}

void match_probe(struct match_worker *w, match_suspected *say, void *payload)
{
    struct probing x = {.w = w, .say = say, .payload = payload};

    for_each(w->program, probe_one, &x);
}

struct tallying {
    struct match_tally *t;
    struct match_worker *w;
    struct str text;
};

static bool count_one(void *payload, size_t number, const struct leaf_pattern *p)
{
    struct tallying *x = payload;

    x->t->found[number] += try_on(x->w, p, x->text) > 0;
    return true;
}

static bool number_one(void *payload, size_t number, const struct leaf_pattern *p)
{
    (void)p;
    *(size_t *)payload = number + 1;
    return true;
}

void match_tally(struct match_tally *t, struct match_worker *w, const struct document *doc, size_t step)
{
    struct tallying x = {.t = t, .w = w};
    size_t count = 0;

    if (!t->found) {
        for_each(w->program, number_one, &count);
        t->found = must_realloc(NULL, (count + 1) * sizeof *t->found);
        memset(t->found, 0, (count + 1) * sizeof *t->found);
    }
    for (size_t s = 0; s < doc->sentence_count; s += step) {
        x.text = document_text(doc, doc->sentences[s]);
        for_each(w->program, count_one, &x);
        t->sentences++;
    }
}

static bool tell_one(void *payload, size_t number, const struct leaf_pattern *p)
{
    struct probing *x = payload;
    size_t found = x->tally->found[number];
    char words[160];

    if (found * 10 < x->tally->sentences * 9)
        return true;
    snprintf(words, sizeof words, "the pattern is found in %zu of %zu sentences: by itself it tells nothing; make it "
             "ask for more", found, x->tally->sentences);
    x->say(x->payload, p->pattern, words);
    return true;
}

void match_tally_tell(const struct match_tally *t, struct match_worker *w, match_suspected *say, void *payload)
{
    struct probing x = {w, say, payload, t};

    if (t->sentences >= MATCH_TALLY_LEAST)
        for_each(w->program, tell_one, &x);
}

void match_tally_free(struct match_tally *t)
{
    free(t->found);
    *t = (struct match_tally){0};
}
