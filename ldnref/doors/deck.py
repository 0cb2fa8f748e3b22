"""A judged record → the cards of CDS Hooks: one a finding, one a question, the gravest first.

Where nothing is found there is still a card: an empty list would be read as an all-clear.
"""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.checking.held import NOTE
from ldnref.answers.checking.result import FindingShown
from ldnref.answers.checking.unread import missed
from ldnref.answers.checking.verdict import ASK_FIRST, NOT_CHECKED, NOTHING_HELD, Question
from ldnref.answers.record import Checked, answered, passed_over
from ldnref.formats.characters import clean
from ldnref.formats.markdown import escaped
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_records import RecordWords
from ldnref.knowledge.model_sources import Source

#: How a client marks a card, by what it tells; the gravest first.
_INDICATORS = {
    "contraindicated": "critical",
    "avoid": "warning",
    "caution": "warning",
    ASK_FIRST: "warning",
    NOT_CHECKED: "warning",
    NOTHING_HELD: "info",
}
_ORDER = ("critical", "warning", "info")

#: A summary is shorter than this.
_SUMMARY = 140

Card = dict[str, object]


def deck(base: KnowledgeBase, checked: Checked, key: str) -> list[Card]:
    """The cards of a judged record; `key` is the instance of the hook that asked."""
    answer = answered(base, checked)
    made = _Deck(base, answer, key, list(missed(answer)))
    if answer.result is None:  # a check has one
        raise TypeError(answer.kind)
    cards = [made.found(one) for one in answer.result.findings if one.severity != NOTE]
    cards += [made.asked(one) for one in checked.verdict.questions if one.statement is None]
    if not cards and made.told:
        cards = [made.card(NOT_CHECKED, NOT_CHECKED, sentences.CARD_NOT_WHOLE, [])]
    elif not cards:
        words = [sentences.VERDICTS[NOTHING_HELD]]
        cards = [made.card(NOTHING_HELD, NOTHING_HELD, sentences.CARD_NOTHING, words)]
    return sorted(cards, key=lambda card: _ORDER.index(str(card["indicator"])))


class _Deck:
    """Makes the cards of one answer."""

    def __init__(self, base: KnowledgeBase, answer: Answer, key: str, told: list[str]) -> None:
        self.base = base
        self.answer = answer
        self.key = key
        #: What stands on every card.
        self.told = told
        self.words = base.records or RecordWords()

    def found(self, found: FindingShown) -> Card:
        """A card of a finding: what is the case, what to do, and who says so."""
        names = " + ".join(dict.fromkeys(about.name for about in found.about))
        summary = sentences.CARD_FOUND.format(
            names=names or sentences.CARD_DOSE, severity=found.severity, basis=found.basis
        )
        entries = ", ".join(dict.fromkeys(about.part for about in found.about))
        lines = [entries, found.says]
        if found.action:
            lines.append(f"{sentences.CARD_DO} {found.action}")
        lines += [reason.says for reason in found.reasons if reason.severity != NOTE]
        refs = [place.ref for place in found.sources]
        return self.card(found.id, found.severity, summary, lines, refs)

    def asked(self, asked: Question) -> Card:
        """A card of a question: what may be the case, and what to ask."""
        names = " or ".join(dict.fromkeys(meaning.named.name for meaning in asked.meanings))
        summary = sentences.CARD_ASKED.format(names=names, ask=sentences.ASKS[asked.kind])
        grave = [meaning.severity for meaning in asked.meanings if meaning.severity]
        says = sentences.CARD_IF.format(names=names, severity=grave[0] if grave else NOT_CHECKED)
        waits = [one.says for one in asked.waits]
        refs = [place.ref for one in asked.waits for place in one.sources]
        name = f"{asked.kind}/{names}"
        lines = [asked.item.part.text, says, *dict.fromkeys(waits)]
        return self.card(name, ASK_FIRST, summary, lines, refs)

    def card(
        self, name: str, severity: str, summary: str, lines: list[str], refs: Iterable[str] = ()
    ) -> Card:
        """A card; its uuid is that of the hook's instance and of what it tells."""
        about = self.answer.about
        held = self.base.sources
        links = [_link(held[ref]) for ref in dict.fromkeys(refs) if ref in held]
        first, *rest = (escaped(clean(line)) for line in (*lines, *self.told))
        passed = passed_over(self.answer.record.passed_over) if self.answer.record else None
        more = [escaped(clean(passed))] if passed else []
        paragraphs = [f"**{first}**", *rest, *more, f"_{escaped(about.notice)}_"]
        label = sentences.CARD_SOURCE.format(version=about.version, date=about.date)
        card: Card = {
            "uuid": str(uuid5(NAMESPACE_URL, f"urn:ldnref:{self.key}:{name}")),
            "summary": _short(clean(summary)),
            "detail": "\n\n".join(paragraphs),
            "indicator": _INDICATORS[severity],
            "source": {"label": label},
            "overrideReasons": [
                {"code": one.code, "system": "urn:ldnref:reasons", "display": one.display}
                for one in self.words.reasons
            ],
        }
        found = [link for link in links if link is not None]
        return {**card, "links": found} if found else card


def _link(source: Source) -> dict[str, str] | None:
    """Where a source can be read."""
    url = f"https://doi.org/{source.doi}" if source.doi else source.url
    return {"label": source.name, "url": url, "type": "absolute"} if url else None


def _short(summary: str) -> str:
    """A summary, cut between words where it is too long."""
    if len(summary) < _SUMMARY:
        return summary
    return summary[: summary.rindex(" ", 0, _SUMMARY - 2)] + " …"
