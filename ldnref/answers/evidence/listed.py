"""A study on one line of a list: what it found or says in short, and how that is known."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Line, Section
from ldnref.answers.evidence.figures import (
    design,
    how_many,
    main_of,
    sentence,
    words,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import Outcome, Study
from ldnref.knowledge.vocabulary import NOT_SEEN


def entry(base: KnowledgeBase, study: Study) -> Line:
    """A study on a line: of its main figures those that stand for it, or what it says."""
    main = main_of(study)
    text = " ".join(sentence(one) if isinstance(one, Outcome) else one.says for one in main)
    count = how_many(study)
    origins = dict.fromkeys(words(one.origin) for one in main)
    told = [design(study), *([] if count == NOT_SEEN else [f"n {count}"]), *origins]
    by = tuple(dict.fromkeys((study.id, *(one.ref for one in main))))
    return Line(base.sources[study.id].name, text, by, ", ".join(told))


def undated(base: KnowledgeBase, studies: Iterable[Study]) -> Section:
    """The studies that would be shown if their year had been seen."""
    lines = tuple(entry(base, study) for study in studies)
    return Section(sentences.NO_YEAR_SEEN, lines=lines)
