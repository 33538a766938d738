"""Python's re over a text, sentence by sentence and pattern by pattern: what the bench of coding compares with."""
import re
import sys

patterns = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
lines = open(sys.argv[2], encoding="utf-8").read().split("\n")
matches = refused = 0
for pattern in patterns:
    try:
        compiled = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    except re.error:
        refused += 1
        continue
    for line in lines:
        matches += sum(1 for _ in compiled.finditer(line))
print(len(patterns), refused, matches)
