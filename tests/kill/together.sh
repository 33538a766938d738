. "${top_srcdir:-.}/tests/lib.sh"
# Two reviewers decide while a pass runs and a backup is made: each decision is kept, the pass is what it is alone. Who
# finds the study locked for too long is told so, and nothing is lost.
slow
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
builddir=$(cd "$top_builddir" && pwd)
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
cp -r "$top/corpus/reports" r
"$EXCERPTA" index r --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --quiet
cp study.db alone.db; "$EXCERPTA" code --codebook "$top/codebooks/good-practice.xml" --quiet --study alone.db
"$EXCERPTA" export --codebook good-practice --study alone.db > alone
decide() { "$builddir/tests/kill/decide" study.db "$1" 0 100 > "said.$1" 2>&1; echo $? >> "said.$1"; }
decide Ann & decide Ben & "$EXCERPTA" backup copy.db > /dev/null &
"$EXCERPTA" code --codebook "$top/codebooks/good-practice.xml" --quiet > said.code 2>&1; echo $? >> said.code
wait
is 'the first reviewer is acknowledged each decision' '100 0' "$(grep -c '^Ann-' said.Ann) $(tail -n 1 said.Ann)"
is 'and so is the second' '100 0' "$(grep -c '^Ben-' said.Ben) $(tail -n 1 said.Ben)"
is 'the pass ends' 0 "$(tail -n 1 said.code)"
is 'all decisions are there, each once' '200 200' \
    "$(sqlite3 study.db "SELECT count(*) || ' ' || count(DISTINCT request) FROM decision")"
is 'the pass is what it is alone' '' "$("$EXCERPTA" export --codebook good-practice | cut -d, -f1-8 > got
    cut -d, -f1-8 alone | diff - got | head -n 4)"
is 'the study is whole' 0 "$("$EXCERPTA" check > said 2>&1; echo $?; sed -n '/whole/!p' said)"
is 'and so is the copy' 0 "$("$EXCERPTA" check --study copy.db > said 2>&1; echo $?; sed -n '/whole/!p' said)"

# A lock that is held longer than anyone waits.
mkfifo hold
sqlite3 study.db < hold > /dev/null 2>&1 &
exec 3> hold
echo 'BEGIN IMMEDIATE;' >&3
until ! sqlite3 study.db 'PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; ROLLBACK' > /dev/null 2>&1; do :; done
"$builddir/tests/kill/decide" study.db Ann 100 1 > said 2>&1; is 'a study locked too long: the status' 5 $?
has 'and what to do' 'another excerpta is writing to it; try again when that has ended' "$(cat said)"
"$EXCERPTA" status > /dev/null; is 'it can be read meanwhile' 0 $?
echo 'ROLLBACK;' >&3; exec 3>&-; wait
"$builddir/tests/kill/decide" study.db Ann 100 1 > said 2>&1; is 'then the same decision is taken' Ann-100 "$(cat said)"
done_testing
