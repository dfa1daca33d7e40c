"""``harness gate``: run somebody's client through the door, and judge what it sends and gets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from harness.clock import Clock, SystemClock
from harness.config import Config
from harness.door import DoorOptions
from harness.emulation import EmulatorSettings
from harness.errors import UsageError
from harness.finding import Severity, Verdict, VerdictKind
from harness.oracles import CLIENT
from harness.record import append_findings
from harness.run.emulators import settings_for
from harness.run.fault_sets import fault_set
from harness.run.judging import Judgement, details, exchanges_of, judge_target
from harness.run.model import RunEnd, Selection, Ui
from harness.run.publishing import publish
from harness.run.recording import Recording, recording
from harness.run.requests import GateRequest
from harness.run.stage import Stage, staged
from harness.run.tags import tag_prefix
from harness.run.targets import Planned, plan, read_config
from harness.session import PRIMARY
from harness.vendor import vendor_named

TRUST_VARIABLES = ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")
"""Where Node, requests, OpenSSL and curl read a certificate to trust."""
TAG_VARIABLE = "HARNESS_TAG_PREFIX"
"""What the names of jobs must begin with where the guard lets through only what is this run's own."""


def run(request: GateRequest, ui: Ui) -> RunEnd:
    """Run the client to its end and judge its traffic; raise ``HarnessError`` for what is wrong before."""
    clock = SystemClock()
    config = read_config(request.selection, Path.cwd())
    targets = _targets(request, config)
    faults = fault_set(request.faults) if request.faults else ()
    with (
        recording("gate", targets, request.options, clock) as record,
        _stages(request, targets, record, clock) as stages,
    ):
        for stage in stages:
            if stage.emulator is not None and faults:
                stage.emulator.control.faults(faults)
        code = _client(request, stages, record, ui)
        judgements = [_judge(stage, record, config, clock, faults=bool(faults)) for stage in stages]
        end = _end(request, record, clock, stages, judgements, code)
    return publish(record.path, end, ui)


def _targets(request: GateRequest, config: Config | None) -> tuple[Planned, ...]:
    if request.upstream is None:
        return plan(request.vendors, request.selection, config, os.environ)
    targets = plan([request.upstream], request.selection, config, os.environ)
    if request.vendors != (targets[0].vendor.name,):
        raise UsageError(
            f"{request.upstream} is a target of {targets[0].vendor.name}, not of {request.vendors[0]}",
            mend="--upstream goes with the one vendor that the target is of",
        )
    if request.faults:
        raise UsageError("faults are played by embedded emulators only", mend="leave out --upstream")
    return targets


@contextmanager
def _stages(
    request: GateRequest, targets: Sequence[Planned], record: Recording, clock: Clock
) -> Iterator[tuple[Stage, ...]]:
    options = DoorOptions(tls=request.tls)
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(
                staged(
                    planned,
                    record,
                    clock,
                    _settings(planned, request.selection, record.seed),
                    options,
                    ("session", "client"),
                )
            )
            for planned in targets
        )


def _settings(planned: Planned, selection: Selection, seed: int) -> EmulatorSettings:
    play, drifts, lag = selection.play, selection.drifts, selection.lag
    return settings_for(planned.vendor, play=play, drifts=drifts, lag=lag, seed=seed)


def _client(request: GateRequest, stages: Sequence[Stage], record: Recording, ui: Ui) -> int:
    """Run the command and return its exit code; Ctrl-C reaches it too, and then ends it, not us."""
    environ = {**os.environ, **environment(stages, record.token)}
    # Under --json standard output is ours alone.
    output = sys.stderr if ui.json else None
    try:
        client = subprocess.Popen(request.command, env=environ, stdout=output)  # noqa: S603 - the user's own
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"the command {request.command[0]!r} cannot be run: {reason}", mend="write it after --"
        ) from error
    try:
        return client.wait(request.options.max_time)
    except subprocess.TimeoutExpired:
        client.kill()
        return client.wait() or -signal.SIGKILL
    except KeyboardInterrupt:
        client.wait()
        raise


def environment(stages: Sequence[Stage], token: str) -> Mapping[str, str]:
    """Return the variables that point clients at the doors of ``stages``."""
    found: dict[str, str] = {}
    for stage in stages:
        found.update(stage.vendor.environment(stage.door.url, stage.target.sessions[PRIMARY]))
        found[TAG_VARIABLE] = tag_prefix(vendor_named(stage.vendor.name), token)
        if stage.door.ca_file is not None:
            found.update(dict.fromkeys(TRUST_VARIABLES, str(stage.door.ca_file.resolve())))
    return found


def _judge(
    stage: Stage, record: Recording, config: Config | None, clock: Clock, *, faults: bool
) -> Judgement:
    judgement = judge_target(
        stage.vendor,
        stage.contract,
        stage.target,
        exchanges_of(record.path, stage.target.name),
        waivers=config.waivers if config else (),
        today=clock.wall().date(),
        further=CLIENT,
    )
    if faults:
        # The answers are wrong on purpose: only what the client sent is held against anybody.
        ours = {rule.id for rule in CLIENT}
        kept = tuple(finding for finding in judgement.findings if finding.rule in ours)
        judgement = replace(judgement, findings=kept, rules=CLIENT)
    append_findings(record.path, judgement.findings)
    return judgement


def _end(  # noqa: PLR0913, PLR0917 - all that a gate's end rests on
    request: GateRequest,
    record: Recording,
    clock: Clock,
    stages: Sequence[Stage],
    judgements: Sequence[Judgement],
    code: int,
) -> RunEnd:
    verdict = gate_verdict(judgements, request.options.fail_on, code)
    counts: Counter[str] = Counter(judged=sum(judgement.judged for judgement in judgements))
    for stage in stages:
        counts.update(asdict(stage.door.counts))
    contracts = {stage.target.name: stage.contract for stage in stages}
    described = {
        **details(judgements, contracts, requested=True),
        "fail_on": request.options.fail_on.value,
        "client_exit_code": code,
    }
    defects = [defect for stage in stages for defect in stage.door.core.defects]
    return record.end(verdict, clock, counts=dict(counts), details=described, defects=defects)


def gate_verdict(judgements: Sequence[Judgement], threshold: Severity, code: int) -> Verdict:
    """Return the verdict on a client that ended with exit code ``code``.

    Without any judged answer the run says nothing of the client; a client that failed does not pass,
    whatever its traffic was like.
    """
    failing = [f for judgement in judgements for f in judgement.findings if f.severity.at_least(threshold)]
    judged = sum(judgement.judged for judgement in judgements)
    ended = f"the command ended with exit code {code}"
    if failing:
        worst = failing[0]
        where = f" at {worst.operation}" if worst.operation else ""
        many = f"{len(failing)} finding{'s' * (len(failing) > 1)} at or above {threshold}"
        return Verdict(VerdictKind.FAIL, f"{many}, the first: {worst.rule}{where}: {worst.claim}")
    if not judged:
        return Verdict(VerdictKind.INCONCLUSIVE, f"no answer of a target came through the door; {ended}")
    if code:
        return Verdict(VerdictKind.FAIL, ended)
    return Verdict(VerdictKind.PASS, f"{judged:,} answers judged, and the requests that they answer; {ended}")
