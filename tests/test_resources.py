from __future__ import annotations

from pathlib import Path

import pytest

from harness import resources
from harness.resources import resource


def test_a_checkout_reads_its_own_files() -> None:
    """In a checkout the files stand beside the package."""
    assert resource("openapi") == Path(resources.__file__).parents[1] / "openapi"


def test_a_wheel_reads_what_travels_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel the files stand in the package's data folder."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resource("openapi/x.yaml") == tmp_path / "data" / "openapi" / "x.yaml"
