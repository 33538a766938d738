# The review page in a browser, as a person uses it; screenshots go to tests/browser/shots in the build folder.
. "${top_srcdir:-.}/tests/browser/lib.sh"
${NM:-nm} "$EXCERPTA" 2> /dev/null | grep -qE '__(asan|tsan)_init' && skip 'the server is tested without a browser in this build'
node "$top_srcdir/tests/browser/review.mjs"
