/* What the bench of coding compares with: PCRE2, pattern by pattern, over the same text.
 *     peer patterns BOOK…             the patterns of codebooks as PCRE2 gets them, each once
 *     peer book FILE                  a codebook of a list of patterns, one a line: a code each
 *     peer sentences STUDY            the sentences of a study's reports, one a line
 *     peer sentence|whole PATTERNS TEXT
 *                                     with UTF, UCP and JIT, line by line or over all: patterns, processor's seconds,
 *                                     wall seconds, matches
 */
#include "base/file.h"
#include "match/program_internal.h"
#include "store/listing.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int fail(const char *why)
{
    fprintf(stderr, "peer: %s\n", why);
    return 1;
}

struct seen {
    struct str *at;
    size_t count, room;
    struct arena arena;
};

static void add_patterns(struct seen *seen, const struct pattern *p, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct rewritten r;
        bool known = false;

        match_rewrite(&r, &p[i]);
        for (size_t k = 0; !known && k < seen->count; k++)
            known = str_equal(seen->at[k], buf_str(&r.text));
        if (!known)
            *VEC_PUSH(seen) = arena_str(&seen->arena, buf_str(&r.text));
        match_rewritten_free(&r);
    }
}

static void add_node(struct seen *seen, const struct rule_node *node)
{
    if (node->pattern)
        add_patterns(seen, node->pattern, 1);
    for (size_t i = 0; i < node->child_count; i++)
        add_node(seen, node->children[i]);
}

static void add_book(struct seen *seen, const struct codebook *book)
{
    for (size_t i = 0; i < book->term_count; i++) {
        add_patterns(seen, book->terms[i].patterns, book->terms[i].pattern_count);
        add_patterns(seen, book->terms[i].excepts, book->terms[i].except_count);
    }
    for (size_t i = 0; i < book->scale_count; i++)
        for (size_t k = 0; k < book->scales[i].cue_count; k++)
            add_node(seen, book->scales[i].cues[k].rule);
    for (size_t c = 0; c < book->code_count; c++)
        for (size_t r = 0; r < book->codes[c].rule_count; r++) {
            add_node(seen, book->codes[c].rules[r].node);
            for (size_t u = 0; u < book->codes[c].rules[r].unless_count; u++)
                add_node(seen, book->codes[c].rules[r].unless[u]);
        }
    for (size_t i = 0; i < book->modifier_count; i++) {
        add_patterns(seen, book->modifiers[i].patterns, book->modifiers[i].pattern_count);
        add_patterns(seen, book->modifiers[i].excepts, book->modifiers[i].except_count);
        add_patterns(seen, book->modifiers[i].terminators, book->modifiers[i].terminator_count);
    }
}

static int list_patterns(char **books, int count)
{
    struct seen seen = {0};
    struct error err;

    for (int i = 0; i < count; i++) {
        struct codebook *book;

        if (!codebook_read(&book, books[i], &err))
            return fail(err.text);
        add_book(&seen, book);
        codebook_free(book);
    }
    for (size_t i = 0; i < seen.count; i++)
        printf("%.*s\n", STR_ARGS(seen.at[i]));
    free(seen.at);
    arena_free(&seen.arena);
    return 0;
}

static void put_escaped(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] == '&' || s.at[i] == '<')
            printf("&#%d;", s.at[i]);
        else
            putchar(s.at[i]);
}

static int make_book(const char *path)
{
    struct buf list = {0};
    struct str rest, line;
    struct error err;
    unsigned number = 0;

    if (!file_read(&list, path, 1 << 20, &err))
        return fail(err.text);
    rest = buf_str(&list);
    puts("<codebook xmlns=\"urn:excerpta:codebook:1\" id=\"list\" version=\"1\"><title>A list of patterns</title>");
    puts("<theme id=\"all\"><title>All</title>");
    while (str_next(&rest, '\n', &line)) {
        if (line.size == 0)
            continue;
        printf("<code id=\"p%u\"><title>Pattern %u</title><rule id=\"r\"><pattern bound=\"no\">", number, number);
        put_escaped(line);
        puts("</pattern></rule></code>");
        number++;
    }
    puts("</theme></codebook>");
    buf_free(&list);
    return 0;
}

static bool put_report(void *payload, const struct report_row *r, struct error *err)
{
    struct document *doc;

    if (!store_load_document(payload, r->id, &doc, err))
        return false;
    for (size_t s = 0; s < doc->sentence_count; s++) {
        struct str text = document_text(doc, doc->sentences[s]);

        for (size_t i = 0; i < text.size; i++)
            putchar(text.at[i] == '\n' ? ' ' : text.at[i]);
        putchar('\n');
    }
    document_free(doc);
    return true;
}

static int put_sentences(const char *path)
{
    struct store *s;
    struct error err;

    if (!store_open(&s, path, STORE_READ, &err) || !store_reports(s, put_report, s, &err))
        return fail(err.text);
    store_close(s);
    return 0;
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Matches of one pattern in a subject. */
static size_t count_in(pcre2_code *code, pcre2_match_data *data, struct str subject)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
    size_t matches = 0, from = 0;

    while (from < subject.size
           && pcre2_jit_match(code, (PCRE2_SPTR)subject.at, subject.size, from, PCRE2_NOTEMPTY, data, NULL) >= 0) {
        matches++;
        from = at[1];
    }
    return matches;
}

/* Each line is a subject, or the whole text is one. */
static size_t count_matches(pcre2_code *code, pcre2_match_data *data, struct str text, bool whole)
{
    size_t matches = 0;
    struct str line;

    if (whole)
        return count_in(code, data, text);
    while (str_next(&text, '\n', &line))
        matches += count_in(code, data, line);
    return matches;
}

static int run_patterns(const char *pattern_path, const char *text_path, bool whole)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    struct buf list = {0}, text = {0};
    struct str rest, line;
    struct error err;
    size_t patterns = 0, matches = 0;
    double user = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);

    if (!file_read(&list, pattern_path, 64 << 20, &err) || !file_read(&text, text_path, 1 << 30, &err))
        return fail(err.text);
    rest = buf_str(&list);
    while (str_next(&rest, '\n', &line)) {
        pcre2_code *code;
        PCRE2_SIZE at;
        int problem;

        code = pcre2_compile((PCRE2_SPTR)line.at, line.size, PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DOTALL,
                             &problem, &at, NULL);
        if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
            return fail("a pattern does not compile");
        matches += count_matches(code, data, buf_str(&text), whole);
        patterns++;
        pcre2_code_free(code);
    }
    printf("%zu %.3f %.3f %zu\n", patterns, seconds(CLOCK_PROCESS_CPUTIME_ID) - user, seconds(CLOCK_MONOTONIC) - wall,
           matches);
    pcre2_match_data_free(data);
    buf_free(&list);
    buf_free(&text);
    return 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";

    if (strcmp(what, "patterns") == 0)
        return list_patterns(argv + 2, argc - 2);
    if (strcmp(what, "book") == 0)
        return make_book(argv[2]);
    if (strcmp(what, "sentences") == 0)
        return put_sentences(argv[2]);
    if (argc == 4 && (strcmp(what, "sentence") == 0 || strcmp(what, "whole") == 0))
        return run_patterns(argv[2], argv[3], *what == 'w');
    return fail("patterns BOOK… | book FILE | sentences STUDY | sentence|whole PATTERNS TEXT");
}
