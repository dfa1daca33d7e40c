"""Errors are those of z/OSMF's own table: number, status, words, and the operation they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.finding import Severity, Source
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.answers import NO_JOB, error_code
from harness.vendors.zosmf.rules.facts import Answered, answered

Code = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """One error: its number, its status, how its message begins, and the roles that can raise it."""

    code: Code
    status: int
    message: str
    roles: tuple[str, ...]
    source: Source = sources.ERROR_TABLE


_ANY = ("submit", "status", "list", "output", "modify", "delete")
_OF_A_JOB = ("status", "output", "modify", "delete")
_TABLE = (
    _Known((6, 4, 1), 400, "Incorrect Internal Reader mode", ("submit",)),
    _Known((6, 4, 2), 400, "Incorrect Internal Reader parameters", ("submit",)),
    _Known((6, 4, 3), 400, "Request does not contain '", ("submit", "modify")),
    _Known((6, 4, 4), 400, "Value of ", ("list", "submit"), sources.CAPTURED),
    _Known((6, 4, 5), 400, "Update request is not 'cancel'", ("modify", "delete")),
    _Known((6, 4, 6), 400, "Request does not contain a valid job update request", ("modify", "delete")),
    _Known((6, 4, 7), 400, "No match for method ", _ANY, sources.CAPTURED),
    _Known((6, 4, 8), 400, "POST requests not supported", _ANY),
    _Known((6, 4, 9), 400, "Job submission error. Record length ", ("submit",), sources.CAPTURED),
    _Known(NO_JOB, 400, "No job found for reference: ", _OF_A_JOB, sources.SYNCHRONOUS),
    _Known((6, 4, 11), 400, "Record range ", ("output",)),
    _Known((6, 4, 12), 400, "Job '", ("output",), sources.CAPTURED),
    _Known((6, 4, 13), 400, "Job input was not recognized by system as a job", ("submit",), sources.CAPTURED),
    _Known((6, 4, 14), 400, "Unsupported encoding: ", ("output", "submit")),
    _Known((6, 4, 15), 400, "DD names are not supported for submit input", ("submit",)),
    _Known((6, 4, 16), 400, "Data set not found: ", ("submit",), sources.CAPTURED),
    _Known((6, 4, 17), 400, "Submit input data does not start with a slash", ("submit",), sources.CAPTURED),
    _Known((6, 4, 18), 400, "Submit input filename must be absolute path", ("submit",)),
    _Known((6, 4, 19), 400, "Internal reader mode must be RECORD for data set submission", ("submit",)),
    _Known((6, 8, 5), 500, "Error opening input data set: ", ("submit",), sources.CAPTURED),
    _Known((6, 12, 3), 500, "User not authorized to issue a CIM request", ("modify", "delete")),
    _Known((8, 0, 8), 500, "Failed to lookup job ", _OF_A_JOB, sources.CAPTURED),
)
_BY_CODE = {known.code: known for known in _TABLE}


@claims(
    "zosmf.error-number",
    "an error's number, status and message belong together",
    source=sources.ERROR_TABLE,
    why="Clients branch on the number: Galasa takes 6/4/10 for 'no such job', and nothing else.",
)
def error_number(evidence: Evidence) -> Iterator[Breach]:
    """Compare each error with the table, by its number and by its message."""
    for each, code, message in evidence.fact(_errors):
        known = _BY_CODE.get(code)
        if known and each.response.status != known.status:
            says = f"error {_shown(code)} came with status {each.response.status}"
            yield each.breach(
                f"{_shown(code)} status", says, f"status {known.status}", each.words, source=known.source
            )
        meant = next((k for k in _TABLE if len(k.message) > 9 and message.startswith(k.message)), None)
        if meant and meant.code != code:
            says = f"the error says {meant.message.strip()!r} under the number {_shown(code)}"
            yield each.breach(meant.message, says, _shown(meant.code), each.words, source=meant.source)
        elif known and message and not meant and not message.startswith(known.message):
            says = f"error {_shown(code)} says {message[:80]!r}"
            yield each.breach(
                f"{_shown(code)} message", says, f"{known.message}…", each.words, source=known.source
            )


@claims(
    "zosmf.error-operation",
    "an operation fails with its own errors",
    source=sources.ERROR_TABLE,
    why="A client that reads the number learns that something went wrong which it never asked for.",
)
def error_operation(evidence: Evidence) -> Iterator[Breach]:
    """Compare the number with the operations that can raise it; an unlisted number says nothing."""
    for each, code, _ in evidence.fact(_errors):
        known = _BY_CODE.get(code)
        if known and each.role not in known.roles:
            says = f"{each.operation} failed with {_shown(code)}, an error of another operation"
            yield each.breach(_shown(code), says, f"an error of {each.role}", each.words, source=known.source)


@claims(
    "zosmf.error-status",
    "a wrong request is a 400 with return code 4, a failure of the service is a 500",
    source=sources.STATUS_CLASS,
    why="Clients repeat what failed with a 500 and give up on a 400.",
    severity=Severity.WARNING,
)
def error_status(evidence: Evidence) -> Iterator[Breach]:
    """Judge the errors of category 6 that the table does not have, by their return code."""
    for each, code, _ in evidence.fact(_errors):
        wanted = 400 if code[1] == 4 else 500
        if code[0] == 6 and code not in _BY_CODE and each.response.status not in (wanted, 401, 403):
            says = f"error {_shown(code)} came with status {each.response.status}"
            yield each.breach(
                f"{_shown(code)} status", says, f"status {wanted}", each.words, source=sources.STATUS_CLASS
            )


@claims(
    "zosmf.error-unexpected",
    "no request makes the service fail unexpectedly",
    source=sources.CATEGORIES,
    why="Category 7 is a defect of z/OSMF itself: the client should have been told what was wrong.",
    severity=Severity.WARNING,
)
def error_unexpected(evidence: Evidence) -> Iterator[Breach]:
    """Look for category 7."""
    for each, code, message in evidence.fact(_errors):
        if code[0] == 7:
            says = f"{each.operation} failed unexpectedly: {message[:80]}"
            yield each.breach(
                "category 7",
                says,
                "success, or an error of another category",
                each.words,
                source=sources.CATEGORIES,
            )


@claims(
    "zosmf.error-names-job",
    "'No job found' names the job that was asked for",
    source=sources.CAPTURED,
    why="The message is all that the log of a failed run holds; another job's name sends the search astray.",
)
def error_names_job(evidence: Evidence) -> Iterator[Breach]:
    """Compare the reference with name and id in the path, in any letter case."""
    for each, code, message in evidence.fact(_errors):
        asked = each.addressed
        if code != NO_JOB or asked is None or "jobname" not in asked.names:
            continue
        told = re.search(r"reference: '([^']*)'", message)
        wanted = f"{asked.names['jobname']}({asked.names['jobid']})"
        if told and told[1].upper() != wanted:
            says = f"z/OSMF was asked for {wanted} and found no job {told[1]}"
            yield each.breach("reference", says, wanted, each.words, source=sources.CAPTURED)


@claims(
    "zosmf.csrf-answer",
    "a 403 for want of the cross-site header says so",
    source=sources.CSRF_REFUSAL,
    why="IZUG846W is the only hint that the header is missing; without it the user looks for missing rights.",
    severity=Severity.WARNING,
)
def csrf_answer(evidence: Evidence) -> Iterator[Breach]:
    """Look at the 403 answers to requests without the header."""
    for each in evidence.fact(answered):
        missing = "X-CSRF-ZOSMF-HEADER" not in each.exchange.request.headers
        if missing and each.response.status == 403 and b"IZUG846W" not in each.response.body:
            says = "a request without X-CSRF-ZOSMF-HEADER was refused without saying why"
            yield each.breach("errorID", says, "IZUG846W", each.words, source=sources.CSRF_REFUSAL)


def _errors(evidence: Evidence) -> tuple[tuple[Answered, Code, str], ...]:
    return tuple(_error_reports(evidence))


def _error_reports(evidence: Evidence) -> Iterator[tuple[Answered, Code, str]]:
    for each in evidence.fact(answered):
        code = error_code(each.document) if each.response.status >= 400 else None
        if code is not None:
            message = each.document.get("message")
            yield each, code, message if isinstance(message, str) else ""


def _shown(code: Code) -> str:
    return "/".join(map(str, code))


RULES: tuple[Rule, ...] = (
    error_number,
    error_operation,
    error_status,
    error_unexpected,
    error_names_job,
    csrf_answer,
)
