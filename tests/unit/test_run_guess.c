/* What is guessed of a report, and how a manifest is read: nothing here opens a study. */
#include "run/attributes_internal.h"
#include "run/partnership.h"
#include "run/periods.h"
#include "run/run_internal.h"
#include "tap.h"

/* expected: "start..end label|…" of every period found. */
static const struct { const char *text, *expected; bool short_years; } periods[] = {
    {"Annual report 2019/20", "2019-04-01..2020-03-31 2019/20", false},
    {"2019/2020", "2019-04-01..2020-03-31 2019/2020", false},
    {"2019-20.", "2019-04-01..2020-03-31 2019-20", false},
    {"2019\xe2\x80\x93" "20", "2019-04-01..2020-03-31 2019\xe2\x80\x93" "20", false},
    {"2015 - 2016", "2015-04-01..2016-03-31 2015 - 2016", false},
    {"2013 to 2014", "2013-04-01..2014-03-31 2013 to 2014", false},
    {"1999/00", "", false},
    {"31.03.2019 to 31.03.2020", "2019-03-31..2020-03-31 31.03.2019 to 31.03.2020", false},
    {"01/04/2022 to 31/03/2023", "2022-04-01..2023-03-31 01/04/2022 to 31/03/2023", false},
    {"1 April 2016 to 31 March 2017", "2016-04-01..2017-03-31 1 April 2016 to 31 March 2017", false},
    {"1st April 2016 \xe2\x80\x93 31st March 2017",
     "2016-04-01..2017-03-31 1st April 2016 \xe2\x80\x93 31st March 2017",
     false},
    {"1 April to 31 March 2017", "2016-04-01..2017-03-31 1 April to 31 March 2017", false},
    {"April 2024-March 2025", "2024-04-01..2025-03-31 April 2024-March 2025", false},
    {"Sept 2022 to Feb 2024", "2022-09-01..2024-02-29 Sept 2022 to Feb 2024", false},
    {"1 July 2019-30 June 2020", "2019-07-01..2020-06-30 1 July 2019-30 June 2020", false},
    {"calendar year 2021", "2021-01-01..2021-12-31 calendar year 2021", false},
    {"January to December 2021", "2021-01-01..2021-12-31 January to December 2021", false},
    {"the year ended 31 March 2017", "2016-04-01..2017-03-31 year ended 31 March 2017", false},
    {"two years: 2019-2021", "2019-04-01..2021-03-31 2019-2021", false},
    {"a plan for 2015-2020", "", false},
    {"24 January to 4 February 2022", "", false},
    {"22 February 2016 to 17 March 2016", "", false},
    {"30 February 2020 to 31 March 2021", "", false},
    {"in 2021 alone, 14-15 year olds", "", false},
    {"report 14-15", "2014-04-01..2015-03-31 14-15", true},
    {"report 2022_23", "2022-04-01..2023-03-31 2022_23", true},
    {"phone 01632 2019-2020-2021", "", false},
    {"12019/20 and 2019/201", "", false},
    {"2018/19 and 2019/20", "2018-04-01..2019-03-31 2018/19|2019-04-01..2020-03-31 2019/20", false},
    {"may 2020", "", false},
    {"", "", false},
};

static void test_periods(void)
{
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        struct buf found = {0};
        struct run_period p;

        for (size_t at = 0; run_find_period(str_of(periods[i].text), periods[i].short_years, &at, &p);)
            buf_add_format(&found, "%s%s..%s %.*s", found.size ? "|" : "", p.start, p.end, STR_ARGS(p.label));
        is_text(periods[i].expected, buf_text(&found), periods[i].text);
        buf_free(&found);
    }
    ok(run_is_date(STR("2024-02-29")) && !run_is_date(STR("2023-02-29")) && !run_is_date(STR("2023-2-09"))
       && !run_is_date(STR("")), "dates of the calendar");
}

static const struct { const char *text, *only; bool ambiguous; } choices[] = {
    {"2019/20, that is 2019-20", "2019-04-01", false},
    {"2018/19 or 2019/20", NULL, true},
    {"Report 2019/20: 1 July 2019 to 30 June 2020", "2019-07-01", false},
    {"Report 2017/18: 1 July 2019 to 30 June 2020", NULL, true},
    {"no period", NULL, false},
};

static void test_choices(void)
{
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        struct run_period p;
        bool ambiguous, found = run_only_period(str_of(choices[i].text), false, &p, &ambiguous);

        ok(found == (choices[i].only != NULL) && ambiguous == choices[i].ambiguous
           && (!found || strcmp(p.start, choices[i].only) == 0), "%s", choices[i].text);
    }
}

static const struct { const char *text, *expected; } names[] = {
    {"Northshire Safeguarding Children Partnership", "Northshire Safeguarding Children Partnership [Northshire]"},
    {"Annual report of the Northshire Safeguarding Children\xe2\x80\x99s Board.",
     "Northshire Safeguarding Children\xe2\x80\x99s Board [Northshire]"},
    {"Derby and Derbyshire Safeguarding Children Partnership",
     "Derby and Derbyshire Safeguarding Children Partnership [Derby and Derbyshire]"},
    {"Bath & North East Somerset Local Safeguarding Children Board",
     "Bath & North East Somerset Local Safeguarding Children Board [Bath & North East Somerset]"},
    {"Bournemouth, Christchurch and Poole Safeguarding Children Partnership",
     "Bournemouth, Christchurch and Poole Safeguarding Children Partnership [Bournemouth, Christchurch and Poole]"},
    {"Walsall Safeguarding Partnership", "Walsall Safeguarding Partnership [Walsall]"},
    {"Harrow Strategic Safeguarding Partnership", "Harrow Strategic Safeguarding Partnership [Harrow]"},
    {"Wiltshire Safeguarding Vulnerable People Partnership",
     "Wiltshire Safeguarding Vulnerable People Partnership [Wiltshire]"},
    {"Sheffield Children Safeguarding Partnership", "Sheffield Children Safeguarding Partnership [Sheffield]"},
    {"Stoke-on-Trent Safeguarding Children Partnership",
     "Stoke-on-Trent Safeguarding Children Partnership [Stoke-on-Trent]"},
    {"NORTHSHIRE SAFEGUARDING CHILDREN PARTNERSHIP", "NORTHSHIRE SAFEGUARDING CHILDREN PARTNERSHIP [NORTHSHIRE]"},
    {"Violence Reduction Partnership and Coventry Safeguarding Children Partnership",
     "Coventry Safeguarding Children Partnership [Coventry]"},
    {"the Local Safeguarding Children Board", ""},
    {"Our Safeguarding Children Partnership", ""},
    {"Leeds Safeguarding Adults Board", ""},
    {"the safeguarding partnership in Leeds", ""},
    {"Child Safeguarding Practice Review Panel", ""},
    {"Safeguarding", ""},
};

static void test_names(void)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct buf found = {0};
        struct run_partnership p;

        for (size_t at = 0; run_find_partnership(str_of(names[i].text), &at, &p);)
            buf_add_format(&found, "%.*s [%.*s]", STR_ARGS(p.name), STR_ARGS(p.place));
        is_text(names[i].expected, buf_text(&found), names[i].text);
        buf_free(&found);
    }
}

/* Lines of a first page; one that begins with # is a heading. */
static const struct { const char *what, *path, *text, *expected; } guesses[] = {
    {"all on the cover", "/r/x.pdf", "#Derby and Derbyshire Safeguarding Children Partnership\n"
     "#Annual report 2023/24\nText.",
     "Derby and Derbyshire Safeguarding Children Partnership|Derby; Derbyshire|East Midlands|2023-04-01|2023/24|"
     "Annual report 2023/24"},
    {"an invented place", "/r/northshire-scp-22-23.pdf", "#Northshire Safeguarding Children Partnership\nWords.",
     "Northshire Safeguarding Children Partnership|||2022-04-01|22-23|Northshire Safeguarding Children Partnership"},
    {"a place that is no authority", "/r/x.pdf", "#Berkshire East Safeguarding Children Partnership",
     "Berkshire East Safeguarding Children Partnership|||||Berkshire East Safeguarding Children Partnership"},
    {"a place of several authorities", "/r/x.pdf", "#Berkshire West Safeguarding Children Partnership",
     "Berkshire West Safeguarding Children Partnership|Reading; West Berkshire; Wokingham|South East|||"
     "Berkshire West Safeguarding Children Partnership"},
    {"its other way of writing", "/r/x.pdf", "#KINGSTON & RICHMOND SAFEGUARDING CHILDREN PARTNERSHIP",
     "Kingston & Richmond Safeguarding Children Partnership|Kingston upon Thames; Richmond upon Thames|London|||"
     "KINGSTON & RICHMOND SAFEGUARDING CHILDREN PARTNERSHIP"},
    {"an authority that was one in the period", "/r/cumbria-scp-2021-22.pdf",
     "#Cumbria Safeguarding Children Partnership",
     "Cumbria Safeguarding Children Partnership|Cumbria|North West|2021-04-01|2021-22|"
     "Cumbria Safeguarding Children Partnership"},
    {"and its successors in a later one", "/r/cumbria-scp-2023-24.pdf", "#Cumbria Safeguarding Children Partnership",
     "Cumbria Safeguarding Children Partnership|Cumberland; Westmorland and Furness|North West|2023-04-01|2023-24|"
     "Cumbria Safeguarding Children Partnership"},
    {"which of them when no period is told", "/r/x.pdf", "#Cumbria Safeguarding Children Partnership",
     "Cumbria Safeguarding Children Partnership|||||Cumbria Safeguarding Children Partnership"},
    {"after the last day there is none", "/r/poole-2020-21.pdf", "#Poole Safeguarding Children Board",
     "Poole Safeguarding Children Board|||2020-04-01|2020-21|Poole Safeguarding Children Board"},
    {"a body for assurance", "/r/csap-2021-22.pdf",
     "#Blackburn with Darwen, Blackpool and Lancashire Children's Safeguarding Assurance Partnership",
     "Blackburn with Darwen, Blackpool and Lancashire Children's Safeguarding Assurance Partnership|"
     "Blackburn with Darwen; Blackpool; Lancashire|North West|2021-04-01|2021-22|"
     "Blackburn with Darwen, Blackpool and Lancashire Children's Safeguarding Assurance Partnership"},
    {"the file's name contradicts the partnership", "/r/leeds-scp.pdf", "#Derby Safeguarding Children Partnership",
     "Derby Safeguarding Children Partnership|||||Derby Safeguarding Children Partnership"},
    {"a letter that names one place often", "/r/x.pdf",
     "Letter to Derby City Council.\nServices in Derby. Work in Derby. Children of Derby. Leeds Police.",
     "|Derby|East Midlands|||"},
    {"but not where others are named too", "/r/x.pdf",
     "Letter to Derby City Council.\nServices in Derby. Work in Derby. Children of Derby. Leeds and York.", "|||||"},
    {"two regions have none", "/r/x.pdf", "#Leeds and Derby Safeguarding Children Partnership",
     "Leeds and Derby Safeguarding Children Partnership|Derby; Leeds||||"
     "Leeds and Derby Safeguarding Children Partnership"},
    {"two names, none oftener", "/r/x.pdf",
     "#Aby Safeguarding Children Partnership and Bby Safeguarding Children Partnership", "|||||"
     "Aby Safeguarding Children Partnership and Bby Safeguarding Children Partnership"},
    {"two periods on the cover", "/r/x.pdf", "#Annual report 2018/19 and plan 2019/20", "|||||"
     "Annual report 2018/19 and plan 2019/20"},
    {"a name that is a word", "/r/x.pdf", "#Reading this report", "|||||Reading this report"},
    {"and one that is a place", "/r/x.pdf", "#Reading Borough Council: inspection", "|Reading|South East|||"
     "Reading Borough Council: inspection"},
    {"file and heading disagree", "/r/leeds-inspection.pdf", "#Inspection of Bradford services", "|||||"
     "Inspection of Bradford services"},
    {"Greater Manchester is not Manchester", "/r/x.pdf", "#Greater Manchester police report", "|||||"
     "Greater Manchester police report"},
    {"all in capitals", "/r/x.txt", "TARNWICK AND BCP SAFEGUARDING CHILDREN PARTNERSHIP",
     "Tarnwick and BCP Safeguarding Children Partnership|||||TARNWICK AND BCP SAFEGUARDING CHILDREN PARTNERSHIP"},
    {"nothing", "/r/x.txt", "Words.", "|||||"},
};

static void guess(const char *path, const char *lines, struct buf *out)
{
    struct page page = {"", 0, 0, PAGE_HAS_TEXT, false};
    struct page_run run = {0, 0};
    struct block blocks[8];
    struct buf text = {0};
    struct str rest = str_of(lines), line;
    struct report_attributes a;
    struct arena arena = {0};
    struct document doc = {.format = "pdf", .title = "Microsoft Word - x.doc", .pages = &page, .page_count = 1,
                           .runs = &run, .run_count = 1, .blocks = blocks};

    while (doc.block_count < 8 && str_next(&rest, '\n', &line)) {
        bool heading = str_starts(line, STR("#"));
        struct block *b = &blocks[doc.block_count++];

        if (text.size)
            buf_add_char(&text, '\n');
        *b = (struct block){{(uint32_t)text.size, 0},
                            heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, heading, DOCUMENT_NONE, false};
        buf_add(&text, str_slice(line, heading, line.size));
        b->range.stop = (uint32_t)text.size;
    }
    doc.text = buf_str(&text);
    run_guess_attributes(&a, &arena, &doc, str_of(path));
    buf_add_format(out, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s", STR_ARGS(a.partnership), STR_ARGS(a.authorities),
                   STR_ARGS(a.region), STR_ARGS(a.period_start), STR_ARGS(a.period), STR_ARGS(a.title));
    arena_free(&arena);
    buf_free(&text);
}

/* Places that err alike count once; others make each other surer. */
static void test_bases(void)
{
    static const struct { seen_in seen; int confidence; const char *origin; } bases[] = {
        {1U << IN_HEADINGS, 90, "headings"},
        {1U << IN_FILE | 1U << IN_HEADINGS, 98, "file name, headings"},
        {1U << IN_HEADINGS | 1U << IN_COVER | 1U << IN_EARLY, 90, "headings"},
        {1U << IN_COVER | 1U << IN_FURNITURE, 95, "cover, running headers"},
        {1U << IN_TITLE | 1U << IN_FILE | 1U << IN_HEADINGS | 1U << IN_FURNITURE, 99,
         "title, file name, headings, running headers"},
    };
    struct report_attributes out = {.title = STR("")};
    struct arena a = {0};

    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        struct attribute_basis basis = run_basis(bases[i].seen, &a);

        ok(basis.confidence == bases[i].confidence && str_equal(basis.origin, str_of(bases[i].origin)),
           "%s: %d (%.*s)", bases[i].origin, basis.confidence, STR_ARGS(basis.origin));
    }
    run_say(&out, ATTRIBUTE_title, STR("Weak"), &(struct attribute_basis){.confidence = 69});
    ok(out.title.size == 0, "what is less than likely is not said");
    run_say(&out, ATTRIBUTE_title, STR("Likely"), &(struct attribute_basis){.confidence = 70});
    ok(str_equal(out.title, STR("Likely")), "what is likely is");
    arena_free(&a);
}

static void test_guesses(void)
{
    for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++) {
        struct buf found = {0};

        guess(guesses[i].path, guesses[i].text, &found);
        is_text(guesses[i].expected, buf_text(&found), guesses[i].what);
        buf_free(&found);
    }
}

static const struct { const char *what, *text, *expected; } manifests[] = {
    {"columns by name, others passed over", "x,file,region,partnership\r\n1,a.pdf,North,P\r\n", "2:a.pdf P  "},
    {"quotes, commas and line ends in a field", "file,partnership\n\"a,\"\"b\"\".pdf\",\"P\nQ\"\nc.pdf,R\n",
     "2:a,\"b\".pdf P\nQ  4:c.pdf R  "},
    {"names are joined alike", "file,authorities\na,Leeds;York ; \n", "2:a  Leeds; York "},
    {"authority for authorities", "file,authority\na,Leeds\n", "2:a  Leeds "},
    {"a byte order mark, no last line end", "\xef\xbb\xbf" "file,period_start\na,2023-04-01", "2:a   2023-04-01"},
    {"empty lines", "file\n\n\na\n\n", "4:a   "},
    {"no such column", "name;region\n", "line 1: there is no column"},
    {"nothing at all", "", "line 1: there is no column"},
    {"a column twice", "file,file\n", "line 1: column file stands twice"},
    {"too few fields", "file,region\na,b\nc\n", "line 3: 1 fields, but the first row names 2"},
    {"a quote that is not closed", "file\n\"a\n\n", "line 2: a quote is opened and never closed"},
    {"a quote in the middle", "file\na\"b\n", "line 2: a quote stands inside"},
    {"text behind a quote", "file\n\"a\"b\n", "line 2: text follows"},
    {"no date", "file,period_start\na,1/4/2023\n", "line 2: period_start \"1/4/2023\" is no date"},
    {"ends before it starts", "file,period_start,period_end\na,2024-01-01,2023-01-01\n",
     "line 2: the period ends before"},
    {"no file", "file,region\n,North\n", "line 2: names no file"},
    {"not UTF-8", "file\n\xff\n", "is not UTF-8"},
};

static void test_manifests(void)
{
    for (size_t i = 0; i < sizeof manifests / sizeof manifests[0]; i++) {
        struct run_manifest m = {0};
        struct buf seen = {0};
        struct error err = {0};

        if (!run_manifest_parse(&m, str_of(manifests[i].text), &err))
            buf_add(&seen, str_of(err.text));
        for (size_t k = 0; !err.text[0] && k < m.count; k++)
            buf_add_format(&seen, "%u:%.*s %.*s %.*s %.*s", m.at[k].line, STR_ARGS(m.at[k].file),
                           STR_ARGS(m.at[k].attributes.partnership), STR_ARGS(m.at[k].attributes.authorities),
                           STR_ARGS(m.at[k].attributes.period_start));
        if (err.text[0])
            ok(strstr(seen.at, manifests[i].expected) != NULL, "%s: %s", manifests[i].what, seen.at);
        else
            is_text(manifests[i].expected, buf_text(&seen), manifests[i].what);
        run_manifest_free(&m);
        buf_free(&seen);
    }
}

int main(void)
{
    test_periods();
    test_choices();
    test_names();
    test_guesses();
    test_bases();
    test_manifests();
    return done_testing();
}
