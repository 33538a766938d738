/* The filter before PCRE2: what literals a pattern needs, where they are found, and that nothing that PCRE2 matches is
 * ever filtered away. */
#include "match/program_internal.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

/* "<good <best > practice>": the literals of a pattern, need by need, "<" before one that begins a word and ">" behind
 * one that ends one; "none" where it has none. "~" before all: its work is not bounded. */
static const char *literals_of(const char *pattern)
{
    static char said[512];
    struct match_literals found = {0};
    struct arena a = {0};
    size_t used = 0;
    bool bounded, known = match_find_literals(&found, &a, pattern, &bounded);

    snprintf(said, sizeof said, "%s", known ? "" : "none");
    if (known && !bounded)
        used += (size_t)snprintf(said, sizeof said, "~ ");
    for (size_t i = 0; i < found.count; i++)
        used += (size_t)snprintf(said + used, sizeof said - used, "%s%s%s%.*s%s", i ? " " : "",
                                 i && found.at[i].need != found.at[i - 1].need ? "> " : "",
                                 found.at[i].at_edge ? "<" : "", STR_ARGS(found.at[i].text),
                                 found.at[i].to_edge ? ">" : "");
    free(found.at);
    arena_free(&a);
    return said;
}

#define BOUND(pattern) "(?<!\\w)(?:" pattern ")(?!\\w)"

static const struct { const char *what, *pattern, *literals; } needed[] = {
    {"a word and its plural", BOUND("Dads?"), "<dads> <dad>"},
    {"either of two", BOUND("dad|fathers?"), "<dad> <fathers> <father>"},
    {"a phrase", BOUND("good\\s+practice"), "<good practice>"},
    {"each phrase of choices", BOUND("(good|best)\\s+(practice|help)"),
     "<good practice> <good help> <best practice> <best help>"},
    {"what stands on both sides of what may stand", BOUND("(good|best)\\s+(\\w+\\s+)?(practice|help)"),
     "<good  <best  > <practice> <help>"},
    {"of choices with others among them the better parts", BOUND("(no\\s+\\w+\\s+evidence|proof)\\s+that"),
     " evidence <proof"},
    {"what chance meets often tells nothing beside a better", BOUND("an\\s+\\w+\\s+example"), " example>"},
    {"four at most", BOUND("first\\w+second\\w+third\\w+fourth\\w+fifths"), "<first > second > fourth > fifths>"},
    {"too long for one", BOUND("multidisciplinary\\s+conferences"), "<multidisciplinary confer > ences>"},
    {"a part that must stand and one that may", BOUND("(very\\s+)?good"), "<good>"},
    {"a shorter one in a longer", BOUND("(un)?known"), "<unknown> <known>"},
    {"behind blanks a word begins", BOUND("\\w+\\s+engaged"), " engaged>"},
    {"in a word none does", BOUND("\\w*father"), "father>"},
    {"a letter that may be missing", BOUND("colou?r"), "<colour> <color>"},
    {"a class of few", BOUND("recogni[sz]ed"), "<recognised> <recognized>"},
    {"a class of many", BOUND("recogni[a-z]ed"), "<recogni"},
    {"either apostrophe", BOUND("child['\xe2\x80\x99]s"), "<child's> <child\xe2\x80\x99s>"},
    {"a sign beyond ASCII", BOUND("\xc2\xa3\\d+"), "<\xc2\xa3"},
    {"a letter beyond ASCII has another case", BOUND("caf\xc3\xa9s?\\s+project"), "<caf >  project>"},
    {"repeats", BOUND("(ab){2,3}c+"), "<ab"},
    {"assertions take nothing", BOUND("no(?!t)ne"), "<none>"},
    {"a sign", BOUND("\\d+\\s?%"), "%>"},
    {"nothing but figures", BOUND("\\d{4}"), "none"},
    {"a branch without a literal", BOUND("father|\\d+"), "none"},
    {"a branch that is empty", BOUND("(father|)"), "none"},
    {"letters as they are", BOUND("(?-i:Pause)\\s+project"), "<pause project>"},
    {"what could backtrack without end", BOUND("(\\w+\\s*)+father"), "~ father>"},
    {"anything up to something", BOUND("father.*mother"), "~ <father > mother>"},
    {"a group again and again", BOUND("(local\\s+)*boards?"), "~ <boards> <board>"},
    {"a reference back", BOUND("(a|b)father\\1"), "none"},
    {"a property", BOUND("\\p{Lu}ather"), "none"},
    {"a class by name", BOUND("[[:alpha:]]ather"), "none"},
    {"a condition", BOUND("(a)?(?(1)b|c)ather"), "none"},
    {"a bracket first in a class", "[]x]father", "]father xfather"},
};

struct seen {
    char numbers[128];
};

static void note(void *payload, size_t pattern)
{
    struct seen *s = payload;
    size_t used = strlen(s->numbers);

    snprintf(s->numbers + used, sizeof s->numbers - used, "%s%zu", used ? " " : "", pattern);
}

static const struct { const char *what, *text, *found; } scans[] = {
    {"case aside", "The DAD came", "0"},
    {"a literal in another", "grandfathers", "2"},
    {"at a word's beginning", "a father", "1 2"},
    {"each once", "dad and dad", "0"},
    {"none", "nobody came", ""},
    {"one behind the other", "better and better schools", "3"},
    {"not the other way round", "schools are good", ""},
    {"a word that goes on is another", "good schooling", ""},
    {"a tab is a blank", "a\tfather", "1 2"},
    {"two blanks are not looked at", "better  schools", "all"},
    {"nor one beyond ASCII", "better\xc2\xa0schools", "all"},
    {"the long s may be an s", "\xc5\xbfister", "all"},
    {"Kelvin's K may be a k", "\xe2\x84\xaa", "all"},
    {"another letter beyond ASCII is none of ours", "caf\xc3\xa9 dad", "0"},
};

static void test_scans(void)
{
    static const char *const patterns[] = {BOUND("dads?"), BOUND("fathers?"), BOUND("\\w*fathers?"),
                                          BOUND("(good|better)\\W+(school|schools)")};
    enum { COUNT = sizeof patterns / sizeof patterns[0] };
    struct match_literals literals = {0};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    struct arena a = {0};
    size_t first[COUNT + 1];
    char word[200];

    for (size_t i = 0; i < COUNT; i++) {
        bool bounded;

        first[i] = literals.count;
        if (!match_find_literals(&literals, &a, patterns[i], &bounded))
            abort();
    }
    first[COUNT] = literals.count;
    match_filter_new(&filter, &literals, first, COUNT);
    match_filter_scratch_new(&scratch, COUNT);
    for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++) {
        struct seen seen = {""};

        if (!match_filter_scan(filter, &scratch, str_of(scans[i].text), note, &seen))
            snprintf(seen.numbers, sizeof seen.numbers, "all");
        is_text(scans[i].found, seen.numbers, scans[i].what);
    }
    memset(word, 'x', sizeof word);
    ok(!match_filter_scan(filter, &scratch, (struct str){word, sizeof word}, note, &(struct seen){""}),
       "a word without end is not filtered");
    scratch.text = UINT32_MAX;
    ok(match_filter_scan(filter, &scratch, STR("dad"), note, &(struct seen){""}) && scratch.text == 1,
       "the count of texts may run over");
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    free(literals.at);
    arena_free(&a);
}

static uint32_t random_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(*state >> 8) * below >> 24);
}

/* Patterns and texts of few letters, so that they meet often. */
static void add_part(struct buf *out, uint32_t *state, int depth)
{
    static const char *const atoms[] = {"a", "b", "ab", "c", "\\w", "\\s+", "[ab]", "\\W", "k", "s", "\\b", "%", "'",
                                        "(?!a)", "(?<=b)", "B", "\\d", "[^a]", "good", "oda", "care", "ear"};
    static const char *const repeats[] = {"", "", "", "?", "+", "*", "{2}", "{1,3}", "{0,2}", "+?", "*+"};
    uint32_t parts = 1 + random_number(state, 4);

    for (uint32_t i = 0; i < parts; i++) {
        const char *atom = atoms[random_number(state, sizeof atoms / sizeof atoms[0])];

        if (depth > 0 && random_number(state, 4) == 0) {
            buf_add(out, random_number(state, 2) ? STR("(?:") : STR("("));
            add_part(out, state, depth - 1);
            if (random_number(state, 2)) {
                buf_add_char(out, '|');
                if (random_number(state, 6))
                    add_part(out, state, depth - 1);
            }
            atom = ")";
        }
        buf_add(out, str_of(atom));
        if (!strchr(atom, '!') && !strchr(atom, '<') && strcmp(atom, "\\b") != 0)
            buf_add(out, str_of(repeats[random_number(state, sizeof repeats / sizeof repeats[0])]));
    }
}

static void add_text(struct buf *out, uint32_t *state)
{
    static const char *const pieces[] = {"a", "b", "c", " ", "k", "s", "ab", "%", "'", "1", ", ", "\xc3\xa9", "good",
                                         "care", "oda", "ear", "\xe2\x80\x99", "B", "\xc5\xbf", "\xe2\x84\xaa", "_"};
    uint32_t count = 1 + random_number(state, 24);

    for (uint32_t i = 0; i < count; i++)     /* the last ones seldom */
        buf_add(out, str_of(pieces[random_number(state, random_number(state, 8) ? 16 : 21)]));
}

static void note_any(void *payload, size_t pattern)
{
    (void)pattern;
    *(bool *)payload = true;
}

/* Whether the filter lets all of `texts` through in which the pattern matches; counts those that it holds back. */
static bool is_sound(pcre2_code *code, const struct match_literals *literals, size_t texts, uint32_t *state,
                     size_t *matched, size_t *held)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    size_t first[] = {0, literals->count};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    struct buf text = {0};
    bool sound = true;

    match_filter_new(&filter, literals, first, 1);
    match_filter_scratch_new(&scratch, 1);
    for (size_t i = 0; i < texts; i++) {
        bool may = false, does;

        buf_clear(&text);
        add_text(&text, state);
        may = !match_filter_scan(filter, &scratch, buf_str(&text), note_any, &may) || may;
        does = pcre2_match(code, (PCRE2_SPTR)text.at, text.size, 0, PCRE2_NOTEMPTY, data, NULL) > 0;
        *matched += does;
        *held += !may;
        sound = sound && (may || !does);
    }
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    pcre2_match_data_free(data);
    buf_free(&text);
    return sound;
}

static void test_soundness(void)
{
    enum { PATTERNS = 4000, TEXTS = 200 };
    size_t filtered = 0, several = 0, matched = 0, held = 0, unsound = 0;
    uint32_t state = 20260101;

    for (size_t i = 0; i < PATTERNS; i++) {
        struct match_literals literals = {0};
        struct buf pattern = {0};
        struct arena a = {0};
        pcre2_code *code;
        PCRE2_SIZE at;
        int problem;
        bool bounded, bound = random_number(&state, 2);

        buf_add(&pattern, bound ? STR("(?<!\\w)(?:") : STR("(?:"));
        add_part(&pattern, &state, 2);
        buf_add(&pattern, bound ? STR(")(?!\\w)") : STR(")"));
        code = pcre2_compile((PCRE2_SPTR)buf_text(&pattern), pattern.size,
                             PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DOTALL, &problem, &at, NULL);
        if (code && match_find_literals(&literals, &a, buf_text(&pattern), &bounded)) {
            filtered++;
            several += literals.at[literals.count - 1].need > 0;
            if (!is_sound(code, &literals, TEXTS, &state, &matched, &held) && unsound++ == 0)
                printf("# %s\n", buf_text(&pattern));
        }
        pcre2_code_free(code);
        free(literals.at);
        arena_free(&a);
        buf_free(&pattern);
    }
    printf("# %zu patterns are filtered, %zu by several needs; %zu of %zu texts match, %zu are held back\n", filtered,
           several, matched, filtered * TEXTS, held);
    ok(filtered > PATTERNS / 10 && several > 20 && matched > 1000 && held > 1000,
       "enough is filtered, matched and held back");
    ok(unsound == 0, "no match is held back");
}

int main(void)
{
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        is_text(needed[i].literals, literals_of(needed[i].pattern), needed[i].what);
    test_scans();
    test_soundness();
    return done_testing();
}
