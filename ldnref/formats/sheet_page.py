"""A sheet as a page to print and fill in by hand: no statement is parted. No scripts, no requests.

Text enters the page through the template's autoescaping only, without its hidden characters.
"""

from ldnref.answers import sentences
from ldnref.answers.sheet import Sheet
from ldnref.answers.signatures import BOXES
from ldnref.formats.page import environment


def render(sheet: Sheet) -> str:
    """The page, whole."""
    return (
        environment()
        .get_template("sheet.html.jinja")
        .render(sheet=sheet, boxes=BOXES, words=vars(sentences))
    )
