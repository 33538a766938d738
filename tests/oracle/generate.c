#include "oracle/generate.h"

#include "document/builder.h"
#include "oracle/chance.h"

#include <stdlib.h>

static void add_pattern(struct buf *out, uint32_t *seed, const char *element)
{
    static const char *const words[] = {"dads?", "seen", "care", "care leavers?", "not", "good|bad", "(step-?)?father",
        "\\w+ed", "plan\\w*", "seen|met", "well", "no", "father's", "\\d+", "(very )?good", "[a-d]\\w+ care",
        "seen by dads?|dads? met|care", "bad( \\w+){0,2} care", "(was|were) met", "\\w+ (seen|met)|good \\w+|no care",
        "dad|dads|good|good dad|good dads|met well|well met", "caf\xc3\xa9", "s\\w+", "k\\w*",
        "^\\W*dads?", "^(care|good) \\w+", "well\\W*$"};
    const char *bound = below(seed, 8) ? "" : " bound='no'", *match_case = below(seed, 12) ? "" : " case='match'";

    buf_add_format(out, "<%s%s%s>%s", element, bound, match_case, PICK(seed, words));
    if (below(seed, 4) == 0)
        buf_add_format(out, "|%s", PICK(seed, words));
    buf_add_format(out, "</%s>", element);
}

static void add_words(struct buf *out, uint32_t *seed, int depth);

static void add_children(struct buf *out, uint32_t *seed, int depth, uint32_t least,
                         void (*add)(struct buf *, uint32_t *, int))
{
    uint32_t count = least + below(seed, 2) + (below(seed, 6) == 0);

    for (uint32_t i = 0; i < count; i++)
        add(out, seed, depth - 1);
}

static void add_near(struct buf *out, uint32_t *seed, int depth)
{
    static const char *const orders[] = {"", " order='any'", " order='as-given'"};
    bool followed = below(seed, 3) == 0;

    buf_add_format(out, "<%s within='%u'%s>", followed ? "followed-by" : "near", below(seed, 7),
                   followed ? "" : PICK(seed, orders));
    add_children(out, seed, depth, 2, add_words);
    buf_add_format(out, "</%s>", followed ? "followed-by" : "near");
}

static void add_words(struct buf *out, uint32_t *seed, int depth)
{
    uint32_t kind = depth <= 0 ? below(seed, 4) : below(seed, 8);

    if (kind < 3) {
        add_pattern(out, seed, "pattern");
    } else if (kind == 3) {
        buf_add_format(out, "<terms ref='t%u'/>", below(seed, 2));
    } else if (kind < 6) {
        add_near(out, seed, depth);
    } else {
        buf_add_format(out, "<%s>", kind == 6 ? "any" : "all");
        add_children(out, seed, depth, 1, add_words);
        buf_add_format(out, "</%s>", kind == 6 ? "any" : "all");
    }
}

static void add_condition(struct buf *out, uint32_t *seed, int depth)
{
    static const char *const scopes[] = {"sentence", "block", "section", "previous"};
    uint32_t kind = depth <= 0 ? 0 : below(seed, 12);

    if (kind < 7) {
        add_words(out, seed, depth);
    } else if (kind < 9) {
        buf_add_format(out, "<%s scope='%s'>", kind == 7 ? "not" : "around", PICK(seed, scopes));
        add_children(out, seed, depth, 1, add_condition);
        buf_add(out, kind == 7 ? STR("</not>") : STR("</around>"));
    } else if (kind == 9) {
        buf_add_format(out, "<within heading='%s'/>", below(seed, 2) ? "good|care" : "plan.*");
    } else if (kind == 10) {
        buf_add_format(out, "<balance scale='s%u' %s='%d'/>", below(seed, 2), below(seed, 3) ? "above" : "below",
                       (int)below(seed, 4) - 1);
    } else {
        buf_add_format(out, "<%s>", below(seed, 2) ? "any" : "all");
        bool any = str_ends(buf_str(out), STR("<any>"));

        add_children(out, seed, depth, 1, add_condition);
        buf_add_format(out, "</%s>", any ? "any" : "all");
    }
}

static void add_rule(struct buf *out, uint32_t *seed, uint32_t number)
{
    static const char *const scopes[] = {"sentence", "block", "section", "previous", "match", "match"};

    buf_add_format(out, "<rule id='r%u'>", number);
    add_children(out, seed, 3, 1, add_condition);
    for (uint32_t i = below(seed, 3); i > 0; i--) {
        buf_add_format(out, "<unless scope='%s'>", PICK(seed, scopes));
        add_children(out, seed, 2, 1, add_condition);
        buf_add(out, STR("</unless>"));
    }
    buf_add(out, STR("</rule>"));
}

static void add_code(struct buf *out, uint32_t *seed, uint32_t number)
{
    static const char *const units[] = {"sentence", "sentence", "block", "section", "report"};
    static const char *const uses[] = {"keep", "drop", "ignore"};
    const char *unit = PICK(seed, units);

    buf_add_format(out, "<code id='c%u' unit='%s'><title>C</title>", number, unit);
    for (uint32_t i = 0, rules = 1 + below(seed, 3); i < rules; i++)
        add_rule(out, seed, i);
    if ((*unit == 'b' || (unit[1] == 'e' && unit[2] == 'n')) && below(seed, 3) == 0) {
        buf_add_format(out, "<standing absent='%s'", PICK(seed, uses));
        buf_add_format(out, " planned='%s' past='%s'/>", uses[number % 3], below(seed, 2) ? "keep" : "drop");
    }
    buf_add(out, STR("</code>"));
}

void generate_codebook(struct buf *out, uint32_t *seed)
{
    buf_add(out, STR("<codebook xmlns='urn:excerpta:codebook:1' id='b' version='1'><title>B</title>"));
    for (unsigned t = 0; t < 2; t++) {
        buf_add_format(out, "<terms id='t%u'>", t);
        for (uint32_t i = 0, patterns = 1 + below(seed, 3); i < patterns; i++)
            add_pattern(out, seed, "pattern");
        for (uint32_t i = below(seed, 2); i > 0; i--)
            add_pattern(out, seed, "except");
        buf_add(out, STR("</terms>"));
    }
    for (unsigned s = 0; s < 2; s++) {
        buf_add_format(out, "<scale id='s%u'%s>", s, s ? " per-words='100'" : "");
        for (uint32_t i = 0, cues = 1 + below(seed, 3); i < cues; i++) {
            buf_add_format(out, "<cue weight='%d'>", (int)below(seed, 5) - 2 ? (int)below(seed, 3) + 1 : -2);
            add_words(out, seed, 1);
            buf_add(out, STR("</cue>"));
        }
        buf_add(out, STR("</scale>"));
    }
    buf_add(out, STR("<theme id='t'><title>T</title>"));
    for (uint32_t i = 0; i < 6; i++)
        add_code(out, seed, i);
    buf_add(out, STR("</theme></codebook>"));
}

void generate_modifiers(struct buf *out, uint32_t *seed)
{
    static const char *const standings[] = {"absent", "planned", "past"};
    static const char *const directions[] = {"forward", "backward", "both"};

    buf_add(out, STR("<modifiers xmlns='urn:excerpta:codebook:1' version='1'>"));
    for (unsigned m = 0; m < 4; m++) {
        buf_add_format(out, "<modifier id='m%u' standing='%s'", m, PICK(seed, standings));
        buf_add_format(out, " direction='%s'", PICK(seed, directions));
        if (below(seed, 2))
            buf_add_format(out, " within='%u'", below(seed, 6));
        buf_add_format(out, "%s%s>", below(seed, 3) ? "" : " previous='yes'", below(seed, 3) ? "" : " inside='yes'");
        add_pattern(out, seed, "pattern");
        if (below(seed, 3) == 0)
            add_pattern(out, seed, "except");
        if (below(seed, 2) == 0)
            buf_add(out, STR("<until>but|however</until>"));
        buf_add(out, STR("</modifier>"));
    }
    buf_add(out, STR("</modifiers>"));
}

static void add_line(struct document_builder *b, uint32_t *seed, uint32_t page)
{
    static const char *const words[] = {
        "dad", "dads", "Dads", "seen", "care", "leavers", "not", "good", "bad", "step-father", "father", "planned",
        "met", "well", "no", "father\xe2\x80\x99s", "12", "very", "by", "was", "were", "but", "however", "caf\xc3\xa9",
        "kept",
        "aged", "\xe2\x84\xaa" "ept", "\xc5\xbf" "een", "(care)", "care,", "\xe2\x80\x93",
        "step\xe2\x80\x91" "father"};
    uint32_t count = 1 + below(seed, 14);
    struct buf line = {0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t most = below(seed, 6) ? 22 : sizeof words / sizeof words[0];

        buf_add_format(&line, "%s%s", i ? " " : "", words[below(seed, most)]);
        if (below(seed, 6) == 0)
            buf_add(&line, below(seed, 4) ? STR(". The") : STR("! Dads"));
    }
    buf_add_char(&line, '.');
    document_builder_line(b, buf_str(&line), page);
    buf_free(&line);
}

void generate_document(struct document **out, uint32_t *seed)
{
    static const enum block_kind kinds[] = {BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_LIST_ITEM,
                                            BLOCK_HEADING, BLOCK_CONTENTS};
    struct document_builder *b;
    struct error err;
    uint32_t page, blocks = 4 + below(seed, 10);

    document_builder_new(&b, "text");
    page = document_builder_page(b, "", 0, 0);
    for (uint32_t i = 0; i < blocks; i++) {
        enum block_kind kind = PICK(seed, kinds);

        document_builder_block(b, kind, kind == BLOCK_HEADING ? 1 + (int)below(seed, 3) : 0);
        add_line(b, seed, page);
    }
    if (!document_builder_finish(b, out, &err))
        abort();
}
