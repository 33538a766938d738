/* Damages good files, each time the same way for the same seed:
 *     mutate SEED COUNT FOLDER GOOD-FILE...
 * writes COUNT files into FOLDER, named by number, kinds of damage and the good file's ending. */
#include "base/file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 64 << 20, MOST_DAMAGE = 3 };

struct mutation {
    uint64_t seed;
    struct buf *files;
    const char *const *names;
    size_t count;
    struct buf name;
};

/* splitmix64 */
static uint64_t draw(struct mutation *m)
{
    uint64_t z = m->seed += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static size_t below(struct mutation *m, size_t limit)
{
    return limit > 0 ? (size_t)(draw(m) % limit) : 0;
}

/* A piece, short mostly: damage is as likely to hit one object as many. */
static struct str piece(struct mutation *m, struct str of)
{
    size_t most = (size_t)1 << below(m, 15), start = below(m, of.size), size = 1 + below(m, most);

    return str_slice(of, start, size < of.size - start ? start + size : of.size);
}

static void join(struct buf *out, struct str a, struct str b, struct str c)
{
    struct buf joined = {0};

    buf_add(&joined, a);
    buf_add(&joined, b);
    buf_add(&joined, c);
    buf_free(out);
    *out = joined;
}

static void flip(struct mutation *m, struct buf *b)
{
    for (size_t i = 1 + below(m, 64); i > 0; i--)
        b->at[below(m, b->size)] ^= (char)(1 << below(m, 8));
}

static void cut(struct mutation *m, struct buf *b)
{
    b->size = 1 + below(m, b->size);
}

static void drop(struct mutation *m, struct buf *b)
{
    struct str all = buf_str(b), p = piece(m, all);

    join(b, str_slice(all, 0, (size_t)(p.at - all.at)), STR(""),
         str_slice(all, (size_t)(p.at - all.at) + p.size, all.size));
}

static void repeat(struct mutation *m, struct buf *b)
{
    struct str all = buf_str(b), p = piece(m, all);
    size_t at = below(m, all.size);

    join(b, str_slice(all, 0, at), p, str_slice(all, at, all.size));
}

static void swap(struct mutation *m, struct buf *b)
{
    size_t size = 1 + below(m, b->size / 2), from = below(m, b->size - size), to = below(m, b->size - size);

    for (size_t i = 0; i < size; i++) {
        char c = b->at[from + i];

        b->at[from + i] = b->at[to + i];
        b->at[to + i] = c;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Numbers of a PDF are object numbers, lengths, offsets, sizes: another of as many digits, a huge one, a negative. */
static void number(struct mutation *m, struct buf *b)
{
    static const char *const others[] = {"0", "-1", "2147483647", "4294967296", "99999999999999999999", "1e308"};

    for (size_t changes = 1 + below(m, 8); changes > 0; changes--) {
        struct str all = buf_str(b);
        size_t start = below(m, all.size), stop;
        const char *other = others[below(m, sizeof others / sizeof others[0])];

        while (start < all.size && !is_digit(all.at[start]))
            start++;
        for (stop = start; stop < all.size && is_digit(all.at[stop]);)
            stop++;
        if (below(m, 2) == 0)
            join(b, str_slice(all, 0, start), str_of(other), str_slice(all, stop, all.size));
        else
            for (; start < stop; start++)
                b->at[start] = (char)('0' + below(m, 10));
    }
}

static void splice(struct mutation *m, struct buf *b)
{
    struct str all = buf_str(b), other = buf_str(&m->files[below(m, m->count)]);

    join(b, str_slice(all, 0, below(m, all.size)), str_slice(other, below(m, other.size), other.size), STR(""));
}

static const struct {
    const char *name;
    void (*damage)(struct mutation *m, struct buf *b);
} kinds[] = {
    {"flip", flip}, {"cut", cut}, {"drop", drop}, {"repeat", repeat}, {"swap", swap}, {"number", number},
    {"splice", splice},
};

static bool write_one(struct mutation *m, const char *folder, size_t i, struct error *err)
{
    size_t good = i % m->count;
    const char *ending = strrchr(m->names[good], '.');
    struct buf bytes = {0};
    struct file_out file;
    bool ok;

    buf_clear(&m->name);
    buf_add_format(&m->name, "%s/%04zu", folder, i);
    buf_add(&bytes, buf_str(&m->files[good]));
    for (size_t damage = 1 + below(m, MOST_DAMAGE); damage > 0 && bytes.size > 4; damage--) {
        size_t kind = below(m, sizeof kinds / sizeof kinds[0]);

        kinds[kind].damage(m, &bytes);
        buf_add_format(&m->name, "-%s", kinds[kind].name);
    }
    buf_add(&m->name, str_of(ending));
    ok = file_create(&file, buf_text(&m->name), err);
    if (ok) {
        fwrite(bytes.at, 1, bytes.size, file.stream);
        ok = file_commit(&file, err);
    }
    buf_free(&bytes);
    return ok;
}

int main(int argc, char **argv)
{
    struct mutation m = {0};
    struct error err;
    size_t seed, count;
    bool ok = true;

    if (argc < 5 || !str_to_size(str_of(argv[1]), &seed) || !str_to_size(str_of(argv[2]), &count)) {
        fputs("usage: mutate SEED COUNT FOLDER GOOD-FILE...\n", stderr);
        return ERROR_USAGE;
    }
    m.seed = seed;
    m.names = (const char *const *)argv + 4;
    m.count = (size_t)argc - 4;
    m.files = calloc(m.count, sizeof *m.files);
    for (size_t i = 0; ok && m.files && i < m.count; i++)
        ok = file_read(&m.files[i], m.names[i], LARGEST, &err);
    for (size_t i = 0; ok && m.files && i < count; i++)
        ok = write_one(&m, argv[3], i, &err);
    if (!ok)
        fprintf(stderr, "mutate: %s\n", err.text);
    for (size_t i = 0; m.files && i < m.count; i++)
        buf_free(&m.files[i]);
    free(m.files);
    buf_free(&m.name);
    return ok ? ERROR_NONE : ERROR_SYSTEM;
}
