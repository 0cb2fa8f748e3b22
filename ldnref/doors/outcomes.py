"""What went wrong, as FHIR says it: an OperationOutcome. Echoes nothing of a request's body."""


def outcome(code: str, says: str) -> dict[str, object]:
    """An OperationOutcome of one error; `code` is one of FHIR's issue types."""
    issue = {"severity": "error", "code": code, "diagnostics": says}
    return {"resourceType": "OperationOutcome", "issue": [issue]}
