# corpus.awk - the male-carers excerpts of a study beside the key of the corpus.
#   awk -f corpus.awk key.jsonl excerpts.jsonl      both with a field "stem": the report's name without its ending
# An entry of the key and an excerpt are the same passage where the letters of one hold those of the other.
# Prints "found keyed excerpts wrong_pages": keyed passages of engagement or gap that were found, all of them,
# excerpts of these themes that a keyed passage bears out, all excerpts, and pages that differ.
function field(line, name,   rest) {
    gsub(/\\"/, "'", line)
    if (!match(line, "\"" name "\": ?\"")) return ""
    rest = substr(line, RSTART + RLENGTH)
    return substr(rest, 1, index(rest, "\"") - 1)
}
function number(line, name,   rest) {
    if (!match(line, "\"" name "\": ?")) return 0
    rest = substr(line, RSTART + RLENGTH)
    return rest + 0
}
function fold(s) { s = tolower(s); gsub(/[^a-z0-9]/, "", s); return s }
function same(a, b) { return a == b || (length(a) > 25 && length(b) > 25 && (index(a, b) || index(b, a))) }
field($0, "codebook") != "male-carers" { next }
{ theme = field($0, "theme") }
theme != "engagement" && theme != "gap" { next }
{ stem = field($0, "stem"); text = fold(field($0, "text")); page = number($0, "page") }
NR == FNR { if (!((stem, text) in key)) { key[stem, text] = page; stems[++keyed] = stem; texts[keyed] = text }; next }
!((stem, text) in got) { got[stem, text] = page; got_stem[++count] = stem; got_text[count] = text }
END {
    for (i = 1; i <= count; i++)
        for (k = 1; k <= keyed; k++)
            if (stems[k] == got_stem[i] && same(texts[k], got_text[i])) {
                borne[i] = 1; seen[k] = 1
                if (key[stems[k], texts[k]] != got[got_stem[i], got_text[i]]) wrong++
            }
    for (k in seen) found++
    for (i in borne) right++
    printf "%d %d %d %d %d\n", found, keyed, right, count, wrong
}
