"""Doors before a bakery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from harness.clock import Clock, SystemClock
from harness.door import DoorCore, DoorOptions, DoorServer, DoorSetup
from harness.guard import Policy
from harness.record import RunFolder
from harness.target import Budgets, Credentials, Mode, Target, Tls
from tests import bakery
from tests.door.upstream import Upstream

Build = Callable[..., DoorCore]
Open = Callable[..., DoorServer]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Return what builds a core before ``upstreams`` whose run folder is ``tmp_path / "run"``."""
    with ExitStack() as stack:

        def built(
            *upstreams: str,
            mode: Mode = Mode.UNRESTRICTED,
            budgets: Budgets | None = None,
            clock: Clock | None = None,
            vendor: bakery.Bakery | None = None,
            tls: Tls | None = None,
        ) -> DoorCore:
            users = {
                "primary": Credentials("anna", "anna-secret"),
                "other": Credentials("otto", "otto-secret"),
            }
            addresses = upstreams or ("http://127.0.0.1:9",)
            target = Target("shop", "bakery", addresses, mode, sessions=users, tls=tls or Tls())
            policy = Policy(mode, "RUN", budgets=budgets or Budgets())
            setup = DoorSetup(target, vendor or bakery.Bakery(), bakery.contract(), policy)
            folder = stack.enter_context(closing(RunFolder.create(tmp_path / "run")))
            core = DoorCore(setup, folder, clock or SystemClock())
            return stack.enter_context(closing(core))

        yield built


@pytest.fixture
def open_door(build: Build) -> Iterator[Open]:
    """Return what opens a door before ``upstreams``; it is closed when the test ends."""
    with ExitStack() as stack:

        def opened(*upstreams: str, options: DoorOptions | None = None, **how: object) -> DoorServer:
            quiet = options or DoorOptions()
            isolated = replace(quiet, environment=quiet.environment if options else {})
            return stack.enter_context(DoorServer(build(*upstreams, **how), isolated))

        yield opened


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """Return a server that answers by a script and keeps what it was sent."""
    with Upstream() as server:
        yield server


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    """Return an authority whose certificate stands in ``ca.pem``, with a client's in ``client.pem``."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    client = made.issue_cert("client@example.com")
    client.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "client.pem"))
    return made
