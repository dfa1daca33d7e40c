"""Exclusion calendars: kept by name, for any user to read and write (web services guide, release 6.1 on)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.bodies import read_body
from harness.vendors.jasper.emulator.calendar_documents import CALENDAR, check_calendar, shown
from harness.vendors.jasper.emulator.messages import empty, is_json, text
from harness.vendors.jasper.emulator.negotiation import PLAIN, PLAIN_PAIR, answer_type, tied_type
from harness.vendors.jasper.emulator.refusals import Described, bad_value, scheduler_error
from harness.vendors.jasper.emulator.rendering import answer
from harness.vendors.jasper.emulator.triggers.progress import adopt

_ROOT = "reportJobCalendar"


def list_calendars(ask: Ask) -> Response:
    """Answer with the names, of one type when that is asked for; 204 when there are none."""
    chosen = answer_type(ask.accept, PLAIN)
    kind = ask.argument("calendarType")
    names = [
        name
        for name, document in sorted(ask.system.calendars.items())
        if kind is None or document["calendarType"] == kind
    ]
    if not names:
        return empty(204)
    return answer(chosen, "calendarNameList", {"calendarName": names}, ask.release)


def get_calendar(ask: Ask) -> Response:
    """Answer with a calendar; 404 without body when there is none."""
    chosen = answer_type(ask.accept, PLAIN)
    document = ask.system.calendars.get(ask.name)
    return empty(404) if document is None else _answer(ask, document, chosen)


def put_calendar(ask: Ask) -> Response:
    """Keep a calendar and answer with it; an existing one only when it is to be replaced."""
    brought, chosen = tied_type(ask.headers.get("content-type"), ask.accept, [PLAIN_PAIR])
    replaces, updates = _flag(ask, "replace"), _flag(ask, "updateTriggers")
    if not ask.body.strip():
        message = f"mandatory parameter '{_ROOT}' not found"
        raise Described(400, "mandatory.parameter.error", message, [_ROOT])
    document = read_body(ask.body, brought, CALENDAR, (_ROOT,), unique=ask.release.unique_members)
    check_calendar(document, ask.release)
    if ask.name in ask.system.calendars and not replaces:
        message = f"Resource '{ask.name}' already exists"
        raise Described(400, "resource.already.exists", message, [ask.name])
    ask.system.calendars[ask.name] = document
    _tell_triggers(ask, keeps_next=not updates)
    return _answer(ask, document, chosen)


def delete_calendar(ask: Ask) -> Response:
    """Answer with the bare name; one that triggers refer to stays."""
    if ask.name not in ask.system.calendars:
        if ask.release.unknown_calendar_status == 200:
            return text(ask.name)
        return empty(404)
    if any(job.trigger["calendarName"] == ask.name for job in ask.system.live(ask.now)):
        raise scheduler_error("Calendar cannot be removed if it is referenced by a trigger!")
    del ask.system.calendars[ask.name]
    return text(ask.name)


def _flag(ask: Ask, name: str) -> bool:
    value = ask.argument(name) or "false"
    if value.lower() not in ("true", "false"):
        raise bad_value(name, value)
    return value.lower() == "true"


def _tell_triggers(ask: Ask, *, keeps_next: bool) -> None:
    """Let the triggers that use the calendar see it, at once or after their next fire time."""
    exclusion = ask.system.exclusion(ask.name)
    for job in [job for job in ask.system.live(ask.now) if job.trigger["calendarName"] == ask.name]:
        progress = adopt(job.progress, exclusion, ask.now, keeps_next=keeps_next)
        ask.system.put(replace(job, progress=progress))


def _answer(ask: Ask, document: Mapping[str, Any], chosen: str) -> Response:
    return answer(chosen, _ROOT, shown(document, ask.release, in_json=is_json(chosen)), ask.release)
