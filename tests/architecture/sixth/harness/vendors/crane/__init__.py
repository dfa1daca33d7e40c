"""Crane: a vendor that exists only in this test."""

from __future__ import annotations

from harness.target import Credentials, Length, WorkItem
from harness.vendor import Vendor

from . import adapter, emulator

VENDOR = Vendor(
    name="crane",
    title="Crane",
    emulator=emulator.build,
    sessions={"primary": Credentials("crane", "crane")},
    scheme=adapter.Scheme(),
    flows=adapter.Flows(),
    reader=adapter.Reader(),
    observe=adapter.observe,
    rules=(),
    work=(
        WorkItem("short", Length.SHORT, {"seconds": 0}),
        WorkItem("long", Length.LONG, {"seconds": 60}),
    ),
    work_schema={"type": "object", "required": ["seconds"], "properties": {"seconds": {"type": "integer"}}},
    bodies=lambda _generation: {},
    environment=lambda url, _credentials: {"CRANE_URL": url},
    tag=lambda token, number: f"h{token}{number:04d}",
)
