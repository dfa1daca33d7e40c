from __future__ import annotations

import pytest

from harness.vendors.joc.emulator.refusals import Refusal
from harness.vendors.joc.emulator.selecting import fits, in_folders, pattern, selected


def test_a_pattern_is_searched() -> None:
    """Anywhere in the path."""
    assert fits("chain,x$", "/a/chain,x")
    assert fits(None, "/a")
    assert not fits("^b", "/a")


@pytest.mark.parametrize("regex", ["(", "(a+)+$", "a" * 300, "(a|b*)*c"])
def test_patterns_that_cannot_be_used_are_refused(regex: str) -> None:
    """Wrong ones, and such as would search for ever."""
    with pytest.raises(Refusal) as told:
        pattern(regex)
    assert told.value.code == "JOC-405"


def test_folders_are_recursive_unless_told_otherwise() -> None:
    """The root holds everything."""
    assert in_folders(None, "/a/b/c")
    assert in_folders([{"folder": "/"}], "/a/b/c")
    assert in_folders([{"folder": "/a"}], "/a/b/c")
    assert not in_folders([{"folder": "/a", "recursive": False}], "/a/b/c")
    assert in_folders([{"folder": "/a/b", "recursive": False}], "/a/b/c")
    assert not in_folders([{"folder": "/a"}], "/ab/c")


def test_an_entry_without_id_means_its_chain() -> None:
    """So does an empty one."""
    assert selected([], "/a", "x")
    assert selected([{"jobChain": "/a"}], "/a", "x")
    assert selected([{"jobChain": "/a", "orderId": ""}], "/a", "x")
    assert not selected([{"jobChain": "/a", "orderId": "y"}, {"jobChain": "/b"}], "/a", "x")
