"""Planted faults in errors and refusals."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from typing import Any

from tests.oracles.planting import plant
from tests.oracles.script import BASE, JSON, NO_JOB, Script, feedback

CSRF = {"errorID": "IZUG846W", "errorMsg": "IZUG846W: An HTTP request was received from a remote site."}


def error(category: int, rc: int, reason: int, message: str) -> dict[str, Any]:
    """Return an error report document."""
    return {"category": category, "rc": rc, "reason": reason, "message": message}


@plant("zosmf.error-number")
def other_number(script: Script, fault: bool) -> None:
    """'No job found' is 6/4/10."""
    script.absent(document={**NO_JOB, "reason": 12, "category": 3} if fault else NO_JOB)


@plant("zosmf.error-number")
def other_status(script: Script, fault: bool) -> None:
    """An unknown job is a 400."""
    script.send("GET", f"{BASE}/MYJOB/JOB00123", 500 if fault else 400, NO_JOB)


@plant("zosmf.error-number")
def other_words(script: Script, fault: bool) -> None:
    """6/4/10 says that no job was found."""
    script.absent(document={**NO_JOB, "message": "Something is wrong"} if fault else NO_JOB)


@plant("zosmf.encoded-slash")
def encoded_slash(script: Script, fault: bool) -> None:
    """A slash between name and id may be encoded."""
    refused = error(6, 4, 7, "No match for method GET and pathInfo='/MYJOB%2FJOB00123'")
    script.send("GET", f"{BASE}/MYJOB%2FJOB00123", 400, refused if fault else NO_JOB)


@plant("zosmf.error-operation")
def submits_error_for_a_status(script: Script, fault: bool) -> None:
    """Asking for a job does not fail with what only a submit can do wrong."""
    strange = error(6, 4, 13, "Job input was not recognized by system as a job")
    script.absent(document=strange if fault else NO_JOB)


@plant("zosmf.error-status")
def failure_as_wrong_request(script: Script, fault: bool) -> None:
    """Return code 8 is a failure of the service."""
    script.send("GET", f"{BASE}/MYJOB/JOB00123", 400 if fault else 500, error(6, 8, 99, "Service failed"))


@plant("zosmf.error-unexpected")
def unexpected(script: Script, fault: bool) -> None:
    """No request ends in an unexpected error."""
    strange = error(7, 8, 1, "Unexpected error")
    script.send(
        "GET", f"{BASE}/MYJOB/JOB00123", 500, strange if fault else error(3, 8, 0, "JesVsam get failed")
    )


@plant("zosmf.error-names-job")
def other_reference(script: Script, fault: bool) -> None:
    """The error names the job that was asked for."""
    script.absent("MYJOB/JOB00124" if fault else "myjob/job00123")


@plant("zosmf.csrf-answer")
def silent_refusal(script: Script, fault: bool) -> None:
    """A refusal for want of the header names IZUG846W."""
    other = {"errorID": "IZUG001E", "errorMsg": "IZUG001E: Not authorized."}
    script.send("GET", f"{BASE}?owner=*", 403, other if fault else CSRF, csrf=False)


@plant("zosmf.refuses")
def long_owner(script: Script, fault: bool) -> None:
    """An owner of nine characters is a wrong request."""
    if fault:
        script.list([], "?owner=NINECHARS")
    else:
        refusal = error(6, 4, 4, "Value of owner query parameter is not valid")
        script.send("GET", f"{BASE}?owner=NINECHARS", 400, refusal)


@plant("zosmf.refuses")
def no_verb(script: Script, fault: bool) -> None:
    """An update that asks for nothing is a wrong request."""
    refusal = error(6, 4, 6, "Request does not contain a valid job update request")
    status, answer = (200, feedback(136)) if fault else (400, refusal)
    script.send("PUT", f"{BASE}/MYJOB/JOB00123", status, answer, headers=JSON, body="{}")
