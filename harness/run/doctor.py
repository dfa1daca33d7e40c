"""``harness doctor``: ask a target, through the door, what a run needs to know of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from rich.table import Table

from harness.clock import Clock, SystemClock
from harness.errors import HarnessError
from harness.exchange import Exchange, Passage, Request, Response, Sender
from harness.finding import Verdict, VerdictKind
from harness.flow import Flow
from harness.run import diagnosis
from harness.run.diagnosis import State, Symptom
from harness.run.emulators import settings_for
from harness.run.model import RunEnd, RunOptions, Ui
from harness.run.recording import recording
from harness.run.requests import DoctorRequest
from harness.run.stage import Stage, staged
from harness.run.targets import Planned, plan, read_config
from harness.session import ANONYMOUS
from harness.traffic.client import DoorClient
from harness.traffic.drivers import run_flow

T = TypeVar("T")

STYLES = {State.OK: "green", State.WARNING: "yellow", State.FAILED: "bold red", State.UNKNOWN: "dim"}


def run(request: DoctorRequest, ui: Ui) -> RunEnd:
    """Look at one target; raise ``UsageError`` for a target that is not described well enough to be asked."""
    clock = SystemClock()
    config = read_config(request.selection, Path.cwd())
    (planned,) = plan([request.target], request.selection, config, os.environ)
    with ui.progress(f"doctor {planned.target.name}") as progress:
        symptoms = []
        for symptom in _looked_at(planned, request, clock):
            progress.advance(note=symptom.part)
            symptoms.append(symptom)
    end = verdict(planned.target.name, symptoms)
    _show(symptoms, end, ui)
    return RunEnd.of(
        end,
        target=planned.target.name,
        symptoms=[symptom.document() for symptom in symptoms],
    )


def verdict(name: str, symptoms: list[Symptom]) -> Verdict:
    """Return whether a run at the target called ``name`` makes sense."""
    broken = diagnosis.worst(symptoms)
    if broken is not None:
        return Verdict(VerdictKind.INCONCLUSIVE, f"{name} is not ready: {broken.part}: {broken.detail}")
    return Verdict(VerdictKind.PASS, f"{name} is ready")


def _looked_at(planned: Planned, request: DoctorRequest, clock: Clock) -> Iterator[Symptom]:
    """Stand the target up behind a door whose record nobody needs afterwards, and examine it."""
    selection = request.selection
    settings = settings_for(planned.vendor, play=selection.play, drifts=selection.drifts, lag=selection.lag)
    with TemporaryDirectory(prefix="harness-doctor-") as folder:
        options = RunOptions(out=Path(folder) / "run")
        with (
            recording("doctor", (planned,), options, clock) as record,
            staged(planned, record, clock, settings) as stage,
        ):
            yield from _examined(stage)


def _examined(stage: Stage) -> Iterator[Symptom]:
    target = stage.target
    _, met = _ask(stage, ANONYMOUS, stage.vendor.flows.find(next(stage.tags)))
    yield diagnosis.address(target, met)
    yield diagnosis.encryption(target, met)
    if met.passage is Passage.ANSWERED:
        yield from _inside(stage)
        yield diagnosis.clock(met)
    yield diagnosis.work(target, stage.contract.lifecycle)


def _inside(stage: Stage) -> Iterator[Symptom]:
    """Log in as each session, once, and ask what only a user is told."""
    asking = ANONYMOUS
    for name, credentials in stage.target.sessions.items():
        _, met = _ask(stage, name, stage.vendor.flows.find(next(stage.tags)))
        taken = diagnosis.login(name, credentials.user, met)
        asking = name if asking == ANONYMOUS and taken.state is State.OK else asking
        yield taken
        yield diagnosis.rights(name, met)
    if stage.vendor.about is not None:
        yield diagnosis.release(_ask(stage, asking, stage.vendor.about())[0])


def _ask(stage: Stage, session: str, flow: Flow[T]) -> tuple[T, Exchange]:
    """Run a conversation in the name of a session; return its result and the last exchange of it."""
    exchanges: list[Exchange] = []

    def send(request: Request) -> Response | None:
        reply = client.ask(request)
        if reply.exchange is None:
            raise HarnessError("the door answered without naming the exchange")
        exchanges.append(stage.door.exchange(reply.exchange))
        return exchanges[-1].response

    with DoorClient(stage.door.url, Sender("doctor"), session) as client:
        result = run_flow(flow, send, stage.wait)
    return result, exchanges[-1]


def _show(symptoms: list[Symptom], end: Verdict, ui: Ui) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for symptom in symptoms:
        mend = f"\n{symptom.mend}" if symptom.mend else ""
        table.add_row(symptom.part, symptom.state.value, symptom.detail + mend, style=STYLES[symptom.state])
    ui.console.print(table, markup=False, highlight=False)
    ui.console.print(end.reason, markup=False, highlight=False)
