from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.seed import derive, fresh, stream

NAMES = st.lists(st.text(max_size=3) | st.integers(), max_size=3)


@given(st.integers(0), NAMES)
def test_a_stream_repeats(seed: int, names: list[str | int]) -> None:
    """The same seed and names draw the same numbers."""
    first, second = stream(seed, *names), stream(seed, *names)
    assert [first.random() for _ in range(3)] == [second.random() for _ in range(3)]


def test_a_seed_is_the_same_on_every_machine() -> None:
    """A recorded seed repeats a run elsewhere and later, so the derivation never changes."""
    assert derive(7, "submit", 1) == 15202972658022807157


def test_streams_are_independent() -> None:
    """Another purpose, number or seed is another stream."""
    assert (
        len({derive(1), derive(2), derive(1, "a"), derive(1, "b"), derive(1, "a", 0), derive(1, "a", 1)}) == 6
    )


def test_a_fresh_seed_fits_into_32_bits() -> None:
    """Fresh seeds are short enough to be typed again, and differ."""
    seeds = {fresh() for _ in range(20)}
    assert len(seeds) > 1
    assert all(0 <= seed < 2**32 for seed in seeds)
