#include "extract/odt_internal.h"

bool odt_extract(struct document **out, const struct archive *a, struct extract_failure *f)
{
    struct document_builder *b = NULL;
    struct odt_reading r = {0};
    bool ok;

    if (!extract_archive_has(a, "content.xml"))
        return extract_fail(f, PROBLEM_DAMAGED, "its part content.xml is missing");
    document_builder_new(&b, "odt");
    office_flow_begin(&r.flow, b);
    odt_styles_new(&r.styles);
    ok = office_title(b, a, "meta.xml", f) && odt_read_part(&r, a, "styles.xml", f);
    if (ok) {
        office_furniture(&r.flow, &r.furniture);
        r.flow.started = r.flow.fresh = false;
        ok = odt_read_part(&r, a, "content.xml", f);
    }
    if (ok) {
        office_flow_finish(&r.flow);
        document_builder_quality(b, QUALITY_TRACKED_DELETIONS, r.deletions);
    }
    office_flow_free(&r.flow);
    office_store_free(&r.furniture);
    odt_styles_free(r.styles);
    if (ok)
        return extract_finish(b, out, f);
    document_builder_free(b);
    return false;
}
