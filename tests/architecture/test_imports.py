from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.conftest import ROOT, files, parsed

NETWORK = {
    "http.client",
    "http.server",
    "urllib.request",
    "ftplib",
    "smtplib",
    "socketserver",
    "xmlrpc.client",
}
ALLOWED = ("harness/door/", "harness/emulation/", "harness/traffic/client.py")
"""Who may listen or connect: the door, the emulators and their control, and the client of the door."""


def test_the_contracts_on_imports_are_kept() -> None:
    """Layers, islands and forbidden imports stand in pyproject.toml, and hold."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(
        [*command, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def imported(path: Path) -> set[str]:
    """Return the names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_no_other_module_opens_connections_of_its_own() -> None:
    """The standard library's clients and servers are for the door, the emulators and the door's client.

    import-linter sees packages of other people only, so parts of the standard library are looked for here.
    """
    found = {
        str(path): NETWORK & imported(path)
        for path in files("harness")
        if NETWORK & imported(path) and not str(path).startswith(ALLOWED)
    }
    assert found == {}


def test_the_exceptions_are_needed() -> None:
    """Every file or folder that may use the network exists and has something to do with it."""
    for place in ALLOWED:
        inside = [path for path in files("harness") if str(path).startswith(place)]
        assert inside, place
