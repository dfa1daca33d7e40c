"""From evidence to findings: every rule, one finding a fingerprint, the smallest witness kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from harness.exchange import Exchange
from harness.finding import Finding, Severity, Standing
from harness.oracles.curl import curl_line
from harness.oracles.evidence import Evidence, Rule


def judge(evidence: Evidence, rules: Iterable[Rule], *, embedded: bool = False) -> tuple[Finding, ...]:
    """Return what ``rules`` find in ``evidence``: the worst first, then by rule, operation and subject.

    Breaches with one fingerprint become one finding that counts them and keeps the smallest witness.
    A claim whose source is only inferred is capped at ``info``, unless the run's own emulator
    answered (``embedded``).
    """
    kept: dict[str, Finding] = {}
    for rule in rules:
        for finding in _findings(rule, evidence):
            known = kept.get(finding.fingerprint)
            kept[finding.fingerprint] = finding if known is None else _merged(known, finding, evidence)
    finished = (_finished(finding, evidence, embedded=embedded) for finding in kept.values())
    return tuple(sorted(finished, key=_order))


def exchange_by_id(evidence: Evidence) -> Mapping[str, Exchange]:
    """Return the exchanges by their id; a fact."""
    return {exchange.id: exchange for exchange in evidence.exchanges}


def _findings(rule: Rule, evidence: Evidence) -> list[Finding]:
    try:
        return list(rule.judge(evidence))
    except Exception as error:
        error.add_note(f"while judging by the rule {rule.id}")
        raise


def _merged(known: Finding, fresh: Finding, evidence: Evidence) -> Finding:
    smaller = min((known, fresh), key=lambda finding: _size(finding, evidence))
    return replace(smaller, count=known.count + fresh.count)


def _size(finding: Finding, evidence: Evidence) -> tuple[int, int]:
    """How much there is to read: exchanges, then the bytes of what was sent and answered."""
    found = evidence.fact(exchange_by_id)
    taken = [found[each] for each in finding.witness if each in found]
    return len(finding.witness), sum(_bytes(exchange) for exchange in taken)


def _bytes(exchange: Exchange) -> int:
    answer = exchange.response.body if exchange.response else b""
    return len(exchange.request.target) + len(exchange.request.body) + len(answer)


def _finished(finding: Finding, evidence: Evidence, *, embedded: bool) -> Finding:
    inferred = finding.source.standing is Standing.INFERRED
    severity = Severity.INFO if inferred and not embedded else finding.severity
    return replace(finding, severity=severity, reproduce=finding.reproduce or _reproduce(finding, evidence))


def _reproduce(finding: Finding, evidence: Evidence) -> str:
    found = evidence.fact(exchange_by_id)
    lines = [curl_line(found[each]) for each in finding.witness if each in found]
    return " && ".join(line for line in lines if line)


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return -finding.severity.rank, finding.rule, finding.operation or "", finding.subject
