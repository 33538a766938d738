/* Codebooks of other programs, made into ours. */
#ifndef CODEBOOK_DICTIONARY_H
#define CODEBOOK_DICTIONARY_H

#include "codebook/codebook.h"

enum dictionary {
#define DICTIONARY(id, ending, what) DICTIONARY_##id,
#include "codebook/dictionary.def"
#undef DICTIONARY
    DICTIONARY_COUNT
};
extern const char *const codebook_dictionary_endings[DICTIONARY_COUNT];
extern const char *const codebook_dictionary_names[DICTIONARY_COUNT];

/* By the file's ending (".yaml" is ".yml"); false where it is none of them. */
bool codebook_dictionary_of(const char *path, enum dictionary *kind);

struct codebook_converted {
    struct buf xml;             /* a codebook that codebook_parse takes */
    struct buf notes;           /* what could not be carried over, a line each */
    size_t codes, words, note_count;
};

/* What the file says, as a codebook: its name without folders and ending becomes the id. Windows-1252 is read where the
 * bytes are no UTF-8. ERROR_INPUT with the line where it cannot be read at all. Freed with codebook_converted_free. */
NODISCARD bool codebook_convert(struct codebook_converted *out, struct str bytes, const char *path,
                                enum dictionary kind, struct error *err);
void codebook_converted_free(struct codebook_converted *c);

#endif
