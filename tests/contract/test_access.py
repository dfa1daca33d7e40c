from __future__ import annotations

from harness.contract.access import ANYBODY, Access
from harness.finding import Source


def test_a_refusal_has_one_of_the_listed_statuses() -> None:
    """One by one, or by their class."""
    access = Access(frozenset(), ("401", "5XX"), Source("here"))
    assert [status for status in (200, 401, 403, 500, 503) if access.refuses(status)] == [401, 500, 503]


def test_nothing_is_served_by_an_error() -> None:
    """Where nobody says how refusals look, a redirection is none."""
    assert [status for status in (200, 302, 401, 404, 500) if ANYBODY.refuses(status)] == [401, 404, 500]
