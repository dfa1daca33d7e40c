"""An answer keeps its contract: status, media type, headers, body, and nothing that is not documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from harness.contract import Discrepancy, Kind
from harness.finding import Change, Severity, Source
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence, Rule

BUSY = (429, 502, 503, 504)
"""Statuses by which a server, or a gateway before it, says that it cannot serve now (RFC 6585, 4; RFC 9110,
15.6.3 to 15.6.5). A run that met too many of them is inconclusive; they say nothing of the release."""
_SOURCE = Source("the vendor's contract; each finding names the document that its fact stands in")


@dataclass(frozen=True, slots=True)
class _Claim:
    """The rule of one kind of discrepancy; ``says`` is filled with operation, status and place."""

    kind: Kind
    id: str
    claim: str
    says: str
    why: str
    severity: Severity = Severity.ERROR


_CLAIMS = (
    _Claim(
        Kind.STATUS,
        "exchange.status",
        "every answer has a status that the documents list for its operation",
        "{operation} answered with status {status}, which its documents do not list",
        "Clients branch on the status; one that they do not know ends in their default, often a retry.",
    ),
    _Claim(
        Kind.MEDIA_TYPE,
        "exchange.media-type",
        "every answer has a media type that the documents list for its status",
        "{operation} answered {status} with a media type that its documents do not list",
        "Clients choose their parser by the media type; a wrong one makes a good body unreadable.",
    ),
    _Claim(
        Kind.HEADER,
        "exchange.header",
        "every answer carries the headers that the documents promise, in their form",
        "{operation} answered {status} with {place} not as documented",
        "Clients take tokens, ranges and locations from headers; a missing one breaks the next request.",
    ),
    _Claim(
        Kind.BODY,
        "exchange.body",
        "every body has the documented form",
        "{operation} answered {status} with a body that is not as documented at {place}",
        "A field of another type, a missing one or a value out of range breaks whoever parses it.",
    ),
    _Claim(
        Kind.UNREADABLE,
        "exchange.readable",
        "every body is what its media type says",
        "{operation} answered {status} with a body that cannot be read",
        "No client can use a body that it cannot parse, and most report it as a network error.",
    ),
    _Claim(
        Kind.UNDOCUMENTED_FIELD,
        "exchange.undocumented-field",
        "documents hold no field that the documents do not list",
        "{operation} answered {status} with the undocumented field {place}",
        "A new field is harmless to most clients, and a sign that the release differs from its documents.",
        Severity.INFO,
    ),
    _Claim(
        Kind.UNDOCUMENTED_HEADER,
        "exchange.undocumented-header",
        "answers carry no header of the vendor's own that the documents do not list",
        "{operation} answered {status} with the undocumented {place}",
        "A new header is harmless to most clients, and a sign that the release differs from its documents.",
        Severity.INFO,
    ),
    _Claim(
        Kind.UNDOCUMENTED_VALUE,
        "exchange.undocumented-value",
        "a field with listed values has one of them",
        "{operation} answered {status} with an undocumented value at {place}",
        "Clients switch over the listed values; Zowe CLI stops at a job status that it does not know.",
        Severity.WARNING,
    ),
)


def discrepancies(evidence: Evidence) -> Mapping[str, tuple[Discrepancy, ...]]:
    """Return, by exchange id, how judged answers leave the contract; a fact."""
    return {
        each.exchange.id: evidence.contract.judge_response(each.match, each.response)
        for each in evidence.fact(judged_answers)
    }


def _rule(claim: _Claim) -> Rule:
    def judge(evidence: Evidence) -> Iterator[Breach]:
        found = evidence.fact(discrepancies)
        for answered in evidence.fact(judged_answers):
            for discrepancy in found[answered.exchange.id]:
                if discrepancy.kind is claim.kind:
                    yield _breach(claim, answered, discrepancy)

    return claims(claim.id, claim.claim, source=_SOURCE, why=claim.why, severity=claim.severity)(judge)


def _breach(claim: _Claim, answered: Answered, found: Discrepancy) -> Breach:
    operation, status = answered.operation, answered.response.status
    place = found.subject.replace("header:", "header ") or "its top"
    keyword = "" if found.keyword == found.kind else f" {found.keyword}"
    subject = f"{status} {found.subject}{keyword}"
    says = claim.says.format(operation=operation, status=status, place=place)
    told = answered.breach(subject, says, found.expected, found.got, source=found.source)
    severity = Severity.INFO if status in BUSY else _severity(claim, found)
    return replace(told, severity=severity, change=found.change)


def _severity(claim: _Claim, found: Discrepancy) -> Severity:
    """Return how bad an undocumented thing is: what breaks clients is no mere news, what adds is no more."""
    if found.change is Change.ADDITIVE:
        return Severity.INFO
    if found.change is Change.BREAKING and claim.severity is Severity.INFO:
        return Severity.WARNING
    return claim.severity


RULES = tuple(_rule(claim) for claim in _CLAIMS)
