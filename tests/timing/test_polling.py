"""Poll plans."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from harness.seed import stream
from harness.timing.polling import Polling


@given(st.integers(0, 2**32))
def test_gaps_start_at_random_and_grow_to_the_longest(seed: int) -> None:
    """The first look falls anywhere within the first gap; no gap leaves its jitter."""
    polling = Polling(gap=0.1, growth=2, longest=1.0, jitter=0.1)
    first, *rest = islice(polling.waits(stream(seed)), 8)
    assert 0 <= first <= 0.1
    for wait, gap in zip(rest, [0.1, 0.2, 0.4, 0.8, 1, 1, 1], strict=True):
        assert 0.9 * gap <= wait <= 1.1 * gap


def test_phases_differ_between_jobs() -> None:
    """Two jobs are not looked at in step."""
    phases = {next(Polling().waits(stream(1, job))) for job in range(20)}
    assert len(phases) == 20
