/* Any bytes as an extractor's answer on a page's places; what is taken must be in order, be found by its ranges, and
 * be written and read the same. */
#include "extract/places.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check(const struct extract_places *p)
{
    struct extract_boxes all = {0};

    for (size_t i = 0; i < p->word_count; i++) {
        const struct extract_place *w = &p->words[i];

        must(w->range.start < w->range.stop && (i == 0 || w->range.start >= w[-1].range.stop));
        must(w->box.x0 <= w->box.x1 && w->box.y0 <= w->box.y1);
    }
    extract_places_find(p, (struct range){0, UINT32_MAX}, &all);
    must(all.count <= p->word_count && (all.count > 0) == (p->word_count > 0));
    free(all.at);
}

static char *written(const struct extract_places *p, size_t *size)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, size);

    must(out != NULL);
    extract_places_write(out, p);
    must(fclose(out) == 0);
    return bytes;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct extract_places first, second;
    size_t once_size = 0, twice_size = 0;
    struct error err;
    char *once, *twice;

    if (!extract_places_read(&first, (struct str){(const char *)data, size}, &err)) {
        must(err.kind == ERROR_INPUT && first.word_count == 0);
        return 0;
    }
    check(&first);
    once = written(&first, &once_size);     /* boxes beyond the page are brought to its edge */
    must(extract_places_read(&second, (struct str){once, once_size}, &err));
    twice = written(&second, &twice_size);
    must(once_size == twice_size && memcmp(once, twice, once_size) == 0);
    extract_places_free(&first);
    extract_places_free(&second);
    free(once);
    free(twice);
    return 0;
}
