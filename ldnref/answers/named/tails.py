"""Ends of a clause that speak of something else: `pregnant and husband aware`.

A word that denies, ends or gives away has a thing of its own where a noun stands behind it, and
then says nothing of what stands before it: `opioid dependence refused referral`.
"""

from collections.abc import Container, Iterator, Sequence

from ldnref.answers.named.asked import denies_back, in_form
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part, Piece, of_clause
from ldnref.answers.named.reasons import has_reason
from ldnref.answers.named.tokens import Text, Token, following, previous
from ldnref.answers.named.whose import done_by
from ldnref.answers.patterns import pattern

#: A sign that joins two things; any other is a result: `HBV+, HCV negative`, `HBsAg +  HCV neg`.
_PLUS = pattern(r"(\s*)\+\1")

#: Roles that reach what stands behind them in their clause, whatever begins there.
_REACHING = ("denial", "refused", "stopped", "past", "reaction", "intolerance", "others", "theirs")


def tails(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> Iterator[range]:
    """The ends of clauses behind a thing, from a word on that speaks of something else."""
    for n, piece in enumerate(pieces):
        if piece.role is None:
            continue
        before = of_clause(pieces[:n], piece.clause)
        things = [one for one in before if is_thing(one)]
        if not things or any(one.role in _REACHING for one in before):
            continue
        start = _begins(lexicon, text, piece, things, pieces[n + 1 :])
        if start is not None:
            yield range(start, _end(text, piece))


def _end(text: Text, piece: Piece) -> int:
    """Where the clause of a piece ends."""
    behind = range(piece.end, len(text.tokens))
    return next((n for n in behind if text.tokens[n].clause != piece.clause), len(text.tokens))


def _begins(
    lexicon: Lexicon, text: Text, piece: Piece, before: Sequence[Piece], behind: Sequence[Piece]
) -> int | None:
    """Where what speaks of something else begins, if this word does."""
    if piece.role == "others":
        return _relative(lexicon, text, piece, behind)
    if piece.role == "refused":
        return piece.start if refuses_else(lexicon, text, piece) else None
    follows = behind[0] if behind and behind[0].clause == piece.clause else None
    if piece.role in ("reaction", "intolerance"):
        to = piece.end < len(text.tokens) and text.tokens[piece.end].word in lexicon.grammar.objects
        return piece.start if to and follows is not None and follows.part is not None else None
    if piece.role == "stopped" and is_clean(lexicon, text, piece):
        alone = follows is None or follows.part is None
        return piece.start if alone and maintained(lexicon, before[-1].part) else None
    if stops_else(lexicon, text, piece):
        return piece.start
    return piece.start if _former(lexicon, text, piece, follows) else None


def _former(lexicon: Lexicon, text: Text, piece: Piece, follows: Piece | None) -> bool:
    """Whether what ended stands behind the word."""
    if follows is None or follows.part is None:
        return False
    if piece.role not in ("stopped", "past"):
        return False
    former = piece.role == "stopped" or _word(text, piece) in lexicon.grammar.former
    if done_by(lexicon, text.tokens, follows.start):  # `stopped by rheumatology`
        return False
    if has_reason(lexicon, text, piece, [follows]):
        return False
    fast = all(one.figure is None for one in text.tokens[piece.end : follows.start])
    return former and fast and follows.since(piece) <= 1


def _relative(lexicon: Lexicon, text: Text, piece: Piece, behind: Sequence[Piece]) -> int | None:
    """Where what is said of somebody else begins, if it is more than whose a thing is."""
    words = lexicon.grammar
    start = piece.start
    while (before := previous(text.tokens, start).word) in words.owners:
        start -= 1
    if previous(text.tokens, start - 1).word in words.home:
        return start - 2  # `pregnant lives with mother`
    if before in words.belonging or "(" in text.tokens[start].before:
        return None
    if before in words.onset:
        return start  # `suicidal thoughts after brother died`
    own = {at for p in behind if p.role is not None for at in range(p.start, p.end)}
    rest = [n for n in range(piece.end, _end(text, piece)) if n not in own]
    told: Container[str] = {*words.whose, *words.fate}
    more = any(text.tokens[n].word not in told and text.tokens[n].figure is None for n in rest)
    return start - (before in words.joining) if more else None


def refuses_else(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether something of its own was refused: `refused referral`; not `refused by patient`."""
    words = lexicon.grammar
    if piece.role != "refused" or _word(text, piece) not in words.refusing:
        return False
    at, end = piece.end, _end(text, piece)
    while at < end and text.tokens[at].word in words.owners:
        at += 1
    if at == end or text.tokens[at].figure is not None:
        return False
    word = text.tokens[at].word
    return word not in words.supplied and lexicon.roles.get(word) in (None, "immunised")


def stops_else(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether something of its own ended, or was: `gave up work`, `last flare`, `used to run`."""
    words = lexicon.grammar
    if piece.role not in ("stopped", "past"):
        return False
    habit = text.tokens[piece.end - 1].word in words.reaching
    if piece.role == "past" and not (habit or is_last(lexicon, text, piece)):
        return False
    at, end = piece.end, _end(text, piece)
    while at < end and text.tokens[at].word in words.owners:
        at += 1
    if at == end or of_it(lexicon, text.tokens[at]):
        return False
    word, fast = text.tokens[at].word, not text.tokens[at].before.strip()
    if word in lexicon.visits:  # `pregnant last? scan normal`
        return True
    return fast and (habit or not lexicon.says_nothing(word))


def of_it(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word beside an end tells of the thing itself, or when: `stopped it in May`."""
    words = lexicon.grammar
    held = (words.supplied, words.taking, words.portions, lexicon.roles)
    return dated(lexicon, token) or any(token.word in one for one in held)


def denies_before(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether the thing before it is denied: `opioid use denied`; not `codeine misuse denied`."""
    words, piece = lexicon.grammar, pieces[at]
    here = of_clause(pieces[:at], piece.clause)
    if not here or not is_thing(here[-1]):
        return False
    if any(one.role not in (None, "past", "current") for one in here):
        return False
    between = text.tokens[here[-1].end : piece.start]
    behind = text.tokens[piece.end : _end(text, piece)]
    told = not behind or behind[0].word in words.supplied
    denied = told and denies_back(lexicon, text, piece)
    denied = denied or (not behind and in_form(lexicon, text, here, piece))
    return denied and all(token.word in words.uses for token in between)


def treats(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a treatment ended, and no disease: `off all treatment`."""
    if piece.role not in ("stopped", "refused"):
        return False
    behind = text.tokens[piece.end : _end(text, piece)]
    return any(one.word in lexicon.grammar.treated for one in behind)


def is_clean(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a word says that somebody takes no drugs, and not which: `clean`, not `clean of`."""
    if _word(text, piece) not in lexicon.grammar.cleansed:
        return False
    return following(text.tokens, piece.end - 1).word not in lexicon.grammar.objects


def maintained(lexicon: Lexicon, part: Part | None) -> bool:
    """Whether a part is what people who are clean go on taking."""
    of = frozenset(lexicon.base.list_words.maintained)
    named = part.named if part else ()
    names = lexicon.base.names
    return bool(named) and all(of & {one.id, *wider(names, one.id)} for one in named)


def is_prevented(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether a piece is what is tested for, and vaccinated against; none that is `chronic`."""
    named = piece.part.named if piece.part else ()
    words = normalise(piece.part.text).split() if piece.part else []
    held = lexicon.base.list_words.prevented
    return (
        bool(named)
        and all(one.id in held for one in named)
        and not any(word in lexicon.forms or word in lexicon.grammar.chronic for word in words)
    )


def against_else(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a vaccine may be against anything, in a clause of its own: `HCV, vaccinated`."""
    first = text.tokens[piece.start]
    return first.word in lexicon.visits and first.before.strip() not in ("-", "–", "—", "(")


def is_found(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether it is said beside an infection that the patient has it: `known HBV`, `HBV+`."""
    own = [previous(text.tokens, piece.start), *text.tokens[piece.start : piece.end]]
    told = any(one.clause == piece.clause and one.word in lexicon.grammar.chronic for one in own)
    return told or is_positive(text, piece)


def is_positive(text: Text, piece: Piece) -> bool:
    """Whether a sign behind a thing is a result, and joins it to nothing: `HBV+`, `opiates 1+`."""
    at = piece.end
    at += at < len(text.tokens) and text.tokens[at].figure is not None and not text.tokens[at].tail
    behind = text.tokens[at].before if at < len(text.tokens) else text.after
    return "+" in behind and _PLUS.fullmatch(behind) is None


def is_former(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a word says of what stands behind it that it was: `former nurse`, `old fracture`."""
    if piece.role != "past" or _word(text, piece) not in lexicon.grammar.former:
        return False
    behind = text.tokens[piece.end : _end(text, piece)][:1]
    article = lexicon.grammar.single  # `formerly a nurse`
    return any(not lexicon.says_nothing(t.word) or t.word in article for t in behind)


def is_last(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a piece is the word `last` alone: no `last year`."""
    words = [token.word for token in text.tokens[piece.start : piece.end]]
    return " ".join(words) in lexicon.grammar.last


def is_thing(piece: Piece) -> bool:
    """Whether a piece is something that was recognised."""
    return piece.part is not None and not piece.part.unknown


def dated(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is part of a time or a count."""
    words = (lexicon.dating, lexicon.units, lexicon.numbers, lexicon.months, lexicon.ends)
    told = (*words, throughout(lexicon), lexicon.grammar.seasons)
    return token.figure is not None or any(token.word in one for one in told)


def throughout(lexicon: Lexicon) -> tuple[str, ...]:
    """Words before the time through which nothing was taken: since, for, in."""
    return (*lexicon.grammar.since, *lexicon.grammar.lasting, *lexicon.grammar.per)


def _word(text: Text, piece: Piece) -> str:
    """The first word of a piece."""
    return text.tokens[piece.start].word
