/* A filter without a study: JSONL passages in, JSONL tags out. */
#include "base/json.h"
#include "cli/command.h"
#include "match/match.h"

#include <jansson.h>
#include <stdlib.h>

enum { TAG_MAX_LINE = 128 << 20 };

struct tag_options {
    struct option_texts codebooks;
};

static const struct option tag_option_table[] = {
    {OPTION_TEXTS, "codebook", offsetof(struct tag_options, codebooks), "FILE", NULL,
     "what to look for; may be given again for another"},
    {0},
};

struct coder {
    struct codebook *book;
    struct match_program *program;
    struct match_worker *worker;
};

struct tagging {
    const struct command_input *in;
    struct coder coders[OPTION_MAX_TEXTS];
    size_t coder_count;
    const struct coder *coder;      /* the one at work */
    const struct document *doc;
    const char *id;                 /* of the passage, as JSON */
    struct buf matched;
    size_t line;
};

static bool write_tag(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct tagging *t = payload;
    struct json_writer j = {.out = t->in->out};

    (void)err;
    buf_clear(&t->matched);
    for (size_t i = 0; i < e->span_count; i++) {
        if (i > 0)
            buf_add(&t->matched, STR(" … "));
        buf_add(&t->matched, document_text(t->doc, e->spans[i]));
    }
    fprintf(t->in->out, "{\"id\":%s", t->id);
    j.comma = true;
    json_write_text(&j, "codebook", str_of(t->coder->book->id));
    json_write_text(&j, "theme", str_of(e->code->theme->id));
    json_write_text(&j, "code", str_of(e->code->id));
    json_write_text(&j, "rule", str_of(e->rule->id));
    json_write_text(&j, "standing", str_of(standing_words[e->standing]));
    json_write_number(&j, "start", e->range.start);
    json_write_number(&j, "stop", e->range.stop);
    json_write_text(&j, "matched", buf_str(&t->matched));
    fputs("}\n", t->in->out);
    return true;
}

static bool say_gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    struct tagging *t = payload;

    (void)err;
    *t->in->partly = true;
    fprintf(t->in->notes, "excerpta tag: line %zu: code %s: the pattern on line %u of %s was given up: %s\n", t->line,
            p->code->id, p->pattern->line, t->coder->book->id, p->reason);
    return true;
}

static bool tag_passage(struct tagging *t, struct str text, struct error *err)
{
    const struct match_sink sink = {write_tag, say_gave_up, t};
    struct document *doc = NULL;
    bool ok = document_of_passage(&doc, text, err);

    t->doc = doc;
    for (size_t i = 0; ok && i < t->coder_count; i++) {
        t->coder = &t->coders[i];
        ok = match_run(t->coder->worker, doc, &sink, err);
    }
    document_free(doc);
    return ok;
}

static bool tag_line(struct tagging *t, struct str line, struct error *err)
{
    json_error_t problem;
    json_t *passage = json_loadb(line.at, line.size, JSON_REJECT_DUPLICATES, &problem);
    json_t *id = json_object_get(passage, "id"), *text = json_object_get(passage, "text");
    char *id_text = NULL;
    bool ok = false;

    if (!passage)
        error_set(err, ERROR_INPUT, "column %d: no JSON: %s", problem.column, problem.text);
    else if (!(json_is_string(id) || json_is_integer(id)) || !json_is_string(text))
        error_set(err, ERROR_INPUT, "a passage is {\"id\": text or whole number, \"text\": text}");
    else {
        id_text = json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT);
        t->id = id_text;
        ok = tag_passage(t, (struct str){json_string_value(text), json_string_length(text)}, err);
    }
    free(id_text);
    json_decref(passage);
    return ok || error_within(err, "line %zu of the input", t->line);
}

static bool tag_input(struct tagging *t, struct error *err)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    bool ok = true;

    while (ok && (size = getline(&line, &room, stdin)) >= 0) {
        struct str words = str_trim((struct str){line, (size_t)size});

        t->line++;
        if (size > TAG_MAX_LINE)
            ok = error_set(err, ERROR_LIMIT, "line %zu of the input is over %d MB", t->line, TAG_MAX_LINE >> 20);
        else if (words.size > 0)
            ok = tag_line(t, words, err);
        /* A reader at the other end of a pipe gets the tags of a passage before it sends the next. */
        if (ok && (fflush(t->in->out) != 0 || ferror(t->in->out)))
            ok = error_set(err, ERROR_SYSTEM, "standard output cannot be written");
    }
    free(line);
    return ok;
}

static bool make_ready(struct tagging *t, const char *path, struct error *err)
{
    struct coder *c = &t->coders[t->coder_count++];

    return codebook_read(&c->book, path, err)
        && ((match_compile(&c->program, c->book, err) && match_worker_new(&c->worker, c->program, err))
            || error_within(err, "%s", path));
}

static bool tag_run(const struct command_input *in, struct error *err)
{
    const struct tag_options *options = in->options;
    struct tagging t = {.in = in};
    bool ok = true;

    if (options->codebooks.count == 0)
        return error_set(err, ERROR_USAGE, "needs --codebook FILE, for example codebooks/male-carers.xml");
    for (size_t i = 0; ok && i < options->codebooks.count; i++)
        ok = make_ready(&t, options->codebooks.at[i], err);
    ok = ok && tag_input(&t, err);
    for (size_t i = 0; i < t.coder_count; i++) {
        match_worker_free(t.coders[i].worker);
        match_free(t.coders[i].program);
        codebook_free(t.coders[i].book);
    }
    buf_free(&t.matched);
    return ok;
}

const struct command command_tag = {
    .name = "tag",
    .arguments = "",
    .summary = "tag passages from a pipe, without a study",
    .description =
        "Reads JSON lines {\"id\": …, \"text\": …} from standard input and writes one JSON line for each unit\n"
        "that a code tags: id, codebook, theme, code, rule, standing, start, stop, matched. start and stop count\n"
        "bytes of the text given (UTF-8), which is taken as it is: an empty line parts paragraphs. matched is the\n"
        "words that the rule found, parted by an ellipsis. Tags come in the passages' order, those of a passage\n"
        "before the next is read.\n",
    .examples = "excerpta tag --codebook codebooks/male-carers.xml < passages.jsonl\t"
                "try a codebook on labelled passages\n",
    .options = tag_option_table,
    .options_size = sizeof(struct tag_options),
    .needs = NEEDS_NOTHING,
    .run = tag_run,
};
