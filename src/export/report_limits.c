/* Of the findings: what must be known before they are believed, from the study itself. */
#include "export/report_internal.h"

#include "base/file.h"
#include "store/listing.h"


static bool count_given_up(void *payload, const struct pass_row *p, struct error *err)
{
    uint64_t *given_up = payload;

    (void)err;
    *given_up += p->current ? (uint64_t)p->problems : 0;
    return true;
}

/* "WORDS: " and what count() writes. */
static void begin_limit(struct findings *f, const char *words)
{
    export_begin(&f->paper, PAPER_ITEM);
    export_words(&f->paper, "%s: ", words);
}

static void end_limit(struct findings *f)
{
    export_text(&f->paper, STR("."));
    export_end(&f->paper, PAPER_ITEM);
}

/* Reports whose group of the tally is "unknown". */
static void write_unknown(struct findings *f, const struct tally *t, const char *by, const char *words)
{
    const struct tally_group *last = t->group_count > 0 ? &t->groups[t->group_count - 1] : NULL;
    bool any = last && str_equal(last->name, STR("unknown"));
    const struct paper_number n = {.opens = PAPER_OPENS_REPORTS, .name = "reports", .by = by, .group = STR("unknown"),
                                   .value = any ? last->reports : 0};

    begin_limit(f, words);
    export_number(&f->paper, &n);
    end_limit(f);
}

static void write_unsearched(struct findings *f)
{
    struct paper *p = &f->paper;

    export_begin_at(p, PAPER_ITEM, "unsearched");
    export_text(p, STR("Reports that were read after a codebook's newest pass, and are in none of that codebook's "
                       "numbers: "));
    export_count_list(f, "unsearched", f->unsearched.reports.count);
    export_text(p, f->unsearched.reports.count > 0 ? STR(" (\"excerpta code\" searches them): ") : STR(""));
    for (size_t i = 0; i < f->unsearched.reports.count; i++) {
        export_text(p, i > 0 ? STR(", ") : STR(""));
        export_strong(p, file_name(f->unsearched.reports.at[i].path));
        export_words(p, " by %.*s", STR_ARGS(f->unsearched.reports.at[i].codebook));
    }
    export_text(p, STR("."));
    export_end(p, PAPER_ITEM);
}

static void write_limits(struct findings *f, uint64_t given_up)
{
    uint64_t copied = 0, compared = 0, doubtful = 0;

    for (size_t i = 0; i < f->reports.count; i++) {
        copied += (uint64_t)f->reports.at[i].copied;
        compared += (uint64_t)f->reports.at[i].compared;
        doubtful += f->reports.at[i].doubtful;
    }
    begin_limit(f, "Files that could not be read; what they say is in no number");
    export_count_list(f, "files", f->files.count);
    end_limit(f);
    write_unsearched(f);
    begin_limit(f, "Excerpts that a rule tagged and no reviewer has decided on");
    export_count_excerpts(f, (size_t)PAPER_ANY, "undecided", f->excerpts - f->decided);
    export_text(&f->paper, STR(" of "));
    export_count_excerpts(f, (size_t)PAPER_ANY, "kept", f->excerpts);
    end_limit(f);
    begin_limit(f, "Reports with text to distrust (lost letters, words run together, recognised scans); what is not "
                   "found there may stand there");
    export_count_all(f, "doubtful", doubtful);
    end_limit(f);
    begin_limit(f, "Passages that a rule was given up on; there it is neither found nor not found");
    export_count_list(f, "passes", given_up);
    end_limit(f);
    begin_limit(f, "Words that stand in another report too, so that one sentence may be counted in several");
    export_count_all(f, "copied", copied);
    export_text(&f->paper, STR(" of "));
    export_count_all(f, "compared", compared);
    end_limit(f);
    write_unknown(f, &f->region, "region", "Reports without a known region, which stand under unknown");
    write_unknown(f, &f->year, "year", "Reports without a known period, which stand under unknown");
    write_unknown(f, &f->authority, "authority", "Reports without a known authority");
    export_say(&f->paper, PAPER_ITEM, "A report that does not say a thing may be of an area that does it: these "
                                      "numbers are of what is written.");
}

static void write_files(struct findings *f)
{
    struct paper *p = &f->paper;

    if (f->files.count == 0)
        return;
    export_begin(p, PAPER_THEME);
    export_text(p, STR("The files that could not be read"));
    export_end(p, PAPER_THEME);
    export_begin_at(p, PAPER_LIST, "files");
    for (size_t i = 0; i < f->files.count; i++) {
        export_begin(p, PAPER_ITEM);
        export_text(p, f->files.at[i].name);
        export_text(p, STR(": "));
        export_text(p, f->files.at[i].reason);
        export_text(p, f->files.at[i].detail.size > 0 ? STR(", ") : STR(""));
        export_text(p, f->files.at[i].detail);
        export_end(p, PAPER_ITEM);
    }
    export_end(p, PAPER_LIST);
}

bool export_write_limits(struct findings *f, struct error *err)
{
    uint64_t given_up = 0;

    if (!store_passes(f->store, count_given_up, &given_up, err))
        return false;
    export_section(&f->paper, "limits", "Limitations");
    export_begin(&f->paper, PAPER_LIST);
    write_limits(f, given_up);
    export_end(&f->paper, PAPER_LIST);
    write_files(f);
    return true;
}
