"""Freeze the pairs of operation and status of a contract: ``python -m tests.contract.freeze VENDOR``.

Pairs are only ever added. What a contract does not document any more stays, and fails its test, until
somebody moves it to ``taken-out`` with a reason.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from harness.contract import Pair, Pairs, load_contract, load_levels, load_pairs
from harness.contract.pairs import Shift, documented_pairs, pairs_path

ROOT = Path(__file__).parents[2]
HEAD = """\
# The statuses that each operation is documented to answer with, at the level `documented`: what a check
# counts by when it tells how much it exercised. `python -m tests.contract.freeze {vendor}` adds what is new.
#
# A pair leaves the count by standing under `taken-out` with a reason, and in no other way; `frozen` is
# how many there are, and never falls. `drifts` holds what a drift adds or ends where it is played. What
# stands under `unexercised` counts, and a check is known not to bring it about; reports show the reason.
"""


def shifts(contract: Path) -> dict[str, Shift]:
    """Return what each drift alone does to the pairs, those left out that do nothing."""
    levels, before = load_levels(contract), set(documented_pairs(load_contract(contract)))
    found: dict[str, Shift] = {}
    for drift in levels.drifts.values():
        text = drift.overlay.read_text(encoding="utf-8")
        # Loading takes its time, and nothing else can add an answer or take one away.
        if "responses" in text or "remove" in text:
            after = set(documented_pairs(load_contract(contract, (drift.overlay,))))
            shift = Shift(frozenset(after - before), frozenset(before - after))
            found |= {drift.id: shift} if shift != Shift() else {}
    return found


def frozen(contract: Path) -> Pairs:
    """Return the pairs with all that the contract and its drifts document by now."""
    loaded = load_contract(contract)
    known = load_pairs(contract, loaded)
    documented = tuple(dict.fromkeys((*documented_pairs(loaded), *known.documented)))
    drifts = dict(known.drifts)
    for name, shift in shifts(contract).items():
        old = drifts.get(name, Shift())
        drifts[name] = Shift(old.adds | shift.adds, old.ends | shift.ends)
    count = max(known.frozen or 0, len({*documented, *known.taken_out}))
    return Pairs(documented, known.taken_out, known.unexercised, drifts, count)


def text_of(vendor: str, pairs: Pairs) -> str:
    """Return the file's text."""
    document: dict[str, Any] = {"frozen": pairs.frozen, "pairs": _grouped(pairs.documented)}
    if pairs.drifts:
        document["drifts"] = {name: _shift(shift) for name, shift in sorted(pairs.drifts.items())}
    for name, reasons in (("unexercised", pairs.unexercised), ("taken-out", pairs.taken_out)):
        if reasons:
            document[name] = [
                {"because": because, "pairs": _grouped(pair for pair in reasons if reasons[pair] == because)}
                for because in dict.fromkeys(reasons.values())
            ]
    body = yaml.dump(document, sort_keys=False, default_flow_style=None, width=110, allow_unicode=True)
    return HEAD.format(vendor=vendor) + body


def _shift(shift: Shift) -> dict[str, Any]:
    both = {"adds": shift.adds, "ends": shift.ends}
    return {name: _grouped(sorted(pairs)) for name, pairs in both.items() if pairs}


def _grouped(pairs: Iterable[Pair]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for operation, status in pairs:
        found.setdefault(operation, []).append(status)
    return found


def main() -> None:
    """Freeze the pairs of the vendors that the command line names."""
    for vendor in sys.argv[1:]:
        contract = ROOT / "openapi" / f"{vendor}.yaml"
        file = pairs_path(contract)
        file.parent.mkdir(exist_ok=True)
        file.write_text(text_of(vendor, frozen(contract)), encoding="utf-8")


if __name__ == "__main__":
    main()
