/* Any bytes as an extractor's answer; a document that is taken must hold what its header promises, and
 * be written and read the same. */
#include "document/wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool is_whole(const struct document *doc, struct range r)
{
    return r.start < r.stop && r.stop <= doc->text.size && str_is_text(document_text(doc, r));
}

static void check_blocks(const struct document *doc)
{
    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];
        struct buf path = {0};

        must(is_whole(doc, b->range) && document_block_at(doc, b->range.start) == i);
        must(i == 0 || b->range.start >= b[-1].range.stop);
        if (i < 64) {       /* a section may be long, so not one for every block */
            struct block_span s = document_section(doc, b->heading);

            must(s.last <= doc->block_count && s.first <= i);
            document_heading_path(doc, i, &path);
        }
        buf_free(&path);
    }
}

static void check_sentences(const struct document *doc)
{
    for (size_t i = 0; i < doc->sentence_count; i++) {
        struct range r = doc->sentences[i], b;

        must(is_whole(doc, r) && (i == 0 || r.start >= doc->sentences[i - 1].stop));
        b = doc->blocks[document_block_at(doc, r.start)].range;
        must(r.start >= b.start && r.stop <= b.stop && document_page_at(doc, r.start) < doc->page_count);
    }
}

static void check(const struct document *doc)
{
    must(doc->page_count > 0 && doc->page_count <= DOCUMENT_MAX_PAGES && doc->run_count > 0 && doc->block_count > 0);
    must(str_is_text(doc->text) && doc->text.size <= DOCUMENT_MAX_TEXT);
    for (size_t i = 0; i < doc->run_count; i++)
        must(doc->runs[i].page < doc->page_count && doc->runs[i].start <= doc->text.size);
    check_blocks(doc);
    check_sentences(doc);
}

static char *written(const struct document *doc, size_t *size)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, size);

    must(out != NULL);
    wire_write(out, doc);
    must(fclose(out) == 0);
    return bytes;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct wire_result first = {0}, second = {0};
    struct error err;
    char *once, *twice;
    size_t once_size = 0, twice_size = 0;

    if (!wire_read(&first, (struct str){(const char *)data, size}, &err)) {
        must(err.kind == ERROR_INPUT && !first.doc);
        return 0;
    }
    if (!first.doc) {
        must(first.problem != PROBLEM_NONE && str_is_text(str_of(first.detail)));
        return 0;
    }
    check(first.doc);
    once = written(first.doc, &once_size);
    must(wire_read(&second, (struct str){once, once_size}, &err) && second.doc);
    twice = written(second.doc, &twice_size);
    must(once_size == twice_size && memcmp(once, twice, once_size) == 0);
    document_free(first.doc);
    document_free(second.doc);
    free(once);
    free(twice);
    return 0;
}
