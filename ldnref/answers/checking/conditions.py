"""A condition of a record → what it is: by its codes, by its whole name, or only asked.

A screening, a risk or a relative's illness is never told as the disease.
"""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from ldnref.answers import sentences
from ldnref.answers.checking.given import DENIED, MENTION, PAST, PROCEDURE, Given
from ldnref.answers.checking.stated import (
    BY_BOTH,
    BY_CODE,
    BY_NAME,
    Stated,
    meant_by,
    narrowest,
    over,
    placed,
    unread_once,
)
from ldnref.answers.named import part as standing
from ldnref.answers.named.kin import wider
from ldnref.answers.named.line import read
from ldnref.answers.named.naming import known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from ldnref.answers.checking.stating import Stating


def condition(stating: "Stating", given: Given) -> Stated:
    """A condition by its codes or its whole name; by a part of its name it is only asked.

    A stage or a severity that is a code alone is one of its codes; or it is told as not read,
    where it may make the condition a graver one.
    """
    if not given.grades or given.status == DENIED:
        return _condition(stating, given)
    codes = tuple(c for c in given.grades if stating.coded(given._replace(codes=(c,))))
    stated = _condition(stating, given._replace(codes=(*given.codes, *codes)))
    graded = {form.of for form in stating.held.base.list_words.forms}
    unread = [" ".join(code) for code in given.grades if code not in codes]
    if not unread or not any(one.id in graded for part in stated.parts for one in part.named):
        return stated
    part = Part(f"{stated.label}, {', '.join(unread)}", asks=sentences.GRADE_UNREAD, unread=True)
    return stated._replace(parts=(*stated.parts, placed(given, part.text, part)))


def _condition(stating: "Stating", given: Given) -> Stated:
    """A condition by its own codes and names."""
    label = stating.label(given)
    if (said := _said(stating, given, label)) is not None:
        return Stated(given, label, (said,), BY_CODE)
    found = stating.coded(given)
    sure = narrowest(stating.held, meant_by(one for one in found if not one.asks))
    asked = meant_by(one for one in found if one.asks)
    parts = [Part(label, (one,)) for one in sure]
    parts += [Part(label, (one,), standing=standing.DOUBT) for one in asked]
    exact = [part for text in given.texts if (part := _exact(stating, text)) is not None]
    exact = [part for part in exact if any(map(stating.held.own, part.named)) or not given.codes]
    if found:  # nothing may be held on a code: then a name that says more is asked about
        parts += stating.contradicting(given, parts, exact)
        parts += _graver(stating, given, parts)
        return Stated(given, label, tuple(parts), BY_BOTH if exact else BY_CODE)
    if exact:
        return Stated(given, label, (exact[0], *_graver(stating, given, exact[:1])), BY_NAME)
    return Stated(given, label, tuple(_in_part(stating, given)), BY_NAME)


def _graver(stating: "Stating", given: Given, parts: Iterable[Part]) -> Iterator[Part]:
    """What a name says that is graver than its code or a shorter name: `kidney disease, stage 5`.

    A figure or a stage is told; another word is asked about.
    """
    own = [one for part in parts for one in part.named]
    ranks = [_rank(stating, one) for one in own]
    if not ranks:
        return
    told: set[str] = set()
    for text in given.texts:
        if _exact(stating, text) is not None:
            continue
        words = f" {normalise(text)} "
        unsure_of = cache(partial(_is_unsure, stating, words))  # of a long name once
        for part in read(stating.lexicon, stating.bare(text), stating.today):
            graver = [one for one in part.named if _rank(stating, one) < min(ranks)]
            new = {one.id for one in graver} - told
            if not new:
                continue
            sure = part.measured or not unsure_of(part.named)
            conditions = all(one.kind == "condition" for one in part.named)
            if sure and conditions and part.standing == standing.NOW:
                told |= new
                over = given.status in (PAST, DENIED)  # as the entry stands
                stands = standing.NOW if part.measured or over else standing.DOUBT
                yield part._replace(text=text, standing=stands)


def _rank(stating: "Stating", named: Named) -> int:
    """How grave what is held on a condition is: the lower, the graver."""
    worst = stating.held.worst(named)
    return len(SEVERITIES) if worst is None else SEVERITIES.index(worst)


def _said(stating: "Stating", given: Given, label: str) -> Part | None:
    """What the place of an entry says that it is, or a code that it is not so."""
    if given.of:
        return Part(label, stating.names(given.of))
    keys = {f"{one.system}:{one.code}" for one in given.codes}
    for denial in stating.words.denied:
        if keys & {*denial.codes}:
            return Part(label, stating.names((denial.of,)), standing=standing.DENIED)
    return None


def _exact(stating: "Stating", text: str) -> Part | None:
    """A condition of which this is the whole name."""
    name = normalise(stating.bare(text))
    alone = stating.lexicon.alone.get(name)
    part = Part(text, (alone,)) if alone else known(stating.lexicon, name, text)
    if part is None or not any(one.kind == "condition" for one in part.named):
        return None
    return part


def _beside(words: str, named: Iterable[Named]) -> str:
    """The words of a name that are none of those of what it names: `history of heroin use`."""
    every = (name for one in named for name in (one.name, *one.also))
    for name in sorted(map(normalise, every), key=len, reverse=True):
        words = words.replace(f" {name} ", " ")
    return words


def _is_unsure(stating: "Stating", words: str, named: Iterable[Named]) -> bool:
    """Whether a name says that what it names is not certain: `risk of`, `screening for`."""
    beside = _beside(words, named)
    return any(word in beside for word in stating.unsure)


def _head(along: Iterable[str], words: str) -> str:
    """What a procedure is, without what goes with it: `haemodialysis with evaluation`."""
    for word in along:
        words = f"{words.partition(f' {word} ')[0]} "
    return words


def _is_complaint(stating: "Stating", part: Part) -> bool:
    """Whether words that only ask may be a complaint, as `diarrhoea` and `cough` are.

    They are none where a class of medicines is meant, `painkillers`; or, where the words only
    suggest one, a class that no other holds: `strong painkillers`.
    """
    classes = [one for one in part.named if one.kind == "group"]
    if part.doubtful:
        return all(wider(stating.lexicon.base.names, one.id) for one in classes)
    disease = any(one.kind == "condition" for one in part.named)
    return part.asks is not None and not disease and not classes


def _mentioned(part: Part) -> Part:
    """A part of what is only mentioned, which is never more than asked about.

    `Two days ago` was so when it was written; what lasts is not past.
    """
    lasting = part.standing == standing.PAST and any(o.course == "lasting" for o in part.named)
    return part._replace(days=None, standing=standing.DOUBT if lasting else part.standing)


def _in_part(stating: "Stating", given: Given) -> Iterator[Part]:
    """What a part of a condition's name says: asked, where it may rule LDN out."""
    text = given.texts[0] if given.texts else ""
    words = f" {normalise(text)} "
    head = _head(stating.lexicon.grammar.along, words) if given.kind == PROCEDURE else ""
    looking = any(word in head for word in stating.looked_for)
    found = read(stating.lexicon, stating.bare(text), stating.today) if text else ()
    told: dict[Part, None] = {}
    unsure_of = cache(partial(_is_unsure, stating, words))  # of a long name once
    for part in found:
        grave = stating.held.grave(part.named)
        condition = any(one.kind == "condition" for one in part.named)
        held = any(stating.held.worst(one) is not None for one in part.named)
        unsure = not part.measured and unsure_of(part.named)
        asked = _is_complaint(stating, part)
        if part.unknown or asked or not held or not (grave or (condition and not unsure)):
            continue
        if looking and all(one.kind == "condition" for one in part.named):
            continue  # what is looked for need not be there
        if part.standing == standing.NOW and not part.measured and given.status != DENIED:
            past = over(stating.words, given, part)
            stands = standing.PAST if past else standing.DOUBT
            part = part._replace(standing=stands, days=given.days if past else None)  # noqa: PLW2901
        elif given.kind == MENTION:
            part = _mentioned(part)  # noqa: PLW2901
        told[part._replace(text=text)] = None
    yield from told
    if told or not given.when.times or given.kind == MENTION:
        return
    if given.kind == PROCEDURE and not given.codes:
        return
    label = stating.label(given)
    if given.codes:
        if not text and not any(one.system in stating.whole for one in given.codes):
            yield placed(given, label, Part(label))
    else:
        yield from unread_once(given, label, [part for part in found if part.unknown])
