#include "cli/tell.h"

#include "analyse/unsearched.h"

bool cli_tell_unsearched(const struct command_input *in, const char *command, const char *codebook, struct error *err)
{
    struct unsearched u;
    bool ok = analyse_unsearched(&u, in->study, str_of(codebook), err);

    for (size_t i = 0, next; ok && i < u.reports.count; i = next) {
        for (next = i; next < u.reports.count && str_equal(u.reports.at[next].codebook, u.reports.at[i].codebook); )
            next++;
        fprintf(in->notes, "excerpta %s: %zu report%s read after the newest pass of %.*s and %s in none of its "
                "numbers: run \"excerpta code\" again\n", command, next - i, next - i == 1 ? " was" : "s were",
                STR_ARGS(u.reports.at[i].codebook), next - i == 1 ? "is" : "are");
    }
    analyse_unsearched_free(&u);
    return ok;
}
