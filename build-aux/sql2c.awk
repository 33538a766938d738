# Turns SQL files into what C can include.
#   -v mode=text        a string literal for every line, without comments: a schema
#   -v mode=statements  STATEMENT(NAME, "…") for what follows each line "-- name: NAME"
function literal(line) {
    gsub(/\\/, "\\\\", line)
    gsub(/"/, "\\\"", line)
    return "\"" line "\\n\""
}
function finish() {
    if (name != "")
        printf "STATEMENT(%s,%s)\n", toupper(name), body
    body = ""
}
mode == "statements" && /^-- name: [a-z_]+$/ { finish(); name = $3; next }
{ sub(/[ \t]*--.*$/, "") }
/^[ \t]*$/ { next }
mode == "text" { print literal($0); next }
name == "" { print FILENAME ":" FNR ": SQL that no \"-- name:\" stands before" > "/dev/stderr"; bad = 1; exit }
{ body = body "\n    " literal($0) }
END { if (bad) exit 1; if (mode == "statements") finish() }
