/* Why a passage is tagged, or is not: for people, and as JSON. */
#include "base/json.h"
#include "base/nearest.h"
#include "cli/codebook.h"
#include "cli/find.h"
#include "cli/table.h"
#include "codebook/words.h"
#include "match/explain.h"
#include "store/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_PASSAGE = 4 << 20, LONG_QUOTE = 400, LONG_PATTERN = 90, MAX_NAMED = 3 };

struct explanation {
    const struct command_input *in;
    const struct codebook_options *options;
    struct cli_codebook coder;
    const struct document *doc;
    struct range *places;
    size_t place_count;
    struct json_writer json;
    /* Of the code that is tried in a unit: what is said of its best rule so far, or of all with --code. */
    const struct code *code;
    struct range range;
    enum unit unit;
    bool any_unit, tagged;
    double nearest;
    struct buf said, found_nothing;
    size_t nothing_count;
};

static const char *or_s(size_t count)
{
    return count == 1 ? "" : "s";
}

/* The words of a hit, cut where long. */
static void add_quote(struct buf *out, struct str text, size_t most)
{
    buf_add_format(out, "\"%.*s%s\"", STR_ARGS(str_cut(text, most)), text.size > most ? "…" : "");
}

static void add_hits(struct buf *out, const struct explanation *x, const struct match_part *p)
{
    for (size_t i = 0; i < p->hit_count && i < MAX_NAMED; i++) {
        buf_add(out, i ? STR(", ") : STR(": "));
        add_quote(out, document_text(x->doc, p->hits[i]), 60);
    }
    if (p->hit_count > MAX_NAMED)
        buf_add_format(out, " and %zu more", p->hit_count - MAX_NAMED);
}

static bool finds_words(const struct rule_node *node)
{
    return !codebook_looks_about(node) && node->kind != RULE_WITHIN && node->kind != RULE_BALANCE;
}

static void add_excepted(struct buf *out, const struct explanation *x, const struct match_part *p)
{
    buf_add(out, STR(": there is "));
    add_quote(out, document_text(x->doc, p->excepted), 60);
    buf_add(out, STR(", but the list excepts "));
    add_quote(out, document_text(x->doc, p->except), 60);
}

/* What more there is to say of a part than whether it holds. */
static void add_remark(struct buf *out, const struct explanation *x, const struct match_part *p)
{
    if (p->unless)
        buf_add(out, p->holds ? STR(" – it strikes out what was found") : STR(" – it does not"));
    else if (p->node->kind == RULE_BALANCE)
        buf_add_format(out, ": %.2f", p->sum);
    else if (p->has_excepted)
        add_excepted(out, x, p);
    else if (p->has_apart)
        buf_add_format(out, ": they stand %zu word%s apart", p->apart, or_s(p->apart));
    else if (!p->holds && finds_words(p->node) && p->node->child_count == 0)
        buf_add(out, STR(": not there"));
    else if (p->nowhere)
        buf_add(out, STR(": there is no sentence before"));
    else if (p->node->kind == RULE_NOT && !p->holds)
        buf_add(out, STR(": but one is there"));
}

/* A pattern can be long: its beginning shows which it is. */
static void add_words(struct buf *out, const struct match_part *p)
{
    struct buf words = {0};

    if (p->unless)
        codebook_say_unless(&words, p->node);
    else
        codebook_say_part(&words, p->node);
    buf_add(out, str_cut(buf_str(&words), LONG_PATTERN));
    if (words.size > LONG_PATTERN)
        buf_add(out, STR("…"));
    buf_free(&words);
}

static void add_part(struct buf *out, const struct explanation *x, const struct match_part *p)
{
    bool good = p->unless ? !p->holds : p->holds;

    buf_add_format(out, "      %*s%s ", (int)(2 * p->depth), "", good ? "yes" : "NO ");
    add_words(out, p);
    add_hits(out, x, p);
    add_remark(out, x, p);
    buf_add_char(out, '\n');
}

static void add_verdict(struct buf *out, const struct match_trial *t)
{
    buf_add_format(out, "    rule %s (line %u): ", t->rule->id, t->rule->line);
    switch (t->verdict) {
    case MATCH_TAGS:
        buf_add_format(out, "it holds, standing %s\n", standing_words[t->standing]);
        break;
    case MATCH_DROPPED:
        buf_add_format(out, "it holds, but the code takes no passage that is %s (<standing %s=\"drop\"/>)\n",
                       standing_words[t->standing], standing_words[t->standing]);
        break;
    case MATCH_STRUCK:
        buf_add(out, STR("its words are there, but an unless strikes them out\n"));
        break;
    case MATCH_GAVE_UP:
        buf_add(out, STR("a pattern was given up: it backtracks too much\n"));
        break;
    default:
        buf_add(out, STR("a part of it is not there (NO)\n"));
        break;
    }
}

/* What need not be told: an unless that finds nothing, and what is not there inside an <any> or
 * <around> that holds or a <not>. */
static bool is_idle(const struct match_trial *t, size_t at)
{
    const struct match_part *p = &t->parts[at], *outer = NULL;

    if (p->unless)
        return !p->holds && p->hit_count == 0;
    for (size_t i = at; p->depth > 0 && !outer && i-- > 0;)
        if (t->parts[i].depth == p->depth - 1)
            outer = &t->parts[i];
    return outer && !p->holds
        && (outer->node->kind == RULE_NOT
            || ((outer->node->kind == RULE_ANY || outer->node->kind == RULE_AROUND) && outer->holds));
}

static void add_parts(struct buf *out, const struct explanation *x, const struct match_trial *t)
{
    for (size_t i = 0; i < t->part_count; i++) {
        unsigned depth = t->parts[i].depth;

        if (!is_idle(t, i))
            add_part(out, x, &t->parts[i]);
        else
            while (i + 1 < t->part_count && t->parts[i + 1].depth > depth)
                i++;
    }
}

static void add_trial(struct buf *out, const struct explanation *x, const struct match_trial *t)
{
    add_verdict(out, t);
    add_parts(out, x, t);
    for (size_t i = 0; i < t->influence_count; i++) {
        const struct match_influence *f = &t->influences[i];

        buf_add_format(out, "      the cue ");
        add_quote(out, document_text(x->doc, f->cue), 60);
        buf_add_format(out, " makes ");
        add_quote(out, document_text(x->doc, f->hit), 60);
        buf_add_format(out, " %s (modifier %s)\n", standing_words[f->modifier->standing], f->modifier->id);
    }
}

/* How near a rule came: the share of its outermost parts that hold, a little more where words were found inside one;
 * what a <not> or <around> found are no words of the rule. */
static double nearness(const struct match_trial *t)
{
    size_t parts = 0, holding = 0, hits = 0;
    unsigned about = UINT_MAX;      /* depth of the <not> or <around> that a part stands in */

    for (size_t i = 0; i < t->part_count; i++) {
        const struct match_part *p = &t->parts[i];

        parts += p->depth == 0;
        holding += p->depth == 0 && p->holds != p->unless && p->node->kind != RULE_NOT;
        if (p->depth <= about)
            about = codebook_looks_about(p->node) ? p->depth : UINT_MAX;
        hits += p->hit_count > 0 && !p->unless && p->depth <= about;
    }
    if (hits == 0)
        return 0;
    return (t->verdict == MATCH_LACKS ? 0 : 2) + (double)holding / (double)parts + 0.01 * (double)hits;
}

static void end_code(struct explanation *x)
{
    if (!x->code)
        return;
    if (x->tagged || x->options->code || x->nearest > 0) {
        fprintf(x->in->out, "  %s %s (%s)\n", x->tagged ? "TAGGED" : "not", x->code->id, x->code->title);
        table_write_plain(x->in->out, buf_str(&x->said));
    } else {
        buf_add_format(&x->found_nothing, "%s%s", x->nothing_count++ ? ", " : "", x->code->id);
    }
    x->code = NULL;
    buf_clear(&x->said);
}

static void end_unit(struct explanation *x)
{
    end_code(x);
    if (x->nothing_count > 0)
        fprintf(x->in->out, "  %zu code%s found none of their words: %s\n", x->nothing_count, or_s(x->nothing_count),
                buf_text(&x->found_nothing));
    x->nothing_count = 0;
    buf_clear(&x->found_nothing);
}

static void begin_unit(struct explanation *x, const struct match_trial *t)
{
    struct buf quote = {0};

    end_unit(x);
    add_quote(&quote, document_text(x->doc, t->range), LONG_QUOTE);
    if (x->any_unit)
        fputc('\n', x->in->out);
    if (x->options->report)
        fprintf(x->in->out, "page %zu, ", document_page_at(x->doc, t->range.start) + 1);
    fprintf(x->in->out, "%s ", unit_words[t->code->unit]);
    table_write_plain(x->in->out, buf_str(&quote));
    fputc('\n', x->in->out);
    x->range = t->range;
    x->unit = t->code->unit;
    x->any_unit = true;
    buf_free(&quote);
}

static bool say_trial(void *payload, const struct match_trial *t, struct error *err)
{
    struct explanation *x = payload;
    double near = nearness(t);

    (void)err;
    if (!x->any_unit || t->code->unit != x->unit || document_compare_ranges(t->range, x->range) != 0)
        begin_unit(x, t);
    if (t->code != x->code) {
        end_code(x);
        x->code = t->code;
        x->tagged = false;
        x->nearest = 0;
    }
    x->tagged = t->verdict == MATCH_TAGS;
    if (!x->options->code && !x->tagged && near <= x->nearest)
        return true;
    if (!x->options->code)
        buf_clear(&x->said);
    x->nearest = near;
    add_trial(&x->said, x, t);
    return true;
}

static void write_part(struct explanation *x, const struct match_part *p)
{
    struct json_writer *j = &x->json;
    struct buf words = {0};

    if (p->unless)
        codebook_say_unless(&words, p->node);
    else
        codebook_say_part(&words, p->node);
    json_write_object(j, NULL);
    json_write_number(j, "depth", p->depth);
    json_write_number(j, "line", p->node->line);
    json_write_text(j, "part", buf_str(&words));
    json_write_bool(j, "unless", p->unless);
    json_write_bool(j, "holds", p->holds);
    json_write_array(j, "found");
    for (size_t i = 0; i < p->hit_count; i++)
        json_write_text(j, NULL, document_text(x->doc, p->hits[i]));
    json_write_array_end(j);
    if (p->node->kind == RULE_BALANCE)
        json_write_real(j, "sum", p->sum);
    if (p->has_excepted)
        json_write_text(j, "excepted", document_text(x->doc, p->except));
    if (p->has_apart)
        json_write_number(j, "words_apart", (int64_t)p->apart);
    json_write_object_end(j);
    buf_free(&words);
}

static bool write_trial(void *payload, const struct match_trial *t, struct error *err)
{
    struct explanation *x = payload;
    struct json_writer *j = &x->json;

    (void)err;
    json_write_object(j, NULL);
    json_write_text(j, "unit", str_of(unit_words[t->code->unit]));
    json_write_number(j, "start", t->range.start);
    json_write_number(j, "stop", t->range.stop);
    json_write_number(j, "page", (int64_t)document_page_at(x->doc, t->range.start) + 1);
    json_write_text(j, "text", document_text(x->doc, t->range));
    json_write_text(j, "code", str_of(t->code->id));
    json_write_text(j, "rule", str_of(t->rule->id));
    json_write_number(j, "line", t->rule->line);
    json_write_text(j, "verdict", str_of(match_verdict_words[t->verdict]));
    json_write_text(j, "standing", str_of(standing_words[t->standing]));
    json_write_array(j, "parts");
    for (size_t i = 0; i < t->part_count; i++)
        write_part(x, &t->parts[i]);
    json_write_array_end(j);
    json_write_array(j, "cues");
    for (size_t i = 0; i < t->influence_count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "modifier", str_of(t->influences[i].modifier->id));
        json_write_text(j, "standing", str_of(standing_words[t->influences[i].modifier->standing]));
        json_write_text(j, "cue", document_text(x->doc, t->influences[i].cue));
        json_write_text(j, "hit", document_text(x->doc, t->influences[i].hit));
        json_write_object_end(j);
    }
    json_write_array_end(j);
    json_write_object_end(j);
    return true;
}

static bool want_code(struct explanation *x, bool *wanted, struct error *err)
{
    const struct codebook *book = x->coder.book;
    struct nearest near;
    bool any = false;

    nearest_start(&near, str_of(x->options->code));
    for (size_t i = 0; i < book->code_count; i++) {
        wanted[i] = !x->options->code || strcmp(book->codes[i].id, x->options->code) == 0;
        any = any || wanted[i];
        nearest_offer(&near, book->codes[i].id);
    }
    return any || error_set(err, ERROR_USAGE, "%s has no code %s%s%s%s", x->options->measure.codebook, x->options->code,
                            NEAREST_ARGS(near));
}

static bool explain(struct explanation *x, struct error *err)
{
    bool *wanted = must_realloc(NULL, x->coder.book->code_count * sizeof *wanted), ok = want_code(x, wanted, err);
    bool json = x->options->measure.format == CODEBOOK_JSON;

    if (!ok)
        goto out;
    if (json)
        json_write_array(&x->json, NULL);
    match_use_codes(x->coder.worker, wanted);
    if (!x->options->report)        /* a passage may stand for an answer */
        match_use_answers(x->coder.worker, x->places, x->place_count);
    ok = match_explain(x->coder.worker, x->doc, x->places, x->place_count, json ? write_trial : say_trial, x, err);
    if (json) {
        json_write_array_end(&x->json);
        fputc('\n', x->in->out);
    } else if (ok) {
        end_unit(x);
    }
    if (ok && !json && !x->any_unit)
        fputs("there is no text in which the codebook's codes are looked for\n", x->in->out);
out:
    free(wanted);
    return ok;
}

static bool read_input(struct buf *text, struct error *err)
{
    char piece[4096];
    size_t size;

    while ((size = fread(piece, 1, sizeof piece, stdin)) > 0) {
        buf_add(text, (struct str){piece, size});
        if (text->size > MAX_PASSAGE)
            return error_set(err, ERROR_LIMIT, "a passage may have %d bytes; index a longer text as a report",
                             MAX_PASSAGE);
    }
    return ferror(stdin) ? error_set(err, ERROR_SYSTEM, "standard input cannot be read") : true;
}

static bool explain_passage(struct explanation *x, const char *word, struct error *err)
{
    struct document *doc = NULL;
    struct range all = {0, UINT32_MAX};
    struct buf text = {0};
    bool ok = true;

    if (strcmp(word, "-") == 0)
        ok = read_input(&text, err);
    else
        buf_add(&text, str_of(word));
    ok = ok && document_of_passage(&doc, buf_str(&text), err);
    if (ok) {
        all.stop = (uint32_t)doc->text.size;
        x->doc = doc;
        x->places = &all;
        x->place_count = 1;
        ok = explain(x, err);
    }
    document_free(doc);
    buf_free(&text);
    return ok;
}

/* The runs of text that stand on the page, or all. */
static bool find_page(struct explanation *x, const struct document *doc, struct error *err)
{
    unsigned page = x->options->page;

    if (page > doc->page_count)
        return error_set(err, ERROR_USAGE, "there is no page %u: the report has %zu", page, doc->page_count);
    x->places = must_realloc(NULL, (doc->run_count + 1) * sizeof *x->places);
    for (size_t i = 0; i < doc->run_count; i++)
        if (page == 0 || doc->runs[i].page == page - 1)
            x->places[x->place_count++] = (struct range){
                doc->runs[i].start, i + 1 < doc->run_count ? doc->runs[i + 1].start : (uint32_t)doc->text.size};
    return true;
}

static bool explain_report(struct explanation *x, struct error *err)
{
    struct cli_report report = {0};
    struct document *doc = NULL;
    struct store *study = NULL;
    bool ok = store_open(&study, x->in->study_path, STORE_READ, err)
        && cli_find_report(&report, study, x->options->report, err)
        && store_load_document(study, report.id, &doc, err) && find_page(x, doc, err);

    if (ok) {
        x->doc = doc;
        ok = explain(x, err);
    }
    free(x->places);
    document_free(doc);
    cli_report_free(&report);
    store_close(study);
    return ok;
}

bool cli_codebook_explain(const struct command_input *in, struct error *err)
{
    const struct codebook_options *options = in->options;
    struct explanation x = {.in = in, .options = options, .json = {.out = in->out}};
    bool ok;

    if (!options->measure.codebook)
        return error_set(err, ERROR_USAGE, "explain needs --codebook FILE, for example codebooks/male-carers.xml");
    if ((in->count > 1) == (options->report != NULL))
        return error_set(err, ERROR_USAGE, "explain takes TEXT, - (standard input), or --report REPORT with --page N");
    if (options->page > 0 && !options->report)
        return error_set(err, ERROR_USAGE, "--page is a page of --report REPORT");
    if (options->measure.format == CODEBOOK_CSV)
        return error_set(err, ERROR_USAGE, "explain writes a table for people, or json");
    ok = cli_codebook_open(&x.coder, options->measure.codebook, err)
        && (options->report ? explain_report(&x, err) : explain_passage(&x, in->words[1], err));
    cli_codebook_close(&x.coder);
    buf_free(&x.said);
    buf_free(&x.found_nothing);
    return ok;
}
