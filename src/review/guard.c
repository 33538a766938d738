#include "review/guard.h"

#include "base/ascii.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const loopback_names[] = {"127.0.0.1", "localhost", "[::1]", NULL};

static bool is_name(const char *host, const char *name, unsigned port)
{
    char wanted[300];

    snprintf(wanted, sizeof wanted, "%s:%u", name, port);
    return strcasecmp(host, wanted) == 0;
}

bool review_guard_host(const struct review_place *place, const char *host)
{
    if (!host)
        return false;
    if (!place->loopback)
        return is_name(host, place->host, place->port)
            || (place->port == 443 && strcasecmp(host, place->host) == 0);
    for (size_t i = 0; loopback_names[i]; i++)
        if (is_name(host, loopback_names[i], place->port))
            return true;
    return false;
}

bool review_guard_origin(const struct review_place *place, const char *origin)
{
    size_t size = strlen(place->scheme);

    return origin && strncmp(origin, place->scheme, size) == 0 && strncmp(origin + size, "://", 3) == 0
        && review_guard_host(place, origin + size + 3);
}

static bool is_path_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c && strchr("-._~/", c));
}

bool review_guard_path(struct str path)
{
    if (path.size == 0 || path.size > REVIEW_MAX_PATH || *path.at != '/')
        return false;
    for (size_t i = 0; i < path.size; i++) {
        if (!is_path_char(path.at[i]))
            return false;
        if (i > 0 && path.at[i - 1] == '/' && (path.at[i] == '/' || path.at[i] == '.'))
            return false;
    }
    return true;
}

bool review_guard_cookie(const char *header, const char *name, struct str *value)
{
    struct str rest = str_of(header), part;
    bool found = false;

    while (str_next(&rest, ';', &part)) {
        struct str one = str_trim(part);
        size_t size = strlen(name);

        if (one.size <= size || memcmp(one.at, name, size) != 0 || one.at[size] != '=')
            continue;
        if (found)
            return false;
        *value = str_slice(one, size + 1, one.size);
        found = true;
    }
    return found;
}

bool review_guard_same(struct str a, struct str b)
{
    return a.size == b.size && CRYPTO_memcmp(a.at, b.at, a.size) == 0;
}

bool review_guard_is_loopback(const char *address)
{
    return !address || strcmp(address, "localhost") == 0 || strcmp(address, "::1") == 0
        || strncmp(address, "127.", 4) == 0;
}

const char *review_guard_listen(const char *address, bool certificate)
{
    if (address && (*address == '\0' || strcmp(address, "0.0.0.0") == 0 || strcmp(address, "::") == 0
                    || strcmp(address, "*") == 0))
        return "at every address nobody can be told from the page's own visitors: give the one name or address that "
            "reviewers type into their browsers";
    if (review_guard_is_loopback(address) || certificate)
        return "";
    return "another machine reaches this one over a network that others may read and change, tokens and reports with "
        "it: give a certificate with --tls-cert FILE and its key with --tls-key FILE, or leave --listen out";
}
