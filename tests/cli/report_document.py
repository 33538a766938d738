"""Compares a findings document with the page: DOCX PAGE. The same tables with the same cells, but for charts and signs;
the same quotations. Prints what differs."""
import re, sys, xml.etree.ElementTree as xml, zipfile
from report_page import Page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
package = zipfile.ZipFile(sys.argv[1])
for name in package.namelist():
    xml.fromstring(package.read(name))
body = xml.fromstring(package.read("word/document.xml"))[0]
p = Page(open(sys.argv[2], encoding="utf-8").read())
words = lambda element: "".join(t.text or "" for t in element.iter(W + "t")).strip()
style = lambda element: (element.find(f"{W}pPr/{W}pStyle") if element.find(W + "pPr") is not None else None)
plain = lambda text: re.sub(r"\s+", " ", text).strip()

document = [[[words(c) for c in r.findall(W + "tc")] for r in t.findall(W + "tr")] for t in body.findall(W + "tbl")]
for t in body.findall(W + "tbl"):
    columns = len(t.find(W + "tblGrid"))
    for r in t.findall(W + "tr"):
        spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in r.findall(W + "tc")]
        if sum(1 if s is None else int(s.get(W + "val")) for s in spans) != columns:
            print("a row that does not fit its grid", [words(c) for c in r.findall(W + "tc")])
page = []
for t in p.tables:
    rows = [[plain(c["text"]) for c in r] for r in t["rows"]]
    if t["look"] == "years":                    # the chart's column
        rows = [r[:1] + r[2:] for r in rows]
    page.append(rows)
if len(document) != len(page):
    print("tables", len(document), len(page))
for table, there, here in zip(p.tables, page, document):
    if table["look"] == "cells":                # on paper a page stands behind the sign
        here = [r[:1] + [re.sub(r" \d+$", "", c) for c in r[1:]] for r in here]
    for a, b in zip(there, here):
        if a != [plain(c) for c in b]:
            print("a row differs", a, b)
quotes = [plain(words(e))[1:-1] for e in body.findall(W + "p") if style(e) is not None and style(e).get(W + "val") == "Quote"]
if quotes != [plain(q["text"]) for q in p.quotes]:
    print("quotations differ", len(quotes), len(p.quotes))
cells = sum(len(r) for t in document for r in t)
if len(document) < 6 or cells < 300 or len(quotes) < 30:
    print("too little was there to compare", len(document), cells, len(quotes))
