"""The numbers of a list in one line, which are no figures: `1. RRMS 2. CKD 3. gout`."""

from ldnref.answers.named.tokens import Text
from ldnref.answers.patterns import pattern

#: Behind the number of an item: `2.`, `2)`, `2- `; and not `2-3`.
_MARKED = pattern(r"[.)]|[-–]\s")


def itemised(text: Text) -> Text:
    """The tokens, where each item of a numbered list is a clause; its number measures nothing."""
    tokens = list(text.tokens)
    marked = {
        int(token.figure): at
        for at, token in enumerate(tokens[:-1])
        if token.figure and not token.tail and _MARKED.match(tokens[at + 1].before)
    }
    number, items = 1 if 1 in marked else 2, list[int]()
    while number in marked and marked[number] > (items or [-1])[-1]:
        items.append(marked[number])
        number += 1
    if not items or (len(items) == 1 and ":" not in tokens[items[0]].before):
        return text
    begun, shift = set(items), 0
    ended = {at + 1: tokens[at].clause - tokens[at + 1].clause for at in items}
    for at, token in enumerate(tokens):
        shift += int(at in begun and at > items[0]) + ended.get(at, 0)
        figure = None if at in begun else token.figure
        tokens[at] = token._replace(figure=figure, clause=token.clause + shift)
    return text._replace(tokens=tuple(tokens))
