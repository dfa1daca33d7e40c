from __future__ import annotations

from tests.architecture.conftest import ROOT, files, functions, parsed

FILE_LINES = 300
FUNCTION_LINES = 50
FOLDERS = ("harness", "loadtests", "tests")

LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions (``file::name``) that may be longer, each with its reason."""


def test_files_can_be_read_at_one_sitting() -> None:
    """No file has more than 300 lines, and no exemption is kept that is not needed."""
    lengths = {str(path): len((ROOT / path).read_text().splitlines()) for path in files(*FOLDERS)}
    assert {
        path: length for path, length in lengths.items() if length > FILE_LINES
    }.keys() == LONG_FILES.keys()


def test_functions_fit_on_a_screen() -> None:
    """No function has more than 50 lines, and no exemption is kept that is not needed."""
    lengths = {
        f"{path}::{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in files(*FOLDERS)
        for function in functions(parsed(path))
    }
    long = {name: length for name, length in lengths.items() if length > FUNCTION_LINES}
    assert long.keys() == LONG_FUNCTIONS.keys()
