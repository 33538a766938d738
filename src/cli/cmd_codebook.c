#include "cli/measure.h"
#include "match/match.h"

#include <string.h>

static bool compile(struct codebook **book, struct match_program **program, const char *path, struct error *err)
{
    return codebook_read(book, path, err) && (match_compile(program, *book, err) || error_within(err, "%s", path));
}

static size_t count_patterns(const struct codebook *book)
{
    size_t count = 0;

    for (size_t i = 0; i < book->term_count; i++)
        count += book->terms[i].pattern_count;
    return count;
}

static bool check(const struct command_input *in, const char *path, struct error *err)
{
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    bool ok = compile(&book, &program, path, err);

    if (ok)
        fprintf(in->out, "%s: %s %s: %zu themes, %zu codes, %zu term lists with %zu patterns: well formed\n", path,
                book->id, book->version, book->theme_count, book->code_count, book->term_count, count_patterns(book));
    match_free(program);
    codebook_free(book);
    return ok;
}

/* What the code under test made of an example. */
struct outcome {
    const struct code *code;
    bool tagged[STANDING_COUNT];
    bool any, gave_up;
};

static bool note_excerpt(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct outcome *o = payload;

    (void)err;
    if (e->code == o->code)
        o->any = o->tagged[e->standing] = true;
    return true;
}

static bool note_gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    struct outcome *o = payload;

    (void)err;
    o->gave_up = o->gave_up || p->code == o->code;
    return true;
}

static bool as_expected(const struct outcome *o, enum example_kind kind)
{
    static const enum standing standings[] = {
        [EXAMPLE_PRESENT] = STANDING_PRESENT, [EXAMPLE_ABSENT] = STANDING_ABSENT,
        [EXAMPLE_PLANNED] = STANDING_PLANNED, [EXAMPLE_PAST] = STANDING_PAST};

    if (o->gave_up)
        return false;
    return kind == EXAMPLE_NO ? !o->any : o->tagged[standings[kind]];
}

static void say_outcome(FILE *out, const char *path, const struct outcome *o, const struct example *x)
{
    static const char *const kinds[] = {"no", "present", "absent", "planned", "past"};
    bool first = true;

    fprintf(out, "%s: line %u: code %s: expected %s, got", path, x->line, o->code->id, kinds[x->kind]);
    for (int s = 0; s < STANDING_COUNT; s++) {
        if (o->tagged[s])
            fprintf(out, "%s %s", first ? "" : " and", standing_words[s]);
        first = first && !o->tagged[s];
    }
    fprintf(out, "%s%s: %s\n", o->any ? "" : " no", o->gave_up ? " (a pattern was given up)" : "", x->text);
}

static bool test_code(const struct command_input *in, const char *path, struct match_worker *w, const struct code *code,
                      size_t *failed, struct error *err)
{
    for (size_t i = 0; i < code->example_count; i++) {
        struct outcome o = {.code = code};
        const struct match_sink sink = {note_excerpt, note_gave_up, &o};
        struct document *doc = NULL;

        if (!document_of_passage(&doc, str_of(code->examples[i].text), err))
            return error_within(err, "%s: line %u", path, code->examples[i].line);
        match_use_answers(w, &(struct range){0, (uint32_t)doc->text.size}, 1);     /* for its own units */
        if (!match_run(w, doc, &sink, err)) {
            document_free(doc);
            return false;
        }
        document_free(doc);
        if (!as_expected(&o, code->examples[i].kind)) {
            say_outcome(in->out, path, &o, &code->examples[i]);
            ++*failed;
        }
    }
    return true;
}

static bool test(const struct command_input *in, const char *path, struct error *err)
{
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    size_t failed = 0, tried = 0;
    bool ok = compile(&book, &program, path, err) && match_worker_new(&worker, program, err);

    for (size_t i = 0; ok && i < book->code_count; i++) {
        ok = test_code(in, path, worker, &book->codes[i], &failed, err);
        tried += book->codes[i].example_count;
    }
    if (ok)
        fprintf(in->out, "%s: %zu of %zu examples as expected\n", path, tried - failed, tried);
    if (failed > 0)
        *in->partly = true;
    match_worker_free(worker);
    match_free(program);
    codebook_free(book);
    return ok;
}

struct codebook_options {
    struct measure_options measure;
};

static const struct option codebook_option_table[] = {
    MEASURE_OPTIONS(struct codebook_options, measure),
    {0},
};

static bool codebook_run(const struct command_input *in, struct error *err)
{
    static const struct {
        const char *name;
        bool (*run)(const struct command_input *in, const char *path, struct error *err);
    } actions[] = {{"check", check}, {"test", test}};
    const struct codebook_options *options = in->options;

    if (strcmp(in->words[0], "measure") == 0 && in->count == 1)
        return cli_measure(in, &options->measure, err);
    for (size_t a = 0; a < sizeof actions / sizeof actions[0]; a++) {
        if (strcmp(actions[a].name, in->words[0]) != 0)
            continue;
        if (in->count == 1)
            return error_set(err, ERROR_USAGE, "%s needs a codebook's file", in->words[0]);
        for (int i = 1; i < in->count; i++)
            if (!actions[a].run(in, in->words[i], err))
                return false;
        return true;
    }
    return error_set(err, ERROR_USAGE, "there is no action %s with these words; there are check FILE, test FILE and "
                     "measure", in->words[0]);
}

const struct command command_codebook = {
    .name = "codebook",
    .arguments = "check|test FILE...|measure",
    .summary = "check a codebook, run its examples, or measure it on labelled passages",
    .description =
        "check reads a codebook as coding would: the schema, references between its parts, and each pattern.\n"
        "What is wrong is told with the line and what was expected.\n"
        "\n"
        "test runs every example of every code and prints those that come out otherwise than they say; the exit\n"
        "status is 1 if there are any.\n"
        "\n"
        "measure runs --codebook over the passages of --labels, which people labelled, and prints precision, recall\n"
        "and F1 of each code, theme and standing, and in all, with what was labelled, found and found right.\n"
        "Intervals are at 95 %: Wilson's of precision and recall; of F1 from 2,000 drawings of the passages, the\n"
        "same at each run. An empty cell is a figure that is not defined. With --map, a file that says which\n"
        "codes and standings a label of another kind means, its classes are measured too.\n"
        "doc/formats/labels.md tells both files.\n",
    .examples = "excerpta codebook check my-codebook.xml\tis it well formed?\n"
                "excerpta codebook test codebooks/*.xml\tdoes it tag what its examples say?\n"
                "excerpta codebook measure --codebook my-codebook.xml --labels labelled.jsonl\thow right is it?\n"
                "excerpta codebook measure --codebook my-codebook.xml --labels labelled.jsonl --errors\t"
                "what comes out wrong?\n",
    .options = codebook_option_table,
    .options_size = sizeof(struct codebook_options),
    .needs = NEEDS_NOTHING,
    .least_words = 1,
    .most_words = -1,
    .run = codebook_run,
};
