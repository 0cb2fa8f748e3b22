"""The keys of list-words.yaml: what stands beside names."""

from decimal import Decimal

from ldnref.knowledge import model_effects, model_measures, model_names, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.yaml_nodes import Node


def read_list_words(text: str, file: str) -> tuple[model_names.ListWords | None, list[Problem]]:
    """Read data/list-words.yaml: what stands beside a name on a medication list."""
    return read_file(text, file, _list_words)


#: What short forms and diseases are inside a product.
_BLAMED = ("past", "states", "collapse", "adjoining")
_PRODUCT = (
    "maintained",
    "joined",
    "added",
    "purposes",
    "vaccines",
    "prevented",
    "mended",
    "operations",
    "taken-yet",
    "blamed",
)


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
        "weekdays",
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
        "grammar",
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
        moments=reader.items(get("moments"), lambda item: moment(reader, item, "days")),
        either=reader.maybe_words(get("either")),
        units=reader.items(get("units"), lambda item: moment(reader, item, "hours")),
        ago=reader.maybe_words(get("ago")),
        numbers=reader.items(get("numbers"), lambda item: moment(reader, item, "is")),
        months=_in_order(reader, get("months")),
        weekdays=_in_order(reader, get("weekdays")),
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
        grammar=_grammar(reader, get("grammar")),
        blamed=_blamed(reader, get("blamed")),
        maintained=reader.texts(get("maintained")),
        vaccines=reader.maybe_words(get("vaccines")),
        prevented=reader.texts(get("prevented")),
        mended=reader.texts(get("mended")),
        operations=reader.texts(get("operations")),
        taken_yet=reader.days(get("taken-yet")),
        where=reader.where(root),
    )


def _in_order(reader: Reader, node: Node | None) -> tuple[tuple[str, ...], ...]:
    """The names of each thing in a list, with commas between those of one."""
    return tuple(tuple(name.strip() for name in one.split(",")) for one in reader.maybe_words(node))


def _part(reader: Reader, node: Node) -> tuple[str, str]:
    fields = reader.fields(node, ("holds", "suggests"))
    return reader.text(fields.get("holds")), reader.text(fields.get("suggests"))


def _joined(reader: Reader, node: Node) -> model_names.Settling:
    fields = reader.fields(node, ("words", "is"))
    words = reader.maybe_words(fields.get("words"))
    return model_names.Settling(words, reader.text(fields.get("is")))


def _purpose(reader: Reader, node: Node) -> model_effects.Purpose:
    fields = reader.fields(node, ("words", "of", "against", "events"))
    return model_effects.Purpose(
        words=reader.maybe_words(fields.get("words")),
        of=reader.texts(fields.get("of")),
        against=reader.text(fields.get("against")),
        events=reader.maybe_words(fields.get("events")),
        where=reader.where(node),
    )


def _grammar(reader: Reader, node: Node | None) -> model_names.Grammar:
    lists = model_names.Grammar._fields
    fields = {} if node is None else reader.fields(node, (), lists)
    return model_names.Grammar(*(reader.maybe_words(fields.get(one)) for one in lists))


def _blamed(reader: Reader, node: Node | None) -> model_effects.Blamed:
    if node is None:
        return model_effects.Blamed()
    fields = reader.fields(
        node, ("of", "behind", "before"), (*_BLAMED, "stopped-of", "because", "allergic", "since")
    )
    return model_effects.Blamed(
        of=reader.texts(fields.get("of")),
        behind=reader.maybe_words(fields.get("behind")),
        before=reader.maybe_words(fields.get("before")),
        past=reader.maybe_words(fields.get("past")),
        states=reader.maybe_words(fields.get("states")),
        collapse=reader.maybe_words(fields.get("collapse")),
        stopped_of=reader.texts(fields.get("stopped-of")),
        because=reader.maybe_words(fields.get("because")),
        allergic=reader.maybe_words(fields.get("allergic")),
        since=reader.maybe_words(fields.get("since")),
        adjoining=reader.maybe_words(fields.get("adjoining")),
    )


def _form(reader: Reader, node: Node) -> model_names.Form:
    fields = reader.fields(node, ("words", "of", "becomes"), ("own",))
    return model_names.Form(
        words=reader.maybe_words(fields.get("words")),
        of=reader.text(fields.get("of")),
        becomes=reader.text(fields.get("becomes")),
        where=reader.where(node),
        own=reader.maybe_text(fields.get("own")),
    )


def moment(reader: Reader, node: Node, key: str) -> model_measures.Moment:
    """A phrase and its whole number."""
    fields = reader.fields(node, ("words", key))
    number = reader.number(fields.get(key)) or Decimal(0)
    if number != int(number):
        reader.say(fields[key], f"{key!r} is a whole number")
    return model_measures.Moment(words=reader.maybe_words(fields.get("words")), number=int(number))
