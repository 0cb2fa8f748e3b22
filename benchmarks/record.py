"""What a record of 5 MB costs, as ratios to reading its JSON: before any check, and with it.

python benchmarks/record.py [FILE]: a record of your own, or a made-up one of orders and as many
measurements. CPU seconds of this process, the median of five; nothing here passes or fails.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from ldnref.answers.checking.judge import TOPICS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import check
from ldnref.doors.records import record
from ldnref.knowledge.library import open_base

DAY = date(2026, 11, 30)
TIMES = 5


def made(names: list[str], size: int = 5_000_000) -> bytes:
    """A bundle of so many bytes: an order, a narrative and a measurement each time."""
    entries: list[object] = []
    written = 0
    while written < size:
        n = len(entries) // 2
        order = {
            "resourceType": "MedicationRequest",
            "id": f"m{n}",
            "status": ("active", "completed", "stopped")[n % 3],
            "intent": "order",
            "subject": {"reference": "Patient/p1"},
            "medicationCodeableConcept": {"text": f"{names[n % 90]} {n % 2 + 1} mg"},
            "authoredOn": f"20{n % 27:02}-03-01",
            "text": {"status": "generated", "div": "<div>" + "narrative " * 30 + "</div>"},
        }
        height = {
            "resourceType": "Observation",
            "id": f"o{n}",
            "status": "final",
            "subject": {"reference": "Patient/p1"},
            "code": {"coding": [{"system": "http://loinc.org", "code": "8302-2"}]},
            "valueQuantity": {"value": 170 + n % 9, "unit": "cm"},
        }
        pair = [{"resource": order}, {"resource": height}]
        entries += pair
        written += len(json.dumps(pair))
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def seconds(work) -> float:
    """The CPU seconds that it takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Print the ratios."""
    base = open_base(TOPICS, names=True, records=True)
    assert base.records is not None  # noqa: S101 - for the types: it was asked for
    words, lexicon = base.records, Lexicon(base)
    names = sorted(one.name for one in base.names.values() if one.kind == "medicine")
    data = Path(sys.argv[1]).read_bytes() if sys.argv[1:] else made(names)
    read = record(data, words, DAY)
    check(base, read, None, lexicon)  # the lists of names are made once
    rows = []
    for _ in range(TIMES):
        plain = seconds(lambda: json.loads(data))
        reading = seconds(lambda: record(data, words, DAY))
        checking = seconds(lambda: check(base, read, None, lexicon))
        rows.append((reading / plain, checking / plain, plain, reading + checking))
    shown = [median(row) for row in zip(*rows, strict=True)]
    print(f"{len(data):,} bytes, {len(read.given):,} different entries")
    print(f"reading {shown[0]:.2f} times the JSON, checking {shown[1]:.2f} times")
    print(f"JSON {shown[2]:.3f} s; reading and checking {shown[3]:.3f} s")


if __name__ == "__main__":
    main()
