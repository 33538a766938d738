#include "cli/edit.h"

#include "base/file.h"
#include "run/edit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIST_MAX_BYTES = 64 << 20 };

bool cli_edit_write(struct store *study, const char *path, struct error *err)
{
    struct file_out file = {0};
    bool ok = file_create(&file, path, err) && run_edit_write(file.stream, study, err) && file_commit(&file, err);

    file_abandon(&file);
    return ok;
}

bool cli_edit_apply(const struct command_input *in, const char *path, struct error *err)
{
    struct run_edit_summary sum = {0};
    struct buf text = {0};
    bool ok = file_read(&text, path, LIST_MAX_BYTES, err);

    if (ok && !run_edit_apply(in->study, buf_str(&text), &sum, err))
        ok = error_within(err, "%s", path);
    if (ok && sum.values == 0)
        fprintf(in->out, "%zu rows read, nothing was changed\n", sum.rows);
    else if (ok)
        fprintf(in->out, "%zu rows read, %zu values of %zu reports changed\n", sum.rows, sum.values, sum.reports);
    buf_free(&text);
    return ok;
}

/* The editor may be words of a shell ("code --wait"), so a shell runs it, with the path as its own argument. */
static bool run_editor(const char *editor, const char *path, struct error *err)
{
    struct buf script = {0};
    int status = 0;
    pid_t child;

    buf_add_format(&script, "%s \"$1\"", editor);
    child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", script.at, "sh", path, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    buf_free(&script);
    if (child < 0)
        return error_set(err, ERROR_SYSTEM, "the editor cannot be started: %s", strerror(errno));
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        || error_set(err, ERROR_SYSTEM, "the editor \"%s\" ended with a failure; nothing was changed", editor);
}

/* The list in a new file that only this person can read. */
static bool write_private(struct store *study, struct buf *path, struct error *err)
{
    const char *folder = getenv("TMPDIR");
    FILE *out = NULL;
    int fd;
    bool ok;

    buf_add_format(path, "%s/excerpta-attributes-XXXXXX.csv", folder && *folder ? folder : "/tmp");
    fd = mkstemps(path->at, (int)strlen(".csv"));
    if (fd >= 0)
        out = fdopen(fd, "w");
    if (!out)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path->at, strerror(errno));
    ok = run_edit_write(out, study, err);
    if (fclose(out) != 0 && ok)
        ok = error_set(err, ERROR_SYSTEM, "%s: %s", path->at, strerror(errno));
    return ok;
}

/* *keep: the list holds a person's work and was not taken. */
static bool edit_list(const struct command_input *in, const char *editor, const char *path, bool *keep,
                      struct error *err)
{
    if (!run_editor(editor, path, err))
        return false;
    *keep = !cli_edit_apply(in, path, err);
    return !*keep;
}

bool cli_edit_in_editor(const struct command_input *in, struct error *err)
{
    const char *visual = getenv("VISUAL"), *editor = visual && *visual ? visual : getenv("EDITOR");
    struct buf path = {0};
    bool ok, keep = false;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE, "an editor needs a terminal: write the list with --edit --output FILE and "
                         "take it back with --edit FILE");
    if (!editor || !*editor)
        return error_set(err, ERROR_USAGE, "neither VISUAL nor EDITOR names an editor: set one, or use --edit "
                         "--output FILE and --edit FILE");
    ok = write_private(in->study, &path, err) && edit_list(in, editor, path.at, &keep, err);
    if (keep)
        fprintf(in->notes, "excerpta reports: the list is kept; correct it and run: excerpta reports --edit %s\n",
                path.at);
    else
        unlink(path.at);
    buf_free(&path);
    return ok;
}
