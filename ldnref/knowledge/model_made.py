"""What is made of the knowledge for looking up, when it is compiled. Knows not how."""

from collections.abc import Callable, Mapping

from ldnref.knowledge.model_names import Grammar
from ldnref.tuples import NamedTuple


class Listed(NamedTuple):
    """The words of list-words.yaml and measures.yaml as they are compared."""

    #: Where there are many: lines of a word and what it stands for, by how the words begin.
    lines: Mapping[str, Mapping[str, str]]
    #: Those of each short list.
    words: Mapping[str, tuple[str, ...]]
    #: A number for each: days, times, the place of a measure or of a name of more than one meaning.
    counts: Mapping[str, Mapping[str, int]]
    #: What each stands for: a role, the end of a band, an id.
    meant: Mapping[str, Mapping[str, str]]
    #: How many words those phrases have that say nothing, by their first word.
    phrases: Mapping[str, tuple[int, ...]]
    #: The places of the forms that a word tells.
    forms: Mapping[str, tuple[int, ...]]
    grammar: Grammar


class Spelt(NamedTuple):
    """Names as they are looked up: made once of all the lists, when they are compiled.

    Each mapping holds lines of a name and what it stands for, by how the names begin.
    """

    #: Every name that something goes by, normalised, and the id of what it is.
    known: Mapping[str, str]
    #: Other medicines, and their substances.
    others: Mapping[str, str]
    #: First words, and how many words the phrases have that begin with them, where not just one.
    lengths: Mapping[str, str]
    listed: Listed
    #: Where others are compiled in parts, each opened when a name in it is looked up: how names
    #: begin, with the part that holds them; and what opens it, or gives None where it is damaged.
    parts: Mapping[str, int] = {}
    opened: Callable[[int], Mapping[str, str] | None] | None = None


class Searched(NamedTuple):
    """Statements as they are searched: made once of all topics, when they are compiled."""

    #: Ids of statements, and the command that shows each.
    ids: tuple[str, ...]
    places: tuple[str, ...]
    #: In which of them each stem stands, by their place, and what it weighs there: `12:4.0 90:1.0`.
    #: As text, of which a question reads a few lines: there are thousands of weights.
    stems: Mapping[str, str]
    #: The stems of the headings above each.
    headings: tuple[tuple[str, ...], ...]
    #: Every word that stands in a statement, sorted.
    vocabulary: tuple[str, ...]
    #: Words and phrases by their stems, with all that mean the same.
    alike: Mapping[tuple[str, ...], tuple[str, ...]]
