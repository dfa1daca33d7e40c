from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.architecture.fidelity import problems

RULE = {"rule": "it answers", "at": "app.py", "standing": "measured", "where": "captured answers"}


@pytest.mark.parametrize(
    ("rules", "wrong"),
    [
        ([RULE], []),
        ([RULE, RULE], ["told twice: it answers"]),
        ([{**RULE, "at": "gone.py"}], ["there is no gone.py"]),
        ([{**RULE, "standing": "guessed"}], ["$.rules[0].standing: "]),
        ([{**RULE, "where": "a | b"}], ["$.rules[0].where: "]),
        ([], ["$.rules: "]),
    ],
)
def test_a_ledger_says_where_and_on_whose_word(
    tmp_path: Path, rules: list[dict[str, Any]], wrong: list[str]
) -> None:
    """Each rule once, in a module that there is, with a standing that there is."""
    (tmp_path / "app.py").touch()
    found = problems({"rules": rules, "open": []}, tmp_path)
    assert len(found) == len(wrong)
    assert all(one.startswith(begun) for one, begun in zip(found, wrong, strict=True))
