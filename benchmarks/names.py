"""How many lines of a medication list are read and checked a second, and in how much memory.

    python benchmarks/names.py [LIST ...]

A LIST is a text file with one line of a medication list a line; benchmarks/names.md says where the
public ones are from. Without one, lines are made of the names that are held. Only the ratios of the
rates mean anything. Ten lines over and over flatter whatever is remembered; lines of which no two
are alike, half of them misspelt, are the honest figure.

*Read* and *checked* are CPU of this process, opening the base left out, the making of the tables
counted in, and no garbage collected, as in the program. *The whole program* is `ldnref check -` in
a process of its own, the list on its standard input: all its CPU, with its start and its output,
and the most memory that it took. This process holds far more, which says nothing of the program.
Where drug-named-entity-recognition is installed, it reads the same lines beside.
"""

import gc
import itertools
import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import TOPICS, judge
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import at_length, read
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
BASE = open_base(TOPICS, names=True)
FORMS = ("tablets", "10 mg capsules", "5mg/5ml oral soln", "20 mg, 28 tablets", "cream", "od", "")


def _rate(read_all, lines):
    start = time.process_time()
    read_all(lines)
    return len(lines) / max(time.process_time() - start, 1e-9)


def _reading(lines):
    lexicon = Lexicon(BASE)
    for line in lines:
        read(lexicon, line, TODAY)


def _the_long_way(lines):
    lexicon = Lexicon(BASE)
    for line in lines:
        at_length(lexicon, line, TODAY)


def _checking(lines):
    judge(Held(BASE), Lexicon(BASE), lines, TODAY)


def _real(count, chance):
    """Names as lists write them, no two alike."""
    lexicon = Lexicon(BASE)
    names = sorted((*lexicon.known, *lexicon.others))
    return [f"{chance.choice(names)} {chance.choice(FORMS)}".strip() for _ in range(count)]


def _misspelt(count, chance):
    """Lines of which no two are alike; every second one has a letter too many, or another."""
    names = sorted(Lexicon(BASE).known)
    lines = []
    for number in range(count):
        name = chance.choice(names)
        if number % 2 and len(name) > 2:
            at = chance.randrange(1, len(name))
            name = name[:at] + chance.choice("aeiou") + name[at - chance.randrange(2) :]
        lines.append(f"{name} {number + 1} mg")
    return lines


def _half_misspelt(lines, chance):
    """Lines of which no two are alike, every second one of their words with a slip."""
    return [
        f"{' '.join(_slip(word, chance) for word in line.split(' '))} {number} mg"
        for number, line in enumerate(lines, 1)
    ]


def _slip(word, chance):
    """A word as it is, or with a letter too many, missing, wrong, or in the place of another."""
    if not word.isalpha() or len(word) < 4 or chance.random() < 0.5:
        return word
    at = chance.randrange(1, len(word))
    more = chance.choice("aeioulrnst")
    turned = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    many, fewer, other = word[:at] + more + word[at:], word[:at] + word[at + 1 :], word[:at] + more
    return chance.choice((many, fewer, other + word[at + 1 :], turned))


def _whole(lines):
    """The share of lines of which every part is recognised."""
    lexicon = Lexicon(BASE)
    parts = (read(lexicon, line, TODAY) for line in lines)
    return sum(all(one.recognised and not one.unknown for one in each) for each in parts)


def _whole_program(lines, form):
    """The CPU seconds of `ldnref check -` with a list, and the most memory that it took, in MiB.

    A small process starts it: the memory of whoever starts a process is counted as its own.
    """
    code = "import resource as r, subprocess as s, sys; s.run(sys.argv[1:], stdout=s.DEVNULL);"
    code += "u = r.getrusage(r.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    command = [sys.executable, "-m", "ldnref", "check", "-", "--format", form]
    env = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-c", code, *command],
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env=env,
    )
    seconds, mebibytes = map(float, ran.stdout.split())
    return seconds, mebibytes


def _beside():
    """Another reader of names, where it is there."""
    try:
        from drug_named_entity_recognition import find_drugs  # noqa: PLC0415 - a test extra
    except ImportError:
        return None
    return lambda lines: [find_drugs(line.split(" "), is_ignore_case=True) for line in lines]


def main():
    """Print the lines read and checked in a second, how many whole, and what the program takes."""
    gc.disable()
    chance = random.Random(1)  # noqa: S311 - the same lines in every run
    lists = {
        "ten lines over and over": list(itertools.islice(itertools.cycle(LINES), 20_000)),
        "names with forms": _real(20_000, chance),
        "half of them misspelt": _misspelt(20_000, chance),
        "names with forms, half of the words misspelt": _half_misspelt(
            _real(20_000, chance), chance
        ),
    }
    for name in sys.argv[1:]:
        lists[Path(name).stem] = Path(name).read_text(encoding="utf-8").splitlines()
    other = _beside()
    for name, lines in lists.items():
        few, many = _rate(_reading, lines[:2_000]), _rate(_reading, lines)
        long, check = _rate(_the_long_way, lines[:2_000]), _rate(_checking, lines)
        whole = 100 * _whole(lines) / len(lines)
        print(f"{name}: {len(lines):,} lines, {whole:.1f} % whole")
        print(f"  read {many:9,.0f} a second, {many / few:.2f} of the rate of the first 2,000,")
        print(f"  {many / long:.1f} times the long way; checked {check:9,.0f} a second")
        for form in ("text", "json"):
            seconds, peak = _whole_program(lines, form)
            rate = len(lines) / seconds
            print(f"  the whole program, {form}: {rate:,.0f} a second, {peak:.0f} MiB")
        if other is not None:
            theirs = _rate(other, lines[:2_000])
            print(
                f"  drug-named-entity-recognition {theirs:,.0f}: {many / theirs:.2f} times as many"
            )


if __name__ == "__main__":
    main()
