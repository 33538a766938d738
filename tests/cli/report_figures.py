"""Checks the measures of a findings page: PAGE STUDY. Shares and their intervals, changes, limits of chance, agreement,
precision and recall, each worked out here from SQL alone, but for the interval of alpha, which is that of "agreement".
Prints what is wrong."""
import csv, math, os, random, re, sqlite3, subprocess, sys
from report_page import Page

page, study = sys.argv[1:3]
p = Page(open(page, encoding="utf-8").read())
db = sqlite3.connect(study)
Z = 1.959963984540054
checked = {}


def expect(what, got, expected):
    checked[what] = checked.get(what, 0) + 1
    if got != expected:
        print(what, "is", got, "and should be", expected)


def wilson(hits, n):
    if n == 0:
        return 0, 1
    share = hits / n
    middle, reach = (share + Z * Z / (2 * n)), Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return (0 if hits == 0 else (middle - reach) / (1 + Z * Z / n)), (1 if hits == n else (middle + reach) / (1 + Z * Z / n))


def binomial(k, n, share):
    return math.comb(n, k) * share ** k * (1 - share) ** (n - k)


def beyond(found, n, share):
    """Limits of chance: which are passed, and how likely it was that one would be."""
    at = lambda tail: next((k for k in range(n + 1) if sum(binomial(i, n, share) for i in range(k + 1)) >= tail - 1e-12), n)
    outside = lambda c: n > 0 and (found < at((1 - c) / 2) or found > at(1 - (1 - c) / 2))
    chance = sum(binomial(k, n, share) for k in range(n + 1) if k < at(.025) or k > at(.975))
    return "99.8" if outside(.95) and outside(.998) else "95" if outside(.95) else "", chance


text = lambda cell: cell["text"].strip()
numbers = lambda cell: [int(n) for n in re.findall(r"\d+", text(cell))]
rows = lambda look, caption="": [r for t in p.table(look, caption) for r in t["rows"][1:]]

for row in rows("asked"):
    found, of = numbers(row[1])
    low, high = wilson(found, of)
    expect("a share", text(row[2]), f"{100 * found / of:.0f}% ({100 * low:.0f} to {100 * high:.0f})" if of else "")

# From year to year: the last two, by Newcombe's method 10.
sign = lambda x: ("−" if x < 0 else "+" if x > 0 else "") + str(abs(x))
points = lambda x: sign(int(math.copysign(math.floor(abs(100 * x) + .5), x)))
for table in p.table("years"):
    of = [int(text(c).split(" of ")[-1]) for c in table["rows"][0][2:] if " of " in text(c)]
    for row in table["rows"][1:] if len(of) > 1 else []:
        before, after = numbers(row[len(of)])[0], numbers(row[len(of) + 1])[0]
        q, r, (l1, h1), (l2, h2) = before / of[-2], after / of[-1], wilson(before, of[-2]), wilson(after, of[-1])
        low, high = r - q - math.hypot(r - l2, h1 - q), r - q + math.hypot(h2 - r, q - l1)
        expect("a change", text(row[len(of) + 2]), f"{points(r - q)} ({points(low)} to {points(high)})")

# Regions and authorities beyond the limits of chance.
for table in p.table("heat"):
    of = [int(text(c).split(" of ")[-1]) for c in table["rows"][0][2:]]
    for row in table["rows"][1:]:
        found = [numbers(c)[0] for c in row[2:]]
        for n, k, cell in zip(of, found, row[2:]):
            mark = {"": "", "95": "*", "99.8": "**"}[beyond(k, n, sum(found) / sum(of))[0]]
            expect("a region's mark", text(cell), f"{k}{mark}")
groups = {}
for report, in db.execute("SELECT report FROM v_report"):
    names = [a for a, in db.execute("SELECT authority FROM v_report_authority WHERE report = ?", (report,))]
    for name in names or ["unknown"]:
        groups.setdefault(name, set()).add(report)
outside, expected = {}, 0
searched = lambda book: {r for r, in db.execute("""SELECT r.sha256 FROM v_pass v JOIN pass_report pr ON pr.pass = v.pass
    JOIN report r ON r.id = pr.report WHERE v.current AND v.codebook = ?""", (book,))}
for book, code, title in p.data["codes"]:
    tagged = {r for r, in db.execute("""SELECT DISTINCT report FROM v_finding WHERE codebook = ? AND code = ?
        AND status NOT IN ('rejected', 'recoded')""", (book, code))}
    those = {name: g & searched(book) for name, g in groups.items()}
    share = sum(len(g & tagged) for g in those.values()) / sum(len(g) for g in those.values())
    for name, g in those.items():
        which, chance = beyond(len(g & tagged), len(g), share)
        expected += chance
        if which and name != "unknown":
            outside[title, name, f"{len(g & tagged)}/{len(g)}", f"{100 * share:.0f}%", which + "%"] = 1
told = re.search(r"lie (\d+) of all shares.*put about ([\d.]+) there", p.ids["variation"]["inside"][-1]["text"], re.S)
expect("authorities beyond", int(told[1]), len(outside))
expect("by chance", told[2], f"{expected:.1f}")
listed = [tuple(text(c) for c in r) for t in p.table("plain") if text(t["rows"][0][-1]) == "beyond" for r in t["rows"][1:]]
expect("the list of those beyond", sorted(listed), sorted(outside))


# Agreement: of each code, excerpts in reports on whose excerpts of it two reviewers or more decided.
ratings = {}
for book, code, report, start, stop, who, verdict, recode in db.execute("""SELECT d.codebook, d.code, d.report, d.start, d.stop,
      d.reviewer, d.verdict, d.recode FROM v_decision d JOIN v_review w ON w.excerpt = d.excerpt AND w.reviewer = d.reviewer
      WHERE d.counts AND d.kind <> 'adjudicated' AND w.adjudicated = 0 AND d.excerpt IS NOT NULL"""):
    said = {"accept": 1, "unsure": None}.get(verdict, 0)
    unit = ratings.setdefault((book, code), {}).setdefault(report, {}).setdefault((start, stop), {})
    unit[who] = (said, True)
    for other in (recode or "").split():
        there = ratings.setdefault((book, other), {}).setdefault(report, {}).setdefault((start, stop), {})
        there[who] = there[who] if there.get(who, (0, False))[1] else (1, False)      # what was said of it itself counts


def agreement(units):
    """The same, alpha: of units as lists of 0 and 1."""
    paired = [u for u in units if len(u) > 1]
    if not paired:
        return None, None
    same = [sum(u.count(v) * (u.count(v) - 1) for v in (0, 1)) / (len(u) * (len(u) - 1)) for u in paired]
    n = {v: sum(u.count(v) for u in paired) for v in (0, 1)}
    observed = sum(u.count(v) * (u.count(v) - 1) / (len(u) - 1) for u in paired for v in (0, 1)) / sum(n.values())
    chance = sum(n[v] * (n[v] - 1) for v in (0, 1)) / (sum(n.values()) * (sum(n.values()) - 1))
    return sum(same) / len(same), ((observed - chance) / (1 - chance) if chance < 1 else None)


decimal = lambda x: "–" if x is None or math.isnan(x) else f"{x:.2f}"
all_of, double = {}, {}
for (book, code), reports in ratings.items():
    both = {r: u for r, u in reports.items() if len({w for unit in u.values() for w in unit}) > 1}
    if both:
        double[f"{book}/{code}"] = both
        all_of.setdefault(f"{book}, all codes", []).append(both)
drawn = {}
command = subprocess.run([os.environ["EXCERPTA"], "agreement", "--over", "excerpts", "--rounds", "1000", "--seed", "1", "--format",
                          "csv", "--study", study], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
for row in csv.DictReader(command.stdout.splitlines()):
    name = f"{row['codebook']}, all codes" if row["code"] == "(all)" else f"{row['codebook']}/{row['code']}"
    drawn[name] = tuple(decimal(float(row[end]) if row[end] else None) for end in ("alpha_low", "alpha_high"))
agreed = {text(r[0]): r for r in rows("plain", "Agreement")}
expect("codes with agreement", sorted(agreed), sorted(list(double) + list(all_of)))
for name, row in agreed.items():
    parts = all_of.get(name) or [double[name]]
    units = [[v for v, _ in u.values() if v is not None] for part in parts for r in part.values() for u in r.values()]
    same, alpha = agreement(units)
    expect("reports with agreement", text(row[1]), str(len({r for part in parts for r in part})))
    expect("the same", text(row[3]), decimal(same))
    expect("alpha", text(row[4]), decimal(alpha))
    expect("the interval of alpha", (text(row[5]), text(row[6])), drawn[name])
    if text(row[5]) != "–":
        expect("an interval has a width", float(text(row[5])) < float(text(row[6])), True)

# Precision, by Wilson.
for row in rows("plain", "Precision"):
    book, code = text(row[0]).split("/")
    accepted, rejected = (db.execute(f"""SELECT count(*) FROM v_finding WHERE codebook = ? AND code = ? AND origin = 'rule'
        AND status IN ({states})""", (book, code)).fetchone()[0] for states in ("'accepted'", "'rejected', 'recoded'"))
    low, high = wilson(accepted, accepted + rejected)
    expect("precision", [text(c) for c in row[4:]], [decimal(accepted / (accepted + rejected)), decimal(low), decimal(high)])

# Recall: found and missed from the counts; the interval by draws of our own.
random.seed(7)
for row, (sample, book, code) in zip(rows("plain", "Recall"), db.execute("""SELECT id, codebook, code FROM sample
      WHERE kind = 'passages' ORDER BY id""").fetchall()):
    count = lambda states: db.execute(f"""SELECT count(*) FROM v_finding WHERE codebook = ? AND code = ? AND origin = 'rule'
        AND status IN ({states})""", (book, code)).fetchone()[0]
    right, no, unsure = count("'accepted'"), count("'rejected', 'recoded'"), count("'undecided', 'unsure', 'disagreed'")
    strata = db.execute("""SELECT t.units, count(f.status) FILTER (WHERE f.status IN ('accepted', 'rejected', 'recoded')),
        count(*) FILTER (WHERE f.status = 'accepted') FROM sample_stratum t LEFT JOIN sample_item i
          ON i.sample = t.sample AND i.stratum = t.ordinal LEFT JOIN finding f ON f.excerpt = i.key
        WHERE t.sample = ? GROUP BY t.ordinal""", (sample,)).fetchall()
    share = right / (right + no) if right + no else .5
    missed = sum(relevant / judged * units for units, judged, relevant in strata if judged)
    found = right + unsure * share
    expect("recall", text(row[4]), decimal(found / (found + missed)))
    expect("judged", numbers(row[2]) + numbers(row[3]), [sum(s[1] for s in strata), sum(s[2] for s in strata)])
    drawn, every = [], sum(s[0] for s in strata)
    of = lambda share, n: sum(random.random() < share for _ in range(n))
    for _ in range(1500):
        here = right + of(random.betavariate(right + .5, no + .5), unsure)
        gone = sum(r + of(random.betavariate(r + .5 * u / every, j - r + .5), u - j) for u, j, r in strata if u)
        drawn.append(here / (here + gone) if here + gone else 1)
    drawn.sort()
    for cell, quantile in ((row[5], .025), (row[6], .975)):
        expect("an end of recall's interval", abs(float(text(cell)) - drawn[int(quantile * len(drawn))]) < .04, True)
for name, least in (a.split("=") for a in sys.argv[3:]):
    if checked.get(name.replace("-", " "), 0) < int(least):
        print("too few were there to check:", name, checked.get(name.replace("-", " "), 0))
