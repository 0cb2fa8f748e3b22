"""What is told of any study, in words and figures: its people, its outcomes, by domain too."""

from collections.abc import Callable, Container, Iterable
from typing import TypeVar

from ldnref.answers import sentences
from ldnref.answers.sources import numbers
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_studies import Figure, Outcome, Study
from ldnref.knowledge.vocabulary import NOT_SEEN


def main_of(study: Study) -> tuple[Figure | Outcome, ...]:
    """What stands for a study in a list: its main outcomes, or what it says."""
    main = tuple(outcome for outcome in study.outcomes if outcome.main)
    return main or study.outcomes or study.finding


def refs(studies: Iterable[Study]) -> tuple[str, ...]:
    """Every source that these studies' figures name."""
    return tuple(dict.fromkeys(one.ref for study in studies for one in study.every_figure))


def found_by(study: Study, source: Source) -> str:
    """What a study is found by; of a paper, that nothing was found to find it by."""
    paper = study.kind not in ("position", "document")
    return numbers(source) or (sentences.NO_NUMBER if paper else "")


def how_seen(study: Study) -> str:
    """How what it found was seen, in all."""
    found = study.outcomes or study.finding
    return ", ".join(dict.fromkeys(words(one.origin) for one in found))


def told_by(study: Study, *keys: str) -> tuple[str, ...]:
    """Who reports what it found, and these facts: its own paper first."""
    facts = (figure for key in keys for figure in study.facts.get(key, ()))
    found = study.outcomes or study.finding
    return tuple(dict.fromkeys((study.id, *(one.ref for one in (*found, *facts)))))


def said_or_found(study: Study) -> tuple[str, str]:
    """The heading and the label of what a study found, or what a document says."""
    if study.kind in ("position", "document", "protocol"):
        return sentences.STUDY_SAYS
    return sentences.STUDY_FOUND


def people(study: Study) -> tuple[str, str]:
    """How many people the outcomes are about, and what that number is, as far as seen."""
    for key in ("analysed", "enrolled"):
        if figures := study.facts.get(key):
            return figures[0].says, key
    return "?", NOT_SEEN


def how_many(study: Study) -> str:
    """How many people: analysed of enrolled, as far as seen."""
    enrolled, analysed = short(study, "enrolled"), short(study, "analysed")
    if analysed == NOT_SEEN and enrolled != NOT_SEEN and "analysed" in study.facts:
        return f"? of {enrolled}"
    if analysed in (NOT_SEEN, enrolled):
        return enrolled
    return analysed if enrolled == NOT_SEEN else f"{analysed} of {enrolled}"


def short(study: Study, key: str) -> str:
    """A fact in a few words; where sources differ, each of them."""
    return " ≠ ".join(figure.says for figure in study.facts.get(key, ())) or NOT_SEEN


_DESIGN_WORDS = {"seed": "starting document"}


def design(study: Study) -> str:
    """Its design in words: `RCT crossover`."""
    return _DESIGN_WORDS.get(study.design) or words(study.design).replace("rct", "RCT")


def words(word: str) -> str:
    """A word of the model as people write it."""
    return word.replace("-", " ")


def sentence(outcome: Outcome, unseen: Container[str] = ()) -> str:
    """An outcome as reported; of `unseen` (`effect`, `interval`, `p`), what was not seen too."""
    alone = outcome.against == "no-comparison"
    told = (
        ("effect", "", outcome.effect),
        ("interval", "interval ", outcome.interval),
        ("p", "p " if outcome.p and outcome.p[0] in "<>≤≥" else "p = ", outcome.p),
    )
    parts = [
        f"{before}{text}" if text else f"{name} {NOT_SEEN}"
        for name, before, text in told
        if text or (name in unseen and (name == "effect" or not alone))
    ]
    return f"{capital(outcome.measure)}: {'; '.join([*parts, compared(outcome)])}."


T = TypeVar("T")


def grouped(things: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """The things in lists of those with the same key, in the order of the first of each."""
    found: dict[object, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return list(found.values())


def heading(direction: str) -> str:
    """A direction as a word that begins a line: `No difference`."""
    return sentences.DIRECTIONS[direction][0]


def compared(outcome: Outcome) -> str:
    """How it came out against what: `better than placebo`."""
    if outcome.against == "no-comparison":
        return sentences.NO_COMPARISON
    direction = sentences.DIRECTIONS[outcome.direction][1]
    return (
        direction
        if outcome.direction == "unclear"
        else f"{direction} {sentences.AGAINST[outcome.against]}"
    )


def capital(text: str) -> str:
    """Text that begins a line; what follows keeps its capitals."""
    # A Greek letter stays small: Β is no β.
    return text[0].upper() + text[1:] if text[0].isascii() else text
