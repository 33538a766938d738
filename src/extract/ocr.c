/* Recognises the words of a page's picture. In excerpta-ocr only. */
#include "extract/picture.h"

#include "base/ascii.h"
#include "document/language.h"
#include "extract/channel.h"

#include <allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <tesseract/capi.h>
#include <time.h>
#include <unistd.h>

enum {
    LEAST_POINTS = 36,              /* half an inch: a smaller page is an ornament */
    LONGEST_SIDE = 30000,           /* pixels; cairo's limit is 32,767 */
    DOUBTFUL_CONFIDENCE = 60,       /* of a page: it may stand on its side or head */
    FEW_LETTERS = 20,               /* so may one with fewer */
    LEAST_WELSH = 25,               /* one word in so many is a common one of Welsh */
    DRAWING_CPU_SECONDS = 30,       /* beyond those for recognising: poppler is not asked to stop */
};

const char extract_program[] = "excerpta-ocr";
const struct extract_sandbox extract_own_limits = {3600, (size_t)2 << 30};

struct picture_reader {
    /* NULL: the data are not there. The Welsh alphabet has no q, so together the two languages read English worse
     * than English alone does. */
    TessBaseAPI *english, *welsh;
    TessBaseAPI *turns;             /* tells which way is up */
    char engine[CHANNEL_ENGINE_SIZE];
    size_t pages;
};

/* The recogniser's library reads the number of its threads when it is loaded, and in the sandbox none can be made. */
void extract_prepare(char **argv)
{
    const char *threads = getenv("OMP_THREAD_LIMIT");

    if (threads && strcmp(threads, "1") == 0)
        return;
    if (setenv("OMP_THREAD_LIMIT", "1", 1) == 0)
        execv("/proc/self/exe", argv);
}

static TessBaseAPI *load(const char *language)
{
    TessBaseAPI *api = TessBaseAPICreate();

    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    if (TessBaseAPIInit3(api, NULL, language) == 0)
        return api;
    TessBaseAPIDelete(api);
    return NULL;
}

/* Both languages or nothing: where the second is missing the library goes on with the first alone. */
static TessBaseAPI *load_both(void)
{
    TessBaseAPI *api = load("cym+eng");
    char **loaded = api ? TessBaseAPIGetLoadedLanguagesAsVector(api) : NULL;
    bool both = loaded && loaded[0] && loaded[1];

    if (loaded)
        TessDeleteTextArray(loaded);
    if (api && !both)
        TessBaseAPIDelete(api);
    return both ? api : NULL;
}

bool picture_reader_new(struct picture_reader **out, struct error *err)
{
    struct picture_reader *r = must_realloc(NULL, sizeof *r);

    *r = (struct picture_reader){.english = load("eng")};
    if (!r->english) {
        free(r);
        return error_set(err, ERROR_SYSTEM, "the language data of tesseract are missing: install tesseract-ocr-eng");
    }
    r->welsh = load_both();
    r->turns = load("osd");
    TessBaseAPISetPageSegMode(r->english, PSM_AUTO);
    if (r->welsh)
        TessBaseAPISetPageSegMode(r->welsh, PSM_AUTO);
    if (r->turns)
        TessBaseAPISetPageSegMode(r->turns, PSM_OSD_ONLY);
    snprintf(r->engine, sizeof r->engine, "tesseract %s eng%s", TessVersion(), r->welsh ? "+cym" : "");
    *out = r;
    return true;
}

const char *picture_reader_engine(const struct picture_reader *r)
{
    return r->engine;
}

/* Dots to the point: those of PICTURE_DPI, fewer for a page that would be too large. */
static double scale_for(double width, double height)
{
    double scale = PICTURE_DPI / 72.0, longest = width > height ? width : height;

    if (width * height * scale * scale > PICTURE_MOST_PIXELS)
        scale = sqrt(PICTURE_MOST_PIXELS / (width * height));
    return longest * scale > LONGEST_SIDE ? LONGEST_SIDE / longest : scale;
}

/* The greys of a surface of 32 bits a pixel. */
static struct Pix *take_greys(cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    const unsigned char *bytes = cairo_image_surface_get_data(surface);
    struct Pix *grey = pixCreateNoInit(width, height, 8);

    for (int y = 0; grey && y < height; y++) {
        l_uint32 *line = pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey);

        for (int x = 0; x < width; x++) {
            uint32_t pixel, light;

            memcpy(&pixel, bytes + (size_t)y * stride + (size_t)x * 4, sizeof pixel);
            light = (pixel >> 16 & 0xff) * 77 + (pixel >> 8 & 0xff) * 151 + (pixel & 0xff) * 28;
            SET_DATA_BYTE(line, x, (unsigned char)(light >> 8));
        }
    }
    return grey;
}

static struct Pix *draw(PopplerPage *page, double scale, double width, double height)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)fmax(1, width * scale),
                                                          (int)fmax(1, height * scale));
    cairo_t *cairo = cairo_create(surface);
    struct Pix *grey = NULL;

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page, cairo);
    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
        cairo_surface_flush(surface);
        grey = take_greys(surface);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return grey;
}

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A page that cannot be stopped ends the process, long before the whole file's time is over. */
static void limit_page(void)
{
    struct rlimit limit;
    rlim_t most = (rlim_t)cpu_seconds() + DRAWING_CPU_SECONDS + PICTURE_CPU_SECONDS;

    if (getrlimit(RLIMIT_CPU, &limit) == 0 && (limit.rlim_max == RLIM_INFINITY || most < limit.rlim_max)) {
        limit.rlim_cur = most;
        setrlimit(RLIMIT_CPU, &limit);
    }
}

static bool is_late(void *until, int words)
{
    (void)words;
    return cpu_seconds() > *(const double *)until;
}

/* The line in the making. Boxes and sizes are in points. */
struct words {
    struct picture *out;
    struct arena *arena;
    struct buf text;
    struct pdf_line line;
    double scale, confidence, all_confidence;
    size_t count, all_count, paragraph;     /* paragraph: the first of its lines */
};

static size_t count_letters(struct str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.size; i++)
        letters += ascii_is_letter(s.at[i]);
    return letters;
}

/* Photographs and crests give words too: short ones, that the recogniser is not sure of. */
static bool is_invented(const struct words *w)
{
    size_t letters = count_letters(buf_str(&w->text));
    double confidence = w->confidence / (double)w->count;

    return confidence < 30 || (confidence < 60 && letters < 8) || (confidence < 80 && letters == 0);
}

static void close_line(struct words *w)
{
    if (w->count > 0 && (str_equal(buf_str(&w->text), STR("•")) || !is_invented(w))) {
        w->line.text = arena_str(w->arena, buf_str(&w->text));
        *VEC_PUSH(&w->out->lines) = w->line;
        w->out->lines.letters += count_letters(w->line.text);
        w->all_confidence += w->confidence;
        w->all_count += w->count;
    }
    buf_clear(&w->text);
    w->line = (struct pdf_line){.page = w->line.page};
    w->confidence = 0;
    w->count = 0;
}

/* The lines of a paragraph get their average size, since one line's varies with its letters; unless they differ too
 * much for that, as a heading and what stands below it do. */
static void even_paragraph(struct words *w)
{
    double sum = 0, bytes = 0;
    float least = 0, most = 0;

    for (size_t i = w->paragraph; i < w->out->lines.count; i++) {
        const struct pdf_line *line = &w->out->lines.at[i];

        sum += (double)line->size * (double)line->text.size;
        bytes += (double)line->text.size;
        least = i == w->paragraph || line->size < least ? line->size : least;
        most = line->size > most ? line->size : most;
    }
    for (; w->paragraph < w->out->lines.count; w->paragraph++)
        if (most < least * 1.25f)
            w->out->lines.at[w->paragraph].size = (float)(sum / bytes);
}

/* One that the recogniser takes a bullet for, with the bullet's distance to its words. */
static bool is_bullet(struct str word, float gap, float size)
{
    static const char *const shapes[] = {"e", "o", "*", "¢", "«", "»", "®", "©", "°", "·", "+", "@", "="};

    return gap > size * 0.5f && STR_AMONG(word, shapes);
}

/* Ink varies with the letters; the baseline and the size of the type do not, and blocks are told by them. */
static void place(struct words *w, const TessPageIterator *at, int left, int right)
{
    int x0, y0, x1, y1;
    float base;

    if (!TessPageIteratorBaseline(at, RIL_TEXTLINE, &x0, &y0, &x1, &y1))
        TessPageIteratorBoundingBox(at, RIL_TEXTLINE, &x0, &y0, &x1, &y1);
    base = (float)((y0 + y1) / 2.0 / w->scale);
    w->line.x0 = w->count == 0 ? (float)(left / w->scale) : w->line.x0;
    w->line.x1 = (float)(right / w->scale);
    w->line.y0 = base - w->line.size * 0.9f;
    w->line.y1 = base + w->line.size * 0.25f;
}

/* As in a text layer, a gap that may part cells or columns parts the line: pdf_order_page says what it is. */
static void end_at_gap(struct words *w, float gap)
{
    float height = w->line.y1 - w->line.y0;

    if (w->count == 1 && is_bullet(buf_str(&w->text), gap, w->line.size)) {
        buf_clear(&w->text);
        buf_add(&w->text, STR("•"));
    }
    if (w->count == 0 || gap <= height * PDF_GAP)
        return;
    w->line.goes_on = gap <= height * PDF_WIDEST_BLANK;
    w->line.cell = gap > height * PDF_CELL_GAP;
    close_line(w);
}

static void take_word(struct words *w, TessResultIterator *it, const char *word)
{
    const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);
    BOOL bold, italic, underlined, monospace, serif, smallcaps;
    int size = 0, font, left, top, right, bottom;

    TessPageIteratorBoundingBox(at, RIL_WORD, &left, &top, &right, &bottom);
    TessResultIteratorWordFontAttributes(it, &bold, &italic, &underlined, &monospace, &serif, &smallcaps, &size, &font);
    end_at_gap(w, (float)(left / w->scale) - w->line.x1);
    if (w->count == 0)
        w->line.size = (float)(size > 0 ? size : (bottom - top) / w->scale);
    else
        buf_add_char(&w->text, ' ');
    buf_add(&w->text, str_trim(str_of(word)));
    place(w, at, left, right);
    w->confidence += (double)TessResultIteratorConfidence(it, RIL_WORD);
    w->count++;
}

static void take_words(struct words *w, TessResultIterator *it)
{
    do {
        const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);
        char *word;

        if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE))
            close_line(w);
        if (TessPageIteratorIsAtBeginningOf(at, RIL_PARA))
            even_paragraph(w);
        word = TessResultIteratorGetUTF8Text(it, RIL_WORD);
        if (word && str_trim(str_of(word)).size > 0)
            take_word(w, it, word);
        TessDeleteText(word);
    } while (TessResultIteratorNext(it, RIL_WORD));
    close_line(w);
    even_paragraph(w);
    w->out->confidence = w->all_count > 0 ? (int)(w->all_confidence / (double)w->all_count + 0.5) : 0;
    buf_free(&w->text);
}

/* What is being read: a page's picture, upright as far as is known. */
struct sheet {
    struct Pix *grey;
    double scale, until;
    uint32_t number;
};

static bool recognise(TessBaseAPI *api, struct sheet *s, struct picture *out, struct arena *a)
{
    struct words w = {.out = out, .arena = a, .line = {.page = s->number}, .scale = s->scale};
    ETEXT_DESC *monitor = TessMonitorCreate();
    TessResultIterator *it;
    bool ok;

    TessBaseAPISetImage2(api, s->grey);
    TessBaseAPISetSourceResolution(api, (int)(s->scale * 72 + 0.5));
    TessMonitorSetCancelFunc(monitor, is_late);
    TessMonitorSetCancelThis(monitor, &s->until);
    ok = TessBaseAPIRecognize(api, monitor) == 0 && !is_late(&s->until, 0);
    it = ok ? TessBaseAPIGetIterator(api) : NULL;
    if (it)
        take_words(&w, it);
    TessResultIteratorDelete(it);
    TessMonitorDelete(monitor);
    TessBaseAPIClear(api);
    return ok;
}

/* A page with Welsh on it is read again with both languages: words as common in Welsh as "and" is in English are right
 * even where they were read as English. */
static void try_welsh(struct picture_reader *r, struct sheet *s, struct picture *out, struct arena *a)
{
    struct picture both = {0};
    struct language_words words = {0};

    for (size_t i = 0; i < out->lines.count; i++)
        document_count_languages(&words, out->lines.at[i].text);
    if (!r->welsh || words.welsh * LEAST_WELSH < words.all || words.welsh == 0)
        return;
    if (recognise(r->welsh, s, &both, a) && both.confidence >= out->confidence) {
        free(out->lines.at);
        both.sideways = out->sideways;
        *out = both;
    } else {
        free(both.lines.at);
    }
}

/* How many quarters the picture is to be turned, clockwise, so that its words stand upright. */
static int quarters_to_turn(struct picture_reader *r, const struct sheet *s)
{
    int degrees = 0;
    float sure = 0, script_sure;
    const char *script;

    if (!r->turns)
        return 0;
    TessBaseAPISetImage2(r->turns, s->grey);
    TessBaseAPISetSourceResolution(r->turns, (int)(s->scale * 72 + 0.5));
    if (!TessBaseAPIDetectOrientationScript(r->turns, &degrees, &sure, &script, &script_sure) || sure < 1)
        degrees = 0;
    TessBaseAPIClear(r->turns);
    return (360 - degrees) / 90 % 4;
}

/* A page on its side or head gives few words or doubtful ones; it is turned where that gives more. */
static void try_turned(struct picture_reader *r, struct sheet *s, struct picture *out, struct arena *a)
{
    struct picture turned = {0};
    int quarters;
    struct Pix *upright;

    if (out->confidence >= DOUBTFUL_CONFIDENCE && out->lines.letters >= FEW_LETTERS)
        return;
    quarters = quarters_to_turn(r, s);
    upright = quarters > 0 ? pixRotateOrth(s->grey, quarters) : NULL;
    if (!upright)
        return;
    pixDestroy(&s->grey);
    s->grey = upright;
    if (!recognise(r->english, s, &turned, a) || turned.confidence <= out->confidence
        || turned.lines.letters <= out->lines.letters / 2) {
        free(turned.lines.at);
        return;
    }
    free(out->lines.at);
    *out = turned;
    out->sideways = quarters % 2 == 1;
}

bool picture_read(struct picture_reader *r, PopplerPage *page, uint32_t number, struct picture *out, struct arena *a)
{
    struct sheet s = {.number = number};
    double width, height;
    bool ok;

    *out = (struct picture){0};
    if (!r)
        return false;
    poppler_page_get_size(page, &width, &height);
    if (!(width >= LEAST_POINTS && height >= LEAST_POINTS))
        return true;
    if (r->pages++ >= PICTURE_MOST_PAGES)
        return false;
    limit_page();
    s.scale = scale_for(width, height);
    s.grey = draw(page, s.scale, width, height);
    if (!s.grey)
        return false;
    s.until = cpu_seconds() + PICTURE_CPU_SECONDS;
    ok = recognise(r->english, &s, out, a);
    if (ok) {
        try_turned(r, &s, out, a);
        try_welsh(r, &s, out, a);
    }
    pixDestroy(&s.grey);
    return ok;
}
