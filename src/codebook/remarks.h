/* What is well formed in a codebook and yet most likely a mistake. */
#ifndef CODEBOOK_REMARKS_H
#define CODEBOOK_REMARKS_H

#include "codebook/codebook.h"

/* words are good for the call only. */
typedef void codebook_remark(void *payload, unsigned line, const char *words);

/* Lists and scales that nothing uses, patterns that stand twice, rules that another of their code makes superfluous or
 * that can never hold, codes without examples: by part, in the file's order. Of lists that were imported only what the
 * codebook does with them: they are their own file's. */
void codebook_remarks(const struct codebook *book, codebook_remark *say, void *payload);

/* Whether two parts of rules ask for the same: by content, not by name or place. */
bool codebook_same_part(const struct rule_node *a, const struct rule_node *b);

#endif
