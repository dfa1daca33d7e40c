from __future__ import annotations

import json

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harness.contract import Effect
from harness.exchange import Headers, Request
from harness.flow import JobRef
from harness.guard import Attempt, Blocked, Policy, Usage, decide
from harness.ledger import LedgerView
from harness.target import Mode
from harness.vendors.joc.flows import post
from harness.vendors.joc.reader import JocReader, added
from tests.vendors.joc.bench import CONTRACT, Bench, answer

READER = JocReader()
CHAIN = "/agent/job_chain1"
OURS = {"jobChain": CHAIN, "orderId": "hrun-00001"}


def attempt(request: Request) -> Attempt:
    """Return a request as the guard sees it."""
    match = CONTRACT.match(request)
    assert match is not None
    return Attempt(request, match, READER.subjects(match, request))


def ledger() -> LedgerView:
    """Return the ledger of a run that added one order."""
    view = LedgerView()
    told = {"name": "t", "vendor": "joc", "upstreams": ["http://x"], "mode": "owned", "embedded": True}
    view.fold({"event": "target", "target": "t", "described": told})
    made = {"target": "t", "exchange": "e1", "tag": OURS["orderId"]}
    view.fold({"event": "intent", **made, "operation": "addOrders", "tags": [OURS["orderId"]]})
    job = {"key": f"{CHAIN},{OURS['orderId']}", "names": OURS}
    view.fold({"event": "created", **made, "job": job})
    return view


def kept(body: bytes, verb: str = "suspend") -> bool:
    """Tell whether the guard keeps a change back in ``owned``."""
    request = Request("POST", f"/joc/api/orders/{verb}", Headers.of(Content_Type="application/json"), body)
    policy = Policy(Mode.OWNED, tag_prefix="hrun-")
    return isinstance(decide(attempt(request), policy, ledger(), Usage()), Blocked)


def test_every_order_of_a_bulk_call_is_seen() -> None:
    """One of somebody else's keeps the whole call back."""
    ours, other = OURS, {"jobChain": CHAIN, "orderId": "order1"}
    assert not kept(orjson.dumps({"orders": [ours]}))
    assert kept(orjson.dumps({"orders": [ours, other]}))
    assert kept(orjson.dumps({"orders": [{**ours, "jobChain": "/other"}]}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"orders": {}}',
        b'{"orders": [5]}',
        b'{"orders": [{"jobChain": "/agent/job_chain1"}]}',
        b'{"orders": [{"jobChain": "/agent/job_chain1", "orderId": 5}]}',
        b'{"orders": [{"jobChain": "agent/job_chain1", "orderId": "hrun-00001"}]}',
        b'{"orders": [{"jobChain": "/agent/job_chain1,hrun-00001", "orderId": "x"}]}',
        b'{"orders": [], "orders": [{"jobChain": "/a", "orderId": "x"}]}',
        '{"orders": [{"jobChain": "/a", "orderId": "x"}]}'.encode("utf-16"),
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_for_sure_is_kept(body: bytes) -> None:
    """The server may read it otherwise."""
    assert kept(body)
    assert kept(body, "add")


def test_added_orders_bear_tags_of_ours() -> None:
    """Each of them; the Master would call one that brings no id as it likes."""
    assert not kept(orjson.dumps({"orders": [OURS, {**OURS, "orderId": "hrun-2"}]}), "add")
    assert kept(orjson.dumps({"orders": [OURS, {**OURS, "orderId": "theirs"}]}), "add")
    assert kept(orjson.dumps({"orders": [OURS, {"jobChain": CHAIN}]}), "add")


@pytest.mark.parametrize(
    "operation",
    [o for o in CONTRACT.operations.values() if o.strongest.effect is Effect.GLOBAL],
    ids=lambda operation: operation.id,
)
def test_what_orders_share_is_out_of_reach(operation: object) -> None:
    """Chains, nodes, jobs and tasks are nobody's own."""
    request = Request("POST", operation.template, Headers.of(Content_Type="application/json"), b"{}")  # type: ignore[attr-defined]
    policy = Policy(Mode.OWNED, tag_prefix="hrun-")
    assert isinstance(decide(attempt(request), policy, ledger(), Usage()), Blocked)


_IDS = st.sampled_from(["hrun-00001", "hrun-00002", "order1", "spare1", "", "HRUN-00001"]) | st.text(
    max_size=3
)
_CHAINS = st.sampled_from([CHAIN, "/spare/chain", "agent/job_chain1", f"{CHAIN}/", "//agent/job_chain1", "/"])
_ENTRIES = st.fixed_dictionaries(
    {}, optional={"orderId": st.none() | _IDS | st.integers(0, 5), "jobChain": st.none() | _CHAINS}
)
_VERBS = ["start", "suspend", "resume", "reset", "set_state", "remove_setback", "set_run_time", "delete"]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@example("delete", [OURS, {"orderId": "order1", "jobChain": CHAIN}], "application/json")
@example("delete", [{"orderId": "", "jobChain": CHAIN}], "application/json")
@given(
    st.sampled_from(_VERBS),
    st.lists(_ENTRIES, max_size=3),
    st.sampled_from(["application/json", "application/json; charset=utf-8", "text/plain"]),
)
def test_no_order_of_somebody_else_is_reached(
    verb: str, entries: list[dict[str, object]], media: str
) -> None:
    """Whatever the guard lets through in ``owned`` changes our own order and no other."""
    bench = Bench()
    bench.ask("orders/add", {"orders": [{**OURS, "at": "now + 3600"}]})
    before = others(bench)
    body = json.dumps({"jobschedulerId": "scheduler", "orders": entries}).encode()
    request = Request("POST", f"/joc/api/orders/{verb}", Headers.of(Content_Type=media), body)
    if not isinstance(decide(attempt(request), Policy(Mode.OWNED, "hrun-"), ledger(), Usage()), Blocked):
        bench.send(request)
    assert others(bench) == before


def others(bench: Bench) -> list[object]:
    """Return every order but ours, as the Master has it."""
    orders = bench.emulator.application.snapshot().master.orders  # type: ignore[attr-defined]
    return [order for key, order in orders.items() if key != f"{CHAIN},{OURS['orderId']}"]


def test_reads_and_sessions_touch_nothing() -> None:
    """They name nothing that the guard would have to know."""
    assert attempt(post("orders", {"orders": [OURS]})).subjects.jobs == ()


def test_the_answer_tells_what_was_added() -> None:
    """By the chosen id, by the Master's, and in part."""
    request = post("orders/add", {"orders": [{"jobChain": "/no"}, OURS, {"jobChain": CHAIN}]})
    match = CONTRACT.match(request)
    assert match is not None
    told = {"orders": [{"jobChain": CHAIN}, {"jobChain": CHAIN, "orderId": "7"}], "errors": [{"path": "/no"}]}
    assert READER.created(match, request, answer(told, 419)) == JobRef(f"{CHAIN},hrun-00001")
    asked = tuple(json.loads(request.body)["orders"])
    assert [job.key for job in added(asked, told)] == [f"{CHAIN},hrun-00001", f"{CHAIN},7"]
    assert READER.created(match, request, answer({}, 420)) is None
    broken = Request("POST", request.target, request.headers, b"{")
    assert READER.created(match, broken, answer(told)) is None
    assert READER.created(match, request, answer([], 200)) is None
