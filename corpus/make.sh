#!/bin/sh
# Makes the demo shelf's reports and its key again from corpus/source. Not part of the build: the
# reports are kept in the repository, and nothing but this script needs these packages (Debian):
#   libreoffice-writer-nogui chromium groff ghostscript poppler-utils qpdf python3
#   fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation fonts-dejavu-core hyphen-en-gb
# usage: corpus/make.sh [SOURCE-NAME ...]      (none: all)
set -eu
cd "$(dirname "$0")"
SOURCE_DATE_EPOCH=1735689600
LC_ALL=C.UTF-8
TZ=UTC
export SOURCE_DATE_EPOCH LC_ALL TZ
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p reports expected
[ $# -gt 0 ] || set -- $(cd source && ls ./*.txt | sed 's:^./::; s:\.txt$::')

field() { sed -n "1,/^---\$/s/^$2: //p" "source/$1.txt"; }

once() { # NAME PRODUCER: makes $work/NAME.pdf
	case $2 in
	lo)
		python3 source/render.py "source/$1.txt" fodt "$work/$1.fodt" "$work/$1.json"
		outline=true
		case $(field "$1" traits) in *nooutline*) outline=false ;; esac
		soffice "-env:UserInstallation=file://$work/lo" --headless --convert-to \
			"pdf:writer_pdf_Export:{\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"$outline\"},\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"$outline\"}}" \
			--outdir "$work" "$work/$1.fodt" >/dev/null 2>&1
		;;
	chromium)
		python3 source/render.py "source/$1.txt" html "$work/$1.html" "$work/$1.json"
		extra=
		[ "$(field "$1" outline)" = yes ] && extra=--generate-pdf-document-outline
		rm -rf "$work/chromium" && mkdir "$work/chromium"
		# shellcheck disable=SC2086
		chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
			--disable-component-update --disable-sync --user-data-dir="$work/chromium" --no-pdf-header-footer $extra \
			--print-to-pdf="$work/$1.pdf" "file://$work/$1.html" >/dev/null 2>&1
		;;
	groff)
		python3 source/render.py "source/$1.txt" ms "$work/$1.ms" "$work/$1.json"
		groff -k -t -ms -Tpdf -P-e "$work/$1.ms" >"$work/$1.pdf" 2>/dev/null
		;;
	gs)
		python3 source/render.py "source/$1.txt" ms "$work/$1.ms" "$work/$1.json"
		groff -k -t -ms -Tps "$work/$1.ms" >"$work/$1.ps" 2>/dev/null
		ps2pdf -sPAPERSIZE=a4 "$work/$1.ps" "$work/$1.pdf"
		;;
	esac
}

for name; do
	producer=$(field "$name" producer)
	stem=$(field "$name" stem)
	case $producer in
	html) python3 source/render.py "source/$name.txt" web "reports/$stem.html" ;;
	text) python3 source/render.py "source/$name.txt" txt "reports/$stem.txt" ;;
	*)
		# twice: the second time with the page numbers of the contents page
		once "$name" "$producer"
		python3 source/finish.py pages "source/$name.txt" "$work/$name.pdf" "$work/$name.json"
		once "$name" "$producer"
		python3 source/finish.py fix "source/$name.txt" "$work/$name.pdf" "reports/$stem.pdf"
		;;
	esac
	echo "$stem"
done
python3 source/finish.py key
