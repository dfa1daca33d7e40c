"""From the figures of a load to a verdict: pure, and inconclusive wherever the generator is to blame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harness.finding import Finding, Severity, Verdict, VerdictKind


def load_verdict(
    metrics: Mapping[str, Any],
    findings: Sequence[Finding],
    threshold: Severity,
    *,
    left: int,
    problem: str = "",
) -> Verdict:
    """Return the verdict on a load or a race.

    A finding at or above ``threshold`` fails it whatever the generator did. Without one it is
    inconclusive when the generator had a ``problem`` or left its plan, when no submit succeeded, when
    jobs are ``left`` at the target, and when a race could certify no delay.
    """
    failing = [finding for finding in findings if finding.severity.at_least(threshold)]
    if failing:
        first = failing[0]
        where = f" at {first.operation}" if first.operation else ""
        reason = (
            f"{len(failing)} findings at or above {threshold}, the first: {first.rule}{where}: {first.claim}"
        )
        return Verdict(VerdictKind.FAIL, reason)
    lacking = problem or _lacking(metrics, left)
    if lacking:
        return Verdict(VerdictKind.INCONCLUSIVE, lacking)
    return Verdict(VerdictKind.PASS, _success(metrics))


def _lacking(metrics: Mapping[str, Any], left: int) -> str:
    """Say what keeps the figures from being believed, or nothing."""
    if not metrics["validity"]["ok"]:
        return str(metrics["validity"]["why"])
    if not metrics["series"]["submit-to-ack"]["n"]:
        return "no submit succeeded, so nothing was measured"
    if left:
        return f"{left} submitted jobs may be left at the target (harness clean removes them)"
    if metrics["kind"] == "race" and not metrics["race"]["certified"]:
        return f"no safe delay was certified: {metrics['race']['why']}"
    return ""


def _success(metrics: Mapping[str, Any]) -> str:
    if metrics["kind"] == "race":
        return f"{metrics['race']['verb']}: {metrics['race']['why']}"
    told = [f"{name} {_typical(series)}" for name, series in metrics["series"].items()]
    return f"{metrics['validity']['sent']:,} jobs; medians from due: {', '.join(told)}"


def _typical(series: Mapping[str, Any]) -> str:
    median = series["due"]["p50"]
    return "unknown" if median is None else f"{median:,.0f} ms"
