"""The keys of each knowledge file, and what they mean. Knows neither folders nor other files.

Each `read_…` takes a file's text and name and returns its value with every problem in it: a
value is complete only when there are no problems, and is not to be used otherwise.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from ldnref.knowledge import model, model_names, model_sources, model_statements, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.yaml_nodes import Node, compose

T = TypeVar("T")


def _citation(reader: Reader, node: Node) -> model_sources.Citation:
    fields = reader.fields(node, ("ref", "at"), ("seen",))
    return model_sources.Citation(
        ref=reader.text(fields.get("ref")),
        where=reader.where(node),
        at=reader.text(fields.get("at")),
        seen=reader.maybe_choice(fields.get("seen"), vocabulary.SEEN),
    )


def citations(reader: Reader, node: Node | None) -> tuple[model_sources.Citation, ...]:
    """Where a claim stands: a list of sources, each with the place in it."""
    return reader.items(node, lambda item: _citation(reader, item))


def _quantity(reader: Reader, node: Node) -> model_sources.Quantity:
    figures = ("exactly", "under", "low", "high")
    fields = reader.fields(node, ("unit",), (*figures, "per", "of"))
    number = {key: reader.number(fields.get(key)) for key in figures}
    kinds = ("exactly" in fields) + ("under" in fields) + ("low" in fields or "high" in fields)
    if kinds != 1:
        reader.say(node, "a quantity has one of 'exactly', 'under', or 'low' and/or 'high'")
    low, high = number["low"], number["high"]
    if low is not None and high is not None and low >= high:
        reader.say(node, "'low' is not below 'high'")
    return model_sources.Quantity(
        unit=reader.text(fields.get("unit")),
        per=reader.maybe_text(fields.get("per")),
        of=reader.maybe_text(fields.get("of")),
        **number,
    )


def _regimen(reader: Reader, node: Node) -> model_statements.Regimen:
    fields = reader.fields(node, ("name", "who"), ("start", "step", "every", "target", "doses"))
    doses = reader.items(fields.get("doses"), reader.number)
    return model_statements.Regimen(
        name=reader.text(fields.get("name")),
        who=reader.text(fields.get("who")),
        start=reader.number(fields.get("start")),
        step=reader.number(fields.get("step")),
        every=reader.span(fields.get("every")),
        target=reader.number(fields.get("target")),
        doses=tuple(dose for dose in doses if dose is not None),
    )


def _limit(reader: Reader, node: Node) -> model_statements.Limit:
    fields = reader.fields(node, ("unit", "per"), ("over", "under"))
    if ("over" in fields) == ("under" in fields):
        reader.say(node, "a limit has either 'over' or 'under'")
    return model_statements.Limit(
        over=reader.number(fields.get("over")),
        under=reader.number(fields.get("under")),
        # One unit and one time, so that no comparison can slip by a thousand, or by seven.
        unit=reader.choice(fields.get("unit"), ("mg",)),
        per=reader.choice(fields.get("per"), ("day",)),
    )


def _applies(reader: Reader, node: Node) -> model_statements.Applies:
    fields = reader.fields(node, (), ("medicines", "conditions"))
    return model_statements.Applies(
        medicines=reader.texts(fields.get("medicines")),
        conditions=reader.texts(fields.get("conditions")),
    )


_STATEMENT_NEEDS = ("id", "label", "says", "basis", "sources", "checked")
_STATEMENT_MAY = (
    "brief",
    "value",
    "frequency",
    "regimen",
    "applies",
    "limit",
    "severity",
    "found",
    "action",
    "asks",
    "interval",
    "plain",
    "from-full-dose",
    "detail",
    "check",
    "withdrawn",
    "because",
)


def _statement(reader: Reader, node: Node) -> model_statements.Statement:
    fields = reader.fields(node, _STATEMENT_NEEDS, _STATEMENT_MAY)
    get = fields.get
    value, regimen, applies, limit = (get(k) for k in ("value", "regimen", "applies", "limit"))
    withdrawn = get("withdrawn")
    if (withdrawn is None) != ("because" not in fields):
        reader.say(node, "'withdrawn' and 'because' go together")
    if limit is not None and "severity" not in fields:
        reader.say(limit, "a limit needs a severity to speak with")
    return model_statements.Statement(
        id=reader.text(get("id")),
        where=reader.where(node),
        label=reader.prose(get("label")),
        says=reader.prose(get("says")),
        basis=reader.choice(get("basis"), vocabulary.BASES),
        sources=citations(reader, get("sources")),
        checked=reader.day(get("checked")),
        brief=reader.maybe_prose(get("brief")),
        value=None if value is None else _quantity(reader, value),
        frequency=reader.items(get("frequency"), lambda item: _quantity(reader, item)),
        regimen=None if regimen is None else _regimen(reader, regimen),
        applies=model_statements.Applies() if applies is None else _applies(reader, applies),
        limit=None if limit is None else _limit(reader, limit),
        severity=reader.maybe_choice(get("severity"), vocabulary.SEVERITIES),
        found=reader.maybe_choice(get("found"), vocabulary.FINDINGS),
        action=reader.maybe_prose(get("action")),
        asks=reader.maybe_prose(get("asks")),
        interval=reader.days(get("interval")),
        for_patients=reader.maybe_prose(get("plain")),
        from_full_dose=reader.yes_or_no(get("from-full-dose")),
        detail=reader.yes_or_no(get("detail")),
        check="check" not in fields or reader.yes_or_no(get("check")),
        withdrawn=None if withdrawn is None else reader.day(withdrawn),
        because=reader.maybe_prose(get("because")),
    )


def _group(reader: Reader, node: Node) -> model_statements.Heading:
    fields = reader.fields(node, ("title", "statements"))
    return model_statements.Heading(
        title=reader.prose(fields.get("title")),
        statements=reader.items(fields.get("statements"), lambda item: _statement(reader, item)),
    )


def _scale(reader: Reader, node: Node) -> model_statements.Scale:
    fields = reader.fields(node, ("unit", "to", "rows"))
    to = reader.number(fields.get("to"))
    return model_statements.Scale(
        unit=reader.text(fields.get("unit")),
        to=int(to or 0),
        rows=reader.texts(fields.get("rows")),
        where=reader.where(node),
    )


def _planning(reader: Reader, node: Node) -> model_statements.Planning:
    fields = reader.fields(node, ("confirm", "start", "rise", "watch", "back"))
    return model_statements.Planning(
        where=reader.where(node),
        confirm=reader.text(fields.get("confirm")),
        start=reader.text(fields.get("start")),
        rise=reader.text(fields.get("rise")),
        watch=reader.texts(fields.get("watch")),
        back=reader.texts(fields.get("back")),
    )


def read_topic(
    text: str, file: str, name: str
) -> tuple[model_statements.Topic | None, list[Problem]]:
    """Read one file of data/topics; `name` is its name without the ending."""

    def topic(reader: Reader, root: Node) -> model_statements.Topic:
        fields = reader.fields(
            root, ("title", "next", "sections"), ("of", "scale", "range", "plan")
        )
        scale, plan = fields.get("scale"), fields.get("plan")
        groups = reader.items(fields.get("sections"), lambda item: _group(reader, item))
        standing = (
            model_statements.Heading(g.title, tuple(s for s in g.statements if s.withdrawn is None))
            for g in groups
        )
        return model_statements.Topic(
            name=name,
            where=reader.where(root),
            title=reader.prose(fields.get("title")),
            groups=tuple(group for group in standing if group.statements),
            next=reader.texts(fields.get("next")),
            scale=None if scale is None else _scale(reader, scale),
            of=reader.maybe_text(fields.get("of")),
            usual=reader.maybe_text(fields.get("range")),
            planning=None if plan is None else _planning(reader, plan),
            withdrawn=tuple(s for g in groups for s in g.statements if s.withdrawn is not None),
        )

    return read_file(text, file, topic)


def read_about(text: str, file: str) -> tuple[model.About | None, list[Problem]]:
    """Read data/about.yaml."""

    def entry(reader: Reader, node: Node) -> model.TopicEntry:
        fields = reader.fields(node, ("name", "says"))
        return model.TopicEntry(reader.text(fields.get("name")), reader.text(fields.get("says")))

    def about(reader: Reader, root: Node) -> model.About:
        says = ("notice", "notice-short", "no-medicine", "before", "full-dose")
        needed = ("what", "version", "date", *says, "topics", "examples", "next")
        fields = reader.fields(root, needed)
        return model.About(
            what=reader.text(fields.get("what")),
            version=reader.text(fields.get("version")),
            date=reader.day(fields.get("date")),
            notice=reader.text(fields.get("notice")),
            notice_short=reader.prose(fields.get("notice-short")),
            no_medicine=reader.text(fields.get("no-medicine")),
            before=reader.text(fields.get("before")),
            full_dose=reader.text(fields.get("full-dose")),
            topics=reader.items(fields.get("topics"), lambda item: entry(reader, item)),
            examples=reader.items(fields.get("examples"), lambda item: _example(reader, item)),
            next=_next(reader, fields.get("next")),
            where=reader.where(root),
        )

    return read_file(text, file, about)


def _example(reader: Reader, node: Node) -> model.Example:
    fields = reader.fields(node, ("label", "commands"))
    return model.Example(reader.prose(fields.get("label")), reader.texts(fields.get("commands")))


def _next(reader: Reader, node: Node | None) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    fields = reader.fields(node, vocabulary.KINDS_WITH_NEXT)
    return {kind: reader.texts(value) for kind, value in fields.items()}


def read_words(text: str, file: str) -> tuple[model.Words | None, list[Problem]]:
    """Read data/words.yaml: words that mean the same, that forbid, and that reassure."""

    def alike(reader: Reader, node: Node) -> tuple[str, ...]:
        words = reader.words(node)
        if len(words) == 1:
            reader.say(node, "a word alone means the same as nothing")
        return words

    def words(reader: Reader, root: Node) -> model.Words:
        fields = reader.fields(root, ("words", "forbidding", "reassuring"))
        return model.Words(
            alike=reader.items(fields.get("words"), lambda item: alike(reader, item)),
            forbidding=reader.maybe_words(fields.get("forbidding")),
            reassuring=reader.maybe_words(fields.get("reassuring")),
        )

    return read_file(text, file, words)


_SOURCE_MAY = (
    "authors",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "registry",
    "short",
    "url",
    "note",
)


def _source(reader: Reader, node: Node) -> model_sources.Source:
    fields = reader.fields(node, ("id", "kind", "name", "title", "seen"), ("read", *_SOURCE_MAY))
    get = fields.get
    seen = reader.choice(get("seen"), vocabulary.SEEN)
    read = get("read")
    if (read is None) != (seen == "not-seen"):
        reader.say(node, "'read' is the day it was last read: needed unless 'seen' is not-seen")
    authors = get("authors")
    return model_sources.Source(
        id=reader.text(get("id")),
        where=reader.where(node),
        kind=reader.choice(get("kind"), vocabulary.SOURCE_KINDS),
        name=reader.text(get("name")),
        title=reader.prose(get("title")),
        seen=seen,
        read=None if read is None else reader.day(read),
        authors=() if authors is None else reader.words(authors),
        **{key: reader.maybe_text(get(key)) for key in _SOURCE_MAY[1:]},
    )


def read_sources(
    text: str, file: str
) -> tuple[tuple[model_sources.Source, ...] | None, list[Problem]]:
    """Read data/sources.yaml."""
    return _read_list(text, file, "sources", _source)


#: The patterns of the codes that medicines bear.
_CODE = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d|rxcui:\d+")


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
            also=reader.maybe_words(fields.get("also")),
            asks=reader.maybe_words(fields.get("asks")),
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
_MEDICINE_MAY = ("also", "within", "contains", "together", "codes", "asks", "brands")


def _brands(reader: Reader, node: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    fields = reader.fields(node, (), vocabulary.REGIONS)
    return tuple((region, reader.words(names)) for region, names in fields.items())


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
        elif not name or rest.count("\t") != 1:
            problems.append(Problem(file, number, 1, "expected a name, substances and an origin"))
        elif name <= before:
            problems.append(Problem(file, number, 1, f"{name!r} is not sorted, or stands twice"))
        before = name
    return (None if problems else text), problems


def read_conditions(
    text: str, file: str
) -> tuple[tuple[model_names.Named, ...] | None, list[Problem]]:
    """Read data/conditions.yaml."""
    return _read_list(text, file, "conditions", _named("condition"))


def _side(reader: Reader, node: Node) -> model_statements.Side:
    fields = reader.fields(node, ("says",), ("statements", "sources"))
    return model_statements.Side(
        says=reader.prose(fields.get("says")),
        statements=reader.texts(fields.get("statements")),
        sources=citations(reader, fields.get("sources")),
    )


_NOTHING = model_statements.Side("", (), ())  # where the key is missing, which was said


def _disagreement(reader: Reader, node: Node) -> model_statements.Disagreement:
    needed = ("id", "point", "sides", "literature", "state", "because", "checked")
    fields = reader.fields(node, needed)
    literature = fields.get("literature")
    return model_statements.Disagreement(
        id=reader.text(fields.get("id")),
        where=reader.where(node),
        point=reader.prose(fields.get("point")),
        sides=reader.items(fields.get("sides"), lambda item: _side(reader, item)),
        literature=_NOTHING if literature is None else _side(reader, literature),
        state=reader.choice(fields.get("state"), vocabulary.STATES),
        because=reader.prose(fields.get("because")),
        checked=reader.day(fields.get("checked")),
    )


def read_disagreements(
    text: str, file: str
) -> tuple[tuple[model_statements.Disagreement, ...] | None, list[Problem]]:
    """Read data/disagreements.yaml."""
    return _read_list(text, file, "disagreements", _disagreement)


def _read_list(
    text: str, file: str, key: str, item: Callable[[Reader, Node], T]
) -> tuple[tuple[T, ...] | None, list[Problem]]:
    def entries(reader: Reader, root: Node) -> tuple[T, ...]:
        fields = reader.fields(root, (key,))
        return reader.items(fields.get(key), lambda node: item(reader, node))

    return read_file(text, file, entries)


def read_file(
    text: str, file: str, value: Callable[[Reader, Node], T]
) -> tuple[T | None, list[Problem]]:
    """Read one file: its value, complete only when there are no problems."""
    root, problems = compose(text, file)
    if root is None:
        return None, problems
    reader = Reader(file)
    result = value(reader, root)
    return (None if reader.problems else result), reader.problems
