. "${top_srcdir:-.}/tests/lib.sh"
# A global name begins with its module's name, or with that of a part that the module's headers name.
for library in "$top_builddir"/src/*/lib*.a; do
    module=$(basename "$library" .a); module=${module#lib}
    case $module in
        base) prefixes='arena|buf|csv|error|file|json|must|nearest|pool|progress|str|uuid|vec' ;;
        document) prefixes='document|block|quality|wire|report_problem|tokenizer|sentence' ;;
        codebook) prefixes='codebook|template|unit_words|standing_words' ;;
        match) prefixes='match|answer' ;;
        extract) prefixes='extract|extractors|channel' ;;
        cli) prefixes='cli|command|commands|help|options|table' ;;
        *) prefixes=$module ;;
    esac
    is "names of $module" '' "$(${NM:-nm} -g --defined-only "$library" 2>/dev/null | awk 'NF == 3 { print $3 }' |
        grep -Ev "^($prefixes)(_|\$)|^__(asan|odr|tsan|sanitizer|gcov|llvm|start|stop)|^_?ubsan" | sort -u)"
done
done_testing
