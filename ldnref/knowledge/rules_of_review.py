"""Rules over signatures: each is of the claim that stands, and every notice counts them."""

from collections.abc import Iterator

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import SIGNED, STATEMENTS, counted, signature
from ldnref.knowledge.model_sources import Problem, Where
from ldnref.knowledge.pointing import Rule, every_statement, problem


def signatures_are_of_what_is_said(base: KnowledgeBase) -> Iterator[Problem]:
    """A statement that has changed since it was signed is signed by nobody."""
    for _, statement in every_statement(base):
        # What the digest would have to be is not told: it comes from a sheet that somebody filled.
        if statement.reviewed is not None and signature(statement) is None:
            message = (
                f"{statement.id!r} is not what {statement.reviewed.by} signed: take 'reviewed' "
                "out, and have it reviewed again"
            )
            yield problem(statement.where, message)


def notices_count_what_is_signed(base: KnowledgeBase) -> Iterator[Problem]:
    """Every notice says how many of the statements a clinician has reviewed."""
    about = base.about
    notices: list[tuple[Where, str, str]] = [
        (about.where, "notice", about.notice),
        (about.where, "notice-short", about.notice_short),
    ]
    notices += [(page.where, "notice", page.notice) for page in base.pages.values() if page.notice]
    figures = str(counted(base.statements.values()))
    for where, key, notice in notices:
        if figures not in notice:
            message = (
                f"{key!r} does not say how much is reviewed: '{SIGNED} of {STATEMENTS} statements "
                "reviewed by a clinician'"
            )
            yield problem(where, message)


RULES_OF_REVIEW: tuple[Rule, ...] = (
    signatures_are_of_what_is_said,
    notices_count_what_is_signed,
)
