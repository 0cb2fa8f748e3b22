"""Statements by words, best first. Spelling, plural and endings do not matter; synonyms help."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.checking.verdict import ASK_FIRST, NOT_CHECKED
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.studied import Studied
from ldnref.answers.named.kin import family
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.search_hits import Hit, rank, severity
from ldnref.answers.search_index import Index
from ldnref.answers.search_verdicts import amounting, differing, points_on
from ldnref.answers.stems import stems
from ldnref.answers.wanted import Want, lesser_name, wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement, Statement, first_clause
from ldnref.knowledge.vocabulary import DIFFER, SEVERITIES

#: So many statements under a label or a heading that has the words are what is held on them.
_MANY = 8

#: What a figure is of: beside one it tells no statement apart.
_UNITS = ("mg", "mcg", "ml", "g")

#: So many points are named beside what is found, or where nothing is.
_POINTS = 3


def search(base: KnowledgeBase, typed: str) -> Answer:
    """The statements that answer most of the words typed, best first.

    Raises NotHeldError when no statement answers any of them.
    """
    index = base.made(Index)
    wants, best, unanswered = _found(base, index, typed)
    looked_for = [want.typed for want in wants]
    points = differing(base, wants)[:_POINTS]
    if not best and not points:
        longest = max(unanswered, key=len, default=typed)
        # Of several words, what one of them is near to is another question.
        known = index.vocabulary if len(longest.split()) == 1 else ()
        cure = [sentences.DIFFER.format(point=one) for one in points_on(base, wants)]
        raise NotHeldError("search", longest, known, lists="", cure=cure[:_POINTS])
    missing = (Line(word, sentences.NO_SUCH_WORD) for word in unanswered)
    told = amounting(base, wants)
    return with_sources(
        base,
        Answer(
            kind="search",
            title=sentences.FOUND.format(
                words=", ".join(looked_for), count=len(best) or len(points)
            ),
            about=base.about,
            sections=(
                Section(verdicts.HEADING, lines=tuple(verdicts.lines(base, told))),
                Section("Found", tuple(hit.statement for hit in best)),
                Section(sentences.WHERE_DIFFER, lines=tuple(map(_point, points)), holds=DIFFER),
                Section(sentences.NOT_FOUND, lines=tuple(missing), holds=NOT_CHECKED),
                Section(sentences.MEANT, lines=tuple(_which(base, wants)), holds=ASK_FIRST),
            ),
            asked={"words": typed},
            next=base.about.next["search"],
            subjects=tuple(_spoken_of(base, wants)),
            everything=f"search {normalise(typed)} --all",
            places={hit.statement.id: index.places[hit.statement.id] for hit in best},
            own=Studied(base, tuple(told)),
        ),
    )


def _point(point: Disagreement) -> Line:
    """A point on which sources differ, and what has become of it."""
    state = f"{point.state[0].upper()}{point.state[1:]}"
    mark = "" if point.state == "resolved" else f"{sentences.DIFFERS} "
    return Line(point.id, f"{mark}{point.point} {state}: {first_clause(point.because)}.")


def holding(base: KnowledgeBase, typed: str) -> tuple[Statement, ...]:
    """The statements that answer every word typed, best first; none, where a word is in none."""
    _, best, unanswered = _found(base, base.made(Index), typed)
    return () if unanswered else tuple(hit.statement for hit in best)


def partly(base: KnowledgeBase, typed: str) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements that answer most of the words, best first, and the words that none has."""
    _, best, unanswered = _found(base, base.made(Index), typed)
    return tuple(hit.statement for hit in best), tuple(unanswered)


def written(base: KnowledgeBase, typed: str) -> bool:
    """Whether each word stands in a statement, or means the same as one, letter by letter."""
    alike = {word for group in base.words for text in group for word in normalise(text).split()}
    known = {*base.made(Index).vocabulary, *alike, *base.about.empty}
    return bool(words := normalise(typed).split()) and known.issuperset(words)


def _found(
    base: KnowledgeBase, index: "Index", typed: str
) -> tuple[list[Want], list[Hit], list[str]]:
    """What is looked for, the statements that answer most of it, and what none answers."""
    wants = list(wanted(base, typed))
    # A word of most statements tells none of them apart; nor does a figure beside a word.
    for idle in (index.everywhere, _figure):
        wants = [want for want in wants if not idle(want)] or wants
    answered = {want.typed: index.scores(want) for want in wants}
    unanswered = [want.typed for want in wants if not answered[want.typed]]
    return wants, _best(base, index, wants, answered), unanswered


def _figure(want: Want) -> bool:
    return want.typed.isdigit() or want.typed in _UNITS


def _best(
    base: KnowledgeBase,
    index: "Index",
    wants: Collection[Want],
    answered: Mapping[str, Mapping[str, float]],
) -> list[Hit]:
    """The statements that answer most, best first; on a name that is held, the worst first.

    What has the words for its label is about them: it leads.
    """
    hits = [
        Hit(
            len(scores),
            index.labelled(name, wants),
            index.headed(name, wants),
            sum(scores),
            statement,
        )
        for name, statement in base.statements.items()
        if (scores := [found[name] for found in answered.values() if name in found])
    ]
    names = [want for want in wants if want.named is not None]
    kin = [family(base.names, want.named.id) for want in names if want.named is not None]
    on_name = [h for h in hits if any(one.intersection(h.statement.applies.names) for one in kin)]
    own = {want.named.id for want in names if want.named is not None}

    free = [want for want in wants if want.named is None]

    def whole(hit: Hit) -> bool:
        """Whether it is about all that was asked: of one name and other words, their label."""
        all_of_it = 1 < len(answered) == hit.wants
        forbids = hit.statement.severity in SEVERITIES[:2]
        return all_of_it and (not free or (forbids and index.labelled(hit.statement.id, free) > 0))

    def worse(hit: Hit) -> tuple[float, ...]:
        """How bad it is; how long to wait after the medicine itself is as bad, if asked for."""
        its = own.intersection(hit.statement.applies.names)
        first = 0 if its and hit.statement.interval is not None else severity(hit)
        return (not whole(hit), first, -hit.wants, severity(hit), -hit.score)

    if on_name:
        others = [h for h in hits if h not in on_name and h.wants == len(answered)]
        worst = sorted(on_name, key=worse)
        others = sorted(
            _about(index, wants, others), key=lambda hit: (-hit.score, _late(hit, wants))
        )
        # A lesser name is meant less than the word that it is: an overdose.
        lesser = all(want.named and lesser_name(base, want.named, want.typed) for want in names)
        return [*others, *worst] if lesser else [*worst, *others]
    most = max((hit.wants for hit in hits), default=0)
    best = _about(index, wants, [hit for hit in hits if hit.wants == most])
    products = _products(base, wants)

    def last(hit: Hit) -> tuple[float, ...]:
        return (bool(products.intersection(hit.statement.applies.names)), *rank(hit))

    return sorted(best, key=last)


def _products(base: KnowledgeBase, wants: Iterable[Want]) -> frozenset[str]:
    """Ids of the products that symptoms among the words are names of too: they come last."""
    questions = base.made(Lexicon).questions
    found = (questions[want.typed].may_be for want in wants if want.typed in questions)
    kin = (family(base.names, one.id) for may_be in found for one in may_be)
    return frozenset[str]().union(*kin)


def _late(hit: Hit, wants: Collection[Want]) -> int:
    """How late the first of the words stands in what a statement says: what it is about is soon."""
    said = stems(hit.statement.says)
    places = [at for at, one in enumerate(said) if any(one in want.stems for want in wants)]
    return min(places, default=len(said))


def _about(index: "Index", wants: Collection[Want], hits: list[Hit]) -> list[Hit]:
    """Of what was found that which is about the words, where any is.

    What has them in what to do only is about something else; where many stand under a label or
    a heading that has them, so is what has them in passing.
    """
    ids = index.said(wants)
    said = [hit for hit in hits if hit.statement.id in ids]
    headed = [hit for hit in said if hit.labelled or hit.headed]
    return headed if len(headed) >= _MANY else said or hits


def _which(base: KnowledgeBase, wants: Collection[Want]) -> Iterator[Line]:
    """Of an everyday word that is a product's name too: which is meant."""
    alike = {stems(word) for group in base.words for word in group}
    questions = base.made(Lexicon).questions
    for want in wants if len(wants) == 1 else ():
        if stems(want.typed) in alike and (one := questions.get(want.typed)) is not None:
            names = "; ".join(named.name for named in one.may_be)
            yield Line(want.typed, sentences.WHICH_NAME.format(why=one.says, names=names))


def _spoken_of(base: KnowledgeBase, wants: Iterable[Want]) -> Iterator[str]:
    """Ids of the names among the words that a statement applies to, or to what they belong to."""
    applied = frozenset(name for s in base.statements.values() for name in s.applies.names)
    for want in wants:
        if want.named is not None and applied & family(base.names, want.named.id):
            yield want.named.id
