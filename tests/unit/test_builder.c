#include "document/builder.h"
#include "tap.h"

#include <stdlib.h>

/* Builds a report from a script: "/" begins a paragraph, "#" a heading, "|" the next cell of a row begun by "=",
 * "+" text that goes on, "@" a new page, "~" furniture; anything else is a line of the block. */
static const char *built(const char *const *script)
{
    static char said[1024];
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct error err = {0};
    uint32_t page;

    document_builder_new(&b, "pdf");
    page = document_builder_page(b, "", 0, 0);
    for (; *script; script++) {
        struct str line = str_of(*script), rest = str_slice(line, 1, line.size);

        switch (*line.at) {
        case '/': document_builder_block(b, BLOCK_PARAGRAPH, 0); document_builder_line(b, rest, page); break;
        case '#': document_builder_block(b, BLOCK_HEADING, 1); document_builder_line(b, rest, page); break;
        case '=': document_builder_block(b, BLOCK_TABLE_ROW, 0); document_builder_line(b, rest, page); break;
        case '|': document_builder_cell(b); document_builder_line(b, rest, page); break;
        case '+': document_builder_text(b, rest, page); break;
        case '~': document_builder_furniture(b, rest, page); break;
        case '@': page = document_builder_page(b, "", 0, 0); break;
        default: document_builder_line(b, line, page);
        }
    }
    if (!document_builder_finish(b, &doc, &err))
        return strcpy(said, err.text);
    snprintf(said, sizeof said, "%.*s", STR_ARGS(doc->text));
    document_free(doc);
    return said;
}

/* Lines of a report that is seen to break words. */
#define BREAKS "/father mother child", "/a fa-", "ther, a mo-", "ther and a chi-", "ld are"
#define BROKEN "father mother child\na father, a mother and a child are"

static const struct { const char *what; const char *script[12]; const char *text; } cases[] = {
    {"lines are joined by one blank", {"/one", "two"}, "one two"},
    {"blocks by a line end", {"#Head", "/one", "/two"}, "Head\none\ntwo"},
    {"blanks of every kind fold", {"/ a \xc2\xa0 b\t\xe2\x80\x83" "c "}, "a b c"},
    {"empty blocks vanish", {"/", "/one", "/ ", "/two"}, "one\ntwo"},
    {"cells are a tab apart", {"=Police", "|40", "|50"}, "Police\t40\t50"},
    {"text goes on as it stands", {"/fath", "+er", "+ came", "+."}, "father came."},
    {"a word that the report spells whole is mended", {"/the father came", "/a fa-", "ther went"},
     "the father came\na father went"},
    {"one that it spells with a hyphen keeps it", {"/multi-agency work", "/good multi-", "agency plans"},
     "multi-agency work\ngood multi-agency plans"},
    {"a hyphen without evidence is the author's", {"/a decision-", "making group"}, "a decision-making group"},
    {"a soft hyphen always goes", {"/a fa\xc2\xad", "ther and mo\xc2\xadther"}, "a father and mother"},
    {"years keep theirs", {"/in 2013-", "14 it fell"}, "in 2013-14 it fell"},
    {"a dash is no hyphen", {"/fathers -", "and mothers \xe2\x80\x93", "came"},
     "fathers - and mothers \xe2\x80\x93 came"},
    {"nothing after a slash", {"/and/", "or"}, "and/or"},
    {"ligatures are spelled out", {"/identi\xef\xac\x81" "ed sta\xef\xac\x80"}, "identified staff"},
    {"NFC", {"/cafe\xcc\x81"}, "caf\xc3\xa9"},
    {"controls and private glyphs go", {"/\x01" "a\xef\x82\xb7" "b\xe2\x80\x8b" "c"}, "abc"},
    {"what is no UTF-8 is seen", {"/caf\xe9 x"}, "caf\xef\xbf\xbd x"},
    {"furniture is not in the text", {"/a sentence that", "~Page 3", "@", "goes on"}, "a sentence that goes on"},
    {"a part of a hyphened word is mended", {"/a further step", "/a no-fur-", "ther-action case"},
     "a further step\na no-further-action case"},
    {"a hyphen that waits for its word", {"/short-", "and long-term aims for 16-", "and 17-year-olds"},
     "short- and long-term aims for 16- and 17-year-olds"},
    {"a hyphen beside a number", {"/COVID-", "19 hit 16-", "year-olds"}, "COVID-19 hit 16-year-olds"},
    {"a word in curly quotes is the same word", {"/“safeguarding” was", "/good safe\u00ad", "guard safeguard-", "ing"},
     "“safeguarding” was\ngood safeguard safeguarding"},
    {"a soft hyphen before text that goes on", {"/fa\u00ad", "+thers came"}, "fathers came"},
    {"a soft hyphen that nothing follows", {"=fa\u00ad", "|1"}, "fa\t1"},
    {"marks of direction and joiners", {"/\u200ffa\u200ethers \u2066are\u2069"}, "fathers are"},
    {"Kelvin's K is a K", {"/\u212a"}, "K"},
    {"a report that breaks words: one that it has nowhere else", {BREAKS, "so re-", "sponsibilities"}, BROKEN
     " so responsibilities"},
    {"there, a number keeps its hyphen", {BREAKS, "so forty-", "one"}, BROKEN " so forty-one"},
    {"there, so do two words of the report", {BREAKS, "a father-", "child bond"}, BROKEN " a father-child bond"},
    {"there, a broken word's rest is no word", {BREAKS, "one sib-", "ling's sib-", "ling"},
     BROKEN " one sibling's sibling"},
    {"there, a compound that it has nowhere else", {BREAKS, "child-", "centred, non-", "accidental, ex-", "partners"},
     BROKEN " child-centred, non-accidental, ex-partners"},
    {"there, a word of two words", {BREAKS, "some a one some-", "one"}, BROKEN " some a one someone"},
    {"there, one in capitals", {BREAKS, "FIT-", "NESS, a NSPCC-", "Barnardo plan"},
     BROKEN " FITNESS, a NSPCC-Barnardo plan"},
    {"nothing at all", {"/", "/ "}, "no text"},
};

static void test_pages(void)
{
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct error err;

    document_builder_new(&b, "pdf");
    document_builder_page(b, "i", 595.25f, 842);
    document_builder_page(b, "ii", 595.25f, 842);
    document_builder_line(b, STR("A sentence that"), 0);
    document_builder_line(b, STR("runs over."), 1);
    document_builder_block(b, BLOCK_NOTE, 0);
    document_builder_line(b, STR("A note of page i."), 0);
    if (!ok(document_builder_finish(b, &doc, &err), "two pages"))
        return;
    ok(doc->sentence_count == 2 && doc->sentences[0].stop == 26, "a sentence runs over a page's end");
    ok(document_page_at(doc, 0) == 0 && document_page_at(doc, 15) == 0 && document_page_at(doc, 16) == 1,
       "each byte knows its page");
    ok(document_page_at(doc, 27) == 0, "a note leads back");
    is_text("ii", doc->pages[1].label, "labels stay");
    document_free(doc);
}

static const struct { const char *what, *text; enum quality measure; uint32_t number; } measured[] = {
    {"two words without their blank", "The report is here. TheReport is not.", QUALITY_WORDS_FUSED, 1},
    {"long ones in small letters", "A safeguarding partnership: safeguardingpartnership.", QUALITY_WORDS_FUSED, 1},
    {"a step-father is one word", "Each step has a father, a stepfather.", QUALITY_WORDS_FUSED, 0},
    {"a name is none", "McDonald of DfE", QUALITY_WORDS_FUSED, 0},
    {"letters apart", "S a f e g u a r d i n g\nand C h i l d r e n", QUALITY_WORDS_SPACED, 2},
    {"a list of letters", "a b c d", QUALITY_WORDS_SPACED, 0},
    {"a glyph without a letter", "one \xef\x82\xb7 two \xef\xbf\xbd", QUALITY_GLYPHS_LOST, 2},
    {"a short text without a figure", "No figure here.", QUALITY_DIGITS_MISSING, 0},
};

static uint32_t measure_of(struct str text, enum quality measure)
{
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct error err;
    uint32_t number;

    document_builder_new(&b, "text");
    document_builder_page(b, "", 0, 0);
    document_builder_line(b, text, 0);
    if (!document_builder_finish(b, &doc, &err))
        return UINT32_MAX;
    number = doc->quality[measure];
    document_free(doc);
    return number;
}

static void test_measures(void)
{
    struct buf words = {0};

    for (size_t i = 0; i < sizeof measured / sizeof measured[0]; i++)
        ok(measure_of(str_of(measured[i].text), measured[i].measure) == measured[i].number, "%s: %u",
           measured[i].what, measured[i].number);
    for (int i = 0; i < 1000; i++)
        buf_add(&words, STR("from to per cent of all "));
    ok(measure_of(buf_str(&words), QUALITY_DIGITS_MISSING) == 1, "a long text without figures has lost them");
    buf_add(&words, STR("in 2019, 2020, 2021, 2022"));
    ok(measure_of(buf_str(&words), QUALITY_DIGITS_MISSING) == 0, "one with some has not");
    buf_free(&words);
}

static void note_place(void *payload, size_t number, struct range r)
{
    buf_add_format(payload, "%zu[%u,%u) ", number, r.start, r.stop);
}

/* Where each line came to stand: a hyphen that vanished is nobody's, and so is a line that did. */
static void test_places(void)
{
    static const char *const lines[] = {"A known  partnership and its part-", "nership", "  ", "a multi-",
                                        "agency plan", "\xc2\xad"};
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct buf places = {0};
    struct error err;

    document_builder_new(&b, "text");
    document_builder_page(b, "", 0, 0);
    document_builder_watch(b, note_place, &places);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        document_builder_line(b, str_of(lines[i]), 0);
    document_builder_block(b, BLOCK_TABLE_ROW, 0);
    document_builder_line(b, STR("one"), 0);
    document_builder_cell(b);
    document_builder_line(b, STR("two"), 0);
    if (!ok(document_builder_finish(b, &doc, &err), "lines that are watched make a document"))
        return;
    is_text("A known partnership and its partnership a multi-agency plan\none\ttwo", doc->text.at, "the text");
    is_text("0[0,32) 1[32,39) 3[40,48) 4[48,59) 6[60,63) 7[64,67) ", buf_text(&places), "the range of each line");
    buf_free(&places);
    document_free(doc);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        is_text(cases[i].text, built(cases[i].script), cases[i].what);
    test_pages();
    test_measures();
    test_places();
    return done_testing();
}
