"""What each study found in each domain, as one word a cell, and how firmly. Makes no sentence."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.evidence.chart import Cell
from ldnref.answers.evidence.figures import heading
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import Outcome, Study
from ldnref.knowledge.vocabulary import DIRECTIONS


def by_direction(base: KnowledgeBase, study: Study) -> str:
    """What was better, no different, worse: the names of the domains, as in the map."""
    if not study.outcomes:
        return " ".join(figure.says for figure in study.finding)
    names = {domain.id: domain.name for domain in base.domains}
    cells = cells_of(study)
    parts = []
    for direction in DIRECTIONS:
        found = [
            f"({names[domain]})" if cell.weak else names[domain]
            for domain, cell in cells.items()
            if cell.direction == direction
        ]
        if found:
            parts.append(f"{heading(direction)}: {', '.join(found)}.")
    return " ".join(parts)


def cells_of(study: Study) -> dict[str, Cell]:
    """What a study found, domain by domain.

    Outcomes against placebo that the study itself reports count, and others where there are none;
    where another says otherwise, the cell is mixed, and in brackets.
    """
    cells = {}
    for domain in dict.fromkeys(outcome.domain for outcome in study.outcomes):
        here = [outcome for outcome in study.outcomes if outcome.domain == domain]
        strong = [one for one in here if one.against == "placebo" and one.ref == study.id]
        found, told = _together(strong or here), _together(here)
        contradicted = found != told and told == "mixed"
        cells[domain] = Cell(told if contradicted else found, weak=not strong or contradicted)
    return cells


def _together(outcomes: Iterable[Outcome]) -> str:
    """One direction for several outcomes: `mixed` where they differ."""
    found = {outcome.direction for outcome in outcomes}
    clear = found - {"unclear"} or found
    return clear.pop() if len(clear) == 1 else "mixed"


def rank(study: Study) -> str:
    """Under which heading a study stands in the map."""
    return sentences.RANKS[0 if study.controlled else 1 if study.kind == "trial" else 2]


def firmness(study: Study) -> int:
    """The place of its rank: the firmest first."""
    return sentences.RANKS.index(rank(study))
