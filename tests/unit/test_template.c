/* Templates: what is taken, and what is said of what is not. */
#include "codebook/template.h"
#include "tap.h"

#include <stdlib.h>

#define OPEN "<template xmlns='urn:excerpta:template:1' id='t' version='1.0'>\n<title>T</title>\n"
#define CLOSE "</template>"
#define ASK(id, words) "<question id='" id "'><text>" words "</text></question>"

static const struct { const char *what, *xml, *said; } cases[] = {
    {"the smallest template", OPEN ASK("q", "What was done?") CLOSE, ""},
    {"parts and other wordings", OPEN "<question id='q' number='1'><text>What?</text><alternative>Which?</alternative>"
     "<question id='p'><text>Who?</text></question></question>" CLOSE, ""},
    {"a codebook is none", "<codebook xmlns='urn:excerpta:codebook:1'/>", "t.xml: line 1: <template> with "
     "xmlns=\"urn:excerpta:template:1\" was expected, not <codebook>"},
    {"no question", OPEN CLOSE, "t.xml: line 1: <template> needs a <question>"},
    {"a question without words", OPEN "<question id='q'><text>1.</text></question>" CLOSE,
     "t.xml: line 3: <text> \"1.\" has no word to recognise it by"},
    {"an id twice", OPEN ASK("q", "What?") "\n" ASK("q", "Who?") CLOSE,
     "t.xml: line 4: the id \"q\" is taken by the question on line 3; give another"},
    {"a part of a part", OPEN "<question id='a'><text>A?</text><question id='b'><text>B?</text>" ASK("c", "C?")
     "</question></question>" CLOSE, "t.xml: line 3: <question> cannot stand in <question>, which takes <text>, "
     "<alternative>"},
    {"a misspelt element", OPEN "<question id='q'><text>A?</text><alternate>B?</alternate></question>" CLOSE,
     "t.xml: line 3: <alternate> cannot stand in <question>; did you mean <alternative>?"},
    {"a DOCTYPE", "<!DOCTYPE template []>" OPEN ASK("q", "A?") CLOSE,
     "t.xml: line 1: a template takes no <!DOCTYPE>; leave it out"},
};

int main(void)
{
    struct template *t;
    struct error err;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool taken = template_parse(&t, str_of(cases[i].xml), "t.xml", &err);

        is_text(cases[i].said, taken ? "" : err.text, cases[i].what);
        if (taken)
            template_free(t);
    }
    if (ok(template_parse(&t, str_of(cases[1].xml), "t.xml", &err), "it is read")) {
        ok(t->question_count == 2 && t->questions[1].parent == 0 && t->questions[0].parent == -1, "parts stand behind");
        ok(t->questions[0].wording_count == 2, "with its wordings");
        is_text("Which?", t->questions[0].wordings[1], "as written");
        template_free(t);
    }
    return done_testing();
}
