"""The keys of list-words.yaml and measures.yaml: what stands beside names, what is measured."""

from decimal import Decimal

from ldnref.knowledge import model_measures, model_names, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.reading_sources import citations
from ldnref.knowledge.yaml_nodes import Node


def read_list_words(text: str, file: str) -> tuple[model_names.ListWords | None, list[Problem]]:
    """Read data/list-words.yaml: what stands beside a name on a medication list."""
    return read_file(text, file, _list_words)


#: What short forms and diseases are inside a product.
_PRODUCT = ("joined", "added", "purposes", "vaccines", "prevented", "blamed")


def _list_words(reader: Reader, root: Node) -> model_names.ListWords:
    needed = ("beside", "parts")
    may = (
        "also-beside",
        "everyday",
        "roles",
        "neutral",
        "harmless",
        "forms",
        "moments",
        "either",
        "units",
        "ago",
        "numbers",
        "months",
    )
    besides = (
        "givers",
        "visits",
        "rhythm",
        "courses",
        "dating",
        "symptoms",
        "counting",
        "made-for",
        "products",
    )
    fields = reader.fields(root, needed, (*may, *besides, *_PRODUCT))
    get = fields.get
    roles = get("roles")
    by_role = {} if roles is None else reader.fields(roles, (), vocabulary.ROLES)
    also = get("also-beside")
    kinds = {} if also is None else reader.fields(also, (), vocabulary.BESIDE)
    more = (word for node in kinds.values() for word in reader.words(node))
    return model_names.ListWords(
        beside=(*reader.maybe_words(get("beside")), *more),
        everyday=reader.maybe_words(get("everyday")),
        parts=reader.items(get("parts"), lambda item: _part(reader, item)),
        roles={role: reader.words(node) for role, node in by_role.items()},
        neutral=reader.maybe_words(get("neutral")),
        harmless=reader.maybe_words(get("harmless")),
        forms=reader.items(get("forms"), lambda item: _form(reader, item)),
        moments=reader.items(get("moments"), lambda item: _moment(reader, item, "days")),
        either=reader.maybe_words(get("either")),
        units=reader.items(get("units"), lambda item: _moment(reader, item, "hours")),
        ago=reader.maybe_words(get("ago")),
        numbers=reader.items(get("numbers"), lambda item: _moment(reader, item, "is")),
        months=tuple(
            tuple(name.strip() for name in month.split(","))
            for month in reader.maybe_words(get("months"))
        ),
        givers=reader.maybe_words(get("givers")),
        visits=reader.maybe_words(get("visits")),
        rhythm=reader.maybe_words(get("rhythm")),
        courses=reader.maybe_words(get("courses")),
        dating=reader.maybe_words(get("dating")),
        symptoms=reader.maybe_words(get("symptoms")),
        counting=reader.maybe_words(get("counting")),
        made_for=reader.maybe_words(get("made-for")),
        products=reader.maybe_words(get("products")),
        joined=reader.items(get("joined"), lambda item: _joined(reader, item)),
        added=reader.items(get("added"), lambda item: _form(reader, item)),
        purposes=reader.items(get("purposes"), lambda item: _purpose(reader, item)),
        blamed=_blamed(reader, get("blamed")),
        vaccines=reader.maybe_words(get("vaccines")),
        prevented=reader.texts(get("prevented")),
        where=reader.where(root),
    )


def _part(reader: Reader, node: Node) -> tuple[str, str]:
    fields = reader.fields(node, ("holds", "suggests"))
    return reader.text(fields.get("holds")), reader.text(fields.get("suggests"))


def _joined(reader: Reader, node: Node) -> model_names.Settling:
    fields = reader.fields(node, ("words", "is"))
    words = reader.maybe_words(fields.get("words"))
    return model_names.Settling(words, reader.text(fields.get("is")))


def _purpose(reader: Reader, node: Node) -> model_names.Purpose:
    fields = reader.fields(node, ("words", "of", "against", "events"))
    return model_names.Purpose(
        words=reader.maybe_words(fields.get("words")),
        of=reader.texts(fields.get("of")),
        against=reader.text(fields.get("against")),
        events=reader.maybe_words(fields.get("events")),
        where=reader.where(node),
    )


def _blamed(reader: Reader, node: Node | None) -> model_names.Blamed:
    if node is None:
        return model_names.Blamed()
    fields = reader.fields(node, ("of", "behind", "before"))
    return model_names.Blamed(
        of=reader.texts(fields.get("of")),
        behind=reader.maybe_words(fields.get("behind")),
        before=reader.maybe_words(fields.get("before")),
    )


def _form(reader: Reader, node: Node) -> model_names.Form:
    fields = reader.fields(node, ("words", "of", "becomes"))
    return model_names.Form(
        words=reader.maybe_words(fields.get("words")),
        of=reader.text(fields.get("of")),
        becomes=reader.text(fields.get("becomes")),
        where=reader.where(node),
    )


def _moment(reader: Reader, node: Node, key: str) -> model_measures.Moment:
    fields = reader.fields(node, ("words", key))
    number = reader.number(fields.get(key)) or Decimal(0)
    if number != int(number):
        reader.say(fields[key], f"{key!r} is a whole number")
    return model_measures.Moment(words=reader.maybe_words(fields.get("words")), number=int(number))


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


def read_measures(text: str, file: str) -> tuple[model_measures.Measures | None, list[Problem]]:
    """Read data/measures.yaml: what is measured, and what its figures stand for."""

    def measures(reader: Reader, root: Node) -> model_measures.Measures:
        needed = ("measures", "amounts", "compared", "frequencies", "pieces", "regular")
        fields = reader.fields(root, needed, ("occasional",))
        get = fields.get
        compared = get("compared")
        words = {} if compared is None else reader.fields(compared, _ENDS, ("now", "from", "then"))
        return model_measures.Measures(
            measures=reader.items(get("measures"), lambda item: _measure(reader, item)),
            amounts=reader.items(get("amounts"), lambda item: _amount(reader, item)),
            compared={end: reader.words(node) for end, node in words.items()},
            frequencies=reader.items(get("frequencies"), lambda i: _moment(reader, i, "a-day")),
            pieces=reader.maybe_words(get("pieces")),
            regular=reader.maybe_words(get("regular")),
            occasional=reader.maybe_words(get("occasional")),
        )

    return read_file(text, file, measures)
