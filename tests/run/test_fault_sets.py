from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.emulation.faults import parse_faults
from harness.errors import UsageError
from harness.run.fault_sets import FAULT_SETS, fault_set


@pytest.mark.parametrize("name", FAULT_SETS)
def test_named_sets_can_be_played(name: str) -> None:
    """Every set that has a name is one that emulators understand."""
    assert parse_faults(list(fault_set(name)))


def test_own_set_comes_from_a_file(tmp_path: Path) -> None:
    """A path names a set of one's own."""
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(FAULT_SETS["slow"]))
    assert fault_set(str(file)) == FAULT_SETS["slow"]


def test_unknown_set_lists_the_known() -> None:
    """A name that is neither a set nor a file is answered with those there are."""
    with pytest.raises(UsageError, match="one of: slow"):
        fault_set("nonsense")


@pytest.mark.parametrize("text", ["[", '{"fault": 1}', '[{"fault": {"kind": "nonsense"}}]', "\ufffe\x00"])
def test_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """A file that is no list of faults is refused by its name."""
    file = tmp_path / "mine.json"
    file.write_text(text)
    with pytest.raises(UsageError, match=r"mine\.json"):
        fault_set(str(file))
