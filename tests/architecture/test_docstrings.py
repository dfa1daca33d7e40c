from __future__ import annotations

import ast
import re

from tests.architecture.conftest import files, functions, parsed

NEXT_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")


def test_every_test_states_its_rule() -> None:
    """A test opens with one sentence: the rule that it holds the code to."""
    wrong = [
        f"{path}::{function.name}"
        for path in files("tests")
        for function in functions(parsed(path))
        if function.name.startswith("test_") and not _one_sentence(function)
    ]
    assert wrong == []


def _one_sentence(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = (ast.get_docstring(function) or "").partition("\n\n")[0]
    return first.endswith(".") and not NEXT_SENTENCE.search(first)
