"""A clinician signs: a sheet, what is filled in, a patch; and no signature outlives its claim."""

import csv
import io
import json
import re
import shutil
import subprocess
from datetime import date
from functools import cache

import pypdf
import pytest
from conftest import BASE, ROOT
from test_page import _chromium, needs_browser

from ldnref.answers import sheet, signatures
from ldnref.formats import sheet_csv, sheet_page, sheet_text
from ldnref.knowledge import counting, model_claims, signing
from ldnref.knowledge.folder import Folder
from ldnref.knowledge.library import open_base, open_whole
from ldnref.knowledge.model_claims import NO_CLAIM, digest, signature
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Applies, Interval, Limit, Regimen, Reviewed, Statement

TODAY = date(2026, 2, 1)
USUAL, CEILING = "dosing-usual", "dosing-ceiling"


@cache
def whole():
    """The whole of the bundled knowledge, read once for all that looks at it."""
    return open_whole()


@pytest.fixture
def own(tmp_path):
    """The invented base in a folder that a test may sign: no signature enters the repository."""
    return shutil.copytree(BASE, tmp_path / "own")


def _table(base, topic="dosing"):
    """The rows of a sheet as a spreadsheet has them, and the columns by name."""
    text = sheet_csv.write(sheet.sheet(base, topic)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    heads = next(row for row in rows if row[:1] == ["id"])
    return rows, {name: n for n, name in enumerate(heads)}


def _filled(base, *, signer=("A. Example", "apple doctor", "2026-02-01"), **boxes):
    """A sheet filled in: by a statement's last word, what stands in which column."""
    rows, at = _table(base)
    for row, typed in zip(rows[3:6], signer, strict=True):
        row[1:] = [typed]
    for row in rows:
        for column, text in boxes.get(row[0].rpartition("-")[2] if row else "", {}).items():
            row[at[column]] = text
    return rows


def _saved(rows, *, between=",", encoding="utf-8-sig", end="\r\n"):
    """The bytes that a spreadsheet writes."""
    file = io.StringIO()
    csv.writer(file, delimiter=between, lineterminator=end).writerows(rows)
    return file.getvalue().encode(encoding)


def _taken(base, today=TODAY, **boxes):
    return signatures.taken(base, sheet_csv.read(_saved(_filled(base, **boxes))), today)


AGREED = {"usual": {"agree": "x"}}


def test_what_is_agreed_to_becomes_a_line_and_nothing_else(ldnref, own, tmp_path, base):
    """The patch applies, the knowledge is valid with it, and the notice counts it."""
    filled, patch = tmp_path / "filled.csv", tmp_path / "signed.patch"
    filled.write_bytes(_saved(_filled(base, **AGREED)))

    ran = ldnref("--data", str(own), "review", "--read", str(filled), "-o", str(patch))

    assert (0, "") == (ran.code, ran.err)
    assert ran.out.startswith("1 signed, 0 to correct, 0 in doubt, 0 refused")
    changed = [line for line in patch.read_text().splitlines() if re.match(r"[+-] ", line)]
    claim = digest(base.statements[USUAL])
    line = f'reviewed: {{by: "A. Example", role: "apple doctor", on: 2026-02-01, claim: {claim}}}'
    assert [f"+        {line}"] == changed
    subprocess.run(["git", "apply", "-p1", patch], cwd=tmp_path, check=True)
    signed = open_whole(own)
    assert Reviewed("A. Example", "apple doctor", TODAY, claim) == signed.statements[USUAL].reviewed
    assert "1 of 29" in signed.about.notice
    assert "1 of 29" in signed.about.notice_short
    assert "1 of 29" in signed.pages["patients"].notice
    shown = json.loads(ldnref("--data", str(own), "dosing", "-f", "json").out)
    first = shown["sections"][0]["statements"][0]
    assert {"by": "A. Example", "role": "apple doctor", "on": "2026-02-01"} == first["reviewed"]
    for shape in ("text", "markdown"):
        assert ", reviewed 2026-02-01" in " ".join(
            ldnref("--data", str(own), "dosing", "--all", "-f", shape).out.split()
        )
    assert re.search(r"dosing +1 of \d+ signed", ldnref("--data", str(own), "review").out)


def test_the_list_and_the_patch_are_one_that_can_be_applied(ldnref, own, tmp_path, base):
    """On standard output `git apply` and `patch` pass over the list, whatever a word says."""
    filled = tmp_path / "filled.csv"
    word = "--- a/own/topics/dosing.yaml\n+++ b/own/topics/dosing.yaml"
    filled.write_bytes(
        _saved(_filled(base, usual={"agree": "x"}, ceiling={"doubt it": "x", "your word": word}))
    )

    ran = ldnref("--data", str(own), "review", "--read", str(filled))

    assert 0 == ran.code
    assert f"#   {CEILING}, line 10: --- a/own" in ran.out
    for command in (["git", "apply", "-p1", "--check"], ["patch", "-p1", "--dry-run"]):
        subprocess.run(
            command, cwd=tmp_path, check=True, input=ran.out.encode(), capture_output=True
        )


def test_each_box_is_taken_for_what_it_says(base):
    """Agreement signs; what is to be corrected, in doubt or said beside is listed with its word."""
    found = _taken(
        base,
        usual={"agree": "X", "your word": "but never more"},
        ceiling={"correct it": "yes", "your word": "2 mg"},
        trial={"doubt it": "TRUE"},
        least={"agree": "FALSE", "doubt it": "0"},
    )

    assert [USUAL] == [*found.signed]
    assert [(CEILING, "2 mg")] == [(one.id, one.word) for one in found.correct]
    assert ["dosing-trial"] == [one.id for one in found.doubt]
    assert [(USUAL, "but never more")] == [(one.id, one.word) for one in found.beside]
    assert () == found.refused
    assert len(base.topics["dosing"].statements) - 3 == found.blank


@pytest.mark.parametrize(
    ("boxes", "because"),
    [
        ({"agree": "x", "doubt it": "x"}, "more than one box"),
        ({"agree": "perhaps"}, "'perhaps' in the box 'agree' is no mark"),
        ({"your word": "wrong"}, "no box is marked"),
        ({"agree": "x", "claim": "v1-0123456789abcdef"}, "its claim has changed"),
        ({"agree": "x", "claim": ""}, "its claim has changed"),
        ({"doubt it": "x", "claim": ""}, "its claim has changed"),
        ({"agree": "x", "what it says": "150 to 300 mg a day"}, "the sheet says something else"),
        ({"agree": "x", "sources": "my own eyes"}, "the sheet says something else"),
        ({"agree": "x", "id": "dosing-nobody"}, "there is no such statement"),
        ({"agree": "x", "id": "dosing-taken-back"}, "it was withdrawn on 2026-01-30"),
        ({"agree": "x", "id": CEILING}, "on more than one line"),
    ],
)
def test_a_line_that_is_not_what_stands_is_refused_with_its_reason(base, boxes, because):
    """Nobody's name comes under what was not reviewed, and no word is lost."""
    found = _taken(base, usual={"your word": "a word", **boxes})

    assert {} == found.signed
    (refused,) = found.refused
    assert because in refused.because
    assert (9, boxes.get("your word", "a word")) == (refused.line, refused.word)


@pytest.mark.parametrize(
    ("signer", "because"),
    [
        (("", "apple doctor", "2026-02-01"), "fill in 'Your name'"),
        (("A. Example", "-", "2026-02-01"), "fill in 'Your role'"),
        (("A. Example", "apple doctor", ""), "fill in 'Day, as 2026-12-31'"),
        (("A. Example", "apple doctor", "02/01/2026"), "can be read one way"),
        (("A. Example", "apple doctor", "2026-02-30"), "can be read one way"),
        (("A. Example", "apple doctor", "2026-02-02"), "lies ahead"),
    ],
)
def test_nobody_signs_without_name_role_and_day(base, signer, because):
    """What is to be corrected is heard all the same."""
    found = _taken(base, signer=signer, usual={"agree": "x"}, ceiling={"correct it": "x"})

    assert {} == found.signed
    assert [because in one.because for one in found.refused] == [True]
    assert [CEILING] == [one.id for one in found.correct]


@pytest.mark.parametrize("typed", ["2026-02-01", "2026/2/1", "1.2.2026", "01.02.2026"])
def test_a_day_is_read_where_it_can_be_read_one_way(base, typed):
    """A spreadsheet may have written it anew."""
    found = _taken(base, signer=("A. Example", "apple doctor", typed), usual={"agree": "x"})

    assert TODAY == found.signed[USUAL].on


def test_a_day_of_two_readings_is_settled_by_an_option(ldnref, tmp_path, base):
    """--on says which it was; a refusal is an exit code, and is told on stderr too."""
    filled = tmp_path / "filled.csv"
    filled.write_bytes(_saved(_filled(base, signer=("A. Example", "doctor", "1/2/2026"), **AGREED)))
    read = ("--data", str(BASE), "review", "--read", str(filled))

    refused = ldnref(*read)

    assert 3 == refused.code
    assert "refused: dosing-usual, line 9: '1/2/2026'" in refused.err
    assert 0 == ldnref(*read, "--on", "2026-02-01").code
    assert 2 == ldnref(*read, "--on", "1/2/2026").code


@pytest.mark.parametrize(
    "saved",
    [
        {},
        {"between": ";"},
        {"between": "\t", "encoding": "utf-16"},
        {"encoding": "utf-8", "end": "\n"},
    ],
    ids=["excel", "excel in Germany", "excel as unicode text", "libreoffice"],
)
def test_what_spreadsheets_write_is_read(base, saved):
    """Commas, semicolons or tabs; with a mark or without; whatever ends a line."""
    rows = _filled(base, usual={"agree": "x", "your word": "µ; “quoted”, and\ntwo lines"})
    wide = max(map(len, rows))
    padded = [row + [""] * (wide - len(row)) for row in rows]

    found = signatures.taken(base, sheet_csv.read(_saved([*padded, [""] * wide], **saved)), TODAY)

    assert [USUAL] == [*found.signed]
    assert ["µ; “quoted”, and\ntwo lines"] == [one.word for one in found.beside]


def test_a_sheet_in_latin_1_is_refused_with_the_cure(ldnref, tmp_path, base):
    """A µ that was read wrongly would be another word."""
    filled = tmp_path / "filled.csv"
    rows = _filled(base, usual={"agree": "x", "your word": "µ"})
    text = [[cell.encode("latin-1", "replace").decode("latin-1") for cell in row] for row in rows]
    filled.write_bytes(_saved(text, encoding="latin-1"))

    ran = ldnref("--data", str(BASE), "review", "--read", str(filled))

    assert (2, "") == (ran.code, ran.out)
    assert "line 9 is not UTF-8: save the sheet as 'CSV UTF-8'" in ran.said


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "no line with the columns"),
        (b"a,b\n", "no line with the columns"),
        (b"id,claim,label\n", "columns are missing: what it says"),
        (b'id,claim\n"' + b"x" * 200_000 + b'"\n', "cannot be read as a table"),
    ],
)
def test_what_is_no_sheet_is_refused_whole(data, because):
    """Nothing of it is guessed."""
    with pytest.raises(sheet_csv.SheetError, match=because):
        sheet_csv.read(data)


def test_a_column_that_stands_there_twice_is_refused(base):
    """Which of two answers counts is nobody's guess."""
    rows = _filled(base, **AGREED)
    head = next(row for row in rows if row[:1] == ["id"])
    head[head.index("signed already")] = "agree"

    with pytest.raises(sheet_csv.SheetError, match="stand there twice: agree"):
        sheet_csv.read(_saved(rows))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(base, sign):
    """A sheet that is opened computes nothing; and what was guarded is read as it was."""
    first = base.topics["dosing"].groups[0]
    says = f"{sign}cmd|' /C calc'!A0"
    odd = first._replace(statements=(first.statements[0]._replace(says=says),))
    topics = {"dosing": base.topics["dosing"]._replace(groups=(odd,))}
    changed = base._replace(topics=topics)

    cells = [cell for row in _table(changed)[0] for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [USUAL] == [*_taken(changed, **AGREED).signed]


#: Another value for each field of a statement, and for what lies within.
OTHERS = {
    "id": ["dosing-other"],
    "label": ["Other"],
    "says": ["Other."],
    "basis": ["expert"],
    "sources": [()],
    "brief": ["other"],
    "value": [
        Quantity("mg", exactly=1),
        Quantity("mg", low=1),
        Quantity("mg", high=1),
        Quantity("mg", under=1),
        Quantity("g", exactly=1),
        Quantity("mg", exactly=1, per="day"),
        Quantity("mg", exactly=1, of="placebo"),
    ],
    "frequency": [(Quantity("%", exactly=1, of="LDN"),)],
    "regimen": [
        Regimen("one", "all"),
        Regimen("one", "some"),
        Regimen("one", "all", start=1),
        Regimen("one", "all", step=1),
        Regimen("one", "all", target=1),
        Regimen("one", "all", every=Interval(7, 7)),
        Regimen("one", "all", every=Interval(7, 14)),
        Regimen("one", "all", doses=(1, 2)),
    ],
    "applies": [Applies(("a",)), Applies((), ("a",)), Applies(("a", "b"))],
    "limit": [Limit(3, None, "mg", "day"), Limit(None, 3, "mg", "day")],
    "severity": ["note", "avoid"],
    "found": ["no-data"],
    "action": ["Act."],
    "asks": ["Why?"],
    "interval": [7],
    "for_patients": ["Plain."],
    "from_full_dose": [True],
    "check": [False],
}


def test_every_field_of_a_statement_is_a_part_of_its_claim_or_named_as_none():
    """A field that is added belongs to the claim without anybody's thinking of it."""
    assert {*Statement._fields} == {*OTHERS} | NO_CLAIM


def test_whatever_belongs_to_a_claim_is_on_the_sheet_and_in_the_digest(base):
    """Nobody signs what was not shown; and no two claims have one digest."""
    plain = Statement("dosing-x", base.about.where, "X", "X.", "trial", (), TODAY)
    claims = [plain, *(plain._replace(**{k: v}) for k, values in OTHERS.items() for v in values)]

    rows = [sheet.row_of(base, one)._replace(heading="", claim="") for one in claims[:]]
    digests = [digest(one) for one in claims]
    same = [n for n, one in enumerate(claims) if one == plain]  # its own sources are none
    assert len(claims) - len(same) + 1 == len(set(digests)) == len(set(rows))


@pytest.mark.parametrize("key", sorted(NO_CLAIM))
def test_what_is_no_part_of_a_claim_ends_no_signature(base, key):
    """A statement that was compared anew, or that moved, is what it was."""
    one = base.statements[USUAL]

    assert digest(one) == digest(one._replace(**{key: date(2020, 1, 1)}))


def test_a_source_that_is_seen_or_placed_otherwise_is_another_claim(base):
    """A signature is of what a claim rests on, too; where the citation stands is not."""
    one = base.statements[USUAL]
    (first, *_) = one.sources

    for changes in ({"at": "page 9"}, {"ref": "other"}, {"seen": "abstract"}):
        assert digest(one) != digest(one._replace(sources=(first._replace(**changes),)))
    moved = first._replace(where=base.about.where)
    assert digest(one) == digest(one._replace(sources=(moved,)))


def test_a_digest_is_the_same_for_ever():
    """Another way of making it would take every signature away."""
    where = open_whole(BASE).about.where
    one = Statement("dosing-x", where, "X", "X.", "trial", (), TODAY, value=Quantity("mg", high=1))

    assert "v1-b59d6ff99a43e858" == digest(one)


def test_a_spreadsheet_takes_no_digest_for_a_number(base):
    """12e45678 would come back as 12E+45678."""
    assert all(re.fullmatch(r"v1-[0-9a-f]{16}", digest(one)) for one in base.statements.values())


def _signed(own, change=("", "")):
    """The folder with its first dose signed, and then changed."""
    file = own / "topics" / "dosing.yaml"
    base = open_whole(own)
    who = Reviewed("A. Example", "apple doctor", TODAY, digest(base.statements[USUAL]))
    text, lost = signing.sign(file.read_text(), base.topics["dosing"], {USUAL: who})
    assert [] == lost
    file.write_text(text.replace(*change))
    return file


@pytest.mark.parametrize(
    "change",
    [
        ("1.50 to 3 mg a day, [red]", "1.50 to 3 mg a day; [red]"),
        ('{low: "1.50", high: "3"', '{low: "1.5", high: "3"'),
        ("at: page 1}", "at: page 3}"),
    ],
    ids=["a word", "a figure", "a place"],
)
def test_a_claim_that_changes_loses_its_signature(ldnref, own, change):
    """Validate refuses it, tells no digest that would do, and nothing is counted or shown."""
    _signed(own, change)

    ran = ldnref("validate", str(own))

    assert 6 == ran.code
    assert "'dosing-usual' is not what A. Example signed" in ran.err
    assert "v1-" not in ran.err
    assert 6 == ldnref("--data", str(own), "dosing").code


def test_a_signature_is_not_carried_to_another_statement(own):
    """What is copied with a line is signed by nobody."""
    base = open_whole(own)
    who = Reviewed("A. Example", "apple doctor", TODAY, digest(base.statements[USUAL]))

    assert who == signature(base.statements[USUAL]._replace(reviewed=who))
    assert signature(base.statements[CEILING]._replace(reviewed=who)) is None


def test_what_was_signed_is_signed_anew_in_its_place(own):
    """The last who signs stands there, once."""
    file = _signed(own)
    topic = open_whole(own).topics["dosing"]
    again = Reviewed('B. "Other"', "pear\\doctor", TODAY, digest(topic.statements[0]))

    text, lost = signing.sign(file.read_text(), topic, {USUAL: again})

    assert [] == lost
    assert 1 == text.count("reviewed:")
    file.write_text(text)
    assert again == open_whole(own).statements[USUAL].reviewed


def test_what_cannot_be_signed_by_a_line_is_told(own, base):
    """An entry on one line is left as it is, and the signature is refused, not lost unseen."""
    file = own / "topics" / "dosing.yaml"
    flow = (
        "  - title: Flow\n    statements:\n      - {id: dosing-flow, label: Pack, says: A letter.,"
        " basis: label, from-full-dose: true,\n         sources: [{ref: label-zorblex, at:"
        " section 9}], checked: 2026-01-31}\n"
    )
    file.write_text(file.read_text().removesuffix("# end\n") + flow)
    changed = open_whole(own)
    who = Reviewed("A. Example", "doctor", TODAY, digest(changed.statements["dosing-flow"]))

    made = signing.patch(changed, own, {"dosing-flow": who})

    assert ("", ("dosing-flow",)) == made
    found = _taken(base, **AGREED)
    left = signatures.without(found, [USUAL])
    assert {} == left.signed
    assert ["its entry is written"] == [one.because[:20] for one in left.refused]


def test_lines_end_as_they_did(own):
    """A file from Windows stays one."""
    file = own / "topics" / "dosing.yaml"
    base = open_whole(own)
    who = Reviewed("A. Example", "doctor", TODAY, digest(base.statements[CEILING]))
    text = file.read_text().replace("\n", "\r\n")

    signed, _ = signing.sign(text, base.topics["dosing"], {CEILING: who})

    assert text.count("\r\n") + 1 == signed.count("\r\n") == signed.count("\n")


def test_the_patch_of_what_comes_with_the_program_is_one_of_data():
    """It is applied in a copy of the repository."""
    base = whole()
    name, statement = next(iter(base.statements.items()))
    who = Reviewed("A. Example", "doctor", TODAY, digest(statement))

    made = signing.patch(base, None, {name: who})

    topic = name.partition("-")[0]
    assert made.diff.startswith(f"--- a/data/topics/{topic}")
    subprocess.run(
        ["git", "apply", "--check"],
        cwd=ROOT,
        check=True,
        input=made.diff.encode(),
        capture_output=True,
    )


def test_every_statement_of_ours_has_room_for_a_signature():
    """Nobody signs, and is told afterwards that it cannot be written down."""
    base = whole()
    all_of_them = {
        one.id: Reviewed("A. Example", "doctor", TODAY, digest(one))
        for one in base.topics["status"].statements
    }

    assert () == signing.patch(base, None, all_of_them).lost


def test_a_sheet_shows_every_statement_with_sources_places_and_boxes(ldnref, tmp_path):
    """As text, as a page and as a table: nothing of the topic is missing."""
    base = whole()
    files = {name: tmp_path / f"sheet.{name}" for name in ("html", "csv")}
    for file in files.values():
        assert 0 == ldnref("review", "dosing", "-o", str(file)).code
    text = ldnref("review", "dosing").out
    table = files["csv"].read_bytes().decode("utf-8-sig")
    page = files["html"].read_text().replace("\u00a0", " ")

    for one in base.topics["dosing"].statements:
        for shown in (text, table, page):
            assert one.id in shown
            assert digest(one) in shown
            assert all(citation.ref in shown for citation in one.sources)
    count = len(base.topics["dosing"].statements)
    assert count == text.count("[ ] agree  [ ] correct it  [ ] doubt it  your word: _")
    assert count == page.count("<i></i>correct it")
    assert max(map(len, text.splitlines())) <= 80


def test_a_sheet_is_text_only(base):
    """Brackets, tags and colons are words on a page; nothing is fetched or run."""
    page = sheet_page.render(sheet.sheet(base, "dosing"))

    assert "[red]not[/red] :tada: more" in page
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import|https?:", page)
    assert "[red]not[/red] :tada: more" in sheet_text.render(sheet.sheet(base, "dosing"), 200)


@pytest.mark.no_cover
@pytest.mark.browser
@needs_browser
def test_no_statement_is_parted_over_two_pages(tmp_path):
    """What is signed is seen whole: its label, its words, its sources and its boxes."""
    page, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    made = sheet.sheet(whole(), "dosing")
    page.write_text(sheet_page.render(made))
    _chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    sides = [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(pdf).pages]

    assert len(sides) >= 3
    for row in made.rows:
        (side,) = (one for one in sides if row.claim in one)
        assert row.says.split(".")[0].replace("\u00a0", " ") in side.replace("\u00a0", " ")
        assert len(row.sources) <= sum(
            side.count(f"({s.split('(')[1].split(')')[0]})") for s in row.sources
        )
    assert [side.count("agree correct it doubt it") for side in sides] == [
        sum(row.claim in side for row in made.rows) for side in sides
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["review", "nothing"], 3, "there are: cautions · dosing"),
        (["review", "-o", "x.csv"], 2, "-o needs the topic"),
        (["review", "dosing", "-o", "x.doc"], 2, "ends in neither .html nor .csv"),
        (["review", "dosing", "--read", "x.csv"], 2, "--read takes no topic"),
        (["review", "dosing", "--on", "2026-02-01"], 2, "--on goes with --read"),
        (["review", "--read", "no such file"], 2, "cannot be read"),
    ],
)
def test_wrong_use_is_told(ldnref, words, code, said):
    """With what would be right."""
    ran = ldnref("--data", str(BASE), *words)

    assert (code, "") == (ran.code, ran.out)
    assert said in ran.err


def test_a_filled_sheet_as_data(ldnref, tmp_path, base):
    """A program gets the lists and the patch; no file is replaced unasked."""
    filled, there = tmp_path / "filled.csv", tmp_path / "there.patch"
    filled.write_bytes(_saved(_filled(base, usual={"agree": "x"}, trial={"correct it": "x"})))
    read = ("--data", str(BASE), "review", "--read", str(filled))
    there.write_text("mine")

    told = json.loads(ldnref(*read, "-f", "json").out)

    assert ([USUAL], ["dosing-trial"]) == (
        told["signed"],
        [one["id"] for one in told["to_correct"]],
    )
    assert told["patch"].startswith("--- a/base/topics/dosing.yaml\n")
    assert 2 == ldnref(*read, "-o", str(there)).code
    assert "mine" == there.read_text()


def test_a_folder_that_cannot_be_counted_says_so(own, base):
    """A topic that nobody asked about hides no answer, and no figure is made up."""
    (own / "topics" / "cautions.yaml").write_text("[")
    here = Folder(own, "own")

    assert counting.count(here, ["dosing", "cautions"]) is None
    assert counting.count(here, ["dosing", "nothing"]) is None
    count = len(base.topics["dosing"].statements)
    assert model_claims.Counted(0, count) == counting.count(here, ["dosing"])
    notice = base.about._replace(notice="{signed} of {statements}")
    assert "? of ?" == counting.with_count(base._replace(about=notice), None).about.notice


def test_a_topic_that_nobody_asked_about_is_counted_as_it_stands(tmp_path, monkeypatch):
    """What was compiled is of the files that were there: one that changed since is counted anew."""
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr("ldnref.knowledge.folder.bundled", lambda: data)
    before = open_base(["dosing"]).about.notice
    total = len(open_whole().statements)
    supply = data / "topics" / "supply.yaml"
    supply.write_text(
        re.sub(r"\n {6}- id: .*?(?=\n {6}- id: )", "", supply.read_text(), count=1, flags=re.DOTALL)
    )

    after = open_base(["dosing"]).about.notice

    assert f"0 of {total}" in before
    assert f"0 of {total - 1}" in after
