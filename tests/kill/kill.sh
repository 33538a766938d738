. "${top_srcdir:-.}/tests/lib.sh"
# A study whose program is killed at any write, or finds the disk full or broken there, opens, and the same
# commands run again give the same export, byte for byte.
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
done_testing
