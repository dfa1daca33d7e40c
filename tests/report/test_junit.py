from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from harness.finding import Verdict, VerdictKind
from harness.report.junit import junit
from harness.report.reading import RunData, read_run_data
from tests.report import sample

# The elements, attributes and children of the schema that Jenkins publishes (xunit-plugin, junit-10.xsd).
ALLOWED: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"time", "skipped", "timestamp", "hostname", "id", "package", "group", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def tree(data: RunData) -> ET.Element:
    """Return the document, read again."""
    return ET.fromstring(junit(data))  # noqa: S314 - our own document


def case(data: RunData, classname: str, name: str) -> ET.Element:
    """Return one test case."""
    return next(
        c for c in tree(data).iter("testcase") if (c.get("classname"), c.get("name")) == (classname, name)
    )


def verdict_of(verdict: Verdict, folder: Path) -> ET.Element:
    """Return the case of the verdict itself."""
    return case(read_run_data(sample.write(folder, sample.run_of(verdict))), "check.zosmf", "verdict")


def test_the_document_keeps_to_the_schema(failed: RunData, passed: RunData) -> None:
    """Every element stands where the schema allows it, with the attributes that it asks for."""
    for data in (failed, passed):
        for element in tree(data).iter():
            required, optional, children = ALLOWED[element.tag]
            assert required <= set(element.keys()) <= required | optional
            assert {child.tag for child in element} <= children


def test_there_is_a_case_for_each_operation_and_family(passed: RunData) -> None:
    """A passing run shows what was judged: every family of rules on every operation, and the verdict."""
    cases = [(c.get("classname"), c.get("name")) for c in tree(passed).iter("testcase")]
    assert len(cases) == len(set(cases)) == 10 * 4 + 1
    assert ("zosmf.getJob", "lifecycle") in cases


def test_findings_at_the_threshold_fail_their_case(failed: RunData) -> None:
    """A failing case says what was claimed and got, where the vendor says so, and how to see it again."""
    failure = case(failed, "zosmf.getJob", "exchange").find("failure")
    assert failure is not None
    assert failure.get("type") == "exchange.schema"
    assert failure.text is not None
    assert all(part in failure.text for part in ("expected: string or null", "source: z/OS jobs", "curl -sS"))


def test_milder_findings_are_told_and_do_not_fail(failed: RunData) -> None:
    """A finding below the threshold is output of a case that passes."""
    mild = case(failed, "zosmf.listJobs", "relations")
    assert mild.find("failure") is None
    assert "relations.list-is-item" in (mild.findtext("system-out") or "")


def test_several_findings_are_one_failure(failed: RunData) -> None:
    """Readers show one failure of a case, so it holds them all."""
    twin = replace(failed.findings[0], subject="200 /class enum")
    doubled = RunData(failed.folder, failed.run, (twin, *failed.findings), {})
    (failure,) = case(doubled, "zosmf.getJob", "exchange").findall("failure")
    assert (failure.get("message") or "").endswith("(and 1 more)")
    assert (failure.text or "").count("fingerprint:") == 2


def test_skipped_operations_say_why(passed: RunData) -> None:
    """An operation that was not judged is skipped with its reason, never green."""
    skipped = case(passed, "zosmf.logout", "exchange").find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "session operations are scripted, never generated"


def test_counts_agree_with_the_cases(failed: RunData) -> None:
    """The totals of the suite are those of its cases."""
    root = tree(failed)
    suite = root[0]
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert suite.get(attribute) == str(len(list(root.iter(tag))))
    assert suite.get("tests") == str(len(list(root.iter("testcase"))))


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        (VerdictKind.PASS, None),
        (VerdictKind.FAIL, "failure"),
        (VerdictKind.INCONCLUSIVE, "error"),
        (VerdictKind.SKIPPED, "skipped"),
    ],
)
def test_the_verdict_is_a_case_of_its_own(tmp_path: Path, kind: VerdictKind, tag: str | None) -> None:
    """A run that shows nothing is never green, although no case of it failed."""
    found = [child.tag for child in verdict_of(Verdict(kind, "why"), tmp_path)]
    assert found == ([tag] if tag else [])


def test_findings_outside_the_coverage_have_a_case(failed: RunData) -> None:
    """A finding about no operation, or about one that is not listed, is not lost."""
    odd = tuple(replace(failed.findings[0], operation=name) for name in (None, "elsewhere"))
    found = RunData(failed.folder, replace(failed.run, details={}), odd, {})
    assert {c.get("classname") for c in tree(found).iter("testcase") if c.find("failure") is not None} >= {
        "zosmf.run",
        "zosmf.elsewhere",
    }


def test_requests_of_no_operation_belong_to_the_run(failed: RunData) -> None:
    """A finding on a request that matches nothing fails one case, beside the families that held."""
    row = {"operation": "(no operation)", "effect": "", "statuses": {"403": 1}, "documented": []}
    run = replace(failed.run, details=sample.details(coverage=[row]))
    odd = replace(failed.findings[0], operation=None)
    names = [c.get("classname") for c in tree(RunData(failed.folder, run, (odd,), {})).iter("testcase")]
    assert names == ["zosmf.run"] * 4 + ["check.zosmf"]


def test_findings_of_several_targets_are_told_apart(tmp_path: Path) -> None:
    """Two targets have operations of the same name, and a finding fails that of its own target only."""
    targets = (sample.TARGET, replace(sample.TARGET, name="test"))
    rows = [{**fact, "target": target.name} for target in targets for fact in sample.details()["coverage"]]
    run = sample.run_of(sample.FAIL, targets=targets, details=sample.details(coverage=rows))
    exchanges = [replace(sample.life_of_a_job()[5], target="test")]
    data = read_run_data(sample.write(tmp_path, run, exchanges, sample.findings()[:1]))
    failing = [c.get("classname") for c in tree(data).iter("testcase") if c.find("failure") is not None]
    assert failing == ["test.getJob", "check.zosmf.test"]


def test_hostile_text_leaves_the_document_whole(failed: RunData) -> None:
    """Controls, markup and what XML cannot hold do not break the document, and stay readable."""
    hostile = "]]><x>\x00\x1b[31m&\ufffe"
    finding = replace(failed.findings[0], claim=hostile, got=hostile, subject=hostile, reproduce=hostile)
    failure = case(RunData(failed.folder, failed.run, (finding,), {}), "zosmf.getJob", "exchange").find(
        "failure"
    )
    assert failure is not None
    assert failure.get("message") == "]]><x>\\x00\\x1b[31m&\\ufffe"
