from __future__ import annotations

import pytest

from harness.report.pairs import Missing, PairsView, pairs_view
from tests.report import sample


def test_statuses_that_share_a_reason_stand_together() -> None:
    """An operation has one line for all that never came for one reason."""
    entries = [
        {"operation": operation, "status": status, "because": because}
        for operation, status, because in (
            ("a", "200", ""),
            ("b", "204", "why"),
            ("b", "401", "why"),
            ("b", "5XX", ""),
        )
    ]
    view = pairs_view({**sample.PAIRS, "missing": entries})
    assert view is not None
    assert view.missing == (Missing("a", "200", ""), Missing("b", "204, 401", "why"), Missing("b", "5XX", ""))


@pytest.mark.parametrize(
    ("exercised", "documented", "share"), [(0, 3, "0.0 %"), (1999, 2000, "99.9 %"), (7, 7, "100.0 %")]
)
def test_the_share_is_never_rounded_up(exercised: int, documented: int, share: str) -> None:
    """It reads 100 % only when nothing is missing."""
    view = PairsView(documented, exercised, ())
    assert view.share == share
    assert view.sentence == f"{exercised:,} of {documented:,} documented answers seen ({share})"


def test_nothing_documented_is_no_share() -> None:
    """Where no pair is documented there is nothing to be complete about."""
    assert pairs_view({**sample.PAIRS, "documented": 0, "exercised": 0, "missing": []}) is None
