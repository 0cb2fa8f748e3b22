"""A line of a medication list → its parts. Never a guess, and nothing is passed over.

A line is read word by word, the longest known name first. What stands beside a name (strength,
form, direction, maker) may narrow it, settle it, date it or deny it; any other word that is not
known is reported, however many of its neighbours were recognised.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from ldnref.answers.named import graded, seldom, tokens, written
from ldnref.answers.named.asked import by_question, noughts
from ldnref.answers.named.dashes import hyphened
from ldnref.answers.named.dates import like_a_year, with_years
from ldnref.answers.named.deeds import with_deeds
from ldnref.answers.named.effects import effects
from ldnref.answers.named.items import itemised
from ldnref.answers.named.lapses import in_turns, not_ended, with_lapses
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.naming import is_mark, known
from ldnref.answers.named.narrowing import combined, in_form, measured_out, narrowed
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import CLEARS, Part, Piece, clause_places, of_clause
from ldnref.answers.named.purposes import with_purposes
from ldnref.answers.named.scan import pieces
from ldnref.answers.named.serology import in_rows
from ldnref.answers.named.settling import settle, without_everyday_words
from ldnref.answers.named.tokens import Text
from ldnref.answers.named.vaccines import with_vaccines
from ldnref.answers.named.whose import hidden, operated
from ldnref.answers.patterns import pattern

#: A stretch of a line: every word of one is weighed against every other, so none is long. Cut
#: where a clause ends, or else between words.
_STRETCH = pattern(r".{1,600}(?:\Z|[,;\n])|.{1,600}\s|.{1,600}", re.DOTALL)

#: A line that is no longer is one stretch.
_STRETCHED = 600

#: After so many lines a list is long: read the long way they cost about what the tables of the
#: plain way do. And so many that are not plain are held.
_FEW, _HELD = 120, 20_000
#: A longer line is hardly written twice, and not kept.
_LONGEST = 1_000


def expect(lexicon: Lexicon, lines: int) -> None:
    """Make what reads plain lines at once, where so many more make a long list."""
    if lexicon.plainly is None and lexicon.count + lines > _FEW:
        from ldnref.answers.named.plain import Plain  # noqa: PLC0415 - no short list waits for it

        plain_lines = Plain(lexicon)
        lexicon.plainly, lexicon.meant = plain_lines.read, plain_lines.held


def read(lexicon: Lexicon, line: str, today: date) -> tuple[Part, ...]:
    """Everything in a line, in its order; never empty."""
    if lexicon.plainly is None:
        expect(lexicon, 1)
        lexicon.count += 1
    if lexicon.plainly is not None and (plain := lexicon.plainly(line)) is not None:
        return plain
    held = lexicon.lines
    if len(line) > _LONGEST:
        return at_length(lexicon, line, today)
    if (line, today) not in held:
        if len(held) >= _HELD:
            held.clear()
        held[line, today] = at_length(lexicon, line, today)
    return held[line, today]


def at_length(lexicon: Lexicon, line: str, today: date) -> tuple[Part, ...]:
    """Everything in a line, read the long way."""
    if not line.isascii() and len(wide := unicodedata.normalize("NFKC", line)) > _STRETCHED:
        line = wide  # one sign may be eighteen
    stretches = _STRETCH.findall(line) if len(line) > _STRETCHED else (line,)
    if len(stretches) > 1 and len(line.split()) == 1 and not set(",;") & set(line):
        return (Part(line),)  # one word, and nobody's
    if len(stretches) > 1:
        return tuple(part for one in stretches for part in at_length(lexicon, one, today))
    if coded := written.codes_in(line, lexicon.is_class, lexicon.is_disease):
        from ldnref.answers.named.coded import by_code  # noqa: PLC0415 - few lists hold a code

        return by_code(lexicon, line, coded, lambda rest: at_length(lexicon, rest, today))
    text = worded(lexicon, line)
    one = text.tokens[-1:] and text.tokens[-1].clause == 0  # no `Child–Pugh`, which a dash parts
    whole = (graded.named if one else known)(lexicon, normalise(line), line)
    if whole is not None and not graded.may_be(lexicon, line):
        first = text.tokens[0]  # a sign before it may open another entry: `; Ultram`
        piece = Piece(0, len(text.tokens), first.clause, first.entry, whole)
        found = settle(lexicon, text, [piece])
    else:
        found = in_turns(lexicon, text, pieces(lexicon, text, today))
        found = not_ended(lexicon, text, found)
        found = in_rows(lexicon, text, found)
        found = with_vaccines(lexicon, text, found)
        found = with_deeds(lexicon, text, with_purposes(lexicon, text, found), today)
        found = _whole_clauses(lexicon, text, found)
    found = without_everyday_words(lexicon, text, effects(lexicon, text, found))
    found = operated(lexicon, text, narrowed(lexicon, text, found))
    found = noughts(lexicon, text, combined(lexicon, text, found))
    found = [measured_out(lexicon, text, piece, found) for piece in found]
    parts = _hidden(lexicon, _stood(lexicon, text, found, today))
    if len(parts) == 1:
        return (parts[0]._replace(text=line),)
    return tuple(parts) or ((_rest(lexicon, line, text, found),) if line.strip() else ())


def worded(lexicon: Lexicon, line: str) -> Text:
    """The words and the figures of a line, with their places."""
    text = by_question(lexicon, itemised(tokens.read(line, lexicon.grammar)))
    text = tokens.apart(text, lexicon.names_something, lexicon.says_nothing)
    text = hyphened(lexicon, text)
    text = tokens.in_figures(text, lexicon.numbers, lexicon.grammar, seldom.is_unit)
    return with_lapses(lexicon, with_years(lexicon, text))


def _stood(lexicon: Lexicon, text: Text, found: Sequence[Piece], today: date) -> list[Part]:
    """The parts of a line with how each stands; without a word of a role or a time, all are now."""
    tells = "?" in text.text or any(piece.role is not None for piece in found)
    tells = tells or not lexicon.timed.isdisjoint([token.word for token in text.tokens])
    if not tells and not any(map(like_a_year, text.tokens)):
        return [piece.part for piece in found if piece.part is not None]
    from ldnref.answers.named.standing import stand  # noqa: PLC0415 - few short lists tell either

    return stand(lexicon, text, found, today)


def _rest(lexicon: Lexicon, line: str, text: Text, found: Sequence[Piece]) -> Part:
    """A line without a thing: a denial, `no known allergies`, a remark, or unknown."""
    words = f" {' '.join(token.word for token in text.tokens)} "
    silent = any(f" {phrase} " in words for phrase in lexicon.neutral)
    denied = any(piece.role in ("denial", "refused", *CLEARS) for piece in found)
    if denied or silent:
        return Part(line, holds="")
    return Part(line, remark=any(piece.role is not None for piece in found))


def _whole_clauses(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where a strength may stand in the middle of a name."""
    for clause in sorted({piece.clause for piece in found}):  # a part in the middle of a name
        here = of_clause(found, clause)
        if any(p.role for p in here):
            continue
        if all(p.part and p.part.recognised for p in here) and not _signed(text, here):
            continue
        if any(p.part and (p.part.unread or p.part.measured) for p in here):
            continue
        at = clause_places(text.tokens, clause)
        if any(p.end - p.start == len(at) and p.part and p.part.named for p in here):
            continue  # all of it is one name that is asked about: `needed Narcan`
        name = lexicon.without_beside(text.tokens[n].word for n in at)
        part = known(lexicon, name, text.between(at[0], at[-1] + 1))
        last = name.rpartition(" ")[2]
        if (
            part is not None
            and not is_mark(name, part)
            and last not in lexicon.grammar.final
            and all(p.part is None or part.key != p.part.key or not part.key for p in here)
        ):
            rest = [piece for piece in found if piece.clause != clause]
            entry = text.tokens[at[0]].entry
            others = [w for n in at if (w := text.tokens[n].word) not in name.split()]
            piece = in_form(lexicon, others, Piece(len(others), len(others), clause, entry, part))
            found = sorted([*rest, piece._replace(start=at[0], end=at[-1] + 1)])
    return settle(lexicon, text, found)


def _signed(text: Text, pieces: Sequence[Piece]) -> bool:
    """Whether things are the parts of one product by the sign between them: `30 mg/naltrexone`."""
    return any(text.tokens[p.start].before.strip() in ("/", "+") for p in pieces[1:])


def _hidden(lexicon: Lexicon, parts: list[Part]) -> list[Part]:
    """The parts, less what is an infant's where its mother is the patient, and less headings.

    `LFTs: ALT 39, AST 31`: what the first word measures is read behind it.
    """
    hides = any(one.hides for part in parts for one in part.named)
    if not hides and not any(part.unread for part in parts):
        return parts
    over = hidden(lexicon, parts)
    read = {_measure(lexicon, part) for part in parts if not part.unread} - {None}
    return [
        part
        for part in parts
        if part not in over and not (part.unread and _heading(lexicon, part) in read)
    ]


def _heading(lexicon: Lexicon, part: Part) -> str:
    """The id of the measure of which a part is the name alone; else nothing."""
    measure = lexicon.measures.get(normalise(part.text))
    return "" if measure is None else measure.id


def _measure(lexicon: Lexicon, part: Part) -> str | None:
    """The id of the measure with whose name a part begins."""
    words = normalise(part.text).split()[:PHRASE]
    measures = (lexicon.measures.get(" ".join(words[:end])) for end in range(len(words), 0, -1))
    return next((measure.id for measure in measures if measure is not None), None)
