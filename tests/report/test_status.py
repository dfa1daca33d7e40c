from __future__ import annotations

from harness.report.status import phrase


def test_only_known_statuses_have_a_phrase() -> None:
    """A number that no standard knows gets no invented phrase."""
    assert [phrase(200), phrase(418), phrase(799)] == ["OK", "I'm a Teapot", ""]
