/* Parts of a codebook's file: found, and put for by others, with every other byte as it was. */
#include "codebook/part.h"
#include "tap.h"

#include <stdlib.h>

#define OPEN "<?xml version='1.0'?>\n<!-- <code id='c'/> version='0' -->\n" \
    "<c:codebook xmlns:c='urn:excerpta:codebook:1' id='b'\n version = \"1.0\" >\n<c:title>B</c:title>\n"
#define MAN "<c:terms id='man'><c:pattern>a&gt;b</c:pattern></c:terms>"
#define UNUSED "<c:terms id='unused'><c:pattern>x</c:pattern></c:terms>"
#define CUE "<c:terms id='cue'><c:pattern><![CDATA[</terms>]]></c:pattern></c:terms>"
#define SCALE "<c:scale id='s'><c:cue weight='1'><c:terms ref='cue'/></c:cue></c:scale>"
#define CODE "<c:code colour='#2a7'\n  id = 'c'><c:title>C</c:title><!-- </code> -->\n<c:rule id='r'><c:any>" \
    "<c:terms ref='man'/><c:balance scale='s' above='1'/></c:any></c:rule></c:code>"
#define OTHER "<c:code id='d'><c:title>D</c:title><c:rule id='r'><c:pattern>'\"&lt;</c:pattern></c:rule></c:code>"
static const char file[] = OPEN MAN "\n" UNUSED "\n" CUE "\n" SCALE
    "\n<c:theme id='t'><c:title>T</c:title>\n" CODE "\n" OTHER "</c:theme>\n</c:codebook>\n";

static void test_finding(void)
{
    static const struct { const char *what, *kind, *id, *text; unsigned line; } cases[] = {
        {"a code", "code", "d", OTHER, 14},
        {"a code with an attribute before its id and a comment inside", "code", "c", CODE, 11},
        {"a term list", "terms", "man", MAN, 6},
        {"one with an end tag among its characters", "terms", "cue", CUE, 8},
        {"a scale", "scale", "s", SCALE, 9},
        {"a scale is no list", "terms", "s", NULL, 0},
        {"what is none", "code", "zebra", NULL, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct codebook_part part = {0};
        bool found = codebook_find_part(&part, STR(file), cases[i].kind, str_of(cases[i].id));

        ok(found == (cases[i].text != NULL)
           && (!found || (str_equal(part.text, str_of(cases[i].text)) && part.line == cases[i].line)),
           "%s: line %u", cases[i].what, part.line);
    }
}

static void test_changing(void)
{
    static const struct codebook_part shorter = {"code", STR("c"), STR("<code/>"), 0};
    static const struct codebook_part list = {"terms", STR("man"), STR("M"), 0};
    static const struct {
        const char *what;
        struct codebook_part parts[2];
        size_t count;
        const char *version, *expected;
    } cases[] = {
        {"nothing", {{0}}, 0, "", file},
        {"a version", {{0}}, 0, "1.1",
         "<?xml version='1.0'?>\n<!-- <code id='c'/> version='0' -->\n"
         "<c:codebook xmlns:c='urn:excerpta:codebook:1' id='b'\n version = \"1.1\" >\n<c:title>B</c:title>\n"
         MAN "\n" UNUSED "\n" CUE "\n" SCALE "\n<c:theme id='t'><c:title>T</c:title>\n" CODE "\n"
         OTHER "</c:theme>\n</c:codebook>\n"},
        {"two parts, the later first", {shorter, list}, 2, "", OPEN "M\n" UNUSED "\n" CUE "\n" SCALE
         "\n<c:theme id='t'><c:title>T</c:title>\n<code/>\n" OTHER "</c:theme>\n</c:codebook>\n"},
        {"a part that is not there", {{"code", STR("zebra"), STR(""), 0}}, 1, "", "the codebook has no code \"zebra\""},
        {"one that is given twice", {list, list}, 2, "", "terms \"man\" is given twice"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = {0};
        struct error err = {0};
        bool done = codebook_change(&out, STR(file), cases[i].parts, cases[i].count, str_of(cases[i].version), &err);

        is_text(cases[i].expected, done ? buf_text(&out) : err.text, cases[i].what);
        buf_free(&out);
    }
}

static void test_code(void)
{
    struct codebook *book = NULL;
    struct error err = {0};
    struct codebook_parts parts;
    struct buf told = {0};

    if (!ok(codebook_parse(&book, STR(file), "b.xml", &err), "the file is a codebook: %s", err.text))
        return;
    codebook_parts_of(&parts, book, codebook_find_code(book, STR("c")));
    for (size_t i = 0; i < parts.count; i++)
        buf_add_format(&told, "%s %.*s %u; ", parts.at[i].kind, STR_ARGS(parts.at[i].id), parts.at[i].line);
    is_text("code c 11; terms man 6; terms cue 8; scale s 9; ", buf_text(&told),
            "a code with the lists and scales that it uses, those of its scales too");
    free(parts.at);
    buf_free(&told);
    codebook_free(book);
}

/* One that was kept asks for no file, not even where its <import> is empty: the lists came with another. */
static void test_kept(void)
{
    static const char kept[] = "<codebook xmlns='urn:excerpta:codebook:1' id='b' version='1'><title>B</title>"
        "<modifiers ref='nowhere.xml'/><import href='a.xml'><terms id='man'><pattern>dad</pattern></terms></import>"
        "<import href='/etc/passwd'/><theme id='t'><title>T</title><code id='c'><title>C</title>"
        "<rule id='r'><terms ref='man'/></rule></code></theme></codebook>";
    static const char modifiers[] = "<modifiers xmlns='urn:excerpta:codebook:1' version='1'><modifier id='not' "
        "standing='absent' direction='forward'><pattern>not</pattern></modifier></modifiers>";
    struct codebook *book = NULL;
    struct error err = {0};

    if (ok(codebook_parse_with(&book, STR(kept), STR(modifiers), "kept", &err), "what was kept is whole: %s", err.text))
        is_text("nowhere.xml", book->modifiers_ref, "and tells the file of its modifiers");
    codebook_free(book);
    ok(!codebook_parse(&book, STR(kept), "kept", &err) && strstr(err.text, "/etc/passwd"),
       "any other asks for its files: %s", err.text);
}

int main(void)
{
    test_finding();
    test_changing();
    test_code();
    test_kept();
    return done_testing();
}
