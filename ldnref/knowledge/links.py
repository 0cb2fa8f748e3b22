"""What points to what: whatever is named is there. One function a rule, as in `rules`.

These rules alone are applied whenever knowledge is opened, to the parts that were opened: a
question must not stumble over an id that leads nowhere, nor pass over a medicine that lost its
group. What stands in a topic that was not opened is not looked for.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ldnref.knowledge.links_shown import (
    pages_show_what_exists,
    plans_show_statements,
    sides_name_what_exists,
    studies_point_to_what_exists,
    topics_show_their_own,
    verdicts_are_on_conditions,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Citation, Problem
from ldnref.knowledge.pointing import (
    Rule,
    every_citation,
    every_statement,
    meant,
    problem,
    unknown,
)
from ldnref.knowledge.vocabulary import SEVERITIES

_NO_NAME = "medicine, group or condition"


def cited_sources_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever is cited stands in sources.yaml; a study that does not is told itself, once."""
    for citation in every_citation(base):
        own = not isinstance(citation, Citation) and citation.ref in base.studies
        if citation.ref not in base.sources and not own:
            message = f"source {citation.ref!r} is not in sources.yaml"
            yield problem(citation.where, message + meant(citation.ref, base.sources))


def names_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """What a statement applies to is declared, and stands under its own key."""
    if not base.names:
        return
    for _, statement in every_statement(base):
        for key, kinds in (("medicines", ("medicine", "group")), ("conditions", ("condition",))):
            for name in getattr(statement.applies, key):
                if name not in base.names:
                    yield from unknown(statement.where, (name,), base.names, _NO_NAME)
                elif base.names[name].kind not in kinds:
                    yield problem(statement.where, f"{name!r} does not belong under {key!r}")
    held = {name for name, one in base.names.items() if one.kind == "condition"}
    for topic in base.topics.values():
        if topic.asks:
            asked = (topic.asks.about, topic.asks.among)
            yield from unknown(topic.asks.where, asked, held, "condition")


def what_names_point_to_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """What a name belongs to, holds, or may mean, is declared."""
    if not base.names:
        return
    for named in base.names.values():
        pointed = (
            *named.within,
            *named.contains,
            *named.hides,
            *named.reaction,
            *named.intolerance,
        )
        yield from unknown(named.where, pointed, base.names, _NO_NAME)
    for one in base.ambiguous:
        settled = (one.otherwise, *(settling.becomes for settling in one.settles))
        pointed = (*one.may_be, *filter(None, settled))
        yield from unknown(one.where, pointed, base.names, _NO_NAME)


def what_words_point_to_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """What a form makes of a thing, what a figure stands for, and what a part suggests, exists."""
    words, measures = base.list_words, base.measures
    if not base.names or words is None:
        return
    yield from unknown(words.where, (to for _, to in words.parts), base.names, _NO_NAME)
    joined = (one.becomes or "" for one in words.joined)
    yield from unknown(words.where, joined, base.names, _NO_NAME)
    for purpose in words.purposes:
        yield from unknown(purpose.where, (*purpose.of, purpose.against), base.names, _NO_NAME)
    yield from unknown(words.where, words.blamed.of, base.names, _NO_NAME)
    conditions = (*words.prevented, *words.mended, *words.operations)
    yield from unknown(words.where, conditions, base.names, _NO_NAME)
    for form in (*words.forms, *words.added):
        yield from unknown(form.where, (form.of, form.becomes), base.names, _NO_NAME)
    for measure in measures.measures:
        means = (name for band in measure.bands for name in band.means)
        yield from unknown(measure.where, means, base.names, _NO_NAME)
    for stays in measures.stays:
        yield from unknown(stays.where, stays.of, base.names, _NO_NAME)
    for amount in measures.amounts:
        means = (name for band in amount.bands for name in band.means)
        named = (*amount.of, *means, *filter(None, (amount.regular,)))
        yield from unknown(amount.where, named, base.names, _NO_NAME)
    for topic in base.topics.values():
        yield from unknown(topic.where, filter(None, (topic.of,)), base.names, _NO_NAME)


def medicines_are_in_a_group(base: KnowledgeBase) -> Iterator[Problem]:
    """A medicine belongs to a group, or holds one that does."""
    for named in base.names.values():
        if named.kind == "medicine" and not named.within and not named.contains:
            yield problem(named.where, f"{named.id!r} is in no group, and holds nothing")


def groups_reach_their_danger(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever lies within a group of must-hold.yaml reaches a statement as bad as it says."""
    must = base.must_hold
    if must is None or not base.names or not base.topics.keys() >= set(must.topics):
        return
    for entry in must.groups:
        yield from unknown(entry.where, (entry.group,), base.names, "group")
    asked = {entry.group: SEVERITIES.index(entry.worst) for entry in must.groups}
    for name, (groups, reached) in _reached(base, asked.keys(), _spoken(base)).items():
        for group in groups:
            if reached > asked[group]:
                worst = SEVERITIES[asked[group]]
                message = f"{name!r} is one of the {group}, and reaches no {worst!r}"
                yield problem(base.names[name].where, message)


def _reached(
    base: KnowledgeBase, asked: AbstractSet[str], spoken: dict[str, int]
) -> dict[str, tuple[frozenset[str], int]]:
    """For each medicine and group: the groups asked about that it lies in, and its worst word.

    What it belongs to and what it holds count, in however many steps.
    """
    found: dict[str, tuple[frozenset[str], int]] = {}

    def reached(named: Named) -> tuple[frozenset[str], int]:
        if named.id in found:
            return found[named.id]
        groups, worst = asked & {named.id}, spoken.get(named.id, len(SEVERITIES))
        found[named.id] = frozenset(groups), worst  # a circle, if there is one, ends here
        for name in (*named.within, *named.contains):
            if name in base.names:
                more, bad = reached(base.names[name])
                groups, worst = groups | more, min(worst, bad)
        found[named.id] = frozenset(groups), worst
        return found[named.id]

    for named in base.names.values():
        if named.kind != "condition":
            reached(named)
    return found


def _spoken(base: KnowledgeBase) -> dict[str, int]:
    """The ids to which a statement applies that speaks in every check of them: how bad, at worst.

    Nought is worst, as in SEVERITIES.
    """
    found: dict[str, int] = {}
    for statement in base.statements.values():
        if statement.severity is None or not statement.check or statement.limit is not None:
            continue
        bad = SEVERITIES.index(statement.severity)
        for name in () if statement.applies.conditions else statement.applies.medicines:
            found[name] = min(bad, found.get(name, bad))
    return found


LINKS: tuple[Rule, ...] = (
    cited_sources_exist,
    names_exist,
    what_names_point_to_exists,
    what_words_point_to_exists,
    medicines_are_in_a_group,
    groups_reach_their_danger,
    sides_name_what_exists,
    topics_show_their_own,
    plans_show_statements,
    pages_show_what_exists,
    studies_point_to_what_exists,
    verdicts_are_on_conditions,
)


def loose(base: KnowledgeBase) -> list[Problem]:
    """Every place in what was opened that points to nothing."""
    return [found for rule in LINKS for found in rule(base)]
