# How much of a source's words an extraction has: shares of runs of eight words that stand in one block of the source.
# Usage: awk -f shingles.awk [-v show=N] SOURCE.words EXTRACTED
# SOURCE.words has a block a line, its kind and a tab before its words; EXTRACTED is plain text.
# Prints: runs of the source, those found, those found in one line (for our own text: in one block), runs of the
# extraction in one line, those that the source lacks; then of the lost runs those that are there but for hyphens and
# blanks, and those that are there but for figures in between (the calls of footnotes). The others are torn apart or
# missing. With show=N, up to N lost passages follow, with their cause before each.
function fold(s) {
    s = tolower(s)
    gsub(/‐|‑|‒|–|—|−/, "-", s)
    gsub(/--+/, "-", s)                             # LaTeX writes dashes so
    gsub(/\302\255/, "", s)                         # soft hyphens
    gsub(/‘|’|'/, "", s)
    gsub(/“|”|…|•|£|\302\240|[\001-\037!"#$%&()*+,.\/:;<=>?@[\\\]^_`{|}~]/, " ", s)
    gsub(/(^| )-+/, " ", s)                         # a dash between words is none of theirs
    gsub(/-+( |$)/, " ", s)
    return s
}
# run(at): the run that begins at word `at` of w, or the whole of a shorter block
function run(at, last,  s, i) {
    s = w[at]
    for (i = at + 1; i < at + size && i <= last; i++) s = s " " w[i]
    return s
}
function squash(s) { gsub(/[ -]/, "", s); return s }
function without_figures(s) { gsub(/[0-9 -]/, "", s); return s }
function cause(s) {
    if (index(squashed, squash(s))) return "joint"
    return index(unfigured, without_figures(s)) ? "figure" : "order"
}
BEGIN { size = 8 }
FNR == NR {
    kind = $0; sub(/\t.*/, "", kind); sub(/^[^\t]*\t/, "")
    n = split(fold($0), w, " ")
    words = ""
    for (i = 1; i == 1 || i <= n - size + 1; i++)
        if (n > 0) { want[++wanted] = run(i, n); begins[wanted] = i == 1; kinds[wanted] = kind }
    for (i = 1; i <= n; i++) all_source[++sources] = w[i]
    next
}
{
    n = split(fold($0), w, " ")
    line = " "
    for (i = 1; i <= n; i++) { stream[++streamed] = w[i]; line = line w[i] " " }
    for (i = 1; i <= n - size + 1; i++) inside[run(i, n)] = 1
    lines[++line_count] = line
}
END {
    for (i = 1; i <= streamed; i++) w[i] = stream[i]
    for (i = 1; i <= streamed - size + 1; i++) have[run(i, streamed)] = 1
    for (i = 1; i <= streamed; i++) text = text " " stream[i]
    text = text " "
    squashed = squash(text)
    unfigured = without_figures(text)
    for (i = 1; i <= wanted; i++) {
        short = split(want[i], w, " ") < size
        if (want[i] in have || (short && index(text, " " want[i] " "))) found++
        else { lost[i] = cause(want[i]); causes[lost[i]]++ }
        if (want[i] in inside) whole++
        else if (short)
            for (k = 1; k <= line_count; k++) if (index(lines[k], " " want[i] " ")) { whole++; break }
    }
    # The source as one stream: what the extraction has beyond it.
    for (i = 1; i <= sources; i++) { w[i] = all_source[i]; known[w[i]] = 1 }
    for (i = 1; i <= sources - size + 1; i++) meant[run(i, sources)] = 1
    for (h in inside) { mine++; if (!(h in meant)) foreign++ }
    printf "%d %d %d %d %d ", wanted, found, whole, mine, foreign
    printf "%d %d\n", causes["joint"], causes["figure"]
    for (i = 1; i <= wanted && shown < show; i++)
        if (i in lost) {
            passage = lost[i] " " kinds[i] ": " want[i]
            while (((i + 1) in lost) && lost[i + 1] == lost[i] && !begins[i + 1]) {
                i++
                passage = passage substr(want[i], match(want[i], / [^ ]*$/))
            }
            shown++
            print passage
        }
}
