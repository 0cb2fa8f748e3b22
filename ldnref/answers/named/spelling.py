"""Names and words as they are looked up: made when they are compiled, or of one's own folder."""

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

from ldnref.answers.named.kin import by_name, known, names_of
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.register import lines
from ldnref.answers.named.two_spellings import elsewhere
from ldnref.answers.named.wording import units
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_made import Listed, Spelt
from ldnref.knowledge.model_measures import Measure, Moment
from ldnref.knowledge.model_names import Form, Grammar

#: Other medicines are compiled in so many parts: a check opens one for each name that is not ours.
_PARTS = 24

#: A bare name of another medicine that is shorter than this may be a short form of ours.
_SHORTEST_BARE = 6


def spelt(base: KnowledgeBase) -> Spelt:
    """The names and words of a base, made ready for looking up."""
    base = base._replace(spelt=None)
    lexicon = Lexicon(base)
    return Spelt(
        known=base.made(by_name),
        others=lexicon.other_lines,
        lengths=lines(lengths(lexicon)),
        listed=base.made(listed),
    )


def others(lexicon: Lexicon) -> dict[str, str]:
    """The substances of other medicines, by name, and by name without its salt."""
    read = (line.split("\t") for line in lexicon.base.other_lines if line[:1] != "#")
    found = {line[0]: line[1] for line in read if len(line) > 1}
    for name, substances in list(found.items()):
        bare = lexicon.without_beside(name.split())
        if len(bare) >= _SHORTEST_BARE and name.startswith(bare):
            found.setdefault(bare, substances)
    named = (lexicon.known, lexicon.questions, lexicon.alone, lexicon.joined, lexicon.everyday)
    parts = (re.escape(holds.rstrip("$")) for holds, _ in lexicon.base.list_words.parts)
    suggesting = re.compile("|".join(parts) or "(?!)")
    for name, substances in list(found.items()):
        if f"{substances} ".startswith(f"{name} "):  # an international name
            for other in elsewhere(name):
                if other in found or suggesting.search(other):
                    continue
                if not any(other in held for held in named):
                    found[other] = substances
    return found


def parted(others: Mapping[str, str]) -> tuple[dict[str, int], dict[int, dict[str, str]]]:
    """Lines in parts: which of them holds the names that begin so, and each part."""
    where = {begins: crc32(begins.encode()) % _PARTS for begins in others}
    held: dict[int, dict[str, str]] = {part: {} for part in sorted(where.values())}
    for begins, part in where.items():
        held[part][begins] = others[begins]
    return where, held


def lengths(lexicon: Lexicon) -> dict[str, str]:
    """How many words the phrases have that begin with a word, where not just one."""
    named = (lexicon.known, lexicon.questions, lexicon.alone, lexicon.others)
    dated = lexicon.dated, lexicon.dated_alone
    measured = (
        *dated,
        lexicon.measures,
        lexicon.after,
        lexicon.last,
        lexicon.compared,
        lexicon.ago,
    )
    single = (lexicon.forms, lexicon.numbers, lexicon.exact, lexicon.months, lexicon.beside)
    joined = lexicon.joined, lexicon.vaccines
    spoken = (lexicon.roles, lexicon.moments, lexicon.harmless, lexicon.neutral, lexicon.made_for)
    found: dict[str, set[int]] = {}
    for phrases in (*named, *dated, *measured, *single, *spoken, *joined, lexicon.frequencies):
        for phrase in phrases:
            first, *rest = phrase.split(" ")
            if len(rest) < PHRASE:
                found.setdefault(first, set()).add(len(rest) + 1)
    longer = {first: held for first, held in sorted(found.items()) if held != {1}}
    return {first: " ".join(map(str, sorted(held, reverse=True))) for first, held in longer.items()}


def listed(base: KnowledgeBase) -> Listed:
    """The words that stand on lists, normalised."""
    words, measured = base.list_words, base.measures
    beside = _each(words.beside)
    after = _places(measured.measures, "after")
    alone = _places(measured.measures, "alone")
    many: dict[str, Mapping[str, object]] = {
        "beside": dict.fromkeys(beside, ""),
        "everyday": dict.fromkeys(_each(words.everyday), ""),
        "harmless": dict.fromkeys(_each(words.harmless), ""),
        "behind": dict.fromkeys((phrase.split()[0] for phrase in (*after, *alone)), ""),
        "names": _places(measured.measures, "names"),
        "after": after,
        "roles": {
            **{normalise(w): role for role, held in words.roles.items() for w in held},
            **{normalise(w): "denial" for w in words.grammar.abroad},
        },
        "asks": {
            **_added(base),
            **{normalise(n): one.id for one in base.names.values() for n in one.asks},
            **{normalise(name): at for at, one in enumerate(base.ambiguous) for name in one.names},
        },
    }
    return Listed(
        lines={name: lines(held) for name, held in many.items()},
        words={
            "exact": _each(base.exact),
            "symptoms": _each(words.symptoms),
            "counting": _each(words.counting),
            "made_for": _each(words.made_for),
            "products": _each(words.products),
            "neutral": _each(words.neutral),
            "vaccines": _each(words.vaccines),
            "either": _each(words.either),
            "regular": _each(measured.regular),
            "occasional": _each(measured.occasional),
            "pieces": _each(measured.pieces),
            "ago": _each(words.ago),
            "givers": _each(words.givers),
            "visits": _each(words.visits),
            "rhythm": _each(words.rhythm),
            "courses": _each(words.courses),
            "dating": _each(words.dating),
        },
        counts={
            "moments": _counted(words.moments),
            "units": _counted(words.units),
            "numbers": _counted(words.numbers),
            "frequencies": _counted(measured.frequencies),
            "months": {name: n for n, month in enumerate(words.months, 1) for name in month},
            "weekdays": {name: n for n, day in enumerate(words.weekdays) for name in day},
            "alone": alone,
            "day": _places(measured.measures, "day"),
            "day_alone": _places(measured.measures, "day_alone"),
        },
        meant={
            "compared": {normalise(w): e for e, held in measured.compared.items() for w in held},
            "alone": {normalise(n): one.id for one in base.names.values() for n in one.alone},
            "joined": {normalise(w): one.becomes or "" for one in words.joined for w in one.words},
        },
        phrases=_lengths(beside),
        forms=_forms(words.forms),
        grammar=Grammar(*map(_each, words.grammar)),
    )


def _added(base: KnowledgeBase) -> dict[str, str]:
    """What each name of a painkiller may be with a word that adds another: `Panodil comp`."""
    several = {normalise(name) for one in base.ambiguous for name in one.names}
    ours = known(base)
    found = {
        f"{normalise(name)} {normalise(word)}": one.becomes
        for one in base.list_words.added
        for name in names_of(base.names[one.of])
        for word in one.words
    }
    return {name: to for name, to in found.items() if name not in ours and name not in several}


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(normalise, words)))


def _counted(moments: Iterable[Moment]) -> dict[str, int]:
    """Words by the number that they stand for."""
    return {normalise(word): one.number for one in moments for word in one.words}


def _places(measures: Iterable[Measure], key: str) -> dict[str, int]:
    """Names by the place of their measure; with them the units that tell what is measured."""
    held = list(enumerate(measures))
    found = {normalise(name): at for at, one in held for name in getattr(one, key)}
    told = ((phrase, at) for at, one in held for phrase, unit in units(one) if unit.stands == key)
    return {**found, **dict(told)}


def _lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words phrases of more than one have, the longest first, by their first word."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, set()).add(len(rest) + 1)
    return {first: tuple(sorted(held, reverse=True)) for first, held in found.items()}


def _forms(forms: Iterable[Form]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, form in enumerate(forms):
        for word in form.words:
            key = normalise(word)
            found[key] = (*found.get(key, ()), number)
    return found
