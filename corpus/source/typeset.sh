#!/bin/sh
# Sets one source as a PDF with what its head line "producer" names: lo (LibreOffice), chromium, groff, gs (groff and
# Ghostscript) or tex (LaTeX).
# usage: typeset.sh SOURCE PDF [PAGES.json]      (the pages of the contents page's headings)
set -eu
here=$(dirname "$0")
source=$1 pdf=$2 pages=${3:-none.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

field() { sed -n "1,/^---\$/s/^$1: //p" "$source" | tail -n 1; }
render() { python3 "$here/render.py" "$source" "$1" "$work/set.$1" "$pages"; }

case $(field producer) in
lo)
	render fodt
	outline=true
	case $(field traits) in *nooutline*) outline=false ;; esac
	soffice "-env:UserInstallation=file://${LO_PROFILE:-$work/lo}" --headless --convert-to \
		"pdf:writer_pdf_Export:{\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"$outline\"},\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"$outline\"}}" \
		--outdir "$work" "$work/set.fodt" >/dev/null 2>&1
	;;
chromium)
	render html
	extra=
	[ "$(field outline)" = yes ] && extra=--generate-pdf-document-outline
	# shellcheck disable=SC2086
	chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --user-data-dir="$work/chromium" --no-pdf-header-footer $extra \
		--print-to-pdf="$work/set.pdf" "file://$work/set.html" >/dev/null 2>&1
	;;
groff)
	render ms
	groff -k -t -ms -Tpdf -P-e "$work/set.ms" >"$work/set.pdf" 2>/dev/null
	;;
gs)
	render ms
	groff -k -t -ms -Tps "$work/set.ms" >"$work/set.ps" 2>/dev/null
	ps2pdf -sPAPERSIZE=a4 "$work/set.ps" "$work/set.pdf"
	;;
tex)
	render plain
	awk -v columns="$(field columns)" -v header="$(field header)" -v outline="$(field outline)" \
		-v gutter="$(field gutter)" -f "$here/tex.awk" "$work/set.plain" >"$work/set.tex"
	for _ in 1 2; do pdflatex -interaction=batchmode -output-directory "$work" "$work/set.tex" >/dev/null || :; done
	;;
esac
cp "$work/set.pdf" "$pdf"
