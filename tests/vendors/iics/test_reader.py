"""The reader: what a request starts, and every address in it however it is hidden."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response, Sender
from harness.guard import Allowed, Attempt, Policy, Subjects, Usage, decide
from harness.ledger import LedgerView
from harness.target import Length, Mode, WorkItem
from harness.vendors.iics.reader import IicsReader
from harness.vendors.iics.work import exclusive
from tests.vendors.iics.bench import Bench, contract

READER = IicsReader()
JSON, XML = "application/json", "application/xml"
OURS = "http://127.0.0.1:9/__harness__/callback/hk3x9000001"


def subjects(body: str | bytes, kind: str = JSON, path: str = "/saas/api/v2/job") -> Subjects:
    """Return what the reader says of a request."""
    raw = body.encode() if isinstance(body, str) else body
    request = Request("POST", path, Headers.of(Content_Type=kind), raw)
    match = contract().match(request)
    assert match is not None
    return READER.subjects(match, request)


def test_the_tag_is_the_end_of_the_address() -> None:
    """By which the run is found again."""
    read = subjects(f'{{"taskName":"a","taskType":"MTT","callbackURL":"{OURS}"}}')
    assert (read.creates, read.addresses, read.unreadable) == (("hk3x9000001",), (OURS,), None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"callbackURL":"https://evil.example/x"}', JSON),
        ('{"callbackUrl":"https://evil.example/x"}', JSON),
        ('{"x":{"y":["  https://evil.example/x"]}}', JSON),
        ('{"callbackURL":"https:\\/\\/evil.example\\/x"}', JSON),
        ('{"callbackURL":"\\u0068ttps://evil.example/x"}', JSON),
        ("<job><callbackURL>https://evil.example/x</callbackURL></job>", XML),
        ("<job><callbackURL>&#104;ttps://evil.example/x</callbackURL></job>", XML),
        (f'{{"callbackURL":"{OURS}","callbackURL":"https://evil.example/x"}}', JSON),
        ('{"callbackURL":"https://evil.example/x"', JSON),
        ('{"callbackURL":"https:\\/\\/evil.example/x"', JSON),
        ("<job><a/><callbackURL>https://evil.example/x</callbackURL>", XML),
    ],
)
def test_no_address_stays_unseen(body: str, kind: str) -> None:
    """Escaped, under another name, twice, in a body that is broken off."""
    assert "https://evil.example/x" in subjects(body, kind).addresses


def test_a_callback_without_an_address_is_one_all_the_same() -> None:
    """What it would be taken for is not ours to guess."""
    assert subjects('{"callbackURL":"evil.example"}').addresses == ("evil.example",)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('{"taskName":"Load","taskType":"mtt"}', "MTT taskName Load"),
        ('{"taskId":"a","type":"MTT","taskType":"Mtt"}', "MTT taskId a"),
        ('{"taskFederatedId":"f","taskType":"DSS","taskName":""}', "DSS taskFederatedId f"),
    ],
)
def test_the_task_is_read_by_its_one_name_and_type(body: str, name: str) -> None:
    """For a start and for a stop alike."""
    for path in ("/saas/api/v2/job", "/saas/api/v2/job/stop"):
        assert (subjects(body, path=path).shared, subjects(body, path=path).unreadable) == ((name,), None)


@pytest.mark.parametrize(
    "body",
    [
        '{"taskName":"ours","taskId":"theirs","taskType":"MTT"}',
        '{"taskName":"ours","type":"MTT","taskType":"DSS"}',
        '{"taskName":"ours"}',
        '{"taskType":"MTT"}',
        '{"taskName":["ours"],"taskType":"MTT"}',
    ],
)
def test_a_task_that_is_not_named_once_is_not_read(body: str) -> None:
    """Which of two names would count is not documented."""
    assert subjects(body).unreadable


OURS_ONLY = (WorkItem("w", Length.LONG, {"type": "MTT", "task_name": "Load_Ledger", "exclusive": True}),)
THEIRS = ("Load_Part_000", "Replicate_Sales", "taskName")
TYPES = {"Replicate_Sales": "DRS", "taskName": "WORKFLOW"}
_VALUES = st.sampled_from(
    ["Load_Ledger", "load_ledger", "Load_Ledger ", *THEIRS, "0034J90000000M", "0034J900000015", "", None, 7]
)
_MEMBERS = st.lists(
    st.tuples(st.sampled_from(["taskId", "taskName", "taskFederatedId", "TaskName", "x"]), _VALUES),
    max_size=3,
)
_KINDS = st.lists(
    st.tuples(st.sampled_from(["taskType", "type"]), st.sampled_from(["MTT", "mtt", "DRS", "WORKFLOW"])),
    max_size=2,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["/saas/api/v2/job/stop", "/saas/api/v2/job/stop/", "/saas/api/v2/job"]),
    _MEMBERS,
    _KINDS,
    st.booleans(),
)
def test_in_owned_nothing_of_somebody_else_s_is_started_or_stopped(
    path: str, members: list[tuple[str, object]], kinds: list[tuple[str, str]], as_xml: bool
) -> None:
    """Whatever is generated: names twice, in other letters, of other types, in either format."""
    pairs = [*members, *kinds]
    request = _request(path, pairs, XML if as_xml else JSON)
    bench = _occupied()
    before = {
        run["key"]: run["stopped"] for run in bench.emulator.application.jobs(bench.emulator.clock.now())
    }
    match = contract().match(request)
    assert match is not None
    attempt = Attempt(request, match, READER.subjects(match, request), Sender("properties"))
    seen = Usage(exclusive={name: True for thing in exclusive(OURS_ONLY) for name in thing.names})
    if isinstance(decide(attempt, Policy(Mode.OWNED, "hk3x9"), LedgerView(), seen), Allowed):
        bench.send(request)
    after = {run["key"]: run for run in bench.emulator.application.jobs(bench.emulator.clock.now())}
    touched = [
        key for key, run in after.items() if run["stopped"] != before.get(key, False) or key not in before
    ]
    assert {after[key]["task"] for key in touched} <= {"Load_Ledger"}


def _request(path: str, pairs: list[tuple[str, object]], kind: str) -> Request:
    if kind == JSON:
        body = "{" + ",".join(f"{json.dumps(name)}:{json.dumps(value)}" for name, value in pairs) + "}"
    else:
        body = f"<job>{''.join(f'<{name}>{value or str()}</{name}>' for name, value in pairs)}</job>"
    return Request("POST", path, Headers.of(Content_Type=kind, Accept=JSON), body.encode())


def _occupied() -> Bench:
    """Return an organisation in which others are at work."""
    bench = Bench()
    for name in THEIRS:
        task = {"taskName": name, "taskType": TYPES.get(name, "MTT")}
        bench.send(_request("/saas/api/v2/job", list(task.items()), JSON), "other")
    return bench


@pytest.mark.parametrize("body", ["", "[]", "{", '{"taskId":"a","taskId":"b"}', b"\xff"])
def test_what_can_be_read_in_two_ways_is_unreadable(body: str | bytes) -> None:
    """The guard keeps it back."""
    assert subjects(body).unreadable
    assert subjects(body, path="/saas/api/v2/job/stop").unreadable


def test_other_requests_touch_nothing() -> None:
    """A lookup reads."""
    assert subjects('{"objects":[]}', path="/saas/public/core/v3/lookup") == Subjects()


@given(st.binary(max_size=80), st.sampled_from([JSON, XML, "text/plain", ""]))
def test_it_never_fails(body: bytes, kind: str) -> None:
    """Whatever is sent."""
    assert subjects(body, kind) is not None


def created(status: int, body: bytes, path: str = "/saas/api/v2/job") -> str | None:
    """Return the key of the run that an answer says was started."""
    request = Request("POST", path, Headers.of(Content_Type=JSON))
    match = contract().match(request)
    assert match is not None
    job = READER.created(match, request, Response(status, Headers.of(Content_Type=JSON), body))
    return None if job is None else job.key


def test_only_the_answer_to_a_start_makes_a_run() -> None:
    """With 200, or in some editions 201."""
    body = b'{"taskId":"a","runId":5}'
    assert created(200, body) == created(201, body) == "a/5"
    assert created(403, body) is created(200, b"{}") is created(200, body, "/saas/api/v2/job/stop") is None
