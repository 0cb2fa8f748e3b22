"""The keys of records.yaml, and the lines of codes/: how record systems write what a list says."""

from ldnref.knowledge import model_records
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem, Where
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.yaml_nodes import Node

#: How an entry may stand; a void one is none.
STANDINGS = ("now", "doubt", "past", "denied", "void")

#: What stands in a line of codes, parted by tabs.
_COLUMNS = 3


def read_records(text: str, file: str) -> tuple[model_records.RecordWords | None, list[Problem]]:
    """Read data/records.yaml."""
    return read_file(text, file, _records)


def _records(reader: Reader, root: Node) -> model_records.RecordWords:
    codes = ("absent", "untold", "answered", "denied")
    needed = ("systems", "statuses", *codes, "unsure", "tags", "observations")
    hooks = ("watched", "reasons", "services", "prefetch")
    more = (
        "none-taken",
        "placeholders",
        "sections",
        "looked-for",
        "fades",
        "answered-no",
        "passed-over",
        "measured",
        "titles",
    )
    get = reader.fields(root, (*needed, *hooks), more).get
    return model_records.RecordWords(
        systems=reader.items(get("systems"), lambda item: _system(reader, item)),
        statuses=reader.items(get("statuses"), lambda item: _statuses(reader, item)),
        absent=reader.maybe_words(get("absent")),
        untold=reader.maybe_words(get("untold")),
        answered=reader.maybe_words(get("answered")),
        answered_no=reader.maybe_words(get("answered-no")),
        denied=reader.items(get("denied"), lambda item: _denial(reader, item)),
        none_taken=reader.maybe_words(get("none-taken")),
        placeholders=reader.maybe_words(get("placeholders")),
        sections=reader.items(get("sections"), lambda item: _section(reader, item)),
        unsure=reader.maybe_words(get("unsure")),
        looked_for=reader.maybe_words(get("looked-for")),
        fades=reader.days(get("fades")),
        passed_over=reader.texts(get("passed-over")),
        tags=reader.maybe_words(get("tags")),
        measured=reader.maybe_words(get("measured")),
        titles=reader.maybe_words(get("titles")),
        observed=reader.items(get("observations"), lambda item: _observed(reader, item)),
        watched=reader.texts(get("watched")),
        reasons=reader.items(get("reasons"), lambda item: _reason(reader, item)),
        services=reader.items(get("services"), lambda item: _service(reader, item)),
        prefetch=reader.items(get("prefetch"), lambda item: _prefetch(reader, item)),
        where=reader.where(root),
    )


def _reason(reader: Reader, node: Node) -> model_records.OverrideReason:
    fields = reader.fields(node, ("code", "display"))
    return model_records.OverrideReason(
        reader.text(fields.get("code")), reader.prose(fields.get("display"))
    )


def _service(reader: Reader, node: Node) -> model_records.Service:
    fields = reader.fields(node, ("id", "hook", "title", "description"))
    return model_records.Service(
        id=reader.text(fields.get("id")),
        hook=reader.text(fields.get("hook")),
        title=reader.prose(fields.get("title")),
        description=reader.prose(fields.get("description")),
    )


def _prefetch(reader: Reader, node: Node) -> model_records.Prefetch:
    fields = reader.fields(node, ("key", "query", "kinds"), ("needed",))
    return model_records.Prefetch(
        key=reader.text(fields.get("key")),
        query=reader.text(fields.get("query")),
        kinds=reader.texts(fields.get("kinds")),
        needed=reader.yes_or_no(fields.get("needed")),
    )


def _system(reader: Reader, node: Node) -> model_records.System:
    fields = reader.fields(node, ("name", "addresses"), ("whole", "behind"))
    return model_records.System(
        name=reader.text(fields.get("name")),
        addresses=reader.maybe_words(fields.get("addresses")),
        whole=reader.yes_or_no(fields.get("whole")),
        behind=reader.maybe_text(fields.get("behind")) or "",
    )


def _statuses(reader: Reader, node: Node) -> model_records.Statuses:
    fields = reader.fields(node, ("of",), STANDINGS)
    standings = {
        word: standing
        for standing in STANDINGS
        for word in reader.maybe_words(fields.get(standing))
    }
    return model_records.Statuses(reader.text(fields.get("of")), standings)


def _denial(reader: Reader, node: Node) -> model_records.Denial:
    fields = reader.fields(node, ("codes", "of"))
    return model_records.Denial(
        reader.maybe_words(fields.get("codes")), reader.text(fields.get("of"))
    )


def _section(reader: Reader, node: Node) -> model_records.ListedIn:
    fields = reader.fields(node, ("codes", "of"))
    return model_records.ListedIn(
        reader.maybe_words(fields.get("codes")), reader.text(fields.get("of"))
    )


def _observed(reader: Reader, node: Node) -> model_records.Observed:
    more = ("codes", "unless", "measure", "of", "due", "took", "no-to", "units")
    fields = reader.fields(node, ("names",), more)
    return model_records.Observed(
        where=reader.where(node),
        codes=reader.maybe_words(fields.get("codes")),
        names=reader.maybe_words(fields.get("names")),
        unless=reader.maybe_words(fields.get("unless")),
        measure=reader.maybe_text(fields.get("measure")),
        of=reader.texts(fields.get("of")),
        due=reader.yes_or_no(fields.get("due")),
        took=reader.yes_or_no(fields.get("took")),
        no_to=reader.number(fields.get("no-to")),
        units=reader.maybe_words(fields.get("units")),
    )


def read_codes(text: str, file: str) -> tuple[tuple[model_records.CodeLine, ...], list[Problem]]:
    """Read a file of data/codes/: comments, then a code, ids and the code's own name in a line.

    The file's name is that of the system.
    """
    system = file.rpartition("/")[2].partition(".")[0]
    found: list[model_records.CodeLine] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != _COLUMNS or not all(fields):
            problems.append(Problem(file, number, 1, "expected a code, ids and the code's name"))
        elif not line.replace("\t", "").isprintable():
            problems.append(Problem(file, number, 1, "holds a hidden character: take it out"))
        elif fields[0] in seen:
            problems.append(Problem(file, number, 1, f"the code {fields[0]!r} stands twice"))
        else:
            seen.add(fields[0])
            ids = tuple(one.strip() for one in fields[1].split(";"))
            where = Where(file, number, 1)
            found.append(model_records.CodeLine(system, fields[0], ids, fields[2], where))
    return tuple(found), problems
