. "${top_srcdir:-.}/tests/lib.sh"
# Two years of one partnership, another partnership that has a passage of theirs, and the same words in two files.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/r"
rota='The partnership keeps a rota of duty workers so that a call at night is answered by one who knows the area.'
law='Working Together says that three safeguarding partners share an equal duty to protect the children of an area.'
cat > "$scratch/r/aby-2022.txt" <<EOF
Aby Safeguarding Children Partnership

Annual report 2021/22

$rota

In 2021/22 there were 14 audits of cases in which a baby had been hurt at home by someone who cared for it.

$law

This year a group for young fathers was opened in the old library and forty of them came in the first month.
EOF
cat > "$scratch/r/aby-2023.txt" <<EOF
Aby Safeguarding Children Partnership

Annual report 2022/23

In 2022/23 there were 29 audits of cases in which a baby had been hurt at home by someone who cared for it.

$law

Nothing was written before of the walk that the fathers of Aby took together along the river in the month of June.
EOF
cat > "$scratch/r/beeby-2023.txt" <<EOF
Beeby Safeguarding Children Partnership

Annual report 2022/23

$law

Beeby has no night rota, and a review found that fathers who rang after ten were sent to another town entirely.
EOF
{ cat "$scratch/r/beeby-2023.txt"; echo; echo; } > "$scratch/r/beeby-again.txt"
"$EXCERPTA" index "$scratch/r" --quiet; is 'index' 0 $?
# field FILE COLUMN: of excerpta reports
field() {
    "$EXCERPTA" reports --format csv | tr -d '\r' | awk -F, -v file="$1" -v column="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i; next }
        $NF ~ file "$" { print $at }'
}
first=$(field aby-2022.txt report)
is 'the first year has no earlier one' 0 "$(field aby-2022.txt earlier)"
is 'the second has: two of three passages, their figures aside' 65 "$(field aby-2023.txt earlier)"
is 'and names it' "$first" "$(field aby-2023.txt earlier_report)"
is 'another partnership has one of two passages' 46 "$(field beeby-2023.txt elsewhere)"
is 'which it did not take from its own past' 0 "$(field beeby-2023.txt earlier)"
is 'the first file of the same words is no duplicate' '' "$(field beeby-2023.txt duplicate_of)"
is 'the second is' "$(field beeby-2023.txt report)" "$(field beeby-again.txt duplicate_of)"
has 'status counts it' 'reports with the same words as another,1' "$("$EXCERPTA" status --format csv)"

cat > "$scratch/book.xml" <<'EOF'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1.0.0" xml:lang="en-GB"><title>T</title><description>D</description>
<theme id="t"><title>T</title><code id="c" unit="sentence"><title>C</title><definition>D</definition>
<rule id="r"><pattern>audits|river|equal duty</pattern></rule></code></theme></codebook>
EOF
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
is 'an excerpt says where its paragraph comes from' "earlier $first 1 100" \
    "$("$EXCERPTA" export --format jsonl --report "$(field aby-2023.txt report)" | grep '"text":"[^"]*29 audits' |
        sed 's/.*"copied":"\([a-z]*\)","copied_from":"\([0-9a-f]\{12\}\)[0-9a-f]*","copied_page":\([0-9]*\),"copied_similarity":\([0-9]*\).*/\1 \2 \3 \4/')"
has 'one that is new says nothing' '"copied":"","copied_from":"","copied_page":null,"copied_similarity":null' \
    "$("$EXCERPTA" export --format jsonl | grep 'along the river')"
is 'the same for the spreadsheet' ',earlier,' \
    "$("$EXCERPTA" export --format csv --report "$(field aby-2023.txt report)" | grep '29 audits' | head -n 1 | grep -o ',earlier,')"

# Whatever the order in which files came, the same is found; nothing is compared again that is the same.
"$EXCERPTA" reports --format csv > "$scratch/whole"
EXCERPTA_STUDY=$scratch/second.db
for file in beeby-again aby-2023 beeby-2023 aby-2022; do "$EXCERPTA" index "$scratch/r/$file.txt" --quiet; done
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
is 'one by one, in another order' '' "$("$EXCERPTA" reports --format csv | diff "$scratch/whole" - | head -n 4)"

# A period that a manifest corrects turns the years round.
printf 'file,period_start,period_end\naby-2023.txt,2019-04-01,2020-03-31\n' > "$scratch/list.csv"
"$EXCERPTA" index "$scratch/r" --manifest "$scratch/list.csv" --quiet
is 'other periods, another first year' 0 "$(field aby-2023.txt earlier)"
is 'and another second' yes "$(test "$(field aby-2022.txt earlier)" -gt 40 && echo yes)"
done_testing
