"""A findings page as a test reads it: its numbers, what each opens, its tables."""
import base64, html.parser, json, re, zlib

VOID = {"meta", "br", "img", "link", "input"}
KEPT = lambda status: status not in ("rejected", "recoded")


class Page(html.parser.HTMLParser):
    """numbers: elements with data-opens; tables: rows of cells; packed: the data block."""

    def __init__(self, text):
        super().__init__()
        self.open, self.numbers, self.quotes, self.ids, self.tags, self.links, self.tables = [], [], [], {}, [], [], []
        self.bare, self.packed, self.items = [], "", []
        self.feed(text)
        self.data = json.loads(zlib.decompress(base64.b64decode(self.packed)))
        names = ("report", "code", "page", "first", "last", "standing", "status", "more", "words")
        self.excerpts = [dict(zip(names, e)) for e in self.data["excerpts"]]
        self.rest = [dict(zip(("report", "code", "status", "more", "count"), e)) for e in self.data["rest"]]

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.tags.append((tag, a))
        item = {"tag": tag, "a": a, "text": "", "inside": list(self.open)}
        self.items.append(item)
        if "id" in a:
            self.ids[a["id"]] = item
        if tag == "a" and a.get("href", "").startswith("#"):
            self.links.append(a["href"][1:])
        if "data-opens" in a:
            self.numbers.append(item)
        if tag == "blockquote":
            self.quotes.append(item)
        if tag == "a" and "#page=" in a.get("href", "") and self.quotes:
            self.quotes[-1].setdefault("link", a["href"])
        if tag == "table":
            self.tables.append({"look": a.get("class"), "caption": "", "rows": []})
        if tag == "tr":
            self.tables[-1]["rows"].append([])
        if tag in ("td", "th"):
            self.tables[-1]["rows"][-1].append(item)
        if tag not in VOID:
            self.open.append(item)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        for item in self.open:
            item["text"] += data
        if any(t["tag"] == "caption" for t in self.open):
            self.tables[-1]["caption"] += data
        if self.open and self.open[-1]["a"].get("id") == "data":
            self.packed += data
        inside = {t["tag"] for t in self.open}
        if re.fullmatch(r"\s*\d+\s*", data) and "td" in inside and not any("data-opens" in t["a"] for t in self.open):
            self.bare.append((self.tables[-1], data.strip(), len(self.tables[-1]["rows"][-1])))

    def table(self, look, caption=""):
        return [t for t in self.tables if t["look"] == look and t["caption"].startswith(caption)]

    def in_group(self, report, a):
        """Whether a report, by its place, is of the group that a number is of."""
        r, by, group = self.data["reports"][report], a.get("data-by"), a.get("data-group")
        if not by:
            return True
        if by == "authority":
            return group in ([n for n in r["authorities"].split("; ") if n] or ["unknown"])
        return r[by] == group

    def opened(self, number):
        """What the page's script would count: a number with its excerpts, where it shows some."""
        a = number["a"]
        code = int(a["data-code"]) if "data-code" in a else None
        name = a.get("data-name")
        return getattr(self, "open_" + a["data-opens"])(a, code, name)

    def open_code(self, a, code, name):
        found = [e for e in self.excerpts if e["code"] == code and KEPT(e["status"]) and self.in_group(e["report"], a)]
        return len({e["report"] for e in found}), found

    def open_searched(self, a, code, name):
        unsearched = {(b, r) for b, r in self.data["unsearched"]}
        return len([i for i in range(len(self.data["reports"])) if self.in_group(i, a)
                    and (self.data["codes"][code][0], i) not in unsearched]), []

    def open_excerpts(self, a, code, name):
        wanted = {
            "kept": lambda e: KEPT(e["status"]), "decided": lambda e: KEPT(e["status"]) and e["status"] != "undecided",
            "undecided": lambda e: e["status"] == "undecided", "left-out": lambda e: not KEPT(e["status"]),
            "rule-accepted": lambda e: "h" not in e["more"] and e["status"] == "accepted",
            "rule-rejected": lambda e: "h" not in e["more"] and not KEPT(e["status"]),
            "rule-open": lambda e: "h" not in e["more"] and KEPT(e["status"]) and e["status"] != "accepted"}[name]
        found = [e for e in self.excerpts if (code is None or e["code"] == code) and wanted(e)]
        return len(found) + sum(e["count"] for e in self.rest if (code is None or e["code"] == code) and wanted(e)), found

    def open_reports(self, a, code, name):
        all_of = self.data["reports"]
        within = [r for i, r in enumerate(all_of) if self.in_group(i, a) and (name != "doubtful" or r["doubtful"])]
        if name == "names":
            return len({r["name"] for r in within}), []
        return (sum(r[name] for r in within) if name in ("pages", "copied", "compared") else len(within)), []

    def open_answers(self, a, code, name):
        wanted = {"partly": lambda x: x[1] == "partly", "by reviewers": lambda x: x[2],
                  "known": lambda x: x[0] not in ("unreadable", "not reviewed")}.get(name, lambda x: x[0] == name)
        found = [x for x in self.data["answers"][code] if wanted(x)]
        return len(found) + (len(self.data["files"]) if name == "unreadable" else 0), \
            [self.excerpts[x[3]] for x in found if x[3] >= 0]

    def open_pairs(self, a, code, name):
        of = lambda c: [e for e in self.excerpts if e["code"] == c and KEPT(e["status"])]
        columns = of(int(a["data-other"]))
        found = [r for r in of(code) if code != int(a["data-other"]) and any(
            c["report"] == r["report"] and c["first"] <= r["last"] and r["first"] <= c["last"] for c in columns)]
        return len({e["report"] for e in found}), found

    def open_judged(self, a, code, name):
        return len([j for j in self.data["judged"] if j[0] == code and (name == "judged" or j[3] == name)]), []

    def open_list(self, a, code, name):
        """The lists that a number leads to."""
        item = self.ids[name]
        inside = [t["tag"] for t in self.items if item in t["inside"]]
        if name == "passes":
            return sum(int(n) for n in re.findall(r"(\d+) passages on which a rule was given up", item["text"])), []
        if name == "regions":
            return sum(len(r) > 1 for t in self.table("heat") for r in t["rows"][1:]), []
        tag = {"files": "li", "never": "b", "unsearched": "b", "outsiders": "tr"}[name]
        return inside.count(tag) - (name == "outsiders"), []
