/* What the files of an import share. The extractor's lines may be an attacker's: each is checked where it is used. */
#ifndef RUN_IMPORT_INTERNAL_H
#define RUN_IMPORT_INTERNAL_H

#include "base/uuid.h"
#include "codebook/codebook.h"
#include "run/import.h"
#include "run/run_internal.h"

#include <jansson.h>

enum { IMPORT_MOST_CODES = 5000 };          /* as of a codebook that is read from another program's file */

struct import_user {
    struct str guid, name;                  /* name: as reviewers have them */
    bool told;                              /* a row of codings names the reviewer */
};

struct import_code {
    struct str guid, name, description, colour;
    size_t parent;                          /* index, or SIZE_MAX */
    bool codable;
    struct str codebook, code, version;     /* what it is in the study; code "": not known yet */
};

/* What a variable says of a source. */
struct import_value {
    struct str source, variable, value;
};

/* A report of the study, as a source may name it. */
struct import_known {
    int64_t id;
    char guid[UUID_SIZE];
    struct str sha256, stem;
};

/* A source, and where it is in what is put together; id 0: it is a report of the study alone, or none. */
struct import_source {
    struct str guid, sha256;
    int64_t id, known;                      /* known: its id in the study, or 0 */
};

struct import_book {
    struct codebook *book;
    int64_t pass;                           /* its number in what is put together; 0: none */
};

struct import {
    const struct import_options *options;
    struct import_summary *sum;
    struct buf *remarks;
    struct store *into;                     /* the study; NULL: it is made */
    struct store *made;                     /* what is put together, in one transaction */
    struct buf folder;                      /* the project's own path, absolute: what it adds is named below it */
    char when[32];                          /* the time of its file, for what tells none */
    bool recorded, ended;                   /* it has excerpta's own record; its last line has come */
    struct { struct import_user *at; size_t count, room; } users;
    struct { struct import_code *at; size_t count, room; } codes;
    struct { struct import_value *at; size_t count, room; } values;
    struct { struct import_known *at; size_t count, room; } known;
    struct { struct import_source *at; size_t count, room; } sources;
    struct { struct import_book *at; size_t count, room; } books;
    size_t hand;                            /* of books: the one that was made of the project's codes, or SIZE_MAX */
    bool has_book;                          /* it was asked for, so codes are known or will never be */
    FILE *codings;                          /* rows of codings, until all excerpts are there */
    size_t changed, unknown, cut;           /* texts that another program changed; codings of codes that are none;
                                               memos that are longer than a study keeps */
    /* The text at hand: of the source whose codings come, or of the report whose excerpts do. */
    struct import_text {
        struct str sha256, plain, text;     /* plain: as the project has it, where that differs */
        char hash[FILE_HASH_SIZE];          /* of text */
        int64_t id;
        bool same;
        struct arena arena;
    } text;
    struct arena arena;
};

/* Handlers of lines. */
NODISCARD bool run_import_source(struct import *m, const json_t *line, struct error *err);
NODISCARD bool run_import_coding(struct import *m, const json_t *line, struct error *err);
NODISCARD bool run_import_row(struct import *m, struct str line, struct error *err);

/* Adds a report that excerpta told of, with its pages and headings. *done false: text and structure do not fit. */
NODISCARD bool run_import_report(struct import *m, struct str structure, struct str text, bool *done,
                                 struct error *err);

/* When all lines have come: codings with their codebook, and what variables say. */
NODISCARD bool run_import_codings(struct import *m, struct error *err);
NODISCARD bool run_import_values(struct import *m, struct error *err);
/* The project's codes that the study does not know as a codebook, once; nothing where all are known. */
NODISCARD bool run_import_make_book(struct import *m, struct error *err);

/* A row of the study that is put together; one that does not fit is counted as refused. */
NODISCARD bool run_import_take(struct import *m, struct str word, struct str json, bool *fits, struct error *err);
struct str run_import_text(const json_t *json, const char *key);    /* "" where there is none */

#endif
