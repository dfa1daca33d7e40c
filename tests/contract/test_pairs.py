from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_contract, load_pairs
from harness.contract.pairs import Pairs, Shift, documented_pairs, pairs_path
from harness.errors import UsageError
from tests.contract.tiny import written

FILE = """\
frozen: 4
pairs:
  track: ["200", 4XX]
  change: [default]
drifts:
  lost: { adds: { track: ["410"] }, ends: { change: [default] } }
unexercised:
  - { because: parcels are never lost here, pairs: { track: [4XX] } }
taken-out:
  - { because: the leaflet was withdrawn, pairs: { weigh: ["200"] } }
"""


def frozen(tmp_path: Path, text: str = FILE) -> Pairs:
    """Write the tiny contract with its pairs, and load them."""
    path = written(tmp_path)
    pairs_path(path).parent.mkdir()
    pairs_path(path).write_text(text, encoding="utf-8")
    return load_pairs(path, load_contract(path))


def test_without_a_file_the_contract_counts(tmp_path: Path) -> None:
    """A vendor that froze nothing is measured by what its contract documents."""
    path = written(tmp_path)
    contract = load_contract(path)
    pairs = load_pairs(path, contract)
    assert pairs == Pairs((("track", "200"), ("track", "4XX"), ("change", "default")))
    assert pairs.at(()) == documented_pairs(contract)


def test_a_pair_that_is_taken_out_does_not_count(tmp_path: Path) -> None:
    """It keeps its reason; what is only known not to be exercised goes on counting."""
    pairs = frozen(tmp_path, FILE.replace("weigh:", "change:").replace('["200"] }', "[default] }"))
    assert pairs.at(()) == (("track", "200"), ("track", "4XX"))
    assert pairs.taken_out == {("change", "default"): "the leaflet was withdrawn"}
    assert pairs.unexercised == {("track", "4XX"): "parcels are never lost here"}


def test_a_drift_shifts_what_counts(tmp_path: Path) -> None:
    """Where a drift is played its pairs count too, and those that it ends do not."""
    pairs = frozen(tmp_path)
    assert pairs.drifts == {"lost": Shift(frozenset({("track", "410")}), frozenset({("change", "default")}))}
    assert pairs.at(("lost", "late")) == (("track", "200"), ("track", "4XX"), ("track", "410"))


@pytest.mark.parametrize(
    ("right", "wrong"), [('"200", 4XX', "2000"), ("the leaflet was withdrawn", '""'), ("frozen: 4\n", "")]
)
def test_a_wrong_file_is_named(tmp_path: Path, right: str, wrong: str) -> None:
    """A status that is none, a missing reason or a missing number is told with its file."""
    with pytest.raises(UsageError) as problem:
        frozen(tmp_path, FILE.replace(right, wrong))
    assert problem.value.file == tmp_path / "pairs" / "parcels.yaml"
