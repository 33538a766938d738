#include "extract/project.h"

#include "extract/client_internal.h"

#include <string.h>

enum { MOST_LINE = 256 << 20, MOST_PROBLEM = 4096 };

/* For a whole archive, whose limits are those of the exchange format and of patience. */
static const struct extract_limits project_limits = {
    .wall_seconds = 3600, .cpu_seconds = 600, .memory_bytes = (size_t)1 << 30, .file_bytes = INT32_MAX,
};

struct lines {
    extract_take_line *take;
    void *payload;
    struct error *err;
    struct buf line;            /* that has not ended */
    struct buf problem;         /* the short form of the wire, from its first line on */
    size_t count;
    bool refused;               /* by take */
};

static bool take_line(struct lines *l, struct str line, struct wire_result *out)
{
    if (l->problem.size > 0 || str_starts(line, STR("excerpta-wire "))) {
        buf_add(&l->problem, line);
        buf_add_char(&l->problem, '\n');
        return l->problem.size <= MOST_PROBLEM
            || extract_refuse(out, PROBLEM_CRASHED, "what the extractor sent is no project");
    }
    if (l->count++ == 0)
        return str_equal(line, STR("excerpta-project 1"))
            || extract_refuse(out, PROBLEM_CRASHED, "what the extractor sent is no project");
    l->refused = !str_is_text(line);
    if (l->refused)
        return error_set(l->err, ERROR_INPUT, "line %zu of what the extractor sent is no text", l->count);
    l->refused = !l->take(l->payload, line, l->err);
    return !l->refused;
}

/* Lines that lie in a piece whole are not copied. */
static bool take_piece(void *payload, struct str piece, struct wire_result *out)
{
    struct lines *l = payload;

    while (piece.size > 0) {
        const char *end = memchr(piece.at, '\n', piece.size);
        size_t size = end ? (size_t)(end - piece.at) : piece.size;
        bool ok = true;

        if (l->line.size > 0 || !end)
            buf_add(&l->line, str_slice(piece, 0, size));
        if (l->line.size > MOST_LINE)
            return extract_refuse(out, PROBLEM_TOO_LARGE, "a text of it is larger than what is read");
        if (end && l->line.size > 0)
            ok = take_line(l, buf_str(&l->line), out);
        else if (end)
            ok = take_line(l, str_slice(piece, 0, size), out);
        if (!ok)
            return false;
        if (end)
            buf_clear(&l->line);
        piece = str_slice(piece, end ? size + 1 : size, piece.size);
    }
    return true;
}

static bool tell(const struct wire_result *r, struct error *err)
{
    bool limit = r->problem == PROBLEM_TOO_LARGE || r->problem == PROBLEM_TIMED_OUT;

    return error_set(err, limit ? ERROR_LIMIT : r->problem == PROBLEM_UNREADABLE ? ERROR_SYSTEM : ERROR_INPUT, "%s",
                     r->detail);
}

bool extract_project(struct extractors *x, const char *path, const struct convention *convention,
                     extract_take_line *take, void *payload, struct error *err)
{
    struct lines l = {.take = take, .payload = payload, .err = err};
    const struct extract_sink sink = {take_piece, &l};
    const struct channel_wanted wanted = {.what = CHANNEL_PROJECT,
                                          .convention = convention ? extract_convention_number(*convention) + 1 : 0};
    struct wire_result r;
    bool ok = extract_ask_for(x, &r, &sink, path, &wanted, &project_limits, err);

    if (ok && !l.refused && r.problem == PROBLEM_NONE && l.problem.size > 0)
        ok = wire_read(&r, buf_str(&l.problem), err);
    if (ok && r.problem != PROBLEM_NONE && !l.refused)
        ok = tell(&r, err);
    buf_free(&l.line);
    buf_free(&l.problem);
    return ok && !l.refused;
}
