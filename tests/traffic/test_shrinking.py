from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from harness.traffic.shrinking import (
    fewest,
    simplest_json,
    simplest_lines,
    simplest_text,
    smallest_integer,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text("ABz09-", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=4)
    ),
    max_leaves=8,
)


def _counted(fails: Callable[[Any], bool]) -> tuple[Callable[[Any], bool], list[Any]]:
    asked: list[Any] = []

    def ask(value: Any) -> bool:
        asked.append(value)
        return fails(value)

    return ask, asked


@given(st.lists(st.integers(0, 9), max_size=40), st.sets(st.integers(0, 9), max_size=3))
def test_what_is_not_needed_goes_and_the_order_stays(items: list[int], needed: set[int]) -> None:
    """Of a list only what the failure needs is left, once each, in its order."""
    assume(needed <= set(items))
    kept = fewest(tuple(items), lambda kept: needed <= set(kept))
    assert sorted(kept) == sorted(needed)
    rest = iter(items)
    assert all(item in rest for item in kept), "kept items stand in the order of the list"


def test_a_long_list_is_halved_not_counted_down() -> None:
    """One needed item of 256 is found with a handful of questions, not with 256."""
    ask, asked = _counted(lambda kept: 200 in kept)
    assert fewest(tuple(range(256)), ask) == (200,)
    assert len(asked) < 40


@given(st.integers(-10_000, 10_000).filter(bool), st.integers(0, 10_000))
def test_the_boundary_of_a_number_is_found(value: int, boundary: int) -> None:
    """When every number from some magnitude on fails, exactly that magnitude is found, in few questions."""
    assume(abs(value) >= boundary)
    ask, asked = _counted(lambda number: abs(number) >= boundary and number * value >= 0)
    assert abs(smallest_integer(value, ask)) == boundary
    assert len(asked) < 20


def test_a_text_becomes_one_simple_character() -> None:
    """Where any text will do, the empty one is best; where it must not be empty, ``A`` is."""
    assert simplest_text("JZ*KZM", lambda _: True) == ""
    assert simplest_text("JZ*KZM", lambda text: text != "") == "A"
    assert simplest_text("jz", lambda text: text != "" and text.islower()) == "a"


def test_what_a_text_needs_stays() -> None:
    """Needed characters stay in order, the others go or become simple."""
    assert simplest_text("JZ*KZM?Q", lambda text: "*" in text and text.endswith("Q")) == "*Q"
    assert simplest_text("HARNESS1", lambda text: len(text) >= 3) == "AAA"


def test_lines_go_first_then_words() -> None:
    """Of a deck the lines, and in them the operands, that matter are left."""
    deck = "//A JOB (ACCT),CLASS=A,MSGCLASS=H\n//* A COMMENT\n//S EXEC PGM=IEFBR14,COND=EVEN\n"
    kept = simplest_lines(deck, lambda text: text.startswith("//A JOB") and ",COND=EVEN" in text)
    assert kept == "//A JOB,COND=EVEN"


def test_json_loses_members_elements_and_size() -> None:
    """Of a document what matters is left, as small as it can be, at any depth."""
    document = {"request": "hold", "jobs": [{"id": 41, "name": "ABC"}, {"id": 977}], "version": "2.0"}

    def fails(value: Any) -> bool:
        jobs = value.get("jobs", []) if isinstance(value, dict) else []
        return any(
            isinstance(job, dict) and isinstance(job.get("id"), int) and job["id"] > 500 for job in jobs
        )

    assert simplest_json(document, fails) == {"jobs": [{"id": 501}]}


@settings(max_examples=60)
@given(JSON, st.integers(0, 6))
def test_what_is_found_fails_and_was_asked_for(value: Any, length: int) -> None:
    """The result of a search fails, is the value itself or one that was tried, and is no larger."""
    assume(len(repr(value)) >= length)
    ask, asked = _counted(lambda other: len(repr(other)) >= length)
    before = repr(value)
    found = simplest_json(value, ask)
    assert ask(found)
    assert found in asked
    assert len(repr(found)) <= len(before)


@pytest.mark.parametrize("value", ["x", 7, [1, 2], {"a": 1}, None, True])
def test_what_nothing_simpler_replaces_stays(value: Any) -> None:
    """When no simpler value fails, the value is returned unchanged."""
    assert simplest_json(value, lambda _: False) == value
