"""The cards of how the knowledge is kept: what changed, and under which licences it is used."""

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import GAP, Card, Fact, Rank, among, carded, cut
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import first_clause

#: How many characters stand beside a label, in a line of their own, and in few lines.
_BESIDE, _WHOLE, _FEW = 56, 76, 116

#: How many changes are told with why.
_CHANGES = 4


def changes(_: KnowledgeBase, answer: Answer) -> Card:
    """The versions with what they changed; then the newest changes, each with why."""
    counted, *versions = answer.sections
    facts = [Fact(line.label, line.text, rank=Rank.KEPT) for line in counted.lines]
    told = [line for section in versions for line in section.lines]
    for line in told[:_CHANGES]:
        why, names = line.text.rsplit(" (", 1)
        some = among(names.rstrip(")").split(", "), ", ", _BESIDE)
        facts.append(Fact(line.label, cut(first_clause(why), _FEW), rank=Rank.KEPT))
        facts.append(Fact(GAP, f"{', '.join(some)}{' …' * (len(names) > _BESIDE)}", rank=Rank.KEPT))
    return carded(answer, facts)._replace(points=(), others=len(told[_CHANGES:]))


def licences(_: KnowledgeBase, answer: Answer) -> Card:
    """The SPDX expression of each thing that is shipped, and of each package beside it."""
    shipped, beside = answer.sections
    facts = [
        Fact(line.label, cut(line.text.partition(": ")[0], _WHOLE), rank=Rank.KEPT)
        for line in shipped.lines
    ]
    facts += [Fact(line.label, line.text, rank=Rank.KEPT) for line in beside.lines]
    return carded(answer, facts)._replace(points=())
