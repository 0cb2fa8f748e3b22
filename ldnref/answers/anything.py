"""Words that name no command → the question that they ask. Answers none of them itself."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import NotHeldError
from ldnref.answers.checking.held import NOTE, Held
from ldnref.answers.cited import by_id, cited, near_studies
from ldnref.answers.evidence.choosing import COMMAND
from ldnref.answers.meanings import Meant
from ldnref.answers.named.kin import almost_typed, spoken_of
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import DENIED, FREE, NOW, Part
from ldnref.answers.named.runs import runs
from ldnref.answers.search import holding, written
from ldnref.answers.search_verdicts import tells
from ldnref.answers.sources import going_by as sources
from ldnref.answers.stems import stem, stems
from ldnref.answers.subject import conditions, dose, ids, without_subject
from ldnref.answers.wanted import lesser_name, telling, wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.vocabulary import SEVERITIES

#: What is asked of a dose alone: no command has this name.
DOSE = "a dose"

#: What is shorter is looked for by `ldnref search` only.
_WORD = 3

#: How much of some words has to be answered where others are names.
_MOST = 0.5


def names(base: KnowledgeBase, typed: Sequence[str]) -> Meant | None:
    """The question about names that are held, where the words are nothing else.

    None for conditions against which nothing is held: a study or a side effect may be meant.
    """
    lexicon = base.made(Lexicon)
    if (whole := _as_a_line(lexicon, base, " ".join(typed))) is not None:
        return whole
    typed = without_subject(base, typed)
    told = telling(base.about, typed)
    for words in (typed, told):
        parts = _parts(lexicon, base, words)
        if len(parts) == 1 == len(told) and words is typed:  # `can I take tramadol`
            own = _parts(lexicon, base, told)
            words = told if own and own[0].named == parts[0].named else typed  # noqa: PLW2901
        if (form := _its_form(base, parts, words)) is not None:
            return form
        if len(others := [one for one in parts if not _main(base, one)]) not in (0, len(parts)):
            parts, words = others, [one.text for one in others]  # noqa: PLW2901 - of these
        if parts and not any(part.unknown for part in parts):
            if _means_more(lexicon, parts, words):
                return Meant("search", tuple(words))
            if _silent(base, parts):
                return None
            return Meant("interactions", tuple(words)) if _warned_of(base, parts) else None
    return None


def _as_a_line(lexicon: Lexicon, base: KnowledgeBase, text: str) -> Meant | None:
    """The check of words that say of a medicine that it was stopped, denied or not borne.

    A reaction to the medicine of this reference is a name of its own, whatever stands between.
    """
    subject = ids(base)
    if (taken := dose(lexicon, base, text)) is not None:
        return Meant(DOSE, (taken,))
    parts = read(lexicon, text, base.about.date)
    if any(part.unknown for part in parts):
        return None
    for part in parts:
        denied = part.standing in (DENIED, FREE)
        named = [one for one in part.named if not (denied and one.id in subject)]
        medicine = any(one.kind != "condition" for one in named)
        if medicine and (part.days is not None or part.standing != NOW):
            return Meant("check", (text,))
        held = any(spoken_of(base, one) for one in named)
        if not medicine and held and len(part.text.split()) > 1 and len(parts) == 1:
            return Meant("interactions", (text,))
    return None


def _its_form(base: KnowledgeBase, parts: Sequence[Part], words: Sequence[str]) -> Meant | None:
    """What is held on a form of the medicine that all is about, where words name only that."""
    subject = ids(base)
    if not parts or any(not part.named for part in parts):
        return None
    if not {one.id for part in parts for one in part.named} <= subject:
        return None
    beside = {normalise(one) for one in base.about.beside}
    if normalise(" ".join(words)) in beside:
        return None
    left = [one for one in words if normalise(one) not in beside]
    return Meant("search", tuple(left)) if left and holding(base, " ".join(left)) else None


def _main(base: KnowledgeBase, part: Part) -> bool:
    """Whether it is the condition that all is about: beside another name it tells nothing."""
    return bool(part.named) and {one.id for one in part.named} <= conditions(base)


def anything(base: KnowledgeBase, typed: Sequence[str]) -> Meant:
    """The question about whatever else the words are: a regimen, a study, a source, statements.

    Of a medicine no near name is ever taken. Raises NotHeldError for what is not held.
    """
    typed = without_subject(base, typed)
    text = " ".join(typed)
    parts = _parts(base.made(Lexicon), base, typed)
    if _silent(base, parts) and any(part.holds is not None for part in parts):
        return Meant("search" if holding(base, text) else "interactions", tuple(typed))
    found = (
        by_id(base, text)
        or _condition(base, parts, typed)
        or _studied(base, typed)
        or cited(base, text)
        or _worded(base, parts, typed)
        or _recognised(parts, typed)
    )
    if found is not None:
        return found
    near = {named: part.text for part in parts for named in part.near}
    says = sentences.NO_COMMAND.format(text=text)
    lines = (
        f"near: ldnref {almost_typed(n, slip)} ({n.name}, {n.what})" for n, slip in near.items()
    )
    if not near:
        lines = (f"near: ldnref {COMMAND} {name}" for name in near_studies(base, text))
    cure = (sentences.NO_EVIDENCE_ELSEWHERE, *lines, *_grave(base, near))
    raise NotHeldError("", text, (), says=says, cure=cure)


def _grave(base: KnowledgeBase, near: Iterable[Named]) -> Iterator[str]:
    """Of near names those that are contraindicated."""
    worst = [one.name for one in near if base.made(Held).worst(one) == SEVERITIES[0]]
    if worst:
        yield f"{SEVERITIES[0].upper()}: {', '.join(worst)}"


def _condition(base: KnowledgeBase, parts: Sequence[Part], typed: Sequence[str]) -> Meant | None:
    """A condition of which there are studies, or that a statement applies to."""
    if any(part.unknown for part in parts):
        return None
    named = {one.id: one for part in parts for one in part.named}
    treated = {name for study in base.studies.values() for name in study.conditions}
    if len(named) == 1 and treated.issuperset(named):
        return Meant(COMMAND, tuple(typed))
    applies = any(spoken_of(base, one) for one in named.values())
    return Meant("interactions", tuple(typed)) if applies else None


def _studied(base: KnowledgeBase, typed: Sequence[str]) -> Meant | None:
    """The evidence on the conditions whose names hold the words: `arthritis` is two of them."""
    wants = list(wanted(base, " ".join(typed)))
    found = [one for one in base.treated if wants and tells(wants, base.names[one].name)]
    if len(found) == 1:
        return Meant(COMMAND, (found[0],))
    return Meant("search", tuple(typed)) if found else None


def _worded(base: KnowledgeBase, parts: Sequence[Part], typed: Sequence[str]) -> Meant | None:
    """The statements, or else the sources, that hold the words; a misspelt name holds none."""
    text = " ".join(typed)
    misspelt = [part for part in parts if part.unknown and part.near]
    if not all(written(base, part.text) for part in misspelt):
        return None
    if all(len(word) < _WORD for word in normalise(text).split()):
        return None
    known = any(not part.unknown for part in parts)
    # Of words of which none is a name, those that are held are answered, and the others told.
    most = 1.0 if _silent(base, parts) else _MOST if known else 0.0
    if holding(base, text) or (len(typed) > 1 and _answered(base, text) > most):
        return Meant("search", tuple(typed))
    return Meant("sources", (text,)) if not known and sources(base, text) else None


def _recognised(parts: Sequence[Part], typed: Sequence[str]) -> Meant | None:
    """The names among the words; the others are then told as not recognised."""
    known = any(not part.unknown for part in parts)
    return Meant("interactions", tuple(typed)) if known else None


def _parts(lexicon: Lexicon, base: KnowledgeBase, words: Sequence[str]) -> list[Part]:
    day = base.about.date
    return [part for line in runs(lexicon, words, day) for part in read(lexicon, line, day)]


def _warned_of(base: KnowledgeBase, parts: Sequence[Part]) -> bool:
    """Whether a medicine is among them, or a condition against which something is held."""
    held = base.made(Held)
    named = [one for part in parts for one in part.named]
    medicine = any(part.holds is not None for part in parts) or any(
        one.kind != "condition" for one in named
    )
    return medicine or any(
        held.worst(one) not in (None, NOTE) or _limited(base, one) for one in named
    )


def _silent(base: KnowledgeBase, parts: Sequence[Part]) -> bool:
    """Whether the names are known, and nothing is held on any: words may hold more."""
    known = all(part.named or part.holds is not None for part in parts)
    return known and not any(spoken_of(base, one) for part in parts for one in part.named)


def _limited(base: KnowledgeBase, named: Named) -> bool:
    """Whether a dose is limited by it, which is a danger once there is one."""
    return any(
        s.limit is not None and s.severity != NOTE and named.id in s.applies.conditions
        for s in base.statements.values()
    )


def _means_more(lexicon: Lexicon, parts: Sequence[Part], typed: Sequence[str]) -> bool:
    """Whether it is a lesser name of a condition, whose likes are something else: an overdose."""
    named = [one for part in parts for one in part.named]
    base = lexicon.base
    # A symptom's name may be a product's, in either spelling: which it is is asked there.
    symptoms = {one for group in base.words for word in group if len(one := stems(word)) == 1}
    asked_of = [
        part
        for part in parts
        if part.asks
        and any(
            (stem(word),) in symptoms and word in lexicon.questions
            for word in normalise(part.text).split()
        )
    ]
    others = [part for part in parts if part not in asked_of]
    if asked_of and not any(spoken_of(base, one) for part in others for one in part.named):
        return True
    return len(named) == 1 and lesser_name(base, named[0], " ".join(typed))


def _answered(base: KnowledgeBase, text: str) -> float:
    """How much of several words is answered by statements."""
    told = telling(base.about, text.split())
    return sum(written(base, word) for word in told) / max(len(told), 1)
