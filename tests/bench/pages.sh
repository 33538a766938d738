# Whether sentences stand on the pages that excerpta says: some, drawn with a seed from all PDFs of a folder, are looked
# up in what pdftotext reads on that page alone, letter by letter (blanks, hyphens, figures and signs aside); where it
# reads the page in another order, word by word.
# Usage: EXCERPTA_EXTRACT=build/excerpta-extract bash tests/bench/pages.sh [FOLDER] [HOW-MANY] [SEED]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
extract=${EXCERPTA_EXTRACT:-$(dirname "${EXCERPTA:-build/excerpta}")/excerpta-extract}
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}
many=${2:-200}
seed=${3:-1}
test -d "$shelf" || { echo "no folder $shelf: name one of PDFs"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT

find "$shelf" -name '*.pdf' | LC_ALL=C sort | while read -r report; do
    "$extract" "$report" 2> "$scratch/stderr" | LC_ALL=C gawk -v file="$report" -f "$here/sentences.awk"
done > "$scratch/all"
# by sentence, each with the same chance: the parts of one stay together
gawk -F '\t' -v many="$many" -v seed="$seed" '
    $1 "\t" $2 != last { last = $1 "\t" $2; names[++count] = last; if (split($4, w, " ") < 5) count-- }
    { parts[last] = parts[last] $0 "\n" }
    END {
        srand(seed)
        for (i = 1; i <= many && i <= count; i++) {
            at = i + int(rand() * (count - i + 1))
            name = names[at]; names[at] = names[i]; names[i] = name
            printf "%s", parts[name]
        }
        print count > "/dev/stderr"
    }' "$scratch/all" > "$scratch/drawn" 2> "$scratch/count"

ligatures() { LC_ALL=C.UTF-8 sed 's/ﬁ/fi/g; s/ﬂ/fl/g; s/ﬀ/ff/g; s/ﬃ/ffi/g; s/ﬄ/ffl/g'; }
letters() { ligatures | tr -cd 'A-Za-z' | tr 'A-Z' 'a-z'; }
# lacks PDF PAGE WORDS: the words that the page does not have
lacks() {
    pdftotext -f "$2" -l "$2" "$1" - | ligatures | tr -cs 'A-Za-z' '\n' | sort -u > "$scratch/there"
    printf '%s\n' "$3" | ligatures | tr -cs 'A-Za-z' '\n' | sort -u | comm -23 - "$scratch/there"
}
while IFS=$'\t' read -r report number page words; do
    want=$(printf '%s' "$words" | letters)
    found=no
    for order in '' -raw -layout; do
        case $(pdftotext $order -f "$page" -l "$page" "$report" - 2> "$scratch/stderr" | letters) in
        *"$want"*) found=yes; break ;;
        esac
    done
    test $found = no && test -z "$(lacks "$report" "$page" "$words")" && found=scattered
    printf '%s\t%s\t%s\t%s\t%s\n' $found "$report" "$number" "$page" "$words"
done < "$scratch/drawn" > "$scratch/results"

gawk -F '\t' -v all="$(cat "$scratch/count")" '
    { key = $2 FS $3; seen[key] = 1 }
    $1 == "no" { lost[key] = 1; print "not found on p. " $4 " of " $2 ": " $5 }
    $1 == "scattered" { scattered[key] = 1 }
    END {
        for (key in seen) drawn++
        for (key in lost) bad++
        for (key in scattered) loose++
        printf "%d of %d sentences drawn from %d stand on the page that is said (%d found word by word only)\n",
            drawn - bad, drawn, all, loose
    }' "$scratch/results"
