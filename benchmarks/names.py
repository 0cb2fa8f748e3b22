"""How many lines of a medication list are read a second, and whether time grows with their number.

    python benchmarks/names.py

Only the ratio of the two rates means anything.
"""

import itertools
import time

from ldnref.answers.names import Names

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


def _rate(names, count):
    start = time.perf_counter()
    for line in itertools.islice(itertools.cycle(LINES), count):
        names.read(line)
    return count / (time.perf_counter() - start)


def main():
    """Print the lines read in a second, for few and for many."""
    names = Names(open_base([], names=True))
    _rate(names, len(LINES))  # the lists are made at the first line
    few, many = _rate(names, 1_000), _rate(names, 20_000)
    print(f" 1,000 lines: {few:9,.0f} a second")
    print(f"20,000 lines: {many:9,.0f} a second, {many / few:.2f} of the rate of few")


if __name__ == "__main__":
    main()
