from __future__ import annotations

import click
import pytest

from harness.cli.parameters import Seconds, Token, Words
from harness.target import Mode


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90.0), ("90s", 90.0), ("1.5m", 90.0), ("2h", 7200.0), ("0.1", 0.1)]
)
def test_time_with_or_without_a_unit(text: str, seconds: float) -> None:
    """A number is seconds; s, m and h are units."""
    assert Seconds().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["", "0", "-1", "5 m", "1d", "1h30m", "m", "inf", "nan", "1e3"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """Nothing but a plain number above zero with one unit is a time."""
    with pytest.raises(click.BadParameter, match="such as 90"):
        Seconds().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "sound"), [("a1", True), ("", False), ("ABC", False), ("a" * 9, False), ("ä", False)]
)
def test_a_token_is_short_and_plain(text: str, sound: bool) -> None:
    """A token fits into every vendor's job names."""
    if sound:
        assert Token().convert(text, None, None) == text
    else:
        with pytest.raises(click.BadParameter):
            Token().convert(text, None, None)


def test_words_become_members() -> None:
    """One of an enumeration's values becomes its member; a member stays; anything else is refused."""
    assert Words(Mode).convert("read-only", None, None) is Mode.READ_ONLY
    assert Words(Mode).convert(Mode.OWNED, None, None) is Mode.OWNED
    with pytest.raises(click.BadParameter, match="'read-only', 'owned', 'unrestricted'"):
        Words(Mode).convert("READ_ONLY", None, None)
