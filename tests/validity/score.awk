# score.awk - precision and recall of a codebook on labelled passages.
#   awk -f score.awk -v predicted="EXPR…" labels.jsonl tags.jsonl
# First the labels (one JSON object a line with id and label), then the tags of `excerpta tag`.
#   what=relevant|present|gap   for male-carers: as codebooks/README.md defines them
#   what=CODE                   any tag of this code
#   gold="a b"                  the labels that count as true
# Prints "tp predicted true".
function field(line, name,   at, rest) {
    at = match(line, "\"" name "\": ?\"")
    if (!at) return ""
    rest = substr(line, RSTART + RLENGTH)
    return substr(rest, 1, index(rest, "\"") - 1)
}
NR == FNR { id = field($0, "id"); label[id] = field($0, "label"); next }
{
    id = field($0, "id"); theme = field($0, "theme"); standing = field($0, "standing")
    if (what == "relevant") hit = theme == "engagement" || theme == "gap"
    else if (what == "present") hit = theme == "engagement" && standing == "present"
    else if (what == "gap") hit = theme == "gap" || (theme == "engagement" && standing == "absent")
    else hit = field($0, "code") == what
    if (hit) said[id] = 1
}
END {
    split(gold, names, " ")
    for (i in names) is_gold[names[i]] = 1
    for (id in label) {
        t = label[id] in is_gold; p = id in said
        true_count += t; predicted += p; both += t && p
    }
    printf "%d %d %d\n", both, predicted, true_count
}
