"""What stands in a record in the place of a medicine's name, and is none. Knows no medicine.

`See free text` names nothing: it is not checked, and never a denial. `No medications` is one.
"""

import re
from collections.abc import Iterable, Sequence

from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part
from ldnref.knowledge.model_records import RecordWords


class Nameless:
    """The words of one base that are no name."""

    def __init__(self, words: RecordWords) -> None:
        self._none = frozenset(map(normalise, words.none_taken))
        spaced = (r"[\s-]".join(map(re.escape, one.split())) for one in words.placeholders)
        every = "|".join(spaced) or r"\b\B"
        self._placeholder = re.compile(rf"(?<!\w)(?:{every})(?!\w)[\s:–-]*", re.IGNORECASE)

    def none_taken(self, texts: Iterable[str]) -> bool:
        """Whether all of these say that no medicine is taken; none at all says nothing."""
        said = [normalise(text) for text in texts]
        return bool(said) and self._none.issuperset(said)

    def without(self, text: str) -> str:
        """A text without what stands before a name, or in its place; it may be empty."""
        return self._placeholder.sub(" ", text).strip()


def names_nothing(parts: Sequence[Part]) -> bool:
    """Whether a line holds words of denial or instruction alone, and no name."""
    return bool(parts) and not any(part.named or part.unknown or part.holds for part in parts)
