#include "analyse/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

struct interval analyse_wilson(uint64_t hits, uint64_t n, double confidence)
{
    double z = gsl_cdf_ugaussian_Pinv(0.5 + confidence / 2), size = (double)n, share, middle, reach;

    if (n == 0)
        return (struct interval){0, 1};
    share = (double)hits / size;
    middle = (share + z * z / (2 * size)) / (1 + z * z / size);
    reach = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size);
    /* At both ends the formula gives 0 and 1 but for what rounding leaves. */
    return (struct interval){hits == 0 ? 0 : middle - reach, hits == n ? 1 : middle + reach};
}

int analyse_by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double analyse_quantile(const double *at, uint64_t count, double q)
{
    double place = (double)(count - 1) * (q < 0 ? 0 : q > 1 ? 1 : q);
    uint64_t below = (uint64_t)place;

    if (below + 1 >= count)
        return at[count - 1];
    return at[below] + (place - (double)below) * (at[below + 1] - at[below]);
}
