/* The questions of a template found in passages, by wording near enough and in their order. */
#include "match/answers.h"
#include "tap.h"

#include <stdlib.h>

#define ASK(id, words) "<question id='" id "'><text>" words "</text>"
static const char form[] = "<template xmlns='urn:excerpta:template:1' id='t' version='1.0'><title>T</title>"
    ASK("change", "Describe any changes to the safeguarding arrangements during the reporting year.") "</question>"
    ASK("fathers", "How do services identify, involve and support the fathers and male carers of babies?")
    "<alternative>Engagement of fathers and male carers</alternative></question>"
    ASK("impact", "What evidence of impact does the partnership have?") "</question>"
    ASK("scrutiny", "How was independent scrutiny carried out, and what did it find?") "</question>"
    "</template>";

/* "change given <words>; fathers blank; …" */
static const char *answers_in(const struct template *t, const char *text)
{
    static char said[1024];
    struct document *doc = NULL;
    struct answer *answers;
    struct arena a = {0};
    struct error err;
    size_t used = 0;

    *said = '\0';
    if (!document_of_passage(&doc, str_of(text), &err))
        abort();
    match_answers(&answers, &a, t, doc);
    for (size_t q = 0; q < t->question_count; q++)
        if (answers[q].state != ANSWER_NOT_FOUND)
            used += (size_t)snprintf(said + used, sizeof said - used, "%s%s %s <%.*s>", used ? "; " : "",
                                     t->questions[q].id, answer_state_words[answers[q].state],
                                     STR_ARGS(document_text(doc, answers[q].range)));
    document_free(doc);
    arena_free(&a);
    return said;
}

static const struct { const char *what, *text, *answers; } cases[] = {
    {"as the template words them",
     "Describe any changes to the safeguarding arrangements during the reporting year.\n\nNone.\n\n"
     "How do services identify, involve and support the fathers and male carers of babies?\n\nBy asking.\n\n"
     "Every time.\n\nWhat evidence of impact does the partnership have?\n\nLittle.",
     "change given <None.>; fathers given <By asking.\n\nEvery time.>; impact given <Little.>"},
    {"numbered, reworded, and one left blank",
     "1. Describe changes to your safeguarding arrangements in the reporting year\n\nNew partners.\n\n"
     "2. How services identify, involve and support fathers and male carers of babies\n\n"
     "3. What is the evidence of impact that this partnership has?\n\nA survey.",
     "change given <New partners.>; fathers blank <>; impact given <A survey.>"},
    {"another wording that the template gives",
     "Engagement of fathers and male carers\n\nGood.\n\nWhat evidence of impact does the partnership have?\n\nSome.",
     "fathers given <Good.>; impact given <Some.>"},
    {"words of an answer that echo another question are none",
     "Describe any changes to the safeguarding arrangements during the reporting year.\n\nNone.\n\n"
     "What evidence of impact does the partnership have?\n\nAn audit of impact looked at how services involve fathers, "
     "and independent scrutiny was carried out by a former chief officer who visited each agency twice.\n\n"
     "How was independent scrutiny carried out, and what did it find?\n\nTwice.",
     "change given <None.>; impact given <An audit of impact looked at how services involve fathers, and independent "
     "scrutiny was carried out by a former chief officer who visited each agency twice.>; scrutiny given <Twice.>"},
    {"out of order, the way that fits most",
     "What evidence of impact does the partnership have?\n\nSome.\n\n"
     "Describe any changes to the safeguarding arrangements during the reporting year.\n\nNone.\n\n"
     "How do services identify, involve and support the fathers and male carers of babies?\n\nBy asking.",
     "change given <None.>; fathers given <By asking.>"},
    {"a report that does not follow it",
     "What evidence of impact does the partnership have?\n\nFathers were asked.\n\nBoard members\n\nEight.", ""},
};

int main(void)
{
    struct template *t;
    struct error err;

    if (!ok(template_parse(&t, str_of(form), "t.xml", &err), "the template"))
        return done_testing();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        is_text(cases[i].answers, answers_in(t, cases[i].text), cases[i].what);
    template_free(t);
    return done_testing();
}
