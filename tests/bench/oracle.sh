# The whole comparison with the plain matcher of tests/oracle: 100,000 made units, 200,000 texts made from patterns, and
# every report of a folder coded with every shipped codebook. make check takes a share of the first two.
# Usage: EXCERPTA=build/excerpta bash tests/bench/oracle.sh [FOLDER of reports] [EVERY]   (each EVERY-th report; else all)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}; every=${2:-1}
programs=$(dirname "$EXCERPTA")/tests/oracle
books=$(find "$here/../../codebooks" -name '*.xml' ! -name 'modifiers*' | sort)
"$programs/test_oracle" 100000
"$programs/test_texts" 100000 1 $books
test -d "$shelf" || { echo "no folder $shelf: name one of reports"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$EXCERPTA" index "$shelf" --study "$scratch/s.db" --quiet > /dev/null 2>&1 || :
"$programs/study_oracle" "$scratch/s.db" "$every" $books
