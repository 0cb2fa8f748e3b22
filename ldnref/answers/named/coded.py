"""The codes of a line, and what stands beside them: it is read with their names in their place."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from ldnref.answers import sentences
from ldnref.answers.named import written
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.naming import known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part
from ldnref.answers.patterns import pattern

#: What is left where a code was taken out.
_EMPTY = pattern(r"[(\[] *[)\]]| {2,}")

#: What a part is, whatever else is told of it.
_WHAT = attrgetter("named", "holds")


def by_code(
    lexicon: Lexicon,
    line: str,
    found: Sequence[written.Found],
    read: Callable[[str], Iterable[Part]],
) -> tuple[Part, ...]:
    """The codes of a line, and what stands beside them, as `read` has it."""
    parts = [_code(lexicon, line[one.start : one.end].strip(), one.keys) for one in found]
    ends = (0, *(one.end for one in found))
    starts = (*(one.start for one in found), len(line))
    between = [line[end:start] for end, start in zip(ends, starts, strict=True)]
    if not any(c.isalnum() for c in "".join(between)):
        return tuple(parts)
    # In the place of a code its name is read: `no F11.20`, `RxNorm 7804 stopped in 2019`.
    names = [_name(lexicon, one) for one in parts]
    words = (f" {name}{after}" for name, after in zip(names, between[1:], strict=True))
    rest = _EMPTY.sub(" ", between[0] + "".join(words)).strip(" ,;\n")
    beside = list(read(rest))
    for n, part in enumerate(parts):
        told = beside if names[n] else ()
        same = [one for one in told if _WHAT(one) == _WHAT(part)]
        if same := same or [one for one in told if names[n] in one.text]:
            beside.remove(same[0])
            parts[n] = same[0]._replace(text=part.text)
    return (*parts, *beside)


def _name(lexicon: Lexicon, part: Part) -> str:
    """The name of what a code stands for, if it is read as that."""
    name = part.named[0].name if len(part.named) == 1 else part.holds or ""
    again = known(lexicon, normalise(name), name)
    same = again is not None and _WHAT(again) == _WHAT(part) and not (again.asks or part.asks)
    return name if same else ""


def _code(lexicon: Lexicon, text: str, keys: Sequence[tuple[str, str]]) -> Part:
    """What a code stands for, or may; or a code that is not held."""
    for system, code in keys:
        if (part := known(lexicon, code.lower(), text)) is not None:
            return part
        if (coded := lexicon.coded.find(system, code)) is not None:
            asks = sentences.WHICH_CODE if coded.asks else None
            return Part(text, coded.named, asks, holds=None if coded.named else coded.term)
    return Part(text, coded=True)
