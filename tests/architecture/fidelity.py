"""The fidelity ledger of an emulator: ``fidelity.yaml`` beside its modules. It is data; nothing imports it.

rules:
- rule: a submit is answered 201 with the job document
at: submit.py
standing: documented        # measured, documented, source-code or inferred
where: IBM topic "Submit a job"
open:
- what: work units on several systems of a sysplex
why: no public source shows their answers
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from harness.finding import Standing
from tests.architecture.conftest import ROOT

FILE = "harness/vendors/{}/emulator/fidelity.yaml"
_TEXT = {"type": "string", "minLength": 3, "not": {"pattern": "[|\\n]"}}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["rules", "open"],
    "additionalProperties": False,
    "properties": {
        "rules": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["rule", "at", "standing", "where"],
                "additionalProperties": False,
                "properties": {
                    "rule": _TEXT,
                    "at": {"type": "string", "pattern": "^[a-z0-9_/]+[.]py$"},
                    "standing": {"enum": [each.value for each in Standing]},
                    "where": _TEXT,
                },
            },
        },
        "open": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["what", "why"],
                "additionalProperties": False,
                "properties": {"what": _TEXT, "why": _TEXT},
            },
        },
    },
}


@dataclass(frozen=True)
class FidelityRule:
    """One thing that an emulator does, where in it, and on whose word."""

    rule: str
    at: str
    standing: str
    where: str


@dataclass(frozen=True)
class OpenPoint:
    """One thing that it does not do, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Ledger:
    """The ledger of one emulator."""

    rules: tuple[FidelityRule, ...]
    open: tuple[OpenPoint, ...]


def problems(document: Any, folder: Path) -> list[str]:
    """Return what is wrong with a ledger whose emulator is in ``folder``."""
    found = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document)
    ]
    if found:
        return found
    rules = [rule["rule"] for rule in document["rules"]]
    found = [f"told twice: {rule}" for rule in sorted({rule for rule in rules if rules.count(rule) > 1})]
    return found + [
        f"there is no {rule['at']}" for rule in document["rules"] if not (folder / rule["at"]).is_file()
    ]


def ledger_of(vendor: str) -> Ledger | None:
    """Return a vendor's ledger; None for one that has none yet."""
    path = ROOT / FILE.format(vendor)
    if not path.is_file():
        return None
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    wrong = problems(document, path.parent)
    assert not wrong, f"{path}: {wrong}"
    return Ledger(
        tuple(FidelityRule(**rule) for rule in document["rules"]),
        tuple(OpenPoint(**each) for each in document["open"]),
    )
