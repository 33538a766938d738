#include "document/builder.h"
#include "document/wire.h"
#include "tap.h"

#include <stdlib.h>

static struct document *sample(void)
{
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct error err;

    document_builder_new(&b, "pdf");
    document_builder_title(b, STR("Yearly \\ report"));
    document_builder_page(b, "i", 595.25f, 842);
    document_builder_page(b, "", 595.25f, 842);
    document_builder_recognised(b, 1, 87);
    document_builder_quality(b, QUALITY_TRACKED_DELETIONS, 3);
    document_builder_block(b, BLOCK_HEADING, 1);
    document_builder_line(b, STR("Fathers"), 0);
    document_builder_block(b, BLOCK_TABLE_ROW, 0);
    document_builder_line(b, STR("Caf\xc3\xa9\xee\x80\x80"), 0);
    document_builder_cell(b);
    document_builder_line(b, STR("12. Yes."), 1);
    document_builder_furniture(b, STR("Page 1"), 0);
    return document_builder_finish(b, &doc, &err) ? doc : NULL;
}

static char *written(const struct document *doc, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);

    wire_write(out, doc);
    fclose(out);
    return text;
}

static void test_round_trip(const char *wire, size_t size)
{
    struct wire_result r;
    struct error err;
    char *again;
    size_t again_size;

    if (!ok(wire_read(&r, (struct str){wire, size}, &err) && r.doc, "what was written is read"))
        return;
    again = written(r.doc, &again_size);
    ok(size == again_size && memcmp(wire, again, size) == 0, "and written again it is the same");
    is_text("Yearly \\ report", r.doc->title, "a backslash comes through");
    ok(r.doc->pages[0].confidence == PAGE_HAS_TEXT && r.doc->pages[1].confidence == 87,
       "and which page was recognised, how surely");
    ok(r.doc->quality[QUALITY_TRACKED_DELETIONS] == 3 && r.doc->quality[QUALITY_GLYPHS_LOST] == 1,
       "and the measures, a lost glyph among them");
    free(again);
    document_free(r.doc);
}

static void test_cut(const char *wire, size_t size)
{
    size_t taken = 0;

    for (size_t cut = 0; cut < size; cut++) {
        /* Of its own, so that a sanitizer sees a step past the end. */
        char *copy = memcpy(malloc(cut + 1), wire, cut);
        struct wire_result r;
        struct error err;

        taken += wire_read(&r, (struct str){copy, cut}, &err);
        free(copy);
    }
    ok(taken == 0, "cut at any byte it is refused");
}

/* Each puts other words in the place of some and is refused with words on what was expected. */
static const struct { const char *what, *from, *to, *said; } spoilt[] = {
    {"another version", "excerpta-wire 2", "excerpta-wire 1", "expected excerpta-wire 2"},
    {"a format of its own", "format pdf", "format exe", "expected a format"},
    {"a count that lies", "blocks 2", "blocks 99999999", "expected a count"},
    {"no page", "pages 2", "pages 0", "at least one page"},
    {"a page that is not there", "\n14 1\n", "\n14 7\n", "expected where a page begins"},
    {"a block before the last one's end", "8 22 table-row", "3 22 table-row", "expected a block"},
    {"a kind that is none", "table-row", "table-cow", "expected a block"},
    {"a heading that is none", "table-row 0 0", "table-row 0 1", "expected a heading"},
    {"more behind a heading's number", "table-row 0 0\n", "table-row 0 0 0\n", "expected a block"},
    {"a control character of C1", "Fathers\n", "Fath\xc2\x9b" "rs\n", "without control characters"},
    {"one in a title", "title Yearly", "title Ye\x7frly", "without control characters"},
    {"a measure that is none", "tracked-deletions 3", "tracked-deletion 3", "expected a measure"},
    {"a measure twice as many", "quality 2", "quality 3", "expected a measure"},
    {"a confidence past all", "84200 87 ", "84200 101 ", "width, height and confidence"},
    {"no block", "blocks 2", "blocks 0", "at least one block"},
    {"a sentence outside its block", "\n0 7\n8 17\n", "\n0 9\n9 17\n", "inside one block"},
    {"a range in the middle of a character", "\n0 7\n8 17\n", "\n0 7\n12 17\n", "whole characters"},
    {"a range past the text", "8 22 table-row", "8 99 table-row", "whole characters"},
    {"a control character", "Fathers\n", "Fath\x01rs\n", "without control characters"},
    {"something after the end", "\nend\n", "\nend\nmore", "expected the end"},
};

static void test_spoilt(const char *wire)
{
    for (size_t i = 0; i < sizeof spoilt / sizeof spoilt[0]; i++) {
        const char *at = strstr(wire, spoilt[i].from);
        struct buf other = {0};
        struct wire_result r = {0};
        struct error err = {0};

        if (!ok(at != NULL, "the sample has a place for %s", spoilt[i].what))
            continue;
        buf_add(&other, (struct str){wire, (size_t)(at - wire)});
        buf_add(&other, str_of(spoilt[i].to));
        buf_add(&other, str_of(at + strlen(spoilt[i].from)));
        ok(!wire_read(&r, buf_str(&other), &err) && strstr(err.text, spoilt[i].said), "%s: %s", spoilt[i].what,
           err.text);
        document_free(r.doc);
        buf_free(&other);
    }
}

static void test_problem(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct wire_result r;
    struct error err;

    wire_write_problem(out, report_problem_words[PROBLEM_ENCRYPTED], "it asks for a\npassword \x1b\xff");
    fclose(out);
    ok(wire_read(&r, (struct str){text, size}, &err) && !r.doc && r.problem == PROBLEM_ENCRYPTED,
       "a problem comes through");
    is_text("it asks for a password \xef\xbf\xbd", r.detail, "with its words, made plain");
    ok(!wire_read(&r, STR("excerpta-wire 2\nproblem of another kind\ndetail x\nend\n"), &err),
       "one of no known kind does not");
    free(text);
}

int main(void)
{
    struct document *doc = sample();
    char *wire;
    size_t size = 0;

    if (!ok(doc != NULL, "a document"))
        return done_testing();
    wire = written(doc, &size);
    test_round_trip(wire, size);
    test_cut(wire, size);
    test_spoilt(wire);
    test_problem();
    free(wire);
    document_free(doc);
    return done_testing();
}
