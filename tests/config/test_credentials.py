from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harness.config.credentials import literals
from harness.errors import UsageError
from harness.target import Credentials
from tests.config.conftest import Load

TARGET = """[targets.t]
vendor = "zosmf"
url = "https://mvs1"
[targets.t.sessions.primary]
user = "me"
password = """


def test_a_secret_from_the_environment(load: Load) -> None:
    """{ env } reads a variable of the environment it is given."""
    config = load(TARGET + '{ env = "PW" }')
    assert config.target("t", {"PW": "s3cret"}).sessions["primary"] == Credentials("me", "s3cret")


def test_a_secret_from_a_file_beside_the_configuration(load: Load, tmp_path: Path) -> None:
    """{ file } is relative to harness.toml, and the line break at its end is no part of the secret."""
    (tmp_path / "pw.txt").write_text("s3 cret \r\n")
    assert load(TARGET + '{ file = "pw.txt" }').target("t", {}).sessions["primary"].password == "s3 cret "


def test_a_secret_from_a_command(load: Load) -> None:
    """{ command } is the first line that a command prints; it sees the environment, and no shell reads it."""
    code = "import os; print(os.environ['X'] + '$HOME'); print('notes')"
    config = load(TARGET + f'{{ command = ["{sys.executable}", "-c", "{code}"] }}')
    assert config.target("t", {"X": "s3cret"}).sessions["primary"].password == "s3cret$HOME"


def test_user_and_extra_may_be_named_as_well(load: Load) -> None:
    """Whatever a login needs may stand in the file or be named by a source."""
    text = (
        TARGET.replace('user = "me"', 'user = { env = "U" }')
        + '{ env = "P" }\nextra = { a = "1", b = { env = "P" } }'
    )
    primary = load(text).target("t", {"U": "you", "P": "pw"}).sessions["primary"]
    assert (primary.user, primary.extra) == ("you", {"a": "1", "b": "pw"})


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('{ env = "NOT_SET" }', "the environment has no NOT_SET"),
        ('{ file = "missing.txt" }', "missing.txt: No such file or directory"),
        ('{ command = ["no-such-command-here"] }', "no-such-command-here: No such file or directory"),
        (f'{{ command = ["{sys.executable}", "-c", "raise SystemExit(3)"] }}', "ended with 3"),
    ],
)
def test_a_missing_secret_is_an_error_with_its_line(load: Load, source: str, what: str) -> None:
    """A secret that is not where the file says names the line, and only when its target is used."""
    config = load(TARGET + source)
    with pytest.raises(UsageError) as caught:
        config.target("t", {})
    assert what in caught.value.what
    assert caught.value.mend
    assert caught.value.line == 6


def test_literals_are_found_wherever_they_stand() -> None:
    """A literal is seen in each part of a session."""
    literal = {"literal": "x"}
    sessions = {"primary": {"user": "u", "password": literal, "extra": {"k": literal}}}
    assert literals(sessions) == [("primary", "password"), ("primary", "extra", "k")]


def test_literals_only_on_loopback(load: Load) -> None:
    """A literal secret of a real server is refused with its line; on loopback it is used."""
    with pytest.raises(UsageError) as caught:
        load(TARGET + '{ literal = "hunter2" }')
    assert caught.value.line == 6
    assert "hunter2" not in str(caught.value)
    local = load(TARGET.replace("https://mvs1", "http://127.0.0.1:1") + '{ literal = "SYS1" }')
    assert local.target("t", {}).sessions["primary"].password == "SYS1"
