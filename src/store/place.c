#include "store/place.h"

#include "store/store_internal.h"

bool store_add_place(struct store *s, int64_t passage, const struct store_place *p, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PLACE_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":passage", passage);
    if (p->pass)
        store_bind_int(q, ":pass", p->pass);
    store_bind_text(q, ":how", str_of(p->how));
    store_bind_text(q, ":reason", str_of(p->reason));
    store_bind_text(q, ":excerpt", str_of(p->excerpt));
    store_bind_text(q, ":report", str_of(p->report));
    store_bind_int(q, ":start", p->range.start);
    store_bind_int(q, ":stop", p->range.stop);
    return store_run(s, q, err);
}
