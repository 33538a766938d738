. "${top_srcdir:-.}/tests/lib.sh"
# The seeds of the two fuzz targets, and whatever they once found, in every build.
for target in codebook match; do
    for seed in "$top_srcdir/tests/fuzz/seeds-$target"/*; do
        "$top_builddir/tests/fuzz/fuzz_$target" "$seed" > "$scratch/said" 2>&1
        is "$target: $(basename "$seed")" 0 $?
    done
done
done_testing
