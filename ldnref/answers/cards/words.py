"""What a card about some words shows of a text: the part that has them. Finds no statements."""

from collections.abc import Collection

from ldnref.answers.cards.card import Fact, cut
from ldnref.answers.patterns import pattern
from ldnref.answers.stems import stems
from ldnref.knowledge.model_statements import Statement, first_clause

#: Where a sentence ends; and a word, with the hyphens in it.
_SENTENCE, _WORD = pattern(r"(?<=[.;]) "), pattern(r"[\w'-]+")

#: How much of a long sentence stands beside the half that has the word.
_MOST = 116
_LESSER, _LEAST, _NEAR = _MOST * 2 // 5, 24, 8


def holding_words(one: Fact, statement: Statement, sought: Collection[str]) -> Fact:
    """The fact; where its line has none of the words, and would not say why it is there, with one.

    A brief stands for the first clause: what is found by that clause needs no other line.
    """
    if statement.brief is None:
        return one._replace(says=part_with(statement.says, sought, _MOST) or one.says)
    told = f"{one.label} {one.says} {one.do or ''} {first_clause(statement.says)}"
    if any(word in sought for word in stems(told)):
        return one
    return one._replace(says=part_with(statement.says, sought, _MOST) or one.says)


def part_with(text: str, sought: Collection[str], most: int) -> str | None:
    """The sentence that has one of the words, its middle left out where it is long; or None.

    Its beginning and its end stay: what was denied is still denied.
    """
    sentences = _SENTENCE.split(text)
    for number, sentence in enumerate(sentences):
        place = _place(sentence, sought)
        if place is not None:
            before = "… " if number else ""
            return before + _shortened(sentence.rstrip(".;"), place, most)
    return None


def _place(sentence: str, sought: Collection[str]) -> int | None:
    """Where the first of the words begins."""
    for found in _WORD.finditer(sentence):
        if any(one in sought for one in stems(found[0])):
            return found.start()
    return None


def _shortened(sentence: str, place: int, most: int) -> str:
    """A sentence of little more than so many characters, with what stands at a place in it.

    Where the place and all that follows fit, the beginning gives way; else the end does.
    """
    if len(sentence) <= most + 3 * _NEAR:
        return sentence
    after = len(sentence) - place
    head = most - _LESSER if place < most - 2 * _LESSER else max(most - after - _NEAR, _LEAST)
    if sentence.rfind(" ", 0, head) < 0:  # a word longer than the room for it
        return sentence[: most - 2] + " …"
    begins = cut(sentence, head)
    left = most - len(begins)
    start = sentence.rfind(" ", 0, min(place, len(sentence) - left) + 1) + 1
    if start < len(begins) or sentence.find(" ", start, start + left) < 0:
        return cut(sentence, most)
    return f"{begins} {cut(sentence[start:], left + _NEAR)}"
