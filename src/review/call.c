/* A request on its way: who asks, what for, and the answer with its headers. */
#include "review/review_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct review_route routes[] = {
#define ROUTE(method, path, handler, who) {method, path, review_##handler, who},
#include "review/route.def"
#undef ROUTE
};

/* No script but the page's own, nothing from elsewhere, no frame around it. */
static const char *const headers[][2] = {
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                                "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
};

static const char *header(const struct review_call *call, const char *name)
{
    return MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, name);
}

struct str review_query(const struct review_call *call, const char *name)
{
    return str_of(MHD_lookup_connection_value(call->connection, MHD_GET_ARGUMENT_KIND, name));
}

struct str review_asked_text(const struct review_call *call, const char *name)
{
    const json_t *member = json_object_get(call->asked, name);

    return json_is_string(member) ? (struct str){json_string_value(member), json_string_length(member)} : STR("");
}

struct str review_asked_filter(const struct review_call *call, const char *name)
{
    const json_t *member = json_object_get(json_object_get(call->asked, "filters"), name);

    return json_is_string(member) ? (struct str){json_string_value(member), json_string_length(member)} : STR("");
}

static bool path_fits(const struct review_route *route, struct str path)
{
    struct str wanted = str_of(route->path);

    if (wanted.size > 1 && str_ends(wanted, STR("/")))
        return str_starts(path, wanted);
    return str_equal(path, wanted);
}

/* *path_known: another method has it. */
static const struct review_route *find_route(const char *method, struct str path, bool *path_known)
{
    const struct review_route *best = NULL;

    *path_known = false;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!path_fits(&routes[i], path))
            continue;
        *path_known = true;
        if (strcmp(routes[i].method, method) == 0 && (!best || strlen(routes[i].path) > strlen(best->path)))
            best = &routes[i];
    }
    return best;
}

static enum MHD_Result send_answer(struct review_call *call)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(call->bytes.size, call->bytes.at,
                                                                    MHD_RESPMEM_MUST_FREE);
    enum MHD_Result queued;

    if (!response)
        return MHD_NO;
    call->bytes = (struct buf){0};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    MHD_add_response_header(response, "Content-Type", call->type ? call->type : "application/json; charset=utf-8");
    MHD_add_response_header(response, "Cache-Control", call->keeps ? "private, max-age=86400" : "no-store");
    if (call->location)
        MHD_add_response_header(response, "Location", call->location);
    if (call->cookie)
        MHD_add_response_header(response, "Set-Cookie", call->cookie);
    queued = MHD_queue_response(call->connection, call->status, response);
    MHD_destroy_response(response);
    return queued;
}

/* Whatever was written so far is dropped: an answer is whole or an error. */
static void fail(struct review_call *call, unsigned status, const char *words)
{
    struct json_writer json = {0};
    char *at = NULL;
    size_t size = 0;

    json.out = open_memstream(&at, &size);
    if (!json.out)
        abort();
    json_write_object(&json, NULL);
    json_write_text(&json, "error", str_of(words));
    json_write_object_end(&json);
    fclose(json.out);
    buf_free(&call->bytes);
    call->bytes = (struct buf){at, size, size + 1};
    call->status = status;
    call->type = NULL;
    call->keeps = false;
    call->cookie = call->location = NULL;
}

static bool check_sender(struct review_call *call, bool posts)
{
    const struct review_place *place = &call->review->place;
    const char *origin = header(call, "Origin"), *site = header(call, "Sec-Fetch-Site");

    if (!review_guard_host(place, header(call, "Host"))) {
        fail(call, 421, "this server answers only to the address that its link names");
        return false;
    }
    if ((origin && !review_guard_origin(place, origin)) || (posts && !origin)) {
        fail(call, 403, "only the review page itself may ask this");
        return false;
    }
    /* A link in a letter may lead to the page, but another site's page may not ask for what is behind it. */
    if (site && call->route->who != OPEN && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) {
        fail(call, 403, "only the review page itself may ask this");
        return false;
    }
    return true;
}

bool review_know_reviewer(struct review_call *call)
{
    struct review *r = call->review;
    struct reviewer_row row;
    struct error err;
    struct str cookie;
    bool found;

    if (!review_guard_cookie(header(call, "Cookie"), r->cookie, &cookie))
        return false;
    pthread_mutex_lock(&r->lock);
    found = review_refresh(r, &err) && store_find_token(r->study, cookie, &row, &found, &err) && found
        && review_said_find(r->said, row.name);
    if (found)
        snprintf(call->reviewer, sizeof call->reviewer, "%.*s", STR_ARGS(row.name));
    pthread_mutex_unlock(&r->lock);
    return found;
}

/* Between the check of the cookie and the lock the reviewer may have left. */
bool review_study(struct review_call *call, struct error *err)
{
    pthread_mutex_lock(&call->review->lock);
    return review_refresh(call->review, err)
        && (review_own(call) || error_set(err, ERROR_USAGE, "you review this study no more"));
}

void review_leave(struct review_call *call)
{
    pthread_mutex_unlock(&call->review->lock);
}

const struct review_reviewer *review_own(const struct review_call *call)
{
    return review_said_find(call->review->said, str_of(call->reviewer));
}

static bool check_reviewer(struct review_call *call)
{
    if (call->route->who == OPEN || review_know_reviewer(call))
        return true;
    fail(call, 401, "open your personal link again: this browser is no reviewer's");
    return false;
}

static bool read_body(struct review_call *call)
{
    const char *type = header(call, "Content-Type");

    if (!type || strncmp(type, "application/json", 16) != 0) {
        fail(call, 415, "what is sent must be JSON");
        return false;
    }
    call->asked = json_loadb(buf_text(&call->body), call->body.size, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(call->asked)) {
        fail(call, 400, "what was sent is not a JSON object");
        return false;
    }
    return true;
}

static unsigned status_of(enum error_kind kind)
{
    switch (kind) {
    case ERROR_USAGE: return 400;
    case ERROR_INPUT: return 404;
    case ERROR_LIMIT: return 413;
    default: return 500;
    }
}

static void run_handler(struct review_call *call)
{
    struct error err;
    char *at = NULL;
    size_t size = 0;
    bool ok;

    call->json.out = open_memstream(&at, &size);
    if (!call->json.out)
        abort();
    json_write_object(&call->json, NULL);
    ok = (call->route->who != REVIEWER || review_study(call, &err)) && call->route->answer(call, &err);
    if (call->route->who == REVIEWER)
        review_leave(call);
    json_write_object_end(&call->json);
    fclose(call->json.out);
    if (ok && !call->type) {
        buf_free(&call->bytes);
        call->bytes = (struct buf){at, size, size + 1};
        at = NULL;
    }
    free(at);
    if (!ok)
        fail(call, call->status != 200 ? call->status : status_of(err.kind), err.text);
}

static void answer(struct review_call *call, const char *path, const char *method)
{
    bool path_known = false, posts = strcmp(method, "POST") == 0;

    call->route = review_guard_path(str_of(path)) ? find_route(method, str_of(path), &path_known) : NULL;
    if (!call->route) {
        fail(call, review_guard_path(str_of(path)) && path_known ? 405 : 404, "there is nothing at this address");
        return;
    }
    call->rest = str_slice(str_of(path), strlen(call->route->path), strlen(path));
    if (check_sender(call, posts) && check_reviewer(call) && (!posts || read_body(call)))
        run_handler(call);
}

/* A body that says beforehand that it is too large is answered, one that does not is cut off. */
static bool says_too_much(struct MHD_Connection *connection)
{
    const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
    size_t size;

    return length && (!str_to_size(str_of(length), &size) || size > REVIEW_MAX_BODY);
}

static void *seat_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

enum MHD_Result review_take(void *payload, struct MHD_Connection *connection, const char *path, const char *method,
                            const char *version, const char *upload, size_t *upload_size, void **own)
{
    struct review_call *call = *own;

    (void)version;
    if (!call) {
        call = must_realloc(NULL, sizeof *call);
        *call = (struct review_call){.review = payload, .connection = connection, .status = 200};
        *own = call;
        if (!says_too_much(connection))
            return MHD_YES;
        fail(call, 413, "the request is larger than a megabyte");
        return send_answer(call);
    }
    if (*upload_size > 0) {
        if (call->body.size + *upload_size > REVIEW_MAX_BODY)
            return MHD_NO;
        buf_add(&call->body, (struct str){upload, *upload_size});
        *upload_size = 0;
        return MHD_YES;
    }
    review_watch_whole(seat_of(connection));
    answer(call, path, method);
    return send_answer(call);
}

void review_taken(void *payload, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode how)
{
    struct review_call *call = *own;

    (void)payload;
    (void)how;
    review_watch_waits(seat_of(connection));
    if (!call)
        return;
    json_decref(call->asked);
    buf_free(&call->body);
    buf_free(&call->bytes);
    buf_free(&call->header_memory);
    free(call);
    *own = NULL;
}
