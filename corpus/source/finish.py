#!/usr/bin/env python3
"""Finishes the demo shelf: contents pages, fixed dates, the key and the manifest.

finish.py pages SOURCE PDF JSON   headings and the sheets that they stand on
finish.py fix SOURCE PDF OUT      dates, identifier, bullets and page labels
finish.py key                     writes expected/*.jsonl and manifest.csv, and checks each entry against pdftotext
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

import render

ROOT = pathlib.Path(__file__).resolve().parent.parent
MALE = {"e": ["engagement/present"], "ea": ["engagement/absent"], "ep": ["engagement/planned"], "eo": ["engagement/past"],
        "g": ["gap/present"], "go": ["gap/past"], "ga": ["gap/present", "engagement/absent"], "m": ["mention/present"]}
GOOD = {"x": "example/present", "r": "result/present", "p": "planned/planned", "q": "gap/present", "n": "no-evidence/absent",
        "v": "voice/present", "o": "recognition/present", "s": "self-praise/present"}


def squash(s):
    """Letters and digits only, so that blanks, hyphens and line breaks cannot matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", s) if c.isalnum() or c in "%£")


def page_texts(path):
    if path.suffix != ".pdf":
        return [re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))]
    out = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return out.split("\f")[:-1]


def pages(source, pdf, out):
    meta, text = render.load(source)
    sheets, found, start = page_texts(pathlib.Path(pdf)), {}, 0
    for kind, h in render.headings(list(render.blocks(text))):
        if kind != "h1":
            continue
        for n in range(start, len(sheets)):
            if any(l.strip().startswith("Contents") for l in sheets[n].splitlines()[:5]) and "=TOC" in text:
                continue
            lines = [squash(l) for l in sheets[n].splitlines()]
            if any(l and squash(h).startswith(l) and (l == squash(h) or squash(h).startswith(l + (lines + [""])[i + 1])) for i, l in enumerate(lines)):
                found[h] = str(n + 1)
                start = n
                break
    pathlib.Path(out).write_text(json.dumps(found))


def fix(source, pdf, out):
    meta, _ = render.load(source)
    traits = meta.get("traits", "")
    pdf = pathlib.Path(pdf)
    tmp = pdf.with_suffix(".qdf.pdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), str(tmp)], check=False)
    raw = tmp.read_bytes()
    stamp = meta["published"].replace("-", "").encode() + b"093000"
    raw = re.sub(rb"D:\d{14}", b"D:" + stamp, raw)
    raw = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", meta["published"].encode() + b"T09:30:00", raw)
    raw = re.sub(rb"(uuid:)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", rb"\g<1>00000000-0000-0000", raw)
    raw = re.sub(rb"\n *(?:/ID \[.*?\]|/DocChecksum /[0-9A-F]+)(?=\n|>>| >>)", b"", raw)
    raw = re.sub(rb" /ID \[<[0-9a-f]*><[0-9a-f]*>\]", b"", raw)
    if "wingdings" in traits:
        # the bullet as Word's Symbol font leaves it in the text layer: a private-use character
        raw = re.sub(rb"(<[0-9A-Fa-f]+>(?: ?<[0-9A-Fa-f]+>)? ?)<2022>", rb"\1<F0B7>", raw)
    if "ligatures" in traits:
        for two, one in (("006600660069", "FB03"), ("00660066006C", "FB04"), ("00660066", "FB00"), ("00660069", "FB01"), ("0066006[cC]", "FB02")):
            raw = re.sub(b"<" + two.encode() + b">", b"<" + one.encode() + b">", raw)
    if "labels" in traits:
        raw = re.sub(rb"(/Type /Catalog\n)", rb"\1  /PageLabels << /Nums [ 0 << /S /r >> 3 << /S /D >> ] >>\n", raw, count=1)
    tmp.write_bytes(raw)
    fixed = pdf.with_suffix(".fixed.pdf")
    with open(fixed, "wb") as f:
        subprocess.run(["fix-qdf", str(tmp)], stdout=f, check=True)
    subprocess.run(["qpdf", "--deterministic-id", "--compress-streams=y", "--object-streams=%s" % ("preserve" if meta["producer"] == "groff" else "generate"), str(fixed), str(out)], check=True)


def key():
    rows, bad, total = [], 0, {}
    for source in sorted((ROOT / "source").glob("*.txt")):
        meta, text = render.load(source)
        ext = {"html": ".html", "text": ".txt"}.get(meta["producer"], ".pdf")
        path = ROOT / "reports" / (meta["stem"] + ext)
        sheets = page_texts(path)
        furniture = {squash(meta["header"])} | {squash(meta["footer"].replace("#", str(n + 1))) for n in range(len(sheets))} | {squash(meta["footer"].replace("#", str(n))) for n in range(len(sheets))}
        clean = ["\n".join(l for l in s.splitlines() if squash(l) not in furniture and not l.strip().isdigit()) for s in sheets]
        squashed = [squash(s) for s in clean]
        starts, joined = [], ""
        for s in squashed:
            starts.append(len(joined))
            joined += s
        entries, over, at = [], 0, 0
        for m in render.MARK.finditer(text):
            words = re.sub(r"\{\^.*?\}", "", m.group(2)).strip()
            want = squash(words)
            pos = joined.find(want)
            if pos < 0:
                # a footnote or a box may stand between the two halves
                cuts = [c for c in range(12, len(want) - 12) if joined.count(want[:c]) and joined.count(want[c:])]
                pos = joined.find(want[:cuts[0]]) if cuts else -1
                if pos < 0:
                    print("NOT FOUND", meta["stem"], words)
                    bad += 1
                    continue
                print("split by other text:", meta["stem"], words[:60])
            page = max(n for n, s in enumerate(starts) if s <= pos) + 1
            if page < len(starts) and pos + len(want) > starts[page]:
                over += 1
            for c in m.group(1).split("+"):
                for book, what in [("male-carers", w) for w in MALE.get(c, [])] + ([("good-practice", GOOD[c])] if c in GOOD else []):
                    theme, standing = what.split("/")
                    entries.append((pos, {"page": page, "codebook": book, "theme": theme, "standing": standing, "text": words}))
        entries = [e for _, e in sorted(entries, key=lambda t: t[0])]
        (ROOT / "expected" / (meta["stem"] + ".jsonl")).write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")
        producer = {"lo": "LibreOffice Writer", "chromium": "Chromium", "groff": "groff", "gs": "groff and Ghostscript", "html": "HTML", "text": "text"}[meta["producer"]]
        rows.append([path.name, meta["partnership"], meta["authorities"], meta["region"], meta["start"], meta["end"], meta["period"], meta["published"], producer])
        mc = sum(e["codebook"] == "male-carers" for e in entries)
        print("%-62s %-22s %2d sheets  %2d male-carers %2d good-practice  %d over a page end" % (path.name, producer, len(sheets), mc, len(entries) - mc, over))
    with open(ROOT / "manifest.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow("file,partnership,authorities,region,period_start,period_end,period,published,producer".split(","))
        w.writerows(rows)
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1] == "key":
        sys.exit(key())
    {"pages": pages, "fix": fix}[sys.argv[1]](*sys.argv[2:])
