#include "cli/command.h"
#include "run/repair.h"

static bool print_lost(void *payload, const char *what, struct error *err)
{
    (void)err;
    fprintf(payload, "lost: %s\n", what);
    return true;
}

static bool repair_run(const struct command_input *in, struct error *err)
{
    struct repair_summary sum;

    if (!run_repair(store_file(in->study), in->words[0], print_lost, in->out, &sum, err))
        return false;
    fprintf(in->notes, "excerpta repair: %s: %zu reports, %zu of them read again from their files; %zu decisions, %zu "
            "audit answers; %zu things lost\n", in->words[0], sum.reports, sum.read_again, sum.decisions, sum.answers,
            sum.lost);
    if (sum.unfinished > 0)
        fprintf(in->notes, "excerpta repair: %zu passes have reports to code again: run \"excerpta code\" with their "
                "codebooks\n", sum.unfinished);
    *in->partly = sum.lost > 0 || sum.unfinished > 0;
    return true;
}

const struct command command_repair = {
    .name = "repair",
    .arguments = "FILE",
    .summary = "make a new study of what can be read of a damaged one",
    .description =
        "Takes over into FILE, row by row, what can still be read: first codebooks, passes and reports, then every\n"
        "reviewer, decision, memo and audit answer. A report whose text is damaged is read again from a file that\n"
        "still holds its bytes. What was found in a report is taken over whole or coded again. Each row that is lost\n"
        "is printed, and the exit status is then 1. The damaged study stays as it is, and the new one is checked\n"
        "whole before it gets its name. Where there is a backup, that is better.\n",
    .examples = "excerpta repair mended.db\tof study.db\n",
    .needs = NEEDS_STUDY_TO_READ,
    .least_words = 1,
    .most_words = 1,
    .run = repair_run,
};
