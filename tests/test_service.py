"""The local service: the answers of the commands, behind guards that keep others out."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from real import CHECKED as BASE
from records import bundle, order, typed
from test_page import AXE, measured, needs_axe, needs_browser

httpx = pytest.importorskip("httpx", reason="the extra 'serve' is not here")
service = pytest.importorskip("ldnref.doors.service", reason="the extra 'serve' is not here")

from ldnref.knowledge.library import open_base  # noqa: E402 - after what may skip it

TODAY = date(2026, 11, 29)
SERVED = service.Served(BASE, lambda name: open_base((name,)), lambda: TODAY)
SITE = "https://ehr.example"
APP = service.app(SERVED, origins=[SITE])
HOOK = "/cds-services/ldnref-patient-view"


def ask(method, path, host="127.0.0.1:8787", **given):
    """One request to the service, without a port."""

    async def run():
        transport = httpx.ASGITransport(app=APP)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path, **given)

    return asyncio.run(run())


def test_a_list_is_answered_as_the_command_does(ldnref):
    """The JSON of the command, word for word."""
    found = ask("POST", "/v1/check", json={"items": ["tramadol", "MS"], "dose": "4.5 mg"})
    command = ldnref("check", "tramadol", "MS", "--dose", "4.5 mg", "-f", "json")

    assert 200 == found.status_code
    assert json.loads(command.out) == found.json()


ORDER = (
    b'{"resourceType": "MedicationRequest", "status": "active", "intent": "order", '
    b'"medicationCodeableConcept": {"text": %s}}'
)
BODIES = {
    "/v1/check": b'{"items": [%s]}',
    "/v1/record": ORDER,
    HOOK: b'{"hook": "patient-view", "hookInstance": %s, "context": {}, "prefetch": '
    b'{"medications": ' + ORDER.replace(b"%s", b'"naltrexone"') + b"}}",
    HOOK + "/feedback": b'{"feedback": [%s]}',
}


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    "value",
    [
        rb'"\ud800"',
        rb'"\ud83d\ud83d\ude00"',
        rb'"\\\udc00"',
        b"NaN",
        b"1" * 5000,
        b"[" * 100_000 + b"]" * 100_000,  # 5,000 are read by some versions of Python
        b'{"a": 1, "a": 2}',
        b'"\0"',
        b'"\xe9"',
    ],
)
def test_what_is_no_text_of_json_is_refused_in_one_line(path, value):
    """Half of a letter ends in no internal error, wherever it stands."""
    found = ask("POST", path, content=BODIES[path].replace(b"%s", value))

    assert 400 == found.status_code
    assert len(found.text) < 300


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("value", [rb'"\ud83d\ude00"', rb'"a\\ud800"', rb'"\u0000"'])
def test_what_is_text_of_json_is_read(path, value):
    """A letter of two halves is whole, and a backslash is no escape behind another."""
    status = ask("POST", path, content=BODIES[path].replace(b"%s", value)).status_code

    assert status in (200, 412)


def test_a_form_of_other_fields_is_refused():
    """It ends in no internal error."""
    assert 400 == ask("POST", "/check", content=b"x=1&" * 50).status_code


def test_a_topic_is_answered_as_its_command_does(ldnref):
    """The JSON of the command, word for word."""
    command = ldnref("supply", "-f", "json")

    assert json.loads(command.out) == ask("GET", "/v1/topics/supply").json()
    assert "supply" in [one["name"] for one in ask("GET", "/v1/topics").json()["topics"]]


def test_a_record_is_answered_as_the_command_does(ldnref, tmp_path):
    """The JSON of the command, word for word."""
    file = tmp_path / "r.json"
    file.write_bytes(typed(bundle(order("m1", "oxycodone 5 mg"))))
    command = ldnref("record", str(file), "--as-of", TODAY.isoformat(), "-f", "json")
    found = ask("POST", "/v1/record?patient=p1", content=file.read_bytes())

    assert json.loads(command.out) == found.json()


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("POST", "/v1/check", {"content": b"no json"}, 400),
        ("POST", "/v1/check", {"json": []}, 400),
        ("POST", "/v1/check", {"json": {"items": "tramadol"}}, 400),
        ("POST", "/v1/check", {"json": {"items": []}}, 400),
        ("POST", "/v1/check", {"json": {"items": ["x"], "dose": 4}}, 400),
        ("POST", "/v1/check", {"json": {"items": ["x"], "dose": "4,5"}}, 400),
        ("POST", "/v1/check", {"json": {"items": ["x"], "more": 1}}, 400),
        ("POST", "/v1/record", {"content": b"<xml/>"}, 400),
        ("GET", "/v1/topics/none", {}, 404),
        ("GET", "/none", {}, 404),
        ("DELETE", "/v1/check", {}, 405),
        ("POST", "/v1/check", {"content": b" " * 10_000_001}, 413),
    ],
)
def test_what_is_wrong_is_told_as_problem_details(method, path, given, status):
    """RFC 9457; nothing of the body is repeated."""
    found = ask(method, path, **given)

    assert (status, "application/problem+json") == (
        found.status_code,
        found.headers["content-type"],
    )
    assert {"type", "title", "status"} == set(found.json())


def test_a_body_without_a_length_is_limited_too():
    """Chunk by chunk."""

    async def chunks():
        for _ in range(12):
            yield b" " * 1_000_000

    assert 413 == ask("POST", "/v1/check", content=chunks()).status_code


def test_the_description_names_every_answer():
    """OpenAPI 3.1, with the schema of each kind of answer."""
    found = ask("GET", "/openapi.json").json()

    assert found["openapi"].startswith("3.1")
    assert {"/v1/check", "/v1/record", "/v1/topics/{topic}", "/cds-services/{id}"} <= set(
        found["paths"]
    )
    assert {"check", "record", "topic", "problem"} == set(found["components"]["schemas"])


def test_an_answer_is_what_its_description_says():
    """The schema that is handed out is the one that holds."""
    jsonschema = pytest.importorskip("jsonschema")
    found = ask("GET", "/openapi.json").json()["components"]["schemas"]
    checked = ask("POST", "/v1/check", json={"items": ["tramadol"]}).json()
    read = ask("POST", "/v1/record", content=typed(bundle(order("m1", "oxycodone")))).json()

    jsonschema.validate(checked, found["check"])
    jsonschema.validate(read, found["record"])


def test_discovery_and_a_hook():
    """What is offered can be called; feedback is acknowledged and dropped."""
    offered = [one["id"] for one in ask("GET", "/cds-services").json()["services"]]
    request = {
        "hook": "patient-view",
        "hookInstance": "i",
        "context": {"patientId": "p1"},
        "prefetch": {
            "medications": bundle(order("m1", "naltrexone 4.5 mg"), order("m2", "oxycodone"))
        },
    }

    assert "ldnref-patient-view" in offered
    assert "critical" == ask("POST", HOOK, json=request).json()["cards"][0]["indicator"]
    assert {} == ask("POST", f"{HOOK}/feedback", json={"feedback": []}).json()


@pytest.mark.parametrize(
    ("path", "given", "status", "code"),
    [
        (HOOK, {"json": {"hook": "patient-view", "context": {}}}, 412, "required"),
        (HOOK, {"json": {"hook": "order-sign", "context": {}}}, 400, "processing"),
        (HOOK, {"content": b"{"}, 400, "invalid"),
        ("/cds-services/none", {"json": {}}, 404, "processing"),
        ("/cds-services/none/feedback", {"json": {}}, 404, "processing"),
        (f"{HOOK}/feedback", {"content": b"x"}, 400, "invalid"),
    ],
)
def test_what_is_wrong_with_a_hook_is_an_operation_outcome(path, given, status, code):
    """As FHIR says it."""
    found = ask("POST", path, **given)

    assert (status, code) == (found.status_code, found.json()["issue"][0]["code"])


def test_only_listed_sites_may_ask():
    """CORS by a list; another site's page is refused, and so is another name of this machine."""
    listed = ask("GET", "/cds-services", headers={"Origin": SITE})
    preflight = ask(
        "OPTIONS", HOOK, headers={"Origin": SITE, "Access-Control-Request-Method": "POST"}
    )
    own = ask("GET", "/", headers={"Origin": "http://127.0.0.1:8787"})

    assert SITE == listed.headers["access-control-allow-origin"]
    assert (204, b"", "GET, POST") == (
        preflight.status_code,
        preflight.content,
        preflight.headers["access-control-allow-methods"],
    )
    assert 200 == own.status_code
    assert 403 == ask("GET", "/", headers={"Origin": "https://evil.example"}).status_code
    assert 403 == ask("OPTIONS", HOOK, headers={"Origin": "null"}).status_code
    assert 421 == ask("GET", "/", host="evil.example").status_code
    assert 200 == ask("GET", "/", host="localhost:1").status_code
    assert 200 == ask("GET", "/", host="[::1]:8787").status_code


def test_every_response_has_its_headers_and_no_cookie():
    """No script, no frame, nothing kept."""
    for found in (ask("GET", "/"), ask("GET", "/none"), ask("GET", "/", host="evil.example")):
        assert "default-src 'none'" in found.headers["content-security-policy"]
        assert ("no-store", "nosniff") == (
            found.headers["cache-control"],
            found.headers["x-content-type-options"],
        )
        assert "set-cookie" not in found.headers


def test_an_error_of_ours_quotes_nothing(capsys):
    """Neither the list nor a traceback leaves."""
    broken = service.app(SERVED._replace(today=lambda: 1 / 0))

    async def run():
        transport = httpx.ASGITransport(app=broken)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/v1/check", json={"items": ["Halloway's list"]})

    found = asyncio.run(run())

    assert (500, "internal error: nothing was answered") == (
        found.status_code,
        found.json()["title"],
    )
    assert "ldnref: internal error: ZeroDivisionError\n" == capsys.readouterr().err


def test_the_page_works_without_scripts():
    """A form, the card below it, and what was typed as text."""
    empty = ask("GET", "/")
    filled = ask("POST", "/check", data={"list": "tramadol 50 mg\n<b>x</b>", "dose": "4.5 mg"})

    assert "<script" not in empty.text + filled.text
    assert '<label for="list">' in empty.text
    assert "CONTRAINDICATED" in filled.text
    assert "&lt;b&gt;x&lt;/b&gt;" in filled.text
    assert "tramadol 50 mg\n&lt;b&gt;" in filled.text
    assert "text/css; charset=utf-8" == ask("GET", "/style.css").headers["content-type"]


def test_the_page_says_what_is_wrong_with_the_form():
    """And keeps what was typed."""
    for fields, says in (
        ({"list": " "}, "nothing to check"),
        ({"list": "tramadol", "dose": "4,5"}, "a comma may be"),
    ):
        found = ask("POST", "/check", data=fields)
        assert 400 == found.status_code
        assert re.search(rf'role="alert">[^<]*{re.escape(says)}', found.text)


def test_another_address_needs_leave(ldnref):
    """Nobody else is served by accident."""
    others = ldnref("serve", "--host", "0.0.0.0")  # noqa: S104 - refused
    anyone = ldnref("serve", "--origin", "*")

    assert (2, 2) == (others.code, anyone.code)
    assert "needs --allow-remote" in " ".join(others.err.split())
    assert "'*' is not a site" in " ".join(anyone.err.split())


def test_without_the_extra_a_message_says_how_to_get_it(ldnref, monkeypatch):
    """The rest of the program needs nothing more."""
    monkeypatch.delitem(sys.modules, "ldnref.doors.service")
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "starlette.applications", None)

    ran = ldnref("serve")

    assert (2, "") == (ran.code, ran.out)
    assert "pip install 'ldnref[serve]'" in " ".join(ran.err.split())


def test_an_operation_outcome_is_one_of_r4():
    """Read by a strict model of FHIR R4B, where it is installed."""
    r4 = pytest.importorskip("fhir.resources.R4B.operationoutcome", reason="not installed")
    found = ask("POST", HOOK, json={"hook": "patient-view", "context": {}})

    assert "error" == r4.OperationOutcome.model_validate_json(found.text).issue[0].severity


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The service as its users run it: a process of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    told = tmp_path_factory.mktemp("served") / "err.txt"
    with told.open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "ldnref", "serve", "--port", str(number)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            stderr=err,
        )
        try:
            for _ in range(600):
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", number)) == 0:
                        break
                time.sleep(0.1)  # there is nothing else to wait for
            yield number, told
        finally:
            process.terminate()
            process.wait(20)


def test_it_listens_and_logs_nothing(port):
    """Over a real connection; what was asked is not written anywhere."""
    number, told = port
    body = json.dumps({"items": ["tramadol Halloway"]}).encode()
    address = f"http://127.0.0.1:{number}/v1/check"
    request = urllib.request.Request(address, data=body)
    with urllib.request.urlopen(request, timeout=30) as found:  # noqa: S310 - our own address
        outcome = json.load(found)["outcome"]

    assert "contraindicated" == outcome
    assert f"ldnref: listening on http://127.0.0.1:{number}/; Ctrl-C ends it\n" == told.read_text()


@pytest.mark.browser
@needs_browser
@needs_axe
def test_the_page_is_readable_for_everybody(tmp_path):
    """Nothing that axe calls serious, empty and filled in, on a telephone and on a screen."""
    look = f"<style>{ask('GET', '/style.css').text}</style>"
    axe = json.dumps(AXE.read_text()).replace("</", "<\\/")
    run = (
        f"async page => {{ page.eval({axe}); const r = await page.axe.run();"
        "return r.violations.map(v => [v.impact, v.id, v.nodes.length, v.nodes[0].html]); }"
    )
    lists = {"list": "tramadol 50 mg\nwhatnot\nMS", "dose": "4.5 mg"}
    for found in (ask("GET", "/"), ask("POST", "/check", data=lists)):
        file = tmp_path / "page.html"
        file.write_text(found.text.replace('<link rel="stylesheet" href="style.css">', look))
        for told in measured(file, run, widths=(320, 1000)).values():
            assert [] == [one for one in told if one[0] in ("serious", "critical")]
