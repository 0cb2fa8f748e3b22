"""What each word and phrase means in a plain line: a thing, nothing, or that it is not plain."""

from collections.abc import Container, Iterable

from ldnref.answers.named import graded
from ldnref.answers.named.lexicon import MARK, Lexicon
from ldnref.answers.named.plain_line import BEHIND, COMPLAINT, FORM, JOINED, TIMED
from ldnref.knowledge.model_names import Named

#: A thing, or the substances of another medicine; False: it says nothing; True: it is a reason to
#: read its line the long way.
PlainMeaning = bool | str | Named


def meanings(lexicon: Lexicon) -> dict[str, PlainMeaning]:
    """Every phrase that means something, and what it is here; the later wins, as in `scan`."""
    held: dict[str, PlainMeaning] = {
        word: " " in word for word in (*lexicon.forms, *lexicon.numbers)
    }
    held.update(lexicon.others.whole())
    held.update(lexicon.known.whole())
    held.update(dict.fromkeys(_not_plain(lexicon), True))
    _say_no(held, lexicon.questions, lexicon.alone)
    held.update(dict.fromkeys((*lexicon.beside, *lexicon.frequencies), False))
    held.update({word: " " in word for word in lexicon.everyday})
    # What has to be typed exactly is no form, whatever else it is.
    _say_no(held, [name for name in lexicon.exact if held.get(name) is False])
    _say_no(held, lexicon.roles, lexicon.moments, lexicon.harmless)
    _say_no(held, lexicon.neutral, lexicon.made_for, lexicon.months, lexicon.ago)
    _say_no(held, lexicon.joined, lexicon.vaccines)
    _say_no(held, lexicon.measures, lexicon.after, lexicon.last, lexicon.compared)
    _say_no(held, lexicon.dated, lexicon.dated_alone)
    return held


def _say_no(held: dict[str, PlainMeaning], *phrases: Iterable[str]) -> None:
    """Make lines with these phrases be read the long way."""
    for each in phrases:
        held.update(dict.fromkeys(each, True))


def _not_plain(lexicon: Lexicon) -> Iterable[str]:
    """Names that what stands beside them changes, or that are figures."""
    final = tuple(f" {one}" for one in lexicon.grammar.final)
    counted = {name for amount in lexicon.base.measures.amounts for name in amount.of}
    begins = {measure.partition(" ")[0] for measure in lexicon.measures}
    ends = {measure.rpartition(" ")[2] for measure in lexicon.measures}
    for name, one in lexicon.known.whole().items():
        first, _, _ = name.partition(" ")
        if (
            one.id in counted
            or name.endswith(final)
            or (name[-1].isdecimal() and _is_figure(name))
            or (one.kind == "condition" and (len(name) <= MARK or _ends(lexicon, name, ends)))
            or (first in begins and _read_by_measure(lexicon, name))
        ):
            yield name
    for name in lexicon.others.whole():
        if name.isdecimal() or (name.partition(" ")[0] in begins and _begun(lexicon, name)):
            yield name


def _ends(lexicon: Lexicon, name: str, ends: Container[str]) -> bool:
    """Whether a name ends with a measure, whose last words are `ends`."""
    return name.rpartition(" ")[2] in ends and ends_with_measure(lexicon, name)


def _read_by_measure(lexicon: Lexicon, name: str) -> bool:
    """Whether a measure with which a name begins reads it, or may have its figure behind it."""
    return _begun(lexicon, name) or graded.named(lexicon, name, name) is None


def _begun(lexicon: Lexicon, name: str) -> bool:
    """Whether a name begins with a measure, and nothing follows but words that say nothing."""
    words, measures = name.split(" "), lexicon.measures
    begun = (n for n in range(1, len(words) + 1) if " ".join(words[:n]) in measures)
    return any(all(map(lexicon.says_nothing, words[n:])) for n in begun)


def ends_with_measure(lexicon: Lexicon, name: str) -> bool:
    """Whether a name ends with a measure: a figure behind it may be of that."""
    words = name.split(" ")
    return any(" ".join(words[n:]) in lexicon.measures for n in range(len(words)))


def _is_figure(name: str) -> bool:
    """Whether a name is a figure, or a letter and one: what stands beside it tells if it is."""
    letter, _, figure = name.rpartition(" ")
    return figure.isdecimal() and len(letter) <= 1


def kinds(lexicon: Lexicon, joined: Iterable[str]) -> dict[str, int]:
    """What each word is a word of, besides what it means; `joined` are those of quiet phrases."""
    found: dict[str, int] = {}
    for kind, words in (
        (TIMED, lexicon.timed),
        (FORM, lexicon.formed),
        (COMPLAINT, words_of(lexicon.symptoms)),
        (JOINED, joined),
        (BEHIND, lexicon.behind),
    ):
        for word in words:
            found[word] = found.get(word, 0) | kind
    return found


def words_of(phrases: Iterable[str]) -> set[str]:
    """Every word of them."""
    return {word for phrase in phrases for word in phrase.split()}
