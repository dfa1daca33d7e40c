"""``harness serve``: emulators in the foreground, for whoever wants to talk to one."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.faults import parse_faults
from harness.emulation.server import Served, serve
from harness.errors import UsageError
from harness.finding import Verdict, VerdictKind
from harness.run.emulators import settings_for
from harness.run.fault_sets import FaultList, fault_set
from harness.run.model import RunEnd, Ui
from harness.run.requests import ServeRequest
from harness.vendor import Vendor, vendor_named, vendors


def run(request: ServeRequest, ui: Ui) -> RunEnd:
    """Serve until interrupted; raise ``UsageError`` for a port that is taken or a name nobody knows."""
    if request.client_ca is not None and not request.tls:
        raise UsageError("certificates of clients are shown over TLS only", mend="add --tls")
    chosen = tuple(vendor_named(name) for name in request.vendors) or tuple(vendors().values())
    faults = fault_set(request.faults) if request.faults else []
    with TemporaryDirectory(prefix="harness-ca-") as folder:
        ca = Path(folder) / "ca.pem"
        tls = ServerTls(ca, client_ca=request.client_ca) if request.tls else None
        settings = [_settings(vendor, request, offset, tls) for offset, vendor in enumerate(chosen)]
        asyncio.run(_serve(chosen, settings, faults, ui))
    return RunEnd(Verdict(VerdictKind.PASS, "interrupted, as servers are"), 0)


def _settings(vendor: Vendor, request: ServeRequest, offset: int, tls: ServerTls | None) -> EmulatorSettings:
    port = 0 if request.port_base is None else request.port_base + offset
    return settings_for(
        vendor,
        play=request.play,
        drifts=request.drifts,
        lag=request.lag,
        seed=request.seed,
        host=request.host,
        port=port,
        tls=tls,
    )


async def _serve(
    chosen: Sequence[Vendor], settings: Sequence[EmulatorSettings], faults: FaultList, ui: Ui
) -> None:
    emulators = [vendor.emulator(each) for vendor, each in zip(chosen, settings, strict=True)]
    for emulator in emulators:
        emulator.play(parse_faults(faults))
    async with serve(emulators) as served:
        for vendor, each in zip(chosen, settings, strict=True):
            _introduce(vendor, each, served, ui)
        await _interrupted()


def _introduce(vendor: Vendor, settings: EmulatorSettings, served: Served, ui: Ui) -> None:
    described = describe(vendor, settings, served)
    if ui.json:
        ui.emit(described)
        return
    ui.console.print(f"[bold]{vendor.title}[/bold]  {described['url']}", highlight=False)
    for name, url in described["further"].items():
        ui.console.print(f"  {name}: {url}", highlight=False, markup=False)
    for session in described["sessions"]:
        ui.console.print(
            f"  {session['name']}: {session['user']} / {session['password']}", highlight=False, markup=False
        )
    if described["ca"]:
        ui.console.print(f"  trust: {described['ca']}", highlight=False, markup=False)
    ui.console.print(f"  control: {described['control']}", highlight=False, markup=False)


def describe(vendor: Vendor, settings: EmulatorSettings, served: Served) -> Mapping[str, Any]:
    """Return what a caller of the emulator needs: addresses, users, the certificate to trust."""
    return {
        "vendor": vendor.name,
        "title": vendor.title,
        "url": served.urls[vendor.name],
        "further": dict(served.further.get(vendor.name, {})),
        "control": served.control,
        "ca": None if settings.tls is None else str(settings.tls.ca),
        "sessions": [
            # These are an emulator's own users, printed so that people can log in.
            {"name": name, "user": known.user, "password": known.password, **known.extra}
            for name, known in vendor.sessions.items()
        ],
    }


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
