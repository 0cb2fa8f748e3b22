"""Reads the files of data/topics: statements under headings, limits, regimens, plans."""

from ldnref.knowledge import model_sources, model_statements, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.reading_sources import citations
from ldnref.knowledge.yaml_nodes import Node


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


def _reviewed(reader: Reader, node: Node) -> model_statements.Reviewed:
    fields = reader.fields(node, ("by", "role", "on", "claim"))
    return model_statements.Reviewed(
        by=reader.prose(fields.get("by")),
        role=reader.prose(fields.get("role")),
        on=reader.day(fields.get("on")),
        claim=reader.text(fields.get("claim")),
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
    "check",
    "withdrawn",
    "because",
    "reviewed",
)


def _statement(reader: Reader, node: Node) -> model_statements.Statement:
    fields = reader.fields(node, _STATEMENT_NEEDS, _STATEMENT_MAY)
    get = fields.get
    value, regimen, applies, limit = (get(k) for k in ("value", "regimen", "applies", "limit"))
    withdrawn, reviewed = get("withdrawn"), get("reviewed")
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
        check="check" not in fields or reader.yes_or_no(get("check")),
        withdrawn=None if withdrawn is None else reader.day(withdrawn),
        because=reader.maybe_prose(get("because")),
        reviewed=None if reviewed is None else _reviewed(reader, reviewed),
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
    fields = reader.fields(node, ("confirm", "start", "rise", "strength", "watch", "back"))
    return model_statements.Planning(
        where=reader.where(node),
        confirm=reader.text(fields.get("confirm")),
        start=reader.text(fields.get("start")),
        rise=reader.text(fields.get("rise")),
        strength=reader.texts(fields.get("strength")),
        watch=reader.texts(fields.get("watch")),
        back=reader.texts(fields.get("back")),
    )


def _asks(reader: Reader, node: Node) -> model_statements.Asks:
    fields = reader.fields(node, ("about", "among"))
    return model_statements.Asks(
        about=reader.text(fields.get("about")),
        among=reader.text(fields.get("among")),
        where=reader.where(node),
    )


def read_topic(
    text: str, file: str, name: str
) -> tuple[model_statements.Topic | None, list[Problem]]:
    """Read one file of data/topics; `name` is its name without the ending."""

    def topic(reader: Reader, root: Node) -> model_statements.Topic:
        fields = reader.fields(
            root, ("title", "next", "sections"), ("of", "scale", "range", "plan", "asks")
        )
        scale, plan, asks = (fields.get(key) for key in ("scale", "plan", "asks"))
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
            asks=None if asks is None else _asks(reader, asks),
            withdrawn=tuple(s for g in groups for s in g.statements if s.withdrawn is not None),
        )

    return read_file(text, file, topic)
