from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import HarnessError, TargetError, UsageError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UsageError("what"), "what"),
        (UsageError("what", mend="mend"), "what (mend)"),
        (UsageError("what", file=Path("a.toml")), "a.toml: what"),
        (UsageError("what", mend="mend", file="a.toml", line=3), "a.toml:3: what (mend)"),
        (UsageError("two\n  lines", mend="a\tb"), "two lines (a b)"),
    ],
)
def test_an_error_is_one_line_whatever_its_parts(error: HarnessError, text: str) -> None:
    """Place, what and mend stand on one line in the form that editors can follow."""
    assert str(error) == text


def test_each_kind_has_its_exit_code() -> None:
    """Wrong usage ends with 2, a target that cannot be judged with 3, anything else with 4."""
    assert (UsageError.exit_code, TargetError.exit_code, HarnessError.exit_code) == (2, 3, 4)
