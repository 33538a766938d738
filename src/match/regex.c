#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

/* "line 7: pattern, column 5, at "(dads": missing closing parenthesis" */
static bool point_at(const struct pattern *p, size_t at, const char *words, struct error *err)
{
    struct str text = str_of(p->text), rest;
    unsigned line = p->line, column = 1;
    size_t size = 0;

    at = at > text.size ? text.size : at;
    for (size_t i = 0; i < at; i++) {
        if (text.at[i] == '\n') {
            line++;
            column = 1;
        } else {
            column += (text.at[i] & 0xc0) != 0x80;
        }
    }
    rest = str_slice(text, at, text.size);
    while (size < rest.size && (size < 20 || (rest.at[size] & 0xc0) == 0x80) && rest.at[size] != '\n')
        size++;
    if (size == 0)
        return error_set(err, ERROR_INPUT, "line %u: pattern, column %u, at its end: %s", line, column, words);
    return error_set(err, ERROR_INPUT, "line %u: pattern, column %u, at \"%.*s\": %s", line, column, (int)size, rest.at,
                     words);
}

static size_t hash_of(struct str s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.size; i++)
        h = (h ^ (unsigned char)s.at[i]) * UINT64_C(1099511628211);
    return (size_t)h;
}

static size_t find_same(const struct match_program *program, struct str text, size_t hash, bool match_case)
{
    for (size_t i = 0; i < program->regexes.count; i++) {
        const struct regex *r = &program->regexes.at[i];

        if (r->hash == hash && r->match_case == match_case && str_equal(str_of(r->text), text))
            return i;
    }
    return MATCH_NONE;
}

static pcre2_code *compile_text(const char *text, bool match_case, uint32_t options, int *problem, PCRE2_SIZE *at)
{
    options |= PCRE2_UTF | PCRE2_UCP | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;

    return pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                         match_case ? options : options | PCRE2_CASELESS, problem, at, NULL);
}

pcre2_code *match_compile_text(const char *text, bool match_case, uint32_t options)
{
    PCRE2_SIZE at;
    int problem;

    return compile_text(text, match_case, options, &problem, &at);
}

static bool compile(struct regex *out, const struct pattern *p, const struct rewritten *rewritten, struct error *err)
{
    PCRE2_UCHAR words[160];
    uint32_t empty = 0;
    PCRE2_SIZE at;
    int problem;

    out->code = compile_text(out->text, out->match_case, 0, &problem, &at);
    if (!out->code) {
        pcre2_get_error_message(problem, words, sizeof words);
        at = at < rewritten->from.count ? rewritten->from.at[at] : strlen(p->text);
        return point_at(p, at, (const char *)words, err);
    }
    pcre2_pattern_info(out->code, PCRE2_INFO_MATCHEMPTY, &empty);
    if (empty)
        return point_at(p, 0, "it would match without any words; make a part of it needed", err);
    return true;
}

bool match_add_regex(struct match_program *program, const struct pattern *p, size_t *index, struct error *err)
{
    struct rewritten rewritten;
    struct regex r = {.match_case = p->match_case, .leaf = MATCH_NONE};
    bool ok = false;

    match_rewrite(&rewritten, p);
    if (rewritten.problem) {
        point_at(p, rewritten.problem_at, rewritten.problem, err);
        goto out;
    }
    r.hash = hash_of(buf_str(&rewritten.text));
    *index = find_same(program, buf_str(&rewritten.text), r.hash, p->match_case);
    if (*index != MATCH_NONE) {
        ok = true;
        goto out;
    }
    if (program->regexes.count >= MATCH_MAX_PATTERNS) {
        error_set(err, ERROR_LIMIT, "line %u: a codebook may have %d different patterns", p->line, MATCH_MAX_PATTERNS);
        goto out;
    }
    r.text = arena_copy(&program->arena, buf_str(&rewritten.text));
    ok = compile(&r, p, &rewritten, err);
    *index = program->regexes.count;
    *VEC_PUSH(&program->regexes) = r;
out:
    match_rewritten_free(&rewritten);
    return ok;
}
