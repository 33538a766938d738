#include "codebook/codebook.h"
#include "document/builder.h"
#include "match/match_internal.h"
#include "tap.h"

#include <stdlib.h>

/* A codebook around the parts of a case; <modifiers> come from a small file of their own. */
#define TERMS \
    "<terms id='man'><pattern>fathers?|dads?|step-?fathers?</pattern><except>founding fathers?</except></terms>" \
    "<terms id='two'><pattern>care</pattern><pattern>care leavers?</pattern></terms>" \
    "<scale id='mood'><cue weight='1'><pattern>good</pattern></cue><cue " \
    "weight='-2'><pattern>bad</pattern></cue></scale>" \
    "<scale id='rate' per-words='100'><cue weight='1'><pattern>good</pattern></cue></scale>"
#define CODE(id, unit, inner) \
    "<code id='" id "' unit='" unit "'><title>T</title>" inner "</code>"
#define RULE(inner) "<rule id='r'>" inner "</rule>"
#define SENTENCE(inner) CODE("c", "sentence", RULE(inner))
#define BLOCK(inner) CODE("c", "block", RULE(inner))
#define SECTION(inner) CODE("c", "section", RULE(inner))
#define REPORT(inner) CODE("c", "report", RULE(inner))
#define P(text) "<pattern>" text "</pattern>"

static const char modifiers[] =
    "<modifiers xmlns='urn:excerpta:codebook:1' version='1'>"
    "<modifier id='not' standing='absent' direction='forward' within='3'><pattern>not|no|never</pattern>"
    "<except>not only</except><until>but|however</until></modifier>"
    "<modifier id='are-not' standing='absent' direction='backward'><pattern>(was|were) absent</pattern></modifier>"
    "<modifier id='failings' standing='absent' direction='forward' previous='yes'>"
    "<pattern>failings include</pattern><until>however</until></modifier>"
    "<modifier id='will' standing='planned' direction='both' within='6'><pattern>will|plans? to</pattern></modifier>"
    "<modifier id='ex' standing='past' direction='both' within='0' "
    "inside='yes'><pattern>former\\w*</pattern></modifier>"
    "</modifiers>";

struct match_case {
    const char *what, *codes, *text, *found;
};

static bool note(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct buf *seen = payload;

    (void)err;
    buf_add_format(seen, "%s/%s/%s[%u,%u)", e->code->id, e->rule->id, standing_words[e->standing], e->range.start,
                   e->range.stop);
    for (size_t i = 0; i < e->span_count; i++)
        buf_add_format(seen, "%s%u,%u", i ? " " : "{", e->spans[i].start, e->spans[i].stop);
    buf_add_format(seen, "%s ", e->span_count ? "}" : "{}");
    return true;
}

static bool note_problem(void *payload, const struct match_problem *p, struct error *err)
{
    struct buf *seen = payload;

    (void)err;
    buf_add_format(seen, "%s gave up [%u,%u): %s ", p->code->id, p->range.start, p->range.stop, p->reason);
    return true;
}

static bool compile(const char *codes, struct codebook **book, struct match_program **program, struct error *err)
{
    struct buf xml = {0};
    bool ok;

    buf_add_format(&xml, "<codebook xmlns='urn:excerpta:codebook:1' id='b' version='1'><title>B</title>"
                   "<modifiers ref='test_match.tmp'/>%s<theme id='t'><title>T</title>%s</theme></codebook>", TERMS,
                   codes);
    ok = codebook_parse(book, buf_str(&xml), "book.xml", err) && match_compile(program, *book, err);
    buf_free(&xml);
    return ok;
}

/* What the codes find in doc, or why they cannot be compiled. */
static void run(const char *codes, const struct document *doc, struct buf *seen)
{
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    struct match_sink sink = {note, note_problem, seen};
    struct error err;

    if (!compile(codes, &book, &program, &err) || !match_worker_new(&worker, program, &err)
        || !match_run(worker, doc, &sink, &err))
        buf_add(seen, str_of(err.text));
    if (worker) {       /* a worker that has seen a document finds the same in it again; without the filter too */
        static const char *const when[] = {"when run again", "without the filter"};
        struct buf again = {0};
        struct match_sink second = {note, note_problem, &again};

        for (int i = 0; i < 2; i++) {
            buf_clear(&again);
            if (!match_run(worker, doc, &second, &err) || strcmp(buf_text(seen), buf_text(&again)) != 0)
                buf_add_format(seen, "(and another result %s: %s)", when[i], buf_text(&again));
            match_drop_filter(program);
            match_worker_free(worker);
            if (!match_worker_new(&worker, program, &err))
                abort();
        }
        buf_free(&again);
    }
    match_worker_free(worker);
    match_free(program);
    codebook_free(book);
}

static void test_cases(const struct match_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct document *doc = NULL;
        struct buf seen = {0};
        struct error err;

        if (document_of_passage(&doc, str_of(cases[i].text), &err))
            run(cases[i].codes, doc, &seen);
        else
            buf_add(&seen, str_of(err.text));
        is_text(cases[i].found, buf_text(&seen), cases[i].what);
        document_free(doc);
        buf_free(&seen);
    }
}
#define TEST_CASES(cases) test_cases(cases, sizeof cases / sizeof cases[0])

static const struct match_case patterns[] = {
    {"no match", SENTENCE(P("xyz")), "One. Two.", ""},
    {"a pattern's hits, all of them", SENTENCE(P("t")), "T or t.", "c/r/present[0,7){0,1 5,6} "},
    {"a word is whole", SENTENCE(P("dads?")), "A dadaist. Dads!", "c/r/present[11,16){11,15} "},
    {"each alternative is whole", SENTENCE(P("one|two")), "Ones twos. Two.", "c/r/present[11,15){11,14} "},
    {"unbound", SENTENCE("<pattern bound='no'>dad</pattern>"), "A dadaist.", "c/r/present[0,10){2,5} "},
    {"letters beyond ASCII fold", SENTENCE(P("p\xc3\xa8re")), "Le P\xc3\x88RE.", "c/r/present[0,9){3,8} "},
    {"and bound a word", SENTENCE(P("p")), "p\xc3\xa8. P.", "c/r/present[5,7){5,6} "},
    {"case heeded where asked", SENTENCE("<pattern case='match'>MASH</pattern>"), "Mash. MASH.",
     "c/r/present[6,11){6,10} "},
    {"a blank over a line's end", SENTENCE(P("early help")), "The early\nhelp came.", "c/r/present[0,20){4,14} "},
    {"two blanks, and a no-break one", SENTENCE(P("early  help")), "Early\xc2\xa0help.", "c/r/present[0,12){0,11} "},
    {"a blank made optional", SENTENCE(P("step ?father")), "Stepfather. Step  father.",
     "c/r/present[0,11){0,10} c/r/present[12,25){12,24} "},
    {"a blank's quantifiers", SENTENCE(P("a *b")), "ab a  b", "c/r/present[0,7){0,2 3,7} "},
    {"a blank counted", SENTENCE(P("a {2}b")), "a b; a  b", "c/r/present[0,9){5,9} "},
    {"either apostrophe", SENTENCE(P("father's")), "A father\xe2\x80\x99s. A father's.",
     "c/r/present[0,13){2,12} c/r/present[14,25){16,24} "},
    {"in a class too", SENTENCE(P("father[']s")), "A father\xe2\x80\x99s.", "c/r/present[0,13){2,12} "},
    {"a hyphen that does not break", SENTENCE(P("step-father")), "A step\xe2\x80\x91" "father.",
     "c/r/present[0,16){2,15} "},
    {"a hyphen in a class is itself", SENTENCE(P("step[-]father")), "A step\xe2\x80\x91" "father.", ""},
    {"escapes stay", SENTENCE(P("\\Qa b\\E|c\\ d|\\x{65}\\-f")), "a  b; a b; c d; e-f",
     "c/r/present[0,19){6,9 11,14 16,19} "},
    {"groups and names stay", SENTENCE(P("(?'n'a)-(?P=n)(?#it's) (?i-s:b)(?=.)")), "a-a b.", "c/r/present[0,6){0,5} "},
    {"line breaks beside a bar or group are layout", SENTENCE(P("\n one\n |two three\n  four|\n (\n  five\n )\n")),
     "One. Two three four. Five.", "c/r/present[0,4){0,3} c/r/present[5,20){5,19} c/r/present[21,26){21,25} "},
    {"lookaround does not see out of its unit", SENTENCE("<pattern bound='no'>(?&lt;!A! )B</pattern>"), "A! B!",
     "c/r/present[3,5){3,4} "},
    {"a match stays in its block", BLOCK(P("one two")), "one\n\ntwo one two", "c/r/present[5,16){9,16} "},
    {"any text may match over sentences of a block", BLOCK(P("one\\. two")), "One. Two.", "c/r/present[0,9){0,8} "},
    {"\\K is refused", SENTENCE(P("a\\Kb")), "",
     "code c: line 1: pattern, column 2, at \"\\Kb\": \\K is refused: it can put a match's end before its start"},
    {"(?x) is refused", SENTENCE(P("(?ix)b")), "", "code c: line 1: pattern, column 4, at \"x)b\": (?x) is refused: "
     "blanks mean something in a codebook's patterns"},
    {"the author's column", SENTENCE(P("step-father's (dads")), "",
     "code c: line 1: pattern, column 20, at its end: missing closing parenthesis"},
    {"the author's line", SENTENCE(P("one|\n two|\n  *three")), "",
     "code c: line 3: pattern, column 3, at \"*three\": quantifier does not follow a repeatable item"},
    {"a closing parenthesis too many", SENTENCE(P("a)(b")), "",
     "code c: line 1: pattern, column 2, at \")(b\": this closing parenthesis was never opened"},
    {"a pattern that needs no word", SENTENCE(P("a*")), "", "code c: line 1: pattern, column 1, at \"a*\": it would "
     "match "
     "without any words; make a part of it needed"},
    {"one that looks only", SENTENCE(P("(?=a)")), "", "code c: line 1: pattern, column 1, at \"(?=a)\": it would match "
     "without any words; make a part of it needed"},
    {"a pattern without end is given up and told", SENTENCE("<pattern bound='no'>(x+x+)+y\\b</pattern>"),
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya z. No.", "c gave up [0,45): backtracks too much "},
    {"and others go on", SENTENCE("<pattern bound='no'>(x+x+)+y\\b</pattern>") CODE("d", "sentence", RULE(P("z"))),
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya z. No.", "c gave up [0,45): backtracks too much "
     "d/r/present[0,45){43,44} "},
    {"what it needs is missing: it matches nothing, however long it would take",
     SENTENCE("<pattern bound='no'>(x+x+)+zy\\b</pattern>"), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya z. No.", ""},
    {"another part of the rule cannot match: nothing is told", SENTENCE("<all><pattern bound='no'>(x+x+)+y\\b</pattern>"
     P("father") "</all>"), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya z. No.", ""},
    {"so does the code's next rule", CODE("c", "sentence", "<rule id='r'><pattern "
     "bound='no'>(x+x+)+y\\b</pattern></rule>"
     "<rule id='s'><pattern>z</pattern></rule>"), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya z.",
     "c/s/present[0,45){43,44} c gave up [0,45): backtracks too much "},
    {"behind the last of what it needs nothing is given up", SENTENCE("<pattern bound='no'>(x+x+)+y es</pattern>"),
     "xxy es, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxya es. No.", "c/r/present[0,54){0,6} "},
    {"braces that stand for themselves", SENTENCE(P("ab{+1}cd")), "ab{1}cd. Abcd.", "c/r/present[0,8){0,7} "},
    {"a vowel separator is a blank", SENTENCE(P("early help")), "Early\xe1\xa0\x8ehelp.", "c/r/present[0,13){0,12} "},
};

static const struct match_case rules[] = {
    {"a term list", SENTENCE("<terms ref='man'/>"), "A dad, his Father.", "c/r/present[0,18){2,5 11,17} "},
    {"an except's overlap strikes out", SENTENCE("<terms ref='man'/>"), "The founding fathers. A father.",
     "c/r/present[22,31){24,30} "},
    {"patterns of a list: the longest, none overlapping", SENTENCE("<near within='9'><terms ref='two'/>" P("x")
     "</near>"),
     "Care leavers x.", "c/r/present[0,15){0,12 13,14} "},
    {"the first rule that holds tags", CODE("c", "sentence", "<rule id='one'>" P("a") "</rule><rule id='two'>" P("b")
     "</rule>"), "B a. B.", "c/one/present[0,4){2,3} c/two/present[5,7){5,6} "},
    {"all that stands in a rule", SENTENCE(P("a") P("b")), "A! B a! B!", "c/r/present[3,7){3,4 5,6} "},
    {"any", SENTENCE("<any>" P("a") P("b") "</any>"), "C! B! A b!", "c/r/present[3,5){3,4} c/r/present[6,10){6,7 "
     "8,9} "},
    {"all in any", SENTENCE("<any><all>" P("a") P("b") "</all>" P("c") "</any>"), "A! C a! A b!",
     "c/r/present[3,7){3,4} c/r/present[8,12){8,9 10,11} "},
    {"near, in either order", SENTENCE("<near within='1'>" P("a") P("b") "</near>"), "A x b. B a. A x x b.",
     "c/r/present[0,6){0,1 4,5} c/r/present[7,11){7,8 9,10} "},
    {"near as given", SENTENCE("<near within='1' order='as-given'>" P("a") P("b") "</near>"), "B a. A b.",
     "c/r/present[5,9){5,6 7,8} "},
    {"followed-by, three", SENTENCE("<followed-by within='1'>" P("a") P("b") P("c") "</followed-by>"),
     "A x b x c. A c b. A b b x x c.", "c/r/present[0,10){0,1 4,5 8,9} "},
    {"near takes a farther hit where the nearest leads nowhere", SENTENCE("<followed-by within='2'>" P("a") P("b")
     P("c")
     "</followed-by>"), "A b x b c.", "c/r/present[0,10){0,1 6,7 8,9} "},
    {"near's distance is between neighbours", SENTENCE("<near within='1'>" P("a") P("b") P("c") "</near>"),
     "A x c x b.",
     "c/r/present[0,10){0,1 4,5 8,9} "},
    {"near's hits do not overlap", SENTENCE("<near within='5'>" P("big dog") P("dog") "</near>"),
     "Big dog. Big dog dog.",
     "c/r/present[9,21){9,16 17,20} "},
    {"near: each first hit, its closest", SENTENCE("<near within='3'>" P("a") P("b") "</near>"), "A b x a x x b.",
     "c/r/present[0,14){0,1 2,3 6,7} "},
    {"near in near", SENTENCE("<near within='0'><near within='0'>" P("a") P("b") "</near>" P("c") "</near>"),
     "A b c. A c b.", "c/r/present[0,6){0,1 2,3 4,5} "},
    {"any in near", SENTENCE("<near within='0'><any>" P("a") P("b") "</any>" P("c") "</near>"), "A b c.",
     "c/r/present[0,6){2,3 4,5} "},
    {"near stays in a block", SECTION("<near within='9'>" P("a") P("b") "</near>"), "A.\n\nB.\n\nB a.",
     "c/r/present[0,12){8,9 10,11} "},
    {"words are counted, not marks", SENTENCE("<near within='2'>" P("a") P("b") "</near>"),
     "A \xe2\x80\x93 1, (2) & b.", "c/r/present[0,17){0,1 15,16} "},
    {"not", SENTENCE(P("a") "<not>" P("b") "</not>"), "A b. A.", "c/r/present[5,7){5,6} "},
    {"not in the block", SENTENCE(P("a") "<not scope='block'>" P("b") "</not>"), "A. B.\n\nA.",
     "c/r/present[7,9){7,8} "},
    {"not in the section", SENTENCE(P("a") "<not scope='section'>" P("b") "</not>"), "A. C.\n\nB.", ""},
    {"not before", SENTENCE(P("a") "<not scope='previous'>" P("b") "</not>"), "B! A! A!\n\nA!",
     "c/r/present[6,8){6,7} c/r/present[10,12){10,11} "},
    {"not, of a block: where the hits are", BLOCK(P("a") "<not>" P("b") "</not>"), "A! B!\n\nA b!",
     "c/r/present[0,5){0,1} "},
    {"around: the sentence before", SENTENCE(P("a") "<around scope='previous'>" P("b") "</around>"), "B! A! A!\n\nA!",
     "c/r/present[3,5){3,4} "},
    {"around: the block", SENTENCE(P("a") "<around scope='block'>" P("b") "</around>"), "A! B!\n\nA!",
     "c/r/present[0,2){0,1} "},
    {"around, of a block: where one of the hits is", BLOCK(P("a") "<around>" P("b") "</around>"), "A! B!\n\nA! A b!",
     "c/r/present[7,14){7,8 10,11} "},
    {"around or a not of the same", SENTENCE(P("a") "<any><around scope='previous'>" P("b") "</around><not>" P("c")
     "</not></any>"), "B! A c! A c! A!", "c/r/present[3,7){3,4} c/r/present[13,15){13,14} "},
    {"what is around is no hit that a cue reaches", SENTENCE(P("a") "<around scope='previous'>" P("b") "</around>"),
     "Not b! A!", "c/r/present[7,9){7,8} "},
    {"around, of a block: each word of a near", BLOCK("<near within='5'>" P("a") P("b") "</near><around>" P("c")
     "</around>"), "A! B c!\n\nA! B! C!", "c/r/present[0,7){0,1 3,4} "},
    {"around, of a block: before the hits", BLOCK(P("a") "<around scope='previous'>" P("b") "</around>"),
     "A! B!\n\nB! A!", "c/r/present[7,12){10,11} "},
    {"around, of a section", SECTION(P("a") "<around scope='block'>" P("b") "</around>"), "A!\n\nB!", ""},
    {"around, of a section: the hit's block", SECTION(P("a") "<around scope='block'>" P("b") "</around>"),
     "A!\n\nB! A!", "c/r/present[0,9){0,1 7,8} "},
    {"around the hits that are left", BLOCK(P("a") "<around>" P("b") "</around><unless>" P("c") "</unless>"),
     "A b c! A!\n\nA c! A b!", "c/r/present[11,20){16,17} "},
    {"around the unit where none are left", BLOCK("<any>" P("a") "<around>" P("b") "</around></any><around>" P("b")
     "</around><unless scope='match'>" P("a") "</unless>"), "A! B!", "c/r/present[0,5){} "},
    {"what is around is not struck out", BLOCK(P("a") "<around scope='previous'>" P("b") "</around>"
     "<unless scope='match'>" P("b") "</unless>"), "B! A!", "c/r/present[0,5){3,4} "},
    {"nor left out where a cue reaches it", BLOCK(P("a") "<around scope='previous'>" P("b") "</around>"),
     "Not a! Not b! A!", "c/r/present[0,16){4,5 14,15} "},
    {"about one that no cue reaches it is asked anew", BLOCK(P("a") "<around scope='previous'>" P("b") "</around>"),
     "B! Not a! A!", "c/r/absent[0,12){7,8 10,11} "},
    {"around in around: two sentences before", SENTENCE(P("a") "<around scope='previous'><around scope='previous'>"
     P("b") "</around></around>"), "B! A! A! A!", "c/r/present[6,8){6,7} "},
    {"around in a not", SENTENCE(P("a") "<not><around scope='previous'>" P("b") "</around></not>"), "B! A! A!",
     "c/r/present[6,8){6,7} "},
    {"around in an unless", SENTENCE(P("a") "<unless><around scope='previous'>" P("b") "</around></unless>"),
     "B! A! A!", "c/r/present[6,8){6,7} "},
    {"around alone", SENTENCE("<around scope='previous'>" P("a") "</around>"), "A! B!", "c/r/present[3,5){} "},
    {"not alone", SENTENCE("<not>" P("a") "</not>"), "A! B!", "c/r/present[3,5){} "},
    {"unless", SENTENCE(P("a") "<unless>" P("b") "</unless>"), "A b. A.", "c/r/present[5,7){5,6} "},
    {"unless before", SENTENCE(P("a") "<unless scope='previous'>" P("b") "</unless>"), "B! A! A!",
     "c/r/present[6,8){6,7} "},
    {"unless in the block", SENTENCE(P("a") "<unless scope='block'>" P("b") "</unless>"), "A. B.\n\nA.",
     "c/r/present[7,9){7,8} "},
    {"unless strikes hits out sentence by sentence", BLOCK(P("a") "<unless>" P("b") "</unless>"), "A b. A.\n\nA b.",
     "c/r/present[0,7){5,6} "},
    {"unless that overlaps", SENTENCE(P("a") "<unless scope='match'>" P("a x") "</unless>"), "A x, a. A x.",
     "c/r/present[0,7){5,6} "},
    {"near chooses again without what is struck", SENTENCE("<near within='5'>" P("a") P("b")
     "</near><unless scope='match'>" P("b y") "</unless>"), "A b y b.", "c/r/present[0,8){0,1 6,7} "},
    {"unless of several, any strikes", SENTENCE(P("a") "<unless>" P("b") P("c") "</unless>"), "A c. A.",
     "c/r/present[5,7){5,6} "},
    {"unless all", SENTENCE(P("a") "<unless><all>" P("b") P("c") "</all></unless>"), "A b c. A c.",
     "c/r/present[7,11){7,8} "},
    {"a balance above", BLOCK("<balance scale='mood' above='0'/>"), "Good good bad bad.\n\nGood.\n\nNone.",
     "c/r/present[20,25){20,24} "},
    {"a balance below, and both", BLOCK("<balance scale='mood' above='-2.5' below='-1'/>"), "Bad bad.\n\nBad.\n\nNone.",
     "c/r/present[10,14){10,13} "},
    {"a balance by words, 100 at least", BLOCK("<balance scale='rate' above='1'/>"), "Good.\n\nGood good.",
     "c/r/present[7,17){7,11 12,16} "},
    {"a struck cue does not weigh", BLOCK("<balance scale='mood' above='0'/><unless scope='match'>" P("no good")
     "</unless>"), "No good.\n\nGood.", "c/r/present[10,15){10,14} "},
    {"a struck cue does not pull a balance down", BLOCK("<balance scale='mood' above='0'/><unless scope='match'>"
     P("not bad") "</unless>"), "Good, not bad.", "c/r/present[0,14){0,4} "},
    {"a not stands beside the hits that are left", BLOCK(P("a") "<not>" P("b") "</not><unless>" P("c") "</unless>"),
     "A b c. A.", "c/r/present[0,9){7,8} "},
    {"a hit that ends in a struck sentence began before it", BLOCK(P("a\\. b") "<unless>" P("c") "</unless>"),
     "X a. B c.", "c/r/present[0,9){2,6} "},
    {"a report is a unit", REPORT(P("a") P("b")), "A.\n\nB.", "c/r/present[0,6){0,1 4,5} "},
    {"the larger unit first, then the codebook's order", CODE("s", "sentence", RULE(P("a"))) CODE("t", "sentence",
     RULE(P("a")))
     CODE("b", "block", RULE(P("a"))) CODE("n", "section", RULE(P("a"))) CODE("r", "report", RULE(P("a"))), "A.",
     "r/r/present[0,2){0,1} n/r/present[0,2){0,1} b/r/present[0,2){0,1} s/r/present[0,2){0,1} t/r/present[0,2){0,1} "},
    {"the empty text", SENTENCE(P("a")), "", ""},
};

#define KEEP(use) CODE("c", "sentence", RULE("<terms ref='man'/>") "<standing " use "/>")
static const struct match_case standings[] = {
    {"forward", SENTENCE(P("seen")), "Not always seen. Seen not.",
     "c/r/absent[0,16){11,15} c/r/present[17,26){17,21} "},
    {"within so many words", SENTENCE(P("seen")), "Not a b c seen. Not a b c d seen.",
     "c/r/absent[0,15){10,14} c/r/present[16,33){28,32} "},
    {"an except's cue is none", SENTENCE(P("seen")), "Not only seen.", "c/r/present[0,14){9,13} "},
    {"until", SENTENCE(P("seen")), "Not here but seen.", "c/r/present[0,18){13,17} "},
    {"an until beyond the hit ends nothing", SENTENCE(P("seen")), "Not seen but.", "c/r/absent[0,13){4,8} "},
    {"backward, to the sentence's end", SENTENCE(P("dads")), "Dads a b c d e f were absent. Were absent dads.",
     "c/r/absent[0,29){0,4} c/r/present[30,47){42,46} "},
    {"the sentence before reaches all", SENTENCE(P("dads")), "Failings include. The dads. Dads.",
     "c/r/absent[18,27){22,26} c/r/present[28,33){28,32} "},
    {"but not over an until", SENTENCE(P("dads")), "Failings include. However, dads.", "c/r/present[18,32){27,31} "},
    {"nor over a block's end", SENTENCE(P("dads")), "Failings include.\n\nDads.", "c/r/present[19,24){19,23} "},
    {"planned, both ways", SENTENCE(P("dads")), "We will see dads. Dads we will.",
     "c/r/planned[0,17){12,16} c/r/planned[18,31){18,22} "},
    {"absent is stronger than planned", SENTENCE(P("seen")), "Will not be seen.", "c/r/absent[0,17){12,16} "},
    {"one hit unreached is present", SENTENCE(P("seen")), "Seen, not seen.", "c/r/present[0,15){0,4 10,14} "},
    {"a near is reached by any part", SENTENCE("<near within='9'><terms ref='man'/>" P("seen") "</near>"),
     "Dads are not seen.", "c/r/absent[0,18){0,4 13,17} "},
    {"all is present by unreached hits only", SENTENCE("<terms ref='man'/>" P("seen")), "Dads are not seen. Dads seen.",
     "c/r/absent[0,18){0,4 13,17} c/r/present[19,29){19,23 24,28} "},
    {"a cue that the pattern holds does not count", SENTENCE(P("no dads")), "No dads.", "c/r/present[0,8){0,7} "},
    {"nor one in another part of a near", SENTENCE("<near within='9'>" P("no dads") P("seen") "</near>"),
     "No dads seen.",
     "c/r/present[0,13){0,7 8,12} "},
    {"but inside where it may", SENTENCE(P("formerly seen")), "Formerly seen.", "c/r/past[0,14){0,13} "},
    {"within no words", SENTENCE(P("seen")), "Formerly seen. Formerly a seen.",
     "c/r/past[0,14){9,13} c/r/present[15,31){26,30} "},
    {"of a block: each sentence its own", BLOCK(P("seen")), "Not so. Seen.\n\nNot seen.",
     "c/r/present[0,13){8,12} c/r/absent[15,24){19,23} "},
    {"sections are present", SECTION(P("seen")), "Not seen.", "c/r/present[0,9){4,8} "},
    {"drop", KEEP("absent='drop'"), "No dads. Will dads.", "c/r/planned[9,19){14,18} "},
    {"ignore", KEEP("absent='ignore' planned='ignore'"), "No dads. Will dads.",
     "c/r/present[0,8){3,7} c/r/present[9,19){14,18} "},
    {"a dropped rule lets the next try", CODE("c", "sentence", "<rule id='r'>" P("seen") "</rule><rule id='s'>"
     P("dads")
     "</rule><standing absent='drop'/>"), "Dads not seen.", "c/s/present[0,14){0,4} "},
    {"a scale's cues have no standing", BLOCK("<balance scale='mood' above='0'/>"), "Not good.",
     "c/r/present[0,9){4,8} "},
    {"keep is the default", SENTENCE("<terms ref='man'/>"), "No dads.", "c/r/absent[0,8){3,7} "},
};

static const struct {
    enum block_kind kind;
    int level;
    const char *text;
} blocks[] = {
    {BLOCK_PARAGRAPH, 0, "Dads first."},            /* 0 */
    {BLOCK_CONTENTS, 0, "Dads 7"},                  /* 12 */
    {BLOCK_HEADING, 1, "Areas for improvement"},    /* 19 */
    {BLOCK_PARAGRAPH, 0, "Dads one."},              /* 41 */
    {BLOCK_HEADING, 2, "Engaging dads"},            /* 51 */
    {BLOCK_PARAGRAPH, 0, "Mums two. Good."},        /* 65 */
    {BLOCK_HEADING, 1, "Next"},                     /* 81 */
    {BLOCK_PARAGRAPH, 0, "Dads three."},            /* 86, to 97 */
};

static const struct match_case sections[] = {
    {"contents lines belong to no unit", SENTENCE("<terms ref='man'/>"), NULL,
     "c/r/present[0,11){0,4} c/r/present[41,50){41,45} c/r/present[51,64){60,64} c/r/present[86,97){86,90} "},
    {"within a heading", SENTENCE("<terms ref='man'/><within heading='improvement'/>"), NULL,
     "c/r/present[41,50){41,45} c/r/present[51,64){60,64} "},
    {"within a path", SENTENCE(P("mums") "<within heading='improvement &gt; engaging'/>"), NULL,
     "c/r/present[65,74){65,69} "},
    {"a heading's own words count", SENTENCE("<terms ref='man'/><within heading='engaging'/>"), NULL,
     "c/r/present[51,64){60,64} "},
    {"not within", SENTENCE("<terms ref='man'/><not><within heading='improvement|next'/></not>"), NULL,
     "c/r/present[0,11){0,4} "},
    {"a section ends at the next heading", SECTION("<terms ref='man'/>"), NULL,
     "c/r/present[0,11){0,4} c/r/present[19,50){41,45} c/r/present[51,80){60,64} c/r/present[81,97){86,90} "},
    {"a section within its heading", SECTION("<within heading='engaging'/>"), NULL, "c/r/present[51,80){} "},
    {"all of a section", SECTION("<terms ref='man'/>" P("good")), NULL,
     "c/r/present[51,80){60,64 75,79} "},
    {"a section's balance", SECTION("<balance scale='mood' above='0'/>"), NULL,
     "c/r/present[51,80){75,79} "},
    {"unless in the section", SECTION("<terms ref='man'/><unless scope='section'>" P("mums") "</unless>"), NULL,
     "c/r/present[0,11){0,4} c/r/present[19,50){41,45} c/r/present[81,97){86,90} "},
    {"a report passes contents over", REPORT("<terms ref='man'/>"), NULL, "c/r/present[0,97){0,4 41,45 60,64 86,90} "},
    {"a report stands within no heading", REPORT("<within heading='.+'/>"), NULL, ""},
};

static void test_sections(void)
{
    struct document_builder *b;
    struct document *doc = NULL;
    struct error err;
    uint32_t page;

    document_builder_new(&b, "text");
    page = document_builder_page(b, "", 0, 0);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        document_builder_block(b, blocks[i].kind, blocks[i].level);
        document_builder_line(b, str_of(blocks[i].text), page);
    }
    if (!ok(document_builder_finish(b, &doc, &err), "a document with headings"))
        return;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        struct buf seen = {0};

        run(sections[i].codes, doc, &seen);
        is_text(sections[i].found, buf_text(&seen), sections[i].what);
        buf_free(&seen);
    }
    document_free(doc);
}

/* A unit in which a pattern takes few enough steps at each place, but has too many places. */
static void test_limits(void)
{
    enum { SIZE = 1200 };
    char text[SIZE + 8];
    struct document *doc = NULL;
    struct buf seen = {0};
    struct error err;

    memset(text, 'x', SIZE);
    memcpy(text + SIZE, "ya. Z.", sizeof "ya. Z.");
    if (!ok(document_of_passage(&doc, str_of(text), &err), "a passage of one long word"))
        return;
    run(SENTENCE("<pattern bound='no'>x*x*x*y\\b</pattern>") CODE("d", "sentence", RULE(P("z"))), doc, &seen);
    is_text("c gave up [0,1203): backtracks too much d/r/present[1204,1206){1204,1205} ", buf_text(&seen),
            "a long unit gets fewer steps at each place");
    document_free(doc);
    buf_free(&seen);
}

/* A report of so many blocks, and so many patterns, that rows are filled again for each pattern. */
static void test_many_blocks(void)
{
    enum { PATTERNS = 700, BLOCKS = 8500, SHOWN = 20 };
    struct buf codes = {0}, text = {0}, seen = {0};
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    struct match_sink sink = {note, note_problem, &seen};
    struct document *doc = NULL;
    struct codebook *book = NULL;
    struct error err = {0};
    size_t hits = 0;

    buf_add(&codes, STR("<code id='c' unit='report'><title>T</title><rule id='r'><any>"));
    for (int i = 0; i < PATTERNS; i++)
        buf_add_format(&codes, "<pattern>w%dx</pattern>", i);
    buf_add(&codes, STR("</any></rule></code>"));
    for (int i = 0; i < BLOCKS * SHOWN; i++)
        buf_add_format(&text, "%sw%dx", i == 0 ? "" : i % SHOWN ? " " : "\n\n", i * 7 % PATTERNS);
    if (!ok(compile(buf_text(&codes), &book, &program, &err) && document_of_passage(&doc, buf_str(&text), &err)
            && match_worker_new(&worker, program, &err) && match_run(worker, doc, &sink, &err),
            "a report of many blocks: %s", err.text))
        goto out;
    ok(worker->found_pieces.room <= 4 * MATCH_KEPT_PIECES, "what the filter found is forgotten before it is much");
    for (size_t i = 0; i < seen.size; i++)
        hits += seen.at[i] == ',';
    ok(hits == 1 + BLOCKS * SHOWN, "and each word is found: %zu", hits);
out:
    document_free(doc);
    match_worker_free(worker);
    match_free(program);
    codebook_free(book);
    buf_free(&codes);
    buf_free(&text);
    buf_free(&seen);
}

int main(void)
{
    FILE *f = fopen("test_match.tmp", "w");

    if (!f || fputs(modifiers, f) < 0 || fclose(f) != 0)
        return 1;
    TEST_CASES(patterns);
    TEST_CASES(rules);
    TEST_CASES(standings);
    test_sections();
    test_limits();
    test_many_blocks();
    remove("test_match.tmp");
    return done_testing();
}
