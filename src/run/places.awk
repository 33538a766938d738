# Makes of data/authorities.csv and data/partnerships.csv, in this order:
#   AUTHORITY(code, name, region, kind, valid_from, valid_to, replaced_by)
#   PLACE(name as reports write it, name in the list, region, code, valid_from, valid_to)
#   MEMBER(partnership's place, code of an authority, valid_from, valid_to, source)
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
function place(written) {
    printf "PLACE(\"%s\", \"%s\", \"%s\", \"%s\", \"%s\", \"%s\")\n", written, name, region, code, from, to
}
{
    rest = $0
    sub(/\r$/, "", rest)
}
FNR == 1 { file++; next }
file == 1 {
    code = field(); field(); field()
    name = field(); also = field(); region = field(); field(); kind = field(); field()
    from = field(); to = field(); by = field()
    printf "AUTHORITY(\"%s\", \"%s\", \"%s\", \"%s\", \"%s\", \"%s\", \"%s\")\n", code, name, region, kind, from, to, by
    place(name)
    count = split(also, names, "; ")
    for (i = 1; i <= count; i++) place(names[i])
}
file == 2 {
    name = field(); code = field(); from = field(); to = field()
    printf "MEMBER(\"%s\", \"%s\", \"%s\", \"%s\", \"%s\")\n", name, code, from, to, field()
}
