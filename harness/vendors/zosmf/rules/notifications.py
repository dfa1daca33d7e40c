"""A job's end is told once, and as its document tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from harness.exchange import Exchange
from harness.oracles import Act, Breach, Evidence, Rule, claims
from harness.oracles.history import histories
from harness.oracles.lifecycle.states import operation_of, witness
from harness.vendors.zosmf import sources

_CODE = re.compile(r"CC ([0-9]{4})")
_ABEND = re.compile(r"ABEND (S[0-9A-F]{3})")
"""A user abend is spelled in two ways, so that its code is compared with nothing."""


@claims(
    "zosmf.notified-once",
    "the end of a job is told once",
    source=sources.NOTIFICATIONS,
    why="What waits for the notification runs twice.",
)
def notified_once(evidence: Evidence) -> Iterator[Breach]:
    """Look for a second completed document about one job; ready and active events bear no result."""
    for history in evidence.fact(histories):
        told = [seen for seen in history.seen if seen.act is Act.NOTIFIED]
        if len(told) > 1:
            yield Breach(
                says="the end of one job was told twice",
                operation=operation_of(evidence, told[1]),
                subject="notification",
                expected="one notification",
                got=f"{len(told)}",
                witness=witness(*told[:2]),
            )


@claims(
    "zosmf.notified-result",
    "a notification's completion is that of its return code",
    source=sources.DOCUMENTS,
    why="What goes on after the job goes by the completion code, and goes on after a failure.",
)
def notified_result(evidence: Evidence) -> Iterator[Breach]:
    """Compare code and abend code with the return code that stands beside them, where it tells them."""
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        document = _document(exchange) if match is not None and match.role == "callback" else {}
        for name, wanted in _wanted(document.get("retcode")).items():
            told = document.get(name, wanted)
            if told != wanted:
                yield Breach(
                    says=f"a job that ended with {document['retcode']} was told of with {name} {told!r}",
                    operation=match.operation.id if match else "",
                    subject=name,
                    expected=repr(wanted),
                    got=repr(told),
                    witness=(exchange.id,),
                )


def _document(exchange: Exchange) -> Mapping[str, Any]:
    try:
        document = orjson.loads(exchange.request.body)
    except orjson.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def _wanted(retcode: object) -> Mapping[str, object]:
    """Return what a return code says of the other members; nothing where it leaves them open."""
    if not isinstance(retcode, str):
        return {}
    if found := _CODE.fullmatch(retcode):
        return {"completion-code": int(found[1])}
    if found := _ABEND.fullmatch(retcode):
        return {"abend-code": found[1]}
    return {}


RULES: tuple[Rule, ...] = (notified_once, notified_result)
