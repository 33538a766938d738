# Writes tests/validity/labels/*.floors anew from what is measured now. Run by hand from the root of the source, with
# EXCERPTA the built program. Figures of the unseen side are for saying, not for tuning.
set -eu
for labels in tests/validity/labels/*.jsonl; do
    book=$(basename "$labels" .jsonl)
    {
        echo side,what,name,labelled,found,right
        for side in dev dev-2 unseen unseen-2 unseen-3 unseen-4 unseen-5 unseen-6; do
            grep -q "\"side\": \"$side\"" "$labels" || continue
            "$EXCERPTA" codebook measure --codebook "codebooks/$book.xml" --labels "$labels" --side $side --format csv |
                tr -d '\r' | ${AWK:-awk} -F, -v OFS=, -v side=$side \
                '$1 == "code" || $1 == "standing" || $1 == "all" { print side, $1, $2, $4, $5, $6 }'
        done
    } > "${labels%.jsonl}.floors.tmp"
    mv "${labels%.jsonl}.floors.tmp" "${labels%.jsonl}.floors"
done
