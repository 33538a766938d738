# Made scans. Sourced.

# scan_pdf WIDTH HEIGHT CONTENT JPEG…: a PDF without a word, each page a picture that CONTENT places.
scan_pdf() {
    local width=$1 height=$2 content=$3 page=0 kids='' object size image
    shift 3
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
    for image in "$@"; do
        object=$((3 + page * 3))
        kids="$kids $object 0 R"
        printf '%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R' \
            "$object" "$width" "$height" $((object + 1))
        printf '/Resources<</XObject<</I %d 0 R>>>>>>endobj\n' $((object + 2))
        printf '%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n' $((object + 1)) ${#content} "$content"
        size=$(jpeg_size "$image")
        printf '%d 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8' \
            $((object + 2)) "${size% *}" "${size#* }"
        printf '/Filter/DCTDecode/Length %d>>stream\n' "$(wc -c < "$image")"
        cat "$image"
        printf '\nendstream endobj\n'
        page=$((page + 1))
    done
    printf '2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\ntrailer<</Size %d/Root 1 0 R>>\n%%%%EOF\n' \
        "$kids" "$page" $((3 + page * 3))
}

# Width and height: they stand behind the marker of the frame, which pdftoppm writes as FF C0 or FF C2.
jpeg_size() {
    od -An -v -tu1 -w1 "$1" | awk '
        { b[NR] = $1 + 0 }
        NR > 9 && b[NR-8] == 255 && (b[NR-7] == 192 || b[NR-7] == 194) && b[NR-4] == 8 {
            print b[NR-1] * 256 + b[NR], b[NR-3] * 256 + b[NR-2]; exit }'
}

# scan FILE FIRST LAST DPI [WIDTH HEIGHT CONTENT]: those pages of a PDF as a scan, on standard output.
scan() {
    local file=$1 first=$2 last=$3 dpi=$4 width=${5:-595} height=${6:-842} folder
    folder=$(mktemp -d "$scratch/scan.XXXXXX")
    pdftoppm -jpeg -jpegopt quality=70 -r "$dpi" -f "$first" -l "$last" "$file" "$folder/page"
    scan_pdf "$width" "$height" "${7:-$width 0 0 $height 0 0 cm /I Do}" "$folder"/page*.jpg > "$folder/loose.pdf"
    qpdf --warning-exit-0 "$folder/loose.pdf" "$folder/whole.pdf" 2> /dev/null
    cat "$folder/whole.pdf"
}
