"""What a whole name is: one thing, one of several, or a medicine on which nothing is held."""

from ldnref.answers.named.lexicon import MARK, Lexicon
from ldnref.answers.named.part import Part


def known(lexicon: Lexicon, name: str, text: str) -> Part | None:
    """What a whole name is, or what is to be asked about it."""
    if question := lexicon.questions.get(name):
        # A medicine's own name in it settles what the product is. Where the name is known to have
        # more than one meaning, a brand in it does not.
        named = lexicon.base.names if question.ambiguous else lexicon.known
        clear = (named.get(word) for word in name.split())
        if settled := tuple(one for one in clear if one in question.may_be and one is not None):
            return Part(text, settled)
        harmless = question.ambiguous.harmless if question.ambiguous else None
        return Part(
            text,
            question.may_be,
            question.says,
            doubtful=question.doubtful,
            harmless=harmless,
            key=name,
        )
    if name in lexicon.known:
        return Part(text, (lexicon.known[name],))
    if name[-1:].isdecimal() and (coded := lexicon.coded.table("atc").get(name.upper())):
        return Part(text, coded.named, holds=None if coded.named else coded.term)
    if name in lexicon.others:
        return Part(text, holds=lexicon.others[name])
    return None


def is_mark(name: str, part: Part) -> bool:
    """Whether a part is a condition by a short form of it."""
    kinds = {one.kind for one in part.named}
    return len(name) <= MARK and kinds == {"condition"}
