from __future__ import annotations

from harness.target import Length
from harness.vendor import Generation
from harness.vendors.iics import VENDOR


def test_the_vendor_brings_work_of_every_length_but_held() -> None:
    """Nothing of the job resource keeps a task back."""
    assert {item.length for item in VENDOR.work} == {Length.SHORT, Length.LONG, Length.FAILING}


def test_bodies_are_drawn_for_starts_and_stops_in_both_formats() -> None:
    """A schema cannot say which tasks there are."""
    drawn = VENDOR.bodies(Generation(VENDOR.work, only_work=False))
    media = ("application/json", "application/xml")
    assert sorted(drawn) == sorted((name, kind) for name in ("startJob", "stopJob") for kind in media)


def test_session_ids_are_secret_under_every_header() -> None:
    """Version 2, version 3, and resources outside both."""
    assert set(VENDOR.secrets) == {"icSessionId", "INFA-SESSION-ID", "IDS-SESSION-ID"}
