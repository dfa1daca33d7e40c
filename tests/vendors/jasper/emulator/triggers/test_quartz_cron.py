from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.triggers.quartz_cron import parse_quartz_cron


def named(expression: str, *moments: str) -> list[bool]:
    """Tell of each moment whether the expression names it."""
    cron = parse_quartz_cron(expression)
    return [cron.names(datetime.fromisoformat(moment).replace(tzinfo=UTC)) for moment in moments]


@pytest.mark.parametrize(
    ("expression", "yes", "no"),
    [
        ("0 0 12 * * ?", "2026-01-05 12:00:00", "2026-01-05 12:00:01"),
        ("* 0/5 * ? * MON-FRI", "2026-01-05 12:10:33", "2026-01-04 12:10:33"),
        ("* * * L * ?", "2026-02-28 01:00:00", "2026-02-27 01:00:00"),
        ("* * * L-3 * ?", "2026-01-28 01:00:00", "2026-01-31 01:00:00"),
        ("* * * LW * ?", "2026-01-30 01:00:00", "2026-01-31 01:00:00"),
        ("* * * 15W * ?", "2026-02-16 01:00:00", "2026-02-15 01:00:00"),
        ("* * * 1W * ?", "2026-02-02 01:00:00", "2026-02-01 01:00:00"),
        ("* * * ? * 6L", "2026-01-30 01:00:00", "2026-01-23 01:00:00"),
        ("* * * ? * TUE#2", "2026-01-13 01:00:00", "2026-01-06 01:00:00"),
        ("* * * ? * L", "2026-01-10 01:00:00", "2026-01-11 01:00:00"),
        ("* * * * JAN,MAR ? 2026", "2026-03-05 01:00:00", "2027-03-05 01:00:00"),
    ],
)
def test_an_expression_names_seconds(expression: str, yes: str, no: str) -> None:
    """Fields, names of months and days, and the letters L, W and # mean what Quartz says."""
    assert named(expression, yes, no) == [True, False]


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "* * * * *",
        "* * * * * *",
        "* * * ? * ?",
        "60 * * * * ?",
        "* * * ? * FOO",
        "5-1 * * * * ?",
        "* * * ? * FOO#2",
    ],
)
def test_what_quartz_could_not_read_is_refused(expression: str) -> None:
    """Six or seven fields, one of the two kinds of days with a question mark."""
    with pytest.raises(ValueError, match=r".*"):
        parse_quartz_cron(expression)


@given(
    st.lists(
        st.sampled_from(
            ["*", "?", "L", "W", "#", "/", "-", ",", "1", "5", "31", "MON", "JAN", "6L", "2#9", "15W"]
        ),
        min_size=6,
        max_size=7,
    )
)
def test_any_expression_is_read_or_refused(parts: list[str]) -> None:
    """Nothing but a refusal comes of a wrong expression, and what is read can be asked."""
    try:
        cron = parse_quartz_cron(" ".join(parts))
    except ValueError:
        return
    assert cron.names(datetime(2024, 2, 29, 1, 1, 1, tzinfo=UTC)) in (True, False)
