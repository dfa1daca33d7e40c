"""The emulator process: reads a plan, listens, says where, and goes when its parent goes."""

from __future__ import annotations

import asyncio
import gc
import importlib
import importlib.util
import json
import os
import sys
import threading
from types import ModuleType

from harness.emulation.emulator import Emulator
from harness.emulation.plan import load_plan
from harness.emulation.server import serve
from harness.emulation.settings import EmulatorSettings
from harness.errors import UsageError

_STANDARD_INPUT = 0
_VENDORS = "harness.vendors."


def _build(factory: str, settings: EmulatorSettings) -> Emulator:
    module, _, function = factory.partition(":")
    if module.startswith(_VENDORS):
        _enter_package(module.rpartition(".")[0])
    emulator = getattr(importlib.import_module(module), function)(settings)
    assert isinstance(emulator, Emulator)  # noqa: S101 - a factory that returns anything else is our defect
    return emulator


def _enter_package(name: str) -> None:
    """Make a vendor's package importable without running it.

    It would load the contract, the oracles and a test generator: slow, and an emulator must not
    come near them.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.submodule_search_locations is None or name in sys.modules:
        return
    package = ModuleType(name)
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules[name] = package


def _leave_with_parent() -> None:
    """End the process when standard input ends; there is nothing to save."""
    while os.read(_STANDARD_INPUT, 4096):
        pass
    os._exit(0)


async def _run(emulators: list[Emulator]) -> None:
    # What is there from the start stays; the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    async with serve(emulators) as served:
        further = {vendor: dict(named) for vendor, named in served.further.items()}
        _say({"urls": dict(served.urls), "control": served.control, "further": further})
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
