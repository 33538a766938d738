#include "run/anchor.h"
#include "tap.h"

/* The words are marked by [ ] in the old text; found: what they are in the new one, marked the same way; "" : they are
 * not there, "?" : which place is meant is not certain. */
static const struct {
    const char *what, *old, *now, *found;
    bool exact;
} cases[] = {
    {"the same text", "One. [Fathers are seen.] Two.", "One. Fathers are seen. Two.", "One. [Fathers are seen.] Two.",
     true},
    {"moved down", "A one. [Fathers are seen.] Two is here.", "New. A one. Fathers are seen. Two is here.",
     "New. A one. [Fathers are seen.] Two is here.", true},
    {"gone", "One. [Fathers are seen.] Two.", "One. Mothers are seen. Two.", "", false},
    {"a letter differs", "One. [Fathers are seen.] Two.", "One. Fathers are seem. Two.", "", false},
    {"a figure differs", "One. [In 2021 5 fathers.] Two.", "One. In 2021 6 fathers. Two.", "", false},
    {"twice, with the same on one side only once", "Of the first kind. [Yes.] Behind it stands this.",
     "Yes. Of the first kind. Yes. Other words now.", "Yes. Of the first kind. [Yes.] Other words now.", true},
    {"twice, alike around", "The same words stand here. [Yes.] And here they stand too.",
     "The same words stand here. Yes. And here they stand too. "
     "The same words stand here. Yes. And here they stand too.",
     "?", false},
    {"told apart by what is further away",
     "Number one of it. The same words stand here. [Yes.] And here they stand too.",
     "Number one of it. The same words stand here. Yes. And here they stand too. Number two of it. "
     "The same words stand here. Yes. And here they stand too.",
     "Number one of it. The same words stand here. [Yes.] And here they stand too. Number two of it. "
     "The same words stand here. Yes. And here they stand too.", true},
    {"short words with nothing known around them", "First chapter here. [Seen.] Second chapter here.",
     "Others have written this. Seen. By other people.", "?", false},
    {"long words with nothing known around them",
     "First chapter here. [Fathers of babies are seen at their home.] Second chapter here.",
     "Others have written this. Fathers of babies are seen at their home. By other people.",
     "Others have written this. [Fathers of babies are seen at their home.] By other people.", true},
    {"long words twice, with nothing known around them",
     "First chapter here. [Fathers of babies are seen at their home.] Second chapter here.",
     "Now. Fathers of babies are seen at their home. Then. Fathers of babies are seen at their home.", "?", false},
    {"another quotation mark", "It was so. [The \xe2\x80\x9c" "dads\xe2\x80\x9d came.] It is so.",
     "It was so. The \"dads\" came. It is so.", "It was so. [The \"dads\" came]. It is so.", false},
    {"a hyphen less", "It was so. [A multi-agency audit.] It is so.", "It was so. A multiagency audit. It is so.",
     "It was so. [A multiagency audit]. It is so.", false},
    {"a ligature", "It was so. [Of \xef\xac\x81ve fathers.] It is so.", "It was so. Of five fathers. It is so.",
     "It was so. [Of five fathers]. It is so.", false},
    {"a bullet before it", "It was so.\n[\xe2\x80\xa2 Fathers came.]\nIt is so.",
     "It was so.\nFathers came.\nIt is so.",
     "It was so.\n[Fathers came].\nIt is so.", false},
    {"words stay words", "It was so. [dads] It is so.", "It was so: granddads it is so.", "", false},
    {"a part of a word stays one", "It was so: grand[dads] it is so.", "Here it was so: granddads it is so.",
     "Here it was so: grand[dads] it is so.", true},
    {"letters beyond ASCII count", "It was so. [Caf\xc3\xa9 one.] It is so.", "It was so. Cafe one. It is so.", "",
     false},
    {"only signs are no words", "It was so. [***] It is so.", "It was so. *** It is so.", "", false},
    {"at the text's beginning", "[Fathers.] Seen here.", "Fathers. Seen here. Fathers. Not seen.",
     "[Fathers.] Seen here. Fathers. Not seen.", true},
    {"at its end", "They were seen: [fathers]", "Fathers. They were seen: fathers",
     "Fathers. They were seen: [fathers]", true},
    {"a text of nothing", "One. [Fathers are seen.] Two.", "", "", false},
};

static void test_case(size_t i)
{
    struct str old = str_of(cases[i].old), now = str_of(cases[i].now);
    size_t start = (size_t)(strchr(cases[i].old, '[') - old.at), stop = (size_t)(strchr(cases[i].old, ']') - old.at);
    size_t first = start > 64 ? start - 64 : 0;
    struct anchor_text a = {.at = NULL};
    struct buf got = {0};
    struct range folded, r;
    bool exact = false;
    enum anchor_found found;
    struct str words = str_slice(old, start + 1, stop);

    run_anchor_fold(&a, now);
    found = run_anchor_find(&a, words, str_slice(old, first, start), str_slice(old, stop + 1, old.size), &folded);
    if (found == ANCHOR_SEVERAL)
        buf_add(&got, STR("?"));
    if (found == ANCHOR_FOUND) {
        r = run_anchor_place(&a, words, folded, &exact);
        buf_add_format(&got, "%.*s[%.*s]%s", (int)r.start, now.at, (int)(r.stop - r.start), now.at + r.start,
                       now.at + r.stop);
    }
    is_text(cases[i].found, buf_text(&got), cases[i].what);
    ok(exact == cases[i].exact, "%s", exact ? "the very same bytes" : "no more than that");
    buf_free(&got);
    run_anchor_free(&a);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        test_case(i);
    return done_testing();
}
