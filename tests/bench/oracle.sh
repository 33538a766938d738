# The whole comparison with the plain matcher of tests/oracle: 100,000 made units, and every report of a folder coded
# with every shipped codebook. make check takes a share of the first.
# Usage: EXCERPTA=build/excerpta bash tests/bench/oracle.sh [FOLDER of reports] [EVERY]   (each EVERY-th report; else all)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}; every=${2:-1}
programs=$(dirname "$EXCERPTA")/tests/oracle
"$programs/test_oracle" 100000
test -d "$shelf" || { echo "no folder $shelf: name one of reports"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$EXCERPTA" index "$shelf" --study "$scratch/s.db" --quiet > /dev/null 2>&1 || :
books=$(find "$here/../../codebooks" -name '*.xml' ! -name 'modifiers*' | sort)
"$programs/study_oracle" "$scratch/s.db" "$every" $books
