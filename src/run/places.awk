# Makes PLACE("name as reports write it", "name in the list", "region") of data/authorities.csv.
function field(    start, text) {
    if (substr(rest, 1, 1) == "\"") {
        start = index(substr(rest, 2), "\"")
        text = substr(rest, 2, start - 1)
        rest = substr(rest, start + 3)
        return text
    }
    start = index(rest, ",")
    text = start ? substr(rest, 1, start - 1) : rest
    rest = start ? substr(rest, start + 1) : ""
    return text
}
function place(written) { printf "PLACE(\"%s\", \"%s\", \"%s\")\n", written, name, region }
NR > 1 {
    rest = $0
    sub(/\r$/, "", rest)
    field(); field(); field()
    name = field(); also = field(); region = field()
    place(name)
    short = name
    if (sub(/, City of$/, "", short)) place(short)
    if (sub(/^Kingston Upon /, "", short)) place(short)
    if (also ~ /BCP/) place("BCP")
    if (gsub(/\./, "", short)) place(short)
}
