from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.conftest import ROOT, files, functions, parsed

ELSEWHERE = {
    "harness/cli/options.py": ("tests/cli/test_arguments.py", "options are seen in the requests they fill"),
}
"""Modules whose tests stand under another name, with the reason."""
FOLDERS_ELSEWHERE = {
    "harness/cli/commands": ("tests/cli/test_arguments.py", "a command is its arguments and its request"),
}


def has_code(tree: ast.Module) -> bool:
    """Tell whether a module does something: a function that is more than its docstring or ``...``."""
    return any(
        not all(_says_nothing(statement) for statement in function.body) for function in functions(tree)
    )


def _says_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def mirror(path: Path) -> Path:
    """Return where the tests of a module stand: ``harness/a/b.py`` has ``tests/a/test_b.py``."""
    name = path.stem.strip("_")
    return Path("tests", *path.parts[1:-1], f"test_{name}.py")


def test_tests_mirror_the_source() -> None:
    """Whoever changes a module knows where its tests stand."""
    missing = [
        f"{path} has no {mirror(path)}"
        for path in files("harness")
        if has_code(parsed(path))
        and str(path) not in ELSEWHERE
        and str(path.parent) not in FOLDERS_ELSEWHERE
        and not (ROOT / mirror(path)).is_file()
    ]
    assert missing == []


def test_exemptions_are_needed_and_lead_to_tests() -> None:
    """An exempt module exists, has no mirrored tests, and the tests that it names exist."""
    for module, (tests, _reason) in {**ELSEWHERE, **FOLDERS_ELSEWHERE}.items():
        assert (ROOT / module).exists(), module
        assert not (ROOT / mirror(Path(module))).is_file(), module
        assert (ROOT / tests).is_file(), tests


def test_every_test_has_a_source() -> None:
    """A test module outside the folders of its own names a module of the product."""
    own = {"architecture", "browser", "clients", "contract", "loadtests"}
    orphans = [
        str(path)
        for path in files("tests")
        if path.name.startswith("test_") and path.parts[1] not in own and not _sources(path)
    ]
    known = {tests for tests, _ in ELSEWHERE.values()} | {tests for tests, _ in FOLDERS_ELSEWHERE.values()}
    assert [path for path in orphans if path not in known and path not in WHOLE] == []


WHOLE = {
    "tests/cli/test_bad_input.py": "what users get wrong passes through the whole product",
    "tests/door/test_invariant.py": "what comes to a door is accounted for, whichever module had it last",
    "tests/vendors/test_odd_bodies.py": "no body breaks an emulator, whichever it is",
}
"""Test modules about more than one module, each with its reason."""


def _sources(path: Path) -> list[Path]:
    folder = ROOT.joinpath("harness", *path.parts[1:-1])
    name = path.stem.removeprefix("test_")
    found = [folder / f"{name}.py", folder / f"__{name}__.py", folder / name]
    return [source for source in found if source.exists()]
