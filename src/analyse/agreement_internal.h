/* What the files of agreement share. */
#ifndef ANALYSE_AGREEMENT_INTERNAL_H
#define ANALYSE_AGREEMENT_INTERNAL_H

#include "analyse/agreement.h"

/* Fills all but the intervals; units[i] stands for data->rows[i].units. */
void analyse_agreement_figures(struct agreement *out, const struct agreement_data *data, const double *units);

/* The reports that the rows are of, rising, each once; freed with free. */
uint32_t *analyse_agreement_reports(const struct agreement_data *d, size_t *count);

#endif
