from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.iics.emulator.identifiers import (
    AGENT,
    LOG_ENTRY,
    TASK,
    USER,
    federated_id,
    object_id,
)

KINDS = st.sampled_from([TASK, USER, AGENT])


def test_ids_are_written_as_in_the_documents() -> None:
    """The organisation first; a log entry always has 20 characters."""
    assert object_id(TASK, 22, long=False) == "0034J90000000M"
    assert object_id(TASK, 22, long=True) == "0034J90Z00000000000M"
    assert object_id(LOG_ENTRY, 1, long=False) == "0034J9C1000000000001"


@given(KINDS, KINDS, st.integers(0, 10_000), st.integers(0, 10_000), st.booleans())
def test_no_two_objects_share_an_id(one: str, other: str, first: int, second: int, long: bool) -> None:
    """Neither two of a kind nor two of different kinds."""
    same = object_id(one, first, long=long) == object_id(other, second, long=long)
    assert same is ((one, first) == (other, second))


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_federated_ids_have_22_characters_and_tell_nothing(first: int, second: int) -> None:
    """Of base 62."""
    assert (federated_id(first) == federated_id(second)) is (first == second)
    assert len(federated_id(first)) == 22
    assert federated_id(first).isalnum()
