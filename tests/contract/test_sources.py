from __future__ import annotations

from harness.contract.sources import source_of
from harness.finding import Source, Standing


def test_a_source_is_a_place_and_its_standing() -> None:
    """As the node has them."""
    node = {"x-source": {"where": "leaflet page 1", "standing": "measured"}}
    assert source_of(node) == Source("leaflet page 1", Standing.MEASURED)
