# A licence, as /usr/share/common-licenses has it, as the body of a source of corpus/source: headings, paragraphs and
# items a line each. Some paragraphs become boxes and some sentences footnotes, so that the pages have them.
BEGIN { RS = ""; FS = "\n" }
function flat(s) { gsub(/[{}\[\]|]/, "", s); gsub(/[ \t\n]+/, " ", s); gsub(/^ | $/, "", s); return s }
function is_heading(s) { return length(s) < 70 && s ~ /^([A-Z][A-Z ]+|[0-9.]+ [A-Z][^.;:,]*\.?)$/ }
# The second of three or more sentences goes to the foot of the page.
function with_note(s,  rest, at) {
    if (!match(s, /[a-z]{4}\. [A-Z]/)) return s
    at = RSTART + 5
    rest = substr(s, at + 1)
    if (!match(rest, /[a-z]{4}\. [A-Z]/)) return s
    return substr(s, 1, at - 1) "{^" substr(rest, 1, RSTART + 4) "} " substr(rest, RSTART + 6)
}
$2 ~ /^ *(===+|---+) *$/ || (NF == 1 && is_heading(flat($1))) {
    title = flat($1)
    sub(/\.$/, "", title)
    print (title ~ /^[0-9A-Z]+\.[0-9]/ ? "## " : "# ") title
    if (NF < 3) next
    sub(/^[^\n]*\n[^\n]*\n/, "")
}
{
    text = flat($0)
    if (text !~ /[a-z].*[a-z].*[a-z]/ || text ~ /^[-=_<]/) next
    if (text ~ /^(\*+|[a-z0-9]\)) /) { sub(/^[^ ]* */, "", text); print "- " text; next }
    count++
    if (count % 11 == 5 && length(text) < 700) print "> " text
    else print count % 7 == 3 ? with_note(text) : text
}
