#include "base/ascii.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/pool.h"
#include "base/uuid.h"
#include "tap.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static void test_errors(void)
{
    struct error err;
    char longer[2000];

    ok(!error_set(&err, ERROR_INPUT, "column %d", 3), "error_set is false");
    error_within(&err, "line %d", 7);
    error_within(&err, "%s", "book.xml");
    is_text("book.xml: line 7: column 3", err.text, "each level puts its place before");
    ok(err.kind == ERROR_INPUT, "and the kind stays");
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    error_within(&err, "%s", longer);
    ok(strlen(err.text) < sizeof err.text, "words too long are cut, not overrun");
}

static const struct {
    const char *what;
    struct str text;
    bool is_text;
} texts[] = {
    {"the empty text", {"", 0}, true},
    {"ASCII", {"father", 6}, true},
    {"two, three and four bytes", {"\xc3\xa9\xe2\x80\x99\xf0\x9f\x91\xb6", 9}, true},
    {"a NUL is no text", {"a\0b", 3}, false},
    {"a lone continuation", {"a\x80", 2}, false},
    {"cut in a character", {"\xe2\x80", 2}, false},
    {"an overlong slash", {"\xc0\xaf", 2}, false},
    {"an overlong three", {"\xe0\x80\xaf", 3}, false},
    {"a surrogate", {"\xed\xa0\x80", 3}, false},
    {"beyond U+10FFFF", {"\xf4\x90\x80\x80", 4}, false},
};

static void test_strings(void)
{
    struct str rest = STR("a,,b"), part;
    struct buf b = {0};
    size_t number = 7;

    while (str_next(&rest, ',', &part))
        buf_add_format(&b, "%.*s|", STR_ARGS(part));
    is_text("a||b|", buf_text(&b), "parts, an empty one too");
    ok(str_to_size(STR("120"), &number) && number == 120, "a whole number");
    ok(!str_to_size(STR("12a"), &number) && !str_to_size(STR(""), &number), "nothing else is one");
    ok(!str_to_size(STR("99999999999999999999999"), &number), "nor one that does not fit");
    ok(str_equal(str_trim(STR(" \t x y\n")), STR("x y")), "trimmed");
    ok(str_equal_caseless(STR("Report"), STR("rEPORT")), "ASCII case folds");
    ok(str_compare(STR("a"), STR("ab")) < 0 && str_compare(STR("b"), STR("ab")) > 0, "ordered by bytes");
    ok(str_slice(STR("abc"), 2, 9).size == 1 && str_slice(STR("abc"), 5, 9).size == 0, "slices stay inside");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ok(str_is_text(texts[i].text) == texts[i].is_text, "UTF-8: %s", texts[i].what);
    buf_free(&b);
}

static void test_characters(void)
{
    struct str s = STR("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");     /* of one, two, three and four bytes */
    struct buf at = {0}, cut = {0};

    for (size_t i = 0; i <= s.size; i++)
        if (str_is_edge(s, i))
            buf_add_format(&at, "%zu ", i);
    is_text("0 1 3 6 10 ", buf_text(&at), "characters begin where their first byte stands");
    ok(str_is_edge(s, s.size + 1) && str_is_edge(STR(""), 0), "behind the text is an edge");
    ok(str_characters(s) == 4 && str_characters(STR("")) == 0, "characters are counted");
    for (size_t most = 0; most < s.size + 2; most++)
        buf_add_format(&cut, "%zu ", str_cut(s, most).size);
    is_text("0 1 1 3 3 3 6 6 6 6 10 10 ", buf_text(&cut), "a text is cut between two");
    ok(str_cut(STR("\x82\xac"), 1).size == 0, "of what is no text nothing is left");
    buf_free(&at);
    buf_free(&cut);
}

static void test_lists(void)
{
    static const char *const words[] = {"one", "two"};

    ok(str_find(STR("one"), words, 2) == 0 && str_find(STR("two"), words, 2) == 1, "the place in a list");
    ok(str_find(STR("Two"), words, 2) == 2 && str_find(STR("tw"), words, 2) == 2 && str_find(STR("two"), words, 1) == 1,
       "what is not there stands behind it");
    ok(str_find_caseless(STR("Two"), words, 2) == 1 && str_find_caseless(STR("tw"), words, 2) == 2, "ASCII case folds");
    ok(STR_AMONG(STR("two"), words) && !STR_AMONG(STR("TWO"), words) && STR_AMONG_CASELESS(STR("TWO"), words)
       && !STR_AMONG_CASELESS(STR("three"), words), "of an array");
}

static void test_shapes(void)
{
    ok(str_is_hex(STR("09af"), 4) && str_is_hex(STR(""), 0), "hex digits");
    ok(!str_is_hex(STR("09af"), 5) && !str_is_hex(STR("09AF"), 4) && !str_is_hex(STR("09ag"), 4),
       "of another number, capital, or none");
    ok(str_has_shape(STR("2026-01-31"), STR("0000-00-00")), "a day");
    ok(!str_has_shape(STR("2026-01-3"), STR("0000-00-00")) && !str_has_shape(STR("2026/01/31"), STR("0000-00-00"))
       && !str_has_shape(STR("2o26-01-31"), STR("0000-00-00")), "what is none");
}

/* Of all bytes, those beyond ASCII too. */
static void test_ascii(void)
{
    struct buf digits = {0}, letters = {0}, hex = {0}, blanks = {0}, changed = {0};

    for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
        if (ascii_is_digit(c))
            buf_add_char(&digits, (char)c);
        if (ascii_is_letter(c))
            buf_add_char(&letters, (char)c);
        if (ascii_is_hex(c))
            buf_add_char(&hex, (char)c);
        if (ascii_is_blank(c))
            buf_add_char(&blanks, (char)c);
        if (ascii_lower((char)c) != c)
            buf_add_format(&changed, "%c%c ", c, ascii_lower((char)c));
    }
    is_text("0123456789", buf_text(&digits), "ASCII digits");
    is_text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", buf_text(&letters), "ASCII letters");
    is_text("0123456789ABCDEFabcdef", buf_text(&hex), "hex digits");
    is_text("\t\n\v\f\r ", buf_text(&blanks), "blanks and line ends");
    is_text("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp Qq Rr Ss Tt Uu Vv Ww Xx Yy Zz ", buf_text(&changed),
            "only capitals are made small");
    buf_free(&digits);
    buf_free(&letters);
    buf_free(&hex);
    buf_free(&blanks);
    buf_free(&changed);
}

static void test_memory(void)
{
    struct { uint32_t *at; size_t count, room; } v = {0};
    struct arena a = {0};
    char *big = arena_alloc(&a, 1, 1 << 20), *small = arena_alloc(&a, 3, 1);
    uint32_t sum = 0;

    ok((uintptr_t)small % _Alignof(max_align_t) == 0 && big[(1 << 20) - 1] == 0, "aligned and zeroed");
    is_text("copy", arena_copy(&a, STR("copy")), "a copy ends in NUL");
    for (uint32_t i = 0; i < 1000; i++)
        *VEC_PUSH(&v) = i;
    for (size_t i = 0; i < v.count; i++)
        sum += v.at[i];
    ok(sum == 499500, "an array keeps what was pushed as it grows");
    free(v.at);
    arena_free(&a);
}

static void test_files(void)
{
    char folder[] = "/tmp/excerpta-test-XXXXXX", path[64], hex[FILE_HASH_SIZE];
    struct file_out f;
    struct buf b = {0};
    struct error err;
    uint64_t size;

    if (!ok(mkdtemp(folder) != NULL, "a folder of its own"))
        return;
    snprintf(path, sizeof path, "%s/out", folder);
    ok(file_create(&f, path, &err) && fputs("abc", f.stream) >= 0, "a file is begun");
    ok(access(path, F_OK) != 0, "and is not there yet");
    ok(file_commit(&f, &err) && file_read(&b, path, 10, &err) && b.size == 3, "committed, it is there whole");
    ok(file_create(&f, path, &err) && fputs("xyz", f.stream) >= 0, "begun again");
    file_abandon(&f);
    ok(file_read(&b, path, 10, &err) && strcmp(b.at, "abc") == 0, "abandoned, the old one stays");
    ok(!file_read(&b, path, 2, &err) && err.kind == ERROR_LIMIT, "a limit holds");
    ok(!file_read(&b, folder, 10, &err) && err.kind == ERROR_INPUT, "a folder is no file");
    ok(file_hash(path, hex, &size, &err) && size == 3, "hashed");
    is_text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex, "SHA-256 of abc (FIPS 180-4)");
    file_hash_bytes(STR(""), hex);
    is_text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex, "SHA-256 of nothing");
    ok(!file_create(&f, "/nonexistent/x", &err) && err.kind == ERROR_SYSTEM, "no folder, no file");
    unlink(path);
    rmdir(folder);
    buf_free(&b);
}

static void test_json(void)
{
    char *text = NULL;
    size_t size = 0;
    struct json_writer j = {.out = open_memstream(&text, &size)};

    json_write_object(&j, NULL);
    json_write_text(&j, "a", STR("\"</b>\n\x01\xe2\x80\xa8\xc3\xa9"));
    json_write_array(&j, "n");
    json_write_number(&j, NULL, -3);
    json_write_bool(&j, NULL, true);
    json_write_null(&j, NULL);
    json_write_array_end(&j);
    json_write_object(&j, "o");
    json_write_object_end(&j);
    json_write_object_end(&j);
    fclose(j.out);
    is_text("{\"a\":\"\\\"\\u003c/b>\\n\\u0001\\u2028\xc3\xa9\",\"n\":[-3,true,null],\"o\":{}}", text,
            "JSON, safe in a script");
    free(text);
}

static void read_back(struct str text, const struct str *row, size_t count)
{
    struct csv_record *r = must_realloc(NULL, sizeof *r);
    struct csv_reader c;
    struct arena a = {0};
    struct error err = {0};
    bool more = false;

    ok(csv_read_start(&c, text, &err) && csv_read_record(&c, r, &a, &more, &err) && more && r->count == count
       && r->line == 1, "CSV is read back: %s", err.text);
    for (size_t i = 0; i < count && i < r->count; i++)
        ok(str_equal(csv_unguarded(r->at[i]), row[i]), "field %zu is what was written", i + 1);
    ok(csv_read_record(&c, r, &a, &more, &err) && !more, "and there is no more");
    arena_free(&a);
    free(r);
}

static void test_csv(void)
{
    const struct str row[] = {STR("plain"), STR("a,b"), STR("say \"no\""), STR("=cmd()"), STR("-3.5"),
                              STR("- item"), STR("'=cmd()"), STR("'-3.5"), STR("'item"), STR("")};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    csv_write_row(out, row, sizeof row / sizeof row[0]);
    fclose(out);
    is_text("plain,\"a,b\",\"say \"\"no\"\"\",\"'=cmd()\",-3.5,\"'- item\",\"''=cmd()\",\"''-3.5\",'item,\r\n", text,
            "CSV, no formula among it");
    read_back(str_of(text), row, sizeof row / sizeof row[0]);
    free(text);
}

static void *square(void *payload, size_t number, unsigned worker)
{
    size_t *result = must_realloc(NULL, sizeof *result);

    (void)payload, (void)worker;
    *result = number * number;
    return result;
}

struct taken {
    size_t next, stop_at, dropped;
    bool in_order;
};

static bool take(void *payload, size_t number, void *result, struct error *err)
{
    struct taken *t = payload;

    t->in_order = t->in_order && number == t->next++ && *(size_t *)result == number * number;
    free(result);
    return number != t->stop_at || error_set(err, ERROR_INPUT, "stopped");
}

static void drop(void *payload, void *result)
{
    ((struct taken *)payload)->dropped++;
    free(result);
}

static void test_pool(void)
{
    struct taken t = {.stop_at = SIZE_MAX, .in_order = true};
    struct pool_job job = {.count = 1000, .ahead = 7, .threads = 4, .payload = &t, .work = square, .take = take,
                           .drop = drop};
    struct error err;

    ok(pool_run(&job, &err) && t.next == 1000 && t.in_order, "results come in order from four threads");
    t = (struct taken){.stop_at = 10, .in_order = true};
    ok(!pool_run(&job, &err) && t.next == 11 && t.dropped <= 7, "take stops it, what is left is dropped");
    job.count = 0;
    ok(pool_run(&job, &err), "nothing to do is done");
}

static void test_uuid(void)
{
    char uuid[UUID_SIZE];

    uuid_of(STR("x"), uuid);        /* as Python has it: uuid5(uuid5(NAMESPACE_URL, "urn:excerpta"), "x") */
    is_text("bc63cc8f-b974-5c0c-bbdd-8996fd711e20", uuid, "a UUIDv5");
}

int main(void)
{
    test_errors();
    test_strings();
    test_characters();
    test_lists();
    test_shapes();
    test_ascii();
    test_memory();
    test_files();
    test_json();
    test_csv();
    test_pool();
    test_uuid();
    return done_testing();
}
