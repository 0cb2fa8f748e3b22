"""Rules over names: each stands for one thing, and no name that matters is lost."""

import re
import unicodedata
from collections.abc import Iterator

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Problem, Where
from ldnref.knowledge.pointing import Rule, problem, unknown

_SIGNS = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(r"#\s*(?=\d)")


def as_compared(name: str) -> str:
    """A name as names are compared: as `answers.names` does it, which a test makes sure of."""
    name = _NUMBERED.sub(" no ", name)
    if name.isascii():
        return _SIGNS.sub(" ", name.lower()).strip()
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _names(named: Named) -> Iterator[str]:
    """Every name that is this thing, or raises a question on it."""
    yield from (named.id, named.name, *named.also, *named.asks)
    for _, brands in named.brands:
        yield from brands


def names_stand_for_one_thing(base: KnowledgeBase) -> Iterator[Problem]:
    """A name on two entries would answer for one and hide the other: it is declared ambiguous."""
    owner: dict[str, Named] = {}
    for named in base.names.values():
        for name in dict.fromkeys(map(as_compared, _names(named))):
            if owner.setdefault(name, named) is not named:
                message = f"the name {name!r} stands on {owner[name].id!r} too: it is 'ambiguous'"
                yield problem(named.where, message)


def ambiguous_names_have_no_entry(base: KnowledgeBase) -> Iterator[Problem]:
    """A name of more than one meaning is asked about once: no two questions claim it."""
    seen: set[str] = set()
    for one in base.ambiguous:
        for name in dict.fromkeys(map(as_compared, one.names)):
            if name in seen:
                yield problem(one.where, f"the name {name!r} is 'ambiguous' twice")
            seen.add(name)


def _others(base: KnowledgeBase) -> Iterator[tuple[Where, str, str]]:
    """Each line of the other medicines: its place, name and substances."""
    file = base.about.where.file.removesuffix("about.yaml") + "other-medicines.txt"
    for number, line in enumerate(base.other_lines, 1):
        if not line.startswith("#"):
            name, substances, *_ = (*line.split("\t"), "")
            yield Where(file, number, 1), name, substances


def no_brand_is_lost(base: KnowledgeBase) -> Iterator[Problem]:
    """What medicines.yaml holds is no other medicine, by its own name or by what is in it."""
    held = {as_compared(n): one for one in base.names.values() for n in _names(one)}
    medicines = {name: one for name, one in held.items() if one.kind == "medicine"}
    for where, name, substances in _others(base):
        if name in held:
            yield problem(where, f"{name!r} stands on {held[name].id!r}: take this line out")
        for part in filter(None, map(as_compared, substances.split("/"))):
            # `codeine phosphate` is codeine; the last words of a substance are its salt.
            if one := medicines.get(part) or medicines.get(part.split(" ")[0]):
                yield problem(where, f"{name!r} holds {one.id!r}: give {one.id!r} this brand")
                break


def nothing_grows_fewer(base: KnowledgeBase) -> Iterator[Problem]:
    """There are as many medicines, names, memberships … as must-hold.yaml says, or more."""
    must = base.must_hold
    if must is None:
        return
    found = held(base)
    for key, least in must.least.items():
        if found[key] < least:
            message = f"there are {found[key]} {key}, and once there were {least}: what was lost?"
            yield problem(must.where, message)


def held(base: KnowledgeBase) -> dict[str, int]:
    """How many medicines, names, memberships … there are, by the keys of `least`."""
    kinds = [named.kind for named in base.names.values()]
    return {
        "medicines": len(kinds) - kinds.count("condition"),
        "conditions": kinds.count("condition"),
        "names": sum(len(list(_names(named))) for named in base.names.values()),
        "memberships": sum(len(one.within) + len(one.contains) for one in base.names.values()),
        "other-medicines": sum(1 for _ in _others(base)),
        "codes": sum(len(lines.splitlines()) for lines in base.codes.values()),
    }


def what_must_hold_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """The topics and statements that must-hold.yaml names are there."""
    if must := base.must_hold:
        yield from unknown(must.where, must.topics, base.topics, "topic")
        yield from unknown(must.where, must.other_labels, base.statements, "statement")


def codes_stand_for_what_is_held(base: KnowledgeBase) -> Iterator[Problem]:
    """A code of another system stands for names that are here; else a record would be misread."""
    folder = base.about.where.file.removesuffix("about.yaml")
    for system, text in base.codes.items():
        for number, line in enumerate(text.splitlines(), 1):
            _, *rest = line.split("\t")
            ids = rest[0].split(";") if rest and not line.startswith("#") else ()
            held = (one.removeprefix("?") for one in ids if one != "-")
            where = Where(f"{folder}codes/{system}.txt", number, 1)
            yield from unknown(where, held, base.names, "medicine, group or condition")


def records_speak_of_what_is_held(base: KnowledgeBase) -> Iterator[Problem]:
    """What a record's codes deny, and what its measurements are, is here."""
    if (words := base.records) is None:
        return
    kind = "medicine, group or condition"
    yield from unknown(words.where, (one.of for one in words.denied), base.names, kind)
    yield from unknown(words.where, words.watched, base.names, kind)
    measures = {one.id for one in base.measures.measures}
    for one in words.observed:
        yield from unknown(one.where, one.of, base.names, kind)
        measured = () if one.measure is None else (one.measure,)
        yield from unknown(one.where, measured, measures, "measure")
        if not one.of and one.measure is None:
            yield problem(one.where, "an observation has a 'measure', or conditions in 'of'")


def questions_are_no_medicines(base: KnowledgeBase) -> Iterator[Problem]:
    """Words that ask a question are no name of a medicine, and ask one question only."""
    medicines = [one for one in base.names.values() if one.kind != "condition"]
    known = {as_compared(name): one.id for one in medicines for name in _names(one)}
    seen: dict[str, str] = {}
    for meaning in base.about.meanings:
        # A group by itself is asked for by any one of its words.
        alone = meaning.of[0] if len(meaning.of) == 1 else ()
        for words in map(as_compared, (*meaning.words, *alone)):
            if words in known:
                yield problem(meaning.where, f"{words!r} is a name of {known[words]!r}")
            elif words not in alone and seen.setdefault(words, meaning.command) != meaning.command:
                yield problem(meaning.where, f"{words!r} asks for {seen[words]!r} too")


RULES_OF_NAMES: tuple[Rule, ...] = (
    names_stand_for_one_thing,
    ambiguous_names_have_no_entry,
    no_brand_is_lost,
    nothing_grows_fewer,
    what_must_hold_exists,
    codes_stand_for_what_is_held,
    records_speak_of_what_is_held,
    questions_are_no_medicines,
)
