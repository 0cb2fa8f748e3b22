"""Words → the regimen, point, study or source that goes by them. Knows no medicine."""

from ldnref.answers.evidence.choosing import COMMAND, IN_PEOPLE
from ldnref.answers.evidence.one import going_by as studies
from ldnref.answers.meanings import Meant
from ldnref.answers.named.normalise import normalise
from ldnref.answers.sources import begins
from ldnref.answers.sources import going_by as sources
from ldnref.knowledge.model import KnowledgeBase

#: How alike the name of a study must be to a word, and how long the word, to be told as near.
_ALIKE, _SHORTEST = 0.8, 5


def by_id(base: KnowledgeBase, text: str) -> Meant | None:
    """The regimen or the point whose name this is, letter by letter: `ms-uk` is no condition."""
    name = text.strip().casefold()
    if "-" in name and name in _regimens(base):
        return Meant("titration", (name,))
    points = {point.id for point in base.disagreements}
    return Meant("disagreements", (name,)) if "-" in name and name in points else None


def _regimens(base: KnowledgeBase) -> set[str]:
    return {s.regimen.name for s in base.statements.values() if s.regimen is not None}


def cited(base: KnowledgeBase, text: str) -> Meant | None:
    """The study, source or regimen that goes by this name, where it is the only one."""
    name = text.strip().casefold()
    study, source = studies(base, text), sources(base, text)
    if (
        len(study) == 1
        and base.studies[study[0]].kind in IN_PEOPLE
        and begins(base, study[0], text)
    ):
        return Meant(COMMAND, (text,))
    people = all(base.studies[one].kind in IN_PEOPLE for one in study)
    if len(study) > 1 and people and all(begins(base, one, text) for one in study):
        return Meant(COMMAND, (text,))
    if len(source) == 1 and begins(base, source[0], text):
        return Meant("sources", (text,))
    return Meant("titration", (name,)) if name in _regimens(base) else None


def near_studies(base: KnowledgeBase, text: str) -> list[str]:
    """The names of studies that a misspelt word may be; none is answered for another."""
    from difflib import get_close_matches  # noqa: PLC0415 - for what is misspelt only

    word = normalise(text)
    if " " in word or len(word) < _SHORTEST:
        return []
    known = dict.fromkeys(normalise(name).split()[0] for name in base.studies)
    return get_close_matches(word, known, n=2, cutoff=_ALIKE)
