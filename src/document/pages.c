/* Which pages of a file are the report. */
#include "document/document.h"

bool document_is_coded(const struct block *b)
{
    return b->kind != BLOCK_CONTENTS && !b->outside;
}

bool document_parse_pages(struct str text, struct page_span *out)
{
    struct str rest = str_trim(text), first, last;
    size_t from, to;

    if (!str_next(&rest, '-', &first) || !str_to_size(str_trim(first), &from))
        return false;
    last = rest.size > 0 ? rest : first;
    if (str_ends(str_trim(text), STR("-")) || !str_to_size(str_trim(last), &to))
        return false;
    if (from < 1 || to < from || to > DOCUMENT_MAX_PAGES)
        return false;
    *out = (struct page_span){(uint32_t)from - 1, (uint32_t)to - 1};
    return true;
}

void document_keep_pages(const struct document *doc, struct page *pages, struct block *blocks, struct page_span span)
{
    for (size_t i = 0; i < doc->page_count; i++)
        pages[i].outside = i < span.first || i > span.last;
    for (size_t i = 0; i < doc->block_count; i++) {
        struct block *b = &blocks[i];

        b->outside = pages[document_page_at(doc, b->range.start)].outside;
        while (!b->outside && b->heading != DOCUMENT_NONE && blocks[b->heading].outside)
            b->heading = blocks[b->heading].heading;
    }
}
