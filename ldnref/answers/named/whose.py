"""Whether a figure is another time's or another's: by the words before it, or as one of several."""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named.extents import UNIT
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import DENIED, OTHERS, Part, Piece, entry_places, of_clause
from ldnref.answers.named.tokens import Text, Token, following, previous
from ldnref.knowledge.model_measures import Measure


def of_others(
    lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, start: int, end: int
) -> bool:
    """Whether what is measured is not the patient's of now."""
    return of_another(lexicon, tokens, measure, start) or of_several(
        lexicon, tokens, measure, start, end
    )


def of_another(lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, at: int) -> bool:
    """Whether words before a measure make it another time's, or other people's."""
    then = lexicon.around[measure.id].then
    begins = range(max(at - 3, 0), at)
    if any(" ".join(t.word for t in tokens[begin:at]) in then for begin in begins):
        return True
    # `out aged 6`, and no comma between: behind one stands the age of now.
    fast = (begin for begin in begins if tokens[begin].clause == tokens[at].clause)
    return any(" ".join(t.word for t in tokens[begin : at + 1]) in then for begin in fast)


def of_else(lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, at: int, end: int) -> bool:
    """Whether more words behind a figure make it another measure's: `G1P1, 4/12 postpartum`."""
    behind = tokens[at + 1 : at + 1 + UNIT]
    words = [token.word for token in of_clause(behind, tokens[at].clause)]
    found = (lexicon.after.get(" ".join(words[:n])) for n in range(end - at, len(words) + 1))
    return any(one is not None and one.id != measure.id for one in found)


def of_several(
    lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, start: int, end: int
) -> bool:
    """Whether it is one of several figures, so of several people: `father of two, aged 9 and 12`.

    Only where the line speaks of others before it: nobody has two ages, and a slip is none of that.
    """
    joining = lexicon.grammar.joining
    behind = end + 1 if end < len(tokens) and tokens[end].word in joining else end
    # `4, 7 and 11`: a comma alone joins no ages.
    listed = any(token.word in joining for token in tokens[end : end + 2])
    more = listed and behind < len(tokens) and _bare(lexicon, tokens, behind)
    first = next((at for at in range(start, end) if tokens[at].figure is not None), start)
    before = first - 2 if first > 1 and tokens[first - 1].word in joining else first
    less = before < first and _bare(lexicon, tokens, before)
    if not (more or less):
        return False
    words = [token.word for token in tokens[: min(start, before)]]
    then = lexicon.around[measure.id].then
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return not then.isdisjoint(words) or not then.isdisjoint(pairs)


def _bare(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure stands here that is of nothing else: no amount, no count, no time."""
    if tokens[at].figure is None or tokens[at].tail:
        return False
    behind = following(tokens, at)
    if behind.entry != tokens[at].entry or "," in behind.before:
        return True
    return behind.word in lexicon.grammar.joining


def done_by(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether it is told here who did something: `stopped by the pain team`."""
    words = lexicon.grammar
    while previous(tokens, at).word in words.owners:
        at -= 1
    return previous(tokens, at).word in words.doers


def did(lexicon: Lexicon, tokens: Sequence[Token], piece: Piece) -> bool:
    """Whether a piece is a phrase that names nothing, and who did something: `the pain team`."""
    part = piece.part
    harmless = part is not None and part.holds == "" and not (part.named or part.measured)
    return harmless and done_by(lexicon, tokens, piece.start)


def called(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether an unknown word is somebody's name, and no slip for a medicine: `Dr Patel`."""
    titled = previous(tokens, at).word in lexicon.grammar.titles
    return titled and tokens[at].before in (" ", ". ") and not lexicon.near(tokens[at].word)


def operated(lexicon: Lexicon, text: Text, found: Sequence[Piece]) -> list[Piece]:
    """The pieces, where an age behind an operation is when it was: `appendicectomy aged 12`.

    Not behind a word that names none: `surgery aged 12` may be a child's.
    """
    kept = list(found)
    for piece in found:
        named = piece.part.named if piece.part else ()
        bare = all(text.tokens[n].word in one.name for one in named for n in _places(piece))
        end = None if bare or not named else _aged(lexicon, text, piece)
        if end is not None and of_operations(lexicon, piece):
            kept = [p for p in kept if not piece.end <= p.start < end]
            kept.append(Piece(piece.end, end, piece.clause, piece.entry, role="past"))
    return sorted(kept, key=lambda piece: piece.start)


def heads_operations(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether it is the heading of past operations, which says nothing of a medicine: `PSH:`."""
    words = " ".join(text.tokens[n].word for n in _places(piece))
    return piece.role == "past" and words in lexicon.grammar.operating


def of_operations(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether a piece is an operation, and nothing else."""
    ids = {one.id for one in piece.part.named} if piece.part else set[str]()
    return bool(ids) and ids <= set(lexicon.base.list_words.operations)


def _places(piece: Piece) -> range:
    return range(piece.start, piece.end)


def _aged(lexicon: Lexicon, text: Text, piece: Piece) -> int | None:
    """Where an age ends that stands fast behind a piece, where the entry tells nothing else.

    `Awaiting tonsillectomy aged 9` is ahead, and who had it `aged 70 on oxycodone` takes that now.
    """
    tokens = text.tokens
    entry = entry_places(tokens, piece.entry)
    last = entry[-1]
    if entry[0] != piece.start or tokens[last].figure is None:
        return None
    words = " ".join(token.word for token in tokens[piece.end : last])
    fast = tokens[last].clause == piece.clause and words in lexicon.grammar.aged
    return last + 1 if fast else None


def hidden(lexicon: Lexicon, parts: Sequence[Part]) -> list[Part]:
    """The parts that another one hides: an infant's age, where its mother is the patient.

    Before her only an age in months is one: `16F BF`; and none where it is denied, or another's.
    """
    own = [(n, p) for n, p in enumerate(parts) if p.standing not in (DENIED, OTHERS)]
    named = [(n, one) for n, part in own for one in part.named]
    first = {name: n for n, one in reversed(named) for name in one.hides}
    return [
        part
        for n, part in enumerate(parts)
        if part.named
        and all(one.id in first for one in part.named)
        and (not _in_years(lexicon, part) or all(first[one.id] < n for one in part.named))
    ]


def _in_years(lexicon: Lexicon, part: Part) -> bool:
    """Whether a part has a figure, and no unit that is shorter than a year."""
    words = normalise(part.text).split()
    short = any(0 < lexicon.units.get(word, 0) < lexicon.units["year"] for word in words)
    return not short and any(word[0].isdecimal() for word in words)
