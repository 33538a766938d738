/* Any bytes as what an extractor sent: read whole or refused; what is read can be written and read again. */
#include "document/wire.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct wire_result first, second;
    struct error err;
    char *text = NULL;
    size_t text_size = 0;
    FILE *out;

    if (!wire_read(&first, (struct str){(const char *)data, size}, &err) || !first.doc)
        return 0;
    out = open_memstream(&text, &text_size);
    wire_write(out, first.doc);
    fclose(out);
    if (!wire_read(&second, (struct str){text, text_size}, &err) || !second.doc)
        abort();
    for (size_t i = 0; i < second.doc->sentence_count; i++)
        if (document_page_at(second.doc, second.doc->sentences[i].start) >= second.doc->page_count)
            abort();
    document_free(first.doc);
    document_free(second.doc);
    free(text);
    return 0;
}
