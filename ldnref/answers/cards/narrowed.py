"""The card of what words asked for of a topic: the best found first."""

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank, before, carded, fact, severity, unrepeated
from ldnref.answers.cards.words import holding_words
from ldnref.answers.checking.verdict import NOT_CHECKED
from ldnref.answers.search_verdicts import speaks_of
from ldnref.answers.stems import stems
from ldnref.answers.wanted import wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.vocabulary import SEVERITIES


def narrowed(base: KnowledgeBase, answer: Answer) -> Card:
    """Of a topic what the words after it asked for, best first; what is contraindicated leads.

    Asked what to look at before LDN, what every first dose waits for leads.
    """
    wants = list(wanted(base, str(answer.asked["words"])))
    sought = {one for want in wants for one in (*want.stems, *stems(want.typed))}
    worst = SEVERITIES[0]
    held = sorted(answer.statements, key=lambda s: (severity(s) != worst, not s.brief))
    facts = [
        one if s.brief or one.rank == Rank.KEPT else one._replace(rank=Rank.NOTED)
        for s in held
        for one in [holding_words(fact(s, severity(s)), s, sought)]
    ]
    asked = stems(base.about.before.partition(":")[0])
    if wants and all(want.stems.keys() & set(asked) for want in wants):
        facts = [*(one._replace(rank=Rank.KEPT) for one in before(base)), *facts]
    unread = (line for one in answer.sections if one.holds == NOT_CHECKED for line in one.lines)
    facts = [*(Fact(one.label, one.text, NOT_CHECKED, rank=Rank.KEPT) for one in unread), *facts]
    return carded(answer, unrepeated(facts))._replace(
        beyond=str(answer.asked["topic"]),
        points=tuple(p for p in answer.disagreements if speaks_of(p, wants)),
    )
