"""The printed pages: one file, nothing fetched, every word escaped, and what each reader needs."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape
from real import REAL

from ldnref.answers import pages
from ldnref.answers.titration.rising import Wanted
from ldnref.answers.titration.told import plan
from ldnref.formats.page import render
from ldnref.later import Later

#: Loaded by the process that reads printed pages.
pypdf, textstat = Later("pypdf"), Later("textstat")

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
#: Where `.ci/run` unpacks axe-core.
AXE = Path(os.environ.get("AXE_CORE", "no axe-core here"))

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="AXE_CORE names no axe-core: see .ci/run")
READERS = ("professionals", "patients")
PLAN = "--regimen ms-uk --from 2026-12-01"


@cache
def _page(reader):
    return _page_of(REAL, reader)


def _page_of(base, reader):
    return render(getattr(pages, reader)(base), reader)


def _plan():
    wanted = Wanted(date(2026, 12, 1), "ms-uk")
    return plan(REAL, wanted)[0]


def _words(reader):
    """A page without bold type and without what holds a number to its unit."""
    return re.sub("</?b>", "", _page(reader)).replace("\u00a0", " ")


class _Links(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [v for k, v in attrs if k in ("src", "href", "srcset", "action", "data")]
        self.found += [k for k, _ in attrs if k.startswith("on")]


@pytest.mark.parametrize("reader", READERS)
def test_a_page_runs_and_fetches_nothing(reader):
    """It opens from a stick, in a ward without a network, and tells nobody."""
    page = _page(reader)

    links = _Links()
    links.feed(page)
    assert [] == links.found
    assert not {"script", "link", "iframe", "img", "object"} & set(links.tags)
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("reader", READERS)
def test_a_page_has_language_title_and_outline(reader):
    """For screen readers, and for whoever looks for it among tabs."""
    page = _page(reader)

    assert '<html lang="en-GB">' in page
    assert f"<title>{escape(REAL.pages[reader].title)}</title>" in page
    links = _Links()
    links.feed(page)
    assert 1 == links.tags.count("h1")
    assert links.tags.count("h2") >= 5
    assert "h3" not in links.tags


def test_whatever_the_knowledge_holds_is_text(base):
    """Brackets, tags and escape codes are words on a page too."""
    page = _page_of(base, "professionals")
    sheet = _page_of(base, "patients")

    assert "Zorblex [for] &lt;those&gt; who give it &amp; :more:" in page
    assert "You may itch &lt;b&gt;a lot&lt;/b&gt;." in sheet


def test_the_page_for_professionals_has_its_parts():
    """Doses drawn, steps, what is barred, the map, the disagreements, sources, notice and date."""
    page = _page("professionals")

    for part in (
        "<svg",
        "MS, charity leaflet",
        "CONTRAINDICATED",
        "Cree 2010",
        "Where sources differ",
        "<h2>Sources</h2>",
        str(escape(REAL.about.notice)),
        f"As of {REAL.about.date}",
    ):
        assert part in page.replace("\u00a0", " "), part


def test_the_page_for_professionals_says_how_sure_the_evidence_is():
    """In GRADE's words, with what to do and who says so."""
    page = " ".join(_words("professionals").split())

    for words in (
        "Multiple sclerosis, symptoms. Very low certainty: one of 2 small trials found gains. Do:",
        "Multiple sclerosis, course. Very low certainty",
        "Fibromyalgia, pain. Low certainty: 3 largest trials: pain as on placebo.",
        "Common harm. Moderate certainty",
    ):
        assert words in page, words


def test_the_page_for_patients_has_only_plain_words():
    """No professional's sentence, and a card to carry."""
    page = _words("patients")

    shown = [s for section in pages.patients(REAL).sections for s in section.statements]
    assert len(shown) >= 30
    for statement in shown:
        assert str(escape(statement.for_patients)) in page
        assert str(escape(statement.says)) not in page
    assert REAL.pages["patients"].card.says in page
    assert str(escape(REAL.pages["patients"].notice)) in page


def test_the_page_for_patients_can_be_read_at_twelve():
    """By Flesch and Kincaid: the whole in the seventh school year, no line past the eighth."""
    plain = [s.for_patients for s in pages.patients(REAL).statements]

    assert textstat.flesch_kincaid_grade(" ".join(plain)) <= 7
    assert [] == [words for words in plain if textstat.flesch_kincaid_grade(words) > 8]


def test_every_plain_word_is_for_the_page():
    """Plain words that no page shows would grow old unseen."""
    answer = pages.patients(REAL)
    shown = {s.id for s in (*answer.statements, *answer.cut_out.statements)}

    assert shown == {s.id for s in REAL.statements.values() if s.for_patients}


def test_a_number_stays_beside_its_unit_on_a_page_too():
    """`4.5` at the end of a line invites a slip."""
    assert "1.5\u00a0mg to 4.5\u00a0mg" in _page("patients")
    assert "Over 3\u00a0mg" in _page("professionals")


def test_a_badge_stands_under_its_own_heading_too():
    """Printed in grey, a heading looks like the next one."""
    _, barred, _ = re.split("<h2>(?:Contraindicated|Dose)</h2>", _page("professionals"))

    assert "Any opioid" in barred
    assert barred.count("<li>") == barred.count('class="badge contraindicated"')


def test_the_page_for_professionals_opens_with_what_is_contraindicated():
    """Who looks at a page for a second sees what forbids, then the dose."""
    first, second, *_ = pages.professionals(REAL).sections

    assert ("Contraindicated", "Dose") == (first.title, second.title)
    assert {"contraindicated"} == {s.severity for s in first.statements}
    assert "<svg" in _page("professionals").split("<h2>Dose</h2>")[1][:9]


def test_no_line_of_the_scale_runs_through_a_figure():
    """Labels and figures stand left of nought."""
    drawn = _page("professionals").split("<svg")[1].split("</svg>")[0]

    ticks = [float(x) for x in re.findall(r'<line x1="([\d.]+)"[^>]*stroke="#c3c9cf"', drawn)]
    figures = [
        float(x) for x in re.findall(r'<text x="(\d+)" y="[\d.]+" text-anchor="end">', drawn)
    ]
    assert len(figures) == len(pages.professionals(REAL).scale.rows)
    assert max(figures) < min(ticks)


@pytest.mark.parametrize("reader", READERS)
def test_no_line_on_paper_points_to_a_command(reader):
    """Nobody can type on a sheet; what the command would show is under a heading."""
    page = _words(reader)

    assert "ldnref " not in page
    assert not re.search(r"\bsee (?:cautions|interactions)\b", page)
    assert "ready to resuscitate." in page or reader == "patients"


def test_the_page_for_patients_begins_with_what_cannot_wait():
    """The ambulance, the card, the doctor of the same day; then: never with an opioid."""
    page = _words("patients")

    heads = re.findall("<h2>(.*?)</h2>", page)
    assert [
        "Call an ambulance, or go to hospital",
        "Alert card",
        "Call a doctor the same day",
        "Never with an opioid",
    ] == heads[:4]
    for sign in ("confused", "hard to wake", "vomit", "watery diarrhoea", "racing heart"):
        assert sign in page.split("</section>")[0]
    assert page.index("Never take LDN with an opioid") < page.index("LDN itself is not an opioid")


def test_every_line_for_patients_has_a_key_word_and_every_key_word_a_line():
    """Who only glances reads the bold; a key word that was reworded would be lost unseen."""
    answer = pages.patients(REAL)
    plain = [s.for_patients for s in answer.statements]

    lost = [word for word in REAL.pages["patients"].bold if not any(word in one for one in plain)]
    assert [] == lost
    lines = re.findall("<li>(.*?)</li>", _page("patients"), re.DOTALL)
    assert len(plain) == len(lines)
    assert [] == [line for line in lines if "<b>" not in line]


@pytest.mark.parametrize("reader", READERS)
def test_the_second_side_begins_with_a_section(reader):
    """A title that was changed in one place only would leave the break out."""
    titles = [section.title for section in REAL.pages[reader].sections]

    assert REAL.pages[reader].overleaf in titles
    assert 1 == _page(reader).count('class="flow overleaf"')


@pytest.mark.parametrize("reader", READERS)
def test_a_page_begins_with_its_notice(reader):
    """Below the card or the sources nobody would read it, and a last side could be lost."""
    page = _page(reader)

    notice = REAL.pages[reader].notice or REAL.about.notice
    page = page.replace("\u00a0", " ")  # figures are glued to what they count
    assert page.index(str(escape(notice))) < page.index("<h2>")


def test_every_study_of_the_map_is_on_the_page():
    """A null study of 341 people does not vanish because its column is not printed."""
    page = _page("professionals")

    names = [row.name for row in pages.professionals(REAL).chart.rows]
    assert [] == [name for name in names if str(escape(name)) not in page]
    assert "Raknes 2017 (n 341)" in page.replace("\u00a0", " ")


@pytest.mark.parametrize("reader", READERS)
def test_a_plan_stands_behind_how_one_starts(reader):
    """Nobody reads doses by dates before the checks that come first."""
    titles = [s.title for s in getattr(pages, reader)(REAL, _plan()).sections]

    before = titles[titles.index("Titration plan, ms-uk") - 1]
    assert before in ("Starting, stepping up, stopping", "How it is taken")


def test_a_page_without_a_card_or_a_notice_of_its_own_is_whole(base):
    """Both are for those who want them."""
    bare = base.pages["patients"]._replace(card=None, notice=None)
    page = _page_of(base._replace(pages={**base.pages, "patients": bare}), "patients")

    assert "I take zorblex." not in page
    assert base.about.notice in page.replace("\u00a0", " ")


def test_notes_and_a_plan_stand_on_the_page(ldnref, tmp_path, monkeypatch):
    """What this reader and this patient need; --no-notes leaves notes out."""
    monkeypatch.setenv("LDNREF_NOTES", str(tmp_path / "notes.yaml"))
    ldnref("notes", "add", "dosing", "Ward <5>\nring twice")

    ran = ldnref("page", "--for", "patients", "-o", "-", "--plan", PLAN)

    assert 0 == ran.code
    assert "Titration plan, ms-uk" in ran.out
    assert ">2027-02-23</td>" in ran.out
    assert "Ward &lt;5&gt;<br>ring twice" in ran.out
    assert "Ward" not in ldnref("page", "-o", "-", "--no-notes").out


def test_a_plan_that_is_refused_makes_no_page(ldnref, tmp_path):
    """The refusal is shown instead."""
    file = tmp_path / "page.html"

    ran = ldnref("page", "-o", str(file), "--plan", "--regimen ms-uk --spasticity")

    assert 5 == ran.code
    assert "Refused" in ran.out
    assert not file.exists()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("--regimen 'ms-uk", "No closing quotation"),
        ("--no-such-option", "No such option"),
        ("--regimen ms-uk --ics x.ics", "takes no --ics"),
        ("", "needs --start and --to"),
    ],
)
def test_words_that_are_no_plan_are_wrong_use(ldnref, plan, said):
    """There is one grammar, and its complaints are the same."""
    ran = ldnref("page", "-o", "-", "--plan", plan)

    assert (2, "") == (ran.code, ran.out)
    assert said in ran.err


def test_a_page_replaces_nothing_unasked(ldnref, tmp_path):
    """A file that is there may be another's."""
    file = tmp_path / "page.html"

    assert 0 == ldnref("page", "-o", str(file)).code
    assert 2 == ldnref("page", "-o", str(file), "--for", "patients").code
    assert "professionals" in file.read_text()
    assert 0 == ldnref("page", "-o", str(file), "--for", "patients", "--force").code
    assert "Alert card" in file.read_text()
    # A folder is no file, whatever is asked.
    assert 2 == ldnref("page", "-o", str(tmp_path), "--force").code


def test_without_the_extra_a_message_says_how_to_get_it(ldnref, monkeypatch):
    """The rest of the program needs nothing more."""
    monkeypatch.delitem(sys.modules, "ldnref.formats.page")
    monkeypatch.setitem(sys.modules, "jinja2", None)

    ran = ldnref("page", "-o", "-")

    assert (2, "") == (ran.code, ran.out)
    assert "pip install 'ldnref[page]'" in ran.err


# In a real browser.


def _chromium(*words):
    return subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    ).stdout


@pytest.fixture(scope="module", params=READERS)
def file(request, tmp_path_factory):
    """A page in a file."""
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(_page(request.param), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["A4", "Letter"])
def printed(request, file):
    """A page as it comes out of a printer."""
    text = file.read_text().replace("@page { margin", f"@page {{ size: {request.param}; margin")
    sheet = file.with_name(f"{request.param}.html")
    sheet.write_text(text)
    pdf = sheet.with_suffix(".pdf")
    _chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", sheet.as_uri())
    return pypdf.PdfReader(pdf)


@pytest.mark.browser
@needs_browser
def test_a_page_prints_on_two_sides_that_are_numbered(printed):
    """One sheet; who holds one of two sides has to see that there is another."""
    sides = [page.extract_text() for page in printed.pages]

    assert 2 == len(sides)
    assert "Two sides" in sides[0]
    assert ["1 / 2", "2 / 2"] == [re.findall(r"\d / \d", side)[-1] for side in sides]


@pytest.mark.browser
@needs_browser
def test_nothing_is_printed_too_small_to_read(printed):
    """Sources at 7.5 points, all else at 9 or more: it is read at arm's length."""
    sizes = set()

    def note(text, current, matrix, _font, size):
        if text.strip():
            sizes.add(round(size * abs(matrix[3] * current[3]), 1))

    for page in printed.pages:
        page.extract_text(visitor_text=note)
    assert sizes
    assert [] == [size for size in sizes if size < 9 and size != 7.5]


#: A telephone, and a screen.
WIDTHS = (360, 1280)


def measured(file, script, widths=WIDTHS):
    """What a script says of the page in frames of these widths; the page itself runs none."""
    page = html.escape(file.read_text(), quote=True)
    frames = (f'<iframe width="{w}" height="2000" data-page="{page}"></iframe>' for w in widths)
    harness = file.with_name("harness.html")
    harness.write_text(
        f"{''.join(frames)}<pre id='said'></pre><script>const told = [];"
        "const frames = [...document.querySelectorAll('iframe')];"
        "for (const frame of frames) { frame.onload = async () => {"
        f"told.push([frame.width, await ({script})(frame.contentWindow)]);"
        "if (told.length === frames.length)"
        "document.getElementById('said').textContent = JSON.stringify(told); };"
        "frame.srcdoc = frame.dataset.page; }</script>",
        encoding="utf-8",
    )
    dom = _chromium("--virtual-time-budget=20000", "--dump-dom", harness.as_uri())
    (said,) = re.findall(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
    found = {int(width): told for width, told in json.loads(html.unescape(said))}
    assert {*widths} == {*found}
    return found


@pytest.mark.browser
@needs_browser
def test_a_page_never_scrolls_sideways(file):
    """It is read on a telephone in a corridor."""
    wide = measured(file, "page => page.document.documentElement.scrollWidth")

    assert {} == {width: found for width, found in wide.items() if found > width}


@pytest.mark.browser
@needs_browser
@needs_axe
def test_axe_finds_nothing_serious(file):
    """Contrast, structure, names: what keeps a page from being read by everybody."""
    axe = json.dumps(AXE.read_text()).replace("</", "<\\/")
    run = (
        f"async page => {{ page.eval({axe}); const r = await page.axe.run();"
        "return r.violations.map(v => [v.impact, v.id, v.nodes.length, v.nodes[0].html]); }"
    )

    found = measured(file, run)

    bad = [(width, v) for width, told in found.items() for v in told]
    assert [] == [(width, v) for width, v in bad if v[0] in ("serious", "critical")]
