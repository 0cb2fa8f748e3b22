"""The shape of an answer as JSON, in JSON Schema, made of its types: what a program may rely on."""

from collections.abc import Iterable

from ldnref.answers.ages import SourcesResult
from ldnref.answers.checking.result import CheckResult
from ldnref.answers.evidence.result import EvidenceResult, MapResult, SearchResult, StudyResult
from ldnref.answers.interactions import InteractionsResult
from ldnref.answers.inventory.changes import ChangesResult
from ldnref.answers.inventory.licences import LicencesResult
from ldnref.answers.inventory.overview import OverviewResult
from ldnref.answers.record_result import RecordResult
from ldnref.answers.sheet import ReviewResult
from ldnref.answers.signatures import ReviewedResult
from ldnref.answers.titration.result import PlanResult, RefusedResult
from ldnref.formats.as_json import ERROR, FORMAT
from ldnref.formats.envelope import SCREEN, Envelope, ErrorShown, ScreenShown, Shortened
from ldnref.formats.shapes import either, fields, of_type, shape
from ldnref.tuples import NamedTuple

#: The kinds of answer, and the results whose fields each adds to the envelope.
_RESULTS: dict[str, tuple[type[NamedTuple], ...]] = {
    "topic": (),
    "interactions": (InteractionsResult,),
    "check": (CheckResult,),
    "record": (CheckResult, RecordResult),
    "search": (SearchResult,),
    "sources": (SourcesResult,),
    "disagreements": (),
    "medicines": (),
    "overview": (OverviewResult,),
    "evidence": (EvidenceResult, MapResult),
    "study": (StudyResult,),
    "plan": (PlanResult, RefusedResult),
    "notes": (),
    "changes": (ChangesResult,),
    "licences": (LicencesResult,),
    "review": (ReviewResult,),
    "reviewed": (ReviewedResult,),
}
ANSWER_KINDS = tuple(_RESULTS)

#: Every kind of JSON that there is.
JSON_KINDS = (*ANSWER_KINDS, ERROR, SCREEN)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Kinds with more than one shape: an overview without names, a single source, a map.
_EITHER = ("interactions", "sources", "evidence")


def schema(kind: str | None = None) -> dict[str, object]:
    """The schema of one kind of answer, of what all of them share, of an error or of a screen."""
    if kind in (ERROR, SCREEN):
        found = of_type(ErrorShown if kind == ERROR else ScreenShown)
    else:
        found = _answer(kind)
    return {"$schema": _DIALECT, "title": f"ldnref {kind or 'answer'}, format {FORMAT}", **found}


def _answer(kind: str | None) -> dict[str, object]:
    shared = {**fields(Envelope)[0], "kind": {"enum": list(ANSWER_KINDS)}}
    own = _own(_RESULTS.get(kind or "", ()))
    found = shape(shared, {**own, **fields(Shortened)[0]})
    if kind is None:
        found["additionalProperties"] = True
    elif kind not in _EITHER:
        found["required"] = [*shared, *own]
    return found


def _own(results: Iterable[type[NamedTuple]]) -> dict[str, dict[str, object]]:
    """The fields of these results; one that two of them have is as either has it."""
    own: dict[str, dict[str, object]] = {}
    for one in results:
        for key, of in fields(one)[0].items():
            own[key] = of if own.get(key, of) == of else either([own[key], of])
    return own
