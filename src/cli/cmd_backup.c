#include "cli/command.h"
#include "store/backup.h"

static bool backup_run(const struct command_input *in, struct error *err)
{
    struct buf path = {0};
    bool ok;

    if (in->count > 0)
        buf_add(&path, str_of(in->words[0]));
    ok = in->count > 0 ? store_backup(in->study, path.at, err) : store_backup_beside(in->study, "backup", &path, err);
    if (ok)
        fprintf(in->out, "%s\n", buf_text(&path));
    buf_free(&path);
    return ok;
}

const struct command command_backup = {
    .name = "backup",
    .arguments = "[FILE]",
    .summary = "copy the study while it is in use",
    .description =
        "Copies the study to FILE, or beside it to STUDY.backup-1, or the next number that is free, and prints the\n"
        "name. Other programs may go on reading and writing it: the copy is what was committed when it began. It\n"
        "is checked whole before it gets its name, and no file is ever overwritten. To go back to a copy, end all\n"
        "that uses the study, and put the copy in its place, without the files STUDY-wal and STUDY-shm.\n"
        "\n"
        "A study of an older version is copied by itself before it is brought up to date, to\n"
        "STUDY.version-3-1 for one of version 3.\n",
    .examples = "excerpta backup\ta copy beside the study\n"
                "excerpta backup /media/disk/study.db\ta copy elsewhere\n",
    .needs = NEEDS_STUDY_TO_READ,
    .most_words = 1,
    .run = backup_run,
};
