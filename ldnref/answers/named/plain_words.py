"""What each word and phrase means in a plain line: a thing, nothing, or that it is not plain."""

from collections.abc import Iterable

from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import MARK, Lexicon
from ldnref.knowledge.model_names import Named

#: A thing, or the substances of another medicine; False: it says nothing; True: it is a reason to
#: read its line the long way.
Meaning = bool | str | Named


def meanings(lexicon: Lexicon) -> dict[str, Meaning]:
    """Every phrase that means something, and what it is here; the later wins, as in `scan`."""
    held: dict[str, Meaning] = {word: " " in word for word in (*lexicon.forms, *lexicon.numbers)}
    held.update(lexicon.others.whole())
    held.update(lexicon.known.whole())
    held.update(dict.fromkeys(_not_plain(lexicon), True))
    _say_no(held, lexicon.questions, lexicon.alone)
    held.update(dict.fromkeys((*lexicon.beside, *lexicon.frequencies), False))
    # What has to be typed exactly is no form, whatever else it is.
    _say_no(held, [name for name in lexicon.exact if held.get(name) is False])
    _say_no(held, lexicon.everyday, lexicon.roles, lexicon.moments, lexicon.harmless)
    _say_no(held, lexicon.neutral, lexicon.made_for, lexicon.months, lexicon.ago)
    _say_no(held, lexicon.joined, lexicon.vaccines)
    _say_no(held, lexicon.measures, lexicon.after, lexicon.last, lexicon.compared)
    _say_no(held, lexicon.dated, lexicon.dated_alone)
    return held


def _say_no(held: dict[str, Meaning], *phrases: Iterable[str]) -> None:
    """Make lines with these phrases be read the long way."""
    for each in phrases:
        held.update(dict.fromkeys(each, True))


def _not_plain(lexicon: Lexicon) -> Iterable[str]:
    """Names that a figure or another thing beside them changes, or that are figures."""
    counted = {name for amount in lexicon.base.measures.amounts for name in amount.of}
    against = {group for one in lexicon.base.list_words.purposes for group in one.of}
    kept = {i for i in lexicon.base.names if against & {i, *wider(lexicon.base.names, i)}}
    measures = lexicon.measures
    first = {phrase.split()[0] for phrase in measures}
    last = {phrase.split()[-1] for phrase in measures}
    for name, one in lexicon.known.whole().items():
        words = name.split()
        measured = words[0] in first or (one.kind == "condition" and words[-1] in last)
        short = one.kind == "condition" and len(name) <= MARK
        if measured or short or one.id in counted or one.hides or one.id in kept:
            yield name
    for name in lexicon.others.whole():
        begins = name.split(" ", 1)[0]
        if begins in first or name.isdecimal():
            yield name
    yield from (name for name in lexicon.known.whole() if _is_figure(name))


def _is_figure(name: str) -> bool:
    """Whether a name is a figure, or a letter and one: what stands beside it tells if it is."""
    letter, _, figure = name.rpartition(" ")
    return figure.isdecimal() and len(letter) <= 1
