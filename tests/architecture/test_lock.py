from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.conftest import ROOT

LOCKS = [
    ROOT / "requirements.lock",
    *sorted(ROOT.glob("tests/clients/*.lock")),
]
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)


def wanted() -> Iterator[Requirement]:
    """Yield what pyproject.toml asks for, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for text in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        yield Requirement(text)


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """Every requirement is pinned in requirements.lock, to a version that it allows."""
    pins = {canonicalize_name(m["name"]): m["version"] for m in PIN.finditer(LOCKS[0].read_text())}
    for requirement in wanted():
        version = pins.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not locked; run: make lock"
        assert requirement.specifier.contains(version), (
            f"{requirement} is locked at {version}; run: make lock"
        )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_pin_has_hashes_and_no_registry(lock: object) -> None:
    """A lock names hashes, never an index or an address, so that any mirror may serve it."""
    text = lock.read_text()  # type: ignore[attr-defined]
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if PIN.match(entry)]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--(?:extra-)?index|--find-links", text)
