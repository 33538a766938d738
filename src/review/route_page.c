/* The page itself, and the link by which a browser becomes a reviewer's. */
#include "review/review_internal.h"

#include <string.h>

static const unsigned char page_html[] = {
#include "review/index.html.inc"
};
static const unsigned char page_js[] = {
#include "review/app.js.inc"
};
static const unsigned char page_css[] = {
#include "review/app.css.inc"
};

static bool show(struct review_call *call, const char *type, const unsigned char *bytes, size_t size)
{
    call->type = type;
    buf_add(&call->bytes, (struct str){(const char *)bytes, size});
    return true;
}

bool review_show_page(struct review_call *call, struct error *err)
{
    (void)err;
    return show(call, "text/html; charset=utf-8", page_html, sizeof page_html);
}

bool review_show_script(struct review_call *call, struct error *err)
{
    (void)err;
    return show(call, "text/javascript; charset=utf-8", page_js, sizeof page_js);
}

bool review_show_style(struct review_call *call, struct error *err)
{
    (void)err;
    return show(call, "text/css; charset=utf-8", page_css, sizeof page_css);
}

bool review_show_icon(struct review_call *call, struct error *err)
{
    static const char icon[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        "<rect width='16' height='16' rx='3' fill='#1b5aa6'/><path d='M4 8.5l3 3 5-7' stroke='#fff' stroke-width='2' "
        "fill='none'/></svg>\n";

    (void)err;
    return show(call, "image/svg+xml", (const unsigned char *)icon, sizeof icon - 1);
}

/* A link that this server printed, or a token as the study gave it: whose it is, 0 for nobody. */
static bool find_guest(int64_t *reviewer, struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    char name[REVIEWER_MAX_NAME + 1];
    struct reviewer_row row;
    bool found, linked = review_links_use(r->links, call->rest, name);

    if (linked ? !store_find_reviewer(r->study, str_of(name), &row, &found, err)
        : !store_find_token(r->study, call->rest, &row, &found, err))
        return false;
    *reviewer = found && row.retired.size == 0 ? row.id : 0;
    return true;
}

/* What the browser keeps is a new token: what stood in the address is good for nothing from then on. */
static bool let_in(struct review_call *call, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE];
    int64_t reviewer;

    if (!find_guest(&reviewer, call, err))
        return false;
    if (reviewer == 0)
        return true;
    if (!store_renew_token(call->review->study, reviewer, token, err))
        return false;
    buf_add_format(&call->header_memory, "%s=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000%s",
                   call->review->cookie, token,
                   strcmp(call->review->place.scheme, "https") == 0 ? "; Secure" : "");
    call->cookie = call->header_memory.at;
    return true;
}

/* A browser that is let in already may come by its old link again. */
bool review_enter(struct review_call *call, struct error *err)
{
    bool ok;

    pthread_mutex_lock(&call->review->lock);
    ok = let_in(call, err);
    pthread_mutex_unlock(&call->review->lock);
    if (!ok)
        return false;
    call->type = "text/plain; charset=utf-8";
    call->status = 303;
    call->location = "/";
    if (call->cookie || review_know_reviewer(call))
        return true;
    call->status = 403;
    return error_set(err, ERROR_INPUT, "this link was used already, or is of a server that has ended: ask for a new "
                     "one where \"excerpta review\" runs");
}
