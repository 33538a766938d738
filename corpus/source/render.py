#!/usr/bin/env python3
"""Renders the demo shelf's sources (NAME.txt) to FODT, HTML, groff ms or plain text.

usage: render.py SOURCE FORMAT OUTPUT [PAGES.json]
FORMAT is fodt, html, ms, web, txt or plain. PAGES.json maps headings to page numbers for the contents page.
The markup is described in ../README.md.
"""
import html
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent


PRIESTS = ["Brennock", "Colm Ridley", "Aidan Fosse", "Peter Quillam", "Luke Sandry", "Owen Harkaway", "Denis Marlow-Tate", "Basil Orme"]


def vary(name, meta):
    """A shared passage with its figures moved by a factor of this report's own, so that no two reports agree."""
    text = (HERE / "common" / (name + ".txt")).read_text(encoding="utf-8")
    seed = sum(map(ord, meta["partnership"]))
    factor = 1.0 if meta["partnership"].startswith("Thornbeck") else 0.86 + (seed % 23) / 100
    text = re.sub(r"\b(\d\d)%(?! of referrals| of 46)", lambda m: "%d%%" % min(99, max(5, round(int(m.group(1)) * factor))) if m.group(1) not in ("54", "46") else m.group(0), text)
    text = re.sub(r"\b(\d{1,2},\d{3}) (contacts|births|answers)", lambda m: "{:,} {}".format(round(int(m.group(1).replace(",", "")) * factor * (seed % 7 + 3) / 7), m.group(2)), text)
    table = {"lado-a": int(meta.get("ladoN", "177")) / 177, "train-a": int(meta.get("trN", "1,194").replace(",", "")) / 1194}.get(name)
    if table:
        text = "\n".join(re.sub(r"(?<=\| )\d+(?= \|)", lambda m: str(max(1, round(int(m.group(0)) * table))), l) if l.startswith("| ") else l for l in text.split("\n"))
    text = text.replace("Father Brennock", "Father " + PRIESTS[seed % len(PRIESTS)]).replace("£640", "£%d" % (300 + seed * 7 % 600))
    return text.splitlines()


def load(path):
    head, body = pathlib.Path(path).read_text(encoding="utf-8").split("\n---\n", 1)
    meta = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    out = []
    for line in body.splitlines():
        if line.startswith("%include "):
            out += vary(line[9:].strip(), meta)
        else:
            out.append(line)
    text = "\n".join(out)
    text = re.sub(r"\{([A-Za-z]\w*)\}", lambda m: meta[m.group(1)], text)
    # typewriter quotes to curly ones
    text = re.sub(r"(?<=[\w.,!?%)\]])'|'(?=\d\ds)", "’", text)
    text = re.sub(r"'(?=\w)", "‘", text).replace("'", "’")
    text = re.sub(r'(^|[\s(\[|])"', r"\1“", text, flags=re.M).replace('"', "”")
    return meta, text


MARK = re.compile(r"\[\[([a-zA-Z+]+)\|(.*?)\]\]")


def plain(s):
    return re.sub(r"\{\^.*?\}", "", MARK.sub(r"\2", s))


def blocks(text):
    """Yields (kind, payload)."""
    lines, i = MARK.sub(r"\2", text).splitlines(), 0
    while i < len(lines):
        s = lines[i].strip()
        i += 1
        if not s:
            continue
        def run(prefix):
            nonlocal i
            got = [s[len(prefix):].strip()]
            while i < len(lines) and lines[i].startswith(prefix):
                got.append(lines[i][len(prefix):].strip())
                i += 1
            return got
        if s.startswith("## "):
            yield "h2", s[3:]
        elif s.startswith("# "):
            yield "h1", s[2:]
        elif s.startswith("- "):
            yield "list", run("- ")
        elif s.startswith("> "):
            yield "box", run("> ")
        elif s.startswith("! "):
            yield "stats", [x.split("|", 1) for x in run("! ")]
        elif s.startswith("|"):
            yield "table", [[c.strip() for c in r.strip("|").split("|")] for r in run("|")]
        elif s.startswith("="):
            yield "ctl", s[1:]
        else:
            yield "p", s


def headings(bs):
    return [(k, v) for k, v in bs if k in ("h1", "h2")]


# ---- flat ODT, for LibreOffice Writer
def x(s):
    return html.escape(s, quote=False)


def fodt_inline(s):
    n = 0
    def note(m):
        nonlocal n
        n += 1
        return ('<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
                '<text:p text:style-name="Note">%s</text:p></text:note-body></text:note>' % m.group(1))
    return re.sub(r"\{\^(.*?)\}", note, x(s))


def fodt(meta, text, pages):
    bs = list(blocks(text))
    font, size, colour = meta.get("font", "Carlito"), meta.get("size", "11"), meta.get("colour", "#1f3864")
    hy = meta.get("hyphenate", "no") == "yes"
    def para(name, props, tprops="", extra=""):
        return ('<style:style style:name="%s" style:family="paragraph"%s><style:paragraph-properties %s/>'
                '<style:text-properties %s/></style:style>' % (name, extra, props, tprops))
    tp = 'style:font-name="F" fo:font-size="%spt" fo:language="en" fo:country="GB"' % size
    if hy:
        tp += ' fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
    st = ['<style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties '
          'fo:margin-bottom="0.22cm" fo:line-height="%s" fo:orphans="2" fo:widows="2"/><style:text-properties %s/></style:style>'
          % (meta.get("leading", "118%"), tp)]
    par = ' style:parent-style-name="Standard"'
    for lv, sz in (("1", 20), ("2", 14)):
        st.append('<style:style style:name="Heading_20_%s" style:display-name="Heading %s" style:family="paragraph" '
                  'style:parent-style-name="Standard" style:default-outline-level="%s" style:class="text"><style:paragraph-properties '
                  'fo:margin-top="0.5cm" fo:margin-bottom="0.25cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="%dpt" '
                  'fo:font-weight="bold" fo:color="%s" fo:hyphenate="false"/></style:style>' % (lv, lv, lv, sz, colour))
    st.append(para("Title", 'fo:margin-top="6cm" fo:margin-bottom="1cm"', 'fo:font-size="30pt" fo:font-weight="bold" fo:color="%s"' % colour, par))
    st.append(para("Sub", 'fo:margin-bottom="0.4cm"', 'fo:font-size="18pt"', par))
    st.append(para("HF", '', 'fo:font-size="8.5pt" fo:color="#666666"', par))
    st.append(para("HFR", 'fo:text-align="end"', 'fo:font-size="8.5pt" fo:color="#666666"', par))
    st.append(para("Note", 'fo:margin-bottom="0cm"', 'fo:font-size="8.5pt"', par))
    st.append(para("Box", 'fo:padding="0.25cm" fo:margin-left="0.6cm" fo:margin-right="0.6cm" fo:border="0.6pt solid %s" fo:background-color="#e8eef6"' % colour, '', par))
    st.append(para("StatN", 'fo:text-align="center" fo:margin-bottom="0cm"', 'fo:font-size="22pt" fo:font-weight="bold" fo:color="%s"' % colour, par))
    st.append(para("StatL", 'fo:text-align="center"', 'fo:font-size="9pt"', par))
    st.append(para("Cell", 'fo:margin-bottom="0cm"', 'fo:font-size="9.5pt"', par))
    st.append(para("CellB", 'fo:margin-bottom="0cm"', 'fo:font-size="9.5pt" fo:font-weight="bold"', par))
    st.append('<style:style style:name="Toc" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.12cm">'
              '<style:tab-stops><style:tab-stop style:position="16cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>')
    auto = ['<style:style style:name="S2" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>',
            '<style:style style:name="Brk" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties fo:break-before="page"/></style:style>',
            '<style:style style:name="BrkL" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Wide"/>',
            '<style:style style:name="BrkP" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Body"/>',
            '<style:style style:name="Tb" style:family="table"><style:table-properties style:width="16cm" table:align="left" fo:margin-bottom="0.4cm"/></style:style>',
            '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.4pt solid #888888" fo:padding="0.1cm"/></style:style>',
            '<style:style style:name="C0" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm"/></style:style>',
            '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="0.4cm" text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>',
            '<style:page-layout style:name="PL0"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout>']
    for name, w, h, o in (("PL", "21cm", "29.7cm", "portrait"), ("PLW", "29.7cm", "21cm", "landscape")):
        auto.append('<style:page-layout style:name="%s"><style:page-layout-properties fo:page-width="%s" fo:page-height="%s" style:print-orientation="%s" fo:margin-top="1.5cm" fo:margin-bottom="1.4cm" fo:margin-left="2.4cm" fo:margin-right="2.4cm"/>'
                    '<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.5cm"/></style:header-style>'
                    '<style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>' % (name, w, h, o))
    foot = x(meta["footer"]).replace("#", "<text:page-number text:select-page=\"current\">1</text:page-number>")
    hf = '<style:header><text:p text:style-name="HF">%s</text:p></style:header><style:footer><text:p text:style-name="HFR">%s</text:p></style:footer>' % (x(meta["header"]), foot)
    masters = ('<style:master-page style:name="Standard" style:page-layout-name="PL0" style:next-style-name="Body"/>'
               '<style:master-page style:name="Body" style:page-layout-name="PL">%s</style:master-page>'
               '<style:master-page style:name="Wide" style:page-layout-name="PLW">%s</style:master-page>' % (hf, hf))
    b, brk, first = [], None, True
    def cells(row, style, cs):
        return "".join('<table:table-cell table:style-name="%s" office:value-type="string">%s</table:table-cell>' % (cs, "".join('<text:p text:style-name="%s">%s</text:p>' % (style2, fodt_inline(t)) for style2, t in ([(style, c)] if isinstance(c, str) else c))) for c in row)
    tn = 0
    for k, v in bs:
        if k == "ctl":
            if v == "COVER":
                b.append('<text:p text:style-name="Title">%s</text:p>' % x(meta["partnership"]))
                b.append('<text:p text:style-name="Sub">%s</text:p><text:p text:style-name="Sub">%s</text:p>' % (x(meta["title"]), x(meta["period"])))
                brk = "BrkP"
            elif v == "TOC":
                b.append('<text:p text:style-name="%s">Contents</text:p>' % (brk or "Brk"))
                brk = "Brk"
                for hk, hv in headings(bs):
                    if hk == "h1":
                        b.append('<text:p text:style-name="Toc">%s<text:tab/>%s</text:p>' % (x(hv), pages.get(hv, "0")))
            elif v == "2":
                b.append('<text:section text:style-name="S2" text:name="c%d">' % len(b))
            elif v == "1":
                b.append("</text:section>")
            elif v == "==":
                brk = "Brk"
            elif v == "L":
                brk = "BrkL"
            elif v == "P":
                brk = "BrkP"
        elif k in ("h1", "h2"):
            lv = k[1]
            sn = brk if brk and k == "h1" else "Heading_20_" + lv
            if k == "h1":
                brk = None
            b.append('<text:h text:style-name="%s" text:outline-level="%s">%s</text:h>' % (sn, lv, x(v)))
        elif k == "p":
            b.append('<text:p text:style-name="Standard">%s</text:p>' % fodt_inline(v))
        elif k == "list":
            b.append('<text:list text:style-name="L">%s</text:list>' % "".join('<text:list-item><text:p text:style-name="Standard">%s</text:p></text:list-item>' % fodt_inline(t) for t in v))
        elif k == "box":
            b += ['<text:p text:style-name="Box">%s</text:p>' % fodt_inline(t) for t in v]
        else:
            tn += 1
            rows = v if k == "table" else [[[("StatN", n), ("StatL", l)] for n, l in v]]
            b.append('<table:table table:name="t%d" table:style-name="Tb"><table:table-column table:number-columns-repeated="%d"/>' % (tn, len(rows[0])))
            for ri, r in enumerate(rows):
                b.append("<table:table-row>%s</table:table-row>" % cells(r, "CellB" if ri == 0 else "Cell", "C" if k == "table" else "C0"))
            b.append("</table:table><text:p text:style-name=\"Cell\"/>")
    ns = "".join(' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (a, u) for a, u in (("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("meta", "meta"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<office:document%s xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
            '<office:meta><dc:title>%s</dc:title></office:meta>'
            '<office:font-face-decls><style:font-face style:name="F" svg:font-family="%s"/></office:font-face-decls><office:styles>%s</office:styles>'
            '<office:automatic-styles>%s</office:automatic-styles><office:master-styles>%s</office:master-styles><office:body><office:text>%s</office:text></office:body></office:document>'
            % (ns, x(meta.get("doctitle", meta["title"])), font, "\n".join(st), "\n".join(auto), masters, "\n".join(b)))


# ---- HTML, for Chromium
def page_html(meta, text, pages):
    bs = list(blocks(text))
    colour = meta.get("colour", "#00566b")
    strip = lambda s: x(re.sub(r"\{\^.*?\}", "", s))
    foot = '"' + meta["footer"].replace("#", '" counter(page) "') + '"'
    css = ('@page{size:A4;margin:23mm 21mm;@top-left{content:"%s";font:8.5pt %s;color:#666}@bottom-right{content:%s;font:8.5pt %s;color:#666}}'
           '@page :first{@top-left{content:none}@bottom-right{content:none}}@page wide{size:A4 landscape}'
           '.wide{page:wide;break-before:page;break-after:page}'
           'body{font:%spt/%s %s;%s}ul{padding-left:5mm}li{list-style-type:"\\2022\\00a0\\00a0"}h1.first{break-before:page}h1{font-size:21pt;color:%s;break-after:avoid}h2{font-size:14pt;color:%s;break-after:avoid}'
           '.pb{break-before:page}.cover{height:190mm;box-sizing:border-box;padding-top:60mm}.toc{break-before:page}.cover h1{font-size:34pt}.cover p{font-size:18pt}'
           '.two{columns:2;column-gap:8mm}.box{float:right;width:62mm;background:#e6f2f4;border-left:4px solid %s;padding:3mm;margin:0 0 4mm 6mm;font-size:90%%}'
           '.two .box{float:none;width:auto;margin:3mm 0}.stats{display:flex;gap:6mm;margin:5mm 0}.stats div{flex:1;text-align:center;background:#eee;padding:3mm}'
           '.stats b{display:block;font-size:22pt;color:%s}table{border-collapse:collapse;width:100%%;margin:4mm 0;font-size:92%%}td,th{border:1px solid #999;padding:1.5mm;text-align:left}'
           '.toc div{display:flex}.toc i{flex:1;border-bottom:1px dotted #777;margin:0 2mm}'
           % (meta["header"], meta.get("font", "Carlito"), foot, meta.get("font", "Carlito"), meta.get("size", "11"), meta.get("leading", "1.45"), meta.get("font", "Carlito"),
              "hyphens:auto;text-align:justify" if meta.get("hyphenate") == "yes" else "", colour, colour, colour, colour))
    o, brk = [], False
    for k, v in bs:
        if k == "ctl":
            if v == "COVER":
                o.append('<div class="cover"><p class="ct" style="font-size:34pt;font-weight:bold;color:%s">%s</p><p>%s</p><p>%s</p></div>' % (colour, x(meta["partnership"]), x(meta["title"]), x(meta["period"])))
            elif v == "TOC":
                o.append('<div class="toc"><p style="font-size:21pt;color:%s">Contents</p>' % colour + "".join('<div><span>%s</span><i></i><span>%s</span></div>' % (x(h), pages.get(h, "0")) for hk, h in headings(bs) if hk == "h1") + "</div>")
                brk = True
            else:
                o.append({"2": '<div class="two">', "1": "</div>", "L": '<div class="wide">', "P": "</div>", "==": ""}[v])
                brk = brk or v == "=="
        elif k in ("h1", "h2"):
            o.append('<%s%s>%s</%s>' % (k, ' class="pb"' if brk and k == "h1" else "", x(v), k))
            if k == "h1":
                brk = False
        elif k == "p":
            o.append("<p>%s</p>" % strip(v))
        elif k == "list":
            o.append("<ul>%s</ul>" % "".join("<li>%s</li>" % strip(t) for t in v))
        elif k == "box":
            o.append('<div class="box">%s</div>' % "".join("<p>%s</p>" % strip(t) for t in v))
        elif k == "stats":
            o.append('<div class="stats">%s</div>' % "".join("<div><b>%s</b>%s</div>" % (x(n), x(l)) for n, l in v))
        elif k == "table":
            o.append("<table>%s</table>" % "".join("<tr>%s</tr>" % "".join("<%s>%s</%s>" % (t, strip(c), t) for c in r) for t, r in zip(["th"] + ["td"] * len(v), v)))
    return '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head><body>\n%s\n</body></html>\n' % (x(meta.get("doctitle", meta["title"])), css, "\n".join(o))


# ---- a web page with navigation and cookie notice
def web(meta, text, pages):
    inner = page_html(meta, text, pages)
    body = inner.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    return ('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>%s | %s</title>\n<style>body{font-family:sans-serif;max-width:60em;margin:auto}</style>\n'
            '<script>document.documentElement.className = "js";</script>\n</head>\n<body>\n<a href="#main">Skip to main content</a>\n'
            '<header><p>%s</p><form><label>Search this site <input name="q"></label></form></header>\n'
            '<nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/dads">Mums, dads and carers</a></li><li><a href="/professionals">Professionals</a></li><li><a href="/training">Training</a></li></ul></nav>\n'
            '<main id="main">\n%s\n</main>\n<aside><h2>Related pages</h2><ul><li><a href="/threshold">Threshold document</a></li><li><a href="/fathers">Information for fathers and male carers</a></li></ul></aside>\n'
            '<footer><p>We use cookies. &copy; %s 2024. <a href="/accessibility">Accessibility</a></p></footer>\n</body>\n</html>\n'
            % (x(meta["title"]), x(meta["partnership"]), x(meta["partnership"]), body.strip(), x(meta["partnership"])))


# ---- groff ms
def ms(meta, text, pages):
    bs = list(blocks(text))
    def g(s, notes=None):
        s = s.replace("\\", "\\e")
        if notes is not None:
            s = re.sub(r"\{\^(.*?)\}", lambda m: (notes.append(m.group(1)), "\\**")[1], s)
        else:
            s = re.sub(r"\{\^.*?\}", "", s)
        s = s.replace("-", "\\-" if meta.get("ashyphen") else "-")
        return ("\\&" + s) if s[:1] in ".'" else s
    size = int(meta.get("size", "11"))
    o = [".nr PS %d" % size, ".nr VS %s" % meta.get("leading", str(size + 4)), ".nr LL 16c", ".nr PO 2.5c", ".nr HM 2.4c", ".nr FM 2.4c", ".nr PD 0.6v", ".fam %s" % meta.get("font", "T"),
         ".ds LH %s" % meta["header"], ".ds CH", ".ds RH", ".ds LF", ".ds CF", ".ds RF %s" % meta["footer"].replace("#", "\\\\n%"), ".nr HY %s" % ("6" if meta.get("hyphenate") == "yes" else "0"),
         ".hy %s" % ("6" if meta.get("hyphenate") == "yes" else "0"), ".if '\\*[.T]'pdf' .nr PDFOUTLINE.FOLDLEVEL 2"]
    if meta.get("justify") == "no":
        o.append(".ad l")
    brk, two = False, False
    for k, v in bs:
        notes = []
        if k == "ctl":
            if v == "COVER":
                o += [".LP", ".sp 6c", ".ps 30", ".vs 36", ".ad l", ".nh", "\\fB%s\\fP" % g(meta["partnership"]), ".sp 1c", ".ps 18", ".vs 24", g(meta["title"]), ".br", g(meta["period"]), ".bp", ".ad b" if meta.get("justify") != "no" else ".ad l"]
            elif v == "TOC":
                o += [".LP", "\\s+8\\fBContents\\fP\\s-8", ".sp"] + ["%s \\l'|14c.' %s\n.br" % (g(h), pages.get(h, "0")) for hk, h in headings(bs) if hk == "h1"]
                brk = True
            elif v == "2":
                o.append(".2C"); two = True
            elif v == "1":
                o.append(".1C"); two = False
            elif v == "==":
                brk = True
        elif k in ("h1", "h2"):
            if brk and k == "h1":
                o.append(".bp"); brk = False
            o += [".if '\\*[.T]'pdf' .pdfbookmark %s %s" % (k[1], g(v))] if meta.get("outline", "no") == "yes" else []
            o += [".SH", "\\s+%d%s\\s-%d" % (7 if k == "h1" else 2, g(v), 7 if k == "h1" else 2)]
        elif k == "p":
            o += [".LP", g(v, notes)]
        elif k == "list":
            for t in v:
                o += [".IP \\(bu 3", g(t, notes)]
        elif k == "box":
            o += [".LP", ".KS", ".B1"] + sum(([".LP", g(t, notes)] for t in v), []) + [".B2", ".KE"]
        elif k == "stats":
            o += [".KS", ".TS", "center;", " ".join("cB" for _ in v), " ".join("c" for _ in v) + ".", "\t".join("\\s+8%s\\s-8" % n for n, _ in v), "\t".join("T{\n.ad c\n.nh\n%s\nT}" % l for _, l in v), ".TE", ".KE"]
        elif k == "table":
            o += [".KS", ".TS", "allbox center;", " ".join("l" for _ in v[0]) + "."] + ["\t".join("\\fB%s\\fP" % c for c in v[0])] + ["\t".join(c for c in r) for r in v[1:]] + [".TE", ".KE"]
        for n in notes:
            o += [".FS", g(n), ".FE"]
    return "\n".join(o) + "\n"


# ---- plain text
def txt(meta, text, pages):
    import textwrap
    o = [meta["partnership"].upper(), meta["title"], meta["period"], ""]
    for k, v in blocks(text):
        if k in ("h1", "h2"):
            o += ["", v.upper() if k == "h1" else v, ("=" if k == "h1" else "-") * len(v), ""]
        elif k in ("p",):
            o += [textwrap.fill(plain(v), 78), ""]
        elif k in ("list", "box"):
            o += [textwrap.fill(plain(t), 78, initial_indent="* ", subsequent_indent="  ") for t in v] + [""]
        elif k == "table":
            o += ["  ".join(c.ljust(24) for c in r).rstrip() for r in v] + [""]
    return "\n".join(o)


# ---- the words alone, a block a line behind its kind: what an extractor should find
def words(meta, text, pages):
    o = []
    for k, v in blocks(text):
        if k == "ctl":
            if v == "COVER":
                o += [("title", meta["partnership"]), ("title", meta["title"]), ("title", meta["period"])]
        elif k in ("list", "box"):
            o += [("item" if k == "list" else k, t) for t in v]
        elif k == "stats":
            o += [pair for n, l in v for pair in (("number", n), ("label", l))]
        elif k == "table":
            o += [("row", "\t".join(r)) for r in v]
        else:
            o.append((k, v))
    lines = []
    for k, v in o:
        lines.append(k + "\t" + plain(v))
        if meta["producer"] in ("lo", "groff", "gs", "tex"):
            lines += ["note\t" + n for n in re.findall(r"\{\^(.*?)\}", v)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    src, form, out = sys.argv[1:4]
    pages = json.loads(pathlib.Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 and pathlib.Path(sys.argv[4]).exists() else {}
    m, t = load(src)
    pathlib.Path(out).write_text({"fodt": fodt, "html": page_html, "ms": ms, "web": web, "txt": txt, "plain": words}[form](m, t, pages), encoding="utf-8")
