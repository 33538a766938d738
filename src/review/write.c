/* What several routes write. */
#include "review/review_internal.h"

void review_write_key(struct json_writer *j, const char *key, uint64_t number)
{
    char hex[17];

    review_key_text(number, hex);
    json_write_text(j, key, str_of(hex));
}

void review_write_code_name(struct json_writer *j, const char *key, const struct review_desk *d, uint32_t code)
{
    struct buf name = {0};

    buf_add_format(&name, "%s/%s", d->codes[code].book->book->id, d->codes[code].code->id);
    json_write_text(j, key, buf_str(&name));
    buf_free(&name);
}

void review_write_saying(struct json_writer *j, const struct review_saying *s)
{
    json_write_text(j, "verdict", str_of(s ? review_verdict_words[s->verdict] : ""));
    json_write_text(j, "code", str_of(s && s->code ? s->code : ""));
    json_write_text(j, "memo", str_of(s && s->memo ? s->memo : ""));
    json_write_bool(j, "star", s && s->star);
}
