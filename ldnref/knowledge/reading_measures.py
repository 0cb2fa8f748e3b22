"""The keys of measures.yaml: what is measured."""

from decimal import Decimal

from ldnref.knowledge import model_measures
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.reading_sources import citations
from ldnref.knowledge.reading_words import moment
from ldnref.knowledge.yaml_nodes import Node

_ENDS = ("low", "over", "high", "under")


def _band(reader: Reader, node: Node) -> model_measures.Band:
    fields = reader.fields(node, (), (*_ENDS, "words", "means", "grade"))
    if not set(fields) & {*_ENDS, "words"}:
        reader.say(node, "a band has figures ('low', 'over', 'high', 'under') or 'words'")
    low, over, high, under = (reader.number(fields.get(key)) for key in _ENDS)
    return model_measures.Band(
        means=reader.texts(fields.get("means")),
        low=low,
        over=over,
        high=high,
        under=under,
        words=reader.maybe_words(fields.get("words")),
        grade=reader.text(fields["grade"]) if "grade" in fields else None,
    )


def _unit(reader: Reader, node: Node) -> model_measures.Unit:
    fields = reader.fields(node, ("times",), ("words", "low", "under", "stands"))
    return model_measures.Unit(
        words=reader.maybe_words(fields.get("words")),
        times=reader.number(fields.get("times")) or Decimal(1),
        low=reader.number(fields.get("low")),
        under=reader.number(fields.get("under")),
        stands=reader.maybe_choice(fields.get("stands"), ("after", "alone")),
    )


def _measure(reader: Reader, node: Node) -> model_measures.Measure:
    needed = ("id", "name", "from", "to", "bands")
    may = (
        "names",
        "after",
        "alone",
        "units",
        "bare",
        "limit",
        "between",
        "then",
        "needs-figure",
        "unread",
        "sources",
        "day",
        "day-alone",
        "ahead",
        "per",
    )
    fields = reader.fields(node, needed, may)
    get = fields.get
    ahead = reader.number(get("ahead"))
    return model_measures.Measure(
        id=reader.text(get("id")),
        where=reader.where(node),
        name=reader.text(get("name")),
        names=reader.maybe_words(get("names")),
        after=reader.maybe_words(get("after")),
        alone=reader.maybe_words(get("alone")),
        lowest=(reader.number(get("from")) or Decimal(0)) if ahead is None else -ahead,
        highest=reader.number(get("to")) or Decimal(0),
        units=reader.items(get("units"), lambda item: _unit(reader, item)),
        bare=reader.items(get("bare"), lambda item: _unit(reader, item)),
        limit=reader.maybe_words(get("limit")),
        between=reader.maybe_words(get("between")),
        then=reader.maybe_words(get("then")),
        bands=reader.items(get("bands"), lambda item: _band(reader, item)),
        unread=reader.maybe_text(get("unread")),
        needs_figure="needs-figure" not in fields or reader.yes_or_no(get("needs-figure")),
        sources=citations(reader, get("sources")),
        day=reader.maybe_words(get("day")),
        day_alone=reader.maybe_words(get("day-alone")),
        per=reader.items(get("per"), lambda item: _unit(reader, item)),
    )


def _amount(reader: Reader, node: Node) -> model_measures.Amount:
    fields = reader.fields(node, ("of", "bands", "sources"), ("each", "regular"))
    return model_measures.Amount(
        where=reader.where(node),
        of=reader.texts(fields.get("of")),
        each=reader.number(fields.get("each")),
        bands=reader.items(fields.get("bands"), lambda item: _band(reader, item)),
        regular=reader.maybe_text(fields.get("regular")),
        sources=citations(reader, fields.get("sources")),
    )


def _stays(reader: Reader, node: Node) -> model_measures.Stays:
    fields = reader.fields(node, ("of",), ("days",))
    days = reader.number(fields.get("days"))
    return model_measures.Stays(
        where=reader.where(node),
        of=reader.texts(fields.get("of")),
        days=None if days is None else int(days),
    )


def read_measures(text: str, file: str) -> tuple[model_measures.Measures | None, list[Problem]]:
    """Read data/measures.yaml: what is measured, and what its figures stand for."""

    def measures(reader: Reader, root: Node) -> model_measures.Measures:
        needed = ("measures", "amounts", "compared", "frequencies", "pieces", "regular")
        fields = reader.fields(root, needed, ("occasional", "stays"))
        get = fields.get
        compared = get("compared")
        words = (
            {}
            if compared is None
            else reader.fields(compared, _ENDS, ("now", "from", "then", "worst"))
        )
        return model_measures.Measures(
            measures=reader.items(get("measures"), lambda item: _measure(reader, item)),
            amounts=reader.items(get("amounts"), lambda item: _amount(reader, item)),
            compared={end: reader.words(node) for end, node in words.items()},
            stays=reader.items(get("stays"), lambda item: _stays(reader, item)),
            frequencies=reader.items(get("frequencies"), lambda i: moment(reader, i, "a-day")),
            pieces=reader.maybe_words(get("pieces")),
            regular=reader.maybe_words(get("regular")),
            occasional=reader.maybe_words(get("occasional")),
        )

    return read_file(text, file, measures)
