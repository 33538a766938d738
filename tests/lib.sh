# Shared by the shell tests: a scratch folder that goes away, TAP, and where the real reports are.
set -u
scratch=$(mktemp -d) || exit 99
trap 'chmod -R u+rwX "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT
tap_count=0
shared=${EXCERPTA_SHARED:-$top_srcdir/../shared}
test -d "$shared/reports" || for up in ../../shared ../../../shared; do
    test -d "$top_srcdir/$up/reports" && shared=$top_srcdir/$up
done

# is WHAT EXPECTED ACTUAL
is() {
    tap_count=$((tap_count + 1))
    if test "$2" = "$3"; then
        echo "ok $tap_count - $1"
    else
        echo "not ok $tap_count - $1"
        printf '%s\n' "$2" > "$scratch/.wanted"; printf '%s\n' "$3" > "$scratch/.got"
        diff -u "$scratch/.wanted" "$scratch/.got" | sed 's/^/# /'
    fi
}

# has WHAT WORDS TEXT: the words stand somewhere in the text
has() {
    case $3 in *"$2"*) is "$1" yes yes ;; *) is "$1" "… $2 …" "$3" ;; esac
}

# needs FOLDER WHAT: skips the whole test where a folder is absent
needs() {
    test -d "$1" && return
    echo "1..0 # SKIP $2"
    exit 0
}

# What takes long is not run a third time from the release tarball.
slow() {
    test -n "${EXCERPTA_QUICK-}" || return 0
    echo '1..0 # SKIP it takes long: the builds before this one have run it'
    exit 0
}

done_testing() { echo "1..$tap_count"; }
