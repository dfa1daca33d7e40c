"""The COND parameter: which steps are bypassed (z/OS MVS JCL Reference, "COND parameter")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne

from harness.vendors.zosmf.emulator.jcl.operands import split
from harness.vendors.zosmf.emulator.programs import Run

_OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    "GT": gt, "GE": ge, "EQ": eq, "NE": ne, "LT": lt, "LE": le,
}  # fmt: skip


def bypassed(condition: str, before: Sequence[tuple[str, Run]]) -> bool:
    """Tell whether a step with ``COND=condition`` is passed over after the named runs ``before``.

    A step runs after an abend only with EVEN or ONLY; ONLY runs it then and not otherwise.
    """
    tests = _tests(condition)
    abended = any(run.abend for _, run in before)
    if abended and not {"EVEN", "ONLY"} & set(tests):
        return True
    if not abended and "ONLY" in tests:
        return True
    return any(_holds(test, before) for test in tests)


def _tests(condition: str) -> list[str]:
    """Split ``((4,LT,A),(8,EQ),EVEN)`` into its tests; ``(4,LT)`` is one test."""
    text = condition.removeprefix("(").removesuffix(")") if condition.startswith("(") else condition
    parts = split(text)
    if parts[0].isdigit():
        return [text]
    return [part.strip("()") for part in parts]


def _holds(test: str, before: Sequence[tuple[str, Run]]) -> bool:
    code, _, rest = test.partition(",")
    operator, _, step = rest.partition(",")
    if not code.isdigit() or operator not in _OPERATORS:
        return False
    codes = [run.condition for name, run in before if not run.abend and (not step or name == step)]
    return any(_OPERATORS[operator](int(code), each) for each in codes)
