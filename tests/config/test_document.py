from __future__ import annotations

from pathlib import Path

import pytest

from harness.config.document import Document, read_document
from harness.errors import UsageError


def read(tmp_path: Path, content: bytes) -> Document:
    """Write ``content`` as a file and read it."""
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    return read_document(file)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a = 1\nb = \n", 2),
        (b"a = 1\na = 2\n", 2),
        (b"\n\na = 'x\n", 3),
        (b"a = [1,\n2\n", 2),
        (b"a = 1\nb = \xff\n", 2),
        (b"a = 1\nb = nan\n", 2),
        (b"a = 1\n[b]\nc = [1.0, -inf]\n", 3),
    ],
)
def test_what_cannot_be_read_names_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    """Broken TOML, broken UTF-8 and numbers without a value are errors at their line."""
    with pytest.raises(UsageError) as caught:
        read(tmp_path, content)
    assert caught.value.line == line
    assert caught.value.mend


def test_dates_become_text(tmp_path: Path) -> None:
    """JSON has no dates: they become ISO 8601 text wherever they stand."""
    document = read(tmp_path, b"a = 2026-12-31\nb = [2026-12-31T08:00:00Z, {c = 08:00:00}]")
    assert document.data == {"a": "2026-12-31", "b": ["2026-12-31T08:00:00+00:00", {"c": "08:00:00"}]}


def test_a_place_that_is_missing_has_the_line_around_it(tmp_path: Path) -> None:
    """An error about a key that is not there points at the table that lacks it."""
    document = read(tmp_path, b"\n[a]\nb = 1")
    assert document.line(("a", "missing", "deeper")) == 2
    assert document.line(("missing",)) == 1


def test_an_error_without_a_place_gets_one(tmp_path: Path) -> None:
    """A usage error raised while a place is read is raised again with its line."""
    document = read(tmp_path, b"\n[a]\nb = 1")
    with pytest.raises(UsageError) as caught, document.at(("a", "b")):
        raise UsageError("what", mend="mend")
    assert (caught.value.line, caught.value.what, caught.value.mend) == (3, "what", "mend")
