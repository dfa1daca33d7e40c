from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.run.list import run
from harness.run.model import Selection
from harness.run.requests import ListRequest
from harness.vendor import vendors
from tests.run.conftest import Listener

CONFIG = """
[targets.test]
vendor = "zosmf"
url = ["https://mvs1", "https://mvs2"]
[targets.test.sessions.primary]
user = "me"
password = { env = "NOT_SET_ANYWHERE" }
"""


def test_every_vendor_is_shown_with_what_it_has(at_home: Path, ui: Listener) -> None:
    """Operations with effect and role, rules, levels and drifts are listed, for people and for programs."""
    summary = run(ListRequest(), ui).summary
    assert [vendor["vendor"] for vendor in summary["vendors"]] == list(vendors())
    zosmf = next(vendor for vendor in summary["vendors"] if vendor["vendor"] == "zosmf")
    submit = next(operation for operation in zosmf["operations"] if operation["id"] == "submitJob")
    assert submit["method"] == "PUT"
    assert "submit" in submit["role"]
    assert zosmf["levels"][0] == "documented"
    assert {"id", "title"} == set(zosmf["drifts"][0])
    assert zosmf["drifts"][0]["title"] in ui.printed
    assert "exchange.status" in zosmf["rules"]
    assert "submitJob" in ui.printed
    assert not list(at_home.iterdir())


def test_targets_are_shown_without_their_secrets_being_read(at_home: Path, ui: Listener) -> None:
    """A target is listed even when its password is not at hand."""
    (at_home / "harness.toml").write_text(CONFIG)
    (target,) = run(ListRequest(), ui).summary["targets"]
    assert target == {
        "target": "test",
        "vendor": "zosmf",
        "mode": "read-only",
        "level": "documented",
        "url": ["https://mvs1", "https://mvs2"],
        "work": [],
    }
    assert "https://mvs1, https://mvs2" in ui.printed


def test_a_broken_configuration_is_told(at_home: Path, ui: Listener) -> None:
    """What is wrong with the file that was named is an error, not an empty list."""
    (at_home / "mine.toml").write_text("[target.x]")
    with pytest.raises(UsageError, match="unknown key"):
        run(ListRequest(Selection(config=Path("mine.toml"))), ui)


@pytest.mark.usefixtures("at_home")
def test_without_a_configuration_it_says_how_to_get_one(ui: Listener) -> None:
    """A newcomer is pointed at init."""
    assert run(ListRequest(), ui).summary["targets"] == []
    assert "harness init" in ui.printed
