"""What is offered to assistants: tools, what each takes, and how it is called. Answers nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from ldnref.answers.answer import Answer
from ldnref.formats.schema import schema
from ldnref.formats.shapes import TEXT, TEXTS, shape
from ldnref.knowledge.model import About
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.vocabulary import ASKED_ABOUT
from ldnref.tuples import NamedTuple


class CallRefusedError(Exception):
    """Nothing is answered: what was wrong, and what mends it, in words."""

    def __init__(self, says: str, cure: Sequence[str] = ()) -> None:
        super().__init__(says)
        self.says = says
        self.cure = tuple(cure)


class Citations(NamedTuple):
    """Sources to be cited, in a style."""

    about: About
    style: str
    sources: tuple[Source, ...]


class Heard(NamedTuple):
    """An answer, and what was said beside it."""

    answer: Answer | Citations
    said: tuple[str, ...] = ()


#: Answers a question by its name, with what was given; raises CallRefusedError.
Ask = Callable[[str, Mapping[str, object]], Heard]


class Offer(NamedTuple):
    """A tool."""

    name: str
    #: What it is for, and how its result is to be told.
    says: str
    #: How it is called, to be copied.
    call: str
    #: What it takes, each as JSON Schema; and what it cannot do without.
    takes: Mapping[str, Mapping[str, object]]
    needs: tuple[str, ...] = ()
    #: The kinds of answer that it gives; none: it cites.
    kinds: tuple[str, ...] = ()

    @property
    def input_schema(self) -> dict[str, object]:
        """What may be given."""
        return shape({key: self.takes[key] for key in self.needs}, self.takes)

    @property
    def output_schema(self) -> dict[str, object]:
        """The keys of the result; how each is made is told by the resource `ldnref://schema`."""
        return _outline(self.kinds) if self.kinds else CITED


#: What a list of citations is, as data.
CITED = shape(
    {
        "knowledge": {"type": "object"},
        "notice": TEXT,
        "style": TEXT,
        "text": TEXT,
        "csl_json": {"type": "array"},
    }
)

_FLAG = {"type": "boolean"}
_YEAR = {"type": "integer"}


def _text(says: str) -> dict[str, object]:
    return {**TEXT, "description": says}


def _texts(says: str) -> dict[str, object]:
    return {**TEXTS, "description": says}


def offers(choices: Mapping[str, Sequence[str]]) -> dict[str, Offer]:
    """The tools by name; `choices` gives the topics and the styles of citing that there are."""
    made = (
        Offer(
            "ldn_check_patient",
            "Check one patient for LDN (low-dose naltrexone): a list of medicines and conditions, "
            "or a FHIR record. Worst first. Tell first what was not checked.",
            'ldn_check_patient(items=["NAME AND DOSE"], conditions=["NAME"], dose="N mg") '
            "or ldn_check_patient(record=FHIR)",
            {
                "items": _texts("medicines, one an item, as they are written"),
                "conditions": _texts("conditions, pregnancy, age, laboratory values"),
                "dose": _text("daily dose of LDN, with unit"),
                "record": {
                    "anyOf": [{"type": "object"}, TEXT],
                    "description": "FHIR R4 as JSON, instead of items",
                },
                "patient": _text("whose, where the record holds several"),
                "as_of": _text("day to count the record's past from, YYYY-MM-DD"),
            },
            kinds=("check", "record"),
        ),
        Offer(
            "ldn_topic",
            "What is held on one topic.",
            f'ldn_topic(topic="{choices["topic"][0]}")',
            {
                "topic": {"enum": list(choices["topic"])},
                "words": _text("words that narrow it"),
                "condition": _text("of dosing and titration: for a patient with it"),
            },
            ("topic",),
            ("topic", "interactions", "evidence", "study", "plan"),
        ),
        Offer(
            "ldn_interactions",
            "What matters with LDN beside medicines or conditions; without names, all by "
            "severity. For a patient use ldn_check_patient.",
            'ldn_interactions(names=["NAME"])',
            {"names": TEXTS},
            kinds=("interactions",),
        ),
        Offer(
            "ldn_evidence",
            "What was studied and found: all, one study, or one condition.",
            'ldn_evidence(study="NAME") or ldn_evidence(condition="NAME", since=YEAR)',
            {
                "study": _text("a study or a condition, by name"),
                "condition": TEXT,
                "design": _text("rct, trial, review"),
                "since": _YEAR,
            },
            kinds=("evidence", "study"),
        ),
        Offer(
            "ldn_titration",
            "How to start and step up; with a regimen or doses, a dated plan, or why none.",
            f'ldn_titration(regimen="NAME", begins="YYYY-MM-DD", {ASKED_ABOUT}=false)',
            {
                "regimen": _text("a published way"),
                "start": TEXT,
                "step": TEXT,
                "every": _text("time on a dose: Nd, Nw"),
                "to": TEXT,
                "begins": _text("first day"),
                ASKED_ABOUT: _FLAG,
                "condition": TEXT,
                "strength": _text("what one capsule holds"),
            },
            kinds=("topic", "plan"),
        ),
        Offer(
            "ldn_search",
            "Find statements by words, best first.",
            'ldn_search(words="WORDS")',
            {"words": TEXT},
            ("words",),
            ("search",),
        ),
        Offer(
            "ldn_disagreement",
            "Where sources differ: every point, or one with all its sides.",
            'ldn_disagreement(point="ID OR WORD")',
            {"point": TEXT},
            kinds=("disagreements",),
        ),
        Offer(
            "ldn_cite",
            "Cite sources, by id or name.",
            f'ldn_cite(sources=["ID"], style="{choices["style"][0]}")',
            {"sources": TEXTS, "style": {"enum": list(choices["style"])}},
            ("sources",),
        ),
    )
    more = (one._replace(takes={**one.takes, "everything": _FLAG}) for one in made if one.kinds)
    return {one.name: one for one in (*more, *(one for one in made if not one.kinds))}


@cache
def _outline(kinds: tuple[str, ...]) -> dict[str, object]:
    """Which keys an answer of any of these kinds has."""
    schemas = [schema(kind) for kind in kinds]
    keys = [list(_listed(one["required"])) for one in schemas]
    needed = [key for key in keys[0] if all(key in other for other in keys)]
    outcomes = {key: _plain(schemas, key) for key in ("kind", "outcome", "complete")}
    shown = {key: value for key, value in outcomes.items() if value and key in needed}
    shown |= {"kind": {"enum": list(kinds)}, "left_out": {"type": "object"}}
    return {"type": "object", "properties": shown, "required": needed}


def _plain(schemas: Sequence[Mapping[str, object]], key: str) -> object:
    properties = schemas[0]["properties"]
    return properties.get(key) if isinstance(properties, Mapping) else None


def _listed(value: object) -> Iterator[str]:
    yield from value if isinstance(value, list) else ()


def given(offer: Offer, arguments: Mapping[str, object] | None) -> dict[str, object]:
    """What was given, where a tool can take it; raises CallRefusedError, with the right call."""
    found = {key: one for key, one in (arguments or {}).items() if one is not None}
    for key, value in found.items():
        if key not in offer.takes:
            near = get_close_matches(str(key), list(offer.takes), n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise CallRefusedError(f"{offer.name} takes no {key!r}.{meant}")
        if (wanted := _wanted(value, offer.takes[key])) is not None:
            raise CallRefusedError(f"{key} is {wanted}.")
    if lacking := [key for key in offer.needs if not _says(found.get(key))]:
        raise CallRefusedError(f"{offer.name} needs {lacking[0]}.")
    return found


def _says(value: object) -> bool:
    """Whether a value holds more than space."""
    texts = value if isinstance(value, list) else [value]
    return any(str(one or "").strip() for one in texts)


def _wanted(value: object, taken: Mapping[str, object]) -> str | None:
    """What was wanted instead, in words, never the value, a patient's; None where it is right."""
    if "enum" in taken:
        choices = [str(one) for one in _listed(taken["enum"])]
        return None if value in choices else f"one of: {', '.join(choices)}"
    match taken.get("type"):
        case "string":
            right, says = isinstance(value, str), "one text"
        case "array":
            right = isinstance(value, list) and all(isinstance(one, str) for one in value)
            says = "a list of texts"
        case "boolean":
            right, says = isinstance(value, bool), "true or false"
        case "integer":
            right, says = isinstance(value, int) and not isinstance(value, bool), "a whole number"
        case _:
            right, says = isinstance(value, (dict, str)), "FHIR JSON, as an object or as text"
    return None if right else says
