"""``harness init``: a first ``harness.toml`` that loads as it stands, and the schema that completes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.config import editor_schema, toml_key, toml_text
from harness.errors import UsageError
from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd, Ui
from harness.run.requests import InitRequest
from harness.vendor import Vendor, vendor_named, vendors

SCHEMA_NAME = "harness.schema.json"

HEAD = f"""\
#:schema ./{SCHEMA_NAME}
# Servers that the harness may talk to. An editor that knows TOML schemas completes this file.
# Check it with: harness doctor NAME
"""

TARGET = """
# {title}
[targets.{name}]
vendor = {vendor}
url = {url}
# read-only: look, never submit. owned: also submit the work below, and touch what was submitted.
mode = "read-only"
#tls.ca = "ca.pem"

# Secrets are named, never written here: an environment variable, a file, or a command.
[targets.{name}.sessions.primary]
user = {{ env = "{variable}_USER" }}
password = {{ env = "{variable}_PASSWORD" }}

# No run goes beyond these.
#[targets.{name}.budgets]
#requests = 5000
#creations = 200
#rate = 20
"""

WORK = """
# What a run may submit in mode owned; {tag} becomes a name of the run's own. Put in what your site needs.
"""

TAIL = """
# Which run folders stay when a run ends.
#[record]
#keep_runs = 50
#keep_days = 30

# A finding that is accepted: by whom, why, and until when.
#[[waivers]]
#rule = "exchange.status"
#reason = "fixed by the next service level"
#owner = "qa@example.com"
#expires = 2099-12-31
"""


def run(request: InitRequest, ui: Ui) -> RunEnd:
    """Write both files into the folder; raise ``UsageError`` when one is there and not forced."""
    chosen = [vendor_named(name) for name in request.vendors] or list(vendors().values())
    file, schema = request.folder / "harness.toml", request.folder / SCHEMA_NAME
    for path in (file, schema):
        if path.exists() and not request.force:
            mend = "overwrite it with --force, or name another place with --folder"
            raise UsageError("is already there", mend=mend, file=path)
    shapes = {vendor.name: vendor.work_schema for vendor in vendors().values()}
    _write(schema, json.dumps(editor_schema(shapes), indent=2) + "\n")
    _write(file, first_config(chosen))
    ui.console.print(f"wrote {file} and {schema}", markup=False, highlight=False)
    ui.console.print(f"next: fill in the address, then harness doctor {_name(chosen[0])}", highlight=False)
    verdict = Verdict(VerdictKind.PASS, f"wrote {file}")
    return RunEnd.of(verdict, files=[str(file), str(schema)])


def first_config(chosen: Sequence[Vendor]) -> str:
    """Return the text of a ``harness.toml`` with one target a vendor and its embedded work items."""
    return HEAD + "".join(part for vendor in chosen for part in _target(vendor)) + TAIL


def _target(vendor: Vendor) -> Iterator[str]:
    name = _name(vendor)
    yield TARGET.format(
        title=vendor.title,
        name=name,
        vendor=toml_text(vendor.name),
        url=toml_text(f"https://{vendor.name}.example.com"),
        variable=vendor.name.upper(),
    )
    yield WORK
    for index, item in enumerate(vendor.work):
        yield "\n" if index else ""
        yield f"[targets.{name}.work.{toml_key(item.name)}]\n"
        yield from _pairs(
            {"length": item.length.value, **({"verbs": list(item.verbs)} if item.verbs else {})}
        )
        yield from _pairs(item.fields)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{toml_key(key)} = {toml_text(value)}\n"


def _name(vendor: Vendor) -> str:
    """Return a name that is no vendor's, since that would mean the embedded emulator."""
    return f"test-{vendor.name}"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        mend = "name a folder that can be written with --folder"
        raise UsageError(f"cannot be written: {error.strerror}", mend=mend, file=path) from None
