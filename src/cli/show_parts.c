#include "cli/show.h"

#include <string.h>

static bool wants(const struct cli_show *show, size_t page)
{
    return show->page == DOCUMENT_NONE || (size_t)show->page == page;
}

/* The text from run i on that stands on its page. */
static struct range run_range(const struct document *doc, size_t i)
{
    uint32_t stop = i + 1 < doc->run_count ? doc->runs[i + 1].start : (uint32_t)doc->text.size;

    return (struct range){doc->runs[i].start, stop};
}

static void print_run(const struct cli_show *show, size_t run)
{
    const struct document *doc = show->document;
    size_t page = doc->runs[run].page;
    struct str words = document_text(doc, run_range(doc, run));
    char sheet[24];

    snprintf(sheet, sizeof sheet, "%zu", page + 1);
    fprintf(show->out, "[page %s", sheet);
    if (*doc->pages[page].label != '\0' && strcmp(doc->pages[page].label, sheet) != 0) {
        fputs(", labelled ", show->out);
        table_write_plain(show->out, str_of(doc->pages[page].label));
    }
    fputs(doc->pages[page].outside ? ", not of the report]\n" : "]\n", show->out);
    table_write_plain(show->out, words);
    if (!str_ends(words, STR("\n")))
        fputc('\n', show->out);
}

void cli_show_text(const struct cli_show *show)
{
    const struct document *doc = show->document;
    struct table t = {0};

    table_columns(&t, "#page label #start #stop text of_report");
    for (size_t i = 0; i < doc->run_count; i++) {
        struct range r = run_range(doc, i);
        size_t page = doc->runs[i].page;

        if (!wants(show, page))
            continue;
        if (show->format == TABLE_TEXT) {
            print_run(show, i);
            continue;
        }
        table_number(&t, (int64_t)page + 1);
        table_text(&t, str_of(doc->pages[page].label));
        table_number(&t, r.start);
        table_number(&t, r.stop);
        table_text(&t, document_text(doc, r));
        table_text(&t, str_of(doc->pages[page].outside ? "no" : ""));
    }
    if (show->format != TABLE_TEXT)
        table_print(&t, show->out, show->format);
    table_free(&t);
}

/* Sentences of the block; *from moves on with the blocks, since both stand in order. */
static size_t count_sentences(const struct document *doc, const struct block *b, size_t *from)
{
    size_t count = 0;

    while (*from < doc->sentence_count && doc->sentences[*from].start < b->range.start)
        ++*from;
    while (*from + count < doc->sentence_count && doc->sentences[*from + count].start < b->range.stop)
        count++;
    *from += count;
    return count;
}

/* Blanks and tabs for line ends, so that a row is a line. */
static void add_words(struct table *t, struct str words)
{
    struct buf line = {0};

    for (size_t i = 0; i < words.size; i++) {
        if (words.at[i] == '\t')
            buf_add(&line, STR(" | "));
        else
            buf_add_char(&line, words.at[i] == '\n' ? ' ' : words.at[i]);
    }
    table_text(t, buf_str(&line));
    buf_free(&line);
}

/* Blocks are numbered from 1 in reading order, as they are on the page's image. */
static void add_block(const struct cli_show *show, struct table *t, size_t number, size_t sentences)
{
    const struct document *doc = show->document;
    const struct block *b = &doc->blocks[number];
    struct buf path = {0};

    document_heading_path(doc, number, &path);
    table_number(t, (int64_t)document_page_at(doc, b->range.start) + 1);
    table_number(t, (int64_t)document_page_at(doc, b->range.stop - 1) + 1);
    table_number(t, (int64_t)number + 1);
    table_text(t, str_of(block_kind_words[b->kind]));
    if (b->level > 0)
        table_number(t, b->level);
    else
        table_nothing(t);
    table_number(t, b->range.start);
    table_number(t, b->range.stop);
    table_number(t, (int64_t)sentences);
    add_words(t, buf_str(&path));
    add_words(t, document_text(doc, b->range));
    table_text(t, str_of(b->outside ? "no" : ""));
    buf_free(&path);
}

static void add_furniture(struct table *t, const struct furniture *f)
{
    table_number(t, f->page + 1);
    table_number(t, f->page + 1);
    table_nothing(t);
    table_text(t, STR("furniture"));
    for (int i = 0; i < 4; i++)
        table_nothing(t);
    table_nothing(t);
    add_words(t, f->text);
    table_nothing(t);
}

/* What is shown of one page: the blocks that begin on it and, where it alone is asked for, those that go on on it. */
static void add_page(const struct cli_show *show, struct table *t, size_t page, const size_t *sentences)
{
    const struct document *doc = show->document;

    for (size_t i = 0; i < doc->block_count; i++) {
        size_t first = document_page_at(doc, doc->blocks[i].range.start);
        size_t last = document_page_at(doc, doc->blocks[i].range.stop - 1);

        if (first == page || (show->page != DOCUMENT_NONE && last == page))
            add_block(show, t, i, sentences[i]);
    }
    for (size_t i = 0; i < doc->furniture_count; i++)
        if (doc->furniture[i].page == page)
            add_furniture(t, &doc->furniture[i]);
}

void cli_show_blocks(const struct cli_show *show)
{
    const struct document *doc = show->document;
    struct arena a = {0};
    size_t *sentences = arena_alloc(&a, doc->block_count, sizeof *sentences), from = 0;
    struct table t = {0};

    for (size_t i = 0; i < doc->block_count; i++)
        sentences[i] = count_sentences(doc, &doc->blocks[i], &from);
    table_columns(&t, "#page #last_page #block kind #level #start #stop #sentences heading text of_report");
    for (size_t page = 0; page < doc->page_count; page++)
        if (wants(show, page))
            add_page(show, &t, page, sentences);
    table_print(&t, show->out, show->format);
    table_free(&t);
    arena_free(&a);
}
