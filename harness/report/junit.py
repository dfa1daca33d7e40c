"""JUnit XML: a test case for each operation and family of rules, and one for the verdict itself.

The elements, attributes and their order are those that Jenkins and GitLab agree on. A run that shows
nothing is an error here, so that no pipeline takes it for green.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from harness.finding import Finding, VerdictKind
from harness.report.facts import command_line, duration, title
from harness.report.legible import legible, one_line
from harness.report.reading import RunData

WHOLE_RUN = "run"
"""Stands for the operation of findings that have none."""


def junit(data: RunData) -> str:
    """Return the run as a JUnit document."""
    cases = [*_cases(data), _verdict_case(data)]
    counted = {"name": title(data.run), "tests": str(len(cases)), **_counts(cases, "failure", "error")}
    seconds = f"{duration(data.run) or 0:.3f}"
    root = ET.Element("testsuites", {**counted, "time": seconds})
    others = {"skipped": str(sum(case.find("skipped") is not None for case in cases))}
    attributes = {**others, "timestamp": data.run.started[:19], "hostname": "localhost", "time": seconds}
    suite = ET.SubElement(root, "testsuite", {**counted, **attributes})
    suite.append(_properties(data))
    suite.extend(cases)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(cases: Sequence[ET.Element], *tags: str) -> dict[str, str]:
    return {f"{tag}s": str(sum(case.find(tag) is not None for case in cases)) for tag in tags}


def _properties(data: RunData) -> ET.Element:
    properties = ET.Element("properties")
    values = {"command": command_line(data.run), "seed": data.run.seed, "profile": data.run.profile}
    for name, value in {**values, **data.run.versions}.items():
        if value is not None:
            ET.SubElement(properties, "property", name=one_line(name), value=one_line(str(value)))
    return properties


def _cases(data: RunData) -> Iterator[ET.Element]:
    """Yield the cases of every operation that was to be judged, then those of the run as a whole."""
    targets = _targets(data)
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in data.findings:
        name = f"{targets(finding.witness)}.{finding.operation or WHOLE_RUN}"
        grouped.setdefault((name, _family(finding.rule)), []).append(finding)
    families = _families(data)
    for fact in data.run.details.get("coverage", ()):
        name = f"{fact.get('target') or targets(())}.{fact['operation'] if fact.get('effect') else WHOLE_RUN}"
        for family in families:
            found = grouped.pop((name, family), ())
            yield _case(data, name, family, found, fact.get("skipped_reason") or "")
    for (name, family), found in sorted(grouped.items()):
        yield _case(data, name, family, found, "")


def _targets(data: RunData) -> Callable[[Sequence[str]], str]:
    """Return what names the target of a finding by its witnesses; a run of one target needs no look."""
    names = [target.name for target in data.run.targets]
    if len(names) < 2:
        return lambda _: names[0] if names else data.run.command
    wanted = {id_ for finding in data.findings for id_ in finding.witness}
    found = {exchange.id: exchange.target for exchange in data.exchanges() if exchange.id in wanted}
    return lambda witness: next((found[id_] for id_ in witness if id_ in found), data.run.command)


def _families(data: RunData) -> list[str]:
    """Return the families of rules that the run judged; those that found something when it does not tell."""
    rules: Iterable[Mapping[str, Any]] = data.run.details.get("rules", ())
    named = [rule["id"] for rule in rules] or [finding.rule for finding in data.findings]
    return sorted({_family(name) for name in named})


def _family(rule: str) -> str:
    return rule.partition(".")[0]


def _case(data: RunData, name: str, family: str, found: Sequence[Finding], skipped: str) -> ET.Element:
    case = _element("testcase", name=family, classname=name, time="0")
    failing = [finding for finding in found if finding in data.failing]
    if failing:
        case.append(_failure(failing))
    elif skipped:
        case.append(_element("skipped", message=skipped))
    mild = [finding for finding in found if finding not in failing]
    if mild:
        case.append(_element("system-out", "\n\n".join(map(_told, mild))))
    return case


def _failure(failing: Sequence[Finding]) -> ET.Element:
    """Return one failure for all findings: readers of JUnit look at the first one only."""
    worst, others = failing[0], len(failing) - 1
    message = worst.claim + (f" (and {others} more)" if others else "")
    return _element("failure", "\n\n".join(map(_told, failing)), message=message, type=worst.rule)


def _told(finding: Finding) -> str:
    lines = [
        f"{finding.severity.value}: {finding.claim}",
        f"rule: {finding.rule}",
        f"where: {finding.subject}",
        f"expected: {finding.expected}",
        f"got: {finding.got}",
        f"source: {finding.source.where} ({finding.source.standing.value})",
        f"witness: {', '.join(finding.witness)}",
        f"fingerprint: {finding.fingerprint}",
    ]
    return "\n".join([*lines, finding.reproduce] if finding.reproduce else lines)


def _verdict_case(data: RunData) -> ET.Element:
    case = _element("testcase", name="verdict", classname=title(data.run).replace(" ", "."), time="0")
    kind, reason = data.verdict.kind, data.verdict.reason
    if kind is VerdictKind.FAIL:
        case.append(_element("failure", message=reason, type="verdict"))
    elif kind is VerdictKind.INCONCLUSIVE:
        case.append(_element("error", message=reason, type="inconclusive"))
    elif kind is VerdictKind.SKIPPED:
        case.append(_element("skipped", message=reason))
    return case


def _element(tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.Element(tag, {name: one_line(value, 1000) for name, value in attributes.items()})
    element.text = None if text is None else legible(text)
    return element
