from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.conftest import ROOT, files, parsed

VENDORS = sorted(path.parent.name for path in (ROOT / "harness" / "vendors").glob("*/__init__.py"))


def test_there_is_a_vendor_and_each_has_its_contract() -> None:
    """A vendor of the tree is a folder, with its OpenAPI file of the same name."""
    assert VENDORS
    assert [name for name in VENDORS if not (ROOT / "openapi" / f"{name}.yaml").is_file()] == []


def test_nothing_else_knows_a_vendor_by_name() -> None:
    """Outside its own folder no code, text of ours or file name bears a vendor's name."""
    found = [
        f"{path}:{line}: {text}"
        for path in files("harness")
        if path.parts[:2] != ("harness", "vendors")
        for line, text in words(path)
        if any(name in text.lower() for name in VENDORS)
    ]
    assert found == []


def words(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every name and string of a file but for docstrings, which may give examples."""
    tree = parsed(path)
    yield 0, path.name
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield node.lineno, " ".join([getattr(node, "module", None) or "", *(a.name for a in node.names)])
