"""Checks a findings page: PAGE STUDY AUDIT.csv EXCERPTS.jsonl [LEAST]. Every number beside SQL over the study, and beside what it
opens; every excerpt of the page beside the export. LEAST: how many times the usual numbers must be there. Prints what is wrong."""
import csv, json, re, sqlite3, sys
from report_page import KEPT, Page

page, study, audit, jsonl = sys.argv[1:5]
p = Page(open(page, encoding="utf-8").read())
db = sqlite3.connect(study)
db.executescript("""CREATE TEMP VIEW kept AS SELECT f.* FROM v_finding f WHERE f.status NOT IN ('rejected', 'recoded');
  CREATE TEMP VIEW shelf AS SELECT *, coalesce(region, 'unknown') AS by_region,
    coalesce(substr(period_end, 1, 4), 'unknown') AS by_year FROM v_report;""")
one = lambda sql, *values: db.execute(sql, values).fetchone()[0]


def wrong(*words):
    print(*words)


def members(by, group):
    """The reports of a group."""
    if not by:
        return {r for r, in db.execute("SELECT report FROM shelf")}
    if by == "authority" and group == "unknown":
        return {r for r, in db.execute("SELECT report FROM shelf WHERE authorities IS NULL")}
    if by == "authority":
        return {r for r, in db.execute("SELECT report FROM v_report_authority WHERE authority = ?", (group,))}
    return {r for r, in db.execute(f"SELECT report FROM shelf WHERE by_{by} = ?", (group,))}


codes = [f"{c[0]}/{c[1]}" for c in p.data["codes"]]
tagged, counts = {}, {}
for code, report, n in db.execute("SELECT codebook || '/' || code, report, count(*) FROM kept GROUP BY 1, 2"):
    tagged.setdefault(code, set()).add(report)
    counts[code] = counts.get(code, 0) + n
searched = {}       # by each codebook's newest complete pass
for book, report in db.execute("""SELECT v.codebook, r.sha256 FROM v_pass v JOIN pass_report pr ON pr.pass = v.pass
    JOIN report r ON r.id = pr.report WHERE v.current"""):
    searched.setdefault(book, set()).add(report)
RULE = "f.origin = 'rule' AND f.codebook || '/' || f.code = ?"
STATES = {"kept": "status NOT IN ('rejected', 'recoded')", "undecided": "status = 'undecided'",
          "decided": "status NOT IN ('rejected', 'recoded', 'undecided')", "rule-accepted": "status = 'accepted'",
          "left-out": "status IN ('rejected', 'recoded') AND origin = 'rule'", "rule-rejected": "status IN ('rejected', 'recoded')",
          "rule-open": "status NOT IN ('rejected', 'recoded', 'accepted')"}
# Excerpts that have a block in common: each is widened to its first block's start and its last one's stop.
pairs = {(r, c): n for r, c, n in db.execute("""
  WITH wide AS (SELECT k.report, k.codebook || '/' || k.code AS code,
      (SELECT max(b.ordinal) FROM block b WHERE b.report = s.id AND b.start <= k.start) AS first,
      (SELECT max(b.ordinal) FROM block b WHERE b.report = s.id AND b.start < k.stop) AS last
    FROM kept k JOIN report s ON s.sha256 = k.report)
  SELECT a.code, b.code, count(DISTINCT a.report) FROM wide a JOIN wide b
    ON a.report = b.report AND a.first <= b.last AND b.first <= a.last AND a.code <> b.code GROUP BY 1, 2""")}
answers = list(csv.DictReader(open(audit, encoding="utf-8", newline="")))
AUDIT = {"found": "found", "found negative": "negative", "searched and not found": "not_found", "unclear": "unclear",
         "unreadable": "unreadable", "not reviewed": "not_reviewed", "known": "of", "partly": "partly",
         "by reviewers": "by_reviewers"}
samples = [s for s, in db.execute("SELECT id FROM sample WHERE kind = 'passages' ORDER BY id")]


def by_sql(a):
    """What SQL counts for a number."""
    opens, name = a["data-opens"], a.get("data-name")
    code = codes[int(a["data-code"])] if opens in ("code", "excerpts", "pairs") and "data-code" in a else None
    if opens == "code":
        return len(tagged.get(code, set()) & members(a.get("data-by"), a.get("data-group")))
    if opens == "searched":
        return len(members(a.get("data-by"), a.get("data-group")) & searched[p.data["codes"][int(a["data-code"])][0]])
    if opens == "excerpts":
        return one(f"SELECT count(*) FROM v_finding f WHERE {RULE if name.startswith('rule-') else '? IN (?1, codebook || code)'}"
                   f" AND {STATES[name]}" + ("" if name.startswith("rule-") or not code else
                                             " AND codebook || '/' || code = ?1"), code or "")
    if opens == "reports":
        group = members(a.get("data-by"), a.get("data-group"))
        return {"reports": lambda: len(group), "pages": lambda: one("SELECT sum(pages) FROM v_report"),
                "names": lambda: one("SELECT count(DISTINCT coalesce(partnership, title, path)) FROM v_report"),
                "doubtful": lambda: one("SELECT count(DISTINCT report) FROM v_quality"),
                "copied": lambda: one("SELECT coalesce(sum(words), 0) FROM v_copied"),
                "compared": lambda: one("SELECT coalesce(sum(words), 0) FROM compared")}[name]()
    if opens == "answers":
        return int(answers[int(a["data-code"])][AUDIT[name]])
    if opens == "pairs":
        return pairs.get((code, codes[int(a["data-other"])]), 0)
    if opens == "judged":
        return one("""SELECT count(*) FROM sample_item i JOIN v_finding f ON f.excerpt = i.key WHERE i.sample = ?
            AND f.status = 'accepted'""", samples[int(a["data-code"])]) if name == "accepted" else one("""SELECT count(*)
            FROM sample_item i JOIN finding f ON f.excerpt = i.key WHERE i.sample = ?
            AND f.status IN ('accepted', 'rejected', 'recoded')""", samples[int(a["data-code"])])
    return {"files": lambda: one("SELECT count(*) FROM v_problem"), "regions": lambda: len(codes),
            "never": lambda: len([c for c in codes if c not in tagged]),
            "passes": lambda: one("SELECT coalesce(sum(problems), 0) FROM v_pass WHERE current"),
            "unsearched": lambda: sum(len(members(None, None) - reports) for reports in searched.values()),
            "outsiders": lambda: None}[name]()       # report_figures.py has these


seen = {}
for n in p.numbers:
    a = n["a"]
    seen[a["data-opens"]] = seen.get(a["data-opens"], 0) + 1
    expected, value = by_sql(a), int(n["text"])
    if expected is not None and value != expected:
        wrong("a number", value, "that SQL has as", expected, a)
    if (n["tag"] == "a") != (value > 0):
        wrong("a number that opens nothing, or 0 that opens something", value, a)
    if value > 0 and p.opened(n)[0] != value:
        wrong("a number", value, "that opens", p.opened(n)[0], a)

# The page's excerpts are those of the study, in order, with their words and pages.
exported = [json.loads(line) for line in open(jsonl, encoding="utf-8")]
places = {r["sha256"]: i for i, r in enumerate(p.data["reports"])}
book = {c: i for i, c in enumerate(codes)}
left = [e for e in exported if KEPT(e["status"]) or e["origin"] == "rule"]
by_place = {}
for e in left:
    by_place.setdefault((places[e["report"]], book[f"{e['codebook']}/{e['code']}"], e["standing"], e["status"]), []).append(e)
whole = not p.rest
if whole and len(p.excerpts) != len(left):
    wrong("excerpts", len(p.excerpts), len(left))
if sum(e["count"] for e in p.rest) + len(p.excerpts) != len(left):
    wrong("excerpts and those that are not there", len(p.excerpts), len(left))
for e in p.excerpts:
    candidates = by_place.get((e["report"], e["code"], e["standing"], e["status"]), [])
    words = re.sub(r"^… | …$", "", e["words"])
    same = [c for c in candidates if words in c["text"] and (c["page"] == e["page"] or e["words"].startswith("…"))]
    if not same:
        wrong("an excerpt that is none", e)
    else:
        candidates.remove(same[0])

for q in p.quotes:
    words = re.sub(r"^… | …$", "", q["text"])
    if not any(words in e["words"] and int(q["link"].split("#page=")[1]) == e["page"] for e in p.excerpts):
        wrong("a quotation of no excerpt", q["text"])
for link in p.links:
    if link not in p.ids:
        wrong("a link to nowhere", link)
for tag, a in p.tags:
    if tag in ("img", "iframe", "link", "object", "embed", "base", "form") or any(k.startswith("on") for k in a) or "src" in a:
        wrong("markup that is not the page's own", tag, a)
if sum(tag == "script" for tag, _ in p.tags) != 2:
    wrong("scripts", sum(tag == "script" for tag, _ in p.tags))
# No number of a table stands bare but a report's own, and how many took part in a measure.
for table, number, column in p.bare:
    if "Copied" not in "".join(c["text"] for c in table["rows"][0]) and not table["caption"].startswith("Agreement"):
        wrong("a number that opens nothing", number, [c["text"] for c in table["rows"][-1]])
for kind, least in (("code", 400), ("searched", 70), ("reports", 8), ("excerpts", 30), ("answers", 60), ("list", 6)):
    if seen.get(kind, 0) < least * int(sys.argv[5] if len(sys.argv) > 5 else 1):
        wrong("too few numbers were there to check", kind, seen.get(kind, 0))
