"""How many lines of a medication list are read a second, and whether time grows with their number.

    python benchmarks/names.py

Only the ratios of the rates mean anything. Ten lines over and over flatter whatever is remembered;
lines of which no two are alike, half of them misspelt, are the honest figure.
"""

import itertools
import random
import time
from datetime import date

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.knowledge.library import open_base

LINES = (
    "Tramadol 50mg capsules",
    "Rebif 44 mcg/0.5 mL prefilled syringe",
    "Lipitor 20mg nocte",
    "Percocet 5-325 one tab q6h prn",
    "foobarol",
    "metformin 500mg bd, ramipril 5 mg od",
    "codeine allergy",
    "tramadoll 50 mg",
    "vitamin D",
    "Tylenol",
)
TODAY = date(2026, 11, 29)


def _rate(lexicon, lines):
    start = time.perf_counter()
    for line in lines:
        read(lexicon, line, TODAY)
    return len(lines) / (time.perf_counter() - start)


def _different(lexicon, count):
    """Lines of which no two are alike; every second one has a letter too many, or another."""
    chance = random.Random(1)  # noqa: S311 - the same lines in every run
    names = sorted(lexicon.known)
    lines = []
    for number in range(count):
        name = chance.choice(names)
        if number % 2 and len(name) > 2:
            at = chance.randrange(1, len(name))
            name = name[:at] + chance.choice("aeiou") + name[at - chance.randrange(2) :]
        lines.append(f"{name} {number + 1} mg")
    return lines


def main():
    """Print the lines read in a second, for few and for many, alike and different."""
    lexicon = Lexicon(open_base([], names=True))
    _rate(lexicon, LINES)  # the lists are made at the first line
    for name, lines in (
        ("ten lines over and over", list(itertools.islice(itertools.cycle(LINES), 20_000))),
        ("no two alike", _different(lexicon, 20_000)),
    ):
        few, many = _rate(lexicon, lines[:1_000]), _rate(lexicon, lines)
        print(f"{name:24} 1,000 lines: {few:9,.0f} a second")
        print(f"{'':23} 20,000 lines: {many:9,.0f} a second, {many / few:.2f} of the rate of few")


if __name__ == "__main__":
    main()
