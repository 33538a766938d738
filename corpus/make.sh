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

once() { sh source/typeset.sh "source/$1.txt" "$work/$1.pdf" "$work/$1.json"; }

for name; do
	producer=$(field "$name" producer)
	stem=$(field "$name" stem)
	case $producer in
	html) python3 source/render.py "source/$name.txt" web "reports/$stem.html" ;;
	text) python3 source/render.py "source/$name.txt" txt "reports/$stem.txt" ;;
	*)
		# twice: the second time with the page numbers of the contents page
		once "$name"
		python3 source/finish.py pages "source/$name.txt" "$work/$name.pdf" "$work/$name.json"
		once "$name"
		python3 source/finish.py fix "source/$name.txt" "$work/$name.pdf" "reports/$stem.pdf"
		;;
	esac
	python3 source/render.py "source/$name.txt" plain "expected/$stem.words"
	echo "$stem"
done
python3 source/finish.py key
