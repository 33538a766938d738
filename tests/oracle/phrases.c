/* Patterns as people write them: words with endings, choices of phrases, gaps of some words, what must stand before. */
#include "oracle/chance.h"
#include "oracle/generate.h"

static void add_word(struct buf *out, uint32_t *seed)
{
    static const char *const words[] = {
        "father", "dad", "step-?father", "mother", "child", "care", "care leaver", "kin", "kinship", "social work",
        "support", "service", "risk", "assess", "good", "best", "practice", "evidence", "engag", "involv", "no", "not",
        "the", "of", "and", "a", "is", "was", "in", "early help", "school", "safeguarding", "multi-agency",
        "child protection conference", "mental health", "Mosaic", "MASH", "\xc2\xa3", "%", "\xc2\xbd", "caf\xc3\xa9",
        "Si\xc3\xa2n", "na\xc3\xafve", "Ynys M\xc3\xb4n", "\xc3\x89" "ire", "\xe2\x80\x93", "men", "boys?", "colou?r",
        "recogni[sz]e", "p[ae]diatric", "[Tt]eam", "\\w+ing", "\\w{3,}", "\\d+", "\\d{1,3}(,\\d{3})*", "[A-Z]\\w+",
        "[\\w'-]+", "un\\w+", "re-?assess", "\\(", "\\.", "week\\b", "skills", "asks"};

    buf_add(out, str_of(PICK(seed, words)));
}

static void add_ending(struct buf *out, uint32_t *seed)
{
    static const char *const endings[] = {"", "", "", "", "s?", "s", "\\w*", "(s|ed|ing)?", "(e|es|ed|ing)", "'s",
        "('s|s')?", "s['\xe2\x80\x99]?", "(y|ies)", "(?!s)", "(?=\\W|$)", "\\b", "\\w+", "(?:ing)?+", "(?>s?)",
        "[a-d]?", "[-s]?", "(?i:S)?", "(?-i:s)", "(en|ren's)?", "s{0,1}", "e{1}d", "t{1,2}", "[,;:]", ",?", "x{0}",
        "e{+1}d", "(s|)", "(|s|es)", "[^s]", "k+", "(ship|)"};

    buf_add(out, str_of(PICK(seed, endings)));
}

static void add_gap(struct buf *out, uint32_t *seed)
{
    static const char *const gaps[] = {" ", " ", " ", " ", " ", " (\\w+ )?", " (\\w+ ){0,3}", " (?:\\w+\\W+){0,2}?",
        "\\s+", "\\s*", " ?", "-?", "[- ]", "[- ]?", "( |-)", ",? ", "\\W+", "\\W{1,3}", " (the |an? )?", ".{0,20}",
        ".*", ".*?", "[^.]*", " (?!not )", " (?=[a-m])", "(?<! no) ", " ([\\w'-]+ ){0,4}", "(, | and | or | )",
        " (?:(?:very|most) )?", " \\S+ ", "\\D", "\\s", "\\s{1,2}", "( \\w+)*? ", "(?:\\s+\\w+)?+ ",
        "['\xe2\x80\x99]? ", "/"};

    /* The other backtracks without end: it is given up. */
    buf_add(out, below(seed, 150) ? str_of(PICK(seed, gaps)) : STR("(\\w+\\s*)+ "));
}

static void add_phrase(struct buf *out, uint32_t *seed, int depth);

static void add_choice(struct buf *out, uint32_t *seed, int depth, uint32_t alternatives)
{
    for (uint32_t i = 0; i < alternatives; i++) {
        if (i > 0)
            buf_add_char(out, '|');
        add_phrase(out, seed, depth);
    }
}

static void add_group(struct buf *out, uint32_t *seed, int depth)
{
    static const char *const openings[] = {"(", "(", "(", "(?:", "(?>", "(?i:", "(?-i:"};
    static const char *const repeats[] = {"", "", "", "", "?", "+", "*", "{1,2}", "{0,2}", "?+", "??", "{2}"};

    buf_add(out, str_of(PICK(seed, openings)));
    add_choice(out, seed, depth, 1 + below(seed, 4));
    buf_add_char(out, ')');
    buf_add(out, str_of(PICK(seed, repeats)));
}

/* At least one word of it is needed. */
static void add_phrase(struct buf *out, uint32_t *seed, int depth)
{
    uint32_t parts = 1 + below(seed, 3);

    for (uint32_t i = 0; i < parts; i++) {
        if (i > 0)
            add_gap(out, seed);
        if (depth > 0 && below(seed, 4) == 0) {
            add_group(out, seed, depth - 1);
            add_gap(out, seed);
        }
        add_word(out, seed);
        add_ending(out, seed);
    }
}

static void add_pattern(struct buf *out, uint32_t *seed, const char *element)
{
    static const char *const before[] = {"(?<!not )", "(?<=the )", "\\b", "^\\W*", "(?!un)", "(?<![a-c])", "\\W",
                                         "(?<!\\w)"};
    static const char *const behind[] = {"(?! (not|never))", "(?=\\W|$)", "$", "(?!\\w)", "\\b", "(?! (\\w+ )?no\\b)"};
    const char *bound = below(seed, 6) ? "" : " bound='no'", *match_case = below(seed, 8) ? "" : " case='match'";
    uint32_t alternatives = below(seed, 20) == 0 ? 20 : 1 + below(seed, 5);

    buf_add_format(out, "<%s%s%s><![CDATA[", element, bound, match_case);
    if (below(seed, 6) == 0)
        buf_add(out, str_of(PICK(seed, before)));
    add_choice(out, seed, 2, alternatives);
    if (below(seed, 6) == 0)
        buf_add(out, str_of(PICK(seed, behind)));
    buf_add_format(out, "]]></%s>", element);
}

void generate_phrases(struct buf *out, uint32_t *seed)
{
    buf_add(out, STR("<codebook xmlns='urn:excerpta:codebook:1' id='b' version='1'><title>B</title><terms id='t'>"));
    for (uint32_t i = 0; i < 3; i++)
        add_pattern(out, seed, "pattern");
    add_pattern(out, seed, "except");
    buf_add(out, STR("</terms><theme id='t'><title>T</title>"));
    for (uint32_t i = 0; i < 10; i++) {
        buf_add_format(out, "<code id='c%u' unit='%s'><title>C</title><rule id='r'>", i,
                       below(seed, 3) ? "sentence" : "block");
        if (i == 0)
            buf_add(out, STR("<terms ref='t'/>"));
        else
            add_pattern(out, seed, "pattern");
        buf_add(out, STR("</rule></code>"));
    }
    buf_add(out, STR("</theme></codebook>"));
}
