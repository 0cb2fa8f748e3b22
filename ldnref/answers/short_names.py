"""Short names of what is cited: studies, sources, points. Never used for medicines or conditions.

A near name of a medicine is another medicine; half the name of a trial is still that trial.
"""

from collections.abc import Callable, Iterable, Mapping

from ldnref.answers.named.normalise import normalise


def meant(wanted: str, known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The ids of what goes by this name, else of what begins with it, else of what holds its words.

    An id that begins with the words goes before a name that does; no letter is ever changed.
    """
    words = normalise(wanted).split()
    if not words:
        return ()
    by_words = {
        one: [normalise(name).split() for name in (one, *also)] for one, also in known.items()
    }
    exact = _with(by_words, lambda name: name == words)
    by_id = tuple(one for one, names in by_words.items() if _begins(names[0], words))
    begun = _with(by_words, lambda name: _begins(name, words))
    if exact:
        return exact[:1]
    if len(by_id) == 1:
        return by_id
    return begun or _with(by_words, lambda name: set(words) <= set(name))


def _with(
    by_words: Mapping[str, list[list[str]]], fits: Callable[[list[str]], bool]
) -> tuple[str, ...]:
    return tuple(one for one, names in by_words.items() if any(map(fits, names)))


def _begins(name: list[str], words: list[str]) -> bool:
    return name[: len(words)] == words
