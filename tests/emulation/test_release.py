from __future__ import annotations

from dataclasses import dataclass

import pytest

from harness.emulation.release import PlayedDrifts
from harness.errors import UsageError


@dataclass(frozen=True, slots=True)
class Release:
    """A release of something that lifts."""

    height: int = 10
    colour: str = "red"


DRIFTS = PlayedDrifts(
    "crane", Release(), {"D03": {"height": 20}, "D04": {"height": 30, "colour": "blue"}, "D05": {}}
)


def test_without_drifts_it_is_what_the_documents_describe() -> None:
    """Nothing differs."""
    assert DRIFTS.release() == DRIFTS.release(()) == Release()


def test_a_drift_turns_its_switches() -> None:
    """The others stay as they are."""
    assert DRIFTS.release({"D03"}) == Release(height=20)
    assert DRIFTS.release(["D04"]) == Release(30, "blue")


def test_the_order_of_drifts_is_of_no_account() -> None:
    """A set has none, so they are taken in the order of their ids."""
    assert DRIFTS.release(["D04", "D03"]) == DRIFTS.release(["D03", "D04"]) == Release(30, "blue")


def test_its_drifts_are_listed() -> None:
    """In the order of the table."""
    assert list(DRIFTS) == ["D03", "D04", "D05"]


def test_unknown_drifts_are_told() -> None:
    """With those that are played."""
    with pytest.raises(UsageError, match=r"crane plays no drift called D01, D99 .it plays: D03, D04, D05"):
        DRIFTS.release({"D99", "D04", "D01"})
