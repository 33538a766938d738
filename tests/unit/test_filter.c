/* The filter before PCRE2: what literals a pattern needs, where they are found, and that nothing that PCRE2 matches is
 * ever filtered away. */
#include "match/program_internal.h"
#include "match/texts_internal.h"
#include "oracle/chance.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

/* "<good <best > practice> | <help>": the literals of a pattern, by alternative and need, "<" before one that begins a
 * word and ">" behind one that ends one; "none" where it has none. "~" before all: its work is not bounded. */
static const char *literals_of(const char *pattern)
{
    static char said[512];
    struct match_alternatives alternatives = {0};
    struct match_literals found = {0};
    struct arena a = {0};
    size_t used = 0, next = 1;
    bool bounded, known = match_find_literals(&alternatives, &found, &a, pattern, &bounded);

    snprintf(said, sizeof said, "%s", known ? "" : "none");
    if (known && !bounded)
        used += (size_t)snprintf(said, sizeof said, "~ ");
    for (size_t i = 0; i < found.count; i++) {
        bool another = next < alternatives.count && i == alternatives.at[next].first_literal;

        next += another;
        used += (size_t)snprintf(said + used, sizeof said - used, "%s%s%s%.*s%s", i ? " " : "",
                                 another ? "| " : i && found.at[i].need != found.at[i - 1].need ? "> " : "",
                                 found.at[i].at_edge ? "<" : "", STR_ARGS(found.at[i].text),
                                 found.at[i].to_edge ? ">" : "");
    }
    free(alternatives.at);
    free(found.at);
    arena_free(&a);
    return said;
}

#define BOUND(pattern) "(?<!\\w)(?:" pattern ")(?!\\w)"
#define LOOSE(pattern) "(?:" pattern ")"

static const struct { const char *what, *pattern, *literals; } needed[] = {
    {"a word and its plural", BOUND("Dads?"), "<dads> <dad>"},
    {"either of two", BOUND("dad|fathers?"), "<dad> | <fathers> <father>"},
    {"either of two in a group", BOUND("(dad|fathers?)"), "<dad> <fathers> <father>"},
    {"a bar in a class or an assertion parts nothing", BOUND("dad[|]s(?=a|b)|mum"), "<dad|s> | <mum>"},
    {"inside words", LOOSE("dads?|mums"), "dad | mums"},
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
    {"a class of a letter in both cases", BOUND("[Tt]eams"), "<teams>"},
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
    {"a bracket first in a class", LOOSE("[]x]father"), "]father xfather"},
    {"braces that stand for themselves", BOUND("fathe{+1}rs"), "none"},
    {"a comment", BOUND("father(?#|)s"), "none"},
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
    struct match_alternatives alternatives = {0};
    struct match_literals literals = {0};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    struct arena a = {0};
    size_t first[COUNT + 1];
    char word[200];

    for (size_t i = 0; i < COUNT; i++) {
        bool bounded;

        first[i] = literals.count;
        if (!match_find_literals(&alternatives, &literals, &a, patterns[i], &bounded))
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
    scratch.text = MATCH_LAST_TEXT;
    ok(match_filter_scan(filter, &scratch, STR("dad"), note, &(struct seen){""}) && scratch.text == 1,
       "the count of texts may run over");
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    free(alternatives.at);
    free(literals.at);
    arena_free(&a);
}

static struct str write_character(char *out, uint32_t c)
{
    size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};

    for (size_t i = size; i-- > 0; c >>= 6)
        out[i] = (char)(i > 0 ? 0x80 | (c & 0x3f) : first[size] | c);
    out[size] = '\0';
    return (struct str){out, size};
}

static bool does_match(pcre2_code *code, pcre2_match_data *data, struct str text)
{
    return pcre2_match(code, (PCRE2_SPTR)text.at, text.size, 0, 0, data, NULL) > 0;
}

static pcre2_code *compiled(const char *pattern)
{
    pcre2_code *code = match_compile_text(pattern, false, 0);

    if (!code)
        abort();
    return code;
}

/* Each character that there is, beside PCRE2: one that may stand for another in a literal, or for a blank, must be
 * known to the filter. */
static void test_characters(void)
{
    struct buf plain = {0};
    struct match_literals literals = {0};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    struct arena a = {0};
    const size_t first[] = {0, 1};
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_code *ascii, *literal, *phrase = compiled("xx\\s+yy");
    size_t unknown = 0, refused = 0, wrong = 0;
    char at[8], text[16];

    buf_add(&plain, STR("[\\s\\x20-\\x7e"));
    for (uint32_t c = 0x80; c < 0x3000; c++) {
        struct str character = write_character(at, c);

        if (match_plain_character(at) > 0)
            buf_add(&plain, character);
    }
    buf_add_char(&plain, ']');
    literal = compiled(buf_text(&plain));
    ascii = compiled("[\\s\\x20-\\x7e]");
    *VEC_PUSH(&literals) = (struct match_literal){.text = STR("xx yy")};
    match_filter_new(&filter, &literals, first, 1);
    match_filter_scratch_new(&scratch, 1);
    for (uint32_t c = 0x80; c < 0x110000; c++) {
        struct str character = write_character(at, c);

        if ((c >= 0xd800 && c < 0xe000)
            || !does_match(match_plain_character(at) > 0 ? ascii : literal, data, character))
            continue;
        refused++;
        unknown += match_filter_scan(filter, &scratch, character, note, &(struct seen){""});
    }
    for (char c = 1; c < 0x7f; c++) {
        struct seen seen = {""};

        snprintf(text, sizeof text, "xx%cyy", c);
        wrong += !match_filter_scan(filter, &scratch, str_of(text), note, &seen)
            || does_match(phrase, data, str_of(text)) != (*seen.numbers != '\0');
    }
    ok(refused > 20 && unknown == 0, "no other character is a blank or a case of a plain one, of %zu", refused);
    ok(wrong == 0, "the same ASCII characters are blanks");
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    pcre2_match_data_free(data);
    pcre2_code_free(ascii);
    pcre2_code_free(literal);
    pcre2_code_free(phrase);
    free(literals.at);
    buf_free(&plain);
    arena_free(&a);
}


/* Patterns and texts of few letters, so that they meet often. */
static void add_part(struct buf *out, uint32_t *state, int depth)
{
    static const char *const atoms[] = {"a", "b", "ab", "c", "\\w", "\\s+", "[ab]", "\\W", "k", "s", "\\b", "%", "'",
                                        "(?!a)", "(?<=b)", "B", "\\d", "[^a]", "good", "oda", "care", "ear", "good a"};
    static const char *const seldom[] = {"(?>ab?)", "(?-i:B)", "(?i:k)", "[b-k]", "[]a]", "[\\s-]", "[a|]", "\\x{61}",
                                         "\\141", "\\h", "\\R", "\\N", "(?#b|a)", "\\Qa|\\E", "(?=a|b)", "\\.", "{",
                                         "|", "(?:)", "\\S", "."};
    static const char *const repeats[] = {"", "", "", "", "", "", "?", "+", "*", "{2}", "{1,3}", "{0,2}", "+?", "*+",
                                          "??", "{0}", "{1}", "{1,1}", "{2,}", "{0,0}"};
    static const char *const braces[] = {"{,2}", "{+1}", "{1,+1}", "{1,,1}"};
    uint32_t parts = 1 + below(state, 4);

    for (uint32_t i = 0; i < parts; i++) {
        const char *atom = below(state, 12) ? PICK(state, atoms) : PICK(state, seldom);

        if (depth > 0 && below(state, 4) == 0) {
            buf_add(out, below(state, 2) ? STR("(?:") : STR("("));
            add_part(out, state, depth - 1);
            if (below(state, 2)) {
                buf_add_char(out, '|');
                if (below(state, 6))
                    add_part(out, state, depth - 1);
            }
            atom = ")";
        }
        buf_add(out, str_of(atom));
        if (!strchr(atom, '!') && !strchr(atom, '<') && strcmp(atom, "\\b") != 0)
            buf_add(out, str_of(below(state, 30) ? PICK(state, repeats) : PICK(state, braces)));
    }
}

static void add_text(struct buf *out, uint32_t *state)
{
    static const char *const pieces[] = {"a", "b", "c", " ", "k", "s", "ab", "%", "'", "1", ", ", "\xc3\xa9", "good",
                                         "care", "oda", "ear", "\xe2\x80\x99", "B", "\xc5\xbf", "\xe2\x84\xaa", "_",
                                         "{1}", "{1,1}", "{", "\t", "\xc2\xa0", "\xe1\xa0\x8e", "  ", "."};
    uint32_t count = 1 + below(state, 24);

    for (uint32_t i = 0; i < count; i++)     /* the last ones seldom */
        buf_add(out, str_of(pieces[below(state, below(state, 8) ? 16 : 29)]));
}

static void note_alternative(void *payload, size_t number)
{
    ((bool *)payload)[number] = true;
}

struct tally {
    size_t filtered, several, placed, texts, matched, held, held_together, unsound;
    pcre2_match_context *limits;        /* what takes too many steps of backtracking is not compared */
};

/* Whether one of the alternatives that were told of may match at the place. */
static bool may_begin_at(size_t place, const bool *told, const struct match_alternatives *alternatives,
                         const struct match_filter_scratch *scratch)
{
    bool may = false;

    for (size_t i = 0; i < alternatives->count; i++) {
        const struct match_met *met = &scratch->patterns[i];

        may = may || (told[i] && (!alternatives->at[i].begins_with_need
                                  || (met->first <= place && place <= met->last)));
    }
    return may;
}

/* Whether each match in the text may be one, by what the filter told of it. */
static bool holds_all(pcre2_code *code, pcre2_match_data *data, struct str text, const bool *told,
                      const struct match_alternatives *alternatives, const struct match_filter_scratch *scratch,
                      struct tally *sum)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
    bool all = true;
    size_t from = 0;

    while (pcre2_match(code, (PCRE2_SPTR)text.at, text.size, from, PCRE2_NOTEMPTY, data, sum->limits) > 0) {
        sum->matched += from == 0;
        all = all && may_begin_at(at[0], told, alternatives, scratch);
        from = at[1] > from ? at[1] : from + 1;
    }
    return all;
}

/* What is told of texts that are filtered together, beside each filtered alone. */
struct together {
    const struct match_filter_texts *texts;
    const struct match_filter *filter;
    struct match_filter_scratch *alone;
    size_t alternatives, differ, held;
    uint64_t done;                          /* how often each was told of, in four bits */
};

static bool is_alike(const struct together *t, struct str text, const bool *told, unsigned lane, bool filtered)
{
    bool *alone = must_realloc(NULL, t->alternatives), alike;

    memset(alone, 0, t->alternatives);
    alike = match_filter_scan(t->filter, t->alone, text, note_alternative, alone) == filtered
        && (!filtered || memcmp(alone, told, t->alternatives) == 0);
    for (size_t i = 0; filtered && i < t->alternatives; i++) {
        const struct match_met *one = &t->alone->patterns[i], *other = &t->texts->scratch[lane].patterns[i];

        alike = alike && (!alone[i] || (one->end == other->end && one->first == other->first
                                        && one->last == other->last));
    }
    free(alone);
    return alike;
}

static void end_text(void *payload, size_t text, unsigned lane, bool filtered)
{
    struct together *t = payload;
    bool *told = t->texts->lanes[lane];

    t->done += UINT64_C(1) << text * 4;
    t->differ += !is_alike(t, t->texts->at[text], told, lane, filtered);
    t->held += filtered && !memchr(told, true, t->alternatives);
    memset(told, 0, t->alternatives);
}

/* Whether several texts, of other lengths and some none to filter, are told of as each alone is. */
static bool is_same_together(const struct match_filter *filter, struct match_filter_scratch *scratch,
                             size_t alternatives, uint32_t *state, struct tally *sum)
{
    enum { MOST = 9 };
    struct buf texts[MOST] = {{0}};
    struct str strs[MOST];
    void *told[MATCH_LANES];
    struct match_filter_texts job = {strs, below(state, MOST + 1), scratch + 1, note_alternative, told,
                                     end_text, NULL};
    struct together t = {&job, filter, scratch, alternatives, 0, 0, 0};

    for (size_t i = 0; i < job.count; i++) {
        for (uint32_t parts = below(state, 4); parts > 0; parts--)
            add_text(&texts[i], state);
        strs[i] = buf_str(&texts[i]);
    }
    for (int k = 0; k < MATCH_LANES; k++) {
        told[k] = must_realloc(NULL, alternatives);
        memset(told[k], 0, alternatives);
    }
    job.payload = &t;
    match_filter_scan_texts(filter, &job);
    for (int k = 0; k < MATCH_LANES; k++)
        free(told[k]);
    for (size_t i = 0; i < job.count; i++) {
        buf_free(&texts[i]);
        t.done -= UINT64_C(1) << i * 4;
    }
    sum->held_together += t.held;
    return t.done == 0 && t.differ == 0;
}

/* Whether the filter lets all texts through in which the pattern matches, and knows where that may be. */
static bool is_sound(pcre2_code *code, const struct match_alternatives *alternatives,
                     const struct match_literals *literals, uint32_t *state, struct tally *sum)
{
    enum { TEXTS = 200 };
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    size_t *first = must_realloc(NULL, (alternatives->count + 1) * sizeof *first);
    struct match_filter_scratch scratch[1 + MATCH_LANES];
    struct match_filter *filter;
    struct buf text = {0};
    bool sound = true, *told = must_realloc(NULL, alternatives->count);

    for (size_t i = 0; i < alternatives->count; i++) {
        first[i] = alternatives->at[i].first_literal;
        sum->placed += alternatives->at[i].begins_with_need;
    }
    first[alternatives->count] = literals->count;
    match_filter_new(&filter, literals, first, alternatives->count);
    for (int i = 0; i <= MATCH_LANES; i++)
        match_filter_scratch_new(&scratch[i], alternatives->count);
    for (size_t i = 0; i < TEXTS; i++) {
        buf_clear(&text);
        add_text(&text, state);
        memset(told, 0, alternatives->count);
        sum->texts++;
        if (!match_filter_scan(filter, scratch, buf_str(&text), note_alternative, told))
            continue;
        sum->held += memchr(told, true, alternatives->count) == NULL;
        sound = holds_all(code, data, buf_str(&text), told, alternatives, scratch, sum) && sound;
    }
    for (size_t i = 0; i < TEXTS / 10; i++)
        sound = is_same_together(filter, scratch, alternatives->count, state, sum) && sound;
    free(told);
    match_filter_free(filter);
    for (int i = 0; i <= MATCH_LANES; i++)
        match_filter_scratch_free(&scratch[i]);
    pcre2_match_data_free(data);
    buf_free(&text);
    free(first);
    return sound;
}

static void try_pattern(const char *pattern, uint32_t *state, struct tally *sum)
{
    struct match_alternatives alternatives = {0};
    struct match_literals literals = {0};
    struct arena a = {0};
    bool bounded;
    pcre2_code *code = match_compile_text(pattern, false, 0);

    if (code && match_find_literals(&alternatives, &literals, &a, pattern, &bounded)) {
        sum->filtered++;
        sum->several += literals.at[literals.count - 1].need > 0;
        if (!is_sound(code, &alternatives, &literals, state, sum) && sum->unsound++ == 0)
            printf("# %s\n", pattern);
    }
    pcre2_code_free(code);
    free(alternatives.at);
    free(literals.at);
    arena_free(&a);
}

static void test_soundness(void)
{
    enum { PATTERNS = 10000 };
    struct tally sum = {.limits = pcre2_match_context_create(NULL)};
    uint32_t state = 20260101;

    pcre2_set_match_limit(sum.limits, 5000);
    for (size_t i = 0; i < PATTERNS; i++) {
        bool bound = below(&state, 2);
        struct buf pattern = {0};

        buf_add(&pattern, bound ? STR("(?<!\\w)(?:") : STR("(?:"));
        add_part(&pattern, &state, 2);
        buf_add(&pattern, bound ? STR(")(?!\\w)") : STR(")"));
        try_pattern(buf_text(&pattern), &state, &sum);
        buf_free(&pattern);
    }
    printf("# %zu patterns are filtered, %zu by several needs, %zu alternatives have places; %zu of %zu texts match, "
           "%zu are held back\n", sum.filtered, sum.several, sum.placed, sum.matched, sum.texts, sum.held);
    ok(sum.filtered > PATTERNS / 10 && sum.several > 20 && sum.placed > PATTERNS / 10 && sum.matched > 1000
       && sum.held > 1000 && sum.held_together > 1000, "enough is filtered, placed, matched and held back");
    ok(sum.unsound == 0, "no match is held back, and each begins where one may");
    pcre2_match_context_free(sum.limits);
}

static void test_begins(void)
{
    static const struct { const char *pattern; bool begins; } asked[] = {
        {BOUND("dads?"), true}, {BOUND("(un)?known"), true},
        {BOUND("(good|best)\\s+(\\w+\\s+)?(practice|help)"), true},
        {BOUND("(?<=a )(?!good)(good|best)"), true}, {BOUND("(helps?\\s+\\w+|assist)+\\s+with"), true},
        {BOUND("(very\\s+)?good"), false}, {BOUND("an\\s+\\w+\\s+example"), false}, {BOUND("\\w+\\s+good"), false},
        {BOUND("(very)*\\s+good"), false}, {BOUND("(help|\\w+\\s+work)\\s+with"), false},
    };
    bool right = true;

    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        struct match_alternatives alternatives = {0};
        struct match_literals literals = {0};
        struct arena a = {0};
        bool bounded, known = match_find_literals(&alternatives, &literals, &a, asked[i].pattern, &bounded);

        if (!known || alternatives.at[0].begins_with_need != asked[i].begins) {
            right = false;
            printf("# %s\n", asked[i].pattern);
        }
        free(alternatives.at);
        free(literals.at);
        arena_free(&a);
    }
    ok(right, "where a match can only begin with what the pattern needs first is known");
}

static bool is_blank_byte(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_sign_of_two(int a, int b)
{
    return (a == 0xc2 && (b == 0x85 || b == 0xa0)) || (a == 0xc5 && b == 0xbf);
}

/* Any two ASCII characters, and any character of two bytes, at any place: which make a text that is not filtered. */
static void test_pairs(void)
{
    enum { SIZE = 19 };
    struct match_literals literals = {0};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    const size_t first[] = {0, 1};
    size_t wrong = 0;

    *VEC_PUSH(&literals) = (struct match_literal){.text = STR("xx yy")};
    match_filter_new(&filter, &literals, first, 1);
    match_filter_scratch_new(&scratch, 1);
    for (int a = 1; a < 256; a++)
        for (int b = 1; b < 256; b++) {
            bool refused = (is_blank_byte(a) && is_blank_byte(b)) || is_sign_of_two(a, b);
            bool is_text = a < 0x80 ? b < 0x80 : a >= 0xc2 && a < 0xe0 && b >= 0x80 && b < 0xc0;

            for (size_t at = 0; is_text && at + 2 <= SIZE; at++) {
                char text[] = "abcdefghijklmnopqrs";

                text[at] = (char)a;
                text[at + 1] = (char)b;
                wrong += match_filter_scan(filter, &scratch, (struct str){text, SIZE}, note, &(struct seen){""})
                    == refused;
            }
        }
    ok(wrong == 0, "two blanks in a row and signs of two bytes are seen at any place, and nothing else is");
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    free(literals.at);
}

static void add_long_text(struct buf *out, uint32_t number)
{
    uint32_t state = number * 2654435761u + 1;

    for (int i = 0; i < 20; i++)
        buf_add_char(out, (char)('a' + below(&state, 26)));
}

/* More texts than the table has states for: the long ones are cut, and found all the same. */
static void test_many(void)
{
    enum { MANY = 20000 };
    struct match_literals literals = {0};
    struct match_filter_scratch scratch;
    struct match_filter *filter;
    struct arena a = {0};
    size_t *first = must_realloc(NULL, (MANY + 1) * sizeof *first), missed = 0;
    bool *told = must_realloc(NULL, MANY);
    struct buf text = {0};

    for (uint32_t i = 0; i < MANY; i++) {
        buf_clear(&text);
        add_long_text(&text, i);
        first[i] = i;
        *VEC_PUSH(&literals) = (struct match_literal){.text = arena_str(&a, buf_str(&text)), .at_edge = true,
                                                      .to_edge = true};
    }
    first[MANY] = MANY;
    match_filter_new(&filter, &literals, first, MANY);
    match_filter_scratch_new(&scratch, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        memset(told, 0, MANY);
        missed += !match_filter_scan(filter, &scratch, literals.at[i].text, note_alternative, told) || !told[i];
    }
    ok(missed == 0, "of more texts than there is room for each is found");
    match_filter_free(filter);
    match_filter_scratch_free(&scratch);
    buf_free(&text);
    free(literals.at);
    free(first);
    free(told);
    arena_free(&a);
}

int main(void)
{
    test_pairs();
    test_begins();
    test_many();
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        is_text(needed[i].literals, literals_of(needed[i].pattern), needed[i].what);
    test_scans();
    test_characters();
    test_soundness();
    return done_testing();
}
