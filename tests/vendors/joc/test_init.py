from __future__ import annotations

import re

import orjson
import pytest

from harness.exchange import Request
from harness.finding import Severity, Standing
from harness.flow import JobRef
from harness.oracles import SUITE, judge
from harness.traffic.documented import Documented, compare, read_documented
from harness.vendor import vendor_named
from harness.vendors.joc import VENDOR
from tests.vendors.joc.bench import CONTRACT, Bench

assert VENDOR.documented is not None
ENTRIES = read_documented(VENDOR.documented)
AFTER = {
    "page-list-suspended": "page-suspend",
    "audit-by-pattern": "page-suspend",
    "ids-are-as-chosen": "chosen-id-without-slash",
    "chosen-id-is-deleted": "chosen-id-without-slash",
    "params-are-merged": "set-state-with-params",
}
"""What shows the effect of another exchange."""


def test_the_vendor_is_found_by_its_name() -> None:
    """A folder of its own is all that it takes."""
    assert vendor_named("joc") is VENDOR
    assert VENDOR.contract_path.is_file()


def test_every_verb_of_the_life_cycle_can_be_asked_for() -> None:
    """Flows know what the contract knows."""
    job = JobRef("/a/b,x", {"jobChain": "/a/b", "orderId": "x"})
    for verb in CONTRACT.lifecycle.verbs:
        request = next(VENDOR.flows.modify(job, verb))
        assert isinstance(request, Request)
        match = CONTRACT.match(request)
        assert match is not None
        assert match.role in (f"modify:{verb}", verb)
        assert CONTRACT.judge_request(match, request) == ()


def test_documented_exchanges_are_told_apart_and_sourced() -> None:
    """Each has a name of its own; what no document says is inferred."""
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES) >= 70
    inferred = [entry.id for entry in ENTRIES if entry.source.standing is Standing.INFERRED]
    assert inferred == ["login-with-the-newline-of-echo", "the-caller-is-a-parameter"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_documented_exchange_holds_at_the_emulator(entry: Documented) -> None:
    """The emulator answers as it is documented, and the oracles agree."""
    bench = Bench()
    if entry.id in AFTER:
        bench.send(next(each for each in ENTRIES if each.id == AFTER[entry.id]).request({}))
    names = {"tag": "hdoc-1"}
    if entry.setup is not None:
        names |= brought_about(bench, entry.setup.work, entry.setup.state).names
    answer = bench.send(entry.request(names), entry.session)
    assert list(compare(entry.response, answer, names)) == []
    found = judge(bench.evidence(), (*SUITE, *VENDOR.rules), embedded=True)
    assert [each for each in found if each.severity is not Severity.INFO] == []


def brought_about(bench: Bench, work: str, state: str) -> JobRef:
    """Add an order of a work item and let it come to a state."""
    item = next(item for item in VENDOR.work if work in (item.name, item.length.value))
    job = bench.run(VENDOR.flows.submit(item, "hdoc-2")).job
    assert job is not None
    for _ in range(40):
        if bench.run(VENDOR.flows.status(job)).state == state:
            return job
        bench.wait(0.25)
    raise AssertionError(f"{work} does not come to {state}")


def test_secrets_are_named() -> None:
    """Tokens are cut out of records wherever they stand."""
    assert {"X-Access-Token", "access_token"} <= set(VENDOR.secrets)
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-", orjson.dumps([e.response for e in ENTRIES]))
