from __future__ import annotations

from typing import Any

from harness.report.matrix import matrix_of
from tests.report import sample


def fact(
    operation: str | None, statuses: dict[str, int], documented: list[str], **more: Any
) -> dict[str, Any]:
    """Return what a run says of one operation."""
    return {
        "operation": operation,
        "effect": "read",
        "statuses": statuses,
        "documented": documented,
        "judged": 1,
        **more,
    }


def test_columns_are_what_was_seen_or_documented() -> None:
    """Every status that was seen or documented has a column, in rising order; classes have none."""
    matrix = matrix_of([fact("a", {"503": 1, "200": 2}, ["200", "400", "5XX", "default"])])
    assert matrix.statuses == ("200", "400", "503")


def test_cells_tell_what_was_not_documented() -> None:
    """A status is documented by itself, by its class or by a default; anything else is flagged."""
    rows = matrix_of(
        [
            fact("listed", {"200": 1, "404": 2}, ["200", "400"]),
            fact("by-class", {"404": 1}, ["4XX"]),
            fact("by-default", {"404": 1}, ["default"]),
            fact(None, {"404": 1}, []),
        ]
    ).rows
    kinds = {row.operation: [cell.kind for cell in row.cells] for row in rows}
    assert kinds["listed"] == ["seen", "awaited", "undocumented"]
    assert kinds["by-class"][2] == kinds["by-default"][2] == kinds["no operation"][2] == "seen"


def test_what_does_not_count_is_not_awaited() -> None:
    """A documented status that was taken out of the count leaves its cell blank."""
    row = matrix_of([fact("a", {"200": 1}, ["200", "400", "500"], awaited=["400"])]).rows[0]
    assert [cell.kind for cell in row.cells] == ["seen", "awaited", "blank"]


def test_depth_follows_the_order_of_magnitude() -> None:
    """A shade grows with the number of digits, so that rare and frequent can be told apart."""
    cells = matrix_of([fact("a", {"200": 7, "201": 70, "202": 70_000}, [])]).rows[0].cells
    assert [cell.depth for cell in cells] == [1, 2, 4]


def test_skipped_operations_say_why() -> None:
    """An operation without a success or without an answer is skipped, with its reason."""
    matrix = matrix_of(sample.details()["coverage"])
    assert matrix.judged == 9
    assert [(row.operation, row.succeeded) for row in matrix.skipped] == [
        ("getJobSecondary", False),
        ("logout", False),
    ]


def test_requests_of_no_operation_are_no_operation() -> None:
    """What matched nothing has a row, and does not count among the operations that were covered."""
    matrix = matrix_of([fact("a", {"200": 1}, []), fact(None, {"403": 1}, [], effect="")])
    assert (len(matrix.rows), len(matrix.operations), matrix.judged) == (2, 1, 1)


def test_the_part_of_one_target_has_its_own_columns() -> None:
    """Of a table over several targets, the part of one shows the statuses that it knows and no others."""
    facts = [
        fact("a", {"200": 1}, ["200", "404"], target="t1"),
        fact("a", {"420": 1}, ["420"], target="t2"),
    ]
    part = matrix_of(facts).of("t1")
    assert part.statuses == ("200", "404")
    assert [[cell.status for cell in row.cells] for row in part.rows] == [["200", "404"]]
