from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_contract, load_levels, load_pairs
from harness.contract.pairs import Pairs, documented_pairs, pairs_path
from tests.contract.freeze import frozen, shifts, text_of

FILES = sorted((Path(__file__).parents[2] / "openapi").glob("*.yaml"))

of_each_contract = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def pairs_of(path: Path) -> Pairs:
    """Return the frozen pairs of a contract."""
    assert pairs_path(path).is_file(), f"run python -m tests.contract.freeze {path.stem}"
    return load_pairs(path, load_contract(path))


@of_each_contract
def test_what_a_contract_documents_is_frozen(path: Path) -> None:
    """Every pair of the contract counts or is taken out for a reason, and nothing counts that it has not."""
    pairs, documented = pairs_of(path), set(documented_pairs(load_contract(path)))
    assert documented - set(pairs.documented) - pairs.taken_out.keys() == set()
    assert set(pairs.documented) - documented - pairs.taken_out.keys() == set()


@of_each_contract
def test_the_count_never_falls(path: Path) -> None:
    """The number in the file is how many pairs there are, those that were taken out among them."""
    pairs = pairs_of(path)
    assert pairs.frozen == len({*pairs.documented, *pairs.taken_out})


@of_each_contract
def test_what_drifts_document_is_frozen(path: Path) -> None:
    """What a drift adds to its contract is added to the pairs, what it removes is ended there."""
    pairs = pairs_of(path)
    assert pairs.drifts.keys() <= load_levels(path).drifts.keys()
    for name, shift in shifts(path).items():
        assert shift.adds <= pairs.drifts[name].adds, name
        assert shift.ends <= pairs.drifts[name].ends, name


@of_each_contract
def test_reasons_name_pairs_that_count(path: Path) -> None:
    """Who reads why a pair is not exercised can find it among those that count."""
    pairs = pairs_of(path)
    added = {pair for shift in pairs.drifts.values() for pair in shift.adds}
    assert pairs.unexercised.keys() <= {*pairs.at(()), *added}


@of_each_contract
def test_freezing_again_changes_nothing(path: Path) -> None:
    """The file is as its tool writes it, so that a difference in it is a difference of pairs."""
    assert pairs_path(path).read_text(encoding="utf-8") == text_of(path.stem, frozen(path))
