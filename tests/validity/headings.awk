# The headings of a report beside those of its source. Run it with LC_ALL=C: the wire counts bytes.
# Usage: awk -f headings.awk [-v show=1] SOURCE.words WIRE
# SOURCE.words has a block a line, its kind (h1, h2, title, …) and a tab before its words; WIRE is of excerpta-extract.
# Prints: headings of the source, of the report, those that are both, and those of them with the right level. A level
# is counted from the one that most of the source's h1 have: a report's title may stand above them. A title is neither.
function fold(s) { s = tolower(s); gsub(/[^a-z0-9]/, "", s); return s }
FNR == NR {
    tab = index($0, "\t")
    kind = substr($0, 1, tab - 1)
    key = fold(substr($0, tab + 1))
    if (kind == "title") {      # one of several lines may be read as one, or two
        for (known in title) title[known key] = 1
        title[key] = 1
    }
    if (kind !~ /^h[1-6]$/ || key == "") next
    wanted++
    want[key]++
    level[key, want[key]] = substr(kind, 2)
    words[key] = substr($0, tab + 1)
    next
}
in_text { text = text $0 "\n"; next }
/^text [0-9]+$/ { in_text = 1; next }
/^[0-9]+ [0-9]+ heading [1-6] -?[0-9]+$/ { starts[++count] = $1; stops[count] = $2; at_level[count] = $4 }
END {
    for (i = 1; i <= count; i++) {
        said = substr(text, starts[i] + 1, stops[i] - starts[i])
        key = fold(said)
        if (key in title && !(key in want)) continue
        mine++
        if (met[key] >= want[key]) { wrong[++wrongs] = said; continue }
        found++
        is = level[key, ++met[key]]
        pair[found] = is " " at_level[i]
        name[found] = said
        if (is == 1 && ++votes[at_level[i]] > votes[top]) top = at_level[i]
    }
    for (i = 1; i <= found; i++) {
        split(pair[i], both, " ")
        if (both[2] - top + 1 == both[1]) levels++
        else if (show) print "level " both[2] " for " both[1] ": " name[i]
    }
    if (show) {
        for (i = 1; i <= wrongs; i++) print "wrong: " wrong[i]
        for (key in want) if (met[key] < want[key]) print "lost: " words[key]
    }
    printf "%d %d %d %d\n", wanted, mine, found, levels
}
