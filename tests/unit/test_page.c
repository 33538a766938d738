/* Places of words: found by range, sent and read; and the client that asks for a page, with this program in the
 * place of the extractor. */
#include "config.h"
#include "extract/page.h"
#include "extract/server.h"
#include "tap.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const struct extract_place words[] = {
    {{0, 3}, {10, 10, 30, 20}, 0}, {{4, 9}, {34, 11, 60, 21}, 0},      /* two on a line */
    {{10, 14}, {10, 30, 40, 40}, 1}, {{15, 18}, {200, 10, 220, 20}, 7},
};
static const struct extract_box furniture[] = {{10, 800, 100, 810}};

static struct extract_places made(void)
{
    struct extract_places p = {.width = 595, .height = 842, .words = words, .furniture = furniture, .word_count = 4,
                               .furniture_count = 1};

    memset(p.text_hash, 'a', FILE_HASH_SIZE - 1);
    return p;
}

static const struct { const char *what; struct range range; const char *boxes; } ranges[] = {
    {"a word", {0, 3}, "10,10-30,20 "},
    {"a part of one", {1, 2}, "10,10-30,20 "},
    {"words of a line are one box", {0, 9}, "10,10-60,21 "},
    {"a box a line", {4, 14}, "34,11-60,21 10,30-40,40 "},
    {"beside, but of another line", {10, 18}, "10,30-40,40 200,10-220,20 "},
    {"the blank between two words", {3, 4}, ""},
    {"behind the last", {18, 30}, ""},
};

static void add_boxes(const struct extract_places *p, struct range r, struct buf *out)
{
    struct extract_boxes boxes = {0};

    extract_places_find(p, r, &boxes);
    for (size_t i = 0; i < boxes.count; i++)
        buf_add_format(out, "%g,%g-%g,%g ", (double)boxes.at[i].x0, (double)boxes.at[i].y0, (double)boxes.at[i].x1,
                       (double)boxes.at[i].y1);
    free(boxes.at);
}

static void test_ranges(void)
{
    struct extract_places p = made();

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        struct buf found = {0};

        add_boxes(&p, ranges[i].range, &found);
        is_text(ranges[i].boxes, buf_text(&found), ranges[i].what);
        buf_free(&found);
    }
}

static struct str sent(char **memory)
{
    struct extract_places p = made();
    size_t size = 0;
    FILE *f = open_memstream(memory, &size);

    extract_places_write(f, &p);
    fclose(f);
    return (struct str){*memory, size};
}

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HEAD "excerpta-places 1\ntext " HASH "\npage 100 100\n"
static const struct { const char *what, *bytes, *error; } wrong[] = {
    {"nothing", "", "line 1 of what the extractor sent: expected a line"},
    {"another form", "excerpta-wire 2\n", "line 1 of what the extractor sent: expected excerpta-places 1"},
    {"a short hash", "excerpta-places 1\ntext aa\n",
     "line 2 of what the extractor sent: expected the hash of the text"},
    {"a hash that is none", "excerpta-places 1\ntext "
     "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n",
     "line 2 of what the extractor sent: expected the hash of the text"},
    {"more words than could follow", HEAD "words 99999999\n",
     "line 4 of what the extractor sent: expected a count that what follows can hold"},
    {"a box inside out", HEAD "words 1\n0 1 0 9 9 3 12\nfurniture 0\nend\n",
     "line 5 of what the extractor sent: expected a word: start, stop, line and box, in rising order"},
    {"words that fall back", HEAD "words 2\n5 6 0 1 1 2 2\n0 1 0 1 1 2 2\nfurniture 0\nend\n",
     "line 6 of what the extractor sent: expected a word: start, stop, line and box, in rising order"},
    {"a range past any text", HEAD "words 1\n0 67108865 0 1 1 2 2\nfurniture 0\nend\n",
     "line 5 of what the extractor sent: expected a word: start, stop, line and box, in rising order"},
    {"five numbers for a box", HEAD "words 0\nfurniture 1\n1 1 2 2 2\nend\n",
     "line 6 of what the extractor sent: expected the box of a line"},
    {"bytes behind the end", HEAD "words 0\nfurniture 0\nend\n ",
     "line 5 of what the extractor sent: expected the end"},
};

static void test_form(void)
{
    char *memory = NULL;
    struct str bytes = sent(&memory);
    struct extract_places p;
    struct buf found = {0};
    struct error err;
    size_t taken = 0;

    if (ok(extract_places_read(&p, bytes, &err), "what is written can be read")) {
        add_boxes(&p, (struct range){0, 18}, &found);
        is_text("10,10-60,21 10,30-40,40 200,10-220,20 ", buf_text(&found), "and is the same");
        ok(p.furniture_count == 1 && p.furniture[0].y1 == 810 && p.width == 595 && p.height == 842
           && p.text_hash[63] == 'a' && p.text_hash[64] == '\0', "furniture, page and hash too");
        extract_places_free(&p);
    }
    for (size_t size = 0; size < bytes.size; size++)
        taken += extract_places_read(&p, str_slice(bytes, 0, size), &err);
    ok(taken == 0, "cut off at any byte it is refused");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bool read = extract_places_read(&p, str_of(wrong[i].bytes), &err);

        is_text(wrong[i].error, read ? "read" : err.text, wrong[i].what);
    }
    buf_free(&found);
    free(memory);
}

/* The file holds the answer, byte for byte; or it says what is to be done. */
static int answer(void *payload, const struct channel_request *r, int file)
{
    char bytes[512];
    ssize_t size = read(file, bytes, sizeof bytes - 1);

    (void)payload;
    if (size < 0)
        return ERROR_SYSTEM;
    bytes[size] = '\0';
    if (strcmp(bytes, "fault") == 0 && signal(SIGSEGV, SIG_DFL) != SIG_ERR)     /* a sanitizer has a handler */
        raise(SIGSEGV);
    if (strcmp(bytes, "hang") == 0)
        pause();
    if (strcmp(bytes, "say what is wanted") == 0)
        printf("excerpta-wire 2\nproblem damaged\ndetail %u of page %u, %u\nend\n", r->wanted.what, r->wanted.page,
               r->wanted.dpi);
    else
        fwrite(bytes, 1, (size_t)size, stdout);
    fflush(stdout);
    return ERROR_INPUT;
}

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_TAIL "\0\0\0\0IEND\xae\x42\x60\x82"
#define NO_PLACES "3 line 1 of what the extractor sent: expected excerpta-places 1"
#define NO_PICTURE "3 what the extractor sent is no picture"
#define BYTES(literal) {literal, sizeof(literal) - 1}
static const struct { const char *what; struct str bytes; const char *places, *image; } answers[] = {
    {"a problem is an error", BYTES("excerpta-wire 2\nproblem encrypted\ndetail why\nend\n"), "3 encrypted: why",
     "3 encrypted: why"},
    {"too many dots are a limit", BYTES("excerpta-wire 2\nproblem too large\ndetail why\nend\n"), "4 too large: why",
     "4 too large: why"},
    {"a fault in it", BYTES("fault"), "3 crashed: the program that read it ended by signal 11 (Segmentation fault)",
     "3 crashed: the program that read it ended by signal 11 (Segmentation fault)"},
    {"one that hangs", BYTES("hang"), "4 timed out: reading it took too long", "4 timed out: reading it took too long"},
    {"page 3 is asked for by its number, and the image by its dots", BYTES("say what is wanted"),
     "3 damaged: 1 of page 3, 0", "3 damaged: 3 of page 3, 90"},
    {"nonsense", BYTES("nonsense\n"), NO_PLACES, NO_PICTURE},
    {"a page that is no PNG", BYTES("excerpta-image 1\ntext \npng 4\n<sv>"), NO_PLACES, NO_PICTURE},
    {"a PNG of another size than is said", BYTES("excerpta-image 1\ntext \npng 99\n" PNG_HEAD PNG_TAIL), NO_PLACES,
     NO_PICTURE},
    {"a PNG from its first to its last bytes", BYTES("excerpta-image 1\ntext \npng 28\n" PNG_HEAD PNG_TAIL), NO_PLACES,
     "28 bytes"},
    {"places", BYTES(HEAD "words 0\nfurniture 0\nend\n"), "1 by 1 points", NO_PICTURE},
};

static void ask_for_places(const struct extract_page *page, char said[1100])
{
    struct extract_places places;
    struct error err;

    if (extract_page_places(&places, page, &err))
        snprintf(said, 1100, "%g by %g points", (double)places.width, (double)places.height);
    else
        snprintf(said, 1100, "%d %s", (int)err.kind, err.text);
    extract_places_free(&places);
}

static void ask_for_image(const struct extract_page *page, char said[1100])
{
    struct extract_image image;
    struct error err;

    if (extract_page_image(&image, page, 90, true, &err))
        snprintf(said, 1100, "%zu bytes", image.png.size);
    else
        snprintf(said, 1100, "%d %s", (int)err.kind, err.text);
    extract_image_free(&image);
}

static void test_client(struct extractors *x)
{
    char report[] = "/tmp/test_page.XXXXXX", said[1100];
    struct extract_limits limits = extract_default_limits;
    struct extract_page page = {x, report, 2, &limits};
    int fd = mkstemp(report);

    limits.wall_seconds = 1;
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        if (ftruncate(fd, 0) != 0 || pwrite(fd, answers[i].bytes.at, answers[i].bytes.size, 0) < 0)
            abort();
        ask_for_places(&page, said);
        is_text(answers[i].places, said, answers[i].what);
        ask_for_image(&page, said);
        is_text(answers[i].image, said, "… and for the image");
    }
    close(fd);
    unlink(report);
}

int main(int argc, char **argv)
{
    struct extractors *x;

    if (argc == 2 && strcmp(argv[1], "--serve") == 0)
        return server_run(STDIN_FILENO, &(struct server_work){.read = answer});
    test_ranges();
    test_form();
    extractors_new(&x, "/proc/self/exe", 1);
    test_client(x);
    extractors_free(x);
    return done_testing();
}
