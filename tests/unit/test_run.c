/* The long jobs on small text files, with the real extractor. */
#include "run/run.h"
#include "tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_run.XXXXXX";
static struct store *study;

static void write_file(const char *name, const char *bytes)
{
    FILE *f = fopen(name, "w");

    if (f) {
        fputs(bytes, f);
        fclose(f);
    }
}

static struct index_summary index_folder(const char *manifest, struct error *err)
{
    const char *paths[] = {"reports"};
    struct index_options options = {.paths = paths, .path_count = 1, .manifest = manifest, .threads = 2};
    struct index_summary sum = {0};

    *err = (struct error){0};
    if (!run_index(study, &options, &sum, err))
        printf("# %s\n", err->text);
    return sum;
}

static bool counts_are(const struct index_summary *s, size_t files, size_t added, size_t changed, size_t unchanged,
                       size_t copies, size_t problems)
{
    bool same = s->files == files && s->added == added && s->changed == changed && s->unchanged == unchanged
        && s->copies == copies && s->problems == problems;

    if (!same)
        printf("# files %zu added %zu changed %zu unchanged %zu copies %zu problems %zu\n", s->files, s->added,
               s->changed, s->unchanged, s->copies, s->problems);
    return same;
}

static struct str name_of(struct str path)
{
    struct str part = path, rest = path;

    while (str_next(&rest, '/', &part))
        ;
    return part;
}

static bool note_problem(void *payload, const struct problem_row *r, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.*s: %.*s\n", STR_ARGS(name_of(r->path)), STR_ARGS(r->reason));
    return true;
}

static bool note_report(void *payload, const struct report_row *r, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.*s x%d %s%.*s|%.*s|%.*s\n", STR_ARGS(name_of(r->path)), (int)r->paths,
                   r->predecessor.size ? "follows " : "", STR_ARGS(r->attributes.partnership),
                   STR_ARGS(r->attributes.authorities), STR_ARGS(r->attributes.period_start));
    return true;
}

static void test_index(void)
{
    struct error err;
    struct index_summary sum;
    struct buf seen = {0};

    mkdir("reports", 0700);
    mkdir("reports/below", 0700);
    sum = index_folder(NULL, &err);
    ok(err.kind == ERROR_INPUT && strstr(err.text, "no files in"), "an empty folder is an error");
    write_file("reports/a.txt", "Aby Safeguarding Children Partnership\n\nFathers are seen in every visit.\n");
    write_file("reports/below/copy.txt", "Aby Safeguarding Children Partnership\n\nFathers are seen in every visit.\n");
    write_file("reports/b.txt", "Annual report 2022/23\n\nA dad was asked. Nobody else was.\n");
    write_file("reports/empty.txt", "");
    write_file("reports/empty2.txt", "");
    write_file("reports/.hidden.txt", "Fathers.");
    write_file("reports/nul.bin", "\x7f" "ELF\x01\x02\x03");
    ok(mkfifo("reports/pipe", 0600) == 0 && symlink("..", "reports/below/loop") == 0
       && symlink("nowhere", "reports/dangling") == 0, "a pipe, a loop and a link to nowhere");
    sum = index_folder(NULL, &err);
    ok(counts_are(&sum, 9, 2, 0, 0, 1, 6), "two reports, a copy, and six that are none");
    ok(store_problems(study, note_problem, &seen, &err), "problems are listed");
    is_text("loop: unreadable\ndangling: unreadable\nempty.txt: empty\nempty2.txt: empty\n"
            "nul.bin: not a report\npipe: unreadable\n", buf_text(&seen), "each with its reason");
    sum = index_folder(NULL, &err);
    ok(counts_are(&sum, 9, 0, 0, 3, 0, 6), "again: nothing new");
    buf_free(&seen);
}

static void test_changes(void)
{
    struct error err;
    struct index_summary sum;
    struct buf seen = {0};

    write_file("reports/b.txt", "Annual report 2023/24\n\nA dad was asked again.\n");
    sum = index_folder(NULL, &err);
    ok(counts_are(&sum, 9, 0, 1, 2, 0, 6), "a file that changed");
    write_file("reports/empty.txt", "Now it has words.\n");
    sum = index_folder(NULL, &err);
    ok(counts_are(&sum, 9, 0, 1, 3, 0, 5), "a problem that was mended");
    ok(store_reports(study, note_report, &seen, &err), "reports");
    is_text("a.txt x2 Aby Safeguarding Children Partnership||\nb.txt x1 follows ||2023-04-01\nempty.txt x1 ||\n",
            buf_text(&seen), "the new report names the one before");
    buf_free(&seen);
}

static void test_manifest(void)
{
    struct error err;
    struct index_summary sum;
    struct buf seen = {0};

    write_file("reports/list.csv", "file,partnership,authorities,period_start\n"
               "reports/a.txt,Manifest,Leeds;York,2020-04-01\nnowhere.txt,X,,\n");
    sum = index_folder("reports/list.csv", &err);
    ok(sum.files == 9, "a manifest in the folder is no report");
    ok(sum.manifest_unmatched == 1, "a row without a file is told");
    is_text("line 3: nowhere.txt", sum.manifest_first, "which");
    ok(store_reports(study, note_report, &seen, &err), "reports");
    is_text("a.txt x2 Manifest|Leeds; York|2020-04-01\nb.txt x1 follows ||2023-04-01\nempty.txt x1 ||\n",
            buf_text(&seen), "what it says is set");
    write_file("bad.csv", "file,period_start\na,soon\n");
    sum = index_folder("bad.csv", &err);
    ok(err.kind == ERROR_INPUT && strstr(err.text, "bad.csv: line 2: period_start"), "a bad one is told with its line");
    unlink("reports/list.csv");
    buf_free(&seen);
}

static const char book_text[] =
    "<codebook xmlns='urn:excerpta:codebook:1' id='men' version='1.0.0' xml:lang='en-GB'><title>T</title>"
    "<description>D</description><theme id='t'><title>T</title><code id='man' unit='sentence'><title>M</title>"
    "<definition>D</definition><rule id='r'><pattern>fathers?|dads?</pattern></rule></code></theme></codebook>";

static bool note_excerpt(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct str words = document_text(e->document, e->range);

    (void)err;
    buf_add_format(payload, "%.*s %.*s: %.*s\n", STR_ARGS(e->excerpt), STR_ARGS(name_of(e->report->path)),
                   STR_ARGS(words));
    return true;
}

static void list_excerpts(struct store *s, struct buf *out)
{
    struct excerpt_filter all = {.codebook = STR("")};
    struct error err = {0};

    buf_clear(out);
    if (!store_excerpts(s, &all, note_excerpt, out, &err))
        buf_add(out, str_of(err.text));
}

static void test_pass(void)
{
    struct pass_options one = {.threads = 1}, four = {.threads = 4};
    struct pass_summary sum = {0};
    struct codebook *book = NULL;
    struct error err = {0};
    struct store *other = NULL;
    struct buf first = {0}, second = {0};
    const char *paths[] = {"reports"};
    struct index_options options = {.paths = paths, .path_count = 1, .threads = 1};
    struct index_summary index;

    if (!ok(codebook_parse(&book, str_of(book_text), "men.xml", &err), "a codebook %s", err.text))
        return;
    ok(run_pass(study, book, &four, &sum, &err) && sum.reports == 3 && sum.coded == 3 && sum.excerpts == 2,
       "a pass by four threads %s", err.text);
    ok(run_pass(study, book, &four, &sum, &err) && sum.coded == 0 && sum.excerpts == 2, "nothing is coded twice");
    list_excerpts(study, &first);
    ok(strstr(buf_text(&first), "a.txt: Fathers are seen in every visit.") != NULL, "%s", buf_text(&first));
    ok(store_open(&other, "other.db", STORE_CREATE, &err) && run_index(other, &options, &index, &err)
       && run_pass(other, book, &one, &sum, &err), "another study, by one thread %s", err.text);
    list_excerpts(other, &second);
    is_text(buf_text(&first), buf_text(&second), "gives the same");
    write_file("reports/c.txt", "A father came later.\n");
    ok(run_index(other, &options, &index, &err) && index.added == 1 && run_pass(other, book, &one, &sum, &err)
       && sum.coded == 1 && sum.excerpts == 3 && sum.reports == 4, "a new report extends the pass %s", err.text);
    store_close(other);
    codebook_free(book);
    buf_free(&first);
    buf_free(&second);
}

/* The study in the folder that is indexed, as with `excerpta index .`. */
static void test_study_inside(void)
{
    struct store *s = NULL;
    struct error err = {0};
    const char *here[] = {"inside"}, *gone[] = {"gone"};
    struct index_options options = {.paths = here, .path_count = 1, .threads = 1};
    struct index_options nowhere = {.paths = gone, .path_count = 1, .threads = 1};
    struct index_summary sum;

    mkdir("inside", 0700);
    write_file("inside/a.txt", "Words of a report.\n");
    ok(store_open(&s, "inside/study.db", STORE_CREATE, &err) && run_index(s, &options, &sum, &err) && sum.files == 1
       && sum.added == 1, "the study's own files are passed over %s", err.text);
    ok(!run_index(s, &nowhere, &sum, &err) && err.kind == ERROR_INPUT, "a path that is not there: %s", err.text);
    store_close(s);
}

int main(void)
{
    struct error err = {0};
    const char *extractor = getenv("EXCERPTA_EXTRACT");
    struct buf away = {0};

    if (!extractor || access(extractor, X_OK) != 0) {
        puts("1..0 # SKIP excerpta-extract is not built");
        return 0;
    }
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 99;
    if (ok(store_open(&study, "study.db", STORE_CREATE, &err), "a study %s", err.text)) {
        test_index();
        test_changes();
        test_manifest();
        test_pass();
        test_study_inside();
    }
    store_close(study);
    buf_add_format(&away, "rm -r '%s'", folder);
    ok(system(away.at) == 0, "the scratch folder goes away");
    buf_free(&away);
    return done_testing();
}
