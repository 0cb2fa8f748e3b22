"""Named things and how they are written on a list: medicines, conditions, words."""

from collections.abc import Collection, Mapping

from ldnref.knowledge.model_effects import Blamed, Purpose
from ldnref.knowledge.model_measures import Moment
from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class Named(NamedTuple):
    """A medicine, a group of medicines, or a condition, with the names it goes by."""

    id: str
    where: Where
    #: `medicine`, `group` or `condition`.
    kind: str
    name: str
    #: What it is, in a few words: "an opioid".
    what: str
    #: Names that are it, in any country.
    also: tuple[str, ...] = ()
    #: Names that only raise a question: everyday words, and names that nobody has verified.
    asks: tuple[str, ...] = ()
    #: Brand names by region: `US`, `CA`, `UK`, `EU`, `AU`, `other`.
    brands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: ATC codes, and RxNorm concepts as `rxcui:10689`.
    codes: tuple[str, ...] = ()
    #: Ids of the groups, or of the wider conditions, that it belongs to.
    within: tuple[str, ...] = ()
    #: Ids of the medicines that a combination holds.
    contains: tuple[str, ...] = ()
    #: Of a combination: its parts on two entries of one list are taken for it too.
    together: bool = False
    #: Names of a condition that are it only where they stand alone: everyday words.
    alone: tuple[str, ...] = ()
    #: How a condition goes; one of COURSES, or None: it may be over, and is then asked about.
    course: str | None = None
    #: Days for which what lies that far back counts still: a condition, or what works that long.
    lasts: int | None = None
    #: Ids of medicines or groups: a reaction to one of these, or that it was not tolerated, is it.
    reaction: tuple[str, ...] = ()
    intolerance: tuple[str, ...] = ()
    #: Ids of conditions that are somebody else's where this one is named: an infant's.
    hides: tuple[str, ...] = ()


class Settling(NamedTuple):
    """Words beside a name of more than one meaning that settle which it is."""

    words: tuple[str, ...]
    #: The id of the meaning; None: the harmless one.
    becomes: str | None


class Ambiguous(NamedTuple):
    """A name of more than one meaning: every meaning is shown, and none is taken."""

    names: tuple[str, ...]
    where: Where
    #: Ids of the meanings that matter.
    may_be: tuple[str, ...]
    says: str
    #: The meanings on which nothing is held, in words: with one, the name is only asked about.
    harmless: str | None = None
    settles: tuple[Settling, ...] = ()
    #: The id of what it is where nothing settles it, so that it need not be asked.
    otherwise: str | None = None


class Form(NamedTuple):
    """Words that make one thing a narrower one: a form of a medicine, a degree of a condition."""

    words: tuple[str, ...]
    #: The id of what they apply to, or of a group of it.
    of: str
    becomes: str
    where: Where
    #: The end of the id of the narrower thing of its own, where one is held.
    own: str | None = None


class Grammar(NamedTuple):
    """Small words of the language, list by list: what each of them does in a sentence."""

    #: Join two things or the parts of a number; between alternatives, and ends of a range.
    joining: Collection[str] = ()
    alternative: Collection[str] = ()
    neither: Collection[str] = ()
    reaching: Collection[str] = ()
    #: Between a part and its whole: `3rd of May`; and behind what lasts some time: `course of`.
    parting: Collection[str] = ()
    lasting: Collection[str] = ()
    #: Between a strength and its volume; behind a count of what is taken on a day; beside a sum.
    per: Collection[str] = ()
    daily: Collection[str] = ()
    day: Collection[str] = ()
    half: Collection[str] = ()
    total: Collection[str] = ()
    #: Fast behind any of ten, `in her 30s`; one that counts what stands behind it: `twenty a day`.
    tens: Collection[str] = ()
    single: Collection[str] = ()
    #: Before a count, `x 222 tabs`, or the number of a product, `no 3`; behind a day, an hour.
    times: Collection[str] = ()
    numbering: Collection[str] = ()
    ordinal: Collection[str] = ()
    hour: Collection[str] = ()
    #: Before a month, of which one is a word too: `in May`; where what began goes on: `since`.
    monthly: Collection[str] = ()
    since: Collection[str] = ()
    #: Before another's time, `last seen`; end a sentence; between two of a list: `apap w/cod`.
    last: Collection[str] = ()
    closing: Collection[str] = ()
    adding: Collection[str] = ()
    #: A short form of a length; words beside it, or beside months, that make it no man's.
    metre: Collection[str] = ()
    walked: Collection[str] = ()
    #: Between a word for giving and who gave: `from her brother`.
    owners: Collection[str] = ()
    #: Whose a thing is, `codeine, her husband's`; with whom something did not agree; before another
    #: that was refused; before a cause.
    whose: Collection[str] = ()
    whom: Collection[str] = ()
    objects: Collection[str] = ()
    because: Collection[str] = ()
    belonging: Collection[str] = ()
    fate: Collection[str] = ()
    refusing: Collection[str] = ()
    supplied: Collection[str] = ()
    #: Words that deny what stands before them, and what may stand between: `opioid use denied`.
    passive: Collection[str] = ()
    uses: Collection[str] = ()
    #: Of a medicine alone, `d/c`; how seldom, and beside that; tried; past operations; ahead.
    discontinuing: Collection[str] = ()
    seldom: Collection[str] = ()
    sparing: Collection[str] = ()
    tried: Collection[str] = ()
    operating: Collection[str] = ()
    waiting: Collection[str] = ()
    treated: Collection[str] = ()
    cleansed: Collection[str] = ()
    healed: Collection[str] = ()
    former: Collection[str] = ()
    nothing: Collection[str] = ()
    thirds: Collection[str] = ()
    portions: Collection[str] = ()
    taking: Collection[str] = ()
    ordering: Collection[str] = ()
    doers: Collection[str] = ()
    titles: Collection[str] = ()
    reductions: Collection[str] = ()
    leaving: Collection[str] = ()
    onset: Collection[str] = ()
    #: Tests of something else; what says of a test that it is well.
    apart: Collection[str] = ()
    well: Collection[str] = ()
    #: Sides of a body; between diseases of one vaccine; before what goes with a procedure; firms.
    sides: Collection[str] = ()
    vaccinated: Collection[str] = ()
    along: Collection[str] = ()
    firms: Collection[str] = ()
    affirming: Collection[str] = ()
    #: Deny what is joined to them, and are no test's result; in other languages; beside those.
    denying: Collection[str] = ()
    undone: Collection[str] = ()
    abroad: Collection[str] = ()
    silent: Collection[str] = ()
    #: Behind an infection: what was tested, others joined, that it lasts; a row of tests, its ends.
    tested: Collection[str] = ()
    alongside: Collection[str] = ()
    chronic: Collection[str] = ()
    screened: Collection[str] = ()
    latter: Collection[str] = ()
    workup: Collection[str] = ()
    aged: Collection[str] = ()
    ensuing: Collection[str] = ()
    dependent: Collection[str] = ()
    complaints: Collection[str] = ()
    #: Before a relative one lives with; days that are verbs, `sat exam`; what ends, or failed to.
    home: Collection[str] = ()
    final: Collection[str] = ()
    deeds: Collection[str] = ()
    endings: Collection[str] = ()
    failing: Collection[str] = ()
    seasons: Collection[str] = ()
    years: Collection[str] = ()
    weekly: Collection[str] = ()


class ListWords(NamedTuple):
    """Words that stand beside a name on a medication list, and what they do to it."""

    #: Say nothing about what the medicine is: forms, routes, directions, makers, salts.
    beside: tuple[str, ...]
    #: Beginnings, middles or ends of words that ask for a closer look, with the group they suggest.
    parts: tuple[tuple[str, str], ...]
    #: Words and phrases by the role that they play, one of ROLES.
    roles: Mapping[str, tuple[str, ...]] = {}
    #: Words of everyday speech: they say nothing, and belong to no product's name.
    everyday: tuple[str, ...] = ()
    #: Phrases that hold such a word and deny nothing: they are passed over.
    neutral: tuple[str, ...] = ()
    #: Phrases that hold a name and are not what it names: a vaccine, an oil, a home.
    harmless: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    moments: tuple[Moment, ...] = ()
    #: Moments that may lie ahead too; hours in a unit; words for a time passed; numbers as words.
    either: tuple[str, ...] = ()
    units: tuple[Moment, ...] = ()
    ago: tuple[str, ...] = ()
    numbers: tuple[Moment, ...] = ()
    #: The names of each month and of each day of the week, in their order.
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    #: Before one who gave to the patient; for a visit or a test; before a time that is a rhythm.
    givers: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    rhythm: tuple[str, ...] = ()
    #: Words for what lasts some time, `a five-day course`; before a date: in, on, since.
    courses: tuple[str, ...] = ()
    dating: tuple[str, ...] = ()
    #: What a medicine did, where nothing else stands behind its name; behind a figure: `222 mmol`.
    symptoms: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    #: Tell in a product for whom or where it is, and a patient's age or state elsewhere; its forms.
    made_for: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    #: Are a medicine only as one of a list; may add another to one: `comp`, only asked about.
    joined: tuple[Settling, ...] = ()
    added: tuple[Form, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    grammar: Grammar = Grammar._make(Grammar._field_defaults.values())  # as `Grammar()`, sooner
    blamed: Blamed = Blamed()
    #: Words for a vaccine; ids of what the clean take, vaccines prevent, tests find, ages end.
    vaccines: tuple[str, ...] = ()
    maintained: tuple[str, ...] = ()
    prevented: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    #: Within how many days a medicine counts as taken, of which only the last time is told.
    taken_yet: int | None = None
    where: Where = Where("list-words.yaml", 1, 1)


class Medicines(NamedTuple):
    """What medicines.yaml holds."""

    named: tuple[Named, ...]
    ambiguous: tuple[Ambiguous, ...]
    exact: tuple[str, ...]
