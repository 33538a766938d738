#include "match/match_internal.h"

static void place_sentences(struct match_worker *w)
{
    const struct document *doc = w->doc;
    size_t s = 0;

    w->first_sentence.count = w->sentence_block.count = 0;
    for (size_t b = 0; b <= doc->block_count; b++) {
        uint32_t start = b < doc->block_count ? doc->blocks[b].range.start : UINT32_MAX;

        for (; s < doc->sentence_count && doc->sentences[s].start < start; s++)
            *VEC_PUSH(&w->sentence_block) = b > 0 ? b - 1 : 0;
        *VEC_PUSH(&w->first_sentence) = s;
    }
}

void match_begin_document(struct match_worker *w, const struct document *doc)
{
    w->doc = doc;
    w->path_block = MATCH_NONE;
    w->words.count = 0;
    w->block_words.count = 0;
    for (size_t b = 0; b < doc->block_count; b++)
        *VEC_PUSH(&w->block_words) = (struct item_slice){1, 0};
    place_sentences(w);
    match_make_rows(w);
    match_list_units(w);
}

size_t match_sentence_at(const struct match_worker *w, uint32_t at)
{
    size_t block = document_block_at(w->doc, at);
    size_t low = w->first_sentence.at[block], high = w->first_sentence.at[block + 1];

    if (low == high)
        return MATCH_NONE;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (w->doc->sentences[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    /* What begins in the blanks behind a sentence is the next one's. */
    return w->doc->sentences[low].stop <= at && low + 1 < w->first_sentence.at[block + 1] ? low + 1 : low;
}

size_t match_block_of(const struct match_worker *w, size_t sentence)
{
    return w->sentence_block.at[sentence];
}

size_t match_sentence_before(const struct match_worker *w, size_t sentence)
{
    return sentence > w->first_sentence.at[match_block_of(w, sentence)] ? sentence - 1 : MATCH_NONE;
}

size_t match_sentence_subject(const struct match_worker *w, size_t sentence)
{
    (void)w;
    return sentence;
}

size_t match_block_subject(const struct match_worker *w, size_t block)
{
    return w->doc->sentence_count + block;
}

size_t match_path_subject(const struct match_worker *w, size_t block)
{
    return w->doc->sentence_count + w->doc->block_count + block;
}

static struct item_slice words_of(struct match_worker *w, size_t block)
{
    struct item_slice *slice = &w->block_words.at[block];
    const struct range *words;
    size_t count;

    if (slice->first > slice->stop) {
        slice->first = w->words.count;
        count = tokenizer_split(w->tokenizer, w->doc->text, w->doc->blocks[block].range, &words);
        for (size_t i = 0; i < count; i++)
            *VEC_PUSH(&w->words) = words[i];
        slice->stop = w->words.count;
    }
    return *slice;
}

struct word_index match_words_at(struct match_worker *w, size_t block, uint32_t at)
{
    struct item_slice slice = words_of(w, block);
    size_t low = slice.first, high = slice.stop;

    while (low < high) {        /* low becomes the first word that begins at or behind at */
        size_t middle = low + (high - low) / 2;

        if (w->words.at[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct word_index){low, low > slice.first && w->words.at[low - 1].stop > at ? low - 1 : low};
}

size_t match_words_between(struct match_worker *w, size_t block, uint32_t start, uint32_t stop)
{
    size_t first = match_words_at(w, block, start).after, last = match_words_at(w, block, stop).before;

    return last > first ? last - first : 0;
}

struct str match_subject_text(struct match_worker *w, size_t subject, uint32_t *start)
{
    const struct document *doc = w->doc;
    struct range r;
    size_t block;

    if (subject >= doc->sentence_count + doc->block_count) {
        block = subject - doc->sentence_count - doc->block_count;
        if (w->path_block != block) {
            buf_clear(&w->path);
            document_heading_path(doc, block, &w->path);
            if (doc->blocks[block].kind == BLOCK_HEADING) {
                if (w->path.size > 0)
                    buf_add(&w->path, STR(" > "));
                buf_add(&w->path, document_text(doc, doc->blocks[block].range));
            }
            w->path_block = block;
        }
        *start = 0;
        return buf_str(&w->path);
    }
    r = subject < doc->sentence_count ? doc->sentences[subject] : doc->blocks[subject - doc->sentence_count].range;
    *start = r.start;
    return document_text(doc, r);
}
