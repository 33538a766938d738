/* excerpta-extract: reads a file and writes what it says in the wire form (doc/formats/wire.md), in a sandbox.
 * excerpta starts it with --serve and asks it for file after file; a person may run it to see what excerpta sees. */
#include "base/file.h"
#include "config.h"
#include "extract/convention.h"
#include "extract/extract_internal.h"
#include "extract/places.h"
#include "extract/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A page with a word in a font that every PDF has. */
#define SMALL_PDF \
    "%PDF-1.4\n" \
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" \
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" \
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n" \
    "4 0 obj<</Length 37>>stream\nBT/F 9 Tf 9 9 Td(A report says it.)Tj ET\nendstream endobj\n" \
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" \
    "trailer<</Root 1 0 R>>\n%%EOF\n"

enum { MOST_FILE_BYTES = 200000000, PIPE_BYTES = 65536,
       DEFAULT_DPI = 100, MOST_DPI = 2400 };

struct arguments {
    const char *path, *name;
    size_t cpu_seconds, memory_mb;
    size_t places, image, outlines, dpi;    /* pages from 1; 0: not asked for */
    bool serve, every_page, project;
};

/* What is to be read, and with what. */
struct reading {
    const char *path, *name;
    struct channel_wanted wanted;
    struct extract_sandbox sandbox;
    struct extract_pictures pictures;
};

static const char usage_words[] =
    "[--cpu SECONDS] [--memory MB] [--name NAME] [--every-page]\n"
    "       [--places PAGE | --image PAGE | --outlines PAGE [--dpi N] | --project] FILE\n";

static bool ends_in(const char *name, const char *ending)
{
    struct str s = str_of(name), e = str_of(ending);

    return s.size >= e.size && str_equal_caseless(str_slice(s, s.size - e.size, s.size), e);
}

/* Text by its bytes that its name says is data: a manifest beside the reports is none of them. */
static bool is_data(const char *name)
{
    static const char *const endings[] = {".csv", ".tsv", ".json", ".jsonl", ".xml", ".js", ".css"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_in(name, endings[i]))
            return true;
    return false;
}

static bool make_document(struct document **out, struct str bytes, const struct reading *r, struct extract_failure *f)
{
    const char *what = "", *name = r->name;
    enum extract_type type = extract_type_of(bytes, &what);

    if (bytes.size == 0)
        return extract_fail(f, PROBLEM_EMPTY, "0 bytes");
    switch (type) {
    case EXTRACT_PDF:
        return extract_pdf(out, bytes, &r->pictures, f);
    case EXTRACT_OFFICE:
        return extract_office(out, bytes, f);
    case EXTRACT_HTML:
        if (ends_in(name, ".pdf"))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "named .pdf, but it is an HTML page");
        return extract_html(out, bytes, f);
    case EXTRACT_TEXT:
        if (ends_in(name, ".pdf"))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "named .pdf, but it is plain text");
        if (is_data(name))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "a table of data");
        return extract_text(out, bytes, f);
    default:
        return extract_fail(f, PROBLEM_NOT_A_REPORT, "%s", what);
    }
}

/* The number that an option sets, or NULL. */
static size_t *number_of(struct arguments *a, const char *option)
{
    const struct { const char *name; size_t *number; } numbers[] = {
        {"--cpu", &a->cpu_seconds}, {"--memory", &a->memory_mb}, {"--places", &a->places}, {"--image", &a->image},
        {"--outlines", &a->outlines}, {"--dpi", &a->dpi},
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(option, numbers[i].name) == 0)
            return numbers[i].number;
    return NULL;
}

static void take_word(struct arguments *a, const char *word)
{
    if (strcmp(word, "--every-page") == 0) {
        a->every_page = true;
        return;
    }
    if (strcmp(word, "--project") == 0) {
        a->project = true;
        return;
    }
    a->serve = strcmp(word, "--serve") == 0;
    a->path = word;
}

static bool read_arguments(struct arguments *a, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        size_t *number = number_of(a, argv[i]);

        if (number && (!value || !str_to_size(str_of(value), number) || *number > UINT32_MAX)) {
            fprintf(stderr, "%s: %s needs a whole number\n", extract_program, argv[i]);
            return false;
        }
        if (!number && strcmp(argv[i], "--name") == 0 && value)
            a->name = value;
        else if (!number) {
            take_word(a, argv[i]);
            continue;
        }
        i++;
    }
    if (!a->path) {
        fprintf(stderr, "usage: %s %s", extract_program, usage_words);
        return false;
    }
    a->name = a->name ? a->name : a->path;
    return true;
}

static struct channel_wanted wanted_of(const struct arguments *a)
{
    uint32_t dpi = (uint32_t)a->dpi;

    if (a->project)
        return (struct channel_wanted){.what = CHANNEL_PROJECT};
    if (a->places)
        return (struct channel_wanted){.what = CHANNEL_PLACES, .page = (uint32_t)a->places};
    if (a->image)
        return (struct channel_wanted){.what = CHANNEL_IMAGE, .page = (uint32_t)a->image, .dpi = dpi};
    return (struct channel_wanted){.what = a->outlines ? CHANNEL_OUTLINES : CHANNEL_DOCUMENT,
                                   .page = (uint32_t)a->outlines, .dpi = dpi};
}

static bool write_document(struct str bytes, const struct reading *r, struct extract_failure *f)
{
    struct document *doc = NULL;

    if (!make_document(&doc, bytes, r, f))
        return false;
    wire_write(stdout, doc);
    return true;
}

/* Of one page: where its words stand, or its picture with or without its blocks' outlines. Nothing is written
 * where it fails. */
static bool write_page(struct str bytes, const struct channel_wanted *wanted, struct extract_failure *f)
{
    struct extract_image_request request = {.page = wanted->page - 1, .dpi = wanted->dpi};
    bool draws = wanted->what != CHANNEL_PLACES;
    struct extract_places places = {0};
    struct document *doc = NULL;
    struct buf png = {0};
    const char *what;

    if (extract_type_of(bytes, &what) != EXTRACT_PDF)
        return extract_fail(f, PROBLEM_NOT_A_REPORT, "only a PDF has pages to look at");
    if (draws && (wanted->dpi < 1 || wanted->dpi > MOST_DPI))
        return extract_fail(f, PROBLEM_TOO_LARGE, "%u dots an inch; 1 to %d are drawn", wanted->dpi, MOST_DPI);
    if (wanted->what != CHANNEL_IMAGE && !extract_pdf_places(&places, &doc, bytes, request.page, f))
        return false;
    if (doc && request.page >= doc->page_count)
        return extract_fail(f, PROBLEM_DAMAGED, "there is no page %u", wanted->page);
    if (!draws) {
        extract_places_write(stdout, &places);
        return true;
    }
    request.doc = doc;
    request.places = doc ? &places : NULL;
    if (!extract_pdf_image(&png, bytes, &request, f))
        return false;
    printf("excerpta-image 1\ntext %s\npng %zu\n", places.text_hash, png.size);
    fwrite(png.at, 1, png.size, stdout);
    return true;
}

static bool write_project(struct str bytes, uint32_t convention, struct extract_failure *f)
{
    const struct convention chosen = extract_convention(convention - 1);

    return extract_qde(stdout, bytes, convention > 0 ? &chosen : NULL, f);
}

/* An archive with films in it may be larger than memory, and its texts are small: it is looked at where it lies. */
static bool map_file(struct str *bytes, const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *at = MAP_FAILED;

    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
        at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (fd >= 0)
        close(fd);
    if (at == MAP_FAILED)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    *bytes = (struct str){at, (size_t)st.st_size};
    return true;
}

/* The file is got at before the sandbox is entered. What is mapped does not count as memory. */
static bool get_file(struct str *bytes, const struct reading *r, struct error *err)
{
    struct extract_sandbox sandbox = r->sandbox;
    struct buf whole = {0};         /* is given up with the process */

    if (r->wanted.what == CHANNEL_PROJECT) {
        if (!map_file(bytes, r->path, err))
            return false;
        sandbox.memory_bytes += bytes->size;
    } else {
        if (!file_read(&whole, r->path, MOST_FILE_BYTES, err))
            return false;
        *bytes = buf_str(&whole);
    }
    return extract_enter_sandbox(&sandbox, err);
}

/* Writes what the file says, or why it says nothing, to standard output; gives the exit status. */
static int read_file(const struct reading *r)
{
    struct extract_failure f = {0};
    struct str bytes;
    struct error err;
    bool ok;

    if (!get_file(&bytes, r, &err)) {
        fprintf(stderr, "%s: %s\n", extract_program, err.text);
        return err.kind;
    }
    setvbuf(stdout, NULL, _IOFBF, PIPE_BYTES);
    if (r->wanted.what == CHANNEL_DOCUMENT)
        ok = write_document(bytes, r, &f);
    else if (r->wanted.what == CHANNEL_PROJECT)
        ok = write_project(bytes, r->wanted.convention, &f);
    else
        ok = write_page(bytes, &r->wanted, &f);
    if (!ok)
        wire_write_problem(stdout, report_problem_words[f.problem], f.detail);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "%s: standard output cannot be written: %s\n", extract_program, strerror(errno));
        return ERROR_SYSTEM;
    }
    return ok ? ERROR_NONE : ERROR_INPUT;
}

static int read_for_server(void *payload, const struct channel_request *r, int file)
{
    char path[32];
    struct reading reading = {path, r->name, r->wanted, {r->cpu_seconds, (size_t)r->memory_bytes},
                              {payload, r->wanted.every_page > 0}};

    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return read_file(&reading);
}

/* What the readers load when they are first used is loaded once, before any file is there. */
static void load(void)
{
    static const char page[] = "<html><body><h1>Head</h1><p>One sentence. Another.</p></body></html>";
    struct extract_failure f = {0};
    struct document *doc = NULL;

    if (extract_html(&doc, STR(page), &f))
        document_free(doc);
    doc = NULL;
    if (extract_pdf(&doc, STR(SMALL_PDF), &(struct extract_pictures){.reader = NULL}, &f))
        document_free(doc);
}

static bool say_about(const char *word)
{
    if (strcmp(word, "--version") == 0)
        printf("%s %s\n", extract_program, PACKAGE_VERSION);
    else if (strcmp(word, "--help") == 0)
        printf("usage: %s %sReads FILE in a sandbox and writes its pages, blocks, sentences and text; or, of one page\n"
               "of a PDF, where its words stand, or its picture as PNG, with its blocks outlined.\n",
               extract_program, usage_words);
    else
        return false;
    return true;
}

/* Without its data a recogniser still serves, and says in its greeting that it recognises nothing. */
static int serve(struct picture_reader *pictures)
{
    struct server_work work = {.read = read_for_server, .payload = pictures};
    char libraries[CHANNEL_LIBRARIES_SIZE];

    load();
    extract_libraries(libraries, sizeof libraries);
    work.engine = pictures ? picture_reader_engine(pictures) : NULL;
    work.libraries = libraries;
    return server_run(STDIN_FILENO, &work);
}

int main(int argc, char **argv)
{
    struct arguments a = {.cpu_seconds = extract_own_limits.cpu_seconds,
                          .memory_mb = extract_own_limits.memory_bytes >> 20, .dpi = DEFAULT_DPI};
    struct picture_reader *pictures = NULL;
    struct reading r;
    struct error err;
    bool loaded;

    extract_prepare(argv);
    if (argc == 2 && say_about(argv[1]))
        return ERROR_NONE;
    if (!read_arguments(&a, argc, argv))
        return ERROR_USAGE;
    loaded = picture_reader_new(&pictures, &err);
    if (a.serve)
        _exit(serve(pictures));
    if (!loaded) {
        fprintf(stderr, "%s: %s\n", extract_program, err.text);
        return err.kind;
    }
    /* The memory is given up with the process: freeing it would take as long as reading a page. */
    r = (struct reading){a.path, a.name, wanted_of(&a), {(unsigned)a.cpu_seconds, a.memory_mb << 20},
                         {pictures, a.every_page}};
    _exit(read_file(&r));
}
