#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGN = _Alignof(max_align_t) };

struct arena_block {
    struct arena_block *before;
    size_t used, room;
    max_align_t data[];
};

static _Noreturn void no_memory(void)
{
    fputs("excerpta: out of memory\n", stderr);
    abort();
}

void *must_realloc(void *old, size_t size)
{
    void *at = realloc(old, size ? size : 1);

    if (!at)
        no_memory();
    return at;
}

void *vec_grow(void *at, size_t count, size_t *room, size_t item_size)
{
    if (count < *room)
        return at;
    if (*room > SIZE_MAX / 4 / item_size)
        no_memory();
    *room = *room ? *room * 2 : 16;
    return must_realloc(at, *room * item_size);
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    struct arena_block *block = a->last;
    size_t bytes;
    char *at;

    if (size != 0 && count > SIZE_MAX / 4 / size)
        no_memory();
    bytes = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    if (!block || block->room - block->used < bytes) {
        size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;

        block = must_realloc(NULL, sizeof *block + room);
        block->before = a->last;
        block->used = 0;
        block->room = room;
        a->last = block;
    }
    at = (char *)block->data + block->used;
    block->used += bytes;
    return memset(at, 0, bytes);
}

const char *arena_copy(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.size + 1, 1);

    if (s.size > 0)
        memcpy(copy, s.at, s.size);
    return copy;
}

struct str arena_str(struct arena *a, struct str s)
{
    return (struct str){arena_copy(a, s), s.size};
}

void *arena_copy_array(struct arena *a, const void *at, size_t count, size_t item_size)
{
    void *copy = arena_alloc(a, count, item_size);

    if (count > 0)
        memcpy(copy, at, count * item_size);
    return copy;
}

void arena_free(struct arena *a)
{
    while (a->last) {
        struct arena_block *before = a->last->before;

        free(a->last);
        a->last = before;
    }
}
