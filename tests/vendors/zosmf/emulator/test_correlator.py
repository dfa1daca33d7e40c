from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.vendors.zosmf.emulator.correlator import USER_PART, in_url, make_correlator, user_part


@pytest.mark.parametrize(
    ("word", "day"), [("CC20F378", "2013-10-18"), ("D560D516", "2018-12-14"), ("DB5FC7BD", "2022-04-18")]
)
def test_the_clock_word_is_that_of_captured_correlators(word: str, day: str) -> None:
    """The eight hexadecimal digits are the high word of the TOD clock, as in correlators of known days."""
    noon = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    computed = int(make_correlator("J", 1, "SY1", noon)[16:24], 16)
    assert abs(computed - int(word, 16)) * 1.048576 < 86_400


def test_a_correlator_has_the_documented_layout() -> None:
    """Id, member padded with points, clock, seven points, colon, and what the user adds."""
    at = datetime(2020, 1, 10, tzinfo=UTC)
    plain = make_correlator("J", 123, "SY1", at)
    assert len(plain) == 32
    assert plain.startswith("J0000123SY1.....")
    assert plain.endswith(".......:")
    assert make_correlator("J", 123, "SY1", at, "MINE") == plain + "MINE"
    assert user_part(plain + "MINE") == "MINE"
    assert user_part(plain) == ""


def test_in_addresses_the_colon_is_escaped() -> None:
    """Documents write the colon as %3A, and nothing in an address ends it early."""
    assert in_url("J0000123SY1.....E1A2B3C4.......:A#$") == "J0000123SY1.....E1A2B3C4.......%3AA%23$"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("A", True),
        ("$#@9", True),
        ("A" * 32, True),
        ("9A", False),
        ("A" * 33, False),
        ("a", False),
        ("", False),
        ("A B", False),
    ],
)
def test_a_user_part_follows_the_rules(text: str, *, valid: bool) -> None:
    """It begins with a letter or national character, has at most 32 characters and no blanks."""
    assert (USER_PART.fullmatch(text) is not None) is valid
