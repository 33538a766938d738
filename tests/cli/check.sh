. "${top_srcdir:-.}/tests/lib.sh"
# What is wrong with a study is told; what can be read of a damaged one goes into a new one, and nothing that a person
# said is lost that can be read.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
builddir=$(cd "$top_builddir" && pwd)
cd "$scratch" || exit 99
mkdir r; cp "$top"/corpus/reports/*.txt "$top"/corpus/reports/*.html r/; chmod u+w r/*
"$EXCERPTA" index r --study whole.db --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study whole.db --quiet
count=$(sqlite3 whole.db 'SELECT count(*) FROM v_excerpt')
for name in Ann Ben; do "$builddir/tests/kill/decide" whole.db $name 0 "$count" > /dev/null; done
hash=$(printf w | sha256sum | cut -d' ' -f1)
sqlite3 whole.db "
    INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence)
      VALUES ('q', 1, '2026', 'review', 'r', 'c', '1', 'one', 'yes', 'why', '');
    INSERT INTO note(request, reviewer, at, passage, memo, star) SELECT 'n', 1, '2026', min(id), 'noted', 1 FROM passage"
"$EXCERPTA" export --study whole.db > wanted
has 'a whole study' "3 reports, $count excerpts, $count passages" "$("$EXCERPTA" check --study whole.db)"
"$EXCERPTA" check --quick --study whole.db > said; is 'and quickly' 0 $?

# wrong WORDS SQL: what a change by another program is told as
wrong() {
    cp whole.db s.db; sqlite3 s.db "$2"
    "$EXCERPTA" check --study s.db > said 2>&1; status=$?
    has "told: $1" "$1" "$(cat said)"; is 'and by the status' 5 $status
}
wrong 'excerpts counted' 'UPDATE pass_report SET excerpts = excerpts + 1 WHERE report = 2'
wrong 'does not lie on whole characters' 'UPDATE excerpt SET stop = 999999 WHERE report = 2'
wrong 'its words do not lie inside it' "UPDATE excerpt SET spans = '0-1' WHERE report = 1 AND start > 1"
wrong 'its key is not that of' "UPDATE excerpt SET key = 'ffff' || substr(key, 5) WHERE report = 1"
wrong "a report's text" "UPDATE report SET text = x'00' WHERE id = 1"
wrong 'its text is not the one that was read' "UPDATE report_origin SET text_sha256 = '$hash' WHERE report = 1"
wrong 'refers to a report' 'PRAGMA foreign_keys = OFF; DELETE FROM report WHERE id = 3'
wrong 'a decision counts for it that is not on it' "UPDATE counting SET excerpt = 'x' WHERE excerpt = (SELECT min(excerpt)
    FROM counting)"
wrong 'an excerpt of a code that its codebook has not' 'UPDATE excerpt SET code = 999 WHERE key = (SELECT min(key) FROM excerpt)'

# strike PAGE
strike() {
    printf '\377\377\377\377\377\377\377\377' | dd of=s.db bs=1 seek=$((($1 - 1) * 4096)) conv=notrunc 2> /dev/null
}
# spoil TABLE: a byte of the first leaf page of a table is made another (its type), so that it cannot be read
spoil() {
    page=$(sqlite3 s.db "SELECT pageno FROM dbstat WHERE name = '$1' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1" 2> /dev/null)
    test -n "$page" || page=$(sqlite3 s.db "SELECT rootpage FROM sqlite_schema WHERE name = '$1'")
    strike "$page"
}
decisions=$((2 * count))
said_by_people() { sqlite3 "$1" "SELECT request, memo, verdict FROM decision ORDER BY 1; SELECT * FROM audit_answer;
    SELECT * FROM note; SELECT name FROM reviewer"; }
said_by_people whole.db > people
for table in excerpt sentence block report attribute pass_report counting finding page_run; do
    cp whole.db s.db; spoil $table
    "$EXCERPTA" check --study s.db > said 2>&1; is "$table spoilt: told" 5 $?
    rm -f out.db*; "$EXCERPTA" repair out.db --study s.db > lost 2>&1
    said_by_people out.db > got 2>&1; cmp -s people got || echo "# $(head -n 3 lost)"
    is "$table spoilt: every decision and answer is kept" '' "$(diff people got)"
    "$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study out.db --quiet > said 2>&1
    is "$table spoilt: coded again, the same export" '' "$("$EXCERPTA" export --study out.db 2>&1 | diff wanted - | head -n 4)"
done

# A page of decisions among several: each decision is kept, word for word, or named, and none is both.
cp whole.db many.db
for name in Cat Dan Eve; do "$builddir/tests/kill/decide" many.db $name 0 100 > /dev/null; done
pages=$(sqlite3 many.db "SELECT count(*) FROM dbstat WHERE name = 'decision' AND pagetype = 'leaf'")
is 'the decisions span several pages' yes "$(test "$pages" -ge 4 && echo yes || echo "$pages")"
of_decisions="SELECT 100000 + id, request, memo, verdict, at FROM decision ORDER BY id"
sqlite3 many.db "$of_decisions" > all
named() { sed -n 's/^lost: decision //p' lost | while read -r id; do echo $((100000 + id)); done; }
for leaf in 0 1 $((pages - 2)); do
    cp many.db s.db
    page=$(sqlite3 s.db "SELECT pageno FROM dbstat WHERE name = 'decision' AND pagetype = 'leaf' ORDER BY path LIMIT 1
        OFFSET $leaf")
    strike "$page"; rm -f out.db*
    "$EXCERPTA" repair out.db --study s.db > lost 2>&1; is "page $leaf of decisions lost: the status says so" 1 $?
    sqlite3 out.db "$of_decisions" > kept
    is 'what is kept is as it was' '' "$(comm -13 all kept)"
    comm -23 all kept | cut -d'|' -f1 > gone
    is 'each that is not is named' "$(cat gone)" "$(named)"
    is 'which are some and not all' yes "$(test -s gone && test "$(wc -l < gone)" -lt 60 && echo yes)"
done
# The numbers' end is on the last page: with it the first that is lost is named, and no later one is there.
cp many.db s.db
strike "$(sqlite3 s.db "SELECT pageno FROM dbstat WHERE name = 'decision' AND pagetype = 'leaf' ORDER BY path DESC LIMIT 1")"
rm -f out.db*; "$EXCERPTA" repair out.db --study s.db > lost 2>&1
sqlite3 out.db "$of_decisions" > kept
is 'the last page lost: the first of it is named' "$(comm -23 all kept | head -n 1 | cut -d'|' -f1)" "$(named)"
is 'and all before it are kept' "$(head -n "$(wc -l < kept)" all)" "$(cat kept)"
cp whole.db s.db; sqlite3 s.db "UPDATE report SET text = x'00' WHERE id = 1"; mv r/orrisford* r/*20-21* .
first=$(sqlite3 s.db 'SELECT path FROM report_path WHERE report = 1'); rm -f out.db* "$first"
has 'a report that nothing holds any more is named' 'no file that is known holds it' \
    "$("$EXCERPTA" repair out.db --study s.db 2> /dev/null)"
is 'and its decisions stay' "$decisions" "$(sqlite3 out.db 'SELECT count(*) FROM decision')"
has 'no file is overwritten' 'is there already' "$("$EXCERPTA" repair out.db --study s.db 2>&1)"
done_testing
