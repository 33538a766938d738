# Makes of data/tiles.csv and the list of authorities as places.def has it, in this order:
#   TILE(column, row, label, name, region), by authority
FNR == 1 { file++ }
file == 1 && FNR > 1 {
    sub(/\r$/, "")
    split($0, part, ",")
    at[part[1]] = part[2] ", " part[3] ", \"" part[4] "\""
}
file == 2 && /^AUTHORITY/ {
    split($0, part, "\"")
    if (part[2] in at) printf "TILE(%s, \"%s\", \"%s\")\n", at[part[2]], part[4], part[6]
}
