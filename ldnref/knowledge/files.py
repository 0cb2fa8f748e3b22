"""How each file of a folder is read. Knows no folders.

Imports stand where they are used: nothing of YAML is loaded before a file must be read.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from ldnref.knowledge import (
        model,
        model_measures,
        model_must_hold,
        model_names,
        model_pages,
        model_records,
        model_sources,
        model_studies,
        model_upkeep,
    )
    from ldnref.knowledge.model_sources import Problem
    from ldnref.knowledge.model_statements import Disagreement, Topic

    T = TypeVar("T")
    Read = tuple[T | None, list[Problem]]


def about(text: str, file: str) -> "Read[model.About]":
    """What the knowledge is."""
    from ldnref.knowledge.reading import read_about

    return read_about(text, file)


def words(text: str, file: str) -> "Read[model.Words]":
    """Words that mean the same, that forbid, and that reassure."""
    from ldnref.knowledge.reading import read_words

    return read_words(text, file)


def sources(text: str, file: str) -> "Read[tuple[model_sources.Source, ...]]":
    """Every document cited."""
    from ldnref.knowledge.reading_sources import read_sources

    return read_sources(text, file)


def disagreements(text: str, file: str) -> "Read[tuple[Disagreement, ...]]":
    """Points on which sources differ."""
    from ldnref.knowledge.reading_sources import read_disagreements

    return read_disagreements(text, file)


def topic(name: str) -> "Callable[[str, str], Read[Topic]]":
    """The statements on one topic."""

    def read(text: str, file: str) -> "Read[Topic]":
        from ldnref.knowledge.reading_topics import read_topic

        return read_topic(text, file, name)

    return read


def medicines(text: str, file: str) -> "Read[model_names.Medicines]":
    """Medicines and groups, by all their names."""
    from ldnref.knowledge.reading_names import read_medicines

    return read_medicines(text, file)


def conditions(text: str, file: str) -> "Read[tuple[model_names.Named, ...]]":
    """Conditions, by all their names."""
    from ldnref.knowledge.reading_names import read_conditions

    return read_conditions(text, file)


def list_words(text: str, file: str) -> "Read[model_names.ListWords]":
    """What stands beside a name on a list."""
    from ldnref.knowledge.reading_words import read_list_words

    return read_list_words(text, file)


def measures(text: str, file: str) -> "Read[model_measures.Measures]":
    """What is measured, and what its figures stand for."""
    from ldnref.knowledge.reading_measures import read_measures

    return read_measures(text, file)


def others(text: str, file: str) -> "Read[str]":
    """Other medicines, known by name only: every line of them looked at."""
    from ldnref.knowledge.reading_names import read_others

    return read_others(text, file)


def codes(text: str, file: str) -> "Read[str]":
    """The codes of a system: every line of them looked at."""
    from ldnref.knowledge.reading_records import read_codes

    return text, read_codes(text, file)[1]


def as_it_is(text: str, _: str) -> "Read[str]":
    """Thousands of lines that no question changes: none but `validate` looks at each."""
    return text, []


def studies(text: str, file: str) -> "Read[model_studies.Studies]":
    """Trials and studies, with their figures."""
    from ldnref.knowledge.reading_studies import read_studies

    return read_studies(text, file)


def verdicts(text: str, file: str) -> "Read[tuple[model_studies.EvidenceVerdict, ...]]":
    """What the best evidence on each condition amounts to."""
    from ldnref.knowledge.reading_verdicts import read_verdicts

    return read_verdicts(text, file)


def pages(text: str, file: str) -> "Read[dict[str, model_pages.Page]]":
    """The printed pages."""
    from ldnref.knowledge.reading_pages import read_pages

    return read_pages(text, file)


def must_hold(text: str, file: str) -> "Read[model_must_hold.MustHold]":
    """What must hold of the rest."""
    from ldnref.knowledge.reading_must_hold import read_must_hold

    return read_must_hold(text, file)


def records(text: str, file: str) -> "Read[model_records.RecordWords]":
    """How a record of a record system is read."""
    from ldnref.knowledge.reading_records import read_records

    return read_records(text, file)


def changes(text: str, file: str) -> "Read[tuple[model_upkeep.Change, ...]]":
    """How the statements changed."""
    from ldnref.knowledge.reading_upkeep import read_changes

    return read_changes(text, file)


def licences(text: str, file: str) -> "Read[model_upkeep.Licences]":
    """The licences of what is shipped."""
    from ldnref.knowledge.reading_upkeep import read_licences

    return read_licences(text, file)
