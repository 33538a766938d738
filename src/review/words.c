#include "review/words.h"

static void write_part(struct json_writer *json, const struct document *doc, uint32_t start, uint32_t stop, int kind)
{
    if (start >= stop)
        return;
    json_write_array(json, NULL);
    json_write_number(json, NULL, kind);
    json_write_text(json, NULL, document_text(doc, (struct range){start, stop}));
    json_write_array_end(json);
}

static uint32_t clamp(uint32_t at, struct range r)
{
    return at < r.start ? r.start : at > r.stop ? r.stop : at;
}

void review_write_words(struct json_writer *json, const char *key, const struct document *doc, struct range shown,
                        struct range inside, const struct range *spans, size_t count)
{
    uint32_t at = clamp(inside.start, shown), stop = clamp(inside.stop, shown);

    json_write_array(json, key);
    write_part(json, doc, shown.start, at, REVIEW_WORDS_AROUND);
    for (size_t i = 0; i < count; i++) {
        struct range left = {at, stop};
        uint32_t from = clamp(spans[i].start, left), to = clamp(spans[i].stop, left);

        if (from >= to)
            continue;
        write_part(json, doc, at, from, REVIEW_WORDS_INSIDE);
        write_part(json, doc, from, to, REVIEW_WORDS_MATCHED);
        at = to;
    }
    write_part(json, doc, at, stop, REVIEW_WORDS_INSIDE);
    write_part(json, doc, stop, shown.stop, REVIEW_WORDS_AROUND);
    json_write_array_end(json);
}

size_t review_units(struct str s)
{
    size_t units = 0;

    for (size_t i = 0; i < s.size; i++)
        units += str_is_edge(s, i) + ((unsigned char)s.at[i] >= 0xf0);
    return units;
}

size_t review_byte_at(struct str s, size_t units)
{
    size_t at = 0;

    while (at < s.size && units > 0) {
        size_t width = 1 + ((unsigned char)s.at[at] >= 0xf0);

        units -= width < units ? width : units;
        for (at++; !str_is_edge(s, at); at++)
            ;
    }
    return at;
}
