"""The door for assistants: the SDK's own client asks it, in memory, as a child, over HTTP."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from socket import create_connection, create_server

import anyio
import httpx
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ldnref import check
from ldnref.cli.assistants import choices, desk
from ldnref.formats.schema import schema
from ldnref.later import Later

#: Loaded by the process that runs these tests, and not where they are collected only.
mcp, stdio, door = Later("mcp"), Later("mcp.client.stdio"), Later("ldnref.doors.mcp")

#: The version of the protocol without sessions, and the one before it.
MODES = ("auto", "legacy")
TOOLS = [
    "ldn_check_patient",
    "ldn_topic",
    "ldn_interactions",
    "ldn_evidence",
    "ldn_titration",
    "ldn_search",
    "ldn_disagreement",
    "ldn_cite",
]
ITEMS = ["tramadol", "Rebif", "Foobarin"]
RECORD = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "resource": {
                "resourceType": "MedicationRequest",
                "id": "m1",
                "status": "active",
                "intent": "order",
                "subject": {"reference": f"Patient/{patient}"},
                "medicationCodeableConcept": {"text": "tramadol 50 mg"},
            }
        }
        for patient in ("a", "b")
    ],
}
#: A call, and the command whose JSON it gives.
ASKED = [
    ("ldn_check_patient", {"items": ITEMS, "dose": "4.5mg"}, ["check", *ITEMS, "--dose", "4.5mg"]),
    ("ldn_check_patient", {"conditions": ["cirrhosis"]}, ["check", "cirrhosis"]),
    ("ldn_topic", {"topic": "dosing"}, ["dosing"]),
    ("ldn_topic", {"topic": "dosing", "condition": "ms"}, ["dosing", "--condition", "ms"]),
    ("ldn_topic", {"topic": "titration", "words": "ms-uk"}, ["titration", "ms-uk"]),
    ("ldn_topic", {"topic": "side-effects", "words": "dreams"}, ["side-effects", "dreams"]),
    ("ldn_topic", {"topic": "evidence", "words": "cree"}, ["evidence", "cree"]),
    ("ldn_topic", {"topic": "interactions"}, ["interactions"]),
    ("ldn_interactions", {"names": ["Rebif", "liver"]}, ["interactions", "Rebif", "liver"]),
    ("ldn_interactions", {}, ["interactions"]),
    ("ldn_evidence", {}, ["evidence"]),
    ("ldn_evidence", {"study": "cree"}, ["evidence", "cree"]),
    ("ldn_evidence", {"condition": "ms", "since": 2010}, "evidence --condition ms --since 2010"),
    ("ldn_titration", {}, ["titration"]),
    (
        "ldn_titration",
        {"regimen": "ms-uk", "begins": "2026-12-01"},
        "titration --regimen ms-uk --from 2026-12-01",
    ),
    (
        "ldn_titration",
        {"start": "1.5mg", "step": "1.5mg", "every": "14d", "to": "9mg"},
        "titration --start 1.5mg --step 1.5mg --every 14d --to 9mg",
    ),
    ("ldn_search", {"words": "missed dose"}, ["search", "missed", "dose"]),
    ("ldn_disagreement", {}, ["disagreements"]),
    ("ldn_disagreement", {"point": "interval"}, ["disagreements", "interval"]),
]
#: What is wrong with a call, and what is said of it.
WRONG = [
    ("ldn_check_patient", {}, "name at least one medicine or condition"),
    ("ldn_check_patient", {"items": "tramadol"}, "items is a list of texts."),
    ("ldn_check_patient", {"items": [1]}, "items is a list of texts."),
    ("ldn_check_patient", {"item": ["tramadol"]}, "takes no 'item'. Did you mean items?"),
    ("ldn_check_patient", {"items": ["tramadol"], "dose": "much"}, "dose much: "),
    ("ldn_check_patient", {"items": ["tramadol"], "as_of": "2026-01-01"}, "are of a record"),
    ("ldn_check_patient", {"items": ["tramadol"], "record": RECORD}, "give one of them"),
    ("ldn_check_patient", {"record": 7}, "record is FHIR JSON"),
    ("ldn_check_patient", {"record": "<xml/>"}, "XML: FHIR is read as JSON only"),
    ("ldn_check_patient", {"record": RECORD}, "choose one with patient"),
    ("ldn_check_patient", {"record": RECORD, "as_of": "soon"}, "as_of 'soon' is not a day"),
    ("ldn_topic", {}, "ldn_topic needs topic."),
    ("ldn_topic", {"topic": "doses"}, "topic is one of: dosing, titration"),
    ("ldn_topic", {"topic": "supply", "condition": "ms"}, "supply takes no condition"),
    ("ldn_topic", {"topic": "dosing", "words": "zzxy"}, "dosing holds nothing on 'zzxy'"),
    ("ldn_interactions", {"names": ["tramadl"]}, "near: tramadol (an opioid): ldn_interactions"),
    ("ldn_interactions", {"names": [" "]}, "an empty name"),
    ("ldn_evidence", {"study": "Kree 2010"}, "'Kree 2010' is not in this reference."),
    ("ldn_evidence", {"since": "lately"}, "since is a whole number."),
    ("ldn_titration", {"spasticity": "no"}, "spasticity is true or false."),
    ("ldn_titration", {"regimen": "ms-ku"}, "there are: "),
    ("ldn_titration", {"own": True}, "ldn_titration takes no 'own'"),
    ("ldn_search", {"words": " "}, "ldn_search needs words."),
    ("ldn_disagreement", {"point": "no such point"}, "what there is: ldn_disagreement"),
    ("ldn_cite", {"sources": ["Cree 1066"]}, "what there is: ldnref://sources"),
    ("ldn_cite", {"sources": ["cree"], "style": "mla"}, "style is one of: text, bibtex"),
]


@cache
def made():
    return door.server(desk(None), choices(None), "1")


def with_client(ask, mode="auto", to=None):
    """What `ask` gets from a client."""

    async def run():
        async with mcp.Client(to or made(), mode=mode) as client:
            try:
                return await ask(client)
            except mcp.MCPError as error:  # raised here, it would come out in groups
                return error

    result = anyio.run(run)
    if isinstance(result, mcp.MCPError):
        raise result
    return result


def called(name, arguments, **how):
    return with_client(lambda client: client.call_tool(name, arguments), **how)


@pytest.fixture(scope="module")
def asked():
    """The result of each of these calls, whole or short: put once, and looked at by several."""

    @cache
    def result(number, *, whole):
        name, arguments, _ = ASKED[number]
        return called(name, {**arguments, "everything": True} if whole else arguments)

    return result


def text(result):
    (content,) = result.content
    return content.text


@pytest.fixture(scope="module")
def tools():
    """The tools as they are listed."""
    listed = with_client(lambda client: client.list_tools()).tools
    return [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in listed]


def test_the_tools_are_listed_alike_in_both_versions_of_the_protocol(tools):
    """Old clients and new ones are offered the same, and all of it only reads, and only here."""
    old = with_client(lambda client: client.list_tools(), mode="legacy").tools

    assert TOOLS == [one["name"] for one in tools]
    assert tools == [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in old]
    for one in tools:
        hints = {"readOnlyHint": True, "destructiveHint": False, "openWorldHint": False}
        assert hints.items() <= one["annotations"].items()
        Draft202012Validator.check_schema(one["inputSchema"])
        Draft202012Validator.check_schema(one["outputSchema"])


def test_the_list_of_tools_is_short(tools):
    """An assistant pays for it in every conversation: at three characters a token, 2,500 tokens."""
    assert 2500 * 3 > len(json.dumps(tools, separators=(",", ":"), ensure_ascii=False))


@pytest.mark.parametrize("mode", MODES)
def test_clients_are_told_what_it_is_not(mode):
    """Instructions come with the first answer of the server."""

    async def instructions(client):
        return client.instructions

    told = with_client(instructions, mode=mode)
    assert "no clinician" in told
    assert "no evidence of safety" in told
    assert "what was not checked" in told


EACH = pytest.mark.parametrize("number", range(len(ASKED)), ids=[str(one[:2]) for one in ASKED])


@EACH
def test_a_result_is_the_json_of_the_command_and_its_card(shown, asked, number):
    """There is one answer: programs read the command's JSON, people and models its card."""
    words = ASKED[number][2]
    words = words.split() if isinstance(words, str) else words
    expected = json.loads(shown(words, "json").out)

    result = asked(number, whole=True)

    assert not result.is_error
    assert expected == result.structured_content
    Draft202012Validator(schema(expected["kind"])).validate(result.structured_content)
    card = text(result)
    assert f"as of {expected['knowledge']['date']}." in card
    assert "For professionals. Off-label." in card
    if any(section["statements"] for section in expected["sections"]):
        assert "Sources: 1 " in card
    assert 900 * 2.5 > len(card)  # figures make short tokens


@EACH
def test_a_result_is_as_short_as_its_card_unless_all_is_asked_for(asked, number):
    """What is left out is counted by its key; the schema of the command holds all the same."""
    short, whole = asked(number, whole=False), asked(number, whole=True)
    told, data = short.structured_content, whole.structured_content

    assert 64_000 > len(json.dumps(told))
    assert "left_out" not in data
    for key in ("studies", "disagreements", "sources", "lines"):
        assert len(data.get(key, ())) == len(told.get(key, ())) + told["left_out"].get(key, 0)
    for key in ("unrecognised", "ambiguous", "findings", "not_mentioned", "outcome", "complete"):
        assert data.get(key) == told.get(key)
    held = [one for section in data["sections"] for one in section["statements"]]
    kept = {one["id"] for section in told["sections"] for one in section["statements"]}
    assert kept >= {one["id"] for one in held if one["severity"] == "contraindicated"}
    Draft202012Validator(schema(told["kind"])).validate(told)


def test_every_source_of_a_short_result_is_in_it():
    """A statement without the name of its source is hearsay."""
    told = called("ldn_topic", {"topic": "cautions"}).structured_content
    refs = {one["ref"] for s in told["sections"] for t in s["statements"] for one in t["sources"]}

    assert refs
    assert refs <= set(told["sources"])


def test_a_check_says_first_what_was_not_checked():
    """A reader who stops after one line has read what matters most."""
    arguments = {"items": ["Foobarin", "Tylenol", "tramadol"], "dose": "4.5 mg"}

    result = called("ldn_check_patient", arguments)

    lines = text(result).splitlines()
    assert [
        "Not recognised, so not checked: Foobarin.",
        "Unclear, to be asked before anything else: Tylenol.",
        "Not mentioned, so not checked: Spasticity.",
    ] == lines[:3]
    assert ["complete", "unrecognised"] == list(result.structured_content)[:2]
    assert result.structured_content["complete"] is False
    assert "CONTRAINDICATED" in text(result)


def test_a_record_is_checked_as_the_command_checks_it(ldnref, tmp_path):
    """A FHIR record is read as `ldnref record` reads it, as an object or as text."""
    file = tmp_path / "record.json"
    file.write_text(json.dumps(RECORD))
    words = ["record", str(file), "--patient", "a", "--as-of", "2026-11-29", "--format", "json"]
    expected = json.loads(ldnref(*words).out)
    asked = {"patient": "a", "as_of": "2026-11-29", "everything": True}

    for record in (RECORD, json.dumps(RECORD)):
        result = called("ldn_check_patient", {"record": record, **asked})
        assert expected == result.structured_content
    assert "contraindicated" == result.structured_content["outcome"]
    assert text(result).startswith("# LDN for this patient: **CONTRAINDICATED**")


def test_a_record_with_gaps_and_a_death_says_both_first():
    """What is missing, and that the patient has died, come before any finding."""
    patient = {"resourceType": "Patient", "id": "a", "deceasedDateTime": "2026-01-02"}
    first = {"resource": {**RECORD["entry"][0]["resource"], "medicationCodeableConcept": {}}}
    record = {**RECORD, "entry": [{"resource": patient}, first]}

    lines = text(called("ldn_check_patient", {"record": record})).splitlines()

    assert "this record says that the patient died on 2026-01-02." == lines[0]
    assert lines[1].startswith("The record is not whole: ")


@pytest.mark.parametrize(("name", "arguments", "says"), WRONG, ids=lambda one: str(one)[:40])
def test_what_is_wrong_is_said_in_words_with_the_right_call(name, arguments, says):
    """A model mends its call from what it reads; nothing is half told."""
    result = called(name, arguments)

    assert result.is_error
    assert says in text(result)
    assert f"\nCall: {name}(" in text(result)
    assert "Error executing" not in text(result)
    assert " --" not in text(result)
    assert result.structured_content is None


def test_a_tool_that_is_not_there_is_refused_with_those_that_are():
    """The names to choose from stand in the error."""
    with pytest.raises(mcp.MCPError, match="there are: ldn_check_patient, ldn_topic"):
        called("ldn_prescribe", {})


def test_part_of_the_names_not_known_is_said_first():
    """What is held on the others is still told."""
    shown = text(called("ldn_interactions", {"names": ["tramadol", "Foobarin"]}))

    assert shown.startswith("'Foobarin' is not in this reference: not checked.\n")
    assert "# LDN and tramadol: **CONTRAINDICATED**" in shown


def test_a_shorter_name_is_answered_and_that_is_said():
    """Whoever asks for `cree` reads which study that was taken for."""
    assert text(called("ldn_evidence", {"study": "cree"})).startswith("'cree' is taken for cree-")


def test_a_line_that_is_a_dash_is_a_line():
    """On the command line it stands for standard input, which here carries the protocol."""
    result = called("ldn_check_patient", {"items": ["-"]})

    assert ["-"] == [one["part"] for one in result.structured_content["unrecognised"]]


def test_what_hides_in_a_text_is_taken_out():
    """A result is data: no character of it turns a screen round or begins another line."""
    result = called("ldn_check_patient", {"items": ["Foo\u202ebarin\u0007"]})

    shown = text(result) + json.dumps(result.structured_content, ensure_ascii=False)
    assert "\u202e" not in shown
    assert "\u0007" not in shown
    assert "Foo barin" in shown


def test_the_cards_name_no_command_that_an_assistant_cannot_run(asked):
    """What a card points to is a tool, a resource, or the data beside it."""
    for number in range(len(ASKED)):
        assert [] == re.findall(r"ldnref (?!here)[a-z-]+", text(asked(number, whole=False)))


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json", "ris"])
def test_sources_are_cited_as_the_command_cites_them(ldnref, style):
    """The words of the citation, the same as data, and whose knowledge it is."""
    words = ["cree", "seed-verywell", "cree-2010"]

    result = called("ldn_cite", {"sources": words, "style": style})

    assert ldnref("cite", *words, "--style", style).out == result.structured_content["text"]
    ids = [one["id"] for one in result.structured_content["csl_json"]]
    assert ["cree-2010", "seed-verywell"] == ids
    assert text(result).startswith(result.structured_content["text"])
    assert "as of 2" in text(result)


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("topics", []),
        ("topics/dosing", ["dosing"]),
        ("studies", ["evidence"]),
        ("studies/cree-2010", ["evidence", "cree-2010"]),
        ("disagreements", ["disagreements"]),
        ("disagreements/start-dose", ["disagreements", "start-dose"]),
        ("sources", ["sources"]),
        ("sources/cree-2010", ["sources", "cree-2010"]),
    ],
)
def test_a_resource_is_the_json_of_its_command(ldnref, uri, words):
    """What is held can be read without a tool."""
    read = with_client(lambda client: client.read_resource(f"ldnref://{uri}"))

    assert ldnref("--format", "json", *words).out == read.contents[0].text


@pytest.mark.parametrize("kind", [None, "check", "error"])
def test_the_schema_is_a_resource(kind):
    """The whole shape of a result, which a list of tools has no room for."""
    uri = f"ldnref://schema/{kind}" if kind else "ldnref://schema"
    read = with_client(lambda client: client.read_resource(uri))

    assert schema(kind) == json.loads(read.contents[0].text)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("ldnref://patients", "there are: ldnref://topics"),
        ("file:///etc/passwd", "there are: ldnref://topics"),
        ("ldnref://topics/doses", "no such topic; there are: dosing"),
        ("ldnref://topics/../about", "no such topic"),
        ("ldnref://studies/nobody-1999", "no study is held on"),
        ("ldnref://schema/checks", "no such kind; there are: topic"),
    ],
)
def test_a_resource_that_is_not_there_is_refused_in_words(uri, says):
    """Nothing but the knowledge can be read."""
    with pytest.raises(mcp.MCPError, match=re.escape(says)):
        with_client(lambda client: client.read_resource(uri))


def test_the_resources_are_listed():
    """Five collections, each with a template for one of it."""

    async def listed(client):
        resources = await client.list_resources()
        templates = await client.list_resource_templates()
        return (
            [one.uri for one in resources.resources],
            [one.uri_template for one in templates.resource_templates],
        )

    collections, templates = with_client(listed)

    assert 5 == len(collections)
    assert [one.partition("/{")[0] for one in templates] == collections


@settings(max_examples=settings.default.max_examples * 2 // 5)
@given(
    st.lists(
        st.sampled_from(
            [
                "tramadol",
                "Rebif",
                "MS",
                "Foobarin",
                "Tylenol",
                "no opioids",
                "cirrhosis",
                "Copaxone 40 mg",
            ]
        ),
        min_size=1,
        unique=True,
    )
)
def test_a_list_is_judged_as_python_judges_it(items):
    """Whichever door a list comes in by, it has one outcome and the same findings."""
    expected = check(items)

    heard = one_desk()("ldn_check_patient", {"items": items})

    assert expected["outcome"] == heard.answer.result.outcome
    assert [one["id"] for one in expected["findings"]] == [
        one.id for one in heard.answer.result.findings
    ]


@cache
def one_desk():
    return desk(None)


def test_what_nobody_foresaw_is_said_without_what_was_given():
    """A defect of the program reaches the client in words, and nothing of the patient with it."""

    def broken(*_):
        raise ZeroDivisionError("tramadol")

    result = called("ldn_search", {"words": "x"}, to=door.server(broken, choices(None), "1"))

    assert result.is_error
    assert "nothing was checked" in text(result)
    assert "tramadol" not in text(result)


def test_two_hundred_calls_at_once_are_each_answered_for_themselves():
    """No answer is that of another call."""
    names = ["tramadol", "Rebif", "Foobarin", "codeine"]

    async def ask(client):
        found = {}

        async def one(number):
            items = [names[number % 4], f"Foo{number}"]
            result = await client.call_tool("ldn_check_patient", {"items": items})
            found[number] = (items, result.structured_content)

        async with anyio.create_task_group() as group:
            for number in range(200):
                group.start_soon(one, number)
        return found

    found = with_client(ask)

    assert 200 == len(found)
    assert [] == [n for n, (items, told) in found.items() if told["asked"]["items"] != items]


def child(*words, **more):
    """How a client starts the program."""
    return {
        "args": ["-m", "ldnref", "mcp", *words],
        "env": {**os.environ, "PYTHONPATH": str(ROOT)},
        **more,
    }


@pytest.mark.parametrize("mode", MODES)
def test_it_speaks_over_standard_input_and_says_nothing_on_stderr(tmp_path, mode):
    """As a client starts it; what is kept of its stderr holds nothing of a patient."""
    log = tmp_path / "log"
    parameters = mcp.StdioServerParameters(command=sys.executable, **child())

    async def ask(client):
        await client.call_tool("ldn_interactions", {"names": ["tramadl", "Foobarin"]})
        await client.call_tool("ldn_evidence", {"study": "cree"})
        return await client.call_tool("ldn_check_patient", {"items": ITEMS})

    with log.open("w") as kept:
        result = with_client(ask, mode=mode, to=stdio.stdio_client(parameters, errlog=kept))

    assert "contraindicated" == result.structured_content["outcome"]
    assert "" == log.read_text()


def started(*words, **streams):
    options = child(*words)
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *options["args"]],
        env=options["env"],
        **{"stdin": pipe, "stdout": pipe, "stderr": pipe, **streams},
    )


INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "1"},
    },
}
CALL = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "tools/call",
    "params": {"name": "ldn_check_patient", "arguments": {"items": ITEMS}},
}


def line(message):
    return json.dumps(message).encode() + b"\n"


@pytest.mark.no_cover
def test_a_client_that_hangs_up_in_the_middle_leaves_no_process_and_no_word():
    """It asks, and is gone before the answer: nobody is left to be told."""
    with started() as process:
        process.stdin.write(line(INITIALIZE))
        process.stdin.flush()
        assert b"ldnref" in process.stdout.readline()
        process.stdout.close()
        process.stdin.write(line({"jsonrpc": "2.0", "method": "notifications/initialized"}))
        process.stdin.write(line(CALL))
        process.stdin.close()

        assert b"" == process.stderr.read()
        assert process.wait(60) in (0, 1)


@pytest.mark.no_cover
def test_what_is_no_message_is_not_kept():
    """A client's broken line may hold a patient: it is answered, or not, and never logged."""
    with started() as process:
        out, err = process.communicate(
            b'{"tramadol": \n' + line({**CALL, "id": 1}) + line(INITIALIZE), 60
        )

    assert b"" == err
    assert b"Traceback" not in out
    assert 0 == process.returncode


def stateless(message):
    """A message of the protocol without sessions, with its headers."""
    version, about = "2026-07-28", "io.modelcontextprotocol"
    meta = {
        f"{about}/protocolVersion": version,
        f"{about}/clientInfo": {"name": "t", "version": "1"},
        f"{about}/clientCapabilities": {},
    }
    headers = {
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": version,
        "Mcp-Method": message["method"],
        "Mcp-Name": message["params"]["name"],
    }
    body = {**message, "params": {**message["params"], "_meta": meta}}
    return {"json": body, "headers": headers, "timeout": 60}


def test_over_http_a_client_that_hangs_up_leaves_the_others_theirs():
    """On a port of this machine; a page of another site, or by another name, is refused."""
    with started("--http", "--port", "0", stdin=subprocess.DEVNULL) as process:
        try:
            url = re.search(r"http://\S+/mcp", process.stderr.readline().decode())[0]
            call = stateless(CALL)
            request = httpx.Request("POST", url, json=call["json"], headers=call["headers"])
            head = "".join(f"{key}: {value}\r\n" for key, value in request.headers.items())
            for _ in range(3):
                with create_connection((request.url.host, request.url.port)) as gone:
                    gone.sendall(f"POST /mcp HTTP/1.1\r\n{head}\r\n".encode() + request.content)
            told = httpx.post(url, **call).json()["result"]["structuredContent"]
            others = [
                httpx.post(url, **{**call, "headers": {**call["headers"], **more}}).status_code
                for more in ({"Origin": "https://elsewhere.example"}, {"Host": "elsewhere.example"})
            ]
            results = [called("ldn_check_patient", {"items": ITEMS}, to=url, mode=m) for m in MODES]
        finally:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert "contraindicated" == told["outcome"]
    assert [told] * 2 == [one.structured_content for one in results]
    assert [403, 421] == others
    assert (130, b"") == (process.returncode, err)


@pytest.mark.no_cover
def test_ctrl_c_ends_it_at_once_and_without_a_word():
    """Though it waits for a client that says nothing more."""
    with started() as process:
        process.stdin.write(line(INITIALIZE))
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)

        assert -signal.SIGINT == process.wait(60)
        assert b"" == process.stderr.read()


def test_a_port_that_is_taken_is_wrong_use(ldnref):
    """Said in one line; nothing is listened to."""
    with create_server(("127.0.0.1", 0)) as taken:
        ran = ldnref("mcp", "--http", "--port", str(taken.getsockname()[1]))

    assert 2 == ran.code
    assert "already in use" in ran.err


def test_a_port_without_http_is_wrong_use(ldnref):
    """Nobody believes that a port is listened to which is not."""
    assert 2 == ldnref("mcp", "--port", "8788").code


def test_a_folder_of_ones_own_is_asked():
    """`--data` before the command: the answer says whose knowledge it is."""
    folder = Path(__file__).parent / "base"
    made = door.server(desk(folder), choices(folder), "1")

    result = called("ldn_topic", {"topic": "dosing"}, to=made)

    assert result.structured_content["notice"].startswith(f"From {folder}")


def test_without_the_extra_one_line_says_what_to_install(ldnref, monkeypatch):
    """The SDK is no part of a plain installation."""
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "ldnref.doors.mcp", raising=False)

    ran = ldnref("mcp")

    assert 2 == ran.code
    assert "pip install 'ldnref[mcp]'" in ran.err


def node():
    """The version of Node, as the inspector asks for it."""
    if shutil.which("npx") is None:
        return ()
    ran = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return tuple(map(int, re.findall(r"\d+", ran.stdout)[:2]))


@pytest.mark.skipif(node() < (22, 19), reason="the inspector needs Node 22.19 or later")
@pytest.mark.skipif("MCP_INSPECTOR" not in os.environ, reason="MCP_INSPECTOR names no inspector")
def test_the_inspector_finds_no_fault_in_the_tools(tmp_path):
    """The protocol's own inspector reads what is offered, and would tell what clients cannot."""
    words = [os.environ["MCP_INSPECTOR"], "--cli", sys.executable, "-m", "ldnref", "mcp"]
    ran = subprocess.run(
        ["node", *words, "-e", f"PYTHONPATH={ROOT}", "--method", "tools/list", "--strict"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )

    assert 0 == ran.returncode, ran.stderr
    assert "arning" not in ran.stderr
    assert TOOLS == [one["name"] for one in json.loads(ran.stdout)["tools"]]
