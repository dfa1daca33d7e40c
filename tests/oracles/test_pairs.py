"""Pairs: what of the documented answers came, by status, by class and by default."""

from __future__ import annotations

from pathlib import Path

from harness.contract import Pairs, load_contract, load_pairs
from harness.oracles import OperationCoverage, pair_coverage
from tests.contract.tiny import written


def test_an_answer_stands_for_the_entry_that_documents_it(tmp_path: Path) -> None:
    """A status counts for itself, else for its class, then the default; an undocumented one for none."""
    contract = load_contract(written(tmp_path))
    pairs = load_pairs(written(tmp_path), contract)
    rows = [
        OperationCoverage("track", statuses={404: 3, 500: 1}),
        OperationCoverage("change", statuses={409: 1}),
        OperationCoverage(None, statuses={400: 7}),
    ]
    found = pair_coverage(pairs, contract, rows)
    assert found.exercised == (("track", "4XX"), ("change", "default"))
    assert found.missing == ((("track", "200"), ""),)
    assert found.share == 2 / 3


def test_what_is_missing_carries_its_reason(tmp_path: Path) -> None:
    """A pair that was taken out is not missed; one that is known not to be exercised says why."""
    contract = load_contract(written(tmp_path))
    documented = (("track", "200"), ("track", "4XX"))
    pairs = Pairs(documented, {("track", "4XX"): "taken out"}, {("track", "200"): "nobody tracks"})
    found = pair_coverage(pairs, contract, [])
    assert (found.exercised, found.missing) == ((), ((("track", "200"), "nobody tracks"),))


def test_nothing_documented_is_wholly_seen(tmp_path: Path) -> None:
    """There is no share of nothing."""
    assert pair_coverage(Pairs(()), load_contract(written(tmp_path)), []).share == 1.0
