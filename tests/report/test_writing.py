from __future__ import annotations

from pathlib import Path

from harness.report.writing import write


def test_a_report_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """A reader sees the old report or the new one, and line ends are the same on every system."""
    path = tmp_path / "report.md"
    write(path, "old")
    assert write(path, "a\nb") == path
    assert path.read_bytes() == b"a\nb"
    assert [each.name for each in tmp_path.iterdir()] == ["report.md"]
