from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract.yaml_source import line_of, parse, read_text
from harness.errors import UsageError


def test_dates_stay_text() -> None:
    """JSON knows no dates, so neither does a contract."""
    assert parse("day: 2026-01-05\nat: 2026-01-05T08:00:00Z\n", "a.yaml") == {
        "day": "2026-01-05",
        "at": "2026-01-05T08:00:00Z",
    }


def test_merged_keys_may_be_given_again() -> None:
    """A key beside a merge replaces the merged one; only a key written twice is an error."""
    assert parse("a: &a { x: 1, y: 2 }\nb: { <<: *a, x: 3 }\n", "a.yaml")["b"] == {"x": 3, "y": 2}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' is given twice"),
        ("a: [1\nb: 2\n", 2, "did not find"),
        ("a: *nothing\n", 1, "found undefined alias"),
        ("- a\n- b\n", 1, "does not hold a mapping"),
        ("", 1, "does not hold a mapping"),
        ("a: !!python/object:os.system {}\n", 1, "could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    """Whoever wrote the file is led to the line of the fault, without a traceback."""
    with pytest.raises(UsageError) as caught:
        parse(text, "broken.yaml")
    assert (caught.value.file, caught.value.line) == ("broken.yaml", line)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_character_that_yaml_does_not_know_is_refused() -> None:
    """Not every fault has a mark, but each is told in one line."""
    with pytest.raises(UsageError, match="is not YAML"):
        parse("a: \x00", "broken.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A wrong path is the user's to mend."""
    with pytest.raises(UsageError, match=r"none\.yaml: cannot be read"):
        read_text(tmp_path / "none.yaml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Contracts are UTF-8."""
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: ü".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_text(path)


TEXT = """\
a:
  b:
    - one
    - two: 2
shared: &shared
  inner: 1
user:
  <<: *shared
  other: 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("a", "b"), 2),
        (("a", "b", 1), 4),
        (("a", "b", 1, "two"), 4),
        (("a", "b", 7), 2),
        (("a", "nothing", "below"), 1),
        (("user", "inner"), 6),
        (("user", "other"), 9),
        (("user", "other", "deeper"), 9),
    ],
)
def test_a_part_has_the_line_of_its_key(path: tuple[str | int, ...], line: int) -> None:
    """A part that is not there has the line of what would hold it; a merged one that of its text."""
    assert line_of(TEXT, path) == line
