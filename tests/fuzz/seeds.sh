. "${top_srcdir:-.}/tests/lib.sh"
# The seeds of each fuzz target, and whatever it once found, in every build.
for seeds in "$top_srcdir"/tests/fuzz/seeds-*/; do
    target=$(basename "$seeds"); target=fuzz_${target#seeds-}
    for seed in "$seeds"*; do
        "$top_builddir/tests/fuzz/$target" "$seed" > "$scratch/said" 2>&1
        is "$target: $(basename "$seed")" 0 $?
    done
done
done_testing
