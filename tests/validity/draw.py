"""Draws passages of reports for people to label, as README.md tells: sentences, most of them from wide nets.

  draw.py --book schools --side unseen-3 --study unseen.db --reports FOLDER --size 110 --read FOLDER --key FOLDER
      [--seen FILE...] [--seen-study STUDY...]

What is in labels/ is not drawn again, but for the lines of the same side, so that a draw can be repeated afterwards.
The same study, nets and files seen give the same passages on every machine: the order of chance is that of SHA-256 over
the side, the book and the place. EXCERPTA in the environment names the program, whose sentences these are.
"""
import argparse
import collections
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

FEWEST_WORDS = 6
DRAWN_FROM = ("paragraph", "list-item")
SPACE = "{urn:excerpta:codebook:1}"
HERE = os.path.dirname(os.path.abspath(__file__))


def excerpta(*words):
    """What a command of excerpta prints as JSON."""
    run = subprocess.run([os.environ.get("EXCERPTA", "excerpta"), *words, "--format", "json"], stdout=subprocess.PIPE,
                         check=True)
    return json.loads(run.stdout)


def sentences_of(study):
    return excerpta("search", "--study", study, "--regex", r"(?s)\A.+\z", "--width", "0")


def plain(text):
    """Letters and digits alone, so that quotation marks, hyphens and a paragraph's number make no difference."""
    return "".join(re.findall(r"\w+", re.sub(r"^\W*\d+\.\s", "", text).lower()))


def read_study(study, folder):
    """The sentences of a study in their order, each with its block and with those beside it under the same heading."""
    sentences, blocks = [], {}
    for hit in sentences_of(study):
        path = hit["file"]
        if path not in blocks:
            rows = excerpta("show", path, "--study", study, "--blocks")
            blocks[path] = sorted((b for b in rows if b["start"] is not None), key=lambda b: b["start"], reverse=True)
        while not blocks[path][-1]["stop"] > hit["start"]:
            blocks[path].pop()
        block = blocks[path][-1]
        sentences.append({"report": os.path.relpath(path, folder), "page": hit["page"], "heading": hit["heading"],
                          "text": " ".join(hit["match"].split()), "kind": block["kind"], "block": block["block"],
                          "place": f"{hit['report']} {hit['start']} {hit['stop']}"})
    for one, two in zip(sentences, sentences[1:]):
        if one["report"] == two["report"] and one["heading"] == two["heading"] and one["kind"] != "heading":
            one["next"], two["previous"] = two, one
    return sentences


def read_seen(side, files, studies):
    """All that is no longer unseen, as one text to look into: passages and what stands before them."""
    seen = [hit["match"] for study in studies for hit in sentences_of(study)]
    for path in glob.glob(os.path.join(HERE, "labels", "*.jsonl")) + files:
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        seen += [row[field] for row in rows if row.get("side") != side for field in ("text", "before") if field in row]
    return " ".join(plain(text) for text in seen)


def may_be_drawn(sentences, seen):
    """Those of enough words that were not seen before and stand in no second report, as set phrases do."""
    reports = collections.defaultdict(set)
    for sentence in sentences:
        reports[plain(sentence["text"])].add(sentence["report"])
    able, met = [], set()
    for sentence in sentences:
        text = plain(sentence["text"])
        if (sentence["kind"] in DRAWN_FROM and len(sentence["text"].split()) >= FEWEST_WORDS and text not in met
                and len(reports[text]) == 1 and text not in seen):
            able.append(sentence)
            met.add(text)
    return able


def read_nets(book):
    """code: its patterns, all of which must be in a sentence."""
    names, nets = {}, {}
    with open(os.path.join(HERE, "nets.txt"), encoding="utf-8") as file:
        for line in file:
            words = line.split(None, 2)
            if words and words[0] == book:
                (names if words[1].startswith("{") else nets)[words[1]] = words[2].rstrip()
    for code, net in nets.items():
        for name, pattern in names.items():
            net = net.replace(name, pattern)
        nets[code] = [re.compile(r"\b(?:" + part + ")", re.IGNORECASE) for part in net.split(" & ")]
    return nets


class Draw:
    """What is drawn so far; no report gives more than its share."""

    def __init__(self, seed, per_report):
        self.seed, self.per_report = seed, per_report
        self.drawn, self.reports = [], collections.Counter()

    def shuffled(self, sentences, what):
        return sorted(sentences, key=lambda s: hashlib.sha256(f"{self.seed} {what} {s['place']}".encode()).digest())

    def take(self, sentence, net):
        if "net" in sentence or self.reports[sentence["report"]] >= self.per_report:
            return False
        sentence["net"] = net
        self.drawn.append(sentence)
        self.reports[sentence["report"]] += 1
        return True

    def from_nets(self, able, nets, size):
        """Each code in turn gives one; a code whose net is empty is passed over."""
        rows = {code: iter(self.shuffled([s for s in able if all(p.search(s["text"]) for p in net)], code))
                for code, net in nets.items()}
        while rows and len(self.drawn) < size:
            for code in list(rows):
                if len(self.drawn) < size and not any(self.take(s, code) for s in rows[code]):
                    del rows[code]

    def from_others(self, able, size):
        """Half of what is left from beside what the nets gave, the other half by chance alone."""
        places = {s["place"] for s in able}
        beside = [s[way] for s in self.drawn for way in ("previous", "next") if way in s and s[way]["place"] in places]
        half = len(self.drawn) + (size - len(self.drawn)) // 2
        for sentences, what, stop in ((beside, "beside", half), (able, "chance", size)):
            for sentence in self.shuffled(sentences, what):
                if len(self.drawn) < stop:
                    self.take(sentence, what)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def write_definitions(path, book, asked):
    """What the readers work from: the codebook's own words and nothing of its rules."""
    parts = [("definition", "Definition"), ("include", "Also"), ("exclude", "Not")]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"# {text_of(book.find(SPACE + 'title'))}\n\n"
                   "A passage gets every code that applies, and for each a standing: `present`, unless what the code "
                   "names is said to be\n`absent` (missing, too weak, to be bettered), `planned` or `past`.\n")
        for code in book.iter(SPACE + "code"):
            if code.get("id") not in asked:
                continue
            file.write(f"\n## `{code.get('id')}`: {text_of(code.find(SPACE + 'title'))}\n")
            for name, word in parts:
                for element in code.findall(SPACE + name):
                    file.write(f"- {word}: {text_of(element)}\n")
            example = next(e for e in code.findall(SPACE + "example") if e.get("match") != "no")
            file.write(f"- Example ({example.get('match')}): {text_of(example)}\n")


def write_passages(path, drawn):
    """The passages as readers see them."""
    with open(path, "w", encoding="utf-8") as file:
        for n, sentence in enumerate(drawn, 1):
            file.write(f"## {n}\nHeading: {sentence['heading'] or '–'}  \n"
                       f"Before: {sentence['previous']['text'] if 'previous' in sentence else '–'}  \n"
                       f"**Passage: {sentence['text']}**  \n"
                       f"After: {sentence['next']['text'] if 'next' in sentence else '–'}\n\n")


def write_key(path, drawn):
    """Where each passage stands, as a line of the labels without its codes, and which net gave it."""
    with open(path, "w", encoding="utf-8") as file:
        for n, sentence in enumerate(drawn, 1):
            row = {"n": n, "net": sentence["net"], "id": hashlib.sha256(sentence["place"].encode()).hexdigest()[:10],
                   "report": sentence["report"], "page": sentence["page"], "text": sentence["text"]}
            before = sentence.get("previous")
            if before and before["block"] == sentence["block"]:
                row["before"] = before["text"]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--book", required=True, help="the codebook's id")
    parser.add_argument("--side", required=True, help="what the draw is called; another name, another draw")
    parser.add_argument("--study", required=True, help="where to draw from")
    parser.add_argument("--reports", required=True, help="the reports' folder: they are named from there on")
    parser.add_argument("--size", type=int, required=True, help="how many passages")
    parser.add_argument("--from-nets", type=int, help="how many of these from nets (two thirds)")
    parser.add_argument("--per-report", type=int, default=6, help="how many of a report at most (6)")
    parser.add_argument("--seen", nargs="*", default=[], help="more JSON lines whose text is not drawn again")
    parser.add_argument("--seen-study", nargs="*", default=[], help="studies whose sentences are not drawn")
    parser.add_argument("--read", required=True, help="where to write what readers get")
    parser.add_argument("--key", required=True, help="where to write the key")
    return parser.parse_args()


def main():
    opts = options()
    book = ElementTree.parse(os.path.join(HERE, "../../codebooks", opts.book + ".xml")).getroot()
    with open(os.path.join(HERE, "labels", opts.book + ".jsonl"), encoding="utf-8") as file:
        asked = json.loads(file.readline())["asked"]
    nets = read_nets(opts.book)
    if sorted(nets) != sorted(asked):
        sys.exit(f"nets.txt: {opts.book}: a net is missing or too many: {' '.join(sorted(set(nets) ^ set(asked)))}")
    able = may_be_drawn(read_study(opts.study, opts.reports), read_seen(opts.side, opts.seen, opts.seen_study))
    draw = Draw(f"{opts.side} {opts.book}", opts.per_report)
    draw.from_nets(able, {code: nets[code] for code in asked}, opts.from_nets or opts.size * 2 // 3)
    draw.from_others(able, opts.size)
    drawn = draw.shuffled(draw.drawn, "order")
    write_definitions(os.path.join(opts.read, opts.book + "-definitions.md"), book, asked)
    write_passages(os.path.join(opts.read, opts.book + "-passages.md"), drawn)
    write_key(os.path.join(opts.key, opts.book + ".jsonl"), drawn)
    nets_drawn = collections.Counter(s["net"] for s in drawn)
    print(f"{opts.book}: {len(drawn)} of {len(able)} sentences that may be drawn, from {len(draw.reports)} reports: "
          + ", ".join(f"{net} {count}" for net, count in nets_drawn.most_common()))


if __name__ == "__main__":
    main()
