"""A history of a record: of each resource the newest version counts; what was deleted is gone."""

import pytest
from records import bundle, concept, order, resource

DELETED = {"method": "DELETE", "url": "MedicationRequest/m1"}
PUT = {"method": "PUT", "url": "MedicationRequest/m1"}
TAKEN = order("m3", "stonex")
OTHER = {"resource": order("m2", "stonex"), "request": {"method": "POST", "url": "M"}}


def _history(*entries):
    return bundle(*entries, OTHER, type="history", total=1)


def _put(state, **meta):
    return {"resource": order("m1", "lemonol", state, meta=meta), "request": PUT}


def _deleted(**response):
    return {"request": DELETED, "response": response}


@pytest.mark.parametrize(
    ("entries", "outcome"),
    [
        # By the number of the version, which is no text: 10 comes after 9.
        ([_put("stopped", versionId="10"), _put("active", versionId="9")], "ask-first"),
        ([_put("stopped", versionId="9"), _put("active", versionId="10")], "contraindicated"),
        # By the time; a zone may be missing.
        (
            [
                _put("active", lastUpdated="2026-01-01T00:00:00+02:00"),
                _put("stopped", lastUpdated="2026-01-01T00:00:00"),
            ],
            "ask-first",
        ),
        # Else the first is the newest.
        ([_put("stopped"), _put("active")], "ask-first"),
        ([_put("active", lastUpdated="soon"), _put("stopped")], "contraindicated"),
        # What was deleted last is gone; what was put back is there.
        ([_deleted(), _put("active")], "nothing-held"),
        ([_put("active", versionId="1"), _deleted(etag='W/"2"')], "nothing-held"),
        (
            [
                _put("active", lastUpdated="2026-01-03T00:00:00Z"),
                _deleted(lastModified="2026-01-02T00:00:00Z"),
            ],
            "contraindicated",
        ),
    ],
)
def test_of_a_history_the_newest_version_counts(checked, entries, outcome):
    """Whatever it said before."""
    assert outcome == checked(whole=_history(*entries)).outcome


def test_elsewhere_an_older_version_is_left_out_and_told(checked):
    """Nobody calls that record whole: two systems may have given one name."""
    both = [_put("stopped", versionId="2"), _put("active", versionId="1")]
    found = checked(whole=bundle(*both, OTHER))

    assert ("ask-first", False) == (found.outcome, found.complete)
    assert (
        "Bundle.entry[1].resource: left out, as Bundle.entry[0].resource is a newer version of it",
    ) == found.incomplete


def _inside(text, state):
    """An order whose medicine stands inside it: every version points to `#c`."""
    held = {"resourceType": "Medication", "id": "c", "code": concept(text)}
    return order("m1", {"medicationReference": {"reference": "#c"}}, state, contained=[held])


def _to(text, state, key):
    """The like of R5: a codeable reference."""
    held = {"resourceType": "Medication", "id": "c", "code": concept(text)}
    return order("m1", {key: {"reference": {"reference": "#c"}}}, state, contained=[held])


def _visit(reason):
    return resource("Encounter", "m1", status="in-progress", reasonCode=[concept(reason)])


def _flag(text):
    return resource("Flag", "m1", status="active", code=concept(text))


def _planned(reason):
    detail = {"kind": "ServiceRequest", "reasonCode": [concept(reason)]}
    return resource("CarePlan", "m1", status="active", activity=[{"detail": detail}])


def _reported(text):
    return resource("DiagnosticReport", "m1", status="final", conclusionCode=[concept(text)])


def _billed(text):
    rows = [{"diagnosisCodeableConcept": concept(text)}]
    return resource("Claim", "m1", status="active", diagnosis=rows)


def _handed(day):
    held = {"medicationCodeableConcept": concept("lemonol"), "whenHandedOver": day}
    return resource("MedicationDispense", "m1", status="completed", **held)


def _version(one, number):
    return {**one, "meta": {"versionId": number}}


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (order("m1", "lemonol"), order("m1", "stonex", "stopped"), "contraindicated"),
        (
            order("m1", "lemonol"),
            {**order("m1", "lemonol", "stopped"), "subject": {"display": "Some One"}},
            "contraindicated",
        ),
        (_inside("lemonol", "active"), _inside("stonex", "active"), "contraindicated"),
        (
            _to("lemonol", "active", "medication"),
            _to("stonex", "active", "medication"),
            "contraindicated",
        ),
        (_visit("wobble"), _visit("review"), "ask-first"),
        (_flag("wobble"), _flag("review"), "ask-first"),
        (_planned("wobble"), _planned("review"), "ask-first"),
        (_reported("wobble"), _reported("review"), "ask-first"),
        (_billed("wobble"), _billed("review"), "ask-first"),
    ],
)
def test_two_things_of_one_name_are_no_versions(checked, one, other, outcome):
    """Another medicine, day, reason or patient: none hides the other."""
    both = [_version(one, "1"), _version(other, "9")]

    assert outcome == checked(*both, TAKEN).outcome
    assert outcome == checked(*reversed(both), TAKEN).outcome


def test_what_was_handed_out_on_two_days_is_no_version(checked):
    """The later day is the last, whichever has the higher number."""
    both = [_version(_handed(day), number) for day, number in (("2026-02-27", "1"), ("2019", "2"))]
    (line,) = checked(*both).lines

    assert ("2019", "2026-02-27", 2) == line.when


def test_of_a_medicine_inside_the_newest_version_counts(checked):
    """It is the same inside of both."""
    both = [
        _version(_inside("lemonol", "stopped"), "2"),
        _version(_inside("lemonol", "active"), "1"),
    ]

    assert "ask-first" == checked(*both, TAKEN).outcome


def test_on_two_servers_nothing_is_a_version_of_the_other(checked):
    """Each counts its own versions."""
    both = [
        {**_put(state, versionId=number), "fullUrl": f"https://{host}.example/MedicationRequest/m1"}
        for state, number, host in (("active", "1", "a"), ("stopped", "2", "b"))
    ]

    assert "contraindicated" == checked(whole=bundle(*both, OTHER)).outcome


def _bare(state, **meta):
    return order("m1", "lemonol", state, **({"meta": meta} if meta else {}))


@pytest.mark.parametrize(
    ("versions", "outcome"),
    [
        ([_bare("stopped", versionId="1"), _bare("active", versionId="2")], "contraindicated"),
        ([_bare("active", versionId="1"), _bare("stopped", versionId="2")], "ask-first"),
        (
            [
                _bare("stopped", lastUpdated="2026-01-01T00:00:00Z"),
                _bare("active", lastUpdated="2026-01-02T00:00:00Z"),
            ],
            "contraindicated",
        ),
        # Which is newest is not told: the graver counts, in whatever order they stand.
        ([_bare("stopped"), _bare("active")], "contraindicated"),
        ([_bare("active"), _bare("stopped")], "contraindicated"),
        ([_bare("stopped", versionId="2"), _bare("active")], "contraindicated"),
        ([_bare("stopped", versionId="2"), _bare("active", versionId="2")], "contraindicated"),
    ],
)
def test_a_history_without_requests_is_told_by_its_versions(checked, versions, outcome):
    """Its order says nothing; in other bundles it is no different."""
    assert outcome == checked(whole=bundle(*versions, OTHER, type="history")).outcome
    assert outcome == checked(*versions, OTHER).outcome


@pytest.mark.parametrize(
    "entry", [{"request": {"method": "DELETE", "url": "Patient"}}, {"link": 7}, {}]
)
def test_an_entry_of_a_history_that_names_nothing_hides_nothing(checked, entry):
    """What is no entry is told."""
    assert "contraindicated" == checked(whole=_history(entry, _put("active"))).outcome


def test_a_version_without_an_id_stands_by_itself(checked):
    """Nothing says that another one is of the same resource."""
    nameless = [_put("active"), _put("stopped")]
    for one in nameless:
        del one["resource"]["id"]

    assert "contraindicated" == checked(whole=_history(*nameless)).outcome


def test_an_address_tells_what_was_deleted(checked):
    """Where the request has none."""
    gone = {"fullUrl": "https://a.example/MedicationRequest/m1", "request": {"method": "DELETE"}}

    assert "nothing-held" == checked(whole=_history(gone, _put("active"))).outcome
