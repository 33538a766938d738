. "${top_srcdir:-.}/tests/lib.sh"
# The seeds of each fuzz target, and whatever it once found, in every build.
for seeds in "$top_srcdir"/tests/fuzz/seeds-*/; do
    target=$(basename "$seeds"); target=fuzz_${target#seeds-}
    test -x "$top_builddir/tests/fuzz/$target" || continue      # not built here
    for seed in "$seeds"*; do
        "$top_builddir/tests/fuzz/$target" "$seed" > "$scratch/said" 2>&1
        is "$target: $(basename "$seed")" 0 $?
    done
done
test "$tap_count" -gt 0 || { echo '1..0 # SKIP no fuzz target is built'; exit 0; }
done_testing
