. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# A REFI-QDA project: valid, the same each time, every position on its words, decisions told.
make_study
decide 1 1 accept '=1+1 <b>' 2026-01-02
decide 2 1 reject 'not so' 2026-01-03
decide 3 2 unsure '' 2026-02-01
"$EXCERPTA" export --format qdpx --output "$scratch/a.qdpx" 2> "$scratch/said"; is 'status' 0 $?
has 'what is beyond the BMP is told' '4 characters of the texts are outside' "$(cat "$scratch/said")"
has 'and what is not coded' '1 excerpts that reviewers rejected' "$(cat "$scratch/said")"
"$EXCERPTA" export --format qdpx > "$scratch/b.qdpx" 2> /dev/null
is 'the same bytes again' "$(sha256sum < "$scratch/a.qdpx")" "$(sha256sum < "$scratch/b.qdpx")"
mkdir "$scratch/q"; unzip -q "$scratch/a.qdpx" -d "$scratch/q"; is 'a whole archive' 0 $?
qde=$scratch/q/project.qde
xmllint --noout --schema "$top_srcdir/tests/data/refi/Project.xsd" "$qde" 2> "$scratch/said"; is "valid by REFI's schema" 0 $?
cat "$scratch/said" | head -3 | sed 's/^/# /'
name() { echo "//*[local-name()='$1']"; }
count() { xmllint --xpath "count($1)" "$qde"; }
is 'a source a report' 3 "$(count "$(name TextSource)")"
paths() { xmllint --xpath "$(name "$1")/@plainTextPath" "$qde" | sed 's|.*internal://\(.*\)"|\1|' | sort; }
is 'each part that is named is there, and no other' "$({ paths TextSource; paths Note; } | sort)" "$(ls "$scratch/q/sources")"
is 'texts are texts, without what excerpta says of them' 0 "$(paths TextSource | while read -r f; do grep -c '^excerpta-' "$scratch/q/sources/$f"; done | sort -u)"
is 'a selection for each excerpt that stands' 6 "$(count "$(name PlainTextSelection)")"
is 'each coded by the rules, one by a reviewer too' 7 "$(count "$(name Coding)")"
is 'a note of each excerpt and codebook, a memo, and what excerpta knows of study, findings and each report' 14 "$(count "$(name Note)")"
is 'a memo is a note of its coding' '=1+1 <b>' "$(xmllint --xpath "string($(name Note)[@guid = $(name Coding)/*[local-name()='NoteRef'][2]/@targetGUID])" "$qde" | xargs)"
is 'a selection says its page' 6 "$(xmllint --xpath "$(name PlainTextSelection)/*[local-name()='Description']/text()" "$qde" | grep -c 'Page 1')"
is 'the rejected one is in a set' 1 "$(count "$(name MemberNote)")"
is 'every GUID that is named is there' '' "$(grep -o 'targetGUID="[^"]*"' "$qde" | cut -d'"' -f2 | sort -u > "$scratch/named"; grep -o ' guid="[^"]*"' "$qde" | cut -d'"' -f2 | sort > "$scratch/there"; sort -u "$scratch/there" | comm -23 "$scratch/named" -)"
is 'and no GUID twice' '' "$(uniq -d "$scratch/there")"
"$EXCERPTA" codebook export --format qdc "$scratch/book.xml" > "$scratch/book.qdc"
is 'the GUIDs of codes are those of the codebook alone' "$(grep -o 'guid="[^"]*"' "$scratch/book.qdc" | sort)" \
    "$(xmllint --xpath "$(name Code)/@guid" "$qde" | tr -d ' ' | sort)"
# Each selection's code points are the excerpt's words (LC_ALL=C.UTF-8: cut by characters).
wrong=
for n in 1 2 3 4 5; do
    one="($(name TextSource)[contains(@name, 'hostile')]/*[local-name()='PlainTextSelection'])[$n]"
    at() { xmllint --xpath "string($one/@$1)" "$qde"; }
    file=$scratch/q/sources/$(xmllint --xpath "string($(name TextSource)[contains(@name, 'hostile')]/@guid)" "$qde").txt
    words=$(start=$(at startPosition) stop=$(at endPosition) gawk 'BEGIN { RS = "^$" } { printf "%s", substr($0, ENVIRON["start"] + 1, ENVIRON["stop"] - ENVIRON["start"]) }' "$file")
    "$EXCERPTA" export --format jsonl --without-names | jq -r .text | grep -qxF -- "$words" || wrong="$wrong $n:$words"
    case $(at name) in "$(printf %s "$words" | cut -b1-20)"*) ;; *) wrong="$wrong name$n" ;; esac
done
is 'every selection stands on its words' '' "$wrong"
note=$(xmllint --xpath "string($(name Note)[contains(., 'not so')])" "$qde")
is 'a note tells the rule, the standing and the decision' 'r present 1 reject not so =A & <B>' \
    "$(printf '%s' "$note" | jq -r '"\(.rule) \(.standing) \(.page) \(.decisions[0].verdict) \(.decisions[0].memo) \(.decisions[0].reviewer)"')"
"$EXCERPTA" export --format qdpx --without-names --output "$scratch/r.qdpx" 2> /dev/null
is 'without names none is told' 0 "$(unzip -p "$scratch/r.qdpx" project.qde | grep -cE '=A &amp; &lt;B|Second')"
"$EXCERPTA" index --quiet "$scratch/shelf" --study "$scratch/new.db" > /dev/null 2>&1
"$EXCERPTA" export --format qdpx --study "$scratch/new.db" --output "$scratch/n.qdpx"; is 'a study without a pass: status' 0 $?
unzip -p "$scratch/n.qdpx" project.qde | xmllint --noout --schema "$top_srcdir/tests/data/refi/Project.xsd" - 2> /dev/null; is 'is valid too' 0 $?
done_testing
