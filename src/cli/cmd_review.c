#include "cli/command.h"
#include "review/review.h"

#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

struct review_cli_options {
    const char *listen, *certificate, *key;
    struct option_texts reviewers;
    unsigned port;
    bool no_browser;
};

static const struct option review_option_table[] = {
    {OPTION_TEXTS, "reviewer", offsetof(struct review_cli_options, reviewers), "NAME", NULL,
     "who reviews (else your login name); may be given several times"},
    {OPTION_NUMBER, "port", offsetof(struct review_cli_options, port), "N", NULL,
     "the port (else 8717, or the next one that is free)"},
    {OPTION_SWITCH, "no-browser", offsetof(struct review_cli_options, no_browser), NULL, NULL,
     "print the link only"},
    {OPTION_TEXT, "listen", offsetof(struct review_cli_options, listen), "ADDR", NULL,
     "serve other machines at this name or address of this one; needs a certificate"},
    {OPTION_TEXT, "tls-cert", offsetof(struct review_cli_options, certificate), "FILE", NULL,
     "the certificate for --listen, in PEM"},
    {OPTION_TEXT, "tls-key", offsetof(struct review_cli_options, key), "FILE", NULL, "its key, in PEM"},
    {0},
};

/* A browser is a convenience: where there is none the link is enough. */
static void open_browser(const char *link)
{
    char program[] = "xdg-open", *words[] = {program, strdup(link), NULL};
    posix_spawn_file_actions_t quiet;
    pid_t child;

    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
    if (posix_spawnp(&child, program, &quiet, NULL, words, environ) == 0)
        waitpid(child, NULL, 0);
    posix_spawn_file_actions_destroy(&quiet);
    free(words[1]);
}

static bool print_links(const struct command_input *in, struct review *review, struct error *err)
{
    const struct review_cli_options *o = in->options;
    const char *login = getenv("USER");
    struct option_texts names = o->reviewers;
    bool ok = true;

    if (names.count == 0)
        names.at[names.count++] = login && *login ? login : "reviewer";
    for (size_t i = 0; ok && i < names.count; i++) {
        struct buf link = {0};

        ok = review_link(&link, review, names.at[i], err);
        if (ok)
            fprintf(in->out, "%s\t%s\n", names.at[i], link.at);
        fflush(in->out);
        if (ok && i == 0 && !o->no_browser && !o->listen)
            open_browser(link.at);
        buf_free(&link);
    }
    return ok;
}

static bool review_run(const struct command_input *in, struct error *err)
{
    const struct review_cli_options *o = in->options;
    struct review_options options = {in->study_path, o->listen, o->port, o->certificate, o->key};
    struct review *review;
    sigset_t ends;
    int signal_number;
    bool ok;

    /* Before there are threads, so that none of them takes the signal. */
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (!review_start(&review, &options, err))
        return false;
    ok = print_links(in, review, err);
    if (ok) {
        fprintf(in->notes, "Each link is good once, for its reviewer's browser. Ctrl-C ends the server; what was said "
                "to be saved is saved.\n");
        sigwait(&ends, &signal_number);
    }
    review_stop(review);
    return ok;
}

const struct command command_review = {
    .name = "review",
    .arguments = "",
    .summary = "decide on excerpts in a browser",
    .description =
        "Starts a server for this machine only and opens the review page in the browser: excerpt by excerpt, in its\n"
        "paragraph and on its page, with the code's definition beside it, decided by a key. Each reviewer has a link\n"
        "of their own, printed as NAME, tab, link. It is good once: the browser that opens it is that reviewer's from\n"
        "then on, until another opens a newer link of theirs. Who is named for the first time is added to the study.\n"
        "\n"
        "A decision is in the study, on disk, before the page says that it is saved. Where the server is gone the\n"
        "page says so, keeps what was decided, and sends it when the server is back; nothing is counted twice.\n"
        "\n"
        "Who settles disagreements may change a code or a list of the codebook on the page and try that on the study:\n"
        "what would be tagged anew, no longer or otherwise, and which decisions that touches. The study stays as it\n"
        "is; what is adopted is saved as a file, and the study is coded with it.\n"
        "\n"
        "The server answers only requests of its own page. With --listen reviewers on other machines may use it,\n"
        "by the name or address given and over TLS only: without a certificate tokens and reports could be read on\n"
        "the way, so it is refused.\n",
    .examples = "excerpta review\topen the page in the browser\n"
                "excerpta review --reviewer ann --reviewer bob --no-browser\ta link each for two people\n",
    .options = review_option_table,
    .options_size = sizeof(struct review_cli_options),
    .needs = NEEDS_NOTHING,
    .run = review_run,
};
