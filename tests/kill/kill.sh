. "${top_srcdir:-.}/tests/lib.sh"
# A study whose program is killed at any write, or finds the disk full or broken there, opens, and the same
# commands run again give the same export, byte for byte.
slow
preload=$(cd "$top_builddir" && pwd)/tests/kill/kill_at.so
if ! test -f "$preload" || ${NM:-nm} "$EXCERPTA" 2>/dev/null | grep -qE '__(asan|tsan)_init'; then
    echo '1..0 # SKIP no preload in this build'
    exit 0
fi
mkdir "$scratch/reports"
printf 'Aby Safeguarding Children Partnership\n\nFathers are seen. Dads were not asked.\n' > "$scratch/reports/a.txt"
printf 'Annual report 2022/23\n\nA father came late.\n' > "$scratch/reports/b.txt"
: > "$scratch/reports/empty.txt"
cat > "$scratch/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>T</title>
<description>D</description><theme id="t"><title>T</title><code id="man" unit="sentence"><title>M</title>
<definition>D</definition><rule id="r"><pattern>fathers?|dads?</pattern></rule></code></theme></codebook>
BOOK

index() { "$EXCERPTA" index "$scratch/reports" --threads 1 --quiet; }
code() { "$EXCERPTA" code --codebook "$scratch/men.xml" --threads 1 --quiet; }
export_all() { "$EXCERPTA" export --format csv; "$EXCERPTA" status --problems --format csv; }
# struck VARIABLE N COMMAND: the command's exit status with the preload at work
struck() { (LD_PRELOAD=$preload; export LD_PRELOAD; eval "$1=$2"; export "${1?}"; "$3") > "$scratch/said" 2>&1; }

EXCERPTA_STUDY=$scratch/whole.db; export EXCERPTA_STUDY
index > /dev/null 2>&1; code > /dev/null 2>&1; export_all > "$scratch/whole" 2>&1
is 'the export has three excerpts' 3 "$(grep -c ',men,' "$scratch/whole")"

# goes_on COMMAND AT: the study opens, and both commands run to the same end
goes_on() {
    if test -s "$EXCERPTA_STUDY"; then
        "$EXCERPTA" status > "$scratch/said" 2>&1 || grep -q "an empty study" "$scratch/said" ||
            echo "$1 $2: does not open"
    fi
    index > "$scratch/said" 2>&1; test $? = 1 || echo "$1 $2: index: $(cat "$scratch/said")"
    code > "$scratch/said" 2>&1 || echo "$1 $2: code: $(cat "$scratch/said")"
    export_all > "$scratch/again" 2>&1
    cmp -s "$scratch/whole" "$scratch/again" || echo "$1 $2: another export"
}

# The study before COMMAND is a copy, so that only COMMAND is struck.
fresh() {
    rm -f "$EXCERPTA_STUDY"*
    test "$1" = index || cp "$scratch/indexed.db" "$EXCERPTA_STUDY"
}

EXCERPTA_STUDY=$scratch/indexed.db
index > /dev/null 2>&1
EXCERPTA_STUDY=$scratch/s.db

for command in index code; do
    at=1
    while fresh "$command"; struck KILL_AT "$at" "$command"; test $? = 137; do
        goes_on "$command" "$at"
        at=$((at + 1))
    done > "$scratch/broken"
    is "$command: killed at each of $((at - 1)) writes, goes on to the same export" '' "$(cat "$scratch/broken")"
    is "$command: there were writes to be killed at" yes "$(test "$at" -gt 10 && echo yes)"
done

# 28 is ENOSPC, 5 is EIO.
for FAIL_WITH in 28 5; do
    export FAIL_WITH
    for command in index code; do
        at=1 failed=0 step=2
        while fresh "$command"; struck FAIL_AT "$at" "$command"; status=$?; test "$status" -gt 1; do
            test "$status" = 5 -o "$status" = 6 || echo "$command $at: status $status: $(cat "$scratch/said")"
            grep -q 'excerpta' "$scratch/said" || echo "$command $at: says nothing"
            goes_on "$command" "$at"
            failed=$((failed + 1)) at=$((at + step))
        done > "$scratch/broken"
        is "$command: $failed writes refused with error $FAIL_WITH, a clear word, then the same export" '' \
            "$(cat "$scratch/broken")"
    done
done

# Decisions: what was acknowledged is there, once, whatever happened then.
decided() { "$builddir/tests/kill/decide" "$EXCERPTA_STUDY" Ann 0 6; }
builddir=$(cd "$top_builddir" && pwd)
cp "$scratch/whole.db" "$scratch/coded.db"
# kept COMMAND AT: the acknowledged requests are in the study; the same requests again make it the same
kept() {
    sort "$scratch/said" | grep '^Ann-' > "$scratch/acknowledged"
    sqlite3 "$EXCERPTA_STUDY" 'SELECT request FROM decision' | sort > "$scratch/there"
    test -z "$(comm -23 "$scratch/acknowledged" "$scratch/there")" || echo "$1 $2: an acknowledged decision is lost"
    decided > "$scratch/said" 2>&1 || echo "$1 $2: $(cat "$scratch/said")"
    test "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) || ' ' || (SELECT count(*) FROM counting) FROM decision")" = '6 3' ||
        echo "$1 $2: not each decision once"
    "$EXCERPTA" check > "$scratch/said" 2>&1 || echo "$1 $2: $(cat "$scratch/said")"
}
if command -v sqlite3 > /dev/null; then
    every=${EXCERPTA_KILL_EVERY:-3}
    before() { rm -f "$EXCERPTA_STUDY"*; cp "$scratch/coded.db" "$EXCERPTA_STUDY"; }
    at=1 killed=0
    while before; struck KILL_AT "$at" decided; test $? = 137; do
        kept decide "$at"
        killed=$((killed + 1)) at=$((at + every))
    done > "$scratch/broken"
    is "decide: killed at $killed of its writes, no acknowledged decision is lost" '' "$(cat "$scratch/broken")"
    is 'decide: there were writes to be killed at' yes "$(test "$killed" -ge 4 && echo yes)"
    for FAIL_WITH in 28 5; do
        export FAIL_WITH
        at=1 failed=0
        while before; struck FAIL_AT "$at" decided; status=$?; test "$status" -gt 1; do
            test "$status" = 5 -o "$status" = 6 || echo "decide $at: status $status: $(cat "$scratch/said")"
            kept decide "$at"
            failed=$((failed + 1)) at=$((at + every))
        done > "$scratch/broken"
        is "decide: $failed writes refused with error $FAIL_WITH, no acknowledged decision is lost" '' \
            "$(cat "$scratch/broken")"
    done
fi

# Commands that make a file: it is there whole or not at all, and what was there before is as it was. They write several
# hundred times, so of their writes every 17th is struck, or as EXCERPTA_KILL_EVERY says.
every=${EXCERPTA_KILL_EVERY:-17}
command -v sqlite3 > /dev/null && command -v xz > /dev/null || { done_testing; exit 0; }
for n in 1 2; do
    "$EXCERPTA" index "$scratch/reports" --threads 1 --quiet --shard $n/2 --study "$scratch/part$n.db" > /dev/null 2>&1
    "$EXCERPTA" code --codebook "$scratch/men.xml" --quiet --study "$scratch/part$n.db"
done
cp "$scratch/whole.db" "$scratch/more.db"
mkdir "$scratch/later"; printf 'A father and a dad were heard.\n' > "$scratch/later/c.txt"
"$EXCERPTA" index "$scratch/later" --quiet --study "$scratch/more.db"
"$EXCERPTA" code --codebook "$scratch/men.xml" --quiet --study "$scratch/more.db"
"$EXCERPTA" export --study "$scratch/more.db" > "$scratch/more"
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
xz -dc "$top/tests/migrate/study-1.sql.xz" | sqlite3 "$scratch/old.db"
"$EXCERPTA" export --study "$scratch/part1.db" > "$scratch/part1"
cp "$scratch/old.db" "$scratch/new.db"; "$EXCERPTA" export --study "$scratch/new.db" > "$scratch/migrated"

out=$scratch/out.db
merge() { "$EXCERPTA" merge "$out" "$scratch/part1.db" "$scratch/part2.db" --quiet; }
merge_into() { "$EXCERPTA" merge "$out" "$scratch/more.db" --quiet; }
migrate() { "$EXCERPTA" status --study "$out"; }
backup() { "$EXCERPTA" backup "$out" --study "$scratch/whole.db"; }
"$EXCERPTA" export --study "$scratch/more.db" --format qdpx --output "$scratch/more.qdpx"
import() { "$EXCERPTA" import "$scratch/more.qdpx" --study "$out" --quiet; }
import_into() { import; }
before() {
    rm -f "$out"*
    case $1 in merge_into | import_into) cp "$scratch/whole.db" "$out" ;; migrate) cp "$scratch/old.db" "$out" ;; esac
}
wanted() { case $1 in merge | backup) echo "$scratch/whole" ;; merge_into | import | import_into) echo "$scratch/more" ;; *) echo "$scratch/migrated" ;; esac; }
# ends_well COMMAND AT: what was made is whole, and the command run again makes the same
ends_well() {
    if test -e "$out"; then
        said=$(sqlite3 "$out" 'PRAGMA integrity_check; PRAGMA foreign_key_check')
        test "$said" = ok || echo "$1 $2: $said"
        if test "$1" = migrate; then
            count=$(sqlite3 "$out" 'SELECT count(*) FROM v_excerpt')
            test "$count" = 11 || echo "$1 $2: $count excerpts"
            for old in "$out".version-1-?; do
                test ! -e "$old" || test "$(sqlite3 "$old" 'PRAGMA user_version')" = 1 || echo "$1 $2: $old"
            done
        fi
    fi
    case $1 in import*)
        said=$(test ! -e "$out" || sqlite3 "$out" 'SELECT (SELECT count(*) FROM report) || (SELECT count(*) FROM excerpt)')
        case "$1 $said" in 'import ' | *' 34' | 'import_into 23') ;; *) echo "$1 $2: half of it: $said" ;; esac ;;
    esac
    if test "$1" = backup && test -e "$out"; then
        rm "$out"
    fi
    $1 > "$scratch/said" 2>&1 || echo "$1 $2: again: $(cat "$scratch/said")"
    "$EXCERPTA" export --study "$out" > "$scratch/got" 2>&1
    grep -v '^/' "$(wanted "$1")" > "$scratch/a"; cmp -s "$scratch/a" "$scratch/got" || echo "$1 $2: another export"
    "$EXCERPTA" export --study "$scratch/part1.db" | cmp -s "$scratch/part1" - || echo "$1 $2: a study that was read changed"
}
"$EXCERPTA" export --study "$scratch/whole.db" > "$scratch/whole"
for command in merge merge_into migrate backup import import_into; do
    step=$every
    case $command in import*) test "$every" = 1 || step=$((3 * every)) ;; esac     # the longest of them
    at=1 killed=0
    while before $command; struck KILL_AT "$at" $command; test $? = 137; do
        ends_well $command "$at"
        killed=$((killed + 1)) at=$((at + step))
    done > "$scratch/broken"
    is "$command: killed at $killed of its writes, all or nothing, and again the same" '' "$(cat "$scratch/broken")"
    is "$command: there were writes to be killed at" yes "$(test "$killed" -ge 4 && echo yes)"
    for FAIL_WITH in 28 5; do
        export FAIL_WITH
        at=1 failed=0
        while before $command; struck FAIL_AT "$at" $command; status=$?; test "$status" -gt 1; do
            test "$status" = 5 -o "$status" = 6 || echo "$command $at: status $status: $(cat "$scratch/said")"
            grep -q 'excerpta' "$scratch/said" || echo "$command $at: says nothing"
            ends_well $command "$at"
            failed=$((failed + 1)) at=$((at + 2 * step))
        done > "$scratch/broken"
        is "$command: $failed writes refused with error $FAIL_WITH, a clear word, all or nothing" '' \
            "$(cat "$scratch/broken")"
    done
done
done_testing
