#include "extract/convention.h"
#include "tap.h"

#include <stdlib.h>

/* A text whose selections stand between [ and ], how a program counts in it, and what is found from the words alone:
 * the way, or words of the refusal. A name of each selection is its words, cut to so many bytes (0: it has none). */
static const struct {
    const char *what, *text, *counts, *found;
    size_t name;
} rows[] = {
    {"nothing selected is the plainest", "Fathers 😀 came.", "utf16", "code-points", 0},
    {"in ASCII with LF all are alike", "The [fathers] came.\n[They] spoke.", "utf16-crlf-mark", "code-points", 0},
    {"UTF-16", "A 😀 [father] and 😀 [two men] spoke.", "utf16", "utf16", 0},
    {"code points", "A 😀 [father] and 😀 [two men] spoke.", "code-points", "code-points", 0},
    {"CR LF is two", "One.\r\nA [father] came.\r\nThe [men] spoke.", "code-points-crlf", "code-points-crlf", 0},
    {"CR LF is one", "One.\r\nA [father] came.\r\nThe [men] spoke.", "utf16", "code-points", 0},
    {"a mark counts", "\xef\xbb\xbf" "A [father] came. The [men] spoke.", "code-points-mark", "code-points-mark", 0},
    {"a mark does not", "\xef\xbb\xbf" "A [father] came. The [men] spoke.", "code-points", "code-points", 0},
    {"all at once", "\xef\xbb\xbf" "😀 One.\r\nA [father] came.\r\nThe 😀 [men] spoke.", "utf16-crlf-mark",
     "utf16-crlf-mark", 0},
    {"one selection of many decides", "[One] [two] [three] [four] [five] [six] [seven] 😀 [eight].", "utf16", "utf16",
     0},
    {"whole sentences, whose ends are signs", "😀 One. [Two came.] Three. [Four spoke.] Five.", "utf16", "utf16", 0},
    {"a blank selected with the words", "😀 One. [Two came. ]Three. [Four spoke. ]Five.", "utf16", "utf16", 0},
    {"words in quotation marks", "😀 He said “[we were there]” and (“[so it was]”).", "utf16", "utf16", 0},
    {"another script", "😀 Сказал [отец] и 😀 [мать] была.", "utf16", "utf16", 0},
    {"signs that belong to letters", "😀 e\xcc\x81t [pe\xcc\x80re] et 😀 [me\xcc\x80re].", "utf16", "utf16", 0},
    {"the end is the last one", "A [father] came, [his son] too, [both men] spoke, [nobody] left.", "code-points-last",
     "code-points-last", 0},
    {"the end is the last one, in UTF-16", "😀 [father] came, 😀 [his son] too, [both men] spoke, [nobody] left.",
     "utf16-last", "utf16-last", 0},
    {"of a few only, that is a slip", "A [father] came, [his son] too.", "code-points-last", "do not fit its texts", 0},
    {"parts of words among whole ones are slips", "[A] [father] [came], [hi]s son, [both] [men] [spoke].",
     "code-points", "code-points", 0},
    {"names decide where bounds do not", "x😀x[aaa]bbbb😀bb[cccccc]cccc", "utf16", "utf16", 99},
    {"without them nothing does", "x😀x[aaa]bbbb😀bb[cccccc]cccc", "utf16", "say --positions", 0},
    {"names that were cut, with their beginning", "ab😀 [aaaaaaaa aaaaaaaaaaaa]bbbb😀bb [cc cccccccccccccc]", "utf16",
     "utf16", 15},
    {"where as much speaks for either", "😀[!]!!!", "utf16", "not clear", 0},
    {"inside words whatever the way", "aaaa[bbbb]cccc dddd[eeee]ffff", "code-points", "do not fit its texts", 0},
};

static size_t size_at(const char *at)
{
    unsigned char c = (unsigned char)*at;

    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* Counts the long way round: character by character, as the program of the row would. */
static size_t mark_up(const char *at, struct convention c, struct buf *plain, struct selection *out, size_t name,
                      struct arena *a)
{
    size_t count = 0, from = 0;
    int64_t position = 0;

    for (; *at; at += size_at(at)) {
        if (*at == '[') {
            out[count].start = position;
            from = plain->size;
            continue;
        }
        if (*at == ']') {
            struct str words = str_slice(buf_str(plain), from, plain->size);
            struct buf cut = {0};

            buf_add(&cut, str_slice(words, 0, name < words.size ? name : words.size));
            if (name > 0 && name < words.size)
                buf_add(&cut, STR("…"));
            out[count].name = arena_str(a, buf_str(&cut));
            out[count++].stop = position - c.last;
            buf_free(&cut);
            continue;
        }
        position += size_at(at) == 4 && c.utf16 ? 2 : 1;
        position -= (*at == '\r' && !c.two) || (strncmp(at, "\xef\xbb\xbf", 3) == 0 && !c.mark);
        buf_add(plain, (struct str){at, size_at(at)});
    }
    return count;
}

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct convention counts = {.mark = false}, found;
        struct convention_scores scores = {.selections = 0};
        struct selection selections[16];
        struct buf plain = {0}, name = {0};
        struct arena a = {0};
        struct error err;
        size_t count;

        ok(extract_convention_find(str_of(rows[i].counts), &counts), "%s: %s", rows[i].what, rows[i].counts);
        count = mark_up(rows[i].text, counts, &plain, selections, rows[i].name, &a);
        extract_convention_score(&scores, buf_str(&plain), selections, count);
        if (extract_convention_choose(&scores, &found, &err))
            extract_convention_name(&name, found);
        else
            buf_add(&name, str_of(err.text));
        if (!ok(strstr(buf_text(&name), rows[i].found) != NULL, "%s", rows[i].what))
            printf("# expected: %s\n# actual:   %s\n", rows[i].found, buf_text(&name));
        buf_free(&plain);
        buf_free(&name);
        arena_free(&a);
    }
    return done_testing();
}
