from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from harness.config import Config, RecordLimits, Waiver, find_config, load_config
from harness.errors import UsageError
from harness.target import Budgets, Length, Mode, Tls, WorkItem
from tests.config.conftest import WORK_SCHEMAS, Load

WHOLE = """
[targets.test]
vendor = "zosmf"
url = ["https://mvs1:443", "https://mvs2:443"]
mode = "owned"
level = "2.5"
[targets.test.tls]
ca = "ca.pem"
certificate = "/etc/client.pem"
[targets.test.sessions.primary]
user = "me"
password = { env = "PW" }
[targets.test.budgets]
requests = 100
rate = 2.5
[targets.test.work.quick]
length = "short"
verbs = ["cancel"]
jcl = "//{tag} JOB"

[record]
keep_runs = 5

[[waivers]]
rule = "exchange.status"
operation = "listJobs"
reason = "known"
owner = "qa"
expires = 2026-12-31
"""


def test_every_part_of_a_file_becomes_a_value(load: Load, tmp_path: Path) -> None:
    """Targets, TLS paths, budgets, work, record limits and waivers are read as they stand."""
    config = load(WHOLE)
    target = config.targets["test"]
    assert target.upstreams == ("https://mvs1:443", "https://mvs2:443")
    assert (target.mode, target.level, target.embedded) == (Mode.OWNED, "2.5", False)
    assert target.tls == Tls(ca=tmp_path / "ca.pem", certificate=Path("/etc/client.pem"))
    assert target.budgets == Budgets(requests=100, rate=2.5)
    assert target.work == (WorkItem("quick", Length.SHORT, {"jcl": "//{tag} JOB"}, ("cancel",)),)
    assert target.sessions == {}
    assert config.record == RecordLimits(keep_runs=5)
    expected = Waiver(
        "known", "qa", date(2026, 12, 31), rule="exchange.status", operation="listJobs", line=24
    )
    assert config.waivers == (expected,)


def test_an_empty_file_says_nothing(load: Load) -> None:
    """Nothing is required of a file."""
    config = load("")
    assert (config.targets, config.record, config.waivers) == ({}, RecordLimits(), ())


@pytest.mark.parametrize(
    ("url", "mode"), [("http://127.0.0.1:1", Mode.OWNED), ("https://mvs1", Mode.READ_ONLY)]
)
def test_the_mode_left_out_depends_on_the_address(load: Load, url: str, mode: Mode) -> None:
    """Without a mode a real server is only read."""
    assert load(f'[targets.t]\nvendor = "zosmf"\nurl = "{url}"').targets["t"].mode is mode


def test_an_unknown_target_names_the_near_one(load: Load) -> None:
    """A target that the file lacks is a usage error with a suggestion."""
    with pytest.raises(UsageError, match='did you mean "test"'):
        load(WHOLE).target("tset", {})


def test_a_certificate_must_be_there_when_its_target_is_used(load: Load, tmp_path: Path) -> None:
    """TLS files are looked for on use, and the error names the key's line."""
    config = load(WHOLE)
    with pytest.raises(UsageError) as caught:
        config.target("test", {"PW": "x"})
    assert caught.value.line == 8
    (tmp_path / "ca.pem").touch()
    with pytest.raises(UsageError, match=r"client\.pem") as caught:
        config.target("test", {"PW": "x"})
    assert caught.value.line == 9


def test_an_error_of_a_later_stage_gets_a_line(load: Load) -> None:
    """Who learns later that a value is wrong (an unknown level) can still name its line."""
    error = load(WHOLE).error(("targets", "test", "level"), "no level is called 2.5", "mend")
    assert str(error).endswith("harness.toml:6: no level is called 2.5 (mend)")


def test_the_nearest_file_upward_is_found(tmp_path: Path) -> None:
    """harness.toml is looked for in the folder and in those above it."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "harness.toml").touch()
    assert find_config(inner) == tmp_path / "harness.toml"
    (tmp_path / "a" / "harness.toml").touch()
    assert find_config(inner) == tmp_path / "a" / "harness.toml"


def test_a_folder_without_a_file_above_it_has_none(tmp_path: Path) -> None:
    """No file upward means no configuration, which is no error."""
    assert find_config(tmp_path) is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A named file that cannot be read is a usage error without a line."""
    with pytest.raises(UsageError, match="No such file") as caught:
        load_config(tmp_path / "no.toml", WORK_SCHEMAS)
    assert caught.value.line is None


def test_config_is_a_value(load: Load) -> None:
    """Loading the same text twice gives equal configurations."""
    assert isinstance(load(WHOLE), Config)
    assert load(WHOLE) == load(WHOLE)
