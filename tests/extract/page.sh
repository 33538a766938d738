# One page: the places of its words beside those that pdftotext tells, and its picture by the colour of its dots.
. "$top_srcdir/tests/lib.sh"
pixel=$top_builddir/tests/extract/pixel
reports=$top_srcdir/corpus/reports

# words_of FILE PAGE: "word x y" of each word of the text, its box's middle in points
words_of() {
    "$EXCERPTA_EXTRACT" "$1" | sed '1,/^text /d' > "$scratch/text"
    "$EXCERPTA_EXTRACT" --places "$2" "$1" > "$scratch/places"
    LC_ALL=C awk -v text="$scratch/text" '
        BEGIN { while ((getline line < text) > 0) all = all line "\n" }
        NF == 7 && $2 > $1 { word = substr(all, $1 + 1, $2 - $1); gsub(/[^A-Za-z0-9]/, "", word)
            if (word != "") print word, ($4 + $6) / 200, ($5 + $7) / 200 }' "$scratch/places"
}

# share FILE PAGE: how many of a hundred words stand where pdftotext has the same word
share() {
    pdftotext -bbox -f "$2" -l "$2" "$1" "$scratch/bbox.html"
    words_of "$1" "$2" > "$scratch/words"
    LC_ALL=C awk -v bbox="$scratch/bbox.html" '
        BEGIN {
            while ((getline line < bbox) > 0) {
                if (split(line, f, "\"") < 9 || line !~ /<word /) continue
                word = f[9]; sub(/^>/, "", word); sub(/<.*/, "", word); gsub(/&[a-z]+;|[^A-Za-z0-9]/, "", word)
                n++; its[n] = word; x[n] = (f[2] + f[6]) / 2; y[n] = (f[4] + f[8]) / 2
            }
        }
        { hit = 0; for (i = 1; i <= n; i++) if (its[i] == $1 && (x[i] - $2) ^ 2 + (y[i] - $3) ^ 2 < 4) hit = 1
          hits += hit; all++ }
        END { print all ? int(100 * hits / all) : 0 }' "$scratch/words"
}

if command -v pdftotext > /dev/null; then
    for report in pellbrook_lscp_2023:2 'CSP report and accounts 2023-24 web:3' sbscp-ar-2324-web:3 \
        MOF-LSCP-annual-report-2023-2024-FINAL:4 Dunmarsh_Annual_Report_22-23:2; do
        file=$reports/${report%:*}.pdf
        percent=$(share "$file" "${report##*:}")
        is "${report%:*}, page ${report##*:}: words stand where they are ($percent %)" yes \
            "$(test "$percent" -ge 97 && echo yes)"
    done
else
    echo '# pdftotext is absent: places were not compared'
fi

# The picture. At 288 dots an inch a point is four dots, and an outline a point wide is sharp enough to ask for.
file=$reports/pellbrook_lscp_2023.pdf
picture() { "$EXCERPTA_EXTRACT" "$@" | sed '1,/^png /d'; }
set -- $("$EXCERPTA_EXTRACT" "$file" | awk '/^blocks /{ n = $2; next } n-- > 0 && $3 == "heading"' | sed -n 1p)
"$EXCERPTA_EXTRACT" --places 1 "$file" > "$scratch/places"
page=$(awk '/^page /{ print $2, $3 }' "$scratch/places")
set -- $(awk -v from="$1" -v to="$2" 'NF == 7 && $1 >= from && $2 <= to && !seen++ { print $4, $5, $6, $7 }' \
    "$scratch/places")
is 'a heading has a first word' 4 $#
x=$((($1 + ($3 - $1) / 2) / 25)) y=$((($2 - 150) / 25))
picture --outlines 1 --dpi 288 "$file" > "$scratch/outlined.png"
picture --image 1 --dpi 288 "$file" > "$scratch/plain.png"
is 'the size of the page' "$(echo "$page" | awk '{ printf "%d %d", int($1 / 25 + 0.99), int($2 / 25 + 0.99) }')" \
    "$("$pixel" "$scratch/plain.png")"
is 'and of its legend' "$(echo "$page" | awk '{ printf "%d %d", int($1 / 25 + 0.99), int($2 / 25 + 72.99) }')" \
    "$("$pixel" "$scratch/outlined.png")"
is 'a heading is outlined in red' cc1919 "$("$pixel" "$scratch/outlined.png" $x $y | tail -n 1 | tr a 9)"
is 'without outlines there is none' "$("$pixel" "$scratch/plain.png" 0 0 | tail -n 1)" \
    "$("$pixel" "$scratch/plain.png" $x $y | tail -n 1)"
is 'the words are drawn' yes "$(test "$(wc -c < "$scratch/plain.png")" -gt 20000 && echo yes)"

has 'places on a page that is not there' 'there is no page 999' "$("$EXCERPTA_EXTRACT" --places 999 "$file")"
is 'a page that is not there' 'problem damaged detail page 999 cannot be opened' \
    "$("$EXCERPTA_EXTRACT" --image 999 "$file" | sed -n 2,3p | paste -sd' ')"
has 'more dots than are drawn' 'problem too large' "$("$EXCERPTA_EXTRACT" --image 1 --dpi 2000 "$file")"
has 'no dots' 'problem too large' "$("$EXCERPTA_EXTRACT" --image 1 --dpi 0 "$file")"
has 'a format without pages' 'only a PDF has pages' \
    "$("$EXCERPTA_EXTRACT" --places 1 "$(find "$reports" -name '*.html')")"
"$EXCERPTA_EXTRACT" --places x "$file" 2> "$scratch/err"; is 'a page that is no number: status' 2 $?
done_testing
