"""``harness clean``: remove what earlier runs left, by their ledgers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from harness.clock import SystemClock
from harness.config import Config
from harness.contract import load_contract
from harness.door import DoorCore, DoorServer, DoorSetup
from harness.errors import HarnessError
from harness.finding import Verdict, VerdictKind
from harness.guard import Policy
from harness.ledger import Ledger, LedgerTarget, read_ledger
from harness.record import RunFolder, read_run
from harness.run.cleaning import Cleaned, clean_left
from harness.run.folders import all_runs
from harness.run.model import RunEnd, Selection, Ui
from harness.run.requests import CleanRequest
from harness.run.stage import pause
from harness.run.tags import tag_prefix
from harness.run.targets import plan, read_config
from harness.target import Mode, Target
from harness.vendor import vendor_named


def run(request: CleanRequest, ui: Ui) -> RunEnd:
    """Go through the ledgers below the reports folder; what cannot be removed makes the end inconclusive."""
    config = read_config(request.selection, Path.cwd())
    gone, left = 0, []
    for folder, described in _leftovers(request):
        try:
            cleaned = _clean(folder, described, request.selection, config, pause)
        except HarnessError as error:
            cleaned = Cleaned(0, (str(error),))
        gone += cleaned.gone
        left += [f"{folder.name}: {described.name}: {problem}" for problem in cleaned.left]
    for problem in left:
        ui.notice(problem)
    verdict = _verdict(gone, len(left))
    ui.console.print(verdict.reason, highlight=False)
    return RunEnd.of(verdict, None, gone=gone, left=left)


def _verdict(gone: int, left: int) -> Verdict:
    if left:
        return Verdict(VerdictKind.INCONCLUSIVE, f"{gone} removed, {left} still there or not to be told")
    return Verdict(VerdictKind.PASS, f"{gone} removed, nothing is left" if gone else "nothing was left")


def _leftovers(request: CleanRequest) -> Iterator[tuple[Path, LedgerTarget]]:
    """Yield each run folder with each of its targets at which something may be left."""
    for folder in all_runs(request.reports):
        view = read_ledger(folder)
        for name in dict.fromkeys(entry.target for entry in view.left()):
            described = view.targets[name]
            if request.target in {None, name, described.vendor}:
                yield folder, described


def _clean(
    folder: Path,
    described: LedgerTarget,
    selection: Selection,
    config: Config | None,
    wait: Callable[[float], None],
) -> Cleaned:
    if described.embedded:
        return _forget(folder, described)
    vendor = vendor_named(described.vendor)
    target = _target(described, selection, config)
    prefix = tag_prefix(vendor, str(read_run(folder).details.get("token", "")))
    record = RunFolder.reopen(folder)
    try:
        contract = load_contract(vendor.contract_path)
        policy = Policy(target.mode, tag_prefix=prefix, budgets=target.budgets)
        core = DoorCore(DoorSetup(target, vendor, contract, policy), record, SystemClock())
        with closing(core.ledger), DoorServer(core) as door:
            return clean_left(door, vendor.flows, prefix, wait)
    finally:
        record.close()


def _forget(folder: Path, described: LedgerTarget) -> Cleaned:
    """Settle what was left in an emulator that ended with its run: it took everything with it."""
    ledger = Ledger(folder, described)
    left = [entry for entry in ledger.view.left() if entry.target == described.name]
    for entry in left:
        ledger.settle(entry)
    ledger.close()
    return Cleaned(len(left))


def _target(described: LedgerTarget, selection: Selection, config: Config | None) -> Target:
    """Return the target as ``harness.toml`` has it, else by its address; never beyond ``owned``."""
    if config is not None and described.name in config.targets:
        target = config.target(described.name, os.environ)
    else:
        at = replace(selection, url=described.upstreams[0], mode=Mode.OWNED)
        target = plan([described.vendor], at, None, os.environ)[0].target
    return replace(target, name=described.name, upstreams=described.upstreams, mode=Mode.OWNED)
