"""The plan that a parent writes to the emulator process: settings as one line of JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.emulation import lag
from harness.emulation.lag import LagLaw, LagLaws
from harness.emulation.settings import EmulatorSettings, ServerTls

Plan = Mapping[str, tuple[str, EmulatorSettings]]
"""``module:function`` and settings, by vendor."""
_LAWS: Mapping[str, Any] = {
    law.__name__: law for law in (lag.Constant, lag.Uniform, lag.LogNormal, lag.Tick, lag.Bimodal)
}


def dump_plan(plan: Plan) -> str:
    """Write a plan as one line."""
    document = {
        vendor: {"factory": factory, "settings": _dump(settings)}
        for vendor, (factory, settings) in plan.items()
    }
    return json.dumps(document)


def load_plan(text: str) -> Plan:
    """Read what ``dump_plan`` wrote."""
    return {
        vendor: (entry["factory"], _load(entry["settings"])) for vendor, entry in json.loads(text).items()
    }


def _dump(settings: EmulatorSettings) -> dict[str, Any]:
    plain = {f.name: getattr(settings, f.name) for f in dataclasses.fields(settings)}
    tls = settings.tls
    plain["drifts"] = sorted(settings.drifts)
    plain["users"] = dict(settings.users)
    plain["lag"] = {"read": _dump_law(settings.lag.read), "modify": _dump_law(settings.lag.modify)}
    plain["tls"] = None if tls is None else _dump_tls(tls)
    return plain


def _load(plain: dict[str, Any]) -> EmulatorSettings:
    tls = plain["tls"]
    laws = {path: _load_law(law) for path, law in plain["lag"].items()}
    converted = {
        "drifts": frozenset(plain["drifts"]),
        "lag": LagLaws(**laws),
        "tls": None if tls is None else _load_tls(tls),
    }
    return EmulatorSettings(**{**plain, **converted})


def _dump_tls(tls: ServerTls) -> dict[str, Any]:
    client_ca = None if tls.client_ca is None else str(tls.client_ca)
    return {"ca": str(tls.ca), "names": tls.names, "client_ca": client_ca}


def _load_tls(plain: dict[str, Any]) -> ServerTls:
    client_ca = None if plain["client_ca"] is None else Path(plain["client_ca"])
    return ServerTls(Path(plain["ca"]), tuple(plain["names"]), client_ca)


def _dump_law(law: LagLaw) -> dict[str, Any]:
    name = type(law).__name__
    if name not in _LAWS:
        raise ValueError(f"a lag law of type {name} cannot travel to another process")
    return {"law": name, **dataclasses.asdict(law)}  # type: ignore[call-overload]  # each law is a dataclass


def _load_law(plain: dict[str, Any]) -> LagLaw:
    arguments = {name: value for name, value in plain.items() if name != "law"}
    law: LagLaw = _LAWS[plain["law"]](**arguments)
    return law
