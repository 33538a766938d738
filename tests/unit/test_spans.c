#include "store/spans.h"
#include "tap.h"

#include <stdlib.h>

static const struct {
    const char *what, *text, *read;     /* read: written again; NULL: it is refused */
} cases[] = {
    {"none", "", ""},
    {"one", "10-12", "10-12"},
    {"several", "10-12 14-20", "10-12 14-20"},
    {"all of the unit", "10-20", "10-20"},
    {"no bytes", "12-12", "12-12"},
    {"before the unit", "9-12", NULL},
    {"behind the unit", "10-21", NULL},
    {"the second is behind the unit", "10-12 14-21", NULL},
    {"it ends before it begins", "14-12", NULL},
    {"no end", "10-", NULL},
    {"no beginning", "-12", NULL},
    {"a number alone", "10", NULL},
    {"three numbers", "10-12-14", NULL},
    {"two blanks between", "10-12  14-16", NULL},
    {"letters", "10-1x", NULL},
    {"more than 32 bits", "10-4294967308", NULL},
};

int main(void)
{
    struct store_spans spans = {0};
    struct str text = STR("3-5 x");
    struct range one;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf written = {0};
        bool read = store_read_spans(&spans, str_of(cases[i].text), (struct range){10, 20});

        store_write_spans(&written, spans.at, spans.count);
        is_text(cases[i].read ? cases[i].read : "refused", read ? buf_text(&written) : "refused", cases[i].what);
        buf_free(&written);
    }
    ok(store_next_span(&text, &one) && one.start == 3 && one.stop == 5, "the first is taken off the text");
    ok(!store_next_span(&text, &one) && str_equal(text, STR("x")), "what is none stays in the text");
    free(spans.at);
    return done_testing();
}
