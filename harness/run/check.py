"""``harness check``: make traffic at each target, judge what was recorded, report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from harness.clock import Clock, SystemClock
from harness.config import Config
from harness.contract import Contract
from harness.errors import TargetError
from harness.finding import Verdict
from harness.record import append_findings
from harness.run.cleaning import Cleaned, clean_left
from harness.run.conduct import Conducted, conduct
from harness.run.digest import requests_digest
from harness.run.emulators import settings_for
from harness.run.judging import Judgement, details, exchanges_of, judge_target
from harness.run.minimising import minimised
from harness.run.model import RunEnd, Ui
from harness.run.publishing import publish
from harness.run.recording import Recording, keep_within, recording
from harness.run.requests import CheckRequest
from harness.run.stage import Stage, staged
from harness.run.tags import tag_prefix
from harness.run.targets import Planned, plan, read_config
from harness.run.verdict import combine
from harness.traffic.profiles import PROFILES


def run(request: CheckRequest, ui: Ui) -> RunEnd:
    """Check the targets one after the other into one run folder; raise ``HarnessError`` for what is wrong."""
    clock = SystemClock()
    config = read_config(request.selection, Path.cwd())
    targets = plan(request.targets, request.selection, config, os.environ)
    profile = request.profile.value
    with recording("check", targets, request.options, clock, profile) as record:
        check = Check(request, config, record, clock, ui)
        for planned in targets:
            check.target(planned)
        end = check.end()
    if config is not None and request.options.out is None:
        keep_within(config.record, clock)
    return publish(record.path, end, ui)


class Check:
    """A check under way: what was learned at each target so far."""

    def __init__(
        self, request: CheckRequest, config: Config | None, record: Recording, clock: Clock, ui: Ui
    ) -> None:
        self._request = request
        self._config = config
        self._record = record
        self._clock = clock
        self._ui = ui
        self._stop = deadline(clock, request.options.max_time)
        self._judgements: list[Judgement] = []
        self._verdicts: list[tuple[str, Verdict]] = []
        self._contracts: dict[str, Contract] = {}
        self._counts: Counter[str] = Counter()
        self._defects: list[str] = []

    def target(self, planned: Planned) -> None:
        """Make traffic at one target and judge it."""
        selection = self._request.selection
        settings = settings_for(
            planned.vendor,
            play=selection.play,
            drifts=selection.drifts,
            lag=selection.lag,
            seed=self._record.seed,
            clock="logical",
        )
        with staged(planned, self._record, self._clock, settings) as stage:
            conducted = self._conduct(stage)
            left = () if planned.target.embedded else self._clean(stage)
            self._judge(stage, conducted, left)

    def _conduct(self, stage: Stage) -> Conducted:
        counts = PROFILES[self._request.profile.value]
        with self._ui.progress(f"check {stage.target.name}") as progress:
            return conduct(stage, counts, self._record.seed, progress, self._stop)

    def _clean(self, stage: Stage) -> tuple[str, ...]:
        """Remove what the run created; a target that stays must not fill up with our jobs."""
        prefix = tag_prefix(stage.vendor, self._record.token)
        try:
            cleaned = clean_left(stage.door, stage.vendor.flows, prefix, stage.wait)
        except TargetError as error:
            cleaned = Cleaned(left=(str(error),))
        for problem in cleaned.left:
            self._ui.notice(f"{stage.target.name}: {problem}")
        self._counts.update(cleaned=cleaned.gone, left=len(cleaned.left))
        return cleaned.left

    def _judge(self, stage: Stage, conducted: Conducted, left: tuple[str, ...]) -> None:
        exchanges = exchanges_of(self._record.path, stage.target.name)
        judgement = judge_target(
            stage.vendor,
            stage.contract,
            stage.target,
            exchanges,
            waivers=self._config.waivers if self._config else (),
            today=self._clock.wall().date(),
        )
        notes = (*judgement.notes, *conducted.problems, *left)
        self._defects += stage.door.core.defects
        judgement = replace(judgement, notes=notes)
        judgement = minimised(stage, judgement, exchanges)
        append_findings(self._record.path, judgement.findings)
        threshold = self._request.options.fail_on
        self._judgements.append(judgement)
        verdict = judgement.verdict(stage.ground, threshold, conducted.stopped)
        self._verdicts.append((stage.target.name, verdict))
        self._record.judged(stage.target.name, verdict)
        self._contracts[stage.target.name] = stage.contract
        self._counts.update(asdict(stage.door.counts), judged=judgement.judged)
        self._counts.update(cases=sum(conducted.cases.values()))

    def end(self) -> RunEnd:
        """Write how the run ended."""
        verdict = combine(self._verdicts)
        described = details(self._judgements, self._contracts)
        sent = requests_digest(
            exchange
            for judgement in self._judgements
            for exchange in exchanges_of(self._record.path, judgement.target.name)
        )
        described["play"] = self._request.selection.play
        described["drifts"] = list(self._request.selection.drifts)
        described["fail_on"] = self._request.options.fail_on.value
        described["requests_digest"] = sent
        counts = dict(self._counts)
        return self._record.end(verdict, self._clock, counts=counts, details=described, defects=self._defects)


def deadline(clock: Clock, seconds: float | None) -> Callable[[], bool]:
    """Return what tells whether ``seconds`` have passed since now; None: never."""
    if seconds is None:
        return lambda: False
    last = clock.now_ns() + round(seconds * 1e9)
    return lambda: clock.now_ns() >= last
