from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from tests.config.conftest import Load

W = '[targets.t]\nvendor = "zosmf"\nurl = "https://mvs1"\n[targets.t.work.w]\nlength = "short"\n'


def test_a_text_may_stand_in_a_file_of_its_own(load: Load, tmp_path: Path) -> None:
    """{ file } gives the file's text, just as it stands, relative to harness.toml."""
    (tmp_path / "short.jcl").write_text("//{tag} JOB\n//S EXEC PGM=IEFBR14\n")
    (item,) = load(W + 'jcl = { file = "short.jcl" }').targets["t"].work
    assert item.fields == {"jcl": "//{tag} JOB\n//S EXEC PGM=IEFBR14\n"}


def test_a_file_is_held_to_the_same_rules(load: Load, tmp_path: Path) -> None:
    """A text from a file that breaks the vendor's schema is an error at the line that names it."""
    (tmp_path / "short.jcl").write_text("//NOTAG JOB\n")
    with pytest.raises(UsageError, match="does not match") as caught:
        load(W + 'jcl = { file = "short.jcl" }')
    assert caught.value.line == 6


def test_a_file_that_is_not_there_names_the_line(load: Load) -> None:
    """A missing file is an error at the line that names it."""
    with pytest.raises(UsageError, match=r"no\.jcl: No such file") as caught:
        load(W + 'jcl = { file = "no.jcl" }')
    assert caught.value.line == 6


@pytest.mark.parametrize(
    "text",
    [
        "targets = 1",
        "[targets]\nt = 1",
        '[targets.t]\nvendor = ["x"]\nwork = 1',
        '[targets.t]\nvendor = "zosmf"\nurl = "http://h"\nwork = [1]',
        W.replace("length", "work.w"),
        W + "jcl = { file = 1 }",
    ],
)
def test_a_misshapen_file_reaches_the_schema(load: Load, text: str) -> None:
    """What is not shaped like work is left for the schema to explain."""
    with pytest.raises(UsageError) as caught:
        load(text)
    assert caught.value.line


def test_a_table_that_a_vendor_wants_is_left_alone(load: Load) -> None:
    """Only texts are read from files: a vendor's own table may have a key called file."""
    (item,) = load(W.replace("zosmf", "joc") + 'order = { file = "x" }').targets["t"].work
    assert item.fields == {"order": {"file": "x"}}
