"""The Management Gate's STATUS; its other commands are declared by the vendor and not emulated.

A real server has the gate on a port of its own; here it shares that of the Main Gate, whose paths differ.
"""

from __future__ import annotations

from typing import Any, Final

from harness.emulation import Call
from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import answer, error
from harness.vendors.i2rest.emulator.asked import UnreadableError, document_of
from harness.vendors.i2rest.emulator.system import System

GATES: Final = ("main", "session", "management", "core")
_TIMEOUTS: Final = {"session": 600_000}
_DECLARED: Final = frozenset(
    {
        *("GET_SWAGGER", "DEBUG", "PCMLS", "ADD_PCML", "DEL_PCM", "CLIENTS", "CLIENTS+", "CLIENTS-"),
        *("SESSIONS", "ANONYMOUS+", "WORKER+", "WORKER-", "STOP"),
    }
)


def manage(call: Call, system: System) -> Response:
    """Carry out a management command; its name is read without regard to case."""
    try:
        document = document_of(call)
    except UnreadableError as problem:
        return error(400, str(problem))
    command = document.get("command")
    if not isinstance(command, str):
        return error(400, "command is required")
    if command.upper() != "STATUS":
        known = command.upper() in _DECLARED
        return error(400, "The command is not emulated" if known else "The command is not known")
    gate = document.get("gate", "")
    if not isinstance(gate, str) or gate not in {"", *GATES}:
        return error(400, f"gate is not one of {', '.join(GATES)}")
    return answer(200, {name: _gate(name, system) for name in GATES if gate in {"", name}})


def _gate(name: str, system: System) -> dict[str, Any]:
    """Return what STATUS tells of one gate (i2Rest wiki, Management_APIs)."""
    main = name == "main"
    return {
        "server_name": name.capitalize(),
        "master_link": "https://i2rest.com:22088",
        "manager_link": "file:///tmp/QACXQ6D802",
        "clients_max": system.release.clients_max,
        "clients": 0,
        "clients_refused": 0,
        "clients_peak": 1 if main and system.requests else 0,
        "workers": 5,
        "workers_peak": 5,
        "workers_min": 5,
        "workers_max": 50,
        "busy_workers": int(main),
        "busy_workers_peak": int(main),
        "queue": 0,
        "queue_peak": 0,
        "timeout": _TIMEOUTS.get(name, 30_000),
        "debug": 4,
        "syslog": "udp://localhost:514",
        "multithreaded": True,
    }
