"""Questions with their answers: `opioids? yes alcohol? no`; `codeine?`."""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece, of_clause
from ldnref.answers.named.tokens import Text, Token

#: What stands between a question and its answer.
_SIGNS = frozenset("?:")

_DENIALS = ("denial", "refused", "cleared")


def by_question(lexicon: Lexicon, text: Text) -> Text:
    """The tokens, where behind an answer another question is a clause of its own."""
    if sum(map(text.text.count, _SIGNS)) < 2:  # noqa: PLR2004 - two questions
        return text
    last = {token.clause: at for at, token in enumerate(text.tokens) if questions(token)}
    found, shift = [*text.tokens[:1]], 0
    for at, (answer, token) in enumerate(pairwise(text.tokens), 1):
        more = answer.clause == token.clause and last.get(token.clause, 0) >= at
        shift += more and questions(answer) and _answers(lexicon, answer)
        found.append(token._replace(clause=token.clause + shift))
    return text._replace(tokens=tuple(found))


def questions(token: Token) -> bool:
    """Whether a question, or a heading, stands fast before a word."""
    return not _SIGNS.isdisjoint(token.before)


def _answers(lexicon: Lexicon, token: Token) -> bool:
    return _denies(lexicon, token) or token.word in lexicon.grammar.affirming


def _denies(lexicon: Lexicon, token: Token) -> bool:
    return lexicon.roles.get(token.word) in _DENIALS


def denies_back(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a word denies what stands before it: `NSAR kontraindiziert, Tramadol`."""
    return text.tokens[piece.start].word in lexicon.grammar.passive


def in_form(lexicon: Lexicon, text: Text, here: Sequence[Piece], piece: Piece) -> bool:
    """Whether a `no` is the answer of a form: `opioids no`; not `opioids alcohol no`.

    Nothing but a word for a use stands before the thing; without a colon no `takes`, either.
    """
    words, thing = lexicon.grammar, here[-1]
    single = sum(one.part is not None for one in here) == 1
    if text.tokens[piece.start].word not in words.numbering or not single:
        return False
    start = min(one.start for one in here)
    before = of_clause(text.tokens[:start], thing.clause)
    plain = all(one.word in (*words.uses, *words.parting) for one in before)
    return plain and (here == [thing] or ":" in text.tokens[piece.start].before)


def noughts(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where a nought behind a group is a denial: `opioids: 0`, and no `0 refills`.

    Nothing stands before the group, of which there may be none, `pain on opioids: 0`; and no
    figure between the nought and the next thing: `opioids: 0, 0, 10 mg`.
    """
    more = []
    for n, piece in enumerate(found):
        named = piece.part.named if piece.part else ()
        behind = of_clause(text.tokens[piece.end :], piece.clause)
        if not named or any(one.kind != "group" for one in named) or not behind:
            continue
        next_one = next((one.start for one in found[n + 1 :] if one.part), len(text.tokens))
        later = text.tokens[piece.end + 1 : next_one]
        opens = piece.start == 0 or text.tokens[piece.start - 1].clause != piece.clause
        rest = (token.word in lexicon.units or token.word in lexicon.rhythm for token in behind[1:])
        alone = opens and all(token.figure is None for token in later)
        if behind[0].figure == 0 and not behind[0].tail and alone and all(rest):
            at = piece.end
            more.append(Piece(at, at + 1, piece.clause, piece.entry, role="cleared"))
    return sorted([*found, *more]) if more else found


def asked(lexicon: Lexicon, text: Text, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a question mark stands before it or fast behind it: `? on codeine`, `codeine?`.

    Not so where the answer is told: `pregnant? no`.
    """
    behind = text.tokens[piece.end].before if piece.end < len(text.tokens) else text.after
    if _answered(lexicon, text, piece.end, pieces):
        behind = ""
    at = piece.start
    while (
        at
        and text.tokens[at].clause == text.tokens[at - 1].clause
        and not text.tokens[at].before.strip()
    ):
        at -= 1
    before = text.tokens[at].before.rstrip(" ")  # at the end of a line it asks what stands there
    return before.endswith("?") or behind.startswith("?")


def _answered(lexicon: Lexicon, text: Text, at: int, pieces: Sequence[Piece]) -> bool:
    """Whether a word is the whole answer to a question: `codeine? No.`, and not `not now`.

    What stands behind it may take it back, unless it has a thing or a question of its own:
    `opioids? no, sometimes`; `opioids? no, smoker? no`.
    """
    token, behind = text.tokens[at : at + 1], text.tokens[at + 1 :]
    if not token or token[0].before.count("?") != 1 or not _answers(lexicon, token[0]):
        return False
    if not behind:
        return "?" not in text.after
    if "?" in behind[0].before or behind[0].clause == token[0].clause:
        return False
    if not _denies(lexicon, token[0]):
        return True
    own = of_clause(behind, behind[0].clause)
    things = any(
        p.part and (p.part.named or p.part.recognised) for p in of_clause(pieces, behind[0].clause)
    )
    return things or any(map(questions, own[1:])) or all(_denies(lexicon, one) for one in own)
