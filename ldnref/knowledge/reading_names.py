"""Reads data/medicines.yaml, data/conditions.yaml and data/other-medicines.txt."""

import re
from collections.abc import Callable

from ldnref.knowledge import model_names, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file, read_list
from ldnref.knowledge.yaml_nodes import Node, Scalar

#: The patterns of the codes that medicines bear.
_CODE = re.compile(r"[A-Z]\d\d[A-Z]{1,2}(?:\d\d)?|rxcui:\d+")


def _named(kind: str) -> Callable[[Reader, Node], model_names.Named]:
    may = _CONDITION_MAY if kind == "condition" else _MEDICINE_MAY

    def read(reader: Reader, node: Node) -> model_names.Named:
        fields = reader.fields(node, ("id", "name", "what"), may)
        codes = fields.get("codes")
        brands = fields.get("brands")
        known = reader.maybe_words(codes)
        for code in known:
            if codes is not None and not _CODE.fullmatch(code):
                reader.say(codes, f"{code!r} is no code as N02AX02 or rxcui:10689")
        return model_names.Named(
            id=reader.text(fields.get("id")),
            where=reader.where(node),
            kind=kind,
            name=reader.prose(fields.get("name")),
            what=reader.prose(fields.get("what")),
            also=_names(reader, fields.get("also")),
            asks=_names(reader, fields.get("asks")),
            brands=() if brands is None else _brands(reader, brands),
            codes=known,
            within=reader.texts(fields.get("within")),
            contains=reader.texts(fields.get("contains")),
            together=reader.yes_or_no(fields.get("together")),
            alone=reader.maybe_words(fields.get("alone")),
            course=reader.maybe_choice(fields.get("course"), vocabulary.COURSES),
            lasts=reader.days(fields.get("lasts")),
            reaction=reader.texts(fields.get("reaction")),
            intolerance=reader.texts(fields.get("intolerance")),
            hides=reader.texts(fields.get("hides")),
        )

    return read


_CONDITION_MAY = ("also", "alone", "within", "course", "lasts", "hides", "reaction", "intolerance")


_MEDICINE_MAY = ("also", "within", "contains", "together", "codes", "asks", "brands", "lasts")


def _names(reader: Reader, node: Node | None) -> tuple[str, ...]:
    """Names with semicolons between; with commas alone they would be one long name."""
    found = reader.maybe_words(node)
    if node is not None and isinstance(node, Scalar) and ", " in node.text and ";" not in node.text:
        reader.say(
            node, "a comma, and no semicolon: put semicolons between names, or one at the end"
        )
    return found


def _brands(reader: Reader, node: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    fields = reader.fields(node, (), vocabulary.REGIONS)
    return tuple((region, _names(reader, names)) for region, names in fields.items())


#: What settles a name as its harmless meaning.
_HARMLESS = "harmless"


def _settling(reader: Reader, node: Node) -> model_names.Settling:
    fields = reader.fields(node, ("words", "is"))
    becomes = reader.text(fields.get("is"))
    return model_names.Settling(
        words=reader.maybe_words(fields.get("words")),
        becomes=None if becomes == _HARMLESS else becomes,
    )


def _ambiguous(reader: Reader, node: Node) -> model_names.Ambiguous:
    fields = reader.fields(node, ("names", "may-be", "says"), ("or", "settles", "otherwise"))
    return model_names.Ambiguous(
        names=reader.maybe_words(fields.get("names")),
        where=reader.where(node),
        may_be=reader.texts(fields.get("may-be")),
        says=reader.prose(fields.get("says")),
        harmless=reader.maybe_prose(fields.get("or")),
        settles=reader.items(fields.get("settles"), lambda item: _settling(reader, item)),
        otherwise=reader.maybe_text(fields.get("otherwise")),
    )


def _origin(reader: Reader, node: Node) -> None:
    for value in reader.fields(node, ("name", "what", "terms")).values():
        reader.text(value)


def read_medicines(text: str, file: str) -> tuple[model_names.Medicines | None, list[Problem]]:
    """Read data/medicines.yaml: where its names come from, groups of medicines, medicines."""

    def medicines(reader: Reader, root: Node) -> model_names.Medicines:
        needed = ("provenance", "exact", "ambiguous", "groups", "medicines")
        fields = reader.fields(root, needed)
        group, medicine = _named("group"), _named("medicine")
        reader.items(fields.get("provenance"), lambda item: _origin(reader, item))
        return model_names.Medicines(
            named=(
                *reader.items(fields.get("groups"), lambda item: group(reader, item)),
                *reader.items(fields.get("medicines"), lambda item: medicine(reader, item)),
            ),
            ambiguous=reader.items(fields.get("ambiguous"), lambda item: _ambiguous(reader, item)),
            exact=reader.maybe_words(fields.get("exact")),
        )

    return read_file(text, file, medicines)


def read_others(text: str, file: str) -> tuple[str | None, list[Problem]]:
    """Read data/other-medicines.txt: comments, then sorted lines of name, substances, origin."""
    lines = text.splitlines()
    problems = []
    before = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        if not line.replace("\t", "").isprintable():
            problems.append(Problem(file, number, 1, "holds a hidden character: take it out"))
        elif not name or rest.count("\t") != 1 or rest.startswith("\t"):
            problems.append(Problem(file, number, 1, "expected a name, substances and an origin"))
        elif name <= before:
            problems.append(Problem(file, number, 1, f"{name!r} is not sorted, or stands twice"))
        before = name
    return (None if problems else text), problems


def read_conditions(
    text: str, file: str
) -> tuple[tuple[model_names.Named, ...] | None, list[Problem]]:
    """Read data/conditions.yaml."""
    return read_list(text, file, "conditions", _named("condition"))
