from __future__ import annotations

from harness.vendors.jasper.rules.facts import answered, lists
from tests.vendors.jasper.bench import JSON, XML, Bench


def test_lists_are_read_alike_from_both_forms() -> None:
    """JSON and XML show the same jobs."""
    bench = Bench()
    number = bench.schedule("one")
    for accept in (JSON, XML):
        bench.ask("GET", "", accept=accept)
    found = [[entry["id"] for entry in entries] for _, entries in bench.evidence().fact(lists)]
    assert found == [[number], [number]]


def test_a_parameter_counts_when_it_is_known_and_given_once() -> None:
    """Twice is nothing that a rule could go by, and what the level does not know is no filter."""
    bench = Bench()
    bench.ask("GET", "?limit=1&label=a&label=b&state=PAUSED", accept=JSON)
    (each,) = bench.evidence().fact(answered)
    assert [each.asked(name) for name in ("limit", "label", "state", "owner")] == ["1", None, None, None]


def test_what_is_no_document_has_no_members() -> None:
    """An empty answer is an answer all the same."""
    bench = Bench()
    bench.ask("GET", "?label=nothing", accept=JSON)
    (each,) = bench.evidence().fact(answered)
    assert (each.operation, each.document, each.members) == ("listJobs", None, {})
