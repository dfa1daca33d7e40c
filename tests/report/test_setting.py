from __future__ import annotations

from dataclasses import replace

from harness.report.setting import differences
from tests.report import sample

RUN = sample.run_of(sample.PASS)


def test_equal_settings_have_no_difference() -> None:
    """When and where a run was made is no setting."""
    assert differences(RUN, replace(RUN, id="other", started="2027-01-01T00:00:00+00:00")) == ()


def test_what_was_set_differently_is_named() -> None:
    """Level, seed and the requests that were sent decide what a comparison is worth."""
    target = replace(sample.TARGET, level="v2r5")
    other = replace(RUN, seed=9, targets=(target,), details=sample.details(requests_digest="ffff"))
    assert differences(RUN, other) == (
        ("level", "documented", "v2r5"),
        ("seed", "7", "9"),
        ("requests", "b2c4e8f0a1d3", "ffff"),
    )
