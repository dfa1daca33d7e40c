from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.contract import Contract, load_contract, load_levels
from harness.errors import UsageError
from harness.exchange import Exchange, Headers, Passage, Request, Response, Sender
from harness.finding import Finding, Severity, Source, Standing
from harness.oracles import gather
from harness.resources import resource
from harness.traffic.documented import Documented, compare, documented_rule, read_documented
from harness.vendors.zosmf import VENDOR

NAMES = {"tag": "HX1", "jobname": "A#B", "jobid": "JOB00123"}
ENTRY: dict[str, Any] = {
    "id": "status-by-name",
    "source": {"where": "a manual", "standing": "documented"},
    "setup": {"work": "short", "state": "OUTPUT"},
    "request": {
        "method": "GET",
        "target": "/zosmf/restjobs/jobs/{jobname}/{jobid}",
        "headers": {"X-CSRF-ZOSMF-HEADER": "true"},
    },
    "response": {"status": 200, "members": {"/jobname": "{jobname}", "/retcode": "CC 0000"}},
}


def _read(tmp_path: Path, *entries: dict[str, Any] | str) -> tuple[Documented, ...]:
    path = tmp_path / "documented.ndjson"
    path.write_text("\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in entries))
    return read_documented(path)


def test_a_line_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Everything of a line arrives; what may be missing has its usual value."""
    least = {**ENTRY, "id": "least", "request": {"method": "GET", "target": "/"}}
    del least["setup"]
    full, bare = _read(tmp_path, ENTRY, least)
    assert full.source == Source("a manual", Standing.DOCUMENTED)
    assert full.setup is not None
    assert (full.setup.work, full.setup.state) == ("short", "OUTPUT")
    assert (bare.session, bare.body, bare.headers, bare.setup) == ("primary", "", Headers(), None)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "17",
        "{}",
        json.dumps({**ENTRY, "source": {"where": "x", "standing": "hearsay"}}),
        json.dumps({**ENTRY, "setup": {"work": "short"}}),
        json.dumps({**ENTRY, "request": {"method": "GET"}}),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    """What cannot be read is a mistake in one line of one file."""
    with pytest.raises(UsageError, match="not a documented exchange") as caught:
        _read(tmp_path, ENTRY, "", line)
    assert (caught.value.line, caught.value.file) == (3, tmp_path / "documented.ndjson")


def test_names_are_encoded_in_the_target_and_nowhere_else(tmp_path: Path) -> None:
    """Names of a job are percent-encoded in the target, unless asked for raw, and as they are in a body."""
    request = {"method": "PUT", "target": "/{jobname}/{raw-jobname}", "body": "//{jobname} {raw-jobid}"}
    (entry,) = _read(tmp_path, {**ENTRY, "request": request})
    asked = entry.request(NAMES)
    assert (asked.method, asked.target, asked.body) == ("PUT", "/A%23B/A#B", b"//A#B JOB00123")


def _compared(expected: dict[str, Any], response: Response) -> list[tuple[str, str, str]]:
    return list(compare(expected, response, NAMES))


def _json(document: Any, status: int = 200) -> Response:
    return Response(status, Headers.of(Content_Type="application/json"), json.dumps(document).encode())


def test_what_is_as_documented_differs_nowhere() -> None:
    """Status, headers, members at any depth, null members and whole bodies are compared, and agree."""
    members = {"/0/jobname": "{jobname}", "/0/retcode": None, "/0/phase": 20, "/0/steps/1": "S2"}
    document = [{"jobname": "A#B", "retcode": None, "phase": 20, "steps": ["S1", "S2"], "more": 1}]
    headers = {"content-type": "application/json"}
    assert _compared({"status": 200, "headers": headers, "members": members}, _json(document)) == []
    assert _compared({"status": 200, "body": "[]"}, _json([])) == []
    assert (
        _compared(
            {"status": 400, "members": {"/message": "no {jobid}"}}, _json({"message": "no JOB00123"}, 400)
        )
        == []
    )


@pytest.mark.parametrize(
    ("expected", "response", "difference"),
    [
        ({"status": 201, "body": "x"}, _json({}), ("status", "201", "200")),
        ({"status": 200, "body": "[]"}, _json({}), ("body", "[]", "{}")),
        ({"status": 200, "headers": {"X": "1"}}, _json({}), ("header X", "1", "None")),
        ({"status": 200, "members": {"/a": 1}}, _json({"a": "1"}), ("member /a", "1", '"1"')),
        ({"status": 200, "members": {"/a": None}}, _json({}), ("member /a", "null", "nothing")),
        ({"status": 200, "members": {"/a": 1}}, _json({"a": True}), ("member /a", "1", "true")),
        ({"status": 200, "members": {"/1": 1}}, _json([1]), ("member /1", "1", "nothing")),
        ({"status": 200, "members": {"/a": 1}}, Response(200, body=b"<"), ("member /a", "1", "nothing")),
        (
            {"status": 200, "members": {"/a": "{jobid}"}},
            _json({"a": "X"}),
            ("member /a", '"JOB00123"', '"X"'),
        ),
    ],
)
def test_each_difference_is_named(
    expected: dict[str, Any], response: Response, difference: tuple[str, str, str]
) -> None:
    """A difference is a place, what is documented there and what came; a wrong status says it all."""
    assert _compared(expected, response) == [difference]


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Give the contract of z/OSMF."""
    return load_contract(resource("openapi/zosmf.yaml"))


SUBMITTED = {"jobname": "HX1", "jobid": "JOB00123", "job-correlator": "J0000123SY1.....E1A2B3C4.......:"}


def _exchange(name: str, kind: str, request: Request, response: Response | None) -> Exchange:
    passage = Passage.ANSWERED if response else Passage.BLOCKED
    sender = Sender(kind, "status-by-name/HX1")
    return Exchange(name, "zosmf", request, response, passage, int(name), int(name) + 1, "", sender=sender)


def test_a_pointer_leads_into_xml() -> None:
    """Its steps are elements, a number chooses among those of one name, and it finds text."""
    headers = Headers((("Content-Type", "application/xml"),))
    response = Response(200, headers, b"<jobs><job><id>7</id></job><job><id>8</id><note/></job></jobs>")
    found = {"/jobs/job/id": "7", "/jobs/job/1/id": "{id}", "/jobs/job/1/note/0": ""}
    assert list(compare({"status": 200, "members": found}, response, {"id": "8"})) == []
    wrong = {"/jobs/job/2/id": "9", "/job": "x"}
    assert [place for place, _, _ in compare({"status": 200, "members": wrong}, response, {})] == [
        "member /jobs/job/2/id",
        "member /job",
    ]


def test_a_name_of_the_job_may_be_a_number() -> None:
    """Where a job's name stands for a member, text and number are the same; elsewhere they are not."""
    response = Response(200, body=b'{"id": 8, "copies": 8}')
    expected = {"status": 200, "members": {"/id": "{id}", "/copies": "8"}}
    assert [place for place, _, _ in compare(expected, response, {"id": "8"})] == ["member /copies"]


def _judged(
    contract: Contract, entry: Documented, response: Response | None, kind: str = "documented"
) -> list[Finding]:
    submit = Request("PUT", "/zosmf/restjobs/jobs", Headers.of(Content_Type="text/plain"), b"//HX1 JOB")
    asked = Request("GET", "/zosmf/restjobs/jobs/HX1/JOB00123")
    record = (
        _exchange("1", "documented-setup", submit, _json(SUBMITTED, 201)),
        _exchange("2", kind, asked, response),
    )
    rule = documented_rule((entry,), VENDOR.reader)
    return list(rule.judge(gather(contract, VENDOR.observe, record)))


def test_the_rule_reads_names_from_the_record_and_is_content(tmp_path: Path, contract: Contract) -> None:
    """An answer with the names of the job that the setup submitted is as documented."""
    (entry,) = _read(tmp_path, ENTRY)
    assert _judged(contract, entry, _json({"jobname": "HX1", "retcode": "CC 0000"})) == []


@pytest.mark.parametrize(
    ("standing", "severity"),
    [("documented", Severity.ERROR), ("measured", Severity.WARNING), ("inferred", Severity.INFO)],
)
def test_a_difference_is_a_finding_as_firm_as_its_source(
    tmp_path: Path, contract: Contract, standing: str, severity: Severity
) -> None:
    """Each place that differs is a finding with the exchange as witness and the entry's own source."""
    source = {"where": "a manual", "standing": standing}
    (entry,) = _read(tmp_path, {**ENTRY, "source": source})
    (finding,) = _judged(contract, entry, _json({"jobname": "OTHER", "retcode": "CC 0000"}))
    assert (finding.rule, finding.operation, finding.severity) == ("documented.exchange", "getJob", severity)
    assert (finding.expected, finding.got, finding.witness) == ('"HX1"', '"OTHER"', ("2",))
    assert finding.subject == "status-by-name member /jobname"
    assert finding.source == entry.source


def test_what_was_not_answered_or_not_documented_is_not_judged(tmp_path: Path, contract: Contract) -> None:
    """A blocked request, other traffic and an unknown entry give no finding."""
    (entry,) = _read(tmp_path, ENTRY)
    wrong = _json({"jobname": "OTHER"}, 500)
    assert _judged(contract, entry, None) == []
    assert _judged(contract, entry, wrong, kind="fuzzing") == []
    (other,) = _read(tmp_path, {**ENTRY, "id": "another"})
    assert _judged(contract, other, wrong) == []


def test_an_example_of_another_release_is_not_held_against_a_level(
    tmp_path: Path, contract: Contract
) -> None:
    """Judged by a level with a drift that the entry excepts, its answer is nobody's mistake."""
    (entry,) = _read(tmp_path, {**ENTRY, "unless": ["D24"]})
    wrong = _json({"jobname": "OTHER", "retcode": "CC 0000"})
    path = resource("openapi/zosmf.yaml")
    levels = load_levels(path)
    otherwise, elsewhere = (load_contract(path, levels.overlays([drift])) for drift in ("D24", "D25"))
    assert [len(_judged(each, entry, wrong)) for each in (contract, otherwise, elsewhere)] == [1, 0, 1]


def test_a_drift_that_changes_one_member_excuses_no_other(tmp_path: Path, contract: Contract) -> None:
    """At its level that member may be anything; the status and the other members may not."""
    (entry,) = _read(tmp_path, {**ENTRY, "unless": ["D24 /jobname"]})
    path = resource("openapi/zosmf.yaml")
    level = load_contract(path, load_levels(path).overlays(["D24"]))
    right = {"jobname": "HX1", "retcode": "CC 0000"}
    for wrong, told in (({"jobname": "OTHER"}, [1, 0]), ({"retcode": "CC 0004"}, [1, 1])):
        answer = _json({**right, **wrong})
        assert [len(_judged(each, entry, answer)) for each in (contract, level)] == told
