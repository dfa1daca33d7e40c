"""The emulator process: reads a plan, listens, says where, and goes when its parent goes."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import sys
import threading

from harness.emulation.emulator import Emulator
from harness.emulation.plan import load_plan
from harness.emulation.server import serve
from harness.emulation.settings import EmulatorSettings
from harness.errors import UsageError


def _build(factory: str, settings: EmulatorSettings) -> Emulator:
    module, _, function = factory.partition(":")
    emulator = getattr(importlib.import_module(module), function)(settings)
    assert isinstance(emulator, Emulator)  # noqa: S101 - a factory that returns anything else is our defect
    return emulator


def _leave_with_parent() -> None:
    """End the process when standard input ends; there is nothing to save."""
    sys.stdin.buffer.read()
    os._exit(0)


async def _run(emulators: list[Emulator]) -> None:
    async with serve(emulators) as served:
        _say({"urls": dict(served.urls), "control": served.control})
        await asyncio.Event().wait()


def _say(document: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run until standard input ends."""
    plan = load_plan(sys.stdin.buffer.readline().decode())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        asyncio.run(_run([_build(factory, settings) for factory, settings in plan.values()]))
    except UsageError as problem:
        _say({"usage_error": {"what": problem.what, "mend": problem.mend}})


if __name__ == "__main__":
    main()
