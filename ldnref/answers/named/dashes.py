"""A long dash inside a name is a hyphen: a page is set with `Child–Pugh C` and `opioid–naïve`.

Any other ends a clause: `no opioids–codeine at night`.
"""

from collections.abc import Iterator

from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.tokens import HYPHENS, Text, Token

_LONG = ("–", "—")


def hyphened(lexicon: Lexicon, text: Text) -> Text:
    """The tokens, with a hyphen for each long dash fast between two words of one name."""
    inside = {at for at, token in enumerate(text.tokens) if token.before in _LONG}
    inside = {at for at in inside if _joins(lexicon, text.tokens, at)}
    if not inside:
        return text
    less, found = 0, []
    for at, token in enumerate(text.tokens):
        if at in inside:
            less += token.clause - text.tokens[at - 1].clause
            token = token._replace(before=HYPHENS[0])  # noqa: PLW2901
        found.append(token._replace(clause=token.clause - less))
    return text._replace(tokens=tuple(found))


def _joins(lexicon: Lexicon, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether words on both sides of a dash are one phrase; or the one behind clears the other."""
    cleared = lexicon.roles.get(tokens[at].word) == "cleared"
    if cleared and at and lexicon.names_something(tokens[at - 1].word):
        return True
    held = (lexicon.measures, lexicon.harmless, lexicon.neutral, lexicon.roles, lexicon.forms)
    named = (lexicon.known, lexicon.questions, lexicon.others, lexicon.beside)
    return any(name in names for name in _around(tokens, at) for names in (*held, *named))


def _around(tokens: tuple[Token, ...], at: int) -> Iterator[str]:
    """The phrases that reach over the dash before a word."""
    entry = tokens[at].entry
    for start in range(max(at - PHRASE + 1, 0), at):
        for end in range(at + 1, min(start + PHRASE, len(tokens)) + 1):
            if tokens[start].entry == entry == tokens[end - 1].entry:
                yield " ".join(token.word for token in tokens[start:end])
