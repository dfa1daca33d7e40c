from __future__ import annotations

import re

from tests.architecture.conftest import ROOT, files

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "base_utils", "shared", "stuff"}
# Written so that this file does not find itself.
LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|W" r"IP)\b")
TEXTS = (".py", ".md", ".toml", ".yaml", ".json", ".ndjson", ".j2", ".html", ".css")
PLACES = ("harness", "loadtests", "openapi", "tests")


def test_no_module_is_a_drawer() -> None:
    """A module is named after a thing, not after the fact that code had to go somewhere."""
    found = [str(path) for path in files(*PLACES) if {path.stem, *path.parts[:-1]} & DRAWERS]
    assert found == []


def test_nothing_is_left_to_be_done() -> None:
    """No file says that it is unfinished."""
    texts = [path for suffix in TEXTS for path in files(*PLACES, suffix=suffix)]
    texts += [
        path.relative_to(ROOT) for path in ROOT.iterdir() if path.suffix in TEXTS or path.name == "Makefile"
    ]
    found = {str(path): LEFT_OVER.findall((ROOT / path).read_text(encoding="utf-8")) for path in texts}
    assert {path: words for path, words in found.items() if words} == {}
