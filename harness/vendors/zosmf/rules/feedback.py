"""What a modify or a delete answers: about the right job, in the right way, in the right words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import orjson

from harness.finding import Severity
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.answers import feedback_status
from harness.vendors.zosmf.observe import verb_of
from harness.vendors.zosmf.rules.facts import Answered, answered, contract_document

_TOLD = {"jobname": ("jobname",), "jobid": ("jobid", "original-jobid"), "correlator": ("job-correlator",)}
_MESSAGES = {0: "Request was successful.", 156: "Job not cancellable or purgeable"}


@claims(
    "zosmf.feedback-job",
    "the feedback is about the job that was asked for",
    source=sources.DOCUMENTS,
    why="Another job was held, cancelled or purged than the one the client named.",
)
def feedback_job(evidence: Evidence) -> Iterator[Breach]:
    """Compare name and id; a job that was routed may have a new id and bears the old one as original."""
    for each, document in _feedback(evidence):
        for name, value in each.addressed.names.items() if each.addressed else ():
            told = {document.get(key) for key in _TOLD[name]}
            texts = sorted(text.upper() for text in told if isinstance(text, str))
            if texts and value.upper() not in texts:
                says = f"{each.operation} of {value} was answered with feedback about {texts[0]}"
                yield each.breach(name, says, value, each.words, source=sources.DOCUMENTS)


@claims(
    "zosmf.feedback-message",
    "feedback says success when its status is 0, and only then",
    source=sources.SYSTEM_TESTS,
    why="Zowe CLI shows the message and decides by the status: the user reads success and gets a failure.",
    severity=Severity.WARNING,
)
def feedback_message(evidence: Evidence) -> Iterator[Breach]:
    """Compare status and message where one of them is known."""
    for each, document in _feedback(evidence):
        status, message = feedback_status(document), document.get("message")
        if status is None or not isinstance(message, str):
            continue
        meant = next((code for code, text in _MESSAGES.items() if text == message), None)
        if meant is not None and meant != status:
            says = f"feedback with status {status} says {message!r}"
            yield each.breach(
                f"status {meant} message", says, f"status {meant}", each.words, source=sources.SYSTEM_TESTS
            )


@claims(
    "zosmf.synchronous",
    "a synchronous request is answered with 200 and feedback, an asynchronous one with 202",
    source=sources.SYNCHRONOUS,
    why="A 202 does not tell whether the job was cancelled, and Zowe's CLI and SDK fail on its empty body.",
)
def synchronous(evidence: Evidence) -> Iterator[Breach]:
    """Compare the version in the request with the status.

    What an omitted version means differs between levels, so the contract says it by its defaults. Where it
    knows no 200 for a change the primary JES is a JES3, which does everything asynchronously.
    """
    defaults = evidence.fact(default_versions)
    for each in evidence.fact(answered):
        if each.role not in ("modify", "delete") or each.response.status not in (200, 202) or each.jesb:
            continue
        given = _version(each)
        wanted = defaults[each.role] if given is None else given
        version = "version omitted" if given is None else f"version {given}"
        if wanted == "1.0" and each.response.status == 200:
            says = f"{each.operation} ({version}) was asked for asynchronously and answered with 200"
            yield each.breach(version, says, "status 202", each.words, source=sources.SYNCHRONOUS)
        elif wanted == "2.0" and each.response.status == 202 and "200" in each.match.operation.answers:
            says = f"{each.operation} ({version}) was answered with 202, which tells no result"
            yield each.breach(
                version, says, "status 200 and job feedback", each.words, source=sources.SYNCHRONOUS
            )


def default_versions(evidence: Evidence) -> Mapping[str, str]:
    """Return what a request without a version is, by role: ``2.0`` unless the contract says otherwise."""
    schemas = evidence.fact(contract_document).get("components", {}).get("schemas", {})
    headers = (
        parameter.schema
        for operation in evidence.contract.operations.values()
        for parameter in operation.parameters
        if parameter.name == "X-IBM-Job-Modify-Version"
    )
    declared = {"modify": schemas.get("ModifyVersion", {}), "delete": next(headers, {})}
    return {role: str(schema.get("default", "2.0")) for role, schema in declared.items()}


def _feedback(evidence: Evidence) -> Iterator[tuple[Answered, Mapping[str, object]]]:
    for each in evidence.fact(answered):
        success = each.role in ("modify", "delete") and each.response.status == 200
        if success and isinstance(each.document, Mapping):
            yield each, each.document


def _version(each: Answered) -> str | None:
    """Return the version asked for, None when omitted, and empty when it is no documented request."""
    if each.role == "delete":
        return each.exchange.request.headers.get("X-IBM-Job-Modify-Version")
    if verb_of(each.exchange.request) is None:
        return ""
    version = orjson.loads(each.exchange.request.body).get("version")
    return version if version is None or isinstance(version, str) else ""


RULES: tuple[Rule, ...] = (feedback_job, feedback_message, synchronous)
