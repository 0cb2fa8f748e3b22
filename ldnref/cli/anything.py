"""Words that are no command: looked up as a name first, then as whatever else is held."""

from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import UsageError

from ldnref.cli import completing, doses, listing, questions
from ldnref.cli.asking import Asked, Asking
from ldnref.cli.streams import quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldnref.answers.meanings import Meant
    from ldnref.knowledge.model import KnowledgeBase


def question(near: "Callable[[str], Sequence[str]]") -> Asking:
    """The question of words that are no command; `near` knows of which one a word is a slip."""

    def anything(
        words: Annotated[list[str], typer.Argument(autocompletion=completing.names)],
    ) -> Asked:
        """Look up a name, a study, a source or a word."""
        from ldnref.answers.anything import names
        from ldnref.answers.checking.judge import TOPICS
        from ldnref.answers.meanings import asked

        if (dose := _dose(words)) is not None:
            return questions.checking((), dose)

        def by_name(base: "KnowledgeBase") -> Asked:
            found = asked(base.about, words) or names(base, words)
            return meant(found) if found else Asked(everything, otherwise)

        def otherwise(base: "KnowledgeBase") -> Asked:
            from ldnref.answers.anything import anything
            from ldnref.answers.search import written

            if not written(base, " ".join(words)) and (commands := near(words[0])):
                told = ", ".join(map(quoted, commands))
                said = f"{quoted(words[0])} is no command, and no name held here."
                message = f"{said} Did you mean {told}?"
                raise UsageError(message)
            return meant(anything(base, words))

        everything = Needs(names=True, words=True, studies=True, verdicts=True)
        return Asked(Needs(TOPICS, names=True, words=True), by_name)

    return anything


def _dose(words: "Sequence[str]") -> str | None:
    """The words, where they are a dose with its unit and nothing else."""
    from ldnref.answers import doses as written

    text = " ".join(words)
    try:
        written.milligrams(text)
    except written.DoseError:
        return None
    return text if any(map(str.isalpha, text)) else None


def meant(found: "Meant") -> Asked:
    """The question that was meant, as if its command had been typed."""
    from ldnref.answers.anything import DOSE

    if found.command == DOSE:
        return questions.checking((), found.words[0])
    commands: dict[str, Callable[[list[str]], Asked]] = {
        "check": questions.check,
        "interactions": questions.interactions,
        "dosing": doses.dosing,
        "titration": doses.titration,
        "evidence": listing.evidence,
        "disagreements": listing.disagreements,
        "sources": listing.sources,
        "search": listing.search,
    }
    answer = commands.get(found.command) or doses.topic(found.command)
    return answer(list(found.words))
