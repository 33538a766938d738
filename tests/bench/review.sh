#!/usr/bin/env bash
# The review page on a study of 100,000 excerpts: until the first excerpt is seen, until a decision is answered (over
# loopback, on the disk), how long a person who decides 300 by keyboard waits for each, and whether the list stalls.
# usage: EXCERPTA=build/excerpta bash tests/bench/review.sh [EXCERPTS]
set -euo pipefail
cd "$(dirname "$0")/../.."
excerpts=${1:-100000}
EXCERPTA=${EXCERPTA:-$PWD/build/excerpta}
top_builddir_abs=$(cd "$(dirname "$EXCERPTA")" && pwd) top_srcdir_abs=$PWD SCRATCH=$(mktemp -d)
CHROMIUM=$(command -v chromium || true)
export EXCERPTA top_builddir_abs top_srcdir_abs SCRATCH CHROMIUM
trap 'rm -rf "$SCRATCH"' EXIT
[ -n "$CHROMIUM" ] || { echo 'chromium is absent'; exit 1; }

mkdir "$SCRATCH/reports"
awk -v all="$excerpts" -v folder="$SCRATCH/reports" 'BEGIN {
    srand(7); split("came were asked|joined the meeting|did not reply|spoke with the visitor|will be invited|were seen", ends, "|")
    for (i = 0; i < all; i++) {
        if (i % 500 == 0) { close(file); file = sprintf("%s/r%04d.txt", folder, i / 500); print "Aby Partnership annual report\n" > file }
        printf "Report %d, family %d. In month %d the %s of the child %s. The worker wrote it down.\n\n", i / 500, i % 500,
            1 + int(12 * rand()), rand() < .5 ? "father" : "dad", ends[1 + int(6 * rand())] > file
    }
}'
cat > "$SCRATCH/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>Men</title>
<description>D</description><theme id="t"><title>T</title>
<code id="father" unit="sentence"><title>A father</title><definition>A father is told of.</definition>
<rule id="r"><pattern>fathers?</pattern></rule></code>
<code id="dad" unit="sentence"><title>A dad</title><definition>A dad is told of.</definition>
<rule id="r"><pattern>dads?</pattern></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index "$SCRATCH/reports" --study "$SCRATCH/study.db" --quiet > /dev/null
"$EXCERPTA" code --codebook "$SCRATCH/men.xml" --study "$SCRATCH/study.db" --quiet > /dev/null
node tests/bench/review.mjs
