"""The evidence in full: the verdicts, studies side by side, and the others a line each."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, Table, with_sources
from ldnref.answers.disagreements import touching
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.cells import by_direction
from ldnref.answers.evidence.choosing import (
    COMMAND,
    IN_PEOPLE,
    Filter,
    condition,
    echo,
    in_words,
    matching,
)
from ldnref.answers.evidence.figures import (
    capital,
    design,
    how_many,
    how_seen,
    refs,
    short,
    told_by,
)
from ldnref.answers.evidence.listed import entry, undated
from ldnref.answers.evidence.order import BESIDE, GATHERED, REVIEWED, firmest, place
from ldnref.answers.evidence.studied import Studied
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_studies import Study


def overview(base: KnowledgeBase, wanted: Filter) -> Answer:
    """The verdicts, the studies of the first condition as a table, the others a line each.

    Raises NotHeldError for a condition or design that no study has.
    """
    found, without_year = matching(base, wanted)
    asked_for = condition(base, wanted.condition) if wanted.condition else None
    told = () if wanted.asked and asked_for is None else verdicts.on(base, asked_for)
    amounts = Section(verdicts.HEADING, lines=tuple(verdicts.lines(base, told)))
    studies = (
        amounts,
        *_sections(base, found, asked_for),
        undated(base, without_year),
    )
    answer = Answer(
        kind="evidence",
        title=_title(base, wanted),
        about=base.about,
        sections=tuple(_framed(base, wanted, asked_for, studies)),
        asked={"topic": COMMAND, **wanted.asked},
        subjects=(COMMAND, asked_for.id if asked_for else base.treated[0]),
        resolved=echo(wanted, asked_for),
        everything=" ".join(part for part in (COMMAND, wanted.options, "--all") if part),
        also=refs(found),
        own=Studied(base, told, tuple(found)),
    )
    statements = frozenset(s.id for s in answer.statements)
    points = touching(base, {study.id for study in found}, statements)
    more = _next(base, found, asked_for)
    return with_sources(base, answer._replace(disagreements=points, next=more))


def _next(base: KnowledgeBase, found: list[Study], asked_for: Named | None) -> tuple[str, ...]:
    """What to look at next: of another condition than the first, its own firmest study."""
    if asked_for is None or asked_for.id == base.treated[0] or not found:
        return base.about.next["evidence"]
    return (f"{COMMAND} {min(found, key=firmest).id}", COMMAND)


def _title(base: KnowledgeBase, wanted: Filter) -> str:
    if wanted.asked:
        return f"The evidence: {in_words(base, wanted)}"
    return base.topics[COMMAND].title


def _framed(
    base: KnowledgeBase,
    wanted: Filter,
    asked_for: Named | None,
    studies: tuple[Section, ...],
) -> Iterator[Section]:
    """The studies, after the verdict on the first condition; all of the topic, if all was asked."""
    verdict, *rest = (Section(part.title, part.statements) for part in base.topics[COMMAND].groups)
    if not wanted.asked or (asked_for is not None and asked_for.id == base.treated[0]):
        yield verdict
    yield from studies
    if not wanted.asked:
        yield from rest


def _comes_first(base: KnowledgeBase, study: Study) -> bool:
    """Whether it is of a condition that LDN is used for: in people, or gathering such studies."""
    return place(study) < BESIDE and not set(study.conditions).isdisjoint(base.treated)


def _sections(
    base: KnowledgeBase, studies: list[Study], asked_for: Named | None
) -> Iterator[Section]:
    """The first condition as a table; other conditions; then what is no study of a condition."""
    leading = [study for study in studies if _in_table(base, study)]
    leading.sort(key=firmest)
    if leading:
        yield _as_table(base, leading)
    left = [study for study in studies if study not in leading]
    heads = {study.id: _heading(base, study, asked_for) for study in left}
    treated = dict.fromkeys(capital(base.names[name].name) for name in base.treated)
    for heading in dict.fromkeys((*treated, *heads.values())):
        group = [study for study in left if heads[study.id] == heading]
        if heading not in sentences.STUDY_HEADINGS.values():
            group.sort(key=firmest)
        if group:
            lines = tuple(entry(base, study) for study in group)
            yield Section(heading, lines=lines)


def _in_table(base: KnowledgeBase, study: Study) -> bool:
    """Whether it stands in the table of the first condition, with all that it found."""
    return base.treated[0] in study.conditions and study.kind in IN_PEOPLE


def _heading(base: KnowledgeBase, study: Study, asked_for: Named | None) -> str:
    """What a study stands under: the condition asked for; else the first that it is of."""
    if asked_for is not None and place(study) < BESIDE:
        return capital(asked_for.name)
    if _comes_first(base, study):
        # A review of many conditions stands under the first that it names itself.
        among = study.conditions if place(study) in (GATHERED, REVIEWED) else base.treated
        held = study.conditions if among is base.treated else base.treated
        return capital(base.names[next(one for one in among if one in held)].name)
    return sentences.STUDY_HEADINGS[study.kind]


def _as_table(base: KnowledgeBase, studies: list[Study]) -> Section:
    lines = [
        Line(base.sources[s.id].name, by_direction(base, s), told_by(s, "dose"), how_seen(s))
        for s in studies
    ]
    rows = [
        (base.sources[s.id].name, design(s), how_many(s), short(s, "dose"), short(s, "duration"))
        for s in studies
    ]
    columns = ("Study", "Design", "n", "Dose", "Time")
    return Section(
        capital(base.names[base.treated[0]].name),
        lines=(
            Line(
                "",
                f"unclear: {sentences.CANNOT_BE_TOLD}; {sentences.BRACKETS}; {sentences.ANALYSED}",
            ),
        ),
        table=Table(columns, tuple(rows), below=tuple(lines)),
    )
