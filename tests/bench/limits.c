/* How long patterns take that backtrack without end, under the limits that src/match sets, in units of one word and of
 * many, by their length: the worst of each, with JIT and without. Usage: limits [BYTES]: up to this length. */
#include "match/program_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const patterns[] = {"(?:x*x*y\\b)", "(?:x*x*x*y\\b)", "(?:x*x*x*x*y\\b)", "(?:(x+x+)+y\\b)",
                                       "(?:.*.*=)", "(?:(?:\\w+\\s*)+;)", "(?:\\w+\\s+\\w+.*z)"};

static double milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The time of one pattern on one text; *gave_up where the limit ended it. */
static double try(const char *pattern, const char *text, size_t size, bool jit, bool *gave_up)
{
    size_t steps = MATCH_UNIT_STEPS / (size + 1);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int problem, result;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DOTALL, &problem, &at, NULL);
    double start;

    if (!code || (jit && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0))
        exit(1);
    steps = steps < MATCH_LEAST_STEPS ? MATCH_LEAST_STEPS : steps > MATCH_MOST_STEPS ? MATCH_MOST_STEPS : steps;
    pcre2_set_match_limit(limits, (uint32_t)steps);
    pcre2_set_depth_limit(limits, MATCH_DEPTH_LIMIT);
    pcre2_set_heap_limit(limits, MATCH_HEAP_KIB);
    start = milliseconds();
    result = jit ? pcre2_jit_match(code, (PCRE2_SPTR)text, size, 0, PCRE2_NOTEMPTY, data, limits)
        : pcre2_match(code, (PCRE2_SPTR)text, size, 0, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, data, limits);
    start = milliseconds() - start;
    *gave_up = result == PCRE2_ERROR_MATCHLIMIT;
    pcre2_code_free(code);
    pcre2_match_data_free(data);
    pcre2_match_context_free(limits);
    return start;
}

static void tell_worst(size_t size, bool jit)
{
    char *text = must_realloc(NULL, size);
    double worst = 0;
    size_t which = 0, given_up = 0;

    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
        bool gave_up;
        double time;

        memset(text, 'x', size);
        for (size_t i = 7; p >= 4 && i < size; i += 8)
            text[i] = ' ';
        memcpy(text + size - 2, "ya", 2);
        time = try(patterns[p], text, size, jit, &gave_up);
        given_up += gave_up;
        which = time > worst ? p : which;
        worst = time > worst ? time : worst;
    }
    printf("%s, %6zu bytes: %7.1f ms, %s; %zu of %zu given up\n", jit ? "JIT" : "no JIT", size, worst, patterns[which],
           given_up, sizeof patterns / sizeof patterns[0]);
    free(text);
}

int main(int argc, char **argv)
{
    size_t most = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 20000;

    for (size_t size = 50; size <= most; size *= 2)
        tell_worst(size, true);
    for (size_t size = 50; size <= most && size <= 1600; size *= 2)
        tell_worst(size, false);
    return 0;
}
