#include "codebook/write.h"

#include <string.h>

static const char start[] =
#include "codebook/start_xml.inc"
    ;

void codebook_write_new(struct buf *out, const char *id)
{
    static const char mark[] = "@ID@";
    const char *at = strstr(start, mark);

    buf_add(out, (struct str){start, (size_t)(at - start)});
    buf_add(out, str_of(id));
    buf_add(out, str_of(at + sizeof mark - 1));
}
