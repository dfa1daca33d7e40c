from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.run.model import Selection
from harness.run.targets import plan, read_config
from harness.target import Mode

CONFIG = """
[targets.test]
vendor = "zosmf"
url = "https://zosmf.example:443"
level = "v2r5"

[targets.test.sessions.primary]
user = "QA01"
password = { env = "QA_PASSWORD" }
"""


def configured(folder: Path) -> Selection:
    """Write a harness.toml and return a selection that finds it."""
    file = folder / "harness.toml"
    file.write_text(CONFIG)
    return Selection(config=file)


def test_vendor_name_is_its_embedded_emulator() -> None:
    """A vendor's name stands for its emulator, which may be used without restriction."""
    (planned,) = plan(["zosmf"], Selection(), None, {})
    assert planned.target.embedded
    assert planned.target.mode is Mode.UNRESTRICTED
    assert planned.submits


def test_no_name_is_every_vendor() -> None:
    """Without a name a run covers every vendor's emulator."""
    assert "zosmf" in [planned.vendor.name for planned in plan([], Selection(), None, {})]


def test_configured_target_reads_its_secret(tmp_path: Path) -> None:
    """A target of harness.toml comes with its credentials and its level, and is read-only off loopback."""
    selection = configured(tmp_path)
    config = read_config(selection, tmp_path)
    (planned,) = plan(["test"], selection, config, {"QA_PASSWORD": "secret"})
    assert planned.target.sessions["primary"].password == "secret"
    assert planned.target.level == "v2r5"
    assert planned.target.mode is Mode.READ_ONLY
    assert not planned.submits


def test_level_on_the_command_line_wins(tmp_path: Path) -> None:
    """--level outranks what harness.toml says."""
    selection = Selection(config=configured(tmp_path).config, level="documented")
    config = read_config(selection, tmp_path)
    (planned,) = plan(["test"], selection, config, {"QA_PASSWORD": "secret"})
    assert planned.target.level == "documented"


def test_unrestricted_is_refused_off_loopback(tmp_path: Path) -> None:
    """No option opens a real server to unrestricted traffic."""
    selection = Selection(config=configured(tmp_path).config, mode=Mode.UNRESTRICTED)
    config = read_config(selection, tmp_path)
    with pytest.raises(UsageError, match="unrestricted"):
        plan(["test"], selection, config, {"QA_PASSWORD": "secret"})


def test_unknown_name_lists_the_known() -> None:
    """A name that is neither a target nor a vendor is answered with those there are."""
    with pytest.raises(UsageError, match=r"known: .*zosmf"):
        plan(["nobody"], Selection(), None, {})


def test_url_on_loopback_brings_the_emulators_users_and_work() -> None:
    """--url at this machine is taken for an emulator, and treated as owned."""
    (planned,) = plan(["zosmf"], Selection(url="http://127.0.0.1:4430"), None, {})
    assert planned.target.mode is Mode.OWNED
    assert planned.target.sessions["primary"].user == "IBMUSER"
    assert planned.submits


def test_url_elsewhere_needs_credentials() -> None:
    """--url at another machine never tries an emulator's password there."""
    with pytest.raises(UsageError, match="HARNESS_USER"):
        plan(["zosmf"], Selection(url="https://zosmf.example"), None, {})


@pytest.mark.parametrize("environ", [{"HARNESS_USER": "QA01"}, {"HARNESS_PASSWORD": "secret"}])
def test_half_a_credential_is_refused(environ: dict[str, str]) -> None:
    """A user without a password, or the reverse, is a mistake, and never falls back to anybody else."""
    with pytest.raises(UsageError, match="set both"):
        plan(["zosmf"], Selection(url="http://127.0.0.1:4430"), None, environ)


def test_url_elsewhere_is_read_only() -> None:
    """--url at another machine reads, with the user of the environment, and submits nothing."""
    environ = {"HARNESS_USER": "QA01", "HARNESS_PASSWORD": "secret"}
    (planned,) = plan(["zosmf"], Selection(url="https://zosmf.example"), None, environ)
    assert planned.target.mode is Mode.READ_ONLY
    assert planned.target.sessions["primary"].user == "QA01"
    assert not planned.submits


@pytest.mark.parametrize("names", [[], ["zosmf", "zosmf"], ["test"]])
def test_url_goes_with_one_vendor(names: list[str]) -> None:
    """--url cannot stand for several targets."""
    with pytest.raises(UsageError, match="exactly one vendor"):
        plan(names, Selection(url="http://127.0.0.1:1"), None, {})


@pytest.mark.parametrize(
    "selection", [Selection(level="v9"), Selection(play="v9"), Selection(drifts=("D13", "D14"))]
)
def test_a_level_or_drift_that_there_is_not_is_told_first(selection: Selection) -> None:
    """Before a run folder is opened or an emulator started, with the known names or the conflict."""
    with pytest.raises(UsageError, match=r"known levels: documented|cannot be together"):
        plan(["zosmf"], selection, None, {})
