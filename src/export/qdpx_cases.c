#include "analyse/audit_table.h"
#include "export/qdpx_internal.h"

static bool is_day(enum attribute a)
{
    return a == ATTRIBUTE_period_start || a == ATTRIBUTE_period_end;
}

static void write_variable(struct qdpx *w, struct str key, struct str name, bool day)
{
    codebook_write_start(&w->xml, "Variable");
    export_qdpx_guid(w, "guid", "variable", key, STR(""));
    codebook_write_attribute(&w->xml, "name", name);
    codebook_write_attribute(&w->xml, "typeOfVariable", day ? STR("Date") : STR("Text"));
    codebook_write_end(&w->xml);
}

static void write_value(struct qdpx *w, struct str key, struct str value, bool day)
{
    if (value.size == 0)
        return;
    codebook_write_start(&w->xml, "VariableValue");
    export_qdpx_ref(w, "VariableRef", "variable", key, STR(""));
    codebook_write_element(&w->xml, day ? "DateValue" : "TextValue", value);
    codebook_write_end(&w->xml);
}

/* An audit question is a variable too: "audit|codebook|question". */
static void make_key(struct buf *out, const struct audit_asked *q)
{
    buf_clear(out);
    buf_add_format(out, "audit|%.*s|%.*s", STR_ARGS(q->codebook), STR_ARGS(q->id));
}

static void write_variables(struct qdpx *w, const struct audit_table *audit)
{
    struct buf key = {0}, name = {0};

    codebook_write_start(&w->xml, "Variables");
    for (int i = 0; i < ATTRIBUTE_COUNT; i++)
        write_variable(w, str_of(store_attribute_names[i]), str_of(store_attribute_names[i]),
                       is_day((enum attribute)i));
    for (size_t i = 0; i < audit->asked_count; i++) {
        const struct audit_asked *q = &audit->asked[i];

        make_key(&key, q);
        buf_clear(&name);
        buf_add_format(&name, "%.*s %.*s: %.*s", STR_ARGS(q->codebook), STR_ARGS(q->number.size ? q->number : q->id),
                       STR_ARGS(q->text));
        write_variable(w, buf_str(&key), buf_str(&name), false);
    }
    codebook_write_end(&w->xml);
    buf_free(&key);
    buf_free(&name);
}

/* What reviewers answered, or else what the rules propose, which is told as such. */
static void write_answer(struct qdpx *w, const struct audit_asked *q, const struct audit_cell *cell)
{
    struct buf key = {0}, value = {0};

    buf_add(&value, cell->answer);
    if (value.size > 0 && cell->basis == AUDIT_BY_RULES)
        buf_add(&value, STR(" (by rules, not reviewed)"));
    make_key(&key, q);
    write_value(w, buf_str(&key), buf_str(&value), false);
    buf_free(&key);
    buf_free(&value);
}

static void write_case(struct qdpx *w, const struct qdpx_report *report, const struct audit_table *audit)
{
    codebook_write_start(&w->xml, "Case");
    export_qdpx_guid(w, "guid", "case", report->sha256, STR(""));
    codebook_write_attribute(&w->xml, "name", report->name);
    for (int i = 0; i < ATTRIBUTE_COUNT; i++)
        write_value(w, str_of(store_attribute_names[i]), report->attributes[i], is_day((enum attribute)i));
    for (size_t r = 0; r < audit->report_count; r++)
        for (size_t q = 0; q < audit->asked_count && audit->reports[r].id == report->id; q++)
            write_answer(w, &audit->asked[q], &audit->cells[q * audit->report_count + r]);
    export_qdpx_ref(w, "SourceRef", "report", report->sha256, STR(""));
    codebook_write_end(&w->xml);
}

bool export_qdpx_cases(struct qdpx *w, struct error *err)
{
    const struct audit_options options = {.codebook = w->filter->codebook};
    struct audit_table audit = {.asked = NULL};
    bool ok = w->questions == 0 || analyse_audit(&audit, w->study, &options, err);

    if (ok)
        write_variables(w, &audit);
    if (ok && w->reports.count > 0) {
        codebook_write_start(&w->xml, "Cases");
        for (size_t r = 0; r < w->reports.count; r++)
            write_case(w, &w->reports.at[r], &audit);
        codebook_write_end(&w->xml);
    }
    analyse_audit_free(&audit);
    return ok;
}
