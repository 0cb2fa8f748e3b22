"""One study: what was found, how it was done, and where each figure was seen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.disagreements import touching
from ldnref.answers.evidence import as_data
from ldnref.answers.evidence.choosing import COMMAND, condition
from ldnref.answers.evidence.figures import (
    capital,
    compared,
    design,
    found_by,
    grouped,
    heading,
    refs,
    said_or_found,
    sentence,
    words,
)
from ldnref.answers.evidence.listed import entry
from ldnref.answers.evidence.result import StudyResult
from ldnref.answers.evidence.studied import Studied
from ldnref.answers.search import holding
from ldnref.answers.short_names import meant
from ldnref.answers.sources import going_by as going_by_source
from ldnref.answers.sources import known_as
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_studies import Figure, Outcome, Study

#: Facts that stand after the results on a study's screen.
_AFTERWARDS = ("adverse-events", "limitations")

#: Of one study, more points or sources than these are told by their names alone.
_MANY = 4

#: So many of several studies are named as commands.
_CHOICES = 3


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """One study, by id or name: what was done, what was found, and where each figure was seen.

    Of a name that several go by, these. Raises NotHeldError when there is no such study.
    """
    found = [base.studies[name] for name in going_by(base, wanted)]
    if not found:
        raise _no_study(base, wanted)
    if len(found) > 1:
        return among(base, wanted, found)
    study = found[0]
    source = base.sources[study.id]
    usual = _usual(study, source)
    told = _StudyLines(base, study, usual)
    done = [key for key in study.facts if key not in _AFTERWARDS]
    again = f"{COMMAND} {study.id} --all"
    of = f", {_conditions(base, study)}" if study.conditions else ""
    sections = (
        Section(said_or_found(study)[0], lines=tuple(told.findings())),
        Section(
            source.title,
            lines=(
                Line("Design", f"{design(study)}{of}"),
                *told.facts(done),
                Line("Seen", f"{words(usual)}, unless marked", (study.id,)),
                *(Line("Found by", by) for by in (found_by(study, source),) if by),
            ),
        ),
        Section(
            sentences.EFFECTS_AND_LIMITS,
            lines=(*told.facts(_AFTERWARDS), *told.unseen()),
        ),
    )
    return with_sources(
        base,
        Answer(
            kind="study",
            many=_MANY,
            title=source.name,
            about=base.about,
            sections=sections,
            asked={"study": study.id},
            subjects=(study.id, *study.conditions),
            disagreements=touching(base, {study.id}),
            next=(*(f"{command} {study.id}" for command in ("sources", "cite")), COMMAND),
            everything=again,
            also=refs([study]),
            own=StudyResult((as_data.study(base, study),)),
        ),
    )


def going_by(base: KnowledgeBase, wanted: str) -> tuple[str, ...]:
    """Ids of the studies that go by a name; a report goes before the entry in a register."""
    held = {name: base.sources[name] for name in base.studies}
    found = meant(wanted, {one.id: known_as(one, wanted) for one in held.values()})
    reports = tuple(name for name in found if held[name].kind != "registry")
    return reports or found


def among(base: KnowledgeBase, wanted: str, found: Sequence[Study]) -> Answer:
    """The studies that one name may mean, to choose from."""
    ids = [study.id for study in found]
    return with_sources(
        base,
        Answer(
            kind="evidence",
            title=sentences.SEVERAL_STUDIES.format(count=len(found), name=wanted.strip()),
            about=base.about,
            sections=(Section("They are", lines=tuple(entry(base, study) for study in found)),),
            asked={"words": wanted},
            subjects=(COMMAND, *ids),
            next=tuple(f"{COMMAND} {name}" for name in ids[:_CHOICES]),
            also=refs(found),
            own=Studied(base, (), tuple(found)),
        ),
    )


def _usual(study: Study, source: Source) -> str:
    """How most of what it tells itself was seen."""
    origins = Counter(
        figure.origin
        for figure in study.every_figure
        if figure.ref == study.id and figure.origin != "calculated"
    )
    return origins.most_common(1)[0][0] if origins else source.seen


def _no_study(base: KnowledgeBase, wanted: str) -> NotHeldError:
    """That there is no such study; a condition is asked for in another way."""
    try:
        named = condition(base, wanted)
    except NotHeldError:
        held = going_by_source(base, wanted)
        cure = [sentences.A_SOURCE.format(name=name) for name in held[:_CHOICES]]
        says = None
        if not held and holding(base, wanted):
            says = sentences.NO_STUDY_ON.format(wanted=wanted)
            cure = [sentences.STATEMENTS_ARE.format(wanted=wanted)]
        return NotHeldError(COMMAND, wanted, base.studies, says=says, cure=cure)
    says = sentences.NO_STUDY_BUT.format(
        name=named.name, command=f"{COMMAND} --condition {named.id}"
    )
    return NotHeldError(COMMAND, wanted, (), says=says)


def _conditions(base: KnowledgeBase, study: Study) -> str:
    return ", ".join(base.names[name].name for name in study.conditions)


class _StudyLines:
    """The lines of one study; what was seen as most of it was is not marked."""

    def __init__(self, base: KnowledgeBase, study: Study, usual: str) -> None:
        self.study = study
        self.usual = usual
        self.domains = {domain.id: domain.name for domain in base.domains}
        #: What is named where it was not seen; what was seen of no outcome is named once, below.
        self.told = {
            "effect",
            *(
                key
                for key in sentences.OF_ANY_OUTCOME
                if any(getattr(o, key) for o in study.outcomes)
            ),
        }

    def line(self, label: str, text: str, seen: Figure | Outcome) -> Line:
        """A line, marked where it was not seen as the others were."""
        if self.usually(seen):
            return Line(label, text)
        known = words(seen.origin) + (f", {seen.at}" if seen.at else "")
        return Line(label, text, () if seen.ref == self.study.id else (seen.ref,), known)

    def usually(self, seen: Figure | Outcome) -> bool:
        """Whether it was seen as most of the study was."""
        return _seen_in(seen) == (self.study.id, self.usual, None)

    def facts(self, keys: Iterable[str]) -> Iterator[Line]:
        """The facts, those of one kind that were seen in one place together."""
        for key in keys:
            for together in grouped(self.study.facts.get(key, ()), _seen_in):
                text = ". ".join(capital(figure.says) for figure in together)
                yield self.line(words(key).capitalize(), text, together[0])

    def findings(self) -> Iterator[Line]:
        """What was found; outcomes of which the same is told stand together."""
        for figure in self.study.finding:
            yield self.line(said_or_found(self.study)[1], figure.says, figure)
        for together in grouped(self.study.outcomes, _alike):
            domains = {self.domains[outcome.domain] for outcome in together}
            outcome = together[0]._replace(measure=", ".join(one.measure for one in together))
            if not any(_figures(outcome)):
                label = sentences.NO_FIGURES
                text = f"{capital(outcome.measure)}: {compared(outcome)}."
            else:
                label = capital(domains.pop()) if len(domains) == 1 else heading(outcome.direction)
                text = capital(sentence(outcome, self.told).removeprefix(f"{label}: "))
            yield self.line(label, text, outcome)

    def unseen(self) -> Iterator[Line]:
        missing = [words(key) for key, figures in self.study.facts.items() if not figures]
        if any(outcome.against != "no-comparison" for outcome in self.study.outcomes):
            missing += [
                name for key, name in sentences.OF_ANY_OUTCOME.items() if key not in self.told
            ]
        if missing:
            yield Line("Not seen", ", ".join(missing))


def _seen_in(seen: Figure | Outcome) -> tuple[str, str, str | None]:
    return seen.ref, seen.origin, seen.at


def _figures(outcome: Outcome) -> tuple[str | None, str | None, str | None]:
    return outcome.effect, outcome.interval, outcome.p


def _alike(outcome: Outcome) -> tuple[str | None, ...]:
    """All that is told of an outcome, save of what it is one."""
    return *_figures(outcome), compared(outcome), *_seen_in(outcome)
