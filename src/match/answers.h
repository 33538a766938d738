/* Finds the questions of a template in a report, and what stands under each as its answer. Pure. */
#ifndef MATCH_ANSWERS_H
#define MATCH_ANSWERS_H

#include "codebook/template.h"
#include "document/document.h"

enum answer_state { ANSWER_NOT_FOUND, ANSWER_BLANK, ANSWER_GIVEN, ANSWER_STATES };
extern const char *const answer_state_words[ANSWER_STATES];

/* What a report has for a question. Without ANSWER_NOT_FOUND, asked is the question as the report prints it; with
 * ANSWER_GIVEN, range is the answer: behind the question, up to the next one that was found or to a heading of the
 * question's level or above. */
struct answer {
    enum answer_state state;
    struct range asked, range;
    float similarity;               /* of the question's wording and the report's, 0 to 1 */
};

/* Answers in the order of the template's questions, in the arena. A question is recognised in a heading, a paragraph or
 * a row's first cell whose words are near enough to one of its wordings: the Dice coefficient of the two sets of words,
 * each weighed by how seldom it is in the template, is at least MATCH_NEAR_ENOUGH. Questions are found in the
 * template's order only; of all ways the one with the highest sum is taken. Where fewer than half of the questions are
 * found the report does not follow the template: all are ANSWER_NOT_FOUND. Gives how many were found. */
#define MATCH_NEAR_ENOUGH 0.6f
size_t match_answers(struct answer **out, struct arena *a, const struct template *t, const struct document *doc);

#endif
