"""The control API: how a run steers its emulators. Its own listener, loopback only, JSON only.

::

    GET    /state                   {"zosmf": {"requests", "requests_by_operation", "jobs", "now"}}
    GET    /jobs                    {"zosmf": [{...}]} with the truth that callers cannot see
    POST   /reset     {"seed"?}     forget everything, start at the epoch
    POST   /snapshot                {"id"}
    POST   /restore   {"id"}        go back, clock too
    POST   /clock     {"advance"}   seconds
    PUT    /faults    [...]         see harness.emulation.faults.plan
    DELETE /faults
    GET    /conditions              {"zosmf": {"known": {name: meaning}, "imposed": [name]}}
    PUT    /conditions [name]       put each system into those of them that it has, and no others
    DELETE /conditions
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from harness.emulation.emulator import Emulator
from harness.emulation.faults import parse_faults
from harness.errors import UsageError

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def control_application(emulators: Sequence[Emulator]) -> AsyncIterator[str]:
    """Serve the control API on a free loopback port; yield its base address."""
    control = _Control(emulators)
    application = web.Application(middlewares=[_clear_errors])
    application.add_routes(control.routes())
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@web.middleware
async def _clear_errors(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except (UsageError, ValueError, TypeError) as problem:
        return web.json_response({"error": str(problem)}, status=400)
    except KeyError as problem:
        return web.json_response({"error": f"there is no {problem}"}, status=404)


class _Control:
    """The handlers, one a route."""

    def __init__(self, emulators: Sequence[Emulator]) -> None:
        self._emulators = {emulator.vendor: emulator for emulator in emulators}

    def routes(self) -> list[web.RouteDef]:
        """Return the table of routes."""
        return [
            web.get("/state", self.state),
            web.get("/jobs", self.jobs),
            web.post("/reset", self.reset),
            web.post("/snapshot", self.snapshot),
            web.post("/restore", self.restore),
            web.post("/clock", self.advance),
            web.put("/faults", self.put_faults),
            web.delete("/faults", self.delete_faults),
            web.get("/conditions", self.conditions),
            web.put("/conditions", self.put_conditions),
            web.delete("/conditions", self.delete_conditions),
        ]

    async def state(self, _: web.Request) -> web.Response:
        """Answer with the counts of each emulator."""
        return web.json_response({name: each.describe() for name, each in self._emulators.items()})

    async def jobs(self, _: web.Request) -> web.Response:
        """Answer with every job, as it truly is."""
        found = {
            name: list(each.application.jobs(each.clock.now())) for name, each in self._emulators.items()
        }
        return web.json_response(found)

    async def reset(self, request: web.Request) -> web.Response:
        """Start again."""
        seed = (await _document(request)).get("seed")
        if seed is not None and not isinstance(seed, int):
            raise ValueError("seed must be a whole number")
        for emulator in self._emulators.values():
            emulator.reset(seed)
        return web.json_response({})

    async def snapshot(self, _: web.Request) -> web.Response:
        """Keep the state of each emulator under one name."""
        names = {emulator.snapshot() for emulator in self._emulators.values()}
        return web.json_response({"id": names.pop()})

    async def restore(self, request: web.Request) -> web.Response:
        """Go back to a snapshot."""
        name = str((await _document(request)).get("id"))
        for emulator in self._emulators.values():
            emulator.restore(name)
        return web.json_response({})

    async def advance(self, request: web.Request) -> web.Response:
        """Move the clocks on."""
        seconds = float((await _document(request)).get("advance", "nan"))
        for emulator in self._emulators.values():
            emulator.clock.advance(seconds)
        return web.json_response({})

    async def put_faults(self, request: web.Request) -> web.Response:
        """Replace the faults; each emulator counts for itself."""
        document = json.loads(await request.text() or "[]")
        for emulator in self._emulators.values():
            emulator.play(parse_faults(document))
        return web.json_response({})

    async def delete_faults(self, _: web.Request) -> web.Response:
        """Play no faults any more."""
        for emulator in self._emulators.values():
            emulator.play(())
        return web.json_response({})

    async def conditions(self, _: web.Request) -> web.Response:
        """Answer with what each system can be put into, and what it is in."""
        found = {
            name: {"known": dict(each.known_conditions), "imposed": sorted(each.conditions)}
            for name, each in self._emulators.items()
        }
        return web.json_response(found)

    async def put_conditions(self, request: web.Request) -> web.Response:
        """Replace the conditions; a name that no system has is refused."""
        wanted = json.loads(await request.text() or "[]")
        if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
            raise TypeError("the body must be a list of names")
        known = {name for emulator in self._emulators.values() for name in emulator.known_conditions}
        for name in wanted:
            if name not in known:
                raise KeyError(name)
        for emulator in self._emulators.values():
            emulator.impose(set(wanted) & emulator.known_conditions.keys())
        return web.json_response({})

    async def delete_conditions(self, _: web.Request) -> web.Response:
        """Bring every system back to how it usually is."""
        for emulator in self._emulators.values():
            emulator.impose(())
        return web.json_response({})


async def _document(request: web.Request) -> dict[str, Any]:
    document = json.loads(await request.text() or "{}")
    if not isinstance(document, dict):
        raise TypeError("the body must be a JSON object")
    return document
