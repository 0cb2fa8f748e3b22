"""Cards of CDS Hooks: when they speak, what they say, and that silence is never `not checked`."""

import json
from uuid import UUID

import pytest
from cds_hooks_schemas import DISCOVERY, RESPONSE
from records import TODAY, bundle, concept, condition, order, resource

from ldnref.doors.cards import cards, services
from ldnref.doors.parsing import MissingError, NotReadError


def _request(hook="order-sign", drafts=(), prefetch=None, **elements):
    context = {"userId": "Practitioner/1", "patientId": "p1"}
    if drafts:
        context["draftOrders"] = bundle(*(one | {"status": "draft"} for one in drafts))
    given = {"prefetch": prefetch} if prefetch is not None else {}
    return {"hook": hook, "hookInstance": "i-1", "context": context, **given, **elements}


def _list(*resources, **elements):
    return {"medications": bundle(*resources, **elements), "conditions": bundle()}


@pytest.fixture
def told(base):
    """The cards of a request: how each is marked, and its summary."""

    def run(request):
        return [(one["indicator"], one["summary"]) for one in cards(base, request, TODAY)["cards"]]

    return run


def test_naltrexone_drafted_beside_what_rules_it_out_is_critical(told):
    """The draft counts as taken, and so does what is on the list."""
    found = told(_request(drafts=[order("d1", "zorblex")], prefetch=_list(order("m1", "lemonol"))))

    assert [("critical", "LDN and lemonol: contraindicated (label)")] == found


def test_what_rules_it_out_drafted_for_one_who_takes_it_is_critical_too(told):
    """The second case: the order is the other medicine."""
    found = told(_request(drafts=[order("d1", "lemonol")], prefetch=_list(order("m1", "zorblex"))))

    assert ["critical"] == [indicator for indicator, _ in found]


def test_without_naltrexone_in_sight_it_is_silent(told):
    """A service that speaks to every patient is switched off within a day."""
    assert [] == told(
        _request(drafts=[order("d1", "lemonol")], prefetch=_list(order("m1", "stonex")))
    )
    assert [] == told(_request("patient-view", prefetch=_list(order("m1", "lemonol"))))
    stopped = order("m1", "zorblex", "stopped")
    assert [] == told(_request("patient-view", prefetch=_list(stopped, order("m2", "lemonol"))))


def test_a_record_beside_prefetch_is_read(told):
    """Some clients put what they know at the top of the request."""
    found = told(
        _request("patient-view", medications=bundle(order("m1", "zorblex"), order("m2", "lemonol")))
    )

    assert ["critical"] == [indicator for indicator, _ in found]


def test_an_uncertain_medicine_is_a_warning_that_asks(told):
    """A past one is asked about, and never told as current."""
    request = _request(
        "patient-view", prefetch=_list(order("m1", "zorblex"), order("m2", "lemonol", "stopped"))
    )

    assert [("warning", "LDN and lemonol: ask first: when was the last?")] == told(request)


def test_where_nothing_is_held_there_is_a_card_that_says_so(told):
    """No card would be read as an all-clear."""
    found = told(_request(drafts=[order("d1", "zorblex")], prefetch=_list(order("m1", "stonex"))))

    assert [
        ("info", "LDN: nothing is held here against it; that is no evidence of safety")
    ] == found


@pytest.mark.parametrize(
    "prefetch",
    [
        {"conditions": bundle()},
        {"medications": None, "conditions": bundle()},
        {"medications": bundle(order("m1", "stonex"), total=5), "conditions": bundle()},
        {"medications": bundle(order("m1", "stonex"), link=[{"relation": "next"}])},
        {"medications": {"resourceType": "OperationOutcome"}},
    ],
)
def test_what_is_missing_is_never_silence(told, prefetch):
    """With naltrexone in sight there is a card that says what is missing; without, no answer."""
    found = told(_request(drafts=[order("d1", "zorblex")], prefetch=prefetch))

    assert [("warning", "LDN: not everything was checked")] == found
    with pytest.raises(MissingError, match="neither in prefetch nor to be had"):
        told(_request(drafts=[order("d1", "lemonol")], prefetch=prefetch))


def test_what_was_not_recognised_stands_on_the_card(base):
    """An unknown medicine beside naltrexone."""
    request = _request(drafts=[order("d1", "zorblex")], prefetch=_list(order("m1", "Mystery *7*")))
    (card,) = cards(base, request, TODAY)["cards"]

    assert "warning" == card["indicator"]
    assert "Mystery \\*7\\*" in card["detail"]


def test_a_death_stands_on_the_card(base):
    """Before anything else is decided."""
    patient = {"resourceType": "Patient", "id": "p1", "deceasedDateTime": "2026-01-01"}
    request = _request("patient-view", prefetch=_list(order("m1", "zorblex"), patient))
    (card,) = cards(base, request, TODAY)["cards"]

    assert "died on 2026-01-01" in card["detail"]


def test_a_card_has_what_a_client_needs(base):
    """A stable uuid, a short summary, a source, reasons to set it aside, no suggestions."""
    request = _request(drafts=[order("d1", "zorblex")], prefetch=_list(order("m1", "lemonol")))
    first, again = (cards(base, request, TODAY)["cards"][0] for _ in range(2))
    other = cards(base, {**request, "hookInstance": "i-2"}, TODAY)["cards"][0]

    assert first == again
    assert first["uuid"] != other["uuid"]
    assert 5 == UUID(first["uuid"]).version
    assert len(first["summary"]) < 140
    assert first["source"]["label"]
    assert [
        {"code": "not-taken", "system": "urn:ldnref:reasons", "display": "No longer taken"}
    ] == (first["overrideReasons"])
    assert "suggestions" not in first
    assert base.about.notice in first["detail"].replace("\\", "")


def test_a_long_summary_is_cut_between_words(base):
    """Clients refuse 140 characters."""
    many = [order(f"m{n}", name) for n, name in enumerate(("lemonol", "plumine", "lemonade"))]
    found = cards(base, _request(drafts=[order("d1", "zorblex")], prefetch=_list(*many)), TODAY)

    assert all(len(one["summary"]) < 140 for one in found["cards"])


def test_conditions_and_allergies_count(told):
    """Not only medicines."""
    prefetch = _list(order("m1", "zorblex")) | {"conditions": bundle(condition("c1", "wobble"))}
    allergy = resource("AllergyIntolerance", "a1", code=concept("zorblex"))

    assert ["warning"] == [one for one, _ in told(_request("patient-view", prefetch=prefetch))]
    assert (
        "critical"
        == told(_request("patient-view", prefetch=prefetch, allergies=bundle(allergy)))[0][0]
    )


def test_another_patients_entries_are_left_out(told):
    """The patient of the context is meant; that something was left out is told."""
    other = order("m2", "lemonol") | {"subject": {"reference": "Patient/p2"}}
    found = told(_request("patient-view", prefetch=_list(order("m1", "zorblex"), other)))

    assert [("warning", "LDN: not everything was checked")] == found


@pytest.mark.parametrize("request_", [[], {"hook": "order-sign"}, {"context": 7}, 7])
def test_what_is_no_request_is_refused(told, request_):
    """There is no context."""
    with pytest.raises(NotReadError):
        told(request_)


def test_each_hook_has_a_service_of_its_own(base):
    """One id for three hooks collides where a client keys services by their id."""
    found = services(base.records)["services"]

    assert ["patient-view", "order-sign"] == [one["hook"] for one in found]
    assert len(found) == len({one["id"] for one in found})
    assert all(one["prefetch"]["medications"].endswith("{{context.patientId}}") for one in found)


def test_the_command_answers_a_request(ldnref, tmp_path):
    """A file or standard input; what is missing is an OperationOutcome and an exit code."""
    file = tmp_path / "request.json"
    drafts = [order("d1", "naltrexone 4.5 mg capsule")]
    file.write_text(json.dumps(_request(drafts=drafts, prefetch=_list(order("m1", "oxycodone")))))
    found = ldnref("cds", str(file))
    file.write_text(json.dumps(_request(drafts=[order("d1", "oxycodone")])))
    missing = ldnref("cds", str(file), "--as-of", "2026-03-01")
    file.write_text("<xml/>")
    broken = ldnref("cds", str(file))

    assert (0, "critical") == (found.code, json.loads(found.out)["cards"][0]["indicator"])
    assert (3, "required") == (missing.code, json.loads(missing.out)["issue"][0]["code"])
    assert (2, "invalid") == (broken.code, json.loads(broken.out)["issue"][0]["code"])


@pytest.mark.parametrize(
    "prefetch",
    [
        _list(order("m1", "lemonol")),
        _list(order("m1", "lemonol", "stopped"), order("m2", "Foozle")),
        _list(order("m1", "stonex")),
        _list(order("m1", "stonex"), total=9),
        None,
    ],
)
def test_every_response_is_as_the_specification_says(base, prefetch):
    """Findings, questions, nothing held, not whole and not given: each card holds what it may."""
    jsonschema = pytest.importorskip("jsonschema")
    found = cards(base, _request(drafts=[order("d1", "zorblex")], prefetch=prefetch), TODAY)

    assert found["cards"]
    jsonschema.validate(found, RESPONSE, format_checker=jsonschema.FormatChecker())


def test_discovery_is_as_the_specification_says(base):
    """Each service with its hook, an id of its own, and the version of the specification."""
    jsonschema = pytest.importorskip("jsonschema")
    found = services(base.records)

    jsonschema.validate(found, DISCOVERY)
    ids = [one["id"] for one in found["services"]]
    assert len(set(ids)) == len(ids)
    assert {"2.0.1"} == {one["version"] for one in found["services"]}


def test_the_schemas_refuse_what_the_specification_refuses(base):
    """Else they would prove nothing."""
    jsonschema = pytest.importorskip("jsonschema")
    (card,) = cards(base, _request(drafts=[order("d1", "zorblex")], prefetch=_list()), TODAY)[
        "cards"
    ]
    wrong = (
        {"summary": "x" * 140},
        {"indicator": "hard-stop"},
        {"source": {}},
        {"suggestions": []},
    )

    for one in wrong:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"cards": [card | one]}, RESPONSE)
