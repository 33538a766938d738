"""Writes the tables of codebooks/README.md anew, from what was labelled and what labels/*.floors say was measured.

  tables.py            the tables between <!-- measured: BOOK --> and <!-- end --> in codebooks/README.md
  tables.py --check    ends with 1, and names the book, where the README says something else

Where rules were mended on a draw and hardly anything was left for another, labels/BOOK.stood keeps what was measured on it
while they stood still; it is never measured again.

How often a code occurs comes from rates.csv: codebook,code,per_10000_words of the tuning reports (`excerpta counts`).
"""
import csv
import json
import os
import re
import sys

from settle import kappa, shown

HERE = os.path.dirname(os.path.abspath(__file__))
README = os.path.join(HERE, "..", "..", "codebooks", "README.md")
BOOKS = ("male-carers", "good-practice", "kinship-care", "domestic-abuse", "residential-care", "emotional-wellbeing",
         "workforce", "schools", "practice-models", "statutory-content")
Z = 1.959964
# Draws that the rules of today had not met when these stood still. Of the other codebooks it is the last one alone.
NEVER_MET = {"good-practice": ("unseen-4", "unseen-5", "unseen-6"), "schools": ("unseen-5", "unseen-6"),
             "kinship-care": ("unseen", "unseen-6"), "emotional-wellbeing": ("unseen", "unseen-6"),
             "workforce": ("unseen", "unseen-6"), "residential-care": ("unseen-3", "unseen-6"),
             "practice-models": ("unseen-3", "unseen-6")}


def wilson(right, of):
    """The interval of 95 percent of a share (Wilson 1927)."""
    share, z2 = right / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * (share * (1 - share) / of + z2 / (4 * of * of)) ** 0.5
    return middle - half, middle + half


def share(right, of):
    if of == 0:
        return f"{right}/{of}"
    low, high = wilson(right, of)
    return f"{right}/{of} = {shown(right / of)} ({shown(low)} to {shown(high)})"


def read_figures(path):
    """{side: {(what, name): [labelled, found, right]}}"""
    sides = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            figures = [int(row["labelled"]), int(row["found"]), int(row["right"])]
            sides.setdefault(row["side"], {})[row["what"], row["name"]] = figures
    return sides


def read_measured(book):
    """(figures of the sides that rules were mended on, those of the draws that they had never met)"""
    sides = read_figures(os.path.join(HERE, "labels", f"{book}.floors"))
    stood = os.path.join(HERE, "labels", f"{book}.stood")
    last = max(side for side in sides if side.startswith("unseen"))
    before = read_figures(stood) if os.path.exists(stood) else {}
    for side, figures in before.items():
        if any(figures[key][0] != sides[side][key][0] for key in figures):
            sys.exit(f"tables.py: {stood} counts other labels of {side} than there are")
    unread = [side for side in NEVER_MET.get(book, (last,)) if side not in before]
    return ([figures for side, figures in sides.items() if side not in unread],
            list(before.values()) + [sides[side] for side in unread])


def read_labels(book):
    with open(os.path.join(HERE, "labels", f"{book}.jsonl"), encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return rows[0]["asked"], rows[1:]


def added(sides, key):
    return [sum(side.get(key, [0, 0, 0])[i] for side in sides) for i in range(3)]


def read_rates():
    with open(os.path.join(HERE, "rates.csv"), encoding="utf-8") as file:
        return {(row["codebook"], row["code"]): row["per_10000_words"] for row in csv.DictReader(file)}


def agreement(asked, rows):
    """{code: (said by reader 1, by reader 2, by both)}"""
    said = {code: [0, 0, 0] for code in asked}
    for row in rows:
        one, two = ({given["code"] for given in row[reader]} for reader in ("reader1", "reader2"))
        for code in asked:
            said[code][0] += code in one
            said[code][1] += code in two
            said[code][2] += code in one and code in two
    return said


def table_of_book(book, rates):
    tuned, unread = read_measured(book)
    asked, rows = read_labels(book)
    said = agreement(asked, rows)
    total = [sum(said[code][i] for code in asked) for i in range(3)]
    size = len(asked) * len(rows)
    out = []
    for title, sides in (("Mended on", tuned), ("**Never met**", unread)):
        labelled, found, right = added(sides, ("all", "codes"))
        out.append(f"{title}: precision {share(right, found)}, recall {share(right, labelled)}, "
                   f"F1 {shown(2 * right / (found + labelled))}.  ")
    out.append(f"Readers: {100 * (size - total[0] - total[1] + 2 * total[2]) / size:.1f} % of decisions alike, kappa "
               f"{shown(kappa(*total, size))}.")
    out += ["", "| code | kappa | said by reader 1, 2, both | mended on: labelled, found, right | never met | in 10,000 words |",
            "|---|---|---|---|---|---|"]
    for code in asked:
        figures = [", ".join(map(str, added(sides, ("code", code)))) for sides in (tuned, unread)]
        out.append(f"| `{code}` | {shown(kappa(*said[code], len(rows)))} | {', '.join(map(str, said[code]))} | "
                   f"{figures[0]} | {figures[1]} | {rates.get((book, code), '–')} |")
    return out


def table_of_all():
    out = ["| codebook | labels, never met | precision | recall | F1 | at .90 and .85 |", "|---|---|---|---|---|---|"]
    for book in BOOKS:
        labelled, found, right = added(read_measured(book)[1], ("all", "codes"))
        met = right >= 0.9 * found and right >= 0.85 * labelled
        out.append(f"| `{book}` | {labelled} | {share(right, found)} | {share(right, labelled)} | "
                   f"{shown(2 * right / (found + labelled))} | {'yes' if met else 'no'} |")
    return out


def main():
    with open(README, encoding="utf-8") as file:
        text = file.read()
    rates = read_rates()
    stale = []
    for book in ("all",) + BOOKS:
        table = "\n".join(table_of_all() if book == "all" else table_of_book(book, rates))
        pattern = re.compile(f"(<!-- measured: {book} -->\n).*?(<!-- end -->\n)", re.S)
        if not pattern.search(text):
            sys.exit(f"tables.py: {README} has no place for the table of {book}")
        new = pattern.sub(lambda m: f"{m.group(1)}\n{table}\n\n{m.group(2)}", text)
        if new != text:
            stale.append(book)
        text = new
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit(f"codebooks/README.md does not say what was measured of: {', '.join(stale)}")
        return
    with open(README, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
