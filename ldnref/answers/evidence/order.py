"""In which order studies are told: what speaks most firmly first, single cases last."""

from ldnref.answers.evidence.figures import short
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_studies import Study
from ldnref.knowledge.vocabulary import NOT_SEEN

#: Reviews that gather every study of a question, the firmest first; others tell of them.
_GATHERING = ("meta-analysis", "cochrane-review", "systematic-review", "scoping-review")

_CASES = ("case-series", "case-report")

#: The places: randomised trials, reviews with figures, other trials, many people, reviews in
#: words, single cases, and what only touches the question.
RANDOMISED, GATHERED, TRIED, OBSERVED, REVIEWED, CASES, BESIDE = range(7)

_NUMBER = pattern(r"\d+")


def place(study: Study) -> int:
    """Where a study stands."""
    if study.design in _GATHERING:
        return GATHERED if study.outcomes else REVIEWED
    if study.kind == "trial":
        return RANDOMISED if study.design.startswith("rct") else TRIED
    if study.kind == "observational":
        return CASES if study.design in _CASES else OBSERVED
    return BESIDE


def firmest(study: Study) -> tuple[int, int]:
    """The key to sort by: the place, then the most people first; those enrolled weigh half."""
    if study.design in _GATHERING:
        return place(study), _GATHERING.index(study.design)
    counted = short(study, "analysed")
    found = _NUMBER.search(short(study, "enrolled") if counted == NOT_SEEN else counted)
    people = int(found[0]) if found else 0
    return place(study), -(people // 2 if counted == NOT_SEEN else people)
