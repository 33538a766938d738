#include "store/spans.h"

bool store_next_span(struct str *text, struct range *out)
{
    struct str rest = *text, one, from;
    size_t start, stop;

    if (!str_next(&rest, ' ', &one) || !str_next(&one, '-', &from) || !str_to_size(from, &start)
        || !str_to_size(one, &stop) || start > stop || stop > UINT32_MAX)
        return false;
    *out = (struct range){(uint32_t)start, (uint32_t)stop};
    *text = rest;
    return true;
}

bool store_read_spans(struct store_spans *spans, struct str text, struct range unit)
{
    struct range one;

    spans->count = 0;
    while (store_next_span(&text, &one)) {
        if (one.start < unit.start || one.stop > unit.stop)
            return false;
        *VEC_PUSH(spans) = one;
    }
    return text.size == 0;
}

void store_write_spans(struct buf *out, const struct range *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_char(out, ' ');
        buf_add_number(out, spans[i].start);
        buf_add_char(out, '-');
        buf_add_number(out, spans[i].stop);
    }
}
