"""What reading one record needs at every step: code systems, statuses, references, the day."""

from datetime import date

from ldnref.answers.checking.given import CURRENT, DENIED, PAST, UNCERTAIN, VOID, Code, Given
from ldnref.doors.elements import Systems, texts_of, words_of
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.references import References
from ldnref.knowledge.model_records import RecordWords

#: The standings of records.yaml as an entry's status, the one that counts most first.
_STATUS = {"void": VOID, "denied": DENIED, "past": PAST, "doubt": UNCERTAIN, "now": CURRENT}


class Context:
    """One record, and the words that say how it is written."""

    def __init__(self, words: RecordWords, held: References, today: date) -> None:
        self.words = words
        self.held = held
        self.today = today
        self.systems = Systems(words)
        self._known: dict[object, str] = {}
        self._concepts: dict[str, tuple[tuple[str, ...], tuple[Code, ...]]] = {}
        self.statuses = {one.of: one.standings for one in words.statuses}

    def status(self, *said: tuple[str, object]) -> str:
        """What the words of its statuses make of an entry; none, or a new one: not certain."""
        # Most statuses are words; what is not cannot be a key itself.
        key: object = said
        for _, value in said:
            if not (value is None or isinstance(value, str)):
                key = repr(said)
        if key not in self._known:
            found = {
                self.statuses[of].get(word.strip().lower(), "doubt" if of != "intent" else "now")
                for of, value in said
                for word in words_of(value)
            }
            stands = (status for key, status in _STATUS.items() if key in found)
            self._known[key] = next(stands, UNCERTAIN)
        return self._known[key]

    def flags(self, concept: object) -> list[tuple[str, object]]:
        """What extensions of a concept or of its codings say of how it stands, with their address.

        Codings that are said to stand differently are not certain.
        """
        rows = [concept, *(listed(concept.get("coding")) if isinstance(concept, dict) else ())]
        found: dict[str, set[str]] = {}
        for one in rows:
            for more in listed(one.get("extension")) if isinstance(one, dict) else ():
                of = more.get("url") if isinstance(more, dict) else None
                if isinstance(of, str) and of in self.statuses:
                    coding = {"coding": more.get("valueCoding")}
                    words = words_of(more.get("valueCode")) or words_of(coding)
                    found.setdefault(of, set()).update(words)
        return [(of, min(said) if len(said) == 1 else "") for of, said in found.items()]

    def given(self, one: Resource, kind: str, key: str, concept: object, status: str) -> Given:
        """An entry with the names and codes of one concept."""
        said = str(concept)  # most medicines of a record stand in it more than once
        if said not in self._concepts:
            self._concepts[said] = texts_of(concept), self.systems.codes_of(concept)
        texts, codes = self._concepts[said]
        return Given(kind, texts, codes, status, one.name, f"{one.path}.{key}")
