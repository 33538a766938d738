/* What the files of store/ share: the open study, and how its statements are run. */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include "base/file.h"
#include "document/document.h"
#include "store/store.h"

#include <sqlite3.h>

enum statement {
#define STATEMENT(id, text) SQL_##id,
#include "store/statements.def"
#undef STATEMENT
    SQL_COUNT
};
extern const char *const store_statement_texts[SQL_COUNT];

struct store {
    sqlite3 *db;
    char *path;                         /* as given: for messages */
    sqlite3_stmt *ready[SQL_COUNT];     /* prepared when first used */
    struct arena lent;                  /* text that a find function lent out, until the next call */
    struct buf scratch;
    bool durable;                       /* the transaction is to be on the disk when it is committed */
    int64_t patience_ms;                /* how long it waits for another that writes */
    int64_t waiting_since;              /* of the monotonic clock, ms */
    /* Of the pass and report whose excerpts are being added, so that they are asked for once. */
    struct store_adding {
        int64_t pass, report, codebook;
        struct buf name;                /* of the codebook */
        char sha256[FILE_HASH_SIZE];
    } adding;
    /* The text that was decided on last: one who decides goes through a report. */
    struct store_deciding {
        int64_t report;                 /* 0: none */
        char hash[FILE_HASH_SIZE];      /* SHA-256 of the text */
        struct arena arena;
        struct str text;
    } deciding;
};

/* Makes the tables of a new study, or brings an older one up to date (migrate.c): all of it or nothing. An older one is
 * copied beside itself first. */
enum { STORE_SCHEMA_VERSION = 4 };
NODISCARD bool store_make_schema(struct store *s, struct error *err);

/* Undoes what the transaction wrote, where there is one. */
void store_rollback(struct store *s);

/* For what cannot be a prepared statement: pragmas, and what makes the tables. */
NODISCARD bool store_run_text(struct store *s, const char *sql, struct error *err);
/* The one number that such a query gives. */
NODISCARD bool store_read_number(struct store *s, const char *sql, int *number, struct error *err);

/* The statement, reset, with nothing bound. NULL with *err filled. */
sqlite3_stmt *store_statement(struct store *s, enum statement id, struct error *err);

/* Bind by name, ":start"; a name that the statement lacks is a bug and aborts. What is bound is
 * borrowed until the statement has run. */
void store_bind_int(sqlite3_stmt *q, const char *name, int64_t value);
void store_bind_real(sqlite3_stmt *q, const char *name, double value);
void store_bind_text(sqlite3_stmt *q, const char *name, struct str value);
void store_bind_blob(sqlite3_stmt *q, const char *name, struct str value);

/* A column of the row, borrowed until the next step. NULL gives "". */
struct str store_column(sqlite3_stmt *q, int column);

/* Runs a statement that gives no rows. */
NODISCARD bool store_run(struct store *s, sqlite3_stmt *q, struct error *err);

/* Takes the next row; *row false: there is none left, and the statement is reset. */
NODISCARD bool store_step(struct store *s, sqlite3_stmt *q, bool *row, struct error *err);

/* Takes the one row that must be there; without it the study is damaged, and `what` says where. */
NODISCARD bool store_must_step(struct store *s, sqlite3_stmt *q, const char *what, struct error *err);

/* Runs a statement that gives one row with an integer, or none. */
NODISCARD bool store_one(struct store *s, sqlite3_stmt *q, int64_t *value, bool *found, struct error *err);

/* Hands each row of a statement to take, with `each` and payload; one that gives false ends it. A listing inside a
 * listing of the same statement is a bug. */
typedef bool store_take_row(sqlite3_stmt *q, const void *each, void *payload, struct error *err);
NODISCARD bool store_list(struct store *s, sqlite3_stmt *q, store_take_row *take, const void *each, void *payload,
                          struct error *err);

/* The first column of each row, with what is bound; *out freed with free. */
NODISCARD bool store_numbers(struct store *s, sqlite3_stmt *q, int64_t **out, size_t *count, struct error *err);

/* Fills *err with what SQLite says and what to do about it. Always false. */
bool store_failed(struct store *s, struct error *err);

/* The study does not hold together: `what` says where it was seen. Always false. */
bool store_damaged(struct store *s, const char *what, struct error *err);

/* Another study beside this one, which statements call other. Outside a transaction. */
NODISCARD bool store_attach(struct store *s, const char *path, struct error *err);
NODISCARD bool store_detach(struct store *s, struct error *err);

/* Prepares every statement: for the test that none is stale. */
NODISCARD bool store_check_statements(struct store *s, struct error *err);

/* The text of a document and what is told of it, for a row in `report`. The text is bound until the next call. */
NODISCARD bool store_bind_document(struct store *s, sqlite3_stmt *q, const struct document *doc, struct error *err);
/* The parts of a document, without its row in `report`. */
NODISCARD bool store_add_parts(struct store *s, int64_t report, const struct document *doc, struct error *err);

/* What was found in a report in any pass, and a form's answers: it is to be coded again. */
NODISCARD bool store_drop_findings(struct store *s, int64_t report, struct error *err);

/* A report's words: pieces between blanks that hold an ASCII letter or digit, or any byte beyond ASCII. */
int64_t store_words_of(struct str text);
/* Counts the words of the pages that are the report anew. */
NODISCARD bool store_count_words(struct store *s, int64_t report, struct error *err);

/* What the highest source says of the pages that are the report; "" where nobody does. Asked before a change and given
 * back behind it: where the word is another, what was found is dropped and the words are counted again. */
struct known_pages {
    char word[32];
};
NODISCARD bool store_known_pages(struct store *s, int64_t report, struct known_pages *out, struct error *err);
NODISCARD bool store_follow_pages(struct store *s, int64_t report, const struct known_pages *before,
                                  struct error *err);

/* What a person said of the report that a file held before, where it holds for this one too. */
NODISCARD bool store_carry_attributes(struct store *s, int64_t old, int64_t report, struct error *err);

#endif
