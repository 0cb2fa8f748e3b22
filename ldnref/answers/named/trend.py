"""Several figures of one measure in a line: of `was 24, now 62` the later one is so."""

from collections.abc import Mapping, Sequence
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.named import dates
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, of_clause
from ldnref.answers.named.seldom import times
from ldnref.answers.named.tokens import Text, Token, previous
from ldnref.answers.patterns import pattern

#: Where what is said of one figure ends, and what is said of the next begins.
_PARTS = pattern(r"[,;:()\[\]\n]|\s[-\u2013\u2014]\s|\.\s")

#: Before the figure that it came to.
_ARROW = pattern(r"[-=]+>|→")

#: The longest words that tell which of two figures is the later one.
_LONGEST = 4

#: A figure is of now; or of no time that is told; or of some days ago, of the worst time, of some.
_NOW, _UNTOLD, _WORST, _ONCE = -2, -1, 1_000_000, 1_000_001


def present(
    lexicon: Lexicon, text: Text, found: Sequence[Piece], read: Mapping[int, str], today: date
) -> list[Piece]:
    """The pieces, less what figures meant that the same line says are no longer so.

    `read` tells by what name each was read, by its first token. Where no time is told, or the
    same of all, every figure counts.
    """
    named: dict[str, list[int]] = {}
    for n, piece in enumerate(found):
        if piece.part is not None and piece.part.measured and piece.start in read:
            named.setdefault(read[piece.start], []).append(n)
    kept, of_body = list(found), lexicon.grammar.sides
    for several in (group for group in named.values() if len(group) > 1):
        figures = [found[n] for n in several]
        places = zip((None, *figures), figures, (*figures[1:], None), strict=False)
        own = [_own(lexicon, text.tokens, *place) for place in places]
        when = _dated(lexicon, own, today) or [
            _told(lexicon, text.tokens, found[n], words, today)
            for n, words in zip(several, own, strict=True)
        ]
        sides = {frozenset(t.word for t in words if t.word in of_body) for words in own}
        if len(sides - {frozenset()}) > 1:
            continue
        latest = [found[n] for n, ago in zip(several, when, strict=True) if ago == min(when)]
        well = not any(piece.part and piece.part.named for piece in latest)
        for n, ago in zip(several, when, strict=True):
            if ago > min(when) and (part := found[n].part) is not None:
                kept[n] = found[n]._replace(part=_over(lexicon, part, ago, well=well))
    return kept


def _told(
    lexicon: Lexicon, tokens: Sequence[Token], piece: Piece, own: Sequence[Token], today: date
) -> int:
    """When a figure was so, by what stands fast before it, or else by all that is said of it."""
    fast, when = _beside(lexicon, tokens, piece), _when(lexicon, own, today)
    # `Peaked at 900 in 2019`, but not `nadir 27 now 48`.
    return when if fast is None or (fast == _WORST and when > _UNTOLD) else fast


def _beside(lexicon: Lexicon, tokens: Sequence[Token], piece: Piece) -> int | None:
    """What stands fast before a figure tells of it alone: `-> 48`, `from 27`, `nadir 27`."""
    if _led(lexicon, tokens, piece) is not None:
        return _NOW
    here = range(piece.start, piece.end)
    at = next((n for n in here if tokens[n].figure is not None), piece.end - 1)
    before = tokens[max(at - _LONGEST, 0) : at]
    words = [token.word for token in of_clause(before, piece.clause)]
    words = [] if _PARTS.search(tokens[at].before) else words
    if words and words[-1] in lexicon.grammar.leaving:
        return _ONCE
    last = (lexicon.compared.get(" ".join(words[n:])) for n in range(len(words)))
    return _WORST if "worst" in last else None


def _led(lexicon: Lexicon, tokens: Sequence[Token], piece: Piece) -> int | None:
    """Where the words begin that lead to a figure from an earlier one: `-> stage 3`, `improved to`.

    None: there are none.
    """
    at = piece.start
    while not _ARROW.search(tokens[at].before):
        last = previous(tokens, at)
        quiet = last.figure is None and lexicon.says_nothing(last.word)
        if not quiet or last.clause != piece.clause:
            break
        at -= 1
    if _ARROW.search(tokens[at].before):
        return at
    if previous(tokens, piece.start).word not in lexicon.grammar.reaching:
        return None
    phrases = {
        n: " ".join(token.word for token in tokens[n : piece.start])
        for n in range(max(piece.start - _LONGEST, 0), piece.start)
    }
    return next((n for n, one in phrases.items() if lexicon.compared.get(one) == "now"), None)


def _over(lexicon: Lexicon, part: Part, ago: int, *, well: bool) -> Part:
    """An older figure: nothing, or what a later one does not take back; asked about if it is well.

    `ago` tells how many days old it is.
    """
    ids = {one.id for one in part.named}
    for stays in lexicon.base.measures.stays:
        if ids.isdisjoint(stays.of):
            continue
        if stays.days is None:
            return part
        if well and (ago <= stays.days or ago == _WORST):
            return part._replace(asks=sentences.WHICH_FIGURE, harmless="")
    return Part(part.text, holds="", measured=True, older=True)


def _dated(lexicon: Lexicon, own: Sequence[Sequence[Token]], today: date) -> list[int]:
    """The days since each figure, where a date in figures stands beside every one of them."""
    since = [dates.days_since(lexicon, words, today, ended=True) for words in own]
    return [min(days)[0] for days in since if days] if all(since) else []


def _when(lexicon: Lexicon, own: Sequence[Token], today: date) -> int:
    """How long ago a figure was so; _NOW, _UNTOLD or _ONCE where no days are told."""
    words = [token.word for token in own]
    phrases = {
        (a, b): " ".join(words[a:b])
        for a in range(len(words))
        for b in range(a + 1, a + _LONGEST + 1)
    }
    moments = {n for (a, b), one in phrases.items() if one in lexicon.moments for n in range(a, b)}
    others = [one for (a, b), one in phrases.items() if moments.isdisjoint(range(a, b))]
    compared = {lexicon.compared.get(one) for one in others}
    if "now" in compared:  # `eGFR now: was 62`
        return _UNTOLD if "then" in compared else _NOW
    told = times.passed(lexicon, own, today, ended=False, weekly=False).days
    if told is None:  # `27 (Jan), 48 (Oct)`
        bare = dates.days_since(lexicon, own, today, ended=False, bare=True)
        told = next((days for days, _ in bare), None)
    if told is not None:
        return told or _NOW
    if "worst" in compared:
        return _WORST
    return _ONCE if "then" in compared else _UNTOLD


def _own(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    before: Piece | None,
    piece: Piece,
    behind: Piece | None,
) -> Sequence[Token]:
    """The words that are said of a figure: up to what parts it from the one before and behind."""
    last = before.end if before else 0
    next_one = len(tokens)
    if behind:
        led = _led(lexicon, tokens, behind)
        next_one = behind.start if led is None else max(led, piece.end)
    start = piece.start
    while start > last and not _parted(lexicon, tokens[start]):
        start -= 1
    end = _part(lexicon, tokens, piece.end, next_one)
    # `24 (last month), 62`: what stands in brackets fast behind a figure is said of it.
    if end == piece.end < next_one and tokens[end].before.strip() == "(":
        closes = _part(lexicon, tokens, end + 1, next_one)
        end = closes if closes == len(tokens) or ")" in tokens[closes].before else end
    # Where nothing parts two figures, what stands between them is said of both.
    return tokens[start:end]


def _part(lexicon: Lexicon, tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where the words from a place on are parted from what follows."""
    return next((n for n in range(start, stop) if _parted(lexicon, tokens[n])), stop)


def _parted(lexicon: Lexicon, token: Token) -> bool:
    """Whether something new begins with a word."""
    return token.word in lexicon.grammar.joining or _PARTS.search(token.before) is not None
