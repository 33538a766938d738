"""Checks every number of a findings page beside SQL over the study: PAGE STUDY AUDIT.csv. Prints what is wrong."""
import csv, html.parser, re, sqlite3, sys

page, study, audit = sys.argv[1:4]
VOID = {"meta", "br", "img", "rect", "line", "path", "link", "input"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.numbers, self.quotes, self.reports, self.ids, self.tags, self.links = [], [], {}, {}, set(), [], []

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.tags.append((tag, a))
        if "id" in a:
            self.ids.add(a["id"])
        if tag == "a" and a.get("href", "").startswith("#"):
            self.links.append(a["href"][1:])
        item = {"tag": tag, "a": a, "text": "", "path": [t["a"].get("class") for t in self.open]}
        if "data-value" in a or "data-figure" in a:
            self.numbers.append(item)
        if a.get("class") == "q":
            self.quotes[a["id"][2:]] = item
        if tag == "tr" and re.fullmatch(r"r\d+", a.get("id", "")):
            self.reports[a["id"][1:]] = a
        if tag == "a" and "#page=" in a.get("href", ""):
            self.open[-2]["page"] = a["href"]
        if tag not in VOID:
            self.open.append(item)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        for item in self.open:
            item["text"] += data


def wrong(*words):
    print(*words)


p = Page()
p.feed(open(page, encoding="utf-8").read())
db = sqlite3.connect(study)
db.executescript("""CREATE TEMP VIEW kept AS SELECT f.*, r.region, substr(r.period_end, 1, 4) AS year FROM v_finding f
    JOIN v_report r USING (report) WHERE f.status NOT IN ('rejected', 'recoded');
  CREATE TEMP VIEW shelf AS SELECT *, coalesce(region, 'unknown') AS by_region,
    coalesce(substr(period_end, 1, 4), 'unknown') AS by_year FROM v_report;""")
one = lambda sql, *values: db.execute(sql, values).fetchone()[0]


def members(by, group):
    """The reports of a group."""
    if by == "all":
        return {r for r, in db.execute("SELECT report FROM shelf")}
    if by == "authority":
        if group == "unknown":
            return {r for r, in db.execute("SELECT report FROM shelf WHERE authorities IS NULL")}
        return {r for r, in db.execute("SELECT report FROM v_report_authority WHERE authority = ?", (group,))}
    return {r for r, in db.execute(f"SELECT report FROM shelf WHERE by_{by} = ?", (group,))}


groups, tagged = {}, {}
for book, code, report in db.execute("SELECT DISTINCT codebook, code, report FROM kept"):
    tagged.setdefault(f"{book}/{code}", set()).add(report)
best = {}
for key, q in p.quotes.items():
    if "data-best" in q["a"]:
        best.setdefault(q["a"]["data-code"], []).append(p.reports[q["a"]["data-r"]]["data-sha256"])

figures = {
    "reports": one("SELECT count(*) FROM v_report"), "pages": one("SELECT sum(pages) FROM v_report"),
    "partnerships": one("SELECT count(DISTINCT coalesce(partnership, title, path)) FROM v_report"),
    "unreadable": one("SELECT count(*) FROM v_problem"), "excerpts": one("SELECT count(*) FROM kept"),
    "decided": one("SELECT count(*) FROM kept WHERE status <> 'undecided'"),
    "undecided": one("SELECT count(*) FROM kept WHERE status = 'undecided'"),
    "codes": one("SELECT count(*) FROM code WHERE codebook IN (SELECT codebook FROM pass WHERE id IN (SELECT pass FROM v_pass WHERE current))"),
    "doubtful": one("SELECT count(DISTINCT report) FROM v_quality"),
    "given-up": one("SELECT coalesce(sum(problems), 0) FROM v_pass WHERE current"),
    "copied": one("SELECT coalesce(sum(words), 0) FROM v_copied"),
    "no-region": one("SELECT count(*) FROM shelf WHERE by_region = 'unknown'"),
    "no-year": one("SELECT count(*) FROM shelf WHERE by_year = 'unknown'"),
}
figures["never"] = figures["codes"] - len(tagged)
answers = {(r["codebook"], r["question"]): r for r in csv.DictReader(open(audit, encoding="utf-8", newline=""))}
numbers = {"found": "found", "found negative": "negative", "searched and not found": "not_found", "unclear": "unclear",
           "not reviewed": "not_reviewed"}
# Excerpts that have a block in common: each is widened to its first block's start and its last one's stop.
pairs = {(r, c): n for r, c, n in db.execute("""
  WITH wide AS (SELECT k.report, k.codebook || '/' || k.code AS code,
      (SELECT max(b.ordinal) FROM block b WHERE b.report = s.id AND b.start <= k.start) AS first,
      (SELECT max(b.ordinal) FROM block b WHERE b.report = s.id AND b.start < k.stop) AS last
    FROM kept k JOIN report s ON s.sha256 = k.report)
  SELECT a.code, b.code, count(DISTINCT a.report) FROM wide a JOIN wide b
    ON a.report = b.report AND a.first <= b.last AND b.first <= a.last GROUP BY 1, 2""")}
checked = {}
for n in p.numbers:
    a = n["a"]
    kind = a.get("data-measure", "figure")
    checked[kind] = checked.get(kind, 0) + 1
    if kind == "figure":
        if int(n["text"]) != figures[a["data-figure"]]:
            wrong("figure", a["data-figure"], n["text"], figures[a["data-figure"]])
        continue
    value = int(a["data-value"])
    if n["tag"] in ("a", "span", "text") and n["text"].split("/")[0] != a["data-value"]:
        wrong("text and value differ", n["text"], a)
    if kind == "pairs":
        keys = a["data-keys"].split()
        if value != pairs.get((a["data-row"], a["data-column"]), 0) or len(keys) != value or not set(keys) <= set(p.quotes):
            wrong("pairs", a, pairs.get((a["data-row"], a["data-column"]), 0))
        continue
    if kind == "audit":
        row = answers.get((a["data-codebook"], a["data-question"])) or wrong("no such question", a)
        if row and (value != int(row[numbers[a["data-state"]]]) or int(a["data-of"]) != int(row["of"])):
            wrong("audit", a, row)
        keys = a.get("data-keys", "").split()
        if n["tag"] == "a" and (not set(keys) <= set(p.quotes) or len(keys) > value or
                                (len(keys) < value and row["by_reviewers"] == "0")):
            wrong("a number does not open its quotations", a)
        continue
    reports = members(a["data-by"], a["data-group"])
    if kind == "searched":
        if value != len(reports):
            wrong("searched", a, len(reports))
        continue
    if value != len(tagged.get(a["data-code"], set()) & reports) or int(a["data-of"]) != len(reports):
        wrong("reports", a, len(tagged.get(a["data-code"], set()) & reports), len(reports))
    if value != sum(r in reports for r in best.get(a["data-code"], [])):
        wrong("a number does not open its quotations", a)
for key, q in p.quotes.items():
    row = db.execute("SELECT report, page, path, codebook || '/' || code FROM v_excerpt WHERE excerpt = ?", (key,)).fetchone()
    if not row or row[0] != p.reports[q["a"]["data-r"]]["data-sha256"] or row[3] != q["a"]["data-code"]:
        wrong("a quotation of no excerpt", key)
    elif int(q["page"].split("#page=")[1]) != row[1] and not (q["text"].startswith("…") and int(q["page"].split("#page=")[1]) > row[1]):
        wrong("page", key, q["page"], row[1])
for link in p.links:
    if link not in p.ids:
        wrong("a link to nowhere", link)
for tag, a in p.tags:
    if tag in ("img", "iframe", "link", "object", "embed", "base", "form") or any(k.startswith("on") for k in a) or "src" in a:
        wrong("markup that is not the page's own", tag, a)
if sum(tag == "script" for tag, _ in p.tags) != 1:
    wrong("scripts", sum(tag == "script" for tag, _ in p.tags))
for kind, least in (("figure", 13), ("reports", 50), ("audit", 5), ("searched", 1)):
    if checked.get(kind, 0) < least:
        wrong("too few numbers were there to check", kind, checked.get(kind, 0))
