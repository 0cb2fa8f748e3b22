"""The card of a medicine, a group or a condition: what changes the prescription first."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Resolved
from ldnref.answers.cards.card import Card, Fact, Rank, fact, severity
from ldnref.answers.checking.held import Held
from ldnref.answers.interactions import InteractionsResult
from ldnref.answers.named.kin import at_large, family, known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.wanted import telling
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: Acts that begin with the same words are one act; the first statements are never left out.
_SAME, _FIRST = 4, 3

#: Where a time to wait ranks, and what is contraindicated beyond the first statements.
_WAITS, _NAMED = 0.5, 0.7


def about(base: KnowledgeBase, answer: Answer) -> Card:
    """What is held on the names that were typed, worst first."""
    named = list(dict.fromkeys(one.named for one in answer.resolved))
    worst = _worst(base, named, answer)
    told = _facts(base, answer, named, worst)
    # Of a name that is a question only what is worst is told, until it is answered.
    if answer.resolved and all(one.asks for one in answer.resolved):
        told = told[:1]
    facts = [*_asked(answer), *_unknown(answer), *told]
    nothing = [name for name in _nothing(answer) if name]
    if nothing:
        label = "" if not facts else ", ".join(nothing)
        facts.append(Fact(label, sentences.NOTHING, rank=Rank.KEPT))
    return Card(
        title=answer.title,
        severity=worst,
        echo=tuple(_echo(base, answer)),
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=(answer.everything or "") if answer.statements else "",
        also=tuple(_words(base, answer)),
    )


def _words(base: KnowledgeBase, answer: Answer) -> Iterator[str]:
    """Of an everyday word that may be a medicine, the search for what else it is."""
    alike = {normalise(word) for group in base.words for word in group}
    for typed in dict.fromkeys(one.input for one in answer.resolved if one.asks is not None):
        if normalise(typed) in alike:
            yield f"search {normalise(typed)}"


def _worst(base: KnowledgeBase, named: list[Named], answer: Answer) -> str | None:
    """The worst word for the title: of the things themselves, not of what lies within them.

    A note is none.
    """
    if any(one.asks for one in answer.resolved):
        return "ask-first"
    held = base.made(Held)
    found = [worst for one in named if (worst := held.worst(one)) is not None]
    if found:
        worst = min(found, key=SEVERITIES.index)
        return None if worst == SEVERITIES[-1] else worst
    return None if answer.statements or answer.not_recognised else "nothing-held"


def _echo(base: KnowledgeBase, answer: Answer) -> list[str]:
    said = ((one, _typed(base, one)) for one in answer.resolved if one.asks is None)
    return [
        f"{typed} = {one.named.name}, {one.named.what}"
        if typed.casefold() != one.named.name.casefold()
        else f"{one.named.name} = {one.named.what}"
        for one, typed in said
        if not at_large(base, one.named)
    ]


def _typed(base: KnowledgeBase, one: Resolved) -> str:
    """What was typed of a name: of a question with words that every question has, the name."""
    words, names = one.input.split(), known(base)
    runs = (
        (first, last)
        for size in range(len(words), 0, -1)
        for first in range(len(words))
        if (last := first + size) <= len(words)
    )
    for first, last in runs:
        held = names.get(normalise(" ".join(words[first:last])))
        around = [*words[:first], *words[last:]]
        told = telling(base.about, around)
        asked = len(told) < len(around) and not any(map(str.isdigit, "".join(around)))
        if held is not None and held.id == one.named.id and asked:
            return " ".join(words[first:last])
    return one.input


def _asked(answer: Answer) -> list[Fact]:
    """Names that are questions: one line for each, with all its meanings."""
    asked: dict[str, list[str]] = {}
    says: dict[str, str] = {}
    for one in answer.resolved:
        if one.asks is not None:
            asked.setdefault(one.input, []).append(one.named.name)
            says[one.input] = one.asks
    return [
        Fact(typed, f"{says[typed]} May be: {'; '.join(names)}.", "ask-first", rank=Rank.KEPT)
        for typed, names in asked.items()
    ]


def _unknown(answer: Answer) -> list[Fact]:
    """What is not recognised, loudly, among what is."""
    says = sentences.LOOK_ELSEWHERE
    return [Fact(one.part, says, "not-checked", rank=Rank.KEPT) for one in answer.not_recognised]


def _nothing(answer: Answer) -> list[str]:
    own = answer.own
    return list(own.nothing_held) if isinstance(own, InteractionsResult) else []


def _facts(
    base: KnowledgeBase, answer: Answer, named: list[Named], worst: str | None
) -> list[Fact]:
    """The statements with a brief, worst first; what has none fills the room that is left."""
    wanted = frozenset[str]().union(*(family(base.names, one.id) for one in named))

    def there(s: Statement) -> bool:
        """Whether what it adds up was named: of one thing alone it says nothing."""
        sides = (s.applies.medicines, s.applies.conditions)
        return not s.sums or not any(wanted.isdisjoint(side) for side in sides)

    shown = [s for s in answer.statements if s.brief and there(s)] or list(answer.statements)
    aside = [s for s in answer.statements if s not in shown and there(s)]
    own = {one.id for one in named}
    # A figure says which it is: what is worse than that is not said of it first.
    figure = all(any(map(str.isdigit, one.input)) for one in answer.resolved)
    title = SEVERITIES.index(worst) if figure and worst in SEVERITIES else 0

    def beyond(s: Statement) -> bool:
        """Whether it is worse than the title, and about something wider or narrower."""
        return _order(s) < title and own.isdisjoint(s.applies.names)

    def by_kin(s: Statement) -> tuple[float, ...]:
        names = s.applies.names
        return beyond(s), _order(s), s.sums, own.isdisjoint(names), wanted.isdisjoint(names)

    shown.sort(key=by_kin)
    held = base.made(Held)
    medicines = (one for one in named if one.kind == "medicine")
    waits = dict.fromkeys(s for one in medicines for s in held.intervals(one))
    mine = [s for s in waits if s in shown]
    behind = [s for s in mine if s not in shown[:1]]  # the wait stands second
    shown = [*shown[:1], *behind, *(s for s in shown[1:] if s not in mine)]
    facts: list[Fact] = []
    done, asked = set[str](), False
    for number, statement in enumerate(shown):
        one = fact(statement, severity(statement))
        act = " ".join((one.do or "").split()[:_SAME])
        rank = _rank(statement, one) if number >= _FIRST else one.rank
        rank = Rank.KEPT if statement in mine else rank
        # Where it is ruled out, nothing is asked for a milder reason.
        ask = statement.asks if worst != SEVERITIES[0] and not asked else None
        asked = asked or ask is not None
        facts.append(one._replace(do=None if act in done else one.do, rank=rank, ask=ask))
        done.add(act)
    return facts + [_aside(one, number) for number, one in enumerate(aside)]


def _aside(statement: Statement, number: int) -> Fact:
    """A statement without a brief: taken up after all others, in their order."""
    return fact(statement, severity(statement))._replace(do=None, rank=Rank.NOTED + 1 + number)


def _rank(statement: Statement, one: Fact) -> float:
    """How late it is taken up: how long to wait first; what is contraindicated is named anyway."""
    if statement.interval is not None:
        return _WAITS
    return _NAMED if one.rank == Rank.KEPT else one.rank


def _order(statement: Statement) -> float:
    """Its place on the card: worst first, and how long to wait behind what is contraindicated."""
    word = severity(statement)
    if word is None and statement.interval is not None:
        return _WAITS
    return SEVERITIES.index(word) if word else len(SEVERITIES)
