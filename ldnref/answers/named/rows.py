"""Which things of a clause stand in one row, so that what is said of one is said of all."""

from collections.abc import Collection, Sequence

from ldnref.answers.named.asked import questions
from ldnref.answers.named.kin import family
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Piece
from ldnref.answers.named.segments import is_condition
from ldnref.answers.named.seldom import tails
from ldnref.answers.named.tokens import Text

#: What joins two things in one row.
_SIGNS = frozenset("/&+")


def in_row(
    lexicon: Lexicon,
    text: Text,
    pieces: Sequence[Piece],
    parts: Sequence[int],
    *,
    far: bool = False,
    denies: bool = False,
) -> list[int]:
    """The first of some parts, with those of its kind behind it one by one: `nil SI/DSH`.

    `far`: with an amount between them too. `denies`: whatever is joined, `pregnant/nursing: no`.
    """
    row = list(parts[:1])
    for n in parts[1:]:
        one, other = sorted((pieces[row[-1]], pieces[n]), key=lambda piece: piece.start)
        if not far and other.since(one) > 1:
            break
        ends = n < row[-1] and (_degree(lexicon, one, other) or _apart(lexicon, text, one, other))
        denied = denies and not ends
        if not (
            _alike(lexicon, text, one, other) or (denied and _joined(lexicon, text, one, other))
        ):
            break
        row.append(n)
    return row


def in_question(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: Sequence[int]
) -> list[int]:
    """The parts of which an answer speaks: the last, and what is joined to it by a word or a sign.

    `opioids? yes codeine alcohol? no`; `pregnant or nursing? no`. What is no answer speaks of all.
    """
    asked = questions(text.tokens[pieces[at].start])
    return joined_last(lexicon, text, pieces, parts) if asked else list(parts)


def joined_last(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], parts: Sequence[int]
) -> list[int]:
    """The last of some parts, and what is joined to it by a word or a sign."""
    start = len(parts) - 1
    while start > 0 and _joined(lexicon, text, pieces[parts[start - 1]], pieces[parts[start]]):
        start -= 1
    return list(parts[start:])


def _alike(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether what is said of one of two neighbours may be said of both."""
    if not _of_condition(one) and not _of_condition(other):
        # `opiates+ cocaine negative`, `opiates trace cocaine negative`
        between = (token.word for token in text.tokens[one.start : other.start])
        told = any(word in lexicon.grammar.chronic for word in between)
        return not (told or tails.is_positive(text, one))
    if tails.is_prevented(lexicon, one) and tails.is_prevented(lexicon, other):
        return not tails.is_found(lexicon, text, one)
    joined = _joined(lexicon, text, one, other)
    if tails.is_prevented(lexicon, one) and _of(other, lexicon.grammar.tested):
        return True  # `hepatitis B core negative`
    for main, tested in ((one, other), (other, one)):
        if joined and tails.is_prevented(lexicon, main) and _of(tested, lexicon.grammar.alongside):
            return True
    same = _named(one) == _named(other) != set()
    return joined and same and not tails.is_found(lexicon, text, one)


def _joined(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether a word or a sign between two neighbours joins them."""
    words = (*lexicon.grammar.joining, *lexicon.grammar.neither)
    if text.tokens[other.start].before.strip() in _SIGNS:
        return True
    return any(token.word in words for token in text.tokens[one.end : other.start])


def _of(piece: Piece, words: Collection[str]) -> bool:
    """Whether a piece without a name is one of some words."""
    if piece.part is None or piece.part.named:
        return False
    own = normalise(piece.part.text).split()
    return bool(own) and all(word in words for word in own)


def _degree(lexicon: Lexicon, one: Piece, other: Piece) -> bool:
    """Whether the second is a degree of the first: `cirrhosis and ascites: none`."""
    numbers = lexicon.forms.get(normalise(other.part.text), ()) if other.part else ()
    forms = [lexicon.base.list_words.forms[n] for n in numbers]
    named = {wide for name in _named(one) for wide in family(lexicon.base.names, name)}
    return any(form.of in named for form in forms)


def _apart(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether the second is a complaint that may come of the first: `cirrhosis and pruritus nil`.

    In a tick line, and where they are alternatives, both are denied.
    """
    slight, main = (
        normalise(p.part.text) in lexicon.symptoms if p.part else False for p in (other, one)
    )
    signed = text.tokens[other.start].before.strip() in _SIGNS
    either = any(t.word in lexicon.grammar.neither for t in text.tokens[one.end : other.start])
    behind = text.tokens[other.end].before if other.end < len(text.tokens) else ""
    plain = not signed and not either and ":" not in behind
    return slight and not main and _of_condition(one) and plain


def _named(piece: Piece) -> set[str]:
    """The ids of all that a piece is, or may be."""
    return {one.id for one in piece.part.named} if piece.part else set()


def _of_condition(piece: Piece) -> bool:
    return piece.part is not None and is_condition(piece.part)
