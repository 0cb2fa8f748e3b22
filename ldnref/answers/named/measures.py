"""A measure and the figure or the words beside it, and what they stand for; thresholds are data."""

from collections.abc import Iterator, Sequence

from ldnref.answers.named import amounts, extents, figures, whose
from ldnref.answers.named.bands import Reading
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import PRESENT
from ldnref.answers.named.tokens import Text, Token, following, previous
from ldnref.answers.named.wording import micro
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_measures import Band, Measure

#: How far from its name a figure may stand, in words.
_FAR = 5

#: Before a figure that is told out of how many, and before a further one.
_OF = pattern(r"/\s*$")
_JOINED = pattern(r"[/,→(‐‑–—−-]\s*$")

#: How many words of a degree may stand before its last one: `very markedly raised`.
_DEGREE = 3


def beside(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    """The figure or the words behind the name of a measure, or before it; None: there are none."""
    found = _beside(lexicon, text, measure, start, end)
    if found is not None and whose.of_others(lexicon, text.tokens, measure, found.start, found.end):
        return found._replace(means=((),), unread=False)
    return found


def _beside(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    worded: Reading | None = None
    for at, parted in _behind(lexicon, text, measure, end):
        if worded is None and (found := _word(lexicon, text.tokens, measure, at)):
            worded = Reading(start, found[1], (found[0].means,), grade=found[0].grade)
        figure = figures.figure(lexicon, text, measure, at)
        if figure and _lasting(lexicon, measure, text.tokens, at):
            continue
        if figure and whose.of_else(lexicon, text.tokens, measure, at, figure.end):
            continue
        if figure and not (parted and not _belongs(lexicon, measure, text.tokens, at, figure)):
            if worded is None:
                return figure._replace(start=start)
            told = any(figure.means) and not _otherwise(lexicon, measure, text.tokens, at)
            return figure._replace(start=start) if told else worded  # `raised 5 x ULN`
    if (told_before := worded or _before(lexicon, text, measure, start, end)) is not None:
        return told_before
    sign = (text.tokens[end].before if end < len(text.tokens) else text.after).lstrip(" :=(")[:1]
    band = next((one for one in measure.bands if sign and sign in one.words), None)  # `HCV RNA+`
    return None if band is None else Reading(start, end, (band.means,), grade=band.grade)


def further(lexicon: Lexicon, text: Text, measure: Measure, at: int) -> Reading | None:
    """A further figure or grade of a measure that was named before; a figure may go unread.

    None: it is a date, a time, a strength or a count; or what is measured is told by what stands
    behind it, as an age is, and any figure could be one.
    """
    tokens = text.tokens
    token = tokens[at]
    last = previous(tokens, at).word
    current = lexicon.roles.get(last) in PRESENT
    told = bool(measure.after and measure.bare and not current) or not any(
        b.means for b in measure.bands
    )
    if told or any(
        figures.dated(lexicon, tokens, at - back) > back for back in range(min(3, at + 1))
    ):
        return None
    if token.figure is None:
        joined = _JOINED.search(token.before) or last in lexicon.around[measure.id].between
        joined = joined or last in lexicon.beside or current
        figure = (
            figures.figure(lexicon, text, measure, at) if joined and not measure.units else None
        )
        if figure is not None:  # `stage three or four`
            return figure
        word = _word(lexicon, tokens, measure, at) if joined else None
        return None if word is None else Reading(at, word[1], (word[0].means,), grade=word[0].grade)
    # `Child-Pugh A, 5 out of 15`; but `then a stage of 5`.
    staged = previous(tokens, at - 1).word in lexicon.around[measure.id].between
    of = _OF.search(token.before) or (last in lexicon.grammar.parting and not staged)
    if of and token.figure == measure.highest:
        return Reading(at, at + 1, ((),))
    if _otherwise(lexicon, measure, tokens, at):
        return None
    found = figures.figure(lexicon, text, measure, at)
    strength = (found is None or found.unread) and _strength(tokens, at)
    return None if strength else found or Reading(at, at + 1, (), unread=True)


def _strength(tokens: Sequence[Token], at: int) -> bool:
    behind = following(tokens, at).word
    return amounts.is_unit(behind) or amounts.is_unit(tokens[at].tail)


def _otherwise(lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure is a year, a time or a count; without a unit 2019 is a year."""
    token = tokens[at]
    behind = following(tokens, at).word
    first, last = figures.YEARS
    year = token.figure is not None and first <= token.figure <= last and not token.tail
    alone = extents.unit_behind(lexicon, tokens, at, measure, None)[0] is None
    pieces = (*lexicon.pieces, *lexicon.counting) if alone else ()  # `2 x ULN`
    words = (*lexicon.units, *lexicon.grammar.years, *pieces)
    counted = {behind, token.tail}.intersection(words)
    return bool(counted) or (year and (alone or measure.highest < first))


def _lasting(lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure tells how long, and no stage: `CKD for 5 years`; but `CKD stage 5`."""
    if measure.units or measure.needs_figure or tokens[at].tail:
        return False
    behind = following(tokens, at)
    staged = previous(tokens, at).word in lexicon.around[measure.id].between
    timed = behind.word in lexicon.units or behind.word in lexicon.grammar.years
    return timed and len(behind.word) > 1 and not staged and "," not in behind.before


def _behind(lexicon: Lexicon, text: Text, measure: Measure, end: int) -> Iterator[tuple[int, bool]]:
    """The places behind a name where its figure may stand, and whether a comma is between."""
    between = lexicon.around[measure.id].between
    at, parted = end, False
    while at < len(text.tokens) and at - end < _FAR:
        token = text.tokens[at]
        if token.entry != text.tokens[end - 1].entry:
            return
        parted = parted or "," in token.before
        if skip := figures.dated(lexicon, text.tokens, at):
            at += skip
            continue
        yield at, parted
        if token.figure is not None:
            return
        length = extents.length(text.tokens, at, between | lexicon.compared.keys())
        if not length and token.word not in lexicon.beside:
            return
        at += length or 1


def _word(
    lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, at: int
) -> tuple[Band, int] | None:
    """The band whose words stand here, and where they end."""
    best: tuple[Band, int] | None = None
    for words, band in lexicon.around[measure.id].bands:
        length = extents.length(tokens, at, words) if words else 0
        if length and (best is None or at + length > best[1]):
            best = band, at + length
    return best


def _before(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    """A figure or words before the name: `stage 4 CKD`, `5 x ULN ALT`, `raised ALT`."""
    tokens = text.tokens
    for at in range(start - 1, max(start - _FAR, -1), -1):
        if tokens[at].entry != tokens[start].entry or "," in tokens[at + 1].before:
            return None
        found, begins = _word(lexicon, tokens, measure, at), at
        for earlier in range(max(at - _DEGREE, 0), at):
            longer = _word(lexicon, tokens, measure, earlier)
            if found and longer and longer[1] >= found[1]:
                found, begins = longer, earlier
                break
        between = lexicon.around[measure.id].between
        if found and all(t.word in between for t in tokens[found[1] : start]):
            return Reading(begins, end, (found[0].means,), grade=found[0].grade)
        figure = figures.figure(lexicon, text, measure, at, stop=start)
        if figure is not None and _belongs(lexicon, measure, tokens, at, figure):
            return figure._replace(end=end)
    return None


def _belongs(
    lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int, figure: Reading
) -> bool:
    """Whether a figure apart from a name is its own: its unit says so, or a word as `stage`."""
    around = lexicon.around[measure.id]
    staged = previous(tokens, at).word in around.between
    tailed = bool(tokens[at].tail) and micro(tokens[at].tail) in around.units
    return staged or (not figure.unread and (tailed or figure.end > at + 1))
