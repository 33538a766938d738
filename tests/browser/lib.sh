# Shared by the tests in a browser: where it is, or why they are skipped.
. "${top_srcdir:-.}/tests/lib.sh"
top_builddir_abs=$(cd "$top_builddir" && pwd) top_srcdir_abs=$(cd "$top_srcdir" && pwd) SCRATCH=$scratch
CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
export top_builddir_abs top_srcdir_abs SCRATCH CHROMIUM
skip() { echo "1..0 # SKIP $1"; exit 0; }
test -n "$CHROMIUM" || skip 'chromium is absent'
command -v node > /dev/null || skip 'node is absent'
command -v sqlite3 > /dev/null || skip 'sqlite3 is absent'
test -d "$top_builddir/src/web/node_modules/playwright-core" || skip 'the page was built elsewhere: playwright-core is absent'
HOME=$scratch; export HOME
