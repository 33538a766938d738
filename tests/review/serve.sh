# Shared by the tests of the review server: starts it, enters as a reviewer, asks. Sourced after lib.sh.
ask_program=$(cd "$top_builddir" && pwd)/tests/review/ask

# start_server NAME…: sets port, server (its process) and $scratch/links
start_server() {
    names=
    for name in "$@"; do names="$names --reviewer $name"; done
    : > "$scratch/links"
    "$EXCERPTA" review --no-browser --port "${port:-0}" $names > "$scratch/links" 2> "$scratch/server.err" &
    server=$!
    tries=0
    until test "$(wc -l < "$scratch/links")" -ge $# || test $tries -ge 1200; do sleep 0.05; tries=$((tries + 1)); done
    test -s "$scratch/links" || { cat "$scratch/server.err"; echo 'Bail out! the server does not start'; exit 99; }
    port=$(sed -n '1s|.*://[^/]*:\([0-9]*\)/.*|\1|p' "$scratch/links")
}
stop_server() { kill "$server" 2> /dev/null; wait "$server" 2> /dev/null; }

link_of() { sed -n "s|^$1	.*\(/enter/.*\)|\1|p" "$scratch/links"; }

# raw: sends what stands on standard input, with \r\n for each line's end
raw() { sed 's/$/\r/' | "$ask_program" "$port" "$@"; }
# get PATH HEADER…: the whole answer
get() {
    path=$1; shift
    { printf 'GET %s HTTP/1.1\nHost: %s\n' "$path" "${host:-127.0.0.1:$port}"
      for header in "$@"; do printf '%s\n' "$header"; done; echo; } | raw
}
# enter NAME: prints the cookie
enter() { get "$(link_of "$1")" | sed -n 's/^Set-Cookie: \([^;]*\);.*/\1/p'; }
# post PATH JSON HEADER…
post() {
    path=$1 json=$2; shift 2
    { printf 'POST %s HTTP/1.1\nHost: %s\nContent-Type: application/json\nContent-Length: %d\n' "$path" \
          "${host:-127.0.0.1:$port}" "$(printf %s "$json" | wc -c)"
      for header in "$@"; do printf '%s\n' "$header"; done; echo; } | sed 's/$/\r/' > "$scratch/request"
    printf %s "$json" >> "$scratch/request"
    "$ask_program" "$port" < "$scratch/request"
}
status_of() { sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p'; }
body_of() { sed '1,/^\r$/d'; }
