from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Request, Response
from harness.oracles import judge
from harness.vendors.jasper.rules.effects import RULES, after_change
from tests.vendors.jasper.bench import JSON, Bench, Change, contract, rewritten


def _never_paused() -> Change:
    def change(request: Request, response: Response) -> Response:
        wrong = {"value": "NORMAL", "nextFireTime": "2099-01-01T00:00:00Z"}
        return rewritten(response, wrong) if request.path.endswith("/state") else response

    return change


def _paused(*between: tuple[str, str, object]) -> Bench:
    bench = Bench(_never_paused())
    number = bench.schedule("one")
    bench.ask("POST", "/pause", {"jobId": []}, JSON, JSON)
    for method, path, body in between:
        bench.ask(method, path, body, JSON, JSON)
    bench.ask("GET", f"/{number}/state", accept=JSON)
    return bench


def test_reads_do_not_part_a_change_from_what_follows() -> None:
    """Each read after a change is compared with it, and any other change ends that."""
    fact = _paused(("GET", "/calendars", b"")).evidence().fact(after_change)
    assert [(change.operation, each.operation) for change, each, _ in fact] == [
        ("pauseJobs", "listCalendars"),
        ("pauseJobs", "getJobState"),
    ]


@pytest.mark.parametrize(
    "between",
    [("POST", "/resume", {"jobId": []}), ("DELETE", "/99", b""), ("POST", "/restart", {"jobId": [99]})],
)
def test_another_change_between_excuses(between: tuple[str, str, object]) -> None:
    """It may have undone the first."""
    assert list(judge(_paused(between).evidence(), RULES, embedded=True)) == []


def test_what_runs_side_by_side_has_no_order() -> None:
    """A read that began before the pause had ended may have been first."""
    bench = _paused()
    *others, last = bench.exchanges
    bench.exchanges[:] = [*others, replace(last, begun_ns=others[-1].begun_ns)]
    assert list(judge(bench.evidence(), RULES, embedded=True)) == []


def test_a_level_on_which_an_empty_list_pauses_nothing_is_believed() -> None:
    """What is a fault by the documents is as it should be there."""
    evidence = _paused().evidence
    assert [each.rule for each in judge(evidence(contract()), RULES, embedded=True)] == ["jasper.paused"]
    assert list(judge(evidence(contract("documented+D51")), RULES, embedded=True)) == []


@pytest.mark.parametrize("model", [b"{", {"isDescriptionModified": True, "description": "x"}, {"label": "x"}])
def test_only_a_flag_alone_clears(model: object) -> None:
    """With a description it sets that, and what cannot be read clears nothing."""
    bench = Bench()
    number = bench.schedule("one", description="x")
    bench.ask("POST", f"?id={number}", model, JSON, JSON)
    bench.ask("GET", "", accept=JSON)
    assert list(judge(bench.evidence(), RULES, embedded=True)) == []
