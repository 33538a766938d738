#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

/* The author's text and how far it is read. */
struct reading {
    struct rewritten *out;
    struct str in;
    size_t at;
    size_t depth;       /* open groups */
    size_t behind;      /* depth inside the outermost lookbehind; 0: in none */
    bool opened;        /* a group or an alternative begins here */
};

static void emit(struct reading *r, const char *text, size_t size)
{
    buf_add(&r->out->text, (struct str){text, size});
    for (size_t i = 0; i < size; i++)
        *VEC_PUSH(&r->out->from) = r->at;
}

static void emit_text(struct reading *r, const char *text)
{
    emit(r, text, strlen(text));
}

static char peek(const struct reading *r, size_t ahead)
{
    return r->at + ahead < r->in.size ? r->in.at[r->at + ahead] : '\0';
}

static void copy(struct reading *r, size_t count)
{
    for (; count > 0 && r->at < r->in.size; count--, r->at++)
        emit(r, r->in.at + r->at, 1);
}

/* Copies up to and with the next of `last`. */
static void copy_through(struct reading *r, const char *last)
{
    while (r->at < r->in.size) {
        bool done = strchr(last, r->in.at[r->at]) != NULL;

        copy(r, 1);
        if (done)
            return;
    }
}

static void refuse(struct reading *r, const char *problem)
{
    if (!r->out->problem) {
        r->out->problem = problem;
        r->out->problem_at = r->at;
    }
}

static void quoted(struct reading *r)
{
    copy(r, 2);
    while (r->at < r->in.size && !(peek(r, 0) == '\\' && peek(r, 1) == 'E'))
        copy(r, 1);
    if (r->at < r->in.size)
        copy(r, 2);
    else
        emit_text(r, "\\E");        /* else the wrapping would be quoted with it */
}

static void escape(struct reading *r)
{
    char kind = peek(r, 1);

    if (kind == 'K')
        refuse(r, "\\K is refused: it can put a match's end before its start");
    if (kind == 'C')
        refuse(r, "\\C is refused: it can cut a character in two");
    if (kind == 'Q') {
        quoted(r);
        return;
    }
    copy(r, kind == 'c' ? 3 : 2);
    if (kind == '\0' || !strchr("gkxopPN", kind))
        return;
    if (peek(r, 0) == '{') {
        copy_through(r, "}");
    } else if (kind == 'g' || kind == 'k') {
        char next = peek(r, 0);

        if (next == '<' || next == '\'') {
            copy(r, 1);
            copy_through(r, next == '<' ? ">" : "'");
        } else if (next == '-' || next == '+') {
            copy(r, 1);
        }
    }
}

static void class_member(struct reading *r)
{
    char c = peek(r, 0), next = peek(r, 1);

    if (c == '\\' && next == 'Q') {
        quoted(r);
    } else if (c == '\\') {
        copy(r, next == 'c' ? 3 : 2);
    } else if (c == '[' && (next == ':' || next == '.' || next == '=')) {
        copy(r, 2);
        copy_through(r, "]");
    } else if (c == '\'') {
        bool ends_range = r->out->text.at[r->out->text.size - 1] == '-';

        emit_text(r, ends_range ? "'’‘" : "’‘'");
        r->at++;
    } else {
        copy(r, 1);
    }
}

/* Copies a class; only the apostrophe is widened, so that it stays the start or end of a range. */
static void class(struct reading *r)
{
    copy(r, 1);
    if (peek(r, 0) == '^')
        copy(r, 1);
    if (peek(r, 0) == ']')
        copy(r, 1);
    while (r->at < r->in.size && peek(r, 0) != ']')
        class_member(r);
    copy(r, 1);
}

/* Options such as (?i) or (?-i:…). */
static void options(struct reading *r)
{
    bool off = false;

    copy(r, 2);
    while (r->at < r->in.size && !strchr(":)", peek(r, 0))) {
        off = off || peek(r, 0) == '-';
        if (peek(r, 0) == 'x' && !off)
            refuse(r, "(?x) is refused: blanks mean something in a codebook's patterns");
        copy(r, 1);
    }
    r->depth += peek(r, 0) == ':';
    copy(r, 1);
}

static bool ends_where_it_begins(char kind, char next)
{
    return kind != '\0' && (strchr("#P&RC+0123456789", kind) || (kind == '-' && next >= '0' && next <= '9'));
}

/* What follows "(?": comments, references and the like are copied whole, others are opened. */
static void special_group(struct reading *r)
{
    char kind = peek(r, 2), next = peek(r, 3);

    if (kind != '\0' && strchr(":=!>|", kind)) {
        copy(r, 3);
        r->depth++;
    } else if (kind == '<' && (next == '=' || next == '!')) {
        copy(r, 4);
        r->depth++;
        if (r->behind == 0)
            r->behind = r->depth;
    } else if (kind == '<' || (kind == 'P' && next == '<')) {
        copy_through(r, ">");
        r->depth++;
    } else if (kind == '\'') {
        copy(r, 3);
        copy_through(r, "'");
        r->depth++;
    } else if (kind == '(') {
        copy(r, 2);
        r->depth++;
        if (next != '?' && next != '*')
            copy_through(r, ")");
    } else if (ends_where_it_begins(kind, next)) {
        copy_through(r, ")");
    } else {
        options(r);
    }
}

static void group(struct reading *r)
{
    if (peek(r, 1) == '?') {
        special_group(r);
    } else if (peek(r, 1) == '*') {
        copy_through(r, ":)");
        r->depth += r->in.at[r->at - 1] == ':';
    } else {
        copy(r, 1);
        r->depth++;
    }
}

/* A run of blanks is \s+, in a lookbehind, whose length must be known, \s; where it was made
 * optional or repeated, the sign joins in. A line break beside an alternative's or a group's
 * bounds is layout. */
static void blanks(struct reading *r)
{
    size_t count = strspn(r->in.at + r->at, " \t\r\n");
    bool line_break = memchr(r->in.at + r->at, '\n', count) != NULL;
    char next = peek(r, count);

    if (line_break && (r->opened || next == '|' || next == ')')) {
        r->at += count;
        return;
    }
    r->opened = false;
    if (r->behind > 0) {
        emit_text(r, "\\s");
        r->at += count;
        return;
    }
    emit_text(r, next == '?' || next == '*' ? "\\s*" : next == '{' ? "(?:\\s+)" : "\\s+");
    r->at += count + (next == '?' || next == '*' || next == '+');
}

static void close_group(struct reading *r)
{
    if (r->depth == 0) {
        refuse(r, "this closing parenthesis was never opened");
        return;
    }
    if (r->behind == r->depth)
        r->behind = 0;
    r->depth--;
}

static void step(struct reading *r)
{
    char c = peek(r, 0);

    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        blanks(r);
        return;
    }
    r->opened = c == '(' || c == '|';
    if (c == '\\') {
        escape(r);
    } else if (c == '[') {
        class(r);
    } else if (c == '(') {
        group(r);
    } else if (c == '\'') {
        emit_text(r, "['’‘]");
        r->at++;
    } else if (c == '-') {
        emit_text(r, "[-‑]");
        r->at++;
    } else {
        if (c == ')')
            close_group(r);
        copy(r, 1);
    }
}

void match_rewrite(struct rewritten *out, const struct pattern *p)
{
    struct reading r = {.out = out, .in = str_of(p->text), .opened = true};

    *out = (struct rewritten){0};
    emit_text(&r, p->loose ? "(?:" : "(?<!\\w)(?:");
    while (r.at < r.in.size && !out->problem)
        step(&r);
    emit_text(&r, p->loose ? ")" : ")(?!\\w)");
    *VEC_PUSH(&out->from) = r.in.size;      /* an error at the end points behind the last byte */
}

void match_rewritten_free(struct rewritten *r)
{
    buf_free(&r->text);
    free(r->from.at);
    *r = (struct rewritten){0};
}
