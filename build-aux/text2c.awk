# text2c.awk - turns a text file into C string literals, one a line, to be included as an initialiser.
# A line longer than C promises to take stops the build: break it in the file itself.
{
    if (length($0) > 2000) {
        printf "%s:%d: the line is too long to be built in\n", FILENAME, FNR > "/dev/stderr"
        exit 1
    }
    gsub(/\\/, "&&")
    gsub(/"/, "\\\"")
    gsub(/\?\?/, "?\\?")
    printf "\"%s\\n\"\n", $0
}
