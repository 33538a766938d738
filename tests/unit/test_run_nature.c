/* What a file is, and which of its pages are the report: guessed of documents made here. */
#include "document/builder.h"
#include "run/attributes.h"
#include "tap.h"

#include <string.h>

#define PROSE "The board met often and the partners of the city worked with each other for the children that are in " \
              "need of help, and this was of use to them in the year that is past. They have been heard by the staff."
#define MORE PROSE "\n" PROSE "\n" PROSE
#define WELSH "Mae'r bwrdd wedi cyfarfod yn aml ac mae partneriaid yn y ddinas wedi bod yn gweithio gyda phlant sydd " \
              "ag angen cymorth, ac roedd hyn o ddefnydd iddynt yn ystod y flwyddyn neu yn ei dechrau. Mae iechyd a " \
              "lles plant yn bwysig ym mhob rhan."
#define FINNISH "Lautakunta kokoontui usein ja kumppanit tekivät yhteistyötä lasten hyväksi koko vuoden ajan, mistä " \
                "oli heille paljon hyötyä ja iloa monella eri tavalla kaupungin kaikissa osissa ja kouluissa."
#define THREE(x) x "\n" x "\n" x
#define MANY(x) THREE(THREE(x)) "\n" THREE(THREE(x))
#define COVER "#Agenda\n#Report to: Scrutiny committee\n#Report of: Director of children's services\n" \
              "#Purpose of report\n" PROSE "\n#Recommendations\n" PROSE "\n"
#define IMPLICATIONS "\f#Financial implications\nNone.\n#Legal implications\nNone.\n#Background papers\nNone.\n"
#define TITLE "#Northshire Safeguarding Children Partnership\n#Annual report 2023/24\n"
#define PAGES8 "\f" MORE "\f" MORE "\f" MORE "\f" MORE "\f" MORE "\f" MORE "\f" MORE "\f" MORE

/* Lines of a document; one that begins with # is a heading, a form feed begins a page. */
static const struct { const char *what, *path, *text, *expected; } cases[] = {
    {"a yearly report", "/r/x.pdf", TITLE MORE, "yearly report||English| period 2023/24"},
    {"one with a plan in it is one", "/r/x.pdf", "#Annual report and business plan 2023/24\n" MORE,
     "yearly report||English| period 2023/24"},
    {"of much text it is in full", "/r/x.pdf", TITLE MANY(MORE) PAGES8,
     "yearly report|full report|English| period 2023/24"},
    {"an inspection", "/r/x.pdf", "#Inspection of services\n" MORE, "inspection||English|"},
    {"a review", "/r/x.pdf", "#Child Safeguarding Practice Review: Child A\n" MORE, "review||English|"},
    {"arrangements", "/r/x.pdf", "#Multi-agency safeguarding arrangements\n" MORE, "arrangements||English|"},
    {"a plan", "/r/scp-business-plan.pdf", "#Our priorities\n" MORE, "business plan||English|"},
    {"the adults' board", "/r/x.pdf", "#Northshire Safeguarding Adults Board Annual Report\n" MORE,
     "adult board report||English|"},
    {"file and heading disagree", "/r/annual-report.pdf", "#Inspection of services\n" MORE, "||English|"},
    {"nothing says what it is", "/r/x.pdf", "#Our year\n" MORE, "||English|"},
    {"a summary", "/r/x.pdf", "#Annual report 2023/24: executive summary\n" MORE,
     "yearly report|executive summary|English| period 2023/24"},
    {"a long report has one in it", "/r/x.pdf", TITLE "#Executive summary\n" MANY(MORE) PAGES8 PAGES8,
     "yearly report||English| period 2023/24"},
    {"an easy read", "/r/annual-report-easy-read.pdf", MORE, "yearly report|easy read|English|"},
    {"young people's", "/r/x.pdf", "#Annual report: young people\xe2\x80\x99s version\n" MORE,
     "yearly report|young people's version|English|"},
    {"Welsh", "/r/x.pdf", "#Adroddiad blynyddol\n" THREE(WELSH), "yearly report||Welsh|"},
    {"both languages", "/r/x.pdf", THREE(WELSH) "\n" MORE, "||mixed|"},
    {"a little Welsh: not said", "/r/x.pdf", WELSH "\n" MANY(PROSE) , "|||"},
    {"another language", "/r/x.pdf", MANY(FINNISH), "||other|"},
    {"too few words", "/r/x.pdf", "The board met.", "|||"},
    {"a cover report before its annex", "/r/x.pdf", COVER IMPLICATIONS "\f" TITLE "\f" MORE "\f" MORE,
     "yearly report||English|3-5 90 period 2023/24"},
    {"an agenda pack: up to the next item", "/r/x.pdf",
     "#Public document pack\n#Agenda\n1. Apologies for absence\n2. Declarations of interest\n3. Minutes of the last"
     "\f" COVER "\f" TITLE "\f" MORE "\f" MORE "\f#Agenda item 7\n" MORE,
     "yearly report||English|3-5 84 period 2023/24"},
    {"two reports in a pack: not said", "/r/x.pdf", COVER IMPLICATIONS "\f" TITLE "\f" MORE "\f" TITLE "\f" MORE,
     "||English|"},
    {"a report begins on its first page", "/r/x.pdf", TITLE "\f" COVER IMPLICATIONS,
     "yearly report||English| period 2023/24"},
    {"a report's own captions are too few", "/r/x.pdf",
     "#Foreword\n" MORE "\f#Recommendations\n" MORE "\f" TITLE "\f" MORE, "||English|"},
    {"a cover report alone", "/r/x.pdf", COVER IMPLICATIONS, "|cover report|English|"},
};

static struct document *made(const char *text)
{
    struct str rest = str_of(text), line;
    struct document_builder *b;
    struct document *doc = NULL;
    struct error err;
    uint32_t page = 0;

    document_builder_new(&b, "pdf");
    document_builder_page(b, "", 595, 842);
    for (const char *c = text; *c; c++)
        if (*c == '\f')
            document_builder_page(b, "", 595, 842);
    while (str_next(&rest, '\n', &line)) {
        struct str part;

        for (bool first = true; str_next(&line, '\f', &part); first = false) {
            page += !first;
            bool heading = str_starts(part, STR("#"));

            if (part.size == 0)
                continue;
            document_builder_block(b, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, heading);
            document_builder_line(b, str_slice(part, heading, part.size), page);
        }
    }
    ok(document_builder_finish(b, &doc, &err), "made");
    return doc;
}

static void test_cases(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct document *doc = made(cases[i].text);
        struct report_attributes a;
        struct arena arena = {0};
        struct buf found = {0};

        run_guess_attributes(&a, &arena, doc, str_of(cases[i].path));
        buf_add_format(&found, "%.*s|%.*s|%.*s|%.*s", STR_ARGS(a.document_kind), STR_ARGS(a.variant),
                       STR_ARGS(a.language), STR_ARGS(a.report_pages));
        if (a.report_pages.size > 0)
            buf_add_format(&found, " %d", a.basis[ATTRIBUTE_report_pages].confidence);
        if (a.period.size > 0)
            buf_add_format(&found, " period %.*s", STR_ARGS(a.period));
        is_text(cases[i].expected, buf_text(&found), cases[i].what);
        buf_free(&found);
        arena_free(&arena);
        document_free(doc);
    }
}

static const struct { const char *what; enum attribute which; const char *value; uint32_t pages; const char *wrong; }
values[] = {
    {"a kind", ATTRIBUTE_document_kind, "review", 0, ""},
    {"a slip", ATTRIBUTE_document_kind, "yearly reprt", 0,
     "there is no document_kind \"yearly reprt\"; did you mean yearly report"},
    {"nothing near", ATTRIBUTE_language, "Klingonese", 0,
     "there is no language \"Klingonese\"; write one of English, Welsh, mixed, other"},
    {"not known", ATTRIBUTE_variant, "", 0, ""},
    {"pages", ATTRIBUTE_report_pages, "3-7", 7, ""},
    {"one page", ATTRIBUTE_report_pages, "7", 7, ""},
    {"pages that are not there", ATTRIBUTE_report_pages, "3-8", 7, "pages 3-8, and the file has 7"},
    {"pages backwards", ATTRIBUTE_report_pages, "8-3", 0,
     "pages \"8-3\"; write them as 12-47, the file's first page being 1"},
    {"any title", ATTRIBUTE_title, "x", 0, ""},
};

static void test_values(void)
{
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct buf why = {0};
        bool holds = run_nature_holds(values[i].which, str_of(values[i].value), values[i].pages, &why);

        is_text(values[i].wrong, buf_text(&why), values[i].what);
        ok(holds == (*values[i].wrong == '\0'), "and says so");
        buf_free(&why);
    }
}

int main(void)
{
    test_cases();
    test_values();
    return done_testing();
}
