# The findings page in a browser: every number is opened; screenshots go to tests/browser/shots in the build folder.
. "${top_srcdir:-.}/tests/browser/lib.sh"
node "$top_srcdir/tests/browser/findings.mjs"
