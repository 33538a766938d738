/* Whom the review server listens to. */
#include "review/guard.h"
#include "tap.h"

static const struct review_place here = {"http", "127.0.0.1", 8717, true};
static const struct review_place there = {"https", "office.example", 443, false};

static void test_hosts(void)
{
    static const struct {
        const char *what;
        const struct review_place *place;
        const char *host;
        bool taken;
    } cases[] = {
        {"its address", &here, "127.0.0.1:8717", true},
        {"its name", &here, "localhost:8717", true},
        {"in capitals", &here, "LocalHost:8717", true},
        {"the other kind of address", &here, "[::1]:8717", true},
        {"none", &here, NULL, false},
        {"an empty one", &here, "", false},
        {"without the port", &here, "127.0.0.1", false},
        {"another port", &here, "127.0.0.1:8718", false},
        {"a longer port", &here, "127.0.0.1:87170", false},
        {"a name that begins so", &here, "localhost.evil.example:8717", false},
        {"a name that ends so", &here, "evil-localhost:8717", false},
        {"another site's", &here, "evil.example:8717", false},
        {"every address", &here, "0.0.0.0:8717", false},
        {"with a user", &here, "user@127.0.0.1:8717", false},
        {"elsewhere by its name", &there, "office.example", true},
        {"and with the port", &there, "office.example:443", true},
        {"elsewhere not as this machine", &there, "localhost:443", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ok(review_guard_host(cases[i].place, cases[i].host) == cases[i].taken, "host: %s", cases[i].what);
}

static void test_origins(void)
{
    static const struct {
        const char *what;
        const struct review_place *place;
        const char *origin;
        bool taken;
    } cases[] = {
        {"its own page", &here, "http://127.0.0.1:8717", true},
        {"by another of its names", &here, "http://localhost:8717", true},
        {"none", &here, NULL, false},
        {"a sandboxed page", &here, "null", false},
        {"another scheme", &here, "https://127.0.0.1:8717", false},
        {"a scheme that begins so", &here, "httpx://127.0.0.1:8717", false},
        {"a path behind it", &here, "http://127.0.0.1:8717/", false},
        {"another site", &here, "http://evil.example", false},
        {"over TLS", &there, "https://office.example", true},
        {"the same without it", &there, "http://office.example", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ok(review_guard_origin(cases[i].place, cases[i].origin) == cases[i].taken, "origin: %s", cases[i].what);
}

static void test_paths(void)
{
    static const struct { const char *path; bool taken; } cases[] = {
        {"/", true}, {"/app.js", true}, {"/api/page/0a1b/12", true}, {"/api/audit/", true}, {"/a-b_c~d.e", true},
        {"", false}, {"app.js", false}, {"//", false}, {"/a//b", false}, {"/.", false}, {"/..", false},
        {"/a/../b", false}, {"/a/.git", false}, {"/a b", false}, {"/a%2e", false}, {"/a\\b", false}, {"/a;b", false},
        {"/a?b", false}, {"/caf\xc3\xa9", false},
    };
    char longest[REVIEW_MAX_PATH + 1];

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ok(review_guard_path(str_of(cases[i].path)) == cases[i].taken, "path: %s", cases[i].path);
    memset(longest, 'a', sizeof longest);
    *longest = '/';
    ok(review_guard_path((struct str){longest, REVIEW_MAX_PATH}), "the longest path");
    ok(!review_guard_path((struct str){longest, sizeof longest}), "one that is longer");
    ok(!review_guard_path((struct str){"/a\0b", 4}), "one with a NUL inside");
}

static void test_cookies(void)
{
    static const struct { const char *what, *header, *value; } cases[] = {
        {"alone", "e=1", "1"}, {"among others", "a=0; e=1; b=2", "1"}, {"with blanks around", " e=1 ", "1"},
        {"an empty one", "e=", ""}, {"one that holds an equals sign", "e=1=2", "1=2"},
        {"none", "a=1", NULL}, {"no header", NULL, NULL}, {"a name that ends so", "xe=1", NULL},
        {"a name that begins so", "ex=1", NULL}, {"twice", "e=1; e=1", NULL}, {"a name alone", "e", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str value = {0};
        bool found = review_guard_cookie(cases[i].header, "e", &value);

        ok(found == (cases[i].value != NULL) && (!found || str_equal(value, str_of(cases[i].value))), "cookie: %s",
           cases[i].what);
    }
    ok(review_guard_same(STR("abc"), STR("abc")) && !review_guard_same(STR("abc"), STR("abd"))
       && !review_guard_same(STR("abc"), STR("ab")) && review_guard_same(STR(""), STR("")), "secrets are compared");
}

static void test_listening(void)
{
    static const struct { const char *what, *address; bool certificate; const char *why; } cases[] = {
        {"nothing is this machine", NULL, false, ""},
        {"this machine by name", "localhost", false, ""},
        {"by another address of it", "127.8.8.8", false, ""},
        {"elsewhere with a certificate", "office.example", true, ""},
        {"elsewhere without", "office.example", false, "another machine reaches this one over a network"},
        {"every address", "0.0.0.0", true, "at every address"},
        {"every address of the other kind", "::", true, "at every address"},
        {"an empty one", "", false, "at every address"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *why = review_guard_listen(cases[i].address, cases[i].certificate);

        ok(strncmp(why, cases[i].why, strlen(cases[i].why)) == 0 && (*why != '\0') == (*cases[i].why != '\0'),
           "listening at: %s", cases[i].what);
    }
    ok(review_guard_is_loopback("::1") && !review_guard_is_loopback("1270.0.0.1")
       && !review_guard_is_loopback("localhost.example"), "what is this machine");
}

int main(void)
{
    test_hosts();
    test_origins();
    test_paths();
    test_cookies();
    test_listening();
    return done_testing();
}
