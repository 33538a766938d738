"""Joins what two readers said of the passages that draw.py drew, as README.md tells.

  settle.py --book schools --side unseen-3 --key key/schools.jsonl --readers ONE TWO --settled FILE [--add]

Prints how well the readers agree, and writes their disagreements to FILE, to be settled there by the rule that is
printed. When each is settled, --add puts the passages into labels/BOOK.jsonl as that side.
"""
import argparse
import json
import os
import sys

STANDINGS = ("present", "absent", "planned", "past")
RULE = """A code that one reader alone gave is kept where the passage itself has words for what the definition or its
"also" names and nothing under "not" applies; where it must be supplied from the sentences around, the heading or by
inference, and in doubt, it is dropped. Of two standings the one is kept that the passage itself has words for; in
doubt, present."""


def fail(*words):
    sys.exit("settle.py: " + ": ".join(str(word) for word in words))


def rows_of(path):
    """Each line of a file of JSON lines, with its number."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield number, json.loads(line)
            except ValueError as err:
                fail(path, f"line {number}", err)


def read_answers(path, key, asked):
    """n: {code: standing} of one reader; every passage of the key has a line, and no other."""
    answers = {}
    for number, row in rows_of(path):
        where = f"line {number}"
        if row.get("n") not in key or row["n"] in answers:
            fail(path, where, f"passage {row.get('n')} was not drawn, or has a line already")
        given = row.get("codes")
        if not isinstance(given, list) or not all(isinstance(code, dict) for code in given):
            fail(path, where, 'codes is no list of {"code": …, "standing": …} (none is an empty list)')
        codes = {code.get("code"): code.get("standing") for code in given}
        if len(codes) != len(given):
            fail(path, where, "a code stands twice")
        for code, standing in codes.items():
            if code not in asked or standing not in STANDINGS:
                fail(path, where, f"{code} {standing}: no code that was asked for, or no standing")
        answers[row["n"]] = codes
    missing = [n for n in key if n not in answers]
    if missing:
        fail(path, "passages without a line", " ".join(map(str, missing)))
    return answers


def kappa(one, two, both, size):
    """Cohen's, of two readers who each said yes so often of size decisions; None where it is not defined."""
    seen = (size - one - two + 2 * both) / size
    chance = (one * two + (size - one) * (size - two)) / size**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def print_agreement(asked, first, second):
    """By code whether it is given, whatever the standing; then all decisions on a code and a passage together."""
    total = [0, 0, 0]
    print("| code | kappa | said by reader 1, 2, both |\n|---|---|---|")
    for code in asked:
        said = [sum(code in first[n] for n in first), sum(code in second[n] for n in first),
                sum(code in first[n] and code in second[n] for n in first)]
        total = [old + new for old, new in zip(total, said)]
        print(f"| `{code}` | {shown(kappa(*said, len(first)))} | {said[0]}, {said[1]}, {said[2]} |")
    size = len(asked) * len(first)
    alike = size - total[0] - total[1] + 2 * total[2]
    print(f"\nReaders: {100 * alike / size:.1f} % of decisions alike, kappa {shown(kappa(*total, size))}.")


def shown(figure):
    return "–" if figure is None else f"{figure:.2f}".replace("0.", ".", 1)


def disagreements(key, asked, first, second):
    for n in key:
        for code in asked:
            if first[n].get(code) != second[n].get(code):
                yield {"n": n, "code": code, "reader1": first[n].get(code), "reader2": second[n].get(code),
                       "text": key[n]["text"], "standing": None, "reason": ""}


def read_settled(path, open_ones):
    """(n, code): what was decided and why. The lines are the disagreements and nothing else."""
    wanted, settled = {(d["n"], d["code"]) for d in open_ones}, {}
    for number, row in rows_of(path):
        where = (row.get("n"), row.get("code"))
        if where not in wanted or where in settled:
            fail(path, f"line {number}", "no disagreement of these readers, or it stands twice; begin with a new file")
        settled[where] = row
    if len(settled) < len(wanted):
        fail(path, f"{len(wanted) - len(settled)} disagreements are not in it; begin with a new file")
    return settled


def is_settled(row):
    return row["standing"] in STANDINGS + ("none",) and row["reason"].strip()


def as_list(answer, asked):
    return [{"code": code, "standing": answer[code]} for code in asked if code in answer]


def label_of(side, passage, asked, first, second, settled):
    """A line of the labels."""
    codes, reasons = dict(first), []
    for code in asked:
        if first.get(code) != second.get(code):
            row = settled[passage["n"], code]
            codes[code] = row["standing"]
            reasons.append(f"{code}: {row['reason'].strip()}")
    label = {"id": passage["id"], "side": side, "report": passage["report"], "page": passage["page"],
             "text": passage["text"]}
    if "before" in passage:
        label["before"] = passage["before"]
    label["codes"] = [c for c in as_list(codes, asked) if c["standing"] != "none"]
    label.update(reader1=as_list(first, asked), reader2=as_list(second, asked))
    if reasons:
        label["reason"] = " ".join(reasons)
    return label


def add(path, side, labels):
    """Puts a side behind the others, whole or not at all."""
    with open(path, encoding="utf-8") as file:
        old = file.read()
    if any(json.loads(line).get("side") == side for line in old.splitlines()):
        fail(path, f"has a side {side} already")
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        file.write(old + "".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels))
    os.replace(path + ".tmp", path)


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--book", required=True, help="the codebook's id")
    parser.add_argument("--side", required=True, help="what the draw is called")
    parser.add_argument("--key", required=True, help="the key that draw.py wrote")
    parser.add_argument("--readers", required=True, nargs=2, help="what each reader said, a line a passage")
    parser.add_argument("--settled", required=True, help="the disagreements: written if it is not there, else read")
    parser.add_argument("--labels", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "labels"))
    parser.add_argument("--add", action="store_true", help="put the passages into the labels")
    return parser.parse_args()


def main():
    opts = options()
    labels = os.path.join(opts.labels, opts.book + ".jsonl")
    asked = next(rows_of(labels))[1]["asked"]
    key = {row["n"]: row for _, row in rows_of(opts.key)}
    first, second = (read_answers(path, key, asked) for path in opts.readers)
    print_agreement(asked, first, second)
    open_ones = list(disagreements(key, asked, first, second))
    if not os.path.exists(opts.settled):
        with open(opts.settled, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in open_ones)
    settled = read_settled(opts.settled, open_ones)
    left = [row for row in settled.values() if not is_settled(row)]
    print(f"{len(open_ones)} disagreements, {len(left)} of them to be settled in {opts.settled}: a standing or "
          f"\"none\", and a reason.\n{RULE}" if open_ones else "No disagreements.")
    for row in left:
        print(f"{row['n']} {row['code']}: {row['reader1']} or {row['reader2']}: {row['text']}")
    if opts.add and left:
        fail(opts.settled, f"{len(left)} disagreements are not settled: nothing was added")
    if opts.add:
        add(labels, opts.side, [label_of(opts.side, key[n], asked, first[n], second[n], settled) for n in key])


if __name__ == "__main__":
    main()
