#include "document/builder.h"
#include "document/tokens.h"
#include "tap.h"

/* Sentences of a passage, each in bars. */
static const char *sentences_of(const char *text)
{
    static char said[1024];
    struct document *doc = NULL;
    struct error err = {0};
    size_t used = 0;

    *said = '\0';
    if (!document_of_passage(&doc, str_of(text), &err))
        return "(refused)";
    for (size_t i = 0; i < doc->sentence_count; i++) {
        struct str s = document_text(doc, doc->sentences[i]);

        used += (size_t)snprintf(said + used, sizeof said - used, "%.*s|", STR_ARGS(s));
    }
    document_free(doc);
    return said;
}

static const struct { const char *what, *text, *said; } sentences[] = {
    {"nothing", "", ""},
    {"two", "Fathers came. Mothers too.", "Fathers came.|Mothers too.|"},
    {"no full stop at the end", "Fathers came. And went", "Fathers came.|And went|"},
    {"a line end is a blank", "Fathers\ncame late. They\r\nwent.", "Fathers\ncame late.|They\r\nwent.|"},
    {"an empty line ends it", "Fathers came\n\nThey went", "Fathers came|They went|"},
    {"so does one between CRLFs", "Fathers came\r\n \t\r\nThey\r\nwent\r\n", "Fathers came|They\r\nwent|"},
    {"e.g. and i.e.", "Groups, e.g. Dads Matter, help. Also men, i.e. Fathers.",
     "Groups, e.g. Dads Matter, help.|Also men, i.e. Fathers.|"},
    {"titles", "Mr. Smith and Dr. Jones met. They agreed.", "Mr. Smith and Dr. Jones met.|They agreed.|"},
    {"a saint", "In St. Helens it works. Good.", "In St. Helens it works.|Good.|"},
    {"an initial", "It was J. Smith. He said so.", "It was J. Smith.|He said so.|"},
    {"a numbered section", "See No. 5 and s. 47 of it. Then stop.", "See No. 5 and s. 47 of it.|Then stop.|"},
    {"decimals", "Spending was 1.2 million. It fell.", "Spending was 1.2 million.|It fell.|"},
    {"a quotation's end", "“I was asked.” He smiled.", "“I was asked.”|He smiled.|"},
    {"a bracket behind the stop", "It fell (by half.) Then rose.", "It fell (by half.)|Then rose.|"},
    {"a question", "Who cares? Fathers do!", "Who cares?|Fathers do!|"},
    {"a small letter goes on", "The dept. of health said. yes", "The dept. of health said. yes|"},
    {"a paragraph's number stays with it", "23. Children are safe. 24. They are seen.",
     "23. Children are safe.|24. They are seen.|"},
    {"initials", "It was J.K. Smith for the U.K. Government. Yes.", "It was J.K. Smith for the U.K. Government.|Yes.|"},
    {"a child's letter is no initial", "We reviewed Child Q. Practitioners met. It was vitamin C. The end.",
     "We reviewed Child Q.|Practitioners met.|It was vitamin C.|The end.|"},
    {"a street is no saint", "It is in High St. The Co. Durham one is new.",
     "It is in High St.|The Co. Durham one is new.|"},
    {"s.47 and Section 11", "After s.47 Fathers met. It is Section 11. Audits ran.",
     "After s.47 Fathers met.|It is Section 11.|Audits ran.|"},
    {"a number begins one", "Fathers were met. 12 children came. In 2023. 14 did. It was 91%. 7 left (of 9). 3 stayed.",
     "Fathers were met.|12 children came.|In 2023.|14 did.|It was 91%.|7 left (of 9).|3 stayed.|"},
    {"no end before a number", "See p. 12 of Smith et al. 2019, from 3 Sept. 2018. Approx. 30 left.",
     "See p. 12 of Smith et al. 2019, from 3 Sept. 2018.|Approx. 30 left.|"},
    {"a footnote's mark", "He left Hull.1 The aim.² She did (so).12 “Yes.”3 We [4] met.[5] They are 3.5 Miles off.",
     "He left Hull.1|The aim.²|She did (so).12|“Yes.”3|We [4] met.[5]|They are 3.5 Miles off.|"},
    {"a mark at the end", "He left.¹\n\nHe left.[12]", "He left.¹|He left.[12]|"},
    {"ellipses", "They waited… Then they left, and… I did. So... He went… home.",
     "They waited…|Then they left, and… I did.|So...|He went… home.|"},
    {"single quotes", "‘What about dad?’ he asked. ‘Nothing.’ They left.",
     "‘What about dad?’ he asked.|‘Nothing.’|They left.|"},
    {"etc. at an end", "Nurses, midwives, etc. Fathers too.", "Nurses, midwives, etc.|Fathers too.|"},
    {"a no-break space is a blank", "Groups, e.g.\u00a0Dads. \u00a0No.\u00a05 is.",
     "Groups, e.g.\u00a0Dads.|No.\u00a05 is.|"},
    {"etc. before a small letter", "Nurses, midwives etc. are trained. Yes.",
     "Nurses, midwives etc. are trained.|Yes.|"},
};

static void test_passages(void)
{
    struct document *doc = NULL;
    struct error err = {0};

    ok(!document_of_passage(&doc, STR("caf\xe9"), &err) && err.kind == ERROR_INPUT, "Windows-1252 is refused");
    ok(!document_of_passage(&doc, STR("a\0b"), &err) && err.kind == ERROR_INPUT, "so is a NUL");
    if (!ok(document_of_passage(&doc, STR("  One. \n \nTwo\nlines.\n"), &err), "a passage with blanks around"))
        return;
    ok(doc->block_count == 2 && doc->blocks[0].range.start == 2 && doc->blocks[0].range.stop == 6
       && doc->blocks[1].range.start == 10, "ranges count the bytes given");
    ok(doc->page_count == 1 && document_page_at(doc, 12) == 0, "all on one page");
    ok(document_section(doc, DOCUMENT_NONE).last == 2, "without headings it is one section");
    document_free(doc);
}

/* A report of headings (levels as digits) and paragraphs (p), and what heads each block. */
static struct document *outline(const char *kinds)
{
    struct document_builder *b = NULL;
    struct document *doc = NULL;
    struct error err;

    document_builder_new(&b, "pdf");
    document_builder_page(b, "", 0, 0);
    for (const char *k = kinds; *k; k++) {
        document_builder_block(b, *k == 'p' ? BLOCK_PARAGRAPH : BLOCK_HEADING, *k == 'p' ? 0 : *k - '0');
        document_builder_line(b, (struct str){k, 1}, 0);
    }
    return document_builder_finish(b, &doc, &err) ? doc : NULL;
}

static void test_headings(void)
{
    struct document *doc = outline("p1p2p3p2p1p");
    struct buf path = {0};
    struct block_span span;

    if (!ok(doc != NULL, "a report with headings"))
        return;
    ok(doc->blocks[0].heading == DOCUMENT_NONE && doc->blocks[2].heading == 1 && doc->blocks[6].heading == 5,
       "a block's heading is the last before it");
    ok(doc->blocks[5].heading == 3 && doc->blocks[7].heading == 1 && doc->blocks[9].heading == DOCUMENT_NONE,
       "a heading's is the last of a higher level");
    document_heading_path(doc, 6, &path);
    is_text("1 > 2 > 3", buf_text(&path), "the path, highest first");
    span = document_section(doc, 1);
    ok(span.first == 1 && span.last == 3, "a section runs to the next heading");
    span = document_section(doc, 3);
    ok(span.first == 3 && span.last == 5, "of whatever level");
    span = document_section(doc, DOCUMENT_NONE);
    ok(span.first == 0 && span.last == 1, "what stands before the first heading is a section");
    ok(document_block_at(doc, 0) == 0 && document_block_at(doc, 5) == 2, "blocks are found by position");
    buf_free(&path);
    document_free(doc);
}

static void test_ranges(void)
{
    static const struct range rising[] = {{3, 5}, {3, 9}, {4, 4}, {4, UINT32_MAX}, {UINT32_MAX, UINT32_MAX}};
    bool right = true;

    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++)
            right = right && document_compare_ranges(rising[i], rising[k]) == (i > k) - (i < k);
    ok(right, "ranges are ordered by start, then by stop");
}

static void test_words(void)
{
    struct tokenizer *t = NULL;
    struct error err;
    const struct range *words;
    struct str text = STR("A father\xe2\x80\x99s multi-agency plan, 34% (2023).");

    if (!ok(tokenizer_new(&t, &err), "a tokenizer"))
        return;
    ok(tokenizer_split(t, text, (struct range){0, (uint32_t)text.size}, &words) == 7,
       "words and numbers count, punctuation does not; a hyphen parts two");
    ok(words[1].start == 2 && words[1].stop == 12, "a curly apostrophe is part of its word");
    ok(tokenizer_split(t, text, (struct range){2, 12}, &words) == 1 && words[0].start == 2,
       "ranges count from the text");
    ok(tokenizer_split(t, text, (struct range){3, 3}, &words) == 0, "nothing has no words");
    tokenizer_free(t);
}

static const struct { const char *text; uint32_t first, last; bool read; } spans[] = {
    {"12-47", 11, 46, true}, {"7", 6, 6, true}, {" 3 - 4 ", 2, 3, true}, {"1-1", 0, 0, true}, {"0-4", 0, 0, false},
    {"5-4", 0, 0, false}, {"3-", 0, 0, false}, {"-3", 0, 0, false}, {"3-4-5", 0, 0, false}, {"", 0, 0, false},
    {"iv-x", 0, 0, false}, {"1-99999999999", 0, 0, false},
};

/* Four blocks on three pages, headings on the first and the second. */
static void test_pages(void)
{
    struct page pages[3] = {{"", 1, 1, PAGE_HAS_TEXT, false}, {"", 1, 1, PAGE_HAS_TEXT, false},
                            {"", 1, 1, PAGE_HAS_TEXT, false}};
    static const struct page_run runs[] = {{0, 0}, {2, 1}, {6, 2}};
    struct block blocks[] = {{{0, 1}, BLOCK_HEADING, 1, DOCUMENT_NONE, false}, {{2, 3}, BLOCK_HEADING, 2, 0, false},
                             {{4, 5}, BLOCK_PARAGRAPH, 0, 1, false}, {{6, 7}, BLOCK_PARAGRAPH, 0, 0, false}};
    const struct document doc = {.pages = pages, .page_count = 3, .runs = runs, .run_count = 3, .blocks = blocks,
                                 .block_count = 4};

    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        struct page_span span = {0, 0};
        bool read = document_parse_pages(str_of(spans[i].text), &span);

        ok(read == spans[i].read && (!read || (span.first == spans[i].first && span.last == spans[i].last)),
           "pages \"%s\"", spans[i].text);
    }
    document_keep_pages(&doc, pages, blocks, (struct page_span){1, 1});
    ok(pages[0].outside && !pages[1].outside && pages[2].outside, "other pages are outside");
    ok(blocks[0].outside && !blocks[1].outside && !blocks[2].outside && blocks[3].outside, "and what begins on them");
    ok(blocks[1].heading == DOCUMENT_NONE && blocks[2].heading == 1, "no heading of theirs stands over what is inside");
    ok(!document_is_coded(&blocks[0]) && document_is_coded(&blocks[2]), "no rule looks at them");
}

int main(void)
{
    test_pages();
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        is_text(sentences[i].said, sentences_of(sentences[i].text), sentences[i].what);
    test_passages();
    test_headings();
    test_ranges();
    test_words();
    return done_testing();
}
