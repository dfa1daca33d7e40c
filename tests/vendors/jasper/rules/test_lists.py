from __future__ import annotations

import pytest

from harness.exchange import Headers, Response
from harness.finding import Finding
from harness.oracles import judge
from harness.vendors.jasper.rules.lists import RULES
from tests.vendors.jasper.bench import JSON, Bench, contract, rewritten


def _judged(query: str, *entries: dict[str, object], level: str = "documented") -> list[Finding]:
    empty = Response(200, Headers((("Content-Type", JSON),)))
    bench = Bench(lambda _request, _response: rewritten(empty, {"jobsummary": list(entries)}))
    bench.ask("GET", query, accept=JSON)
    return list(
        judge(
            bench.evidence(contract(level)),
            RULES,
            embedded=True,
        )
    )


A, B = {"id": 1, "owner": "a|o", "reportUnitURI": "/r/A"}, {"id": 2, "owner": "b|o", "reportUnitURI": "/r/B"}


@pytest.mark.parametrize(
    "query",
    [
        "?limit=-1",
        "?limit=0",
        "?limit=many",
        "?limit=1&limit=2",
        "?owner=a",
        "?owner=a%7Co&example=%7B%7D",
        "?reportUnitURI=/r/",
        "?reportUnitURI=/R/",
        "?reportUnitURI=r",
        "?sortType=NONE",
        "?sortType=SORTBY_JOBNAME",
        "?sortType=SORTBY_JOBID&isAscending=maybe",
        "?sortType=SORTBY_JOBID&isAscending=true",
    ],
)
def test_what_promises_nothing_is_no_trouble(query: str) -> None:
    """Values that mean no filter, no limit or no order of ours, and those that an example overrides."""
    assert _judged(query, A, B) == []


def test_a_level_without_a_parameter_does_not_filter_by_it() -> None:
    """Before limit was known it was passed over."""
    assert _judged("?limit=1", A, B) != []
    assert _judged("?limit=1", A, B, level="documented+D12") == []


def test_the_default_order_is_that_of_the_level() -> None:
    """The documents descend, the code ascends."""
    assert [finding.rule for finding in _judged("?sortType=SORTBY_JOBID", A, B)] == ["jasper.list-order"]
    assert _judged("?sortType=SORTBY_JOBID", A, B, level="documented+D77") == []
