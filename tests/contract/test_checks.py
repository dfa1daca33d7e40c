from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_contract
from harness.contract.checks import Problem
from harness.errors import UsageError
from tests.contract.tiny import text, written

LOOP = '    Loop: { $ref: "#/components/schemas/Loop", x-source: { where: a, standing: inferred } }\n'
LINK = "          links: { next: { operationId: follow, parameters: {} } }"
ALONE = "      - { name: fast, in: query, x-job-excludes: [slow], schema: { type: boolean } }\n"
BROKEN = {
    "a reference to nothing": (
        '$ref: "#/components/schemas/Parcel" => $ref: "#/components/schemas/Packet"',
        "#/components/schemas/Packet refers to nothing",
    ),
    "a reference to itself": (
        f"    Parcel:\n => {LOOP}    Parcel:\n",
        "#/components/schemas/Loop refers to itself",
    ),
    "a pattern that is none": (
        "number: { type: integer } => number: { type: string, pattern: '(' }",
        "( is not a pattern",
    ),
    "a pattern that only one engine knows": (
        "number: { type: integer } => number: { type: string, pattern: '^\\p{Lu}$' }",
        "is not a pattern that every engine reads",
    ),
    "an operationId given twice": (
        "operationId: change => operationId: track",
        "the operationId track is taken",
    ),
    "a path parameter without a declaration": (
        "name: number, in: path => name: nummer, in: path",
        "the path parameter number stands only in the template",
    ),
    "a segment of several parameters": (
        "/parcels/{number}: => '/parcels/{number}-{part}':",
        "has a segment of several parameters",
    ),
    "an exclusion by one of two": (
        f"schema: {{ type: integer }} }}\n => schema: {{ type: integer }} }}\n{ALONE}",
        "fast excludes slow, but not the other way round",
    ),
    "an initial state that is none": ("initial: [SENT] => initial: [NEW]", "NEW is not a state"),
    "a terminal state that is none": ("terminal: [THERE] => terminal: [GONE]", "GONE is not a state"),
    "an edge from nowhere": ("edges: [[SENT, THERE]] => edges: [[NEW, THERE]]", "NEW is not a state"),
    "an outcome in no state": ("THERE: [too-late] => GONE: [too-late]", "GONE is not a state"),
    "a verb that leaves a state out": (
        "stop: { SENT: [done], THERE: [too-late] } => stop: { SENT: [done] }",
        "the verb stop has no outcomes for the state THERE",
    ),
    "a role with an unknown verb": (
        'role: "modify:stop" => role: "modify:halt"',
        "the life cycle has no verb halt",
    ),
    "a security scheme that is none": (
        "paths:\n => security: [{ key: [] }]\npaths:\n",
        "there is no security scheme key",
    ),
    "an upstream that is none": (
        "x-job-role: status => x-job-role: status\n      x-job-upstream: depot",
        "there is no upstream depot",
    ),
    "a link to no operation": (
        f"description: The parcel. => description: The parcel.\n{LINK}",
        "the link next leads to no operation follow",
    ),
}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_contract_is_refused_with_its_line(change: str, says: str, tmp_path: Path) -> None:
    """One line that names the file, the line that was changed, the fault and what to do."""
    path = written(tmp_path, change)
    with pytest.raises(UsageError) as caught:
        load_contract(path)
    assert says in str(caught.value)
    assert caught.value.file == path
    assert caught.value.mend
    assert caught.value.line in _changed_lines(change), str(caught.value)


def _changed_lines(change: str) -> range:
    """Return the lines around what a change put in."""
    old, _, new = change.partition(" => ")
    first = text()[: text().index(old)].count("\n") + 1
    # A check may blame the operation or verb that holds what was changed.
    return range(first - 3, first + new.count("\n") + 3)


def test_the_tiny_contract_itself_is_whole(tmp_path: Path) -> None:
    """Without a change nothing is wrong, so each change above is what was refused."""
    assert load_contract(written(tmp_path)).title == "Parcels"


def test_a_problem_says_what_to_do() -> None:
    """Each problem has a place, a fault and a mend."""
    assert Problem(("a",), "wrong", "mend it").mend == "mend it"
