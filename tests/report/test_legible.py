from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.report.legible import lasting, legible, one_line, sized


def test_controls_are_shown_by_their_number() -> None:
    """A terminal escape is shown as a sign and does nothing."""
    assert legible("\x1b[31mred\x07\x7f") == "\\x1b[31mred\\x07\\x7f"


def test_what_turns_the_reading_direction_is_shown_by_its_number() -> None:
    """Text cannot pass itself off as another text by turning its direction or hiding characters."""
    assert legible("a\u202eb\u200b") == "a\\u202eb\\u200b"


def test_lines_and_tabs_stay() -> None:
    """Line feeds and tabs are part of reading, so they stay."""
    assert legible("a\tb\nc") == "a\tb\nc"


@given(st.text(st.characters()))
def test_any_text_can_be_encoded_and_holds_no_control(text: str) -> None:
    """Whatever was recorded, the result is UTF-8, and holds no control but tab and line feed."""
    shown = legible(text)
    assert shown.encode().decode() == shown
    assert not {
        char for char in shown if (ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0) and char not in "\t\n"
    }


@given(st.text())
def test_legible_text_stays_as_it_is(text: str) -> None:
    """Making text legible twice is making it legible once."""
    assert legible(legible(text)) == legible(text)


def test_a_line_is_cut_with_an_ellipsis() -> None:
    """A long text becomes one line of the length asked for."""
    assert one_line("a\n b   c") == "a b c"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"


def test_sizes_are_for_people() -> None:
    """A number of bytes has the unit in which it is short."""
    assert [sized(n) for n in (0, 1, 1023, 4200, 2 << 20)] == [
        "0 bytes",
        "1 byte",
        "1023 bytes",
        "4.1 KiB",
        "2.0 MiB",
    ]


def test_spans_are_for_people() -> None:
    """A span of time has the unit in which it is short."""
    assert [lasting(s) for s in (0.0081, 1.42, 59.2, 185)] == ["8.1 ms", "1.42 s", "59.2 s", "3 min 05 s"]
