"""Each rule is proved twice: a planted fault fires it and nothing else, and the clean twin nothing.

A play is a conversation with the emulator, whose answers a fault changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import orjson

from harness.exchange import Request, Response
from harness.finding import Severity
from harness.oracles import SUITE, Rule, judge
from harness.vendors.jasper.rules import RULES
from tests.vendors.jasper.bench import Bench, rewritten

Edit = Callable[[Request, Any], Any]
Play = Callable[[Bench], None]
PLANTED: dict[str, list[tuple[Edit, Play]]] = defaultdict(list)
"""By rule, how answers are spoilt, and the conversation in which they are."""


def plant(rule_id: str, edit: Edit) -> Callable[[Play], Play]:
    """Register a play, and the fault that ``edit`` lays over JSON answers; None leaves one as it is."""

    def register(play: Play) -> Play:
        PLANTED[rule_id].append((edit, play))
        return play

    return register


def fired(edit: Edit, play: Play, *, fault: bool, rule: Rule) -> set[str]:
    """Return the ids of the rules that fire, less mere informations of others."""

    def change(request: Request, response: Response) -> Response:
        try:
            spoilt = edit(request, orjson.loads(response.body))
        except orjson.JSONDecodeError:
            return response
        return response if spoilt is None else rewritten(response, spoilt)

    bench = Bench(change if fault else None)
    play(bench)
    found = judge(bench.evidence(), (*SUITE, *RULES), embedded=True)
    return {each.rule for each in found if each.rule == rule.id or each.severity is not Severity.INFO}
