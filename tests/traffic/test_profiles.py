from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

from harness.run.model import Profile
from harness.traffic.profiles import PROFILES


def test_every_profile_of_the_command_line_has_its_counts() -> None:
    """Each name that ``--profile`` takes stands for counts, and no other name does."""
    assert list(PROFILES) == [profile.value for profile in Profile]


def test_a_larger_profile_is_nowhere_smaller() -> None:
    """Standard makes at least as much of everything as quick, and deep as standard."""
    rows = [astuple(counts) for counts in PROFILES.values()]
    for smaller, larger in pairwise(rows):
        assert all(a <= b for a, b in zip(smaller, larger, strict=True))
        assert smaller != larger
