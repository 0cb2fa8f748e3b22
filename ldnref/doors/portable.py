"""The reading of texts, and the rules, as tables: with them plain SQL screens on any engine.

What a text says alone is worked out here; what hangs on other lines of the patient (a medicine
beside a condition, amounts that add up, parts of a combination) is left to `portable.sql`. A class
is named by what it says, so that tables of several runs fit together. Knows no engine.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers.checking.beside import now
from ldnref.answers.checking.counting import Counting
from ldnref.answers.checking.held import NOTE, Held, severity
from ldnref.answers.checking.verdict import CAUTION, Item
from ldnref.answers.named.kin import wider
from ldnref.answers.named.part import NOW
from ldnref.doors.cohort import UNKNOWN, Cohort
from ldnref.knowledge.model import KnowledgeBase
from ldnref.tuples import NamedTuple

#: Each table with its columns and their types, as DuckDB and Spark both name them.
TABLES = {
    "readings": {"text": "VARCHAR", "class": "VARCHAR", "state": "VARCHAR"},
    "classes": {
        "class": "VARCHAR",
        "variant": "VARCHAR",
        "unknown": "INTEGER",
        "near": "INTEGER",
        "question": "INTEGER",
        "grave": "INTEGER",
        "mild": "INTEGER",
        "amount": "DECIMAL(18,6)",
    },
    "things": {
        "class": "VARCHAR",
        "variant": "VARCHAR",
        "thing": "VARCHAR",
        "is_condition": "INTEGER",
        "is_now": "INTEGER",
    },
    "taken": {"class": "VARCHAR", "thing": "VARCHAR"},
    "asks": {"class": "VARCHAR", "variant": "VARCHAR", "thing": "VARCHAR"},
    "statements": {
        "statement": "VARCHAR",
        "severity": "VARCHAR",
        "undosed": "VARCHAR",
        "needs_medicine": "INTEGER",
        "needs_condition": "INTEGER",
        "is_limit": "INTEGER",
        "over": "DECIMAL(18,6)",
        "under": "DECIMAL(18,6)",
        "asks": "INTEGER",
    },
    "needs": {"statement": "VARCHAR", "thing": "VARCHAR", "is_condition": "INTEGER"},
    "together": {"whole": "VARCHAR", "part": "VARCHAR", "parts": "INTEGER"},
    "degrees": {
        "sign": "VARCHAR",
        "beside": "VARCHAR",
        "thing": "VARCHAR",
        "made": "VARCHAR",
        "place": "INTEGER",
    },
    "instead": {"narrow": "VARCHAR", "wide": "VARCHAR"},
}

#: Those that hold for the knowledge, whatever the texts.
RULES = ("statements", "needs", "together", "degrees", "instead")

Rows = list[tuple[object, ...]]


class Read(NamedTuple):
    """Texts read, as rows of tables."""

    tables: dict[str, Rows]
    #: How many texts were not recognised whole.
    unknown: int


def read(base: KnowledgeBase, cohort: Cohort, texts: Iterable[str]) -> Read:
    """What each distinct text is, and what each class says."""
    readings: Rows = []
    classes: dict[int, str] = {}
    unknown = 0
    for text in dict.fromkeys(texts):
        found = cohort.read(text)
        if found.of is not None and found.of not in classes:
            classes[found.of] = _named(cohort.key(found.of))
        of = None if found.of is None else classes[found.of]
        readings.append((text, of, found.state))
        unknown += found.state == UNKNOWN
    tables: dict[str, Rows] = {name: [] for name in TABLES if name not in RULES}
    tables["readings"] = readings
    for number, name in classes.items():
        items = cohort.items(number)
        tables["taken"] += [(name, thing) for thing in sorted(_taken(items))]
        for variant, said in _variants(base, items):
            _class(base, cohort.held, tables, (name, variant), said)
    return Read(tables, unknown)


def rules(base: KnowledgeBase, held: Held) -> dict[str, Rows]:
    """What each statement needs to speak, and which combinations are taken apart."""
    statements: Rows = []
    for one in held.spoken:
        limit = one.limit
        statements.append(
            (
                one.id,
                one.severity,
                severity(one, None) or NOTE,
                int(bool(one.applies.medicines)),
                int(bool(one.applies.conditions)),
                int(limit is not None),
                limit.over if limit else None,
                limit.under if limit else None,
                int(bool(one.asks)),
            )
        )
    needs: Rows = [
        (statement.id, named.id, int(named.kind == "condition"))
        for named in base.names.values()
        for statement in held.own(named)
    ]
    together: Rows = [
        (whole.id, part, len(whole.contains))
        for whole in base.names.values()
        if whole.together
        for part in whole.contains
    ]
    degrees: Rows = [
        (sign, beside, thing, made.id, place)
        for place, ((of, sign), made) in enumerate(held.signs.items())
        if sign != made.id
        for beside in (of, made.id)
        for thing in (of, sign)
    ]
    instead: Rows = [
        (one.id, wide)
        for one in base.names.values()
        if one.kind == "condition"
        for wide in sorted(wider(base.names, one.id))
        if held.instead(one, base.names[wide])
    ]
    return {
        "statements": statements,
        "needs": needs,
        "together": together,
        "degrees": degrees,
        "instead": instead,
    }


def _named(key: object) -> str:
    """A name for what a class says: the same for equal texts, in every run."""
    return hashlib.sha256(repr(key).encode()).hexdigest()[:24]


def _taken(items: Sequence[Item]) -> set[str]:
    """What is named as it is now, whatever has to be asked of it."""
    return {one.id for item in items if item.part.standing == NOW for one in item.part.named}


def _variants(base: KnowledgeBase, items: Sequence[Item]) -> Iterator[tuple[str, Sequence[Item]]]:
    """The items as they are, and as they are where the patient takes a whole in its parts."""
    yield "", items
    for whole in base.names.values():
        if whole.together:
            yield (
                whole.id,
                [
                    item._replace(part=item.part._replace(named=(whole,)))
                    if any(one.id in whole.contains for one in item.part.named)
                    else item
                    for item in items
                ],
            )


def _class(
    base: KnowledgeBase,
    held: Held,
    tables: dict[str, Rows],
    key: tuple[str, str],
    items: Sequence[Item],
) -> None:
    """Put into the tables what one class says to a verdict."""
    counting = Counting(held, items)
    questions = counting.questions()
    unclear = {id(one.item.part) for one in questions}
    unknown = [item for item in items if item.part.unknown]
    severities = {meaning.severity for one in questions for meaning in one.meanings}
    amounts = [
        item.part.amount
        for item in items
        if item.part.amount is not None
        and item.part.standing == NOW
        and any(base.topics["dosing"].of == named.id for named in item.part.named)
    ]
    tables["classes"].append(
        (
            *key,
            int(bool(unknown)),
            int(any(held.grave(item.part.near) for item in unknown)),
            int(bool(questions)),
            int(any(one.grave for one in questions)),
            int(CAUTION in severities),
            sum(amounts[1:], amounts[0]) if amounts else None,
        )
    )
    things = {
        (named.id, int(named.kind == "condition"), int(now(item.part)))
        for item in items
        if id(item.part) not in unclear and counting.counts(item.part)
        for named in counting.meant(item.part)
    }
    tables["things"] += [(*key, *one) for one in sorted(things)]
    asked = {meaning.named.id for one in questions for meaning in one.meanings}
    tables["asks"] += [(*key, one) for one in sorted(asked)]
