"""The page of the local service: a form, and the card of a check below it. No scripts.

Text enters the page through the template's autoescaping only, without its hidden characters.
"""

from functools import cache

from jinja2 import Template
from markupsafe import Markup, escape

from ldnref.answers.answer import Answer
from ldnref.answers.sources import findable
from ldnref.formats.characters import clean
from ldnref.formats.page import environment
from ldnref.knowledge.model import About
from ldnref.tuples import NamedTuple


class CheckForm(NamedTuple):
    """What stands in the form."""

    typed: str = ""
    dose: str = ""
    #: What is wrong with it.
    problem: str | None = None


@cache
def _template(name: str) -> Template:
    """A template, read once."""
    pages = environment()
    pages.filters["findable"] = findable
    return pages.get_template(name)


def page(about: About, form: CheckForm, answer: Answer | None = None) -> str:
    """The page: the form as it was filled in, and the answer where there is one."""
    card = None if answer is None else answer.glance
    sources = () if answer is None else answer.sources
    return _template("web.html.jinja").render(
        about=about,
        answer=answer,
        card=card,
        outcome=(card.severity or "").replace("-", " ").upper() if card else "",
        number={source.id: n for n, source in enumerate(sources, 1)},
        newline=Markup("\n"),
        lines=[escape(clean(line)) for line in form.typed.splitlines()],
        dose=escape(clean(form.dose)),
        problem=form.problem,
    )


def style() -> str:
    """The style of the page."""
    return _template("web.css.jinja").render()
