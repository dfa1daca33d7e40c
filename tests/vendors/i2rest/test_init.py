"""The vendor as the product sees it: complete, and its documented exchanges hold at the emulator."""

from __future__ import annotations

import pytest

from harness.exchange import Request
from harness.flow import JobRef
from harness.oracles import SUITE, judge
from harness.target import Length
from harness.traffic.documented import Documented, compare, read_documented
from harness.vendor import Generation, vendor_named
from harness.vendors.i2rest import VENDOR
from tests.vendors.i2rest.bench import Bench, contract

assert VENDOR.documented is not None
EXCHANGES = read_documented(VENDOR.documented)


def test_the_vendor_is_found_by_its_name() -> None:
    """A folder of its own is all that it takes."""
    assert vendor_named("i2rest") is VENDOR
    assert VENDOR.contract_path.is_file()


def test_there_is_work_of_every_length() -> None:
    """Scenarios need jobs that end, that run, that wait and that fail."""
    assert {item.length for item in VENDOR.work} == set(Length)
    assert VENDOR.executes(VENDOR.work) == tuple(item.fields["command"] for item in VENDOR.work)


def test_every_verb_of_the_life_cycle_can_be_asked_for() -> None:
    """Flows know what the contract knows."""
    for verb in contract().lifecycle.verbs:
        assert isinstance(next(VENDOR.flows.modify(JobRef("000001/A/B"), verb)), Request)


def test_bodies_are_generated_for_commands() -> None:
    """No schema says what a command is."""
    assert ("runCommand", "application/json") in VENDOR.bodies(Generation(VENDOR.work, only_work=True))


def test_documented_exchanges_are_told_apart() -> None:
    """Each has a name of its own."""
    names = [entry.id for entry in EXCHANGES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", EXCHANGES, ids=lambda entry: entry.id)
def test_a_documented_exchange_holds_at_the_emulator(entry: Documented) -> None:
    """The emulator answers as documented, and the oracles agree."""
    bench = Bench()
    names = {"tag": "HDOC00001"}
    if entry.setup is not None:
        item = next(work for work in VENDOR.work if work.name == entry.setup.work)
        end = bench.run(VENDOR.flows.submit(item, "HDOC00002"))
        assert end.job is not None
        bench.wait(30)
        assert bench.run(VENDOR.flows.status(end.job)).state == entry.setup.state
        names |= end.job.names
    answer = bench.send(entry.request(names), entry.session)
    assert list(compare(entry.response, answer, names)) == []
    found = judge(bench.evidence(), (*SUITE, *VENDOR.rules), embedded=True)
    assert [finding for finding in found if finding.severity != "info"] == []
