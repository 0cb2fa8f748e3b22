"""What was typed to be looked for, word by word, with what means the same. Finds nothing."""

from collections.abc import Iterable, Iterator, Mapping

from ldnref.answers.named.kin import known, names_of
from ldnref.answers.named.normalise import normalise
from ldnref.answers.stems import stem, stems
from ldnref.knowledge.model import About, KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.tuples import NamedTuple

#: What a match counts: the word itself, a synonym.
SAME, _ALIKE = 1.0, 0.6

#: The longest phrase that is looked up as one.
_PHRASE = 5


class Want(NamedTuple):
    """One word or phrase of the question, and what answers it."""

    typed: str
    #: Stems, and what a match of each counts.
    stems: Mapping[str, float]
    #: What it is the name of.
    named: Named | None


def telling(about: About, words: Iterable[str]) -> list[str]:
    """The words, less those that every question has, and that find nothing."""
    return [word for word in words if normalise(word) not in about.empty]


def alike(words: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Words and phrases by their stems, with all that mean the same."""
    return {stems(word): group for group in words for word in group}


def wanted(base: KnowledgeBase, typed: str) -> Iterator[Want]:
    """The words of the question, with what means the same; a known phrase counts as one."""
    names, alone = known(base), _alone(base)
    groups = base.searched.alike if base.searched else alike(base.words)
    words = normalise(typed).split()
    while words:
        length = next(
            length
            for length in range(min(_PHRASE, len(words)), 0, -1)
            if length == 1
            or (phrase := " ".join(words[:length])) in names
            or stems(phrase) in groups
        )
        phrase = " ".join(words[:length])
        group = groups.get(stems(phrase), ())
        del words[:length]
        if length == 1 and phrase in base.about.empty and phrase not in names:
            continue
        means = {one: _ALIKE for word in group if " " not in word for one in stems(word)}
        own = {stem(phrase): SAME} if length == 1 else {}
        yield Want(phrase, {**means, **own}, names.get(phrase) or alone.get(phrase))


def _alone(base: KnowledgeBase) -> dict[str, Named]:
    """What words name where no name stands beside them: `renal`."""
    if base.spelt:
        held = base.spelt.listed.meant["alone"]
        return {word: base.names[name] for word, name in held.items()}
    return {normalise(word): one for one in base.names.values() for word in one.alone}


def lesser_name(base: KnowledgeBase, named: Named, typed: str) -> bool:
    """Whether it is a lesser name of a condition, whose likes are something else: an overdose."""
    if named.kind != "condition":
        return False
    text = normalise(typed)
    its = {normalise(name) for name in names_of(named)}
    likes = [{*map(normalise, group)} for group in base.words]
    return text not in its - {*map(normalise, named.also)} and any(
        text in group and its & group == {text} for group in likes
    )
