#!/usr/bin/env bash
# From a fresh Debian 12 or Ubuntu to a running excerpta.
#   ./bootstrap.sh demo    install what is missing, build, index and code corpus/, write the findings page
#   ./bootstrap.sh check   install what the tests need, build, run all tests
# The steps alone: deps, build, bench.
set -euo pipefail
cd "$(dirname "$0")"
build=${EXCERPTA_BUILD:-build}

build_packages=(gcc make autoconf automake pkg-config gawk libpoppler-glib-dev libcairo2-dev libxml2-dev libicu-dev libpcre2-dev
    libsqlite3-dev libzstd-dev libssl-dev libseccomp-dev libjansson-dev libyaml-dev
    libzip-dev zlib1g-dev libgsl-dev liblinear-dev libmicrohttpd-dev libmimalloc-dev libtesseract-dev libleptonica-dev
    libxlsxwriter-dev
    tesseract-ocr-eng tesseract-ocr-cym tesseract-ocr-osd)
bench_packages=(pcre2-utils ripgrep python3 time)
test_packages=(python3 sqlite3 qpdf poppler-utils pmccabe mandoc libxml2-utils xz-utils zip unzip jq slurm-wlm munge)

say() { printf 'bootstrap: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# install WHY PACKAGE…: what is missing of them
install_packages() {
    local why=$1 missing=() package root=()
    shift
    if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
        [ -x "$build/excerpta" ] && return
        say "this system has no apt; $why by hand what matches these Debian packages, then run ./bootstrap.sh build:"
        printf '  %s\n' "$@" >&2
        exit 1
    fi
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || die "not root and no sudo: install ${missing[*]}, then run this again"
        root=(sudo)
    fi
    say "$why: installing ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

# Where node comes from elsewhere than Debian, npm is with it and the package of that name conflicts.
command -v npm > /dev/null || build_packages+=(nodejs npm)
command -v chromium > /dev/null || test_packages+=(chromium)

deps() { install_packages 'to build' "${build_packages[@]}"; }

# configure_in FOLDER OPTION…: makes ./configure where it is missing or old, and runs it in FOLDER
configure_in() {
    local folder=$1
    shift
    if [ ! -x configure ] || [ configure.ac -nt configure ]; then
        say 'making ./configure'
        autoreconf -fi > autoreconf.log 2>&1 || { cat autoreconf.log >&2; die 'autoreconf failed'; }
        rm -f autoreconf.log
    fi
    mkdir -p "$folder"
    [ -f "$folder/Makefile" ] || (cd "$folder" && "$OLDPWD/configure" --quiet "$@")
}

make_in() { local folder=$1; shift; make -C "$folder" --no-print-directory -j"$(nproc)" "$@"; }

build() {
    configure_in "$build" ${EXCERPTA_CONFIGURE:-}
    say "building in $build/"
    make_in "$build" > "$build/build.log" 2>&1 || { tail -n 40 "$build/build.log" >&2; die "the build failed; all of it is in $build/build.log"; }
}

demo() {
    deps
    build
    local study=$build/demo/study.db page=$build/demo/findings.html
    mkdir -p "$build/demo"
    rm -f "$study" "$study-wal" "$study-shm"
    "$build/excerpta" index corpus/reports --manifest corpus/manifest.csv --study "$study"
    "$build/excerpta" code --codebook codebooks/male-carers.xml --codebook codebooks/good-practice.xml --study "$study"
    "$build/excerpta" report --output "$page" --rows engagement --columns result --study "$study"
    "$build/excerpta" export --format html --output "$build/demo/excerpts.html" --study "$study"
    "$build/excerpta" export --format csv --output "$build/demo/excerpts.csv" --study "$study"
    echo
    "$build/excerpta" status --study "$study"
    cat <<END

The partnerships are invented; the reports are in corpus/reports.
  findings  $PWD/$page      (open it in a browser)
  excerpts  $PWD/$build/demo/excerpts.html, excerpts.csv
  study     $PWD/$study
With your own reports:
  $build/excerpta index FOLDER && $build/excerpta code --codebook codebooks/male-carers.xml
END
}

# Counts the lines of TAP results, so that the last line says what was run.
count_results() {
    awk '/^(PASS|XPASS): /{p++} /^(FAIL|ERROR|XFAIL): /{f++} /^SKIP: /{s++}
         END {printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0}' "$@"
}

# check_in FOLDER OPTION…: configures, builds and tests one kind of build
check_in() {
    local folder=$1 status=0
    shift
    say "checking in $folder/ ${*}"
    configure_in "$folder" "$@"
    make_in "$folder" check > "$folder/check.log" 2>&1 || status=$?
    grep -E '^(FAIL|ERROR|XPASS): ' "$folder/check.log" || true
    if [ "$status" -ne 0 ]; then
        tail -n 30 "$folder/check.log"
        find "$folder" -name '*.log' -path '*tests*' -exec grep -l '^not ok' {} + | while read -r log; do
            echo "== $log"; grep -A12 '^not ok' "$log" | head -n 60
        done || true
    fi
    count_results "$folder/check.log" || status=1
    return "$status"
}

check() {
    deps
    install_packages 'to test' "${test_packages[@]}"
    local status=0
    check_in "$build-check" --enable-werror || status=1
    check_in "$build-asan" --enable-werror --enable-asan CFLAGS='-g -O1' || status=1
    say 'making the release tarball and checking it (distcheck)'
    EXCERPTA_QUICK=1 make_in "$build-check" distcheck > "$build-check/distcheck.log" 2>&1 \
        || { tail -n 40 "$build-check/distcheck.log"; echo 'FAIL: distcheck' >> "$build-check/check.log"; status=1; }
    count_results "$build-check/check.log" "$build-asan/check.log" || status=1
    return "$status"
}

bench() {
    deps
    install_packages 'to compare with' "${bench_packages[@]}"
    build
    make_in "$build" check TESTS= > "$build/check.log" 2>&1 || die "the benches' programs failed to build; see $build/check.log"
    for script in tests/bench/*.sh; do EXCERPTA=$PWD/$build/excerpta bash "$script"; done
}

case ${1:-} in
    demo | check | deps | build | bench) "$1" ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
