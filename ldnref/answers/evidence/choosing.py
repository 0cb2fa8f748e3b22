"""Which studies are asked for: of a condition, a design, from a year on."""

from collections.abc import Iterable, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import NotHeldError, Resolved
from ldnref.answers.named.kin import condition as condition_named
from ldnref.answers.named.kin import names_of, wider
from ldnref.answers.named.normalise import normalise
from ldnref.answers.wanted import telling
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_studies import Study
from ldnref.knowledge.vocabulary import DESIGNS
from ldnref.tuples import NamedTuple

COMMAND = "evidence"

#: The kinds of study that are done in people: they have results to show.
IN_PEOPLE = ("trial", "observational")

#: The most words of a condition's name.
_LONGEST = 3

_DESIGNS = tuple(design for designs in DESIGNS.values() for design in designs)


class Filter(NamedTuple):
    """Which studies are asked for; None asks for all."""

    #: A name of a condition.
    condition: str | None = None
    #: A design, its beginning or end (`rct`, `open-label`), or a class of designs (`trial`).
    design: str | None = None
    #: The first year of publication.
    since: int | None = None

    @property
    def asked(self) -> dict[str, object]:
        """What was typed, for the envelope."""
        return {key: value for key, value in self._asdict().items() if value is not None}

    @property
    def options(self) -> str:
        """The words after `ldnref evidence` that ask for the same."""
        return " ".join(f"--{key} {_quoted(str(value))}" for key, value in self.asked.items())


def _quoted(word: str) -> str:
    """A word as a shell reads it; an apostrophe stands between double quotation marks."""
    if "'" in word:
        return f'"{word}"'
    return f"'{word}'" if " " in word else word


def in_words(base: KnowledgeBase, wanted: Filter) -> str:
    """What was asked for, for a title."""
    named = condition(base, wanted.condition) if wanted.condition else None
    since = wanted.since and f"since {wanted.since}"
    parts = (named and named.name, wanted.design, since)
    return ", ".join(part for part in parts if part)


def echo(wanted: Filter, asked_for: Named | None) -> tuple[Resolved, ...]:
    """The words typed beside the condition that they name, where they are others."""
    if wanted.condition is None or asked_for is None:
        return ()
    if normalise(wanted.condition) == normalise(asked_for.name):
        return ()
    return (Resolved(wanted.condition, asked_for),)


def matching(base: KnowledgeBase, wanted: Filter) -> tuple[list[Study], list[Study]]:
    """The studies that pass, and those that would if their year had been seen.

    Raises NotHeldError for a condition or design that is none, and when no study passes.
    """
    studies = list(base.studies.values())
    if wanted.condition is not None:
        studies = _of_condition(base, studies, condition(base, wanted.condition).id)
    if wanted.design is not None:
        studies = _of_design(studies, wanted.design)
    undated: list[Study] = []
    if wanted.since is not None:
        years = {study.id: base.sources[study.id].year for study in studies}
        undated = [study for study in studies if years[study.id] is None]
        studies = [s for s in studies if int(years[s.id] or 0) >= wanted.since]
    if not studies and not undated:
        raise nothing(base, wanted)
    return studies, undated


def _of_condition(base: KnowledgeBase, studies: list[Study], name: str) -> list[Study]:
    """Those of a condition, or of one that lies within it."""
    return [
        study
        for study in studies
        if any(name in {c, *wider(base.names, c)} for c in study.conditions)
    ]


def _of_design(studies: list[Study], typed: str) -> list[Study]:
    """Those of a design, or of a class of designs; raises NotHeldError for what is neither."""
    sort = normalise(typed).replace(" ", "-")
    if sort not in DESIGNS and not any(_is(design, sort) for design in _DESIGNS):
        known = (*DESIGNS, "rct", *_DESIGNS)
        raise NotHeldError(f"{COMMAND} --design", typed, known, lists=COMMAND)
    return [s for s in studies if sort == s.kind or _is(s.design, sort)]


def nothing(base: KnowledgeBase, wanted: Filter) -> NotHeldError:
    """That no study held is as asked; the words asked for are all sound."""
    asked = in_words(base, wanted)
    if wanted.condition is not None and condition(base, wanted.condition).id not in base.treated:
        asked = asked.replace(condition(base, wanted.condition).name, wanted.condition.strip(), 1)
    says = sentences.NO_STUDY_FOR.format(asked=asked)
    return NotHeldError(COMMAND, asked, (), says=says)


def condition(base: KnowledgeBase, typed: str) -> Named:
    """A condition, by any of its names; raises NotHeldError with those that were studied."""
    found = condition_named(base, typed)
    if found is None:
        held = (key for key, one in base.names.items() if one.kind == "condition")
        known = (*base.treated, *(name for name in held if name not in base.treated))
        raise NotHeldError(
            f"{COMMAND} --condition", typed, known, lists=COMMAND, choices=base.treated
        )
    return found


def treats(base: KnowledgeBase, named: Named) -> bool:
    """Whether LDN is used for a condition, or for one within it."""
    return any(named.id in {one, *wider(base.names, one)} for one in base.treated)


def _is(design: str, sort: str) -> bool:
    """Whether a design is this, or begins or ends with it: an open-label trial is no label."""
    return design == sort or design.startswith(f"{sort}-") or design.endswith(f"-{sort}")


def apart(base: KnowledgeBase, typed: str) -> tuple[Named | None, str]:
    """Of words that begin or end with a condition of which there are studies, it and the others.

    None, and all the words, where they do not.
    """
    words = typed.split()
    for length in range(min(len(words) - 1, _LONGEST), 0, -1):
        for name, others in (
            (words[:length], words[length:]),
            (words[-length:], words[:-length]),
        ):
            found = condition_named(base, " ".join(name))
            if found is not None and treats(base, found) and (told := telling(base.about, others)):
                return found, " ".join(_trimmed(others, told))
    return None, typed


def _trimmed(words: Sequence[str], telling_ones: Sequence[str]) -> Sequence[str]:
    """Words without those at both ends that every question has."""
    first = words.index(telling_ones[0])
    last = len(words) - 1 - list(reversed(words)).index(telling_ones[-1])
    return words[first : last + 1]


def in_a_condition(base: KnowledgeBase, typed: str) -> bool:
    """Whether one word is a word of a condition's name: `liver`, `caesarean`."""
    word = normalise(typed)
    return " " not in word and any(
        word in normalise(name).split()
        for one in base.names.values()
        if one.kind == "condition"
        for name in names_of(one)
    )


def measuring(studies: Iterable[Study]) -> list[Study]:
    """The studies in people that measured something."""
    return [study for study in studies if study.outcomes and study.kind in IN_PEOPLE]
