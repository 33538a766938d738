/* Of the findings: the summary. */
#include "export/report_internal.h"

static size_t most_found(const struct findings *f)
{
    size_t best = 0;

    for (size_t c = 1; c < f->codes.count; c++)
        if (f->all.cells[c].reports > f->all.cells[best].reports)
            best = c;
    return best;
}

static uint64_t count_names(const struct findings *f)
{
    uint64_t names = 0;

    for (size_t i = 0; i < f->reports.count; i++) {
        size_t before = 0;

        while (before < i && !str_equal(f->reports.at[before].name, f->reports.at[i].name))
            before++;
        names += before == i;
    }
    return names;
}

static void write_key(struct findings *f, const char *name, uint64_t value, const char *words)
{
    export_begin(&f->paper, PAPER_ITEM);
    export_count_all(f, name, value);
    export_words(&f->paper, " %s", words);
    export_end(&f->paper, PAPER_ITEM);
}

static void write_keys(struct findings *f)
{
    struct paper *p = &f->paper;
    uint64_t pages = 0;

    for (size_t i = 0; i < f->reports.count; i++)
        pages += (uint64_t)f->reports.at[i].pages;
    export_begin(p, PAPER_KEYS);
    write_key(f, "reports", f->reports.count, "reports read");
    write_key(f, "names", count_names(f), "partnerships or titles");
    write_key(f, "pages", pages, "pages");
    export_begin(p, PAPER_ITEM);
    export_count_list(f, "files", f->files.count);
    export_text(p, STR(" files that could not be read"));
    export_end(p, PAPER_ITEM);
    export_begin(p, PAPER_ITEM);
    export_count_list(f, "regions", f->codes.count);
    export_text(p, STR(" codes looked for"));
    export_end(p, PAPER_ITEM);
    export_begin(p, PAPER_ITEM);
    export_count_excerpts(f, (size_t)PAPER_ANY, "kept", f->excerpts);
    export_text(p, STR(" excerpts found"));
    export_end(p, PAPER_ITEM);
    export_begin(p, PAPER_ITEM);
    export_count_excerpts(f, (size_t)PAPER_ANY, "decided", f->decided);
    export_text(p, STR(" of them decided on by reviewers"));
    export_end(p, PAPER_ITEM);
    export_end(p, PAPER_KEYS);
}

static void write_most(struct findings *f)
{
    struct paper *p = &f->paper;
    size_t most = most_found(f);

    export_begin(p, PAPER_ITEM);
    export_text(p, STR("Found in most reports: "));
    export_strong(p, f->codes.at[most].title);
    export_text(p, STR(", in "));
    export_count_code(f, &f->all, most, 0, NULL);
    export_text(p, STR(" of "));
    export_count_searched(f, &f->all, most, 0, NULL);
    export_text(p, STR("."));
    export_end(p, PAPER_ITEM);
}

static void write_never(struct findings *f)
{
    struct paper *p = &f->paper;
    uint64_t never = 0;
    bool first = true;

    for (size_t c = 0; c < f->codes.count; c++)
        never += f->all.cells[c].reports == 0;
    export_begin_at(p, PAPER_ITEM, "never");
    export_text(p, f->left_out > 0 ? STR("Searched for and found in no report, or only what reviewers rejected: ")
                                   : STR("Searched for and found in no report: "));
    export_count_list(f, "never", never);
    export_text(p, STR(" of "));
    export_count_list(f, "regions", f->codes.count);
    export_text(p, STR(" codes"));
    for (size_t c = 0; c < f->codes.count; c++)
        if (f->all.cells[c].reports == 0) {
            export_text(p, first ? STR(": ") : STR(", "));
            export_strong(p, f->codes.at[c].title);
            first = false;
        }
    export_text(p, STR(". That is a finding too; they stand as 0 below."));
    export_end(p, PAPER_ITEM);
}

void export_write_summary(struct findings *f)
{
    struct paper *p = &f->paper;

    export_section(p, "summary", "Summary");
    write_keys(f);
    export_begin(p, PAPER_LIST);
    write_most(f);
    write_never(f);
    export_begin(p, PAPER_ITEM);
    if (f->decided + f->left_out == 0) {
        export_text(p, STR("Rules tagged every excerpt, and no person has decided on one yet: read the numbers as what "
                           "there is to look at."));
    } else {
        export_text(p, STR("Left out of every number, because reviewers rejected them or gave them another code: "));
        export_count_excerpts(f, (size_t)PAPER_ANY, "left-out", f->left_out);
        export_text(p, STR(" excerpts."));
    }
    export_end(p, PAPER_ITEM);
    export_end(p, PAPER_LIST);
}
