from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from harness.config import load_config
from harness.errors import UsageError
from harness.run.init import first_config, run
from harness.run.requests import InitRequest
from harness.target import Mode
from harness.vendor import vendors
from tests.run.conftest import Listener

SHAPES = {vendor.name: vendor.work_schema for vendor in vendors().values()}


def test_what_is_written_loads_as_it_stands(at_home: Path, ui: Listener) -> None:
    """The first file is sound: each vendor has a read-only target with its own work items."""
    end = run(InitRequest(at_home), ui)
    config = load_config(at_home / "harness.toml", SHAPES)
    assert end.exit_code == 0
    assert set(config.targets) == {f"test-{name}" for name in vendors()}
    for vendor in vendors().values():
        target = config.targets[f"test-{vendor.name}"]
        assert target.mode is Mode.READ_ONLY
        assert [(item.name, item.length, dict(item.fields)) for item in target.work] == [
            (item.name, item.length, dict(item.fields)) for item in vendor.work
        ]


def test_credentials_are_read_from_the_variables_it_names(at_home: Path, ui: Listener) -> None:
    """No secret is written; the environment variables that are named give the session."""
    run(InitRequest(at_home, ("zosmf",)), ui)
    environ = {"ZOSMF_USER": "me", "ZOSMF_PASSWORD": "s3cret"}
    session = load_config(at_home / "harness.toml", SHAPES).target("test-zosmf", environ).sessions["primary"]
    assert (session.user, session.password) == ("me", "s3cret")


def test_what_is_commented_out_is_sound_too(tmp_path: Path) -> None:
    """Every setting that stands behind a # without a blank can be switched on as it is."""
    text = first_config(list(vendors().values()))
    switched_on = re.sub(r"^#(?=[\w\[])", "", text, flags=re.MULTILINE)
    assert switched_on.count("\n#") < text.count("\n#")
    (tmp_path / "harness.toml").write_text(switched_on)
    config = load_config(tmp_path / "harness.toml", SHAPES)
    assert config.record.keep_runs is not None
    assert config.waivers
    assert all(target.budgets.requests and target.tls.ca for target in config.targets.values())


def test_an_editor_finds_the_schema_by_the_first_line(at_home: Path, ui: Listener) -> None:
    """The schema comment names a file beside it, and that schema accepts what was written."""
    run(InitRequest(at_home), ui)
    text = (at_home / "harness.toml").read_text()
    named = re.match(r"#:schema (\S+)\n", text)
    assert named
    schema = json.loads((at_home / named[1]).read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(tomllib.loads(text))
    assert not validator.is_valid(tomllib.loads(text.replace("vendor =", "vendr =")))


def test_nothing_is_overwritten_unless_forced(at_home: Path, ui: Listener) -> None:
    """A file that is there stays, and the error says how to replace it."""
    (at_home / "harness.toml").write_text("# mine\n")
    with pytest.raises(UsageError, match="--force"):
        run(InitRequest(at_home), ui)
    assert (at_home / "harness.toml").read_text() == "# mine\n"
    assert [path.name for path in at_home.iterdir()] == ["harness.toml"]
    run(InitRequest(at_home, force=True), ui)
    assert "[targets." in (at_home / "harness.toml").read_text()


def test_a_folder_that_cannot_be_written_is_an_error_of_use(tmp_path: Path, ui: Listener) -> None:
    """A file in place of the folder is told with a mend, not with a traceback."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        run(InitRequest(tmp_path / "file"), ui)
