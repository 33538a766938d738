/* Rules in words, for people who do not read XML. */
#ifndef CODEBOOK_WORDS_H
#define CODEBOOK_WORDS_H

#include "codebook/codebook.h"

/* What the part asks for, in one line without what stands inside it: 'words of the list "man"', 'all of these, at most
 * 12 words apart'. A pattern is given as its author wrote it, its line breaks as blanks. */
void codebook_say_part(struct buf *out, const struct rule_node *node);
/* The same of an <unless> of a rule: 'unless there is in the same sentence'. */
void codebook_say_unless(struct buf *out, const struct rule_node *unless);
/* 'engaged is present or planned, and gap is absent'. */
void codebook_say_when(struct buf *out, const struct audit_when *when);
/* By what a question is answered: 'yes where a is present; no where a is absent'. */
void codebook_say_answers(struct buf *out, const struct audit_question *question);
/* A whole rule, a line for each part, those inside another two blanks further in. */
void codebook_say_rule(struct buf *out, const struct rule *rule);

#endif
