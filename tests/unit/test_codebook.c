#include "codebook/codebook.h"
#include "tap.h"

#include <stdlib.h>

#define OPEN "<codebook xmlns='urn:excerpta:codebook:1' id='b' version='1.0'>\n<title>B</title>\n"
#define THEME "<theme id='t'><title>T</title>\n"
#define CODE "<code id='c'><title>C</title>\n"
#define RULE "<rule id='r'><pattern>a</pattern></rule>"
#define CLOSE "</code></theme></codebook>"
#define IN_RULE(inner) OPEN THEME CODE "<rule id='r'>" inner "</rule>" CLOSE
#define IN_CODE(inner) OPEN THEME CODE inner CLOSE
#define TERMS "<terms id='man'><pattern>dad</pattern></terms>\n"
#define AUDIT(inner) OPEN THEME CODE RULE "</code></theme>\n<audit><question id='q'><text>T</text>" inner \
    "</question></audit></codebook>"

/* Each row is a codebook and the whole of what is said of it; "" is that it is taken. */
static const struct {
    const char *what, *xml, *said;
} cases[] = {
    {"the smallest codebook", IN_CODE(RULE), ""},
    {"no XML", "hello", "b.xml: line 1: Start tag expected, '<' not found"},
    {"nothing", "", "b.xml: line 1: Start tag expected, '<' not found"},
    {"XML cut short", OPEN, "b.xml: line 3: Premature end of data in tag codebook line 1"},
    {"another root", "<book/>", "b.xml: line 1: <codebook> with xmlns=\"urn:excerpta:codebook:1\" was expected, not "
     "<book> "
     "without a namespace"},
    {"another namespace", "<codebook xmlns='urn:x'/>", "b.xml: line 1: <codebook> with "
     "xmlns=\"urn:excerpta:codebook:1\" was expected, not <codebook>"},
    {"a DOCTYPE", "<!DOCTYPE codebook [<!ENTITY a 'b'>]>" IN_CODE(RULE),
     "b.xml: line 1: a codebook takes no <!DOCTYPE>; "
     "leave it out"},
    {"an unknown element has a near one", IN_CODE("<ruel id='r'><pattern>a</pattern></ruel>"),
     "b.xml: line 5: <ruel> cannot stand in <code>; did you mean <rule>?"},
    {"one that is far from all", IN_CODE(RULE "<zebra/>"), "b.xml: line 5: <zebra> cannot stand in <code>, which takes "
     "<title>, <definition>, <include>, <exclude>, <rule>, <standing>, <example>"},
    {"an element of another namespace", IN_RULE("<x:pattern xmlns:x='urn:x'>a</x:pattern>"),
     "b.xml: line 5: <pattern> is not in the codebook's namespace"},
    {"an element too late", IN_CODE(RULE "<definition>d</definition>"),
     "b.xml: line 5: <definition> must stand before <rule> in <code>"},
    {"one too many", OPEN "<description>a</description><description>b</description>" THEME CODE RULE CLOSE,
     "b.xml: line 3: <codebook> takes one <description> only"},
    {"a missing element", OPEN "<theme id='t'><code id='c'><title>C</title>" RULE CLOSE,
     "b.xml: line 3: <theme> needs a <title> before its <code>"},
    {"no theme", OPEN "</codebook>", "b.xml: line 1: <codebook> needs a <theme>"},
    {"no code", OPEN "<theme id='t'><title>T</title></theme></codebook>", "b.xml: line 3: <theme> needs a <code>"},
    {"no rule", IN_CODE(""),
     "b.xml: line 4: <code id=\"c\"> has no <rule>; a code that only reviewers tag is by=\"hand\""},
    {"an empty rule", IN_RULE(""), "b.xml: line 5: <rule> is empty: it needs a <pattern> or another element that "
     "finds words"},
    {"an unless alone", IN_RULE("<unless><pattern>a</pattern></unless>"),
     "b.xml: line 5: <rule id=\"r\"> has an <unless> but nothing to find"},
    {"an empty pattern", IN_RULE("<pattern> \n </pattern>"), "b.xml: line 5: <pattern> is empty; write its words"},
    {"an element in a pattern", IN_RULE("<pattern>a<b/></pattern>"),
     "b.xml: line 5: <b> cannot stand in <pattern>, which takes text only"},
    {"text where none may stand", IN_RULE("father<pattern>a</pattern>"),
     "b.xml: line 5: text stands straight in <rule>: "
     "\"father\"; put it in an element of its own"},
    {"an unknown attribute has a near one", IN_RULE("<near withn='3'><pattern>a</pattern><pattern>b</pattern></near>"),
     "b.xml: line 5: <near> needs the attribute within=\"…\"\n"
     "b.xml: line 5: <near> has no attribute \"withn\"; did you mean \"within\"?"},
    {"an unknown attribute", IN_RULE("<pattern zebra='1'>a</pattern>"),
     "b.xml: line 5: <pattern> has no attribute \"zebra\"; it has case, bound, from"},
    {"an attribute where none may be", IN_RULE("<any zebra='1'><pattern>a</pattern></any>"),
     "b.xml: line 5: <any> takes no attribute, so not \"zebra\""},
    {"a value that is none of those", OPEN THEME "<code id='c' unit='sentance'><title>C</title>" RULE CLOSE,
     "b.xml: line 4: unit=\"sentance\" in <code>: did you mean \"sentence\"?"},
    {"a value far from all", OPEN THEME "<code id='c' unit='page'><title>C</title>" RULE CLOSE,
     "b.xml: line 4: unit=\"page\" in <code> is none of sentence, block, answer, section, report"},
    {"a bad id", OPEN THEME "<code id='C 1'><title>C</title>" RULE CLOSE,
     "b.xml: line 4: id=\"C 1\" in <code>: an id is a "
     "lower-case letter, then letters, digits and hyphens, 64 at most"},
    {"an empty version", "<codebook xmlns='urn:excerpta:codebook:1' id='b' version=''><title>B</title>" THEME CODE
     RULE CLOSE,
     "b.xml: line 1: version=\"\" in <codebook>: it may not be empty"},
    {"a bad colour", OPEN THEME "<code id='c' colour='red'><title>C</title>" RULE CLOSE,
     "b.xml: line 4: colour=\"red\" in <code>: a colour such as #2a7 or #22aa77 was expected"},
    {"a bad number of words", IN_RULE("<near within='-1'><pattern>a</pattern><pattern>b</pattern></near>"),
     "b.xml: line 5: within=\"-1\" in <near>: a number of words from 0 to 1000 was expected"},
    {"a bad weight", OPEN "<scale id='s'><cue weight='1e9'><pattern>a</pattern></cue></scale>" THEME CODE RULE CLOSE,
     "b.xml: line 3: weight=\"1e9\" in <cue>: a number such as 2 or -1.5 was expected"},
    {"ids of a kind are unique", OPEN TERMS TERMS THEME CODE RULE CLOSE,
     "b.xml: line 4: the id \"man\" is taken by the term list on line 3; give another"},
    {"rules' within their code", IN_CODE(RULE "\n" RULE),
     "b.xml: line 6: the id \"r\" is taken by the rule on line 5; give another"},
    {"kinds do not clash", OPEN TERMS "<scale id='man'><cue weight='1'><terms ref='man'/></cue></scale>"
     "<theme id='man'><title>T</title><code id='man'><title>C</title><rule id='man'><terms ref='man'/></rule>"
     CLOSE, ""},
    {"a reference to nothing", OPEN TERMS THEME CODE "<rule id='r'><terms ref='men'/></rule>" CLOSE,
     "b.xml: line 6: there is no <terms id=\"men\">; did you mean \"man\"?"},
    {"and with nothing near", IN_RULE("<terms ref='men'/>"),
     "b.xml: line 5: there is no <terms id=\"men\">; add it before the themes"},
    {"an unknown scale", IN_RULE("<balance scale='s' above='1'/>"),
     "b.xml: line 5: there is no <scale id=\"s\">; add it before the themes"},
    {"a near of one", IN_RULE("<near within='3'><pattern>a</pattern></near>"),
     "b.xml: line 5: <near> needs two to 8 elements that find words, and has 1"},
    {"a not in a near", IN_RULE("<near within='3'><pattern>a</pattern><not><pattern>b</pattern></not></near>"),
     "b.xml: line 5: <not> cannot stand in <near>, which takes <pattern>, <terms>, <any>, <all>, <near>, "
     "<followed-by>"},
    {"an around in a near", IN_RULE("<near within='3'><pattern>a</pattern><all><around><pattern>b</pattern></around>"
     "</all></near>"),
     "b.xml: line 5: <around> cannot stand in <all>, which takes <pattern>, <terms>, <any>, <all>, <near>, "
     "<followed-by>"},
    {"a balance without a bound", OPEN "<scale id='s'><cue weight='1'><pattern>a</pattern></cue></scale>" THEME CODE
     "<rule id='r'><balance scale='s'/></rule>" CLOSE,
     "b.xml: line 5: <balance> needs above=\"…\" or below=\"…\", or both"},
    {"bounds that exclude each other", OPEN "<scale id='s'><cue weight='1'><pattern>a</pattern></cue></scale>" THEME
     CODE
     "<rule id='r'><balance scale='s' above='2' below='1'/></rule>" CLOSE,
     "b.xml: line 5: <balance> above 2 and below 1 at once can never hold"},
    {"scope match is for unless", IN_RULE("<pattern>a</pattern><not scope='match'><pattern>b</pattern></not>"),
     "b.xml: line 5: scope=\"match\" in <not> is none of sentence, block, section, previous"},
    {"nor for around", IN_RULE("<pattern>a</pattern><around scope='match'><pattern>b</pattern></around>"),
     "b.xml: line 5: scope=\"match\" in <around> is none of sentence, block, section, previous"},
    {"a standing of a section", OPEN THEME "<code id='c' unit='section'><title>C</title>" RULE
     "<standing absent='drop'/>"
     CLOSE, "b.xml: line 4: code \"c\" is of unit \"section\", which is always present; leave <standing> out"},
    {"several problems at once", OPEN THEME "<code id='c' unit='x'><title></title><rule><pattern/></rule>" CLOSE,
     "b.xml: line 4: unit=\"x\" in <code> is none of sentence, block, answer, section, report\n"
     "b.xml: line 4: <title> is empty; write its words\nb.xml: line 4: <rule> needs the attribute id=\"…\"\n"
     "b.xml: line 4: <pattern> is empty; write its words"},
    {"an audit", AUDIT("<yes when='c'/><yes when=' c  absent past ; c'/><no when='c absent'/>"), ""},
    {"a question without its words",
     OPEN THEME CODE RULE "</code></theme><audit><question id='q'/></audit></codebook>",
     "b.xml: line 5: <question> needs a <text>"},
    {"an answer by a code that is none", AUDIT("<yes when='zebra'/>"),
     "b.xml: line 6: there is no <code id=\"zebra\">; "
     "a code of one of the themes was expected"},
    {"an answer by no code", AUDIT("<yes when=';c'/>"), "b.xml: line 6: a code is missing in when=\";c\""},
    {"a standing that is none", AUDIT("<partly when='c maybe'/>"), "b.xml: line 6: \"maybe\" in when=\"…\" is no "
     "standing: present, absent, planned or past; a second code stands behind a \";\""},
    {"answers out of order", AUDIT("<no when='c'/><yes when='c'/>"),
     "b.xml: line 6: <yes> must stand before <no> in <question>"},
    {"two questions of one id", AUDIT("</question><question id='q'><text>T</text>"),
     "b.xml: line 6: the id \"q\" is taken by the question on line 6; give another"},
    {"modifiers that are not there", OPEN "<modifiers ref='none.tmp'/>" THEME CODE RULE CLOSE,
     "none.tmp: No such file or directory"},
};

static void test_messages(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct codebook *book = NULL;
        struct error err = {0};
        bool taken = codebook_parse(&book, str_of(cases[i].xml), "b.xml", &err);

        is_text(cases[i].said, taken ? "" : err.text, cases[i].what);
        codebook_free(book);
    }
}

static void test_depth(void)
{
    struct buf xml = {0};
    struct codebook *book = NULL;
    struct error err = {0};

    buf_add(&xml, STR(OPEN THEME CODE "<rule id='r'>"));
    for (size_t i = 0; i < 200; i++)
        buf_add(&xml, STR("<any>"));
    buf_add(&xml, STR("<pattern>a</pattern>"));
    for (size_t i = 0; i < 200; i++)
        buf_add(&xml, STR("</any>"));
    buf_add(&xml, STR("</rule>" CLOSE));
    ok(!codebook_parse(&book, buf_str(&xml), "b.xml", &err), "a rule too deep is refused");
    is_text("b.xml: line 5: elements are nested more than 16 deep in a rule; make it simpler", err.text,
    "in such words");
    buf_free(&xml);
}

static const char full[] =
    OPEN "<description> Two\n words </description><source>one</source><source>two</source>\n"
    TERMS "<scale id='s' per-words='100'><cue weight='-1.5'><terms ref='man'/></cue></scale>\n"
    "<theme id='t'><title>T</title><code id='c' unit='block' colour='#2a7'><title>C</title><definition>D</definition>"
    "<include>I</include><exclude>E</exclude><rule id='r'><near within='12' order='as-given'><terms ref='man'/>"
    "<pattern case='match'>\n  one |\n  <![CDATA[two]]></pattern></near><unless scope='previous'><pattern "
    "bound='no'>x</pattern>"
    "</unless></rule><standing past='ignore'/><example match='no' source='p. 1'>\n One\n two.\n\n Three. "
    "</example></code>"
    "</theme>"
    "<theme id='u'><title>U</title><code id='d'><title>D</title><rule id='r'><within heading='h'/>"
    "<balance scale='s' above='-1' below='2.5'/></rule></code></theme></codebook>";

static void test_balance(const struct rule_node *node)
{
    ok(node->kind == RULE_BALANCE && node->has_above && node->above < 0 && node->has_below && node->below > 2,
       "balance");
}

static void test_codes(const struct codebook *book)
{
    const struct rule_node *near;
    const struct code *c, *d;

    c = codebook_find_code(book, STR("c"));
    d = codebook_find_code(book, STR("d"));
    if (!ok(c && d && !codebook_find_code(book, STR("e")), "codes are found"))
        return;
    ok(c->unit == UNIT_BLOCK && d->unit == UNIT_SENTENCE && c->theme == &book->themes[0] && d->theme ==
    &book->themes[1],
       "units and themes");
    near = c->rules[0].node->children[0];
    ok(near->kind == RULE_NEAR && near->within == 12 && near->ordered && near->child_count == 2, "near");
    is_text("one |\n  two", near->children[1]->pattern->text, "a pattern without the blanks around it");
    ok(near->children[1]->pattern->line == 8 && near->children[1]->pattern->match_case, "its line, its case");
    ok(c->rules[0].unless_count == 1 && c->rules[0].unless[0]->scope == SCOPE_PREVIOUS
       && c->rules[0].unless[0]->children[0]->pattern->loose, "unless");
    ok(c->use[STANDING_PAST] == STANDING_IGNORE && c->use[STANDING_ABSENT] == STANDING_KEEP, "standing");
    is_text("One two.\n\nThree.", c->examples[0].text, "an example's lines are joined, its paragraphs kept");
    test_balance(d->rules[0].node->children[1]);
}

static void test_contents(void)
{
    struct codebook *book = NULL;
    struct error err = {0};

    if (!ok(codebook_parse(&book, STR(full), "b.xml", &err), "a codebook with all there is"))
        return;
    is_text("Two words", book->description, "blanks of a description are one");
    is_text("one\ntwo", book->source, "sources are a line each");
    ok(book->term_count == 1 && book->scale_count == 1 && book->theme_count == 2 && book->code_count == 2, "counts");
    ok(book->modifier_count > 0, "the built-in modifiers");
    ok(strlen(book->hash) == 64 && book->xml.size == sizeof full - 1, "hash and bytes");
    ok(book->scales[0].per_words == 100 && book->scales[0].cues[0].weight < -1.4
       && book->scales[0].cues[0].rule->terms == &book->terms[0], "a scale");
    test_codes(book);
    codebook_free(book);
}

static bool write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    return f && fputs(text, f) >= 0 && fclose(f) == 0;
}

static void test_files(void)
{
    static const char modifiers[] = "<modifiers xmlns='urn:excerpta:codebook:1' version='1'>\n"
        "<modifier id='not' standing='absent' direction='backward' previous='yes'><pattern>not</pattern></modifier>"
        "</modifiers>";
    char hash[FILE_HASH_SIZE];
    struct codebook *book = NULL;
    struct error err = {0};

    if (!ok(write_file("book.tmp", OPEN "<modifiers ref='mod.tmp'/>" THEME CODE RULE CLOSE) && write_file("mod.tmp",
    modifiers),
            "files"))
        return;
    if (ok(codebook_read(&book, "./book.tmp", &err), "modifiers are found beside the codebook")) {
        const struct modifier *m = book->modifiers;

        memcpy(hash, book->hash, sizeof hash);
        ok(book->modifier_count == 1 && m->backward && !m->forward && m->previous && m->within == UINT_MAX, "and read");
    }
    codebook_free(book);
    ok(write_file("mod.tmp", "<modifiers xmlns='urn:excerpta:codebook:1' version='2'/>")
       && codebook_read(&book, "book.tmp", &err) && strcmp(hash, book->hash) != 0, "they are part of the hash");
    codebook_free(book);
    ok(write_file("mod.tmp", "<modifiers xmlns='urn:excerpta:codebook:1' version='2'>\n<modifier id='a'/></modifiers>")
       && !codebook_read(&book, "./book.tmp", &err) && strncmp(err.text, "./mod.tmp: line 2: ", 19) == 0,
       "their problems name their file");
    ok(!codebook_read(&book, "none.tmp", &err) && err.kind == ERROR_SYSTEM, "no such codebook");
    remove("book.tmp");
    remove("mod.tmp");
}

/* What a report has of codes c and d, each present, absent, planned and past, and the question's answer by that. */
static const struct {
    const char *what;
    size_t counts[2][STANDING_COUNT];
    unsigned line;      /* of the element that answers; 0: nothing does */
} answers[] = {
    {"nothing was found", {{0}, {0}}, 0},
    {"both codes", {{1, 0, 0, 0}, {0, 0, 2, 0}}, 8},
    {"a standing that is not asked for", {{0, 0, 0, 0}, {3, 3, 0, 3}}, 0},
    {"another will do", {{0, 1, 0, 0}, {0}}, 9},
    {"the first that holds", {{1, 1, 0, 0}, {0, 0, 1, 0}}, 8},
    {"present alone is meant", {{1, 0, 0, 0}, {0}}, 10},
};

static void test_audit(void)
{
    static const char xml[] = OPEN "<theme id='t'><title>T</title>\n" CODE RULE "</code><code id='d'><title>D</title>"
        RULE "</code></theme>\n<audit>\n<question id='q' number='4b'><text>Is\n it?</text><yes when='c; d planned'/>\n"
        "<partly when='c absent past'/>\n<no when='c'/>\n</question><question id='r'><text>W</text></question></audit>"
        "</codebook>";
    struct codebook *book = NULL;
    struct error err = {0};

    if (!ok(codebook_parse(&book, STR(xml), "b.xml", &err) && book->question_count == 2, "an audit: %s", err.text))
        return;
    is_text("Is it?", book->questions[0].text, "its words");
    is_text("4b", book->questions[0].number, "its number");
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        size_t counts[2][STANDING_COUNT];
        const struct audit_when *when;

        memcpy(counts, answers[i].counts, sizeof counts);
        when = codebook_answer(book, &book->questions[0], counts);
        ok((when ? when->line : 0) == answers[i].line, "%s: line %u", answers[i].what, when ? when->line : 0);
        ok(!codebook_answer(book, &book->questions[1], counts), "a question without any when stays open");
    }
    codebook_free(book);
}

int main(void)
{
    test_messages();
    test_depth();
    test_contents();
    test_audit();
    test_files();
    return done_testing();
}
