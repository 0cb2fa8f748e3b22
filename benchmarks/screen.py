"""How long a screen takes, and what it holds in memory: for ten million lines, or for LINES.

    python benchmarks/screen.py [LINES [PATIENTS [TEXTS]]]

The lists are made: of each hundred lines some three name what is held here, the rest other
medicines, with strengths and forms; two of a hundred texts have a slip. Common texts are common, as
in real lists. Prints rows a second of the whole, its seconds of CPU, and the peak of memory.
"""

import os
import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from ldnref.answers.checking.judge import TOPICS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.doors.cohort import Cohort
from ldnref.doors.screen import screen
from ldnref.doors.tables import Columns
from ldnref.knowledge.library import open_base

FORMS = ("tablets", "capsules", "oral solution", "modified-release tablets", "injection", "cream")
#: The share of texts that name what is held, and of those with a slip of a letter.
OURS, SLIPS = 0.03, 0.02


def texts(lexicon, count, chance):
    """Texts as lists write them, no two alike; the commonest first."""
    ours, others = sorted(lexicon.known), sorted(lexicon.others)
    made = {}
    while len(made) < count:
        name = chance.choice(ours if chance.random() < OURS else others)
        if chance.random() < SLIPS and len(name) > 4:
            at = chance.randrange(1, len(name))
            name = name[:at] + chance.choice("aeiou") + name[at + 1 :]
        made[f"{name} {chance.randrange(1, 1000)} mg {chance.choice(FORMS)}"] = None
    return list(made)


def generate(folder, lines, patients, count):
    """A table of so many lines; how often a text stands in it falls with its number."""
    chance = random.Random(1)  # noqa: S311 - the same lists in every run
    made = folder / "texts.csv"
    lexicon = Lexicon(open_base(TOPICS, names=True))
    made.write_text("".join(f'{n};"{t}"\n' for n, t in enumerate(texts(lexicon, count, chance))))
    table = folder / "lists.parquet"
    duckdb.execute(
        f"""COPY (
            SELECT patient, medication FROM (
                SELECT hash(range) % {patients} AS patient,
                    CASE WHEN range < {count} THEN range
                    ELSE CAST(floor({count} * pow(hash(range + 7) / 18446744073709551616.0, 4))
                        AS BIGINT) END AS n
                FROM range({lines})
            ) JOIN (SELECT * FROM read_csv('{made}', delim=';', header=false,
                columns={{'n': 'BIGINT', 'medication': 'VARCHAR'}})) USING (n)
        ) TO '{table}'"""  # noqa: S608 - made here
    )
    return table


def main():
    """Print how long each step took."""
    lines, patients, count = (
        int(sys.argv[at]) if len(sys.argv) > at else usual
        for at, usual in ((1, 10_000_000), (2, 1_000_000), (3, 90_000))
    )
    steps, start = {}, time.perf_counter()

    def tell(step, *_):
        steps.setdefault(step, time.perf_counter() - start)

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        table = generate(folder, lines, patients, count)
        start, used = time.perf_counter(), sum(os.times()[:4])
        cohort = Cohort(open_base(TOPICS, names=True), date(2026, 11, 29))
        found = screen(cohort, table, Columns(), folder / "out.parquet", tell)
        took, used = time.perf_counter() - start, sum(os.times()[:4]) - used
        size = (folder / "out.parquet").stat().st_size
    ends = [*list(steps.values())[1:], took]
    for (step, begun), end in zip(steps.items(), ends, strict=True):
        print(f"{step:26} {end - begun:7.1f} s")
    print(
        f"{found.lines:,} lines, {found.texts:,} texts, {found.patients:,} patients: {took:.1f} s, "
        f"{used:.1f} s of CPU of all processes"
    )
    print(f"{found.lines / took:,.0f} lines a second; the output has {size:,} bytes")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MiB; {found.states}; {found.outcomes}")


if __name__ == "__main__":
    main()
