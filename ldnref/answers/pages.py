"""The printed pages: a sheet for professionals, and one in plain words for patients."""

from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.choosing import Filter
from ldnref.answers.evidence.map import evidence_map
from ldnref.answers.inventory.topics import dose_line, side_by_side
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_pages import Page, PageSection
from ldnref.tuples import NamedTuple


class PageLook(NamedTuple):
    """How a page is printed, as its file says."""

    #: Words that stand out.
    bold: tuple[str, ...]
    #: The title of the section that begins the second side.
    overleaf: str | None


def professionals(base: KnowledgeBase, plan: Answer | None = None) -> Answer:
    """The sheet for professionals: doses, steps, effects, what to avoid, evidence, sources."""
    page = base.pages["professionals"]
    held = {point.id: point for point in base.disagreements}
    answer = _page(base, page, "professionals", plan)
    sections = (s._replace(table=s.table or side_by_side(s.statements)) for s in answer.sections)
    return with_sources(
        base,
        answer._replace(
            sections=tuple(sections),
            disagreements=tuple(held[name] for name in page.disagreements),
            scale=dose_line(base.topics["dosing"]),
            chart=evidence_map(base, Filter()).chart,
        ),
    )


def patients(base: KnowledgeBase, plan: Answer | None = None) -> Answer:
    """The sheet for patients: statements that have plain words, and a card to carry."""
    page = base.pages["patients"]
    answer = _page(base, page, "patients", plan)
    card = page.card and Section(
        page.card.title,
        tuple(base.statements[name] for name in page.card.statements),
        (Line("", page.card.says), *(Line(blank, "") for blank in page.card.blanks)),
    )
    return with_sources(base, answer._replace(cut_out=card))


def _page(base: KnowledgeBase, page: Page, reader: str, plan: Answer | None) -> Answer:
    sections = [_section(base, section) for section in page.sections]
    if plan is not None:
        # Behind what must be known before the first dose, and behind how one steps up.
        steps = {statement.id for statement in base.topics["titration"].statements}
        about = (n for n, one in enumerate(page.sections, 1) if steps.intersection(one.statements))
        sections.insert(next(about, 1), plan.sections[0]._replace(title=plan.title))
    return Answer(
        kind="page",
        title=page.title,
        about=base.about._replace(notice=page.notice or base.about.notice),
        sections=tuple(sections),
        asked={"for": reader},
        subjects=tuple(base.topics),
        stairs=() if plan is None else plan.stairs,
        in_full=True,
        own=PageLook(page.bold, page.overleaf),
    )


def _section(base: KnowledgeBase, section: PageSection) -> Section:
    held = {one.id: one for one in base.verdicts}
    return Section(
        section.title,
        tuple(base.statements[name] for name in section.statements),
        tuple(verdicts.in_short(base, held[name]) for name in section.verdicts),
    )
