#!/bin/bash
# bash tests/bench/decide.sh BUILD: how long a decision takes in a study of 100,000 excerpts with 50,000 decisions, alone, and
# while another process codes; and how long lists of such a study take. Make tests/bench/decide in BUILD before.
build=$(cd "${1:?usage: bash tests/bench/decide.sh BUILD}" && pwd)
EXCERPTA_EXTRACT=$build/excerpta-extract; export EXCERPTA_EXTRACT
work=$(mktemp -d -p "${BENCH_FOLDER:-/tmp}"); trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
excerpta() { "$build/excerpta" "$@"; }
mkdir reports
awk 'BEGIN { srand(1); for (r = 0; r < 1000; r++) { file = sprintf("reports/%04d.txt", r)
    for (s = 0; s < 100; s++) print "Sentence " s " of report " r ": " (s % 3 ? "fathers" : "a dad") " came " int(1000 * rand()) " times.\n" > file
    close(file) } }'
book() {
    echo "<codebook xmlns='urn:excerpta:codebook:1' id='men' version='$1'><title>T</title><theme id='t'><title>T</title>
        <code id='man'><title>M</title><rule id='r'><pattern>$2</pattern></rule></code></theme></codebook>" > "men-$1.xml"
}
book 1.0 'fathers?|dads?'; book 2.0 'fathers?|dads?|men'
excerpta index reports --quiet; excerpta code --codebook men-1.0.xml --quiet
for name in Ann Ben; do excerpta reviewer add $name > reviewer 2>&1; done
timed() { local start; start=$(date +%s%N); "${@:2}" > said 2>&1; echo "$1: $((($(date +%s%N) - start) / 1000000)) ms"; }
sqlite3 study.db "SELECT 'report,excerpt,verdict' UNION ALL SELECT * FROM (SELECT report || ',' || excerpt || ',accept' FROM v_excerpt
    ORDER BY excerpt LIMIT 50000)" > half.csv
timed '50,000 decisions in one batch' excerpta decisions apply half.csv --reviewer Ann --yes
echo "$(sqlite3 study.db 'SELECT count(*) FROM excerpt') excerpts, $(sqlite3 study.db 'SELECT count(*) FROM decision') decisions"
echo "alone: $("$build/tests/bench/decide" study.db Ben 2000)"
excerpta code --codebook men-2.0.xml --quiet & pass=$!
echo "while a pass runs: $("$build/tests/bench/decide" study.db Ben 2000)"
wait $pass
timed 'export as CSV' excerpta export --format csv
timed 'a pass in which nothing is new' excerpta code --codebook men-2.0.xml --quiet
timed 'statuses of all excerpts' sqlite3 study.db 'SELECT status, count(*) FROM v_finding GROUP BY status'
timed 'decisions that count, listed' excerpta decisions list --format csv
