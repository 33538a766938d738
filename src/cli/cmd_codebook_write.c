/* Codebooks that are written: a new one, for other programs and readers, from other programs. */
#include "base/file.h"
#include "cli/codebook.h"
#include "codebook/dictionary.h"
#include "codebook/write.h"

#include <string.h>
#include <unistd.h>

static bool write_out(const char *path, struct str bytes, struct error *err)
{
    struct file_out file = {0};
    bool ok = file_create(&file, path, err);

    if (ok) {
        fwrite(bytes.at, 1, bytes.size, file.stream);
        ok = file_commit(&file, err);
    }
    file_abandon(&file);
    return ok;
}

bool cli_codebook_new(const struct command_input *in, struct error *err)
{
    const char *path = in->count > 1 ? in->words[1] : "-";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strchr(name, '.');
    char id[CODEBOOK_ID_SIZE];
    struct buf text = {0};
    bool ok;

    if (strcmp(path, "-") != 0 && access(path, F_OK) == 0)
        return error_set(err, ERROR_USAGE, "%s is there already; give another name", path);
    codebook_make_id(id, (struct str){name, dot ? (size_t)(dot - name) : strlen(name)}, CODEBOOK_ID_SIZE,
                     "my-codebook");
    codebook_write_new(&text, id);
    ok = write_out(path, buf_str(&text), err);
    if (ok && strcmp(path, "-") != 0)
        fprintf(in->notes, "%s: a codebook to begin with; try \"excerpta codebook test %s\"\n", path, path);
    buf_free(&text);
    return ok;
}

bool cli_codebook_export(const struct command_input *in, struct error *err)
{
    const struct codebook_options *options = in->options;
    struct codebook *book = NULL;
    struct buf text = {0};
    bool ok;

    if (options->measure.format != CODEBOOK_HTML && options->measure.format != CODEBOOK_QDC)
        return error_set(err, ERROR_USAGE, "export needs --format html (to read or print) or qdc (REFI-QDA)");
    ok = codebook_read(&book, in->words[1], err);
    if (ok) {
        if (options->measure.format == CODEBOOK_HTML)
            codebook_write_html(&text, book);
        else
            codebook_write_qdc(&text, book);
        ok = write_out(options->output ? options->output : "-", buf_str(&text), err);
    }
    codebook_free(book);
    buf_free(&text);
    return ok;
}

static bool find_kind(const char *path, enum dictionary *kind, struct error *err)
{
    struct buf known = {0};

    if (codebook_dictionary_of(path, kind))
        return true;
    for (int k = 0; k < DICTIONARY_COUNT; k++)
        buf_add_format(&known, "\n  .%s  %s", codebook_dictionary_endings[k], codebook_dictionary_names[k]);
    error_set(err, ERROR_USAGE, "%s has none of the endings that tell what it is:%s", path, buf_text(&known));
    buf_free(&known);
    return false;
}

/* What comes out must be a codebook that coding takes: it is read as one before it is written. */
static bool prove(const struct codebook_converted *c, const char *path, struct error *err)
{
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    bool ok = codebook_parse(&book, buf_str(&c->xml), "what was made of it", err)
        && match_compile(&program, book, err);

    match_free(program);
    codebook_free(book);
    return ok || error_within(err, "%s", path);
}

bool cli_codebook_import(const struct command_input *in, struct error *err)
{
    const struct codebook_options *options = in->options;
    const char *path = in->words[1];
    struct codebook_converted c = {0};
    struct buf bytes = {0};
    enum dictionary kind;
    bool ok = find_kind(path, &kind, err) && file_read(&bytes, path, CODEBOOK_MAX_BYTES, err)
        && codebook_convert(&c, buf_str(&bytes), path, kind, err) && prove(&c, path, err)
        && write_out(options->output ? options->output : "-", buf_str(&c.xml), err);

    if (ok) {
        fprintf(in->notes, "%s: %s: %zu codes, %zu words\n", path, codebook_dictionary_names[kind], c.codes, c.words);
        if (c.note_count > 0) {
            *in->partly = true;
            fprintf(in->notes, "%s: not carried over:\n%s", path, buf_text(&c.notes));
        }
    }
    codebook_converted_free(&c);
    buf_free(&bytes);
    return ok;
}
