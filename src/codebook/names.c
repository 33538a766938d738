#include "codebook/codebook_internal.h"

#include "base/ascii.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static char id_letter(char c, bool first)
{
    return ascii_is_letter(c) || (!first && ascii_is_digit(c)) ? ascii_lower(c) : '-';
}

void codebook_make_id(char id[CODEBOOK_ID_SIZE], struct str words, size_t most, const char *otherwise)
{
    size_t size = 0;

    for (size_t i = 0; i < words.size && size < most && size < CODEBOOK_ID_SIZE - 1; i++) {
        char c = id_letter(words.at[i], size == 0);

        if (c != '-' || (size > 0 && id[size - 1] != '-'))
            id[size++] = c;
    }
    while (size > 0 && id[size - 1] == '-')
        size--;
    id[size] = '\0';
    if (size == 0)
        strcpy(id, otherwise);
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

void codebook_sort_names(struct reader *r, struct named_list *list, const char *kind)
{
    if (list->count > 0)
        qsort(list->at, list->count, sizeof *list->at, by_id);
    for (size_t i = 1; i < list->count; i++)
        if (strcmp(list->at[i - 1].id, list->at[i].id) == 0)
            codebook_problem(r, list->at[i].line, "the id \"%s\"%s%s is taken by the %s on line %u%s%s; give another",
                             list->at[i].id, list->at[i].file ? " of " : "", or_nothing(list->at[i].file), kind,
                             list->at[i - 1].line, list->at[i - 1].file ? " of " : "",
                             or_nothing(list->at[i - 1].file));
}

static int id_against(const void *id, const void *item)
{
    const struct named *n = item;

    return strcmp(id, n->id);
}

const void *codebook_find_named(struct reader *r, const struct named_list *list, const char *id, const char *kind,
                                unsigned line)
{
    const struct named *found = NULL;
    struct nearest n;

    if (list->count > 0)
        found = bsearch(id, list->at, list->count, sizeof *list->at, id_against);
    if (found)
        return found->thing;
    nearest_start(&n, str_of(id));
    for (size_t i = 0; i < list->count && r->problem_count < MAX_PROBLEMS; i++)
        nearest_offer(&n, list->at[i].id);
    if (n.best)
        codebook_problem(r, line, "there is no <%s id=\"%s\">; did you mean \"%s\"?", kind, id, n.best);
    else
        codebook_problem(r, line, "there is no <%s id=\"%s\">; %s", kind, id, strcmp(kind, "code") == 0
                         ? "a code of one of the themes was expected" : "add it before the themes");
    return NULL;
}
