"""The vendor as the product sees it: complete, and its documented exchanges hold at the emulator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from harness.exchange import Headers, Request, Response
from harness.finding import Standing
from harness.flow import JobRef
from harness.oracles import SUITE, judge
from harness.traffic.documented import OWN
from harness.vendor import Generation, vendor_named
from harness.vendors.zosmf import VENDOR
from tests.oracles.script import CONTRACT
from tests.vendors.zosmf.bench import Bench


def documented() -> Iterator[dict[str, Any]]:
    """Yield the documented exchanges."""
    assert VENDOR.documented is not None
    for line in VENDOR.documented.read_bytes().splitlines():
        yield orjson.loads(line)


EXCHANGES = list(documented())


def test_the_vendor_is_found_by_its_name() -> None:
    """A folder of its own is all that it takes."""
    assert vendor_named("zosmf") is VENDOR
    assert VENDOR.contract_path.is_file()


def test_every_verb_of_the_life_cycle_can_be_asked_for() -> None:
    """Flows know what the contract knows."""
    job = JobRef("MYJOB/JOB00123", {"jobname": "MYJOB", "jobid": "JOB00123"})
    for verb in CONTRACT.lifecycle.verbs:
        request = next(VENDOR.flows.modify(job, verb))
        assert isinstance(request, Request)
        match = CONTRACT.match(request)
        assert match is not None
        assert match.role in (f"modify:{verb}", verb)
        assert CONTRACT.judge_request(match, request) == ()


def test_bodies_are_generated_for_submits() -> None:
    """No schema says what JCL is."""
    bodies = VENDOR.bodies(Generation(VENDOR.work, only_work=True))
    assert ("submitJob", "text/plain") in bodies


def test_documented_exchanges_are_told_apart_and_sourced() -> None:
    """Each has a name of its own, and says where it stands."""
    names = [entry["id"] for entry in EXCHANGES]
    assert len(set(names)) == len(names) >= 50
    for entry in EXCHANGES:
        assert Standing(entry["source"]["standing"]) is not Standing.INFERRED
        assert entry["source"]["where"]
        assert entry.keys() <= {
            "id",
            "source",
            "setup",
            "session",
            "request",
            "response",
            "unless",
            "emulator",
        }
        assert entry["response"].keys() <= {"status", "members", "headers", "body"}


@pytest.mark.parametrize("entry", EXCHANGES, ids=lambda entry: entry["id"])
def test_a_documented_exchange_holds_at_the_emulator(entry: dict[str, Any]) -> None:
    """The emulator answers as the real server was seen to, and the oracles agree."""
    bench = Bench()
    names = {"tag": "HDOC0001", **prepared(bench, entry.get("setup"))}
    asked = entry["request"]
    headers = Headers(tuple(asked["headers"].items()))
    request = Request(
        asked["method"],
        filled(asked["target"], names),
        headers,
        filled(asked.get("body", ""), names).encode(),
    )
    session = entry.get("session", "primary")
    # The bench's primary user brings a password with every request.
    answer = bench.send(request, "primary" if session == OWN else session)
    check(answer, entry["response"], names)
    found = judge(bench.evidence(), (*SUITE, *VENDOR.rules), embedded=True)
    assert [finding for finding in found if finding.severity != "info"] == []


def prepared(bench: Bench, setup: Mapping[str, str] | None) -> dict[str, str]:
    """Submit the work that an exchange is about, wait for its state, and return its names."""
    if setup is None:
        return {}
    item = next(work for work in VENDOR.work if work.name == setup["work"])
    end = bench.run(VENDOR.flows.submit(item, "HDOC0002"))
    assert end.job is not None
    bench.wait(30)
    assert bench.run(VENDOR.flows.status(end.job)).state == setup["state"]
    raw = end.job.names["correlator"]
    names = {name: end.job.names[name] for name in ("jobname", "jobid")}
    return {**names, "raw-correlator": raw, "correlator": quote(raw, safe="")}


def filled(text: str, names: Mapping[str, str]) -> str:
    """Put the job's names in place of ``{jobname}`` and the like."""
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def check(answer: Response, wanted: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """Compare an answer with what is documented of it."""
    assert answer.status == wanted["status"]
    for name, value in wanted.get("headers", {}).items():
        assert answer.headers.get(name) == value
    if "body" in wanted:
        assert answer.body.decode() == wanted["body"]
    for pointer, value in wanted.get("members", {}).items():
        found: Any = orjson.loads(answer.body)
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        assert found == (filled(value, names) if isinstance(value, str) else value), pointer
