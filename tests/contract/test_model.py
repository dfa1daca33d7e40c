from __future__ import annotations

import pytest

from harness.contract import Effect, EffectCase, Operation, ParsedRequest
from harness.contract.model import Answer
from harness.finding import Source

HERE = Source("here")


def operation(*statuses: str, cases: tuple[EffectCase, ...] = (EffectCase(Effect.READ, None),)) -> Operation:
    """Return an operation that documents some statuses."""
    answers = {status: Answer(status, {}, {}, HERE) for status in statuses}
    return Operation("op", "GET", "/", "", cases, (), {}, False, answers, (), HERE)


@pytest.mark.parametrize(("status", "found"), [(200, "200"), (404, "4XX"), (400, "400"), (503, "default")])
def test_the_most_exact_answer_speaks(status: int, found: str) -> None:
    """Status, then class, then default."""
    answer = operation("200", "400", "4XX", "default").answer(status)
    assert answer is not None
    assert answer.status == found


def test_a_status_may_be_undocumented() -> None:
    """Without a default not every status has an answer."""
    assert operation("200").answer(500) is None


def test_effects_are_ordered_by_what_they_can_do() -> None:
    """The strongest case is what is assumed when none is known to hold."""
    rising = [
        Effect.READ,
        Effect.SESSION,
        Effect.CREATE,
        Effect.MODIFY,
        Effect.DESTROY,
        Effect.EXECUTE,
        Effect.GLOBAL,
    ]
    assert sorted(Effect, key=lambda effect: effect.strength) == rising
    cases = (
        EffectCase(Effect.MODIFY, "modify:hold"),
        EffectCase(Effect.DESTROY, "delete"),
        EffectCase(Effect.READ, None),
    )
    assert operation(cases=cases).strongest == cases[1]


def test_a_parsed_request_is_a_json_document() -> None:
    """A value given once is itself, one given twice a list."""
    parsed = ParsedRequest(
        "GET", {"a": "1"}, {"b": ("x",), "c": ("x", "y")}, {"h": "v"}, "text/plain", "body"
    )
    assert parsed.document() == {
        "method": "GET",
        "path": {"a": "1"},
        "query": {"b": "x", "c": ["x", "y"]},
        "headers": {"h": "v"},
        "media_type": "text/plain",
        "body": "body",
    }
