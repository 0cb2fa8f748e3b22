"""A question about the medicine of this reference → its words without that medicine's name.

What everything here is about tells nothing in a question: `LDN cost` asks for the cost.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from ldnref.answers.doses import DoseError, milligrams
from ldnref.answers.named.kin import beside, known
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import NOW, Part
from ldnref.answers.wanted import telling
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named

#: The most words of a name.
_LONGEST = 5


def without_subject(base: KnowledgeBase, typed: Sequence[str]) -> tuple[str, ...]:
    """The words, less the name of the medicine; all of them, where nothing else is asked.

    A longer name that begins with it is another one, and stays: a strength, a form, an allergy.
    """
    names = known(base)
    idle = [normalise(one) for one in base.about.beside]
    # A phrase there tells as little: `since starting`.
    subject = {one for one in idle if one in names or " " in one}
    runs = list(_runs(subject, names, " ".join(typed).split()))
    strong = any(
        (other[0].isdigit() and normalise(one) in subject)
        or (one[0].isdigit() and normalise(other) in subject)
        for one, other in pairwise(runs)
    )
    left = " ".join(run for run in runs if strong or normalise(run) not in subject).split()
    if len(left) < len(" ".join(runs).split()):
        left = _trimmed(left, {one for one in idle if one not in subject})
    told = telling(base.about, filter(normalise, left))
    return tuple(left) if len(left) < len(" ".join(runs).split()) and told else (*typed,)


def ids(base: KnowledgeBase) -> set[str]:
    """Ids of the medicine that all is about: who asks of it denies nothing."""
    return {one.id for one in beside(base) if one.kind != "condition"}


def conditions(base: KnowledgeBase) -> set[str]:
    """Ids of the condition that all is about."""
    return {one.id for one in beside(base) if one.kind == "condition"}


def dose(lexicon: Lexicon, base: KnowledgeBase, text: str) -> str | None:
    """The dose, of words that are one of the medicine itself, however often it is taken.

    One amount, and no word but the medicine's name and how often: what else stands there is asked.
    """
    subject = ids(base)
    if not subject or not _is_dose(lexicon, base, text):
        return None
    # What every question has is no dose: `is 3 mg enough`, `can she have 6 mg`.
    bare = " ".join(telling(base.about, text.split()))
    name = base.names[min(subject)].name
    for line in (text, f"{name} {text}", f"{name} {bare}"):
        all_parts = read(lexicon, line, base.about.date)
        # `4.5 mg in MS`: what all is about stands beside every dose.
        parts = [part for part in all_parts if not _is_of(part, conditions(base))]
        # A dose without a name is one of it, whatever a tenfold one would be beside its name.
        ours = line != text and not _names_it(base, text)
        its = ours or all(_is_of(part, subject) for part in parts)
        told = all(not part.unknown and part.standing == NOW for part in parts)
        amounts = [part.amount for part in parts if part.amount is not None]
        if its and told and amounts and len(amounts) == len(parts):
            return f"{amounts[0]} mg"
    return None


def _names_it(base: KnowledgeBase, text: str) -> bool:
    """Whether a text holds a name of the medicine that all is about."""
    words = f" {normalise(text)} "
    idle = map(normalise, base.about.beside)
    return any(f" {one} " in words for one in idle if one in known(base))


def _is_of(part: Part, which: AbstractSet[str]) -> bool:
    """Whether all that a part may be is among these."""
    return bool(part.named) and {one.id for one in part.named} <= which


def _is_dose(lexicon: Lexicon, base: KnowledgeBase, text: str) -> bool:
    """Whether no more than one amount is left of words, less those that change no dose."""
    left = f" {' '.join(text.casefold().split())} "
    idle = (*lexicon.frequencies, *base.about.beside, *base.about.empty)
    for one in sorted(idle, key=len, reverse=True):
        left = left.replace(f" {one.casefold()} ", " ")
    try:
        milligrams(left)
    except DoseError:
        return False
    return any(map(str.isalpha, left))


def _trimmed(words: list[str], beside: Container[str]) -> list[str]:
    """The words without those at either end that led to the name: `and Botox`, `dose of`."""
    held = [at for at, one in enumerate(words) if normalise(one) not in beside]
    return words[held[0] : held[-1] + 1] if held else words


def _runs(
    subject: Container[str], names: Mapping[str, Named], words: Sequence[str]
) -> Iterator[str]:
    """The words, those of one name together, the longest first."""
    left = list(words)
    while left:
        most = min(_LONGEST, len(left))
        length = next(
            n
            for n in range(most, 0, -1)
            if n == 1 or (one := normalise(" ".join(left[:n]))) in subject or one in names
        )
        yield " ".join(left[:length])
        del left[:length]
