"""Bulk calls: a list of items, each carried out by itself; one that fails does not keep the others back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator.audit import demand_comment
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.plant import CHAINS
from harness.vendors.joc.emulator.refusals import ItemRefusal, Refusal, missing, refuse
from harness.vendors.joc.emulator.server import Ask

Item = Mapping[str, Any]


def carry_out(
    ask: Ask,
    name: str,
    path_of: Callable[[Item], str],
    act: Callable[[Ask, Item], Any],
    listed: str | None = None,
) -> Response:
    """Apply ``act`` to each item of the list called ``name``.

    With ``listed`` what the calls return is told under that name. Any failure makes it a 419, even when
    every item failed; then neither ``ok`` nor, without a list, a date is told.
    """
    demand_comment(ask)
    items = ask.body.get(name)
    if not items:
        raise missing(name)
    done, errors = [], []
    for item in items:
        try:
            _check_folder(ask, item)
            done.append(act(ask, item))
        except ItemRefusal as refusal:
            errors.append(_error(ask, path_of(item), refusal))
        ask.master.settle(ask.now)
    if errors:
        return json_response(_failed(ask, listed, done, errors), 419)
    told = {} if listed is None else {listed: done}
    survey = {"surveyDate": ask.at} if listed is None else {}
    return json_response({**survey, "deliveryDate": ask.at, "ok": True, **told})


def start_of(ask: Ask, item: Item) -> int | None:
    """Return the instant that an item's ``at`` means, None for now; one in the past is now as well."""
    text = item.get("at")
    if not text or text == "now":
        return None
    try:
        moment = ask.dates(item.get("timeZone", "")).start(text)
    except Refusal as wrong:
        raise ItemRefusal(wrong.code, wrong.message, master=False) from None
    return max(ask.now, ask.instant(moment))


def chain_of(item: Item) -> str:
    """Return the chain that an item names; refuse one that there is not (SCHEDULER-161)."""
    chain = str(item["jobChain"])
    if chain not in CHAINS:
        refuse(161, f"There is no JobChain '{chain}'")
    return chain


def _check_folder(ask: Ask, item: Item) -> None:
    """Refuse an item that lies in a folder which the account's role is kept out of (1.13.5)."""
    path = item.get("jobChain") or item.get("job")
    if ask.release.folder_checked and path and not ask.account.enters(path):
        raise ItemRefusal("JOC-419", f"JocFolderPermissionsException: {path}", master=False)


def _failed(ask: Ask, listed: str | None, done: list[Any], errors: list[Any]) -> dict[str, Any]:
    if listed is None:
        return {"errors": errors}
    return {"deliveryDate": ask.at, listed: done or None, "errors": errors}


def _error(ask: Ask, path: str, refusal: ItemRefusal) -> dict[str, Any]:
    survey = {"surveyDate": ask.at} if refusal.master else {}
    return {**survey, "path": path, "code": refusal.code, "message": refusal.message}
