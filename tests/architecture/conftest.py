"""The tree that the rules are about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"__pycache__", ".venv", "node_modules", "dist", "reports"}


def files(*folders: str, suffix: str = ".py") -> Iterator[Path]:
    """Yield the files below folders of the tree, as paths relative to its root."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            relative = path.relative_to(ROOT)
            if not any(part in SKIPPED or part.startswith(".") for part in relative.parts):
                yield relative


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file of the tree."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a syntax tree, methods and inner ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
