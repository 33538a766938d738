/* Statistics of words and of when to stop reading. Pure: figures in, figures out. */
#ifndef ANALYSE_WORDS_H
#define ANALYSE_WORDS_H

#include <stdint.h>

/* How surely a word stands more often in one set of texts than in another: the log-likelihood ratio G2 of T. Dunning,
 * Accurate methods for the statistics of surprise and coincidence, Comput. Linguist. 19 (1993), 61-74, as P. Rayson and
 * R. Garside use it for key words (2000): over 3.84 p < .05, over 10.83 p < .001. Below 0 where it stands less often in
 * the first set. a of words_a words, b of words_b words; both sets hold words. */
double analyse_keyness(uint64_t a, uint64_t words_a, uint64_t b, uint64_t words_b);

/* How many times as often it stands there, as a logarithm to base 2; a half is added to each count, so that a word that
 * one set lacks has a figure too. */
double analyse_log_ratio(uint64_t a, uint64_t words_a, uint64_t b, uint64_t words_b);

/* Whether reading may stop: the chance to find as few relevant passages as were found in a random sample of what is
 * left, if less than `target` of all relevant ones (a share above 0) had been seen. Small: stop. After M. W. Callaghan
 * and F. Mueller-Hansen, Statistical stopping criteria for automated screening in systematic reviews, Syst. Rev. 9
 * (2020), 273: p = P(X <= sampled_relevant), X hypergeometric over `left` passages of which the least number that would
 * mean a recall below the target is relevant. seen: relevant ones before the sample. left includes the sample. */
double analyse_stop_chance(uint64_t seen, uint64_t left, uint64_t sampled, uint64_t sampled_relevant, double target);

#endif
