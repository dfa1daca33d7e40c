from __future__ import annotations

from harness.vendors.joc.emulator.order import Order, merged


def test_an_order_is_known_by_its_chain_and_its_id() -> None:
    """Ids are unique in their chain only."""
    assert Order("/a/b", "x", "AD_HOC", "1", "1", None).key == "/a/b,x"


def test_parameters_are_merged_and_never_dropped() -> None:
    """The same name is replaced."""
    assert merged((("a", "1"), ("b", "2")), (("b", "3"), ("c", "4"))) == (("a", "1"), ("b", "3"), ("c", "4"))
