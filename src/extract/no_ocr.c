/* In the place of ocr.c in excerpta-extract: pictures of pages are left unread. */
#include "extract/picture.h"

const char extract_program[] = "excerpta-extract";
const struct extract_sandbox extract_own_limits = {20, (size_t)1 << 30};

void extract_prepare(char **argv)
{
    (void)argv;
}

bool picture_reader_new(struct picture_reader **out, struct error *err)
{
    (void)err;
    *out = NULL;
    return true;
}

const char *picture_reader_engine(const struct picture_reader *r)
{
    (void)r;
    return "";
}

bool picture_read(struct picture_reader *r, PopplerPage *page, uint32_t number, struct picture *out, struct arena *a)
{
    (void)r, (void)page, (void)number, (void)a;
    *out = (struct picture){0};
    return false;
}
