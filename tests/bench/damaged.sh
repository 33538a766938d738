# Three hundred damaged files where `make check` has sixty; KEEP=FOLDER keeps them.
# Usage: EXCERPTA=build/excerpta bash tests/bench/damaged.sh [HOW-MANY] [SEED]       (after `make check` in build)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
EXCERPTA=$(realpath "${EXCERPTA:-build/excerpta}")
top_builddir=$(dirname "$EXCERPTA")
top_srcdir=$(realpath "$here/../..")
test -x "$top_builddir/tests/extract/mutate" || { echo "make check in $top_builddir first"; exit 0; }
export EXCERPTA top_builddir top_srcdir EXCERPTA_EXTRACT="${EXCERPTA_EXTRACT:-$top_builddir/excerpta-extract}"
export LC_ALL=C.UTF-8 NO_COLOR=1 DAMAGED=${1:-300} SEED=${2:-2}
exec bash "$top_srcdir/tests/extract/damaged.sh"
