# Makes a shelf of PDFs whose words are known: reports of corpus/source, licences of Debian and a letter, set in one
# column and in two by LibreOffice, Chromium, groff, groff with Ghostscript, and LaTeX. NAME.words is beside NAME.pdf.
# Needs what corpus/make.sh needs; without pdflatex (texlive-latex-base, lmodern) LaTeX is left out.
# Usage: bash tests/bench/made/make.sh FOLDER       (what is there already is kept)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$here/../../../corpus
export SOURCE_DATE_EPOCH=1735689600 LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$1"
made=$(cd "$1" && pwd)

one_of() { local at=$(($1 % ($# - 1) + 2)); echo "${!at}"; }

# head_of NUMBER PRODUCER COLUMNS TITLE: what a source says of how it is set; each number sets it a little differently
head_of() {
    case $2 in
    groff | gs) echo "font: $(one_of "$1" T H P N)" ;;
    *) echo "font: $(one_of "$1" Carlito 'Liberation Serif' 'DejaVu Sans' Caladea 'Liberation Sans')" ;;
    esac
    printf '%s\n' "partnership: $4" 'title: Annual Report' 'period: 2023-24' "producer: $2" "columns: $3" \
        "size: $((10 + $1 % 2))" "hyphenate: $(one_of "$1" no yes yes yes)" "header: $4" \
        'footer: Annual Report 2023-24 | Page #' "outline: $(one_of "$1" yes no no)" 'published: 2024-09-30' \
        "traits: $(one_of "$1" '' 'wingdings ligatures')" "gutter: $(one_of "$1" 8mm 10pt)"
}

# in_columns COLUMNS: the body so; a table as wide as the page has no place in a column
in_columns() {
    awk -v columns="$1" -v common="$corpus/source/common/" '
        function put(line) {
            if (line ~ /^=/ || (columns == 2 && line ~ /^[|!]/)) return
            print line
            if (columns == 2 && !begun++) print "=2"
        }
        BEGIN { print "=COVER" }
        /^%include / { while ((getline line < (common $2 ".txt")) > 0) put(line); next }
        { put($0) }
        END { if (columns == 2) print "=1" }'
}

# source_of NUMBER PRODUCER COLUMNS TEXT: what a report's own head says holds where ours says nothing
source_of() {
    case $4 in "$corpus"/*) sed '/^---$/,$d; /^leading:/d' "$4" ;; esac
    head_of "$1" "$2" "$3" "$(basename "$4" .txt)"
    echo ---
    case $4 in
    "$corpus"/*) sed '1,/^---$/d' "$4" ;;
    *.txt) cat "$4" ;;
    *) gawk -f "$here/prose.awk" "$4" ;;
    esac | in_columns "$3"
}

said() { sed -n "1,/^---\$/s/^$2: //p" "$1" | tail -n 1; }

# make NAME: from NAME.source
make() {
    local source=$made/$1.source set=$made/$1.set
    python3 "$corpus/source/render.py" "$source" plain "$made/$1.words"
    if ! sh "$corpus/source/typeset.sh" "$source" "$set"; then
        rm -f "$made/$1".*
        echo "could not set $1" >&2
    elif test -n "$(said "$source" traits)" && said "$source" producer | grep -qx 'lo\|chromium'; then
        (cd "$corpus/source" && python3 finish.py fix "$source" "$set" "$made/$1.pdf" 2> "$made/$1.log")
    else
        mv "$set" "$made/$1.pdf"
    fi
    rm -f "$made/$1".{set,set.qdf.pdf,fixed.pdf,qdf.pdf,log}
}

producers=(lo chromium groff gs)
command -v pdflatex > /dev/null && producers+=(tex)
number=0
for text in "$corpus"/source/*.txt /usr/share/common-licenses/{GPL-2,GPL-3,LGPL-2.1,GFDL-1.3,MPL-2.0,Apache-2.0} \
    "$here/letter.txt"; do
    for columns in 1 2; do
        for producer in "${producers[@]}"; do
            name=$producer-$columns-$(basename "$text" .txt)
            number=$((number + 1))
            # a report of the corpus by a third of them, a licence and the letter by each
            case $text in "$corpus"/*) test $(((number / 3) % 3)) = 0 || continue ;; esac
            test -s "$made/$name.pdf" && continue
            source_of $((number / 10 + number % 5)) "$producer" $columns "$text" > "$made/$name.source"
            make "$name"
        done
    done
done
