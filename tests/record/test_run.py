"""``run.json`` is written whole, documented by its schema, and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from harness.errors import UsageError
from harness.finding import Verdict, VerdictKind
from harness.record import RUN_FILE, SCHEMA_VERSION, Run, RunTarget, read_run, write_run

SCHEMA = json.loads((Path(__file__).parents[2] / "harness/record/run.schema.json").read_text())
BEGUN = Run(
    id="20260105-check-zosmf",
    command="check",
    command_line=("check", "zosmf"),
    started="2026-01-05T08:00:00+00:00",
    targets=(RunTarget("zosmf", "zosmf", ("http://127.0.0.1:1",), "owned", embedded=True),),
    versions={"harness": "0.1.0"},
    seed=7,
    profile="quick",
)
PASSED = Verdict(VerdictKind.PASS, "every claim held")
ENDED = replace(
    BEGUN,
    ended="2026-01-05T08:01:00+00:00",
    verdict=PASSED,
    exit_code=0,
    counts={"received": 12},
    details={"cases": {"fuzzing": 4}},
    targets=(replace(BEGUN.targets[0], verdict=PASSED),),
)


@pytest.mark.parametrize("run", [BEGUN, ENDED])
def test_a_run_comes_back_as_it_was_written(tmp_path: Path, run: Run) -> None:
    """What is read is what was written, whether the run has ended or not."""
    write_run(tmp_path, run)
    assert read_run(tmp_path) == run


@pytest.mark.parametrize("run", [BEGUN, ENDED])
def test_the_file_keeps_to_its_schema(tmp_path: Path, run: Run) -> None:
    """Readers of other makers may rely on ``run.schema.json``, which allows nothing besides."""
    write_run(tmp_path, run)
    document = json.loads((tmp_path / RUN_FILE).read_text())
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate({**document, "extra": 1})


def test_writing_again_replaces_the_whole_file(tmp_path: Path) -> None:
    """The end of a run replaces its beginning, and leaves no unfinished file beside it."""
    write_run(tmp_path, BEGUN)
    write_run(tmp_path, ENDED)
    assert read_run(tmp_path) == ENDED
    assert [file.name for file in tmp_path.iterdir()] == [RUN_FILE]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{", "not JSON"),
        ("[]", "the schema version is None"),
        ("{}", "the schema version is None"),
        (f'{{"schema_version": {SCHEMA_VERSION + 1}}}', f"the schema version is {SCHEMA_VERSION + 1}"),
        (f'{{"schema_version": {SCHEMA_VERSION}}}', "not the description of a run"),
        (f'{{"schema_version": {SCHEMA_VERSION}, "targets": 1}}', "not the description of a run"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str, what: str) -> None:
    """Whatever is wrong with the file, the error says what and where."""
    (tmp_path / RUN_FILE).write_text(content)
    with pytest.raises(UsageError) as raised:
        read_run(tmp_path)
    assert raised.value.what.startswith(what)
    assert raised.value.file == tmp_path / RUN_FILE


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    """A folder that holds no run is wrong usage."""
    with pytest.raises(UsageError, match="no run in this folder"):
        read_run(tmp_path)
