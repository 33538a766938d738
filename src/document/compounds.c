#include "document/compounds.h"

#include <stddef.h>

enum { SHORTEST_PART = 4, SHORTEST_REST = 5, SHORTEST_VERB = 6 };

bool document_compound_is_number(struct str first, struct str rest)
{
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    static const char *const units[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                                        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
                                        "ninth"};

    return STR_AMONG_CASELESS(first, tens) && STR_AMONG_CASELESS(rest, units);
}

/* With a word behind them these are one word, whatever it is: "understanding", "someone", "framework". */
static const char *const closed[] = {
    "some", "any", "every", "what", "where", "when", "how", "under", "over", "out", "with", "in", "on", "up", "down",
    "fore", "back", "house", "frame", "net", "work", "news", "web", "trade", "mean", "there", "post", "ex", "re",
    "ever",
};

static const char *const partners[] = {"partner", "partners", "husband", "wife", "boyfriend", "girlfriend"};

/* Most words that begin so have the hyphen, also those that a report has nowhere else. */
static const char *const free_prefixes[] = {"non", "self", "multi", "well", "cross"};

/* First parts of compounds in such reports, where the rest is a word as well. */
static const char *const firsts[] = {
    "inter", "co", "pre", "decision", "follow", "long", "short", "high", "low", "child", "face", "day", "one", "two",
    "three", "four", "five", "full", "part", "half", "step", "anti", "semi", "mid", "near", "whole", "early", "front",
    "evidence", "problem", "trauma", "strength", "strengths", "solution", "person", "family", "father", "school",
    "record", "information", "care", "safe", "peer", "policy", "risk", "hard", "year", "case", "service", "user",
};

static bool is_capital(struct str word)
{
    for (size_t i = 0; i < word.size; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z')
            return false;
    return true;
}

/* "-centred", "-keeping": no syllable that a line's end breaks off is so long. */
static bool is_participle(struct str rest)
{
    return rest.size >= SHORTEST_VERB && (str_ends(rest, STR("ed")) || str_ends(rest, STR("ing")));
}

/* "Anglo-Saxon". */
static bool is_name(struct str first, struct str rest)
{
    return (*rest.at < 'a' || *rest.at > 'z') && !(is_capital(first) && is_capital(rest));
}

/* Compounds that are told by a part alone, the other known or not. */
static bool has_free_part(struct str first, struct str rest)
{
    static const char *const rests[] = {"free", "based"};

    return (STR_AMONG_CASELESS(first, free_prefixes) && rest.size >= SHORTEST_REST)
        || (first.size >= SHORTEST_PART && STR_AMONG_CASELESS(rest, rests));
}

bool document_compound_is_likely(struct str first, bool first_known, struct str rest, bool rest_known)
{
    bool first_is_word = first.size >= SHORTEST_PART && first_known;

    if (is_name(first, rest))
        return true;
    if (str_equal_caseless(first, STR("re")) && rest_known && str_starts(rest, STR("re")))
        return true;        /* "re-referral" */
    if (str_equal_caseless(first, STR("ex")) && STR_AMONG_CASELESS(rest, partners))
        return true;
    if (STR_AMONG_CASELESS(first, closed))
        return false;
    return has_free_part(first, rest) || (first_is_word && is_participle(rest))
        || (rest_known && (first_is_word || STR_AMONG_CASELESS(first, firsts)));
}
